import type { Binder } from '../../delivery/binder.ts';
import type { Voorziening } from '../../delivery/record.ts';
import type { RecordConcept } from '../../packs/pack.ts';
import { ruleOf } from '../../rules/registry.ts';
import type { ContinuityFacts, Finding, Fix, FixContext, RecordEdit, Rule, RuleContext } from '../../rules/rule.ts';
import type { TextValidator } from '../../schema/validator.ts';
import type { Continuity } from '../continuity/continuity.ts';
import type { SegmentIndex } from '../document/segment-index.ts';
import { addsFinding } from './simulate-edits.ts';
import { simulateInsertions } from './simulate-insertions.ts';

/** What fixes are made from, of a document whose pack is known. */
export interface FixSetting {
  readonly analysis: RuleContext & Pick<FixContext, 'ancestorsOf'>;
  readonly segments: SegmentIndex;
  readonly binder: Binder;
  readonly rules: readonly Rule[];
  readonly validation: TextValidator;
  readonly continuity: Continuity | undefined;
  readonly continuityFacts: ContinuityFacts | undefined;
}

/** Ways to put a finding right that add no other finding. */
export function fixesIn(setting: FixSetting, finding: Finding): Fix[] {
  const { analysis, segments } = setting;
  const { source } = segments;
  const context: FixContext = {
    pack: analysis.pack,
    header: analysis.header,
    verslagmaand: analysis.verslagmaand,
    expectedBerichtgevers: analysis.expectedBerichtgevers,
    recordsWith: (group, value) => analysis.recordsWith(group, value),
    treeOf: (owner) => analysis.treeOf(owner),
    textOf: (owner) => segments.textOf(owner),
    ancestorsOf: (owner) => analysis.ancestorsOf(owner),
    introducesFinding: (record: Voorziening, values: ReadonlyMap<RecordConcept, string | undefined>) =>
      introducesFinding(setting, [{ kind: 'change', record, values }]),
    introducesFindingAfter: (edits) => introducesFinding(setting, edits),
    continuity: setting.continuityFacts,
    spaceBehind: (owner) => {
      const end = segments.startOf(owner) + segments.textOf(owner).length;
      return /^\s*/.exec(source.slice(end, end + 1_000))![0];
    },
    lastRecord: () => segments.last?.records.at(-1),
    simulateInsertions: () => {
      const { binder, rules, validation } = setting;
      return simulateInsertions(analysis, {
        headerSegment: segments.header,
        headerText: segments.textOf(segments.header),
        binder,
        rules,
        validation,
      });
    },
  };
  return ruleOf(finding.code)?.fixes?.(finding, context) ?? [];
}

function introducesFinding({ analysis, rules, continuity }: FixSetting, edits: readonly RecordEdit[]): boolean {
  if (addsFinding(rules, edits, analysis)) return true;
  const replaced = edits.flatMap((edit) => {
    if (edit.kind === 'copy') return [];
    return [[edit.record, edit.kind === 'change' ? edit.record.with(edit.values) : undefined] as const];
  });
  return continuity?.introducesFinding(new Map(replaced)) === true;
}
