import { followUp, isConversionOf } from '../../delivery/continuity.ts';
import type { Month } from '../../delivery/day.ts';
import { recordKey } from '../../delivery/matching.ts';
import { MOST_WITH_ONE_NUMBER, type PreviousDelivery, type RunningRecord } from '../../delivery/previous-delivery.ts';
import type { Voorziening } from '../../delivery/record.ts';
import type { ContinuityFacts, GroupKey } from '../../rules/rule.ts';
import { trimXml } from '../../text/xml-whitespace.ts';
import { isBefore, type RecordSegment } from '../document/segment.ts';
import type { Groups } from '../rules/record-groups.ts';
import type { WorkCounters } from '../work-counters.ts';
import { MissingRecords } from './missing-records.ts';

/** A record whose start date was another last month. */
export interface StartChange {
  readonly old: RunningRecord;
  readonly now: Voorziening;
}

/** Records with another start date than last month, and records of which that was known and is to be forgotten. */
export interface StartChanges {
  readonly forgotten: readonly Voorziening[];
  readonly changes: readonly StartChange[];
}

/** So many persons are followed up in one step. */
const STEP = 32;

/** Up to so many records of a person are compared pairwise; more are looked up by key. */
const FEW = 8;

/** Records, and what takes their place; undefined where they are removed. */
type Replaced = ReadonlyMap<Voorziening, Voorziening | undefined>;
const NOTHING: Replaced = new Map();
const KEYS = ['bsn', 'registratienummer'] as const satisfies readonly GroupKey[];
type Key = (typeof KEYS)[number];

/**
 * What became of the records that ran at the end of last month, kept by person: a change of records makes the persons
 * stale that they touch, by BSN or by registratienummer.
 */
export class Continuity {
  private delivery: PreviousDelivery | undefined;
  private month: Month | undefined;
  private softwarepakket: string | undefined;
  private missing = new MissingRecords([]);
  /** Of the persons that have any. */
  private readonly changes = new Map<string, readonly StartChange[]>();
  /** BSNs to follow up. */
  private readonly stale = new Set<string>();
  /** Records of segments that are not well-formed, by their values: as far as they can be read, they are there. */
  private readonly unread: Record<Key, Map<string, Set<Voorziening>>> = {
    bsn: new Map(),
    registratienummer: new Map(),
  };
  /** What is missing may have changed since {@link facts} were last used. */
  areFactsStale = false;

  constructor(
    private readonly groups: Groups,
    private readonly counters: WorkCounters,
  ) {}

  get previous(): PreviousDelivery | undefined {
    return this.delivery;
  }

  /** There is a delivery of last month. */
  get applies(): boolean {
    return this.delivery !== undefined && this.month !== undefined && this.delivery.verslagmaand === this.month - 1;
  }

  get hasWork(): boolean {
    return this.stale.size > 0 || this.areFactsStale;
  }

  get hasStalePersons(): boolean {
    return this.stale.size > 0;
  }

  /** undefined where there is no delivery of last month. */
  get facts(): ContinuityFacts | undefined {
    const { delivery, missing } = this;
    if (!this.applies) return undefined;
    return { previous: delivery!, missingCount: missing.count, firstMissing: (limit) => missing.first(limit) };
  }

  setPrevious(previous: PreviousDelivery | undefined): StartChanges {
    if (previous === this.delivery) return NO_START_CHANGES;
    this.delivery = previous;
    return this.reset();
  }

  /** Sets the delivery's own verslagmaand and software, as far as they are known, and makes {@link facts} stale. */
  setHeader(month: Month | undefined, softwarepakket: string | undefined): StartChanges {
    const [applied, byNumber] = [this.applies, this.byNumber];
    this.month = month;
    this.softwarepakket = softwarepakket;
    this.areFactsStale = true;
    return applied === this.applies && byNumber === this.byNumber ? NO_START_CHANGES : this.reset();
  }

  /** A record may be known again by its registratienummer. */
  private get byNumber(): boolean {
    return !isConversionOf(this.delivery, this.softwarepakket);
  }

  /** Records were added or removed. */
  recordsChanged(records: readonly Voorziening[]): void {
    this.markAll(records);
  }

  unreadAdded(segment: RecordSegment): void {
    this.changeUnread(segment, (records, record) => records.add(record));
  }

  unreadRemoved(segment: RecordSegment): void {
    this.changeUnread(segment, (records, record) => records.delete(record));
  }

  /** Follows up some of the stale persons. */
  step(): StartChanges {
    const forgotten: Voorziening[] = [];
    const changes: StartChange[] = [];
    let left = STEP;
    for (const bsn of this.stale) {
      this.stale.delete(bsn);
      this.followUpPerson(bsn, forgotten, changes);
      if (--left === 0) break;
    }
    return { forgotten, changes };
  }

  /** Whether more would be missing, or have another start date, if these records were replaced. */
  introducesFinding(replaced: Replaced): boolean {
    if (!this.applies) return false;
    for (const [record, now] of replaced) {
      this.markAll([record]);
      if (now) this.markAll([now]);
    }
    const bsns = [...this.stale];
    this.stale.clear();
    return bsns.some((bsn) => {
      const [was, is] = [this.find(bsn, NOTHING), this.find(bsn, replaced)];
      return is.missing.length > was.missing.length || is.startChanged.length > was.startChanged.length;
    });
  }

  private reset(): StartChanges {
    const forgotten = [...this.changes.values()].flatMap(nowOf);
    this.changes.clear();
    this.stale.clear();
    this.missing = new MissingRecords(this.applies ? this.delivery!.running : []);
    this.areFactsStale = true;
    if (this.applies) for (const bsn of this.delivery!.byBsn.keys()) this.stale.add(bsn);
    return { forgotten, changes: [] };
  }

