import { codeOf, type Pack } from '../packs/load-pack.ts';
import type { ConceptOf, RecordConcept } from '../packs/pack.ts';
import type { OpenElements } from '../syntax/scanner.ts';
import { SourceText } from '../text/source-text.ts';
import type { TextRange } from '../text/text-range.ts';
import { type ShouldYield, YIELDED } from '../text/time-sliced.ts';
import { isRunningAtEndOf } from './continuity.ts';
import type { Day, Month } from './day.ts';
import { type ReadHeader, readDeliveryHeader } from './delivery-identity.ts';
import type { Matchable } from './matching.ts';
import { Multimap } from './multimap.ts';
import type { FieldState, Voorziening } from './record.ts';
import { RecordWindows } from './record-windows.ts';

/** A file of the month before. */
export interface PreviousFile {
  readonly uri: string;
  readonly pack: Pack;
  /** The elements around the records. */
  readonly openElements: OpenElements;
  readonly gemeentecode: string | undefined;
  readonly berichtgevercode: string | undefined;
  readonly softwarepakket: string | undefined;
  readonly verslagmaand: Month;
  /** The file's text from one offset to another; undefined while it isn't at hand. */
  textOf(start: number, end: number): string | undefined;
}

/**
 * What was delivered of the month before, as far as continuity needs it: the records that ran at the end of that month.
 * It is one file, or several where the user names them: after a merger there is one of each former gemeente.
 */
export interface PreviousDelivery {
  /** At least one. */
  readonly files: readonly PreviousFile[];
  /** Files that the user named beside those and that are of another month. */
  readonly ofOtherMonth: readonly PreviousFile[];
  readonly verslagmaand: Month;
  /** In the order of the files. */
  readonly running: readonly RunningRecord[];
  readonly byBsn: Multimap<RunningRecord>;
  /** The BSNs of the running records with a registratienummer, where these are few. */
  readonly bsnsByNumber: Multimap<string>;
}

/** A number that more persons than these have in one file, or more records in another, tells nothing. */
export const MOST_WITH_ONE_NUMBER = 20;

/** Nine digits [wet]. That last month's file passes the XSD is not judged again: what is no value is left out. */
const BSN = /^\d{9}$/;

/** The concepts that are kept of a record. */
const KEPT: readonly RecordConcept[] = ['bsn', 'typeVoorziening', 'registratienummer', 'begindatum', 'einddatum'];

/** What is kept of a record that ran at the end of last month, and where it stands in that file. */
export class RunningRecord implements Matchable {
  constructor(
    readonly file: PreviousFile,
    /** Its place among those that ran. */
    readonly index: number,
    readonly bsn: string,
    readonly type: string,
    readonly number: string | undefined,
    readonly start: Day,
    /** Planned: after the end of that month. */
    readonly end: Day | undefined,
    /** Offsets of its element. */
    readonly from: number,
    readonly to: number,
    /** Offsets of the repeating element that it stands in, or is. */
    readonly outerFrom: number,
    readonly outerTo: number,
    /** Line and column of the name in its start tag, and the length of that. The text is not kept to tell them by. */
    readonly line: number,
    readonly character: number,
    readonly nameLength: number,
    /** Line and column behind its element. */
    readonly endLine: number,
    readonly endCharacter: number,
  ) {}

  value(concept: RecordConcept): string | undefined {
    if (concept === 'bsn') return this.bsn;
    if (concept === 'typeVoorziening') return this.type;
    return concept === 'registratienummer' ? this.number : undefined;
  }

  day(concept: ConceptOf<'day'>): Day | undefined {
    return concept === 'begindatum' ? this.start : concept === 'einddatum' ? this.end : undefined;
  }

  at(index: number): RunningRecord {
    const { file, bsn, type, number, start, end, from, to, outerFrom, outerTo } = this;
    const { line, character, nameLength, endLine, endCharacter } = this;
    return new RunningRecord(
      file,
      index,
      bsn,
      type,
      number,
      start,
      end,
      from,
      to,
      outerFrom,
      outerTo,
      line,
      character,
      nameLength,
      endLine,
      endCharacter,
    );
  }

  state(concept: RecordConcept): FieldState {
    const known =
      this.value(concept) ?? (concept === 'begindatum' || concept === 'einddatum' ? this.day(concept) : undefined);
    return known === undefined ? 'absent' : 'valid';
  }
}

/** Reads last month's delivery a little at a time. */
export class PreviousReader {
  private readonly source: SourceText;
  private readonly read: ReadHeader | undefined;
  private readonly windows: RecordWindows | undefined;
  private readonly running: RunningRecord[] = [];
  /** undefined where the text is no delivery, or its verslagmaand can't be read. */
  private readonly file: PreviousFile | undefined;
  private done: boolean;

