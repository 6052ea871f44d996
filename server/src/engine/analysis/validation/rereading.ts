import type { SchemaIssue } from '../../schema/issue.ts';
import type { SchemaError, ValidationResult } from '../../schema/validator.ts';
import type { Steps } from '../../text/time-sliced.ts';
import { type HeaderSegment, RecordSegment } from '../document/segment.ts';
import type { ErrorLocator } from './error-locator.ts';
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
  ) {
    this.left = segment.length > LONGEST_READ ? 1 : MOST_READINGS;
  }

  /** Puts right what was found. @returns whether it is to be read so */
  next(): boolean {
    if (this.issues && !this.reading.correct(this.issues)) return false;
    if (this.left-- > 0) return true;
    this.locator.refuseAll(this.segment);
    return false;
  }

  /** Takes what libxml2 says of the reading. */
  *take(result: ValidationResult): Steps<void> {
    if (result.kind === 'validated')
      this.issues = yield* this.locator.inReading(result.errors, this.segment, this.reading);
    else this.left = 0;
  }

  /** It is read as one element, as it was called before, with nothing beside it: others may stand there. */
  get isPlain(): boolean {
    const { segment, reading } = this;
    if (!(segment instanceof RecordSegment) || !segment.isRepeatingElement || !reading.keepsName(segment.node))
      return false;
    return segment.isPlain || reading.soleElement === segment.node;
  }
}

/** Gives what libxml2 says of texts in the container. */
interface TextReader {
  /** How many elements there are around them. */
  readonly depth: number;
  /** What it says of one depends on none of the others. */
  readonly readsTogether: boolean;
  read(texts: readonly string[]): ValidationResult;
  /** What it says of one segment, wherever that may stand. */
  readAlone(segment: RecordSegment, reading: Reading): Steps<ValidationResult>;
}

/** Reads record segments anew, those together that may stand together. */
export function* readAll(all: readonly Rereading[], reader: TextReader): Steps<void> {
  for (let left = all.filter((one) => one.next()); left.length > 0; left = left.filter((one) => one.next())) {
    const plain = reader.readsTogether ? left.filter((one) => one.isPlain) : [];
    const areRead = plain.length > 1 && (yield* readTogether(plain, reader));
    const apart = areRead ? left.filter((one) => !plain.includes(one)) : left;
    for (const one of apart) {
      const result = yield* reader.readAlone(one.segment as RecordSegment, one.reading);
      yield* one.take(result);
    }
  }
}

/** @returns false where libxml2 can't read them all */
function* readTogether(all: readonly Rereading[], { depth, read }: TextReader): Steps<boolean> {
  const texts: string[] = [];
  for (const { reading } of all) texts.push(yield* reading.text());
  const result = read(texts);
  if (result.kind !== 'validated') return false;
  const names = all.map(({ segment }) => (segment as RecordSegment).name);
  const parts = partErrors(result.errors, names, depth);
  for (const [place, one] of all.entries()) yield* one.take({ ...result, errors: parts[place]! });
  return true;
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
