import type { Binder } from '../../delivery/binder.ts';
import type { Voorziening } from '../../delivery/record.ts';
import type { Pack } from '../../packs/load-pack.ts';
import type { RecordConcept } from '../../packs/pack.ts';
import { placesIn } from '../../packs/places.ts';
import { ruleOf } from '../../rules/registry.ts';
import type { ContinuityFacts, Finding, Fix, FixContext, RecordEdit, Rule, RuleContext } from '../../rules/rule.ts';
import type { TextValidator } from '../../schema/validator.ts';
import { leadingXmlSpace } from '../../text/xml-whitespace.ts';
import type { Continuity } from '../continuity/continuity.ts';
import type { RecordSegment } from '../document/segment.ts';
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
    ownerBehind: (owner) => segments.next(owner as RecordSegment) ?? segments.trailer,
    rootOwner: segments.header,
    ancestorsOf,
    introducesFinding: (record, values) => anyFindingIntroduced(sources, [{ kind: 'change', record, values }]),
    introducesFindingAfter: (edits) => anyFindingIntroduced(sources, edits),
    continuity: sources.continuityFacts,
    spaceBehind: (owner) => {
      const end = segments.startOf(owner) + segments.textOf(owner).length;
      return leadingXmlSpace(source.slice(end, end + 1_000));
    },
    recordsOf: (owner) => (owner as RecordSegment).records ?? [],
    lastRecord: () => segments.last?.records.at(-1),
    simulateInsertions: () => {
      const { header } = segments;
      return simulateInsertions(context, { header, headerText: segments.textOf(header), binder, rules, validator });
    },
  };
  return ruleOf(finding.code)?.fixes?.(finding, fixContext) ?? [];
}

function anyFindingIntroduced({ context, rules, continuity }: FixSources, given: readonly RecordEdit[]): boolean {
  const edits = given.flatMap((edit) => (edit.kind === 'change' ? changesWith(edit, given, context.pack) : [edit]));
  if (introducesFinding(rules, edits, context)) return true;
  const replaced = edits.flatMap((edit) => {
    if (edit.kind === 'copy') return [];
    return [[edit.record, edit.kind === 'change' ? edit.record.with(edit.values) : undefined] as const];
  });
  return continuity?.introducesFinding(new Map(replaced)) === true;
}

type Change = Exclude<RecordEdit, { readonly kind: 'remove' }>;

/** A change of what stands above a record, at its person, is one of all records under that. */
function changesWith(edit: Change, given: readonly RecordEdit[], pack: Pack): RecordEdit[] {
  const { record, values } = edit;
  const { records } = record.owner as RecordSegment;
  if (records.length < 2) return [edit];
  const isAbove = (concept: RecordConcept) =>
    placesIn(pack)
      .recordWays.get(concept)
      ?.every(({ up }) => up > 0) === true;
  const isShared = (other: Voorziening, concept: RecordConcept) =>
    other.nodeOf(concept) === record.nodeOf(concept) && (record.has(concept) || isAbove(concept));
  const others = records.flatMap((other): Change[] => {
    if (other === record || given.some((each) => each.record === other)) return [];
    const shared = new Map([...values].filter(([concept]) => isShared(other, concept)));
    return shared.size === 0 ? [] : [{ kind: 'change', record: other, values: shared }];
  });
  return [edit, ...others];
}
