import type { Binder } from '../../delivery/binder.ts';
import { ruleOf } from '../../rules/registry.ts';
import type { ContinuityFacts, Finding, Fix, FixContext, RecordEdit, Rule, RuleContext } from '../../rules/rule.ts';
import type { TextValidator } from '../../schema/validator.ts';
import { leadingXmlSpace } from '../../text/xml-whitespace.ts';
import type { Continuity } from '../continuity/continuity.ts';
import type { SegmentIndex } from '../document/segment-index.ts';
import { introducesFinding } from './simulate-edits.ts';
import { simulateInsertions } from './simulate-insertions.ts';

/** What fixes are made from, of a document whose pack is known. */
export interface FixSources {
  readonly context: RuleContext;
  readonly ancestorsOf: FixContext['ancestorsOf'];
  readonly segments: SegmentIndex;
  readonly binder: Binder;
  readonly rules: readonly Rule[];
  readonly validator: TextValidator;
  readonly continuity: Continuity | undefined;
  readonly continuityFacts: ContinuityFacts | undefined;
}

/** The fixes of a finding that introduce no other finding. */
export function fixesIn(sources: FixSources, finding: Finding): Fix[] {
  const { context, ancestorsOf, segments, binder, rules, validator } = sources;
  const { source } = segments;
  const fixContext: FixContext = {
    pack: context.pack,
    header: context.header,
    verslagmaand: context.verslagmaand,
    expectedBerichtgevers: context.expectedBerichtgevers,
    recordsWith: (group, value) => context.recordsWith(group, value),
    treeOf: (owner) => context.treeOf(owner),
    textOf: (owner) => segments.textOf(owner),
    ancestorsOf,
    introducesFinding: (record, values) => anyFindingIntroduced(sources, [{ kind: 'change', record, values }]),
    introducesFindingAfter: (edits) => anyFindingIntroduced(sources, edits),
    continuity: sources.continuityFacts,
    spaceBehind: (owner) => {
      const end = segments.startOf(owner) + segments.textOf(owner).length;
      return leadingXmlSpace(source.slice(end, end + 1_000));
    },
    lastRecord: () => segments.last?.records.at(-1),
    simulateInsertions: () => {
      const { header } = segments;
      return simulateInsertions(context, { header, headerText: segments.textOf(header), binder, rules, validator });
    },
  };
  return ruleOf(finding.code)?.fixes?.(finding, fixContext) ?? [];
}

function anyFindingIntroduced({ context, rules, continuity }: FixSources, edits: readonly RecordEdit[]): boolean {
  if (introducesFinding(rules, edits, context)) return true;
  const replaced = edits.flatMap((edit) => {
    if (edit.kind === 'copy') return [];
    return [[edit.record, edit.kind === 'change' ? edit.record.with(edit.values) : undefined] as const];
  });
  return continuity?.introducesFinding(new Map(replaced)) === true;
}