  private changeUnread(
    { unread }: RecordSegment,
    change: (records: Set<Voorziening>, record: Voorziening) => void,
  ): void {
    for (const record of unread) {
      for (const key of KEYS) {
        const value = trimXml(record.value(key));
        if (value === undefined) continue;
        const records = this.unread[key].get(value) ?? new Set();
        change(records, record);
        if (records.size > 0) this.unread[key].set(value, records);
        else this.unread[key].delete(value);
      }
    }
    this.markAll(unread);
  }

  private markAll(records: readonly Voorziening[]): void {
    if (!this.applies) return;
    for (const record of records) {
      for (const key of KEYS) {
        const value = record.value(key);
        if (value !== undefined) this.markBy(key, value);
      }
    }
  }

  private markBy(key: Key, value: string): void {
    const { byBsn, bsnsByNumber } = this.delivery!;
    const asked = trimXml(value);
    if (key === 'registratienummer') for (const bsn of bsnsByNumber.get(asked)) this.stale.add(bsn);
    else if (byBsn.has(asked)) this.stale.add(asked);
  }

  private followUpPerson(bsn: string, forgotten: Voorziening[], allChanges: StartChange[]): void {
    this.counters.persons++;
    const before = this.changes.get(bsn) ?? [];
    const found = this.find(bsn, NOTHING);
    const missing = new Set(found.missing);
    for (const record of this.delivery!.byBsn.get(bsn)) {
      if (this.missing.set(record, missing.has(record))) this.areFactsStale = true;
    }
    // Rules are silent on a record that is not well-formed.
    const changes = found.startChanged.filter(({ now }) => (now.owner as RecordSegment).wellFormed);
    for (const { now } of before) forgotten.push(now);
    for (const change of changes) allChanges.push(change);
    if (changes.length > 0) this.changes.set(bsn, changes);
    else this.changes.delete(bsn);
  }

  private find(bsn: string, replaced: Replaced) {
    const running = this.delivery!.byBsn.get(bsn);
    // The fast path: the person's own records are enough.
    if (replaced === NOTHING && allThere(running, this.groups.get('bsn', bsn))) return ALL_THERE;
    const current = this.currentOf(bsn, running, replaced);
    if (allThere(running, current)) return ALL_THERE;
    const { missing, startChanged } = followUp(running, current, this.byNumber);
    // A record with the number that is not well-formed may have any other values.
    const isUnread = ({ number = '' }: RunningRecord) =>
      this.byNumber && this.unread.registratienummer.has(number) && this.delivery!.bsnsByNumber.has(number);
    return { missing: missing.filter((record) => !isUnread(record)), startChanged };
  }

  /** The records of a person, and those that may be: with one of the voorzieningnummers, and an incomplete key. */
  private currentOf(bsn: string, running: readonly RunningRecord[], replaced: Replaced): Voorziening[] {
    const found = new Set<Voorziening>();
    const take = (records: Iterable<Voorziening>, fits: (record: Voorziening) => boolean) => {
      for (const original of records) {
        const record = replaced.has(original) ? replaced.get(original) : original;
        if (record && fits(record)) found.add(record);
      }
    };
    const isOf = (record: Voorziening) => trimXml(record.value('bsn')) === bsn;
    take(this.groups.get('bsn', bsn), isOf);
    take(inOrder(this.unread.bsn.get(bsn)), isOf);
    take(replaced.keys(), isOf);
    for (const { number } of running) {
      if (number === undefined || !this.byNumber || !this.delivery!.bsnsByNumber.has(number)) continue;
      const maybe = (record: Voorziening) =>
        trimXml(record.value('registratienummer')) === number && (isOf(record) || recordKey(record) === undefined);
      const numbered = this.groups.get('registratienummer', number);
      if (numbered.length <= MOST_WITH_ONE_NUMBER) take(numbered, maybe);
      take(replaced.keys(), maybe);
    }
    return [...found];
  }
}

const NO_START_CHANGES: StartChanges = { forgotten: [], changes: [] };
const ALL_THERE = { missing: [], startChanged: [] } as const;

function nowOf(changes: readonly StartChange[]): Voorziening[] {
  return changes.map(({ now }) => now);
}

/** Each has a record of its own with the same key, so that none is missing. */
function allThere(running: readonly RunningRecord[], current: readonly Voorziening[]): boolean {
  if (running.length > current.length) return false;
  if (running.length > FEW) {
    const keys = new Set(current.map(recordKey));
    return running.every((record) => keys.delete(recordKey(record)));
  }
  const taken = new Set<Voorziening>();
  return running.every((record) => {
    const same = current.find((candidate) => !taken.has(candidate) && hasKeyOf(candidate, record));
    if (same && running.length > 1) taken.add(same);
    return same !== undefined;
  });
}

/** What `recordKey` compares, without building strings. */
function hasKeyOf(candidate: Voorziening, { bsn, type, start }: RunningRecord): boolean {
  return (
    candidate.day('begindatum') === start &&
    trimXml(candidate.value('typeVoorziening')) === type &&
    trimXml(candidate.value('bsn')) === bsn
  );
}

function inOrder(records: ReadonlySet<Voorziening> | undefined): Voorziening[] {
  return [...(records ?? [])].sort((a, b) => {
    if (a.owner === b.owner) return a.range.start - b.range.start;
    return isBefore(a.owner as RecordSegment, b.owner as RecordSegment) ? -1 : 1;
  });
}
