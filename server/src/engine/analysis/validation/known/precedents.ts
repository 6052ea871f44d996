import type { Pack } from '../../../packs/load-pack.ts';
import { draftOfIssue } from '../../../rules/technical/t002-schema.ts';
import type { SchemaIssue, SchemaIssueKind } from '../../../schema/issue.ts';
import { isRefusal } from '../../../schema/sentences.ts';
import type { ValidationResult } from '../../../schema/validator.ts';
import { copyOf } from '../../../text/copy-of.ts';
import type { Steps } from '../../../text/time-sliced.ts';
import type { RecordSegment } from '../../document/segment.ts';
import type { SegmentVerdict } from '../../document/segment-verdict.ts';
import { Reading } from '../reading/reading.ts';
import type { Skeleton } from './skeleton.ts';

/** Of so many skeletons that were met once, and of so many that were met again. */
const MOST_MET = 4_000;
const MOST_KEPT = 500;
/** So much differs in what libxml2 says of records of one skeleton, and so many may be unlike what was known before. */
const MOST_PRECEDENTS = 100;
const MOST_UNLIKE = 200;

/** What another element is about. */
const ON_OTHERS: ReadonlySet<SchemaIssueKind> = new Set(['duplicateId', 'duplicateKey', 'unknownKey']);

type Draft = SegmentVerdict['drafts'][number];

/** How a record was judged of which libxml2 had said something: what follows for any other of which it says the same. */
class Precedent {
  /** By what libxml2 says next. */
  readonly next = new Map<string, Precedent>();
  /** How it is read then; `none` where it is read no more, undefined where that is not known. */
  reading: Reading | 'none' | undefined;
  /** What libxml2 says then of each, since nothing is read in which they differ. */
  always: Precedent | undefined;
  /** What is found in the end. */
  verdict:
    | { readonly of: Skeleton; readonly drafts: readonly Draft[]; readonly refused: readonly number[] }
    | undefined;
}

/** What is known of the records of one skeleton. */
export class Precedents {
  readonly first = new Precedent();
  unlike = 0;
  private count = 0;
  private records = 0;

  /** undefined where there are too many. */
  add(before: Precedent, key: string): Precedent | undefined {
    const known = before.next.get(key);
    if (known) return known;
    if (++this.count > MOST_PRECEDENTS) return undefined;
    const precedent = new Precedent();
    before.next.set(copyOf(key), precedent);
    return precedent;
  }

  /** Whether a record is the first of them to be judged. */
  isFirst(): boolean {
    return this.records++ === 0;
  }

  /** Records of the skeleton are too seldom alike. */
  get isOfNoUse(): boolean {
    return this.unlike > MOST_UNLIKE;
  }
}

/** What is known of the records under one header, by their skeletons. */
export class KnownSkeletons {
  private readonly met = new Set<string>();
  private readonly kept = new Map<string, Precedents>();

  clear(): void {
    this.met.clear();
    this.kept.clear();
  }

  /** @returns undefined for a skeleton that was not met before */
  of({ key }: Skeleton): Precedents | undefined {
    const known = this.kept.get(key);
    if (known) return known;
    if (!this.met.has(key)) {
      if (this.met.size >= MOST_MET) this.met.clear();
      this.met.add(copyOf(key));
      return undefined;
    }
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    const precedents = new Precedents();
    this.kept.set(copyOf(key), precedents);
    return precedents;
  }
}

/** Follows how a record is judged, and keeps that for others of its skeleton. */
export class Course {
  private at: Precedent | undefined;

  constructor(
    readonly skeleton: Skeleton,
    private readonly precedents: Precedents,
    private readonly depth: number,
  ) {
    this.at = precedents.first;
  }

  /** Nothing follows from it for others. */
  lose(): void {
    this.at = undefined;
  }

