import type { Binder } from '../delivery/binder.ts';
import type { Voorziening } from '../delivery/record.ts';
import type { RecordConcept } from '../packs/pack.ts';
import { ruleOf } from '../rules/registry.ts';
import type { ContinuityFacts, Finding, Fix, FixContext, RecordEdit, Rule, RuleContext } from '../rules/rule.ts';
import type { TextJudge } from '../schema/validator.ts';
import { additionsTo } from './additions.ts';
import type { Continuity } from './continuity/continuity.ts';
import type { Parts } from './parts/parts.ts';
import { addsFinding } from './what-if.ts';

/** What fixes are made from, of a document whose pack is known. */
export interface FixSetting {
  readonly analysis: RuleContext & Pick<FixContext, 'ancestorsOf'>;
  readonly parts: Parts;
  readonly binder: Binder;
  readonly rules: readonly Rule[];
  readonly judge: TextJudge;
  readonly continuity: Continuity | undefined;
  readonly continuityFacts: ContinuityFacts | undefined;
}

/** Ways to put a finding right that add no other finding. */
export function fixesIn(setting: FixSetting, finding: Finding): Fix[] {
  const { analysis, parts } = setting;
  const { source } = parts;
  const context: FixContext = {
    pack: analysis.pack,
    header: analysis.header,
    verslagmaand: analysis.verslagmaand,
    expectedBerichtgevers: analysis.expectedBerichtgevers,
    recordsWith: (group, value) => analysis.recordsWith(group, value),
    treeOf: (owner) => analysis.treeOf(owner),
    textOf: (owner) => parts.textOf(owner),
    ancestorsOf: (owner) => analysis.ancestorsOf(owner),
    wouldAdd: (record: Voorziening, values: ReadonlyMap<RecordConcept, string | undefined>) =>
      wouldAdd(setting, [{ kind: 'change', record, values }]),
    wouldAddAfter: (edits) => wouldAdd(setting, edits),
    continuity: setting.continuityFacts,
    spaceBehind: (owner) => {
      const end = parts.startOf(owner) + parts.textOf(owner).length;
      return /^\s*/.exec(source.slice(end, end + 1_000))![0];
    },
    lastRecord: () => parts.last?.records.at(-1),
    additions: () => {
      const { binder, rules, judge } = setting;
      return additionsTo(analysis, { head: parts.head, headText: parts.textOf(parts.head), binder, rules, judge });
    },
  };
  return ruleOf(finding.code)?.fixes?.(finding, context) ?? [];
}

function wouldAdd({ analysis, rules, continuity }: FixSetting, edits: readonly RecordEdit[]): boolean {
  if (addsFinding(rules, edits, analysis)) return true;
  const replaced = edits.flatMap((edit) => {
    if (edit.kind === 'copy') return [];
    return [[edit.record, edit.kind === 'change' ? edit.record.with(edit.values) : undefined] as const];
  });
  return continuity?.wouldAdd(new Map(replaced)) === true;
}
