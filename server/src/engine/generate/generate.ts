import { firstDayOf, type Month } from '../delivery/day.ts';
import { codesOf, type Pack } from '../packs/load-pack.ts';
import { RULES } from '../rules/registry.ts';
import type { RuleCode } from '../rules/rule-metadata.ts';
import { CONTENT_FAULTS } from './faults/content-faults.ts';
import { DATE_FAULTS } from './faults/date-faults.ts';
import type { Fault, FaultContext, MakeFault } from './faults/fault.ts';
import { TECHNICAL_FAULTS } from './faults/technical-faults.ts';
import { Draw, MOST_PERSONS, numberOf, Population } from './population.ts';
import type { GeneratedRecord } from './record.ts';
import { Values } from './types.ts';
import { DeliveryWriter, type GeneratedHeader } from './write/write-delivery.ts';

export interface GenerateOptions {
  readonly pack: Pack;
  /** In each delivery. */
  readonly records: number;
  readonly gemeente: string;
  readonly berichtgever: string;
  /** The first month. */
  readonly month: Month;
  readonly months: number;
  readonly seed: number;
  /** How often each rule is to have something to say of the last delivery. */
  readonly faults: ReadonlyMap<RuleCode, number>;
}

/** A finding that there is to be, of the how manieth record from 0; null outside the records. */
export interface ExpectedFinding {
  readonly code: RuleCode;
  readonly record: number | null;
}

/** What can't be generated, and why. */
export class CannotGenerate extends Error {
  constructor(
    readonly reason:
      | 'rule'
      | 'header'
      | 'previous'
      | 'alone'
      | 'records'
      | 'persons'
      | 'types'
      | 'gemeente'
      | 'faults'
      | 'months',
    readonly detail: string,
  ) {
    super(`${reason} ${detail}`);
  }
}

/** So many records never take up more people than there are. */
const MOST_RECORDS = 7_000_000;
/** Faults take up so many records at most. */
const MOST_FAULTS = 10_000;

const MOST_MONTHS = 24;

const RECORD_FAULTS: Partial<Record<RuleCode, MakeFault>> = { ...TECHNICAL_FAULTS, ...DATE_FAULTS, ...CONTENT_FAULTS };
/** Faults of a delivery as a whole, of which there can be one. */
const HEADER_FAULTS: readonly RuleCode[] = ['SRG-T003', 'SRG-T005', 'SRG-T006', 'SRG-I114'];
const CONTINUITY: RuleCode = 'SRG-I104';

/** The rules that faults can be asked for. */
export const FAULT_CODES: readonly RuleCode[] = RULES.map(({ code }) => code).filter(
  (code) => code in RECORD_FAULTS || HEADER_FAULTS.includes(code) || code === CONTINUITY,
);

/** Deliveries of consecutive months, the last of them with the faults. The same options give the same bytes. */
export class DeliveryGenerator {
  private readonly population: Population;
  private readonly values: Values;
  private readonly writer: DeliveryWriter;
  private readonly faults: readonly { readonly code: RuleCode; readonly fault: Fault }[];
  /** The people of the faults come behind all others. */
  private faulty = 0;

  /** @throws CannotGenerate */
  constructor(private readonly options: GenerateOptions) {
    const { pack, seed, month, records } = options;
    this.values = new Values(pack);
    if (this.values.types.length === 0) throw new CannotGenerate('types', pack.manifest.id);
    if (records > MOST_RECORDS) throw new CannotGenerate('persons', String(MOST_RECORDS));
    this.population = new Population(this.values, seed, month);
    this.writer = new DeliveryWriter(pack);
    this.checkHeaderFaults();
    this.faults = this.makeFaults();
    const taken = this.takenByFaults;
    if (taken > records) throw new CannotGenerate('records', String(taken));
  }

  /** The berichtgever that is to be expected, where a delivery of another one is a fault. */
  get expectedBerichtgever(): string | undefined {
    return this.countOf('SRG-T003') > 0 ? this.options.berichtgever : undefined;
  }

  /**
   * The delivery of a month, in pieces.
   * @param n from 0
   * @param expect gets the findings that there are to be, in the order of the records
   */
  *delivery(n: number, expect: (finding: ExpectedFinding) => void = () => {}): Generator<string> {
    const month = this.options.month + n;
    const isLast = n === this.options.months - 1;
    if (!isLast) {
      yield* this.writer.write(this.header(month), this.withoutFaults(n));
      return;
    }
    const isUnknown = this.countOf('SRG-T005') > 0;
    if (isUnknown) expect({ code: 'SRG-T005', record: null });
    for (const code of ['SRG-T003', 'SRG-I114', CONTINUITY] as const)
      if (this.countOf(code) > 0) expect({ code, record: null });
    for (const piece of this.writer.write(this.header(month, true), this.withFaults(month, expect))) {
      const { namespace } = this.options.pack.manifest;
      yield isUnknown ? piece.replace(`"${namespace}"`, `"${namespace}:onbekend"`) : piece;
    }
  }

  private header(month: Month, isLast = false): GeneratedHeader {
    const { gemeente, berichtgever, pack } = this.options;
    const first = (concept: 'statistiekcode' | 'softwarepakket') => this.values.codes(concept).at(-1) ?? '';
    const wrong = (code: RuleCode) => isLast && this.countOf(code) > 0;
    const no = [...pack.gemeenten.keys()];
    return {
      month,
      gemeentecode: wrong('SRG-I114') ? unlike(gemeente, (code) => no.includes(code)) : gemeente,
      berichtgevercode: wrong('SRG-T003') ? unlike(berichtgever, () => false) : berichtgever,
      statistiekcode: first('statistiekcode'),
      softwarepakket: first('softwarepakket'),
      softwareversie: '1.0',
    };
  }

