import type { Pack } from '../../../packs/load-pack.ts';
import type { SchemaError, ValidationResult } from '../../../schema/validator.ts';
import type { Steps } from '../../../text/time-sliced.ts';
import type { RecordSegment } from '../../document/segment.ts';
import type { SegmentIndex } from '../../document/segment-index.ts';
import type { SegmentTrees } from '../../document/segment-trees.ts';
import { ACCEPTED } from '../../document/segment-verdict.ts';
import type { ErrorLocator } from '../error-locator.ts';
import { readAll, type TextReader } from '../reading/rereading.ts';
import { Course, Follower, KnownSkeletons } from './precedents.ts';
import { AttributeNames, Skeleton } from './skeleton.ts';

/** So many times those are followed that were the first that are unlike others. */
const MOST_ROUNDS = 2;

/** Record segments that are judged, with what libxml2 says of them as they stand: of those that are not well-formed nothing. */
export interface JudgedRecords {
  readonly chunk: readonly RecordSegment[];
  readonly errors: readonly SchemaError[] | undefined;
}

/** Judges some segments each for itself, with the courses of those that others may be judged like. */
export type JudgeApart = (
  segments: readonly RecordSegment[],
  errors: readonly SchemaError[] | undefined,
  courses: ReadonlyMap<RecordSegment, Course>,
) => Steps<void>;

/**
 * Judges records that differ in no more than values as the first of them was: a delivery may hold the same mistake any
 * number of times. libxml2 is asked of each all the same.
 */
export class AlikeRecords {
  private readonly known = new KnownSkeletons();
  private names: AttributeNames | undefined;

  constructor(
    private readonly document: { readonly pack: Pack; readonly segments: SegmentIndex; readonly trees: SegmentTrees },
    /** How many elements there are around the records. */
    private readonly depth: number,
  ) {}

  /** Other elements are around the records. */
  clear(): void {
    this.known.clear();
  }

  /** @param mayFollow whether what is wrong in a segment lies in that alone */
  *judge(
    { chunk, errors }: JudgedRecords,
    mayFollow: (segment: RecordSegment) => boolean,
    locator: ErrorLocator,
    reader: TextReader,
    apart: JudgeApart,
  ): Steps<void> {
    const parts = errors && partsOf(errors, chunk, this.depth);
    if (errors && !parts) return yield* apart(chunk, errors, new Map());
    const own: RecordSegment[] = [];
    const leaders: Follower[] = [];
    let followers: Follower[] = [];
    for (const segment of chunk) {
      if (parts && !parts.has(segment)) continue;
      const follower = mayFollow(segment) ? this.followerFor(segment) : undefined;
      if (!follower) own.push(segment);
      else (follower.precedents.isFirst() ? leaders : followers).push(follower);
      yield;
    }
    yield* this.judgeApart(own, leaders, parts, locator, apart);
    for (let round = 0; followers.length > 0; round++) {
      for (const follower of followers) yield* follower.begin(resultOf(parts?.get(follower.segment)));
      yield* readAll(followers, reader);
      const unlike: Follower[] = [];
      for (const follower of followers) {
        const verdict = follower.verdict(this.document.pack);
        if (verdict) locator.adopt(follower.segment, verdict);
        else unlike.push(follower);
        yield;
      }
      const firsts = round < MOST_ROUNDS ? firstOfEach(unlike) : unlike;
      for (const { precedents } of firsts) precedents.unlike++;
      yield* this.judgeApart([], firsts, parts, locator, apart);
      followers = unlike.filter((follower) => !firsts.includes(follower));
    }
  }

  private *judgeApart(
    own: readonly RecordSegment[],
    leaders: readonly Follower[],
    parts: ReadonlyMap<RecordSegment, readonly SchemaError[]> | undefined,
    locator: ErrorLocator,
    apart: JudgeApart,
  ): Steps<void> {
    const segments = [...own, ...leaders.map(({ segment }) => segment)];
    if (segments.length === 0) return;
    const courses = new Map<RecordSegment, Course>();
    for (const { skeleton, precedents } of leaders) {
      const { segment, tree } = skeleton;
      const course = new Course(skeleton, precedents, this.depth);
      courses.set(segment, course);
      // What was made of a value holds for no other.
      const onRead = (range: { start: number; end: number }) => {
        if (skeleton.hasValueIn(range)) course.lose();
      };
      locator.watch(segment, tree.watched(onRead));
      const result = resultOf(parts?.get(segment));
      if (result) course.took(result);
    }
    yield* apart(segments, parts && segments.flatMap((segment) => parts.get(segment) ?? []), courses);
    for (const [segment, course] of courses) course.end(locator.verdicts.get(segment) ?? ACCEPTED);
  }

  private followerFor(segment: RecordSegment): Follower | undefined {
    const { pack, segments, trees } = this.document;
    this.names ??= new AttributeNames(pack.model);
    if (!Skeleton.isOf(segment)) return undefined;
    const skeleton = Skeleton.of(segment, trees.of(segment), segments.textOf(segment), this.names);
    const precedents = skeleton && this.known.of(skeleton);
    return precedents && !precedents.isOfNoUse ? new Follower(skeleton, precedents, this.depth) : undefined;
  }
}

function resultOf(errors: readonly SchemaError[] | undefined): ValidationResult | undefined {
  return errors && { kind: 'validated', errors };
}

function firstOfEach(followers: readonly Follower[]): Follower[] {
  return [...new Map([...followers].reverse().map((follower) => [follower.skeleton.key, follower])).values()];
}

/** The errors by the segments that they lie in; undefined where one lies in none, or in more than one. */
function partsOf(
  errors: readonly SchemaError[],
  chunk: readonly RecordSegment[],
  depth: number,
): ReadonlyMap<RecordSegment, readonly SchemaError[]> | undefined {
  const byName = new Map<string | undefined, RecordSegment[]>();
  for (const segment of chunk) {
    const alike = byName.get(segment.name);
    if (alike) alike.push(segment);
    else byName.set(segment.name, [segment]);
  }
  const parts = new Map<RecordSegment, SchemaError[]>();
  for (const error of errors) {
    const step = error.path[depth];
    const segment = step && (step.name === undefined ? chunk : byName.get(step.name))?.[step.index - 1];
    if (!segment) return undefined;
    const part = parts.get(segment);
    if (part) part.push(error);
    else parts.set(segment, [error]);
  }
  return parts;
}
