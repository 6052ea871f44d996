import type { Binder } from '../delivery/binder.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { Continuity } from './continuity/continuity.ts';
import type { Groups } from './groups.ts';
import type { OwnRules } from './own-rules.ts';
import type { Block } from './parts/block.ts';
import { type Frame, reportProblems } from './parts/frame.ts';
import { ACCEPTED, type Item, NONE } from './parts/part.ts';
import type { Parts } from './parts/parts.ts';
import type { RuleRunner } from './rule-runner.ts';

/** What items are judged by, and where what is said of them is kept. */
export interface ItemSettling {
  readonly parts: Parts;
  readonly binder: Binder;
  readonly frame: Frame;
  readonly runner: RuleRunner;
  readonly groups: Groups;
  readonly ownRules: OwnRules;
  /** undefined where no rule goes by the delivery of the month before. */
  readonly continuity: Continuity | undefined;
  readonly treeOf: (item: Item) => SyntaxTree;
  /** Is told of texts judged by the XSD, and of records that rules ran over. */
  readonly worked: (what: 'chunks' | 'ruled', count: number) => void;
}

/** Gives items their verdicts and findings, and keeps the groups up to date with the items' records. */
export class ItemSettler {
  constructor(private readonly setting: ItemSettling) {}

  /**
   * Judges what is yet to be judged in a block, and applies the rules to it.
   * @param inChunks records can be judged apart from the others
   */
  settle(block: Block, inChunks: boolean): void {
    const { frame, parts, worked } = this.setting;
    if (inChunks && frame.admitsItems) {
      for (const run of runsToJudge(block)) {
        worked('chunks', 1);
        frame.judge.judgeItems(run);
      }
    }
    for (const item of block.items) if (!item.ruled) this.rule(item);
    parts.unsettled.delete(block);
  }

  /** An item's findings are to be made anew. */
  unsettle(item: Item): void {
    item.ruled = false;
    this.setting.parts.unsettled.add(item.block);
  }

  /** Takes an item's records out of the groups. */
  ungroup(item: Item): void {
    if (!item.grouped) return;
    const { groups, continuity } = this.setting;
    for (const record of item.records) groups.remove(record);
    continuity?.recordsChanged(item.records);
    item.groupFindings = NONE;
    item.grouped = false;
  }

  private rule(item: Item): void {
    const { frame, binder, runner, groups, ownRules, continuity, treeOf, worked } = this.setting;
    const verdict = (frame.admitsItems && item.verdict) || ACCEPTED;
    if (verdict !== item.applied) {
      this.ungroup(item);
      if (item.applied.refused.length > 0) item.bind(treeOf(item), binder);
      for (const node of verdict.refused) for (const record of item.records) record.invalidate(node);
      ownRules.itemBound(item);
      item.applied = verdict;
    }
    item.findings = NONE;
    reportProblems(item, runner);
    for (const draft of verdict.drafts) runner.add(item, draft.code, draft, item.recordAt(draft.range.start));
    if (!item.grouped) {
      for (const record of item.records) groups.add(record);
      continuity?.recordsChanged(item.records);
      item.grouped = true;
    }
    worked('ruled', item.records.length);
    runner.checkRecords(item);
    item.ruled = true;
  }
}

/** The items of a block that are yet to be judged: plain ones that stand together, others one by one. */
export function* runsToJudge({ items }: Block): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; ) {
    let to = from + 1;
    if (!items[from]!.verdict) {
      if (items[from]!.isPlain) while (to < items.length && items[to]!.isPlain && !items[to]!.verdict) to++;
      yield items.slice(from, to);
    }
    from = to;
  }
}