  /** Records that nothing is wrong with. */
  private *clean(month: Month, most: number): Generator<GeneratedRecord> {
    for (let person = 0, left = most; left > 0; person++) {
      const records = this.population.recordsOf(person, month, left);
      yield* records;
      left -= records.length;
    }
  }

  /**
   * The records of a month before the last one. What the faults take up there, is taken up here by what begins and ends
   * in the month, or by what runs on and is missing afterwards.
   */
  private *withoutFaults(n: number): Generator<GeneratedRecord> {
    const { records, months } = this.options;
    const month = this.options.month + n;
    const taken = this.takenByFaults;
    const lost = n === months - 2 ? this.countOf(CONTINUITY) : 0;
    yield* this.clean(month, records - taken);
    for (let i = 0; i < Math.max(taken, lost); i++) {
      const person = MOST_PERSONS - 1 - n * 10_000 - i;
      const draw = this.population.drawFor(person, 1);
      const type = this.values.plain[0]!;
      const begin = firstDayOf(month) + draw.from(0, 9);
      const end = i < lost ? undefined : begin + draw.from(1, 15);
      const who = this.population.person(person, [type]);
      yield this.population.record(who, type, numberOf(person, 0, 0), begin, draw, end);
    }
  }

  /** The clean records and among them, here and there, those of the faults. */
  private *withFaults(month: Month, expect: (finding: ExpectedFinding) => void): Generator<GeneratedRecord> {
    const { records, seed } = this.options;
    const taken = this.takenByFaults;
    const clean = this.clean(month, records - taken);
    const draw = new Draw(seed ^ 0x51ed270b);
    let left = records - taken;
    let index = 0;
    for (let n = 0; n < this.faults.length; n++) {
      const before = Math.min(left, draw.from(0, Math.ceil((2 * left) / (this.faults.length - n + 1))));
      for (let i = 0; i < before; i++) {
        yield clean.next().value as GeneratedRecord;
        index++;
      }
      left -= before;
      const { code, fault } = this.faults[n]!;
      expect({ code, record: fault.isOfNoRecord ? null : index + fault.about });
      yield* fault.records;
      index += fault.records.length;
    }
    yield* clean;
  }

  private makeFaults() {
    const { month, months, seed, faults, records } = this.options;
    const last = month + months - 1;
    const draw = new Draw(seed ^ 0x2545f491);
    const context: FaultContext = {
      population: this.population,
      values: this.values,
      month: last,
      draw,
      nextPerson: () => records + this.faulty++,
    };
    const made: { code: RuleCode; fault: Fault }[] = [];
    for (const [code, count] of faults) {
      const make = RECORD_FAULTS[code];
      for (let n = 0; make && n < count; n++) {
        const fault = make(context);
        if (!fault) throw new CannotGenerate('rule', code);
        made.push({ code, fault });
      }
    }
    // The order says nothing of the kind.
    for (let i = made.length - 1; i > 0; i--) {
      const j = draw.from(0, i);
      [made[i], made[j]] = [made[j]!, made[i]!];
    }
    return made;
  }

  private checkHeaderFaults(): void {
    const { faults, pack, months, gemeente, records } = this.options;
    const all = [...faults.values()].reduce((sum, count) => sum + count, 0);
    if (all > MOST_FAULTS / 2) throw new CannotGenerate('faults', String(MOST_FAULTS / 2));
    if (months > MOST_MONTHS) throw new CannotGenerate('months', String(MOST_MONTHS));
    const code = codesOf(pack, 'gemeentecode');
    if (pack.gemeenten.size > 0 && !pack.gemeenten.has(gemeente)) throw new CannotGenerate('gemeente', gemeente);
    for (const [rule, count] of faults) {
      if (!FAULT_CODES.includes(rule)) throw new CannotGenerate('rule', rule);
      if (HEADER_FAULTS.includes(rule) && count > 1) throw new CannotGenerate('header', rule);
    }
    if (this.countOf('SRG-T005') > 0 && faults.size > 1) throw new CannotGenerate('alone', 'SRG-T005');
    if (this.countOf('SRG-T005') > 0 && pack.manifest.namespace === '') throw new CannotGenerate('rule', 'SRG-T005');
    if (this.countOf('SRG-T003') > 0 && !this.values.has('berichtgevercode'))
      throw new CannotGenerate('rule', 'SRG-T003');
    const knows = pack.gemeenten.size > 0 && this.values.has('gemeentecode') && code === undefined;
    if (this.countOf('SRG-I114') > 0 && !knows) throw new CannotGenerate('rule', 'SRG-I114');
    if (this.countOf(CONTINUITY) > 0 && months < 2) throw new CannotGenerate('previous', CONTINUITY);
    if (this.countOf(CONTINUITY) > 0 && records === 0) throw new CannotGenerate('records', '1');
  }

  private get takenByFaults(): number {
    return this.faults.reduce((sum, { fault }) => sum + fault.records.length, 0);
  }

  private countOf(code: RuleCode): number {
    return this.options.faults.get(code) ?? 0;
  }
}

/** A code of four digits that is another one, and none of some. */
function unlike(code: string, isTaken: (code: string) => boolean): string {
  for (let n = 9990; ; n--) if (String(n) !== code && !isTaken(String(n))) return String(n);
}