  /** libxml2 said something of the record as it stands, or of a reading of it. */
  took(result: ValidationResult, reading?: Reading): void {
    const { at, precedents, skeleton } = this;
    if (!at) return;
    const errors = result.kind === 'validated' ? result.errors : undefined;
    const key = errors && skeleton.keyOf(errors, this.depth);
    this.at = key === undefined ? undefined : precedents.add(at, key);
    if (!this.at || !reading || !(at.reading instanceof Reading) || at.always) return;
    // libxml2 does not look into what it does not expect.
    for (const { path } of errors!.filter((error) => isRefusal(error, error.path.length)))
      at.reading.leaveEmpty(reading.resolve([skeleton.segment.node], path.slice(this.depth)));
    if (!this.differsIn(at.reading)) at.always = this.at;
  }

  /** Something is read in which the records of the skeleton differ. */
  private differsIn(reading: Reading): boolean {
    const { skeleton } = this;
    let differs = false;
    const tree = skeleton.tree.watched((range) => {
      differs ||= skeleton.hasBlankIn(range);
    });
    for (const _ of reading.on(tree).text());
    return differs;
  }

  /** It is read on so, or no more. */
  reads(reading: Reading | undefined): void {
    if (this.at) this.at.reading ??= reading?.copy ?? 'none';
  }

  end({ drafts, refused }: SegmentVerdict): void {
    const { at, skeleton } = this;
    if (at?.reading !== 'none' || at.verdict) return;
    if (drafts.every((draft) => isForOthers(draft, skeleton))) at.verdict = { of: skeleton, drafts, refused };
  }
}

function isForOthers({ code, data, range }: Draft, skeleton: Skeleton): boolean {
  if (code !== 'SRG-T002' || data === undefined) return false;
  return !ON_OTHERS.has((data as SchemaIssue).kind) && skeleton.rangeIn(skeleton, range) !== undefined;
}

/** A record that is judged as others of its skeleton were, as long as libxml2 says the same of it. */
export class Follower {
  private at: Precedent | undefined;
  private on: Reading | undefined;

  constructor(
    readonly skeleton: Skeleton,
    readonly precedents: Precedents,
    private readonly depth: number,
  ) {}

  get segment(): RecordSegment {
    return this.skeleton.segment;
  }

  /** @param result what libxml2 said of the record as it stands; undefined where that is not well-formed */
  *begin(result: ValidationResult | undefined): Steps<void> {
    this.goTo(this.precedents.first);
    if (result) yield* this.take(result);
  }

  get reading(): Reading {
    return this.on!;
  }

  /** @returns whether it is to be read so */
  next(): boolean {
    const reading = this.at?.reading;
    if (reading === undefined || reading === 'none') return false;
    this.on = reading.on(this.skeleton.tree);
    return true;
  }

  *take(result: ValidationResult): Steps<void> {
    yield;
    const key = result.kind === 'validated' ? this.skeleton.keyOf(result.errors, this.depth) : undefined;
    this.goTo(key === undefined ? undefined : this.at?.next.get(key));
  }

  private goTo(precedent: Precedent | undefined): void {
    let at = precedent;
    while (at?.always) at = at.always;
    this.at = at;
  }

  /** undefined where it is unlike the others. */
  verdict(pack: Pack): SegmentVerdict | undefined {
    const known = this.at?.reading === 'none' ? this.at.verdict : undefined;
    if (!known) return undefined;
    const drafts = known.drafts.map((draft) => draftLike(draft, known.of, this.skeleton, pack));
    return { drafts, refused: known.refused };
  }
}

function draftLike(draft: Draft, of: Skeleton, to: Skeleton, pack: Pack): Draft {
  const issue = draft.data as SchemaIssue;
  const { tree } = to;
  const range = of.rangeIn(to, issue.range)!;
  const sentence = to.filled(of.blanked(issue.sentence));
  if (!to.hasOwnName(issue.node)) {
    const own: SchemaIssue = { ...issue, range, sentence };
    return { ...draftOfIssue(own, tree, pack), code: 'SRG-T002' };
  }
  const path = issue.path.with(-1, `@${tree.localName(issue.node)}`);
  const name = issue.name === undefined ? {} : { name: tree.name(issue.node) };
  return { ...draftOfIssue({ ...issue, range, sentence, path, ...name }, tree, pack), code: 'SRG-T002' };
}
