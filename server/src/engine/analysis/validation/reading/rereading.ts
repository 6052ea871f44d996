import type { SchemaIssue } from '../../../schema/issue.ts';
import { isRefusal } from '../../../schema/sentences.ts';
import type { SchemaError, ValidationResult } from '../../../schema/validator.ts';
import type { Steps } from '../../../text/time-sliced.ts';
import { type HeaderSegment, RecordSegment } from '../../document/segment.ts';
import type { ErrorLocator } from '../error-locator.ts';
import type { KnownTexts } from '../known/known-texts.ts';
import type { Course } from '../known/precedents.ts';
import { localPart } from '../located-document.ts';
import type { Reading } from './reading.ts';

/** So many times a segment is read anew, each time with what was found in it put right. */
const MOST_READINGS = 12;
/** A longer segment is read once more at most. */
const LONGEST_READ = 200_000;

/** A segment that is read anew until nothing is found that hides anything. */
export class Rereading {
  private left: number;

  /** @param issues what was found in it as it stands; undefined where nobody has looked */
  constructor(
    private readonly locator: ErrorLocator,
    readonly segment: HeaderSegment | RecordSegment,
    readonly reading: Reading,
    private issues: readonly SchemaIssue[] | undefined,
    private readonly course?: Course,
  ) {
    this.left = segment.length > LONGEST_READ ? 1 : MOST_READINGS;
  }

  /** Puts right what was found. @returns whether it is to be read so */
  next(): boolean {
    const isRead = this.readsOn();
    this.course?.reads(isRead ? this.reading : undefined);
    return isRead;
  }

  private readsOn(): boolean {
    if (this.issues && !this.reading.correct(this.issues)) return false;
    if (this.left-- > 0) return true;
    this.locator.refuseAll(this.segment);
    return false;
  }

  /** Takes what libxml2 says of the reading. */
  *take(result: ValidationResult): Steps<void> {
    this.course?.took(result, this.reading);
    if (result.kind === 'validated')
      this.issues = yield* this.locator.inReading(result.errors, this.segment, this.reading);
    else this.left = 0;
  }
}

/** A segment that is read anew, alone or as another was. */
interface Reread {
  readonly segment: HeaderSegment | RecordSegment;
  readonly reading: Reading;
  next(): boolean;
  take(result: ValidationResult): Steps<void>;
}

/**
 * The qualified name of the one element that a segment is read as, with nothing beside it; undefined where others may not
 * stand there.
 */
function nameAmongOthers({ segment, reading }: Reread, reader: TextReader): string | undefined {
  if (!(segment instanceof RecordSegment)) return undefined;
  const { node } = segment;
  if (!segment.isPlain && reading.soleElement !== node) return undefined;
  const name = reading.nameInContainer(node);
  if (name === undefined) return undefined;
  // Under its own name it may be in another namespace.
  const mayStand = reading.keepsName(node) ? segment.isRepeatingElement : reader.repeats(localPart(name));
  return mayStand ? name : undefined;
}

/** Gives what libxml2 says of texts in the container. */
export interface TextReader {
  /** How many elements there are around them. */
  readonly depth: number;
  /** What it says of one depends on none of the others. */
  readonly readsTogether: boolean;
  /** Elements of a local name may stand there any number of times. */
  repeats(name: string): boolean;
  /** Of texts that were read alone or together with others. */
  readonly known: KnownTexts;
  read(texts: readonly string[]): ValidationResult;
  /** What it says of one segment, wherever that may stand. */
  readAlone(segment: RecordSegment, reading: Reading): Steps<ValidationResult>;
}

/** Reads record segments anew, those together that may stand together. */
export function* readAll(all: readonly Reread[], reader: TextReader): Steps<void> {
  for (let left = all.filter((one) => one.next()); left.length > 0; left = left.filter((one) => one.next())) {
    const names = new Map<Reread, string>();
    for (const one of reader.readsTogether ? left : []) {
      const name = nameAmongOthers(one, reader);
      if (name !== undefined) names.set(one, name);
    }
    const read = names.size > 1 ? yield* readTogether(names, reader) : undefined;
    const apart = read ? left.filter((one) => !read.has(one)) : left;
    for (const one of apart) {
      const result = yield* reader.readAlone(one.segment as RecordSegment, one.reading);
      yield* one.take(result);
    }
  }
}

/**
 * Those that are read alike are read once.
 * @returns those of which all is known; none where libxml2 can't read them
 */
function* readTogether(names: ReadonlyMap<Reread, string>, reader: TextReader): Steps<ReadonlySet<Reread>> {
  const texts = new Map<Reread, string>();
  const unknown = new Map<string, string>();
  for (const [one, name] of names) {
    const text = yield* one.reading.text();
    texts.set(one, text);
    if (!reader.known.get(text)) unknown.set(text, name);
  }
  const results = readUnknown(unknown, reader);
  const read = new Set<Reread>();
  for (const [one, text] of texts) {
    const result = results.get(text) ?? reader.known.get(text);
    if (!result) continue;
    read.add(one);
    yield* one.take(result);
  }
  return read;
}

/** So many times those of a name are left out that libxml2 takes for strangers. */
const MOST_REFUSED = 4;

/**
 * Reads texts, each with the name of its element, together.
 * @returns what libxml2 says of each; of some nothing
 */
function readUnknown(texts: ReadonlyMap<string, string>, { depth, known, read }: TextReader) {
  const results = new Map<string, ValidationResult>();
  let left = [...texts];
  for (let refused = 0; left.length > 0 && refused < MOST_REFUSED; refused++) {
    const result = read(left.map(([text]) => text));
    if (result.kind !== 'validated') break;
    const names = left.map(([, name]) => name);
    const parts = partErrors(result.errors, names, depth);
    const stranger = parts.findIndex((errors) => errors.some((error) => isRefusal(error, depth + 1)));
    // Behind a stranger libxml2 looks at none of the elements.
    const end = stranger < 0 ? left.length : stranger + 1;
    for (const [place, [text]] of left.slice(0, end).entries()) {
      const own = { ...result, errors: parts[place]! };
      known.keep(text, own);
      results.set(text, own);
    }
    left = left.slice(end).filter(([, name]) => name !== names[stranger]);
  }
  return results;
}

/**
 * Parts the errors in the text of elements that stand beside each other in the container. They are as they would be if
 * each stood there alone.
 */
function partErrors(errors: readonly SchemaError[], names: readonly string[], depth: number): SchemaError[][] {
  const parts = names.map((): SchemaError[] => []);
  const byName = new Map<string | undefined, number[]>([[undefined, [...names.keys()]]]);
  for (const [place, name] of names.entries()) {
    const alike = byName.get(name);
    if (alike) alike.push(place);
    else byName.set(name, [place]);
  }
  for (const error of errors) {
    const step = error.path[depth];
    if (!step) {
      for (const part of parts) part.push(error);
      continue;
    }
    const place = byName.get(step.name)?.[step.index - 1];
    if (place !== undefined) parts[place]!.push({ ...error, path: error.path.with(depth, { ...step, index: 1 }) });
  }
  return parts;
}
