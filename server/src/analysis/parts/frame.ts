import type { Binder } from '../../delivery/binder.ts';
import type { Leveringgegevens } from '../../delivery/record.ts';
import type { Message } from '../../messages/message.ts';
import { HEADER_CONCEPTS } from '../../packs/pack.ts';
import { draftOfSyntaxProblem } from '../../rules/technical/t001-welgevormd.ts';
import type { RuleRunner } from '../rule-runner.ts';
import { lastElement, type SchemaJudge } from '../schema-judge.ts';
import { type Head, type Item, NONE, type Tail } from './part.ts';
import type { Parts } from './parts.ts';

/** What the frame's findings are made with. */
export interface FrameSetting {
  readonly parts: Parts;
  readonly binder: Binder;
  readonly runner: RuleRunner;
  readonly encodingProblem: Message | undefined;
}

/** The head and the tail of a document whose pack is known: their verdicts, their findings, and the header. */
export class Frame {
  /** It is to be judged again. */
  isStale = true;
  /** The head is another one than when it was last judged. */
  private headIsNew = true;
  private judged: SchemaJudge | undefined;
  /** The header's values that the rules last ran with. */
  private ruledHeader: string | undefined;
  header: Leveringgegevens | undefined;
  /** libxml2 judges what stands in the container. */
  admitsItems = true;

  constructor(
    private readonly setting: FrameSetting,
    private readonly makeJudge: () => SchemaJudge,
  ) {}

  /** The judge of the present head. */
  get judge(): SchemaJudge {
    return this.judged!;
  }

  /** The judge of the present head, made where it has none yet. */
  begin(): SchemaJudge {
    if (this.judged?.head !== this.setting.parts.head) this.judged = this.makeJudge();
    return this.judge;
  }

  headChanged(): void {
    this.headIsNew = true;
    this.isStale = true;
  }

  /**
   * Judges head and tail and makes their findings anew.
   * @param inChunks where the schema calls for judging the whole document, its verdict is another's call
   * @returns whether items are judged from now on that were not, or the other way round
   */
  refresh(inChunks: boolean): { admissionChanged: boolean } {
    this.isStale = false;
    const admitted = this.admitsItems;
    if (this.headIsNew) {
      this.begin();
      this.headIsNew = false;
      if (inChunks) this.admitsItems = this.judge.admitsItems();
    }
    if (inChunks) this.judge.judgeFrame();
    return { admissionChanged: admitted !== this.admitsItems };
  }

  /**
   * Makes the header and the findings of head and tail of what the schema has said of them.
   * @returns whether the header has other values than the rules last ran with
   */
  remake(): boolean {
    const { parts, binder, runner } = this.setting;
    const { head, tail } = parts;
    head.findings = NONE;
    if (tail) tail.findings = NONE;
    this.header = binder.bindHeader(head.tree, head);
    reportProblems(head, runner);
    if (tail) reportProblems(tail, runner);
    this.reportUnclosed();
    reportEncoding(head, this.setting.encodingProblem, runner);
    for (const part of tail ? [head, tail] : [head]) {
      for (const draft of part.verdict?.drafts ?? NONE) runner.add(part, draft.code, draft);
    }
    for (const node of head.verdict?.refused ?? NONE) this.header?.invalidate(node);
    const values = JSON.stringify(HEADER_CONCEPTS.map((concept) => this.header?.value(concept)));
    const changed = this.ruledHeader !== undefined && values !== this.ruledHeader;
    this.ruledHeader = values;
    return changed;
  }

  /** Applies the rules about the header; they may ask for what {@link remake} has made. */
  rule(): void {
    if (this.header) this.setting.runner.checkHeader(this.header, this.setting.parts.head);
  }

  /** The elements around the records whose end tags are missing at the end of the text. */
  private reportUnclosed(): void {
    const { parts, runner } = this.setting;
    const { head, tail } = parts;
    if (!head.frame || !tail) return;
    for (const { depth, insertAt } of tail.unclosedFrames) {
      let node = lastElement(head.tree);
      for (let up = head.frame.names.length - 1; up > depth; up--) node = head.tree.parent(node);
      const problem = {
        kind: 'unclosedElement',
        ...head.tree.nameRange(node),
        name: head.tree.name(node),
        insertAt: parts.startOf(tail) + insertAt,
      } as const;
      runner.add(head, 'SRG-T001', draftOfSyntaxProblem(problem));
    }
  }
}

export function reportProblems(part: Head | Item | Tail, runner: RuleRunner): void {
  for (const problem of part.errors) runner.add(part, 'SRG-T001', draftOfSyntaxProblem(problem));
}

/** @param problem a contradiction between the bytes and the declaration, found while decoding */
export function reportEncoding(head: Head, problem: Message | undefined, runner: RuleRunner): void {
  if (!problem) return;
  const declared = head.tree.size > 0 ? head.tree.range(0) : { start: 0, end: 0 };
  runner.add(head, 'SRG-T001', { range: declared, message: problem });
}