  /**
   * @param text whole, or one that is read in pages
   * @param textOf see {@link PreviousFile.textOf}; without it the text is kept
   */
  constructor(uri: string, text: string | SourceText, packs: readonly Pack[], textOf?: PreviousFile['textOf']) {
    const source = typeof text === 'string' ? new SourceText(text) : text;
    this.source = source;
    this.read = typeof text === 'string' ? readDeliveryHeader(text, packs, KEPT) : readHeaderOf(source, packs);
    const identity = this.read?.identity;
    if (identity?.verslagmaand !== undefined) {
      const { verslagmaand } = identity;
      const openElements = this.read?.fragment.openElements ?? { names: [], namespaces: [] };
      const ownTextOf = (start: number, end: number) => source.slice(start, end);
      this.file = { ...identity, verslagmaand, uri, openElements, textOf: textOf ?? ownTextOf };
    }
    const { fragment, binder } = this.read ?? {};
    if (this.file && fragment?.openElements)
      this.windows = new RecordWindows(source, binder!.shape, fragment.openElements, fragment.end);
    this.done = !this.windows;
  }

  /** Works on until `pause` says so; true when the end is reached. */
  run(shouldYield: ShouldYield = () => false): boolean {
    while (!this.done) {
      this.step(shouldYield);
      if (shouldYield()) break;
    }
    return this.done;
  }

  /** What was read; undefined where the text is no delivery, or its verslagmaand can't be read. */
  result(): PreviousDelivery | undefined {
    return this.file && deliveryOf([this.file], [], this.running);
  }

  private step(shouldYield: ShouldYield): void {
    const { binder } = this.read!;
    const { verslagmaand } = this.file!;
    const next = this.windows!.next(shouldYield);
    if (next === YIELDED) return;
    if (next === undefined) {
      this.done = true;
      return;
    }
    const { fragment: item, from } = next;
    if (!item.wellFormed || !item.isRepeatingElement) return;
    for (const record of binder.bindRepeatingElement(item.tree, item.node, item)) {
      if (isRunningAtEndOf(record, verslagmaand))
        this.keep(record, item.tree.range(item.node), from + item.start, this.file!);
    }
  }

  private keep(record: Voorziening, outer: TextRange, offset: number, file: PreviousFile): void {
    const { pack } = file;
    const [bsn, type] = [record.value('bsn'), record.value('typeVoorziening')];
    const start = record.day('begindatum');
    if (bsn === undefined || !BSN.test(bsn) || type === undefined || start === undefined) return;
    const listed = pack.manifest.concepts.typeVoorziening?.list !== undefined;
    if (listed && !codeOf(pack, 'typeVoorziening', type)) return;
    const { nameRange, range } = record;
    const { line, character } = this.source.positionAt(nameRange.start + offset);
    const behind = this.source.positionAt(range.end + offset);
    this.running.push(
      new RunningRecord(
        file,
        this.running.length,
        bsn,
        type,
        record.value('registratienummer'),
        start,
        record.day('einddatum'),
        range.start + offset,
        range.end + offset,
        outer.start + offset,
        outer.end + offset,
        line,
        character,
        nameRange.end - nameRange.start,
        behind.line,
        behind.character,
      ),
    );
  }
}

/**
 * What a header is looked for in, of a text that is read in pages: the least of these lengths that holds it. What is
 * longer is read as no delivery.
 */
const HEADERS = [65_536, 524_288, 4_194_304, 33_554_432, 268_435_456] as const;

/** Reads the head of a delivery that may be longer than a string. */
function readHeaderOf(source: SourceText, packs: readonly Pack[]): ReadHeader | undefined {
  for (const length of HEADERS) {
    const text = source.slice(0, Math.min(source.length, length));
    const read = readDeliveryHeader(text, packs, KEPT);
    if (!read || text.length === source.length) return read;
    // What stands beside the records or behind them is read with all of the text.
    if (read.isWhole && read.fragment.openElements && read.fragment.lookahead < text.length) return read;
  }
  return undefined;
}

/**
 * Several deliveries as one: those of a month, the others named beside them. Where none is of that month, it is the first.
 */
export function combinePrevious(
  deliveries: readonly PreviousDelivery[],
  month: Month | undefined,
): PreviousDelivery | undefined {
  const wanted = deliveries.filter(({ verslagmaand }) => verslagmaand === month);
  if (wanted.length === 0) return deliveries[0];
  if (deliveries.length === 1) return deliveries[0];
  const files = wanted.flatMap((one) => one.files);
  const others = deliveries.filter((one) => !wanted.includes(one)).flatMap((one) => one.files);
  let index = 0;
  return deliveryOf(
    files,
    others,
    wanted.flatMap(({ running }) => running.map((record) => record.at(index++))),
  );
}

function deliveryOf(
  files: readonly PreviousFile[],
  ofOtherMonth: readonly PreviousFile[],
  running: readonly RunningRecord[],
): PreviousDelivery {
  const byBsn = new Multimap<RunningRecord>();
  const bsnsByNumber = new Multimap<string>();
  for (const record of running) {
    byBsn.add(record.bsn, record);
    if (record.number !== undefined) bsnsByNumber.add(record.number, record.bsn);
  }
  bsnsByNumber.deleteLongerThan(MOST_WITH_ONE_NUMBER);
  return { files, ofOtherMonth, verslagmaand: files[0]!.verslagmaand, running, byBsn, bsnsByNumber };
}

/** Reads last month's delivery in one go; see {@link PreviousReader.result}. */
export function readPrevious(uri: string, text: string, packs: readonly Pack[]): PreviousDelivery | undefined {
  const reader = new PreviousReader(uri, text, packs);
  reader.run();
  return reader.result();
}
