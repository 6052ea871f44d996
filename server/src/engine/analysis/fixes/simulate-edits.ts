import type { Voorziening } from '../../delivery/record.ts';
import { MOST_ALIKE } from '../../rules/fixes/edits.ts';
import { groupKeysOf } from '../../rules/keys.ts';
import type { GroupKey, RecordEdit, Rule, RuleContext, Severity } from '../../rules/rule.ts';

interface Group {
  readonly key: GroupKey;
  readonly value: string;
}

/** How many findings a rule has on a record, by severity. */
type FindingCounts = Map<Voorziening, Map<Severity, number>>;

/**
 * Whether the edits of a fix introduce a finding: more of one rule and severity on a record than it has now. Looks at the
 * records of the fix and at those that have a value in common with them; true as well where these are too many.
 */
export function introducesFinding(rules: readonly Rule[], edits: readonly RecordEdit[], context: RuleContext): boolean {
  const dependent = rules.filter((rule) => dependsOn(rule, edits));
  if (dependent.length === 0) return false;
  const changed = new Map<Voorziening, Voorziening | undefined>();
  const copies = new Map<Voorziening, Voorziening[]>();
  for (const edit of edits) {
    if (edit.kind === 'remove') changed.set(edit.record, undefined);
    else if (edit.kind === 'change') changed.set(edit.record, edit.record.with(edit.values));
    else copies.set(edit.record, [...(copies.get(edit.record) ?? []), edit.record.with(edit.values)]);
  }
  const added = [...copies.values()].flat();
  const results = [...changed.values()].filter((record) => record !== undefined);
  const after: RuleContext = {
    pack: context.pack,
    header: context.header,
    verslagmaand: context.verslagmaand,
    expectedBerichtgevers: context.expectedBerichtgevers,
    treeOf: (owner) => context.treeOf(owner),
    recordsWith: (key, value) => groupAfter({ key, value }, context.recordsWith(key, value), changed, copies),
  };
  const originals = new Map([...changed].flatMap(([record, result]) => (result ? [[result, record] as const] : [])));
  const keys = new Set(dependent.flatMap((rule) => groupKeysOf(rule, context.pack)));
  const groups = groupsOf([...changed.keys(), ...results, ...added], keys);
  if (groups.some(({ key, value }) => context.recordsWith(key, value).length > MOST_ALIKE)) return true;
  return dependent.some((rule) => {
    const found = countFindings(rule, [...results, ...added], groups, after, originals);
    return found.size > 0 && hasNew(countFindings(rule, [...changed.keys()], groups, context, originals), found);
  });
}

/** A rule depends on the concepts that it names; on records that are added or removed, every rule depends. */
function dependsOn(rule: Rule, edits: readonly RecordEdit[]): boolean {
  return edits.some((edit) => {
    if (edit.kind !== 'change') return true;
    const values: ReadonlyMap<string, unknown> = edit.values;
    const isChanged = (concept: string) => values.has(concept);
    return rule.needs.some(isChanged) || rule.uses?.some(isChanged) === true;
  });
}

function groupsOf(records: readonly Voorziening[], keys: ReadonlySet<GroupKey>): Group[] {
  const groups = new Map<string, Group>();
  for (const key of keys) {
    for (const record of records) {
      const value = record.value(key);
      if (value !== undefined) groups.set(`${key} ${value}`, { key, value });
    }
  }
  return [...groups.values()];
}

/** A changed record keeps its place, a copy stands behind its original; one that is new in the group comes last. */
function groupAfter(
  { key, value }: Group,
  before: readonly Voorziening[],
  changed: ReadonlyMap<Voorziening, Voorziening | undefined>,
  copies: ReadonlyMap<Voorziening, readonly Voorziening[]>,
): readonly Voorziening[] {
  const belongs = (record: Voorziening | undefined): record is Voorziening => record?.value(key) === value;
  const resultsOf = (record: Voorziening) =>
    [changed.has(record) ? changed.get(record) : record, ...(copies.get(record) ?? [])].filter(belongs);
  const here = new Set(before);
  const others = [...new Set([...changed.keys(), ...copies.keys()])].filter((record) => !here.has(record));
  return [...before, ...others].flatMap(resultsOf);
}

/** Counts the findings of a rule on records and groups; those on a changed record count for the original. */
function countFindings(
  rule: Rule,
  records: readonly Voorziening[],
  groups: readonly Group[],
  context: RuleContext,
  originals: ReadonlyMap<Voorziening, Voorziening>,
): FindingCounts {
  const found: FindingCounts = new Map();
  const count = (record: Voorziening, severity: Severity) => {
    const original = originals.get(record) ?? record;
    const counts = found.get(original) ?? new Map<Severity, number>();
    found.set(original, counts.set(severity, (counts.get(severity) ?? 0) + 1));
  };
  for (const record of records) {
    rule.checkRecord?.(record, context, (draft) => count(record, draft.severity ?? rule.severity));
  }
  for (const { key, value } of groups) {
    const group = groupKeysOf(rule, context.pack).includes(key) ? context.recordsWith(key, value) : [];
    if (group.length === 0) continue;
    rule.checkGroup!(key, group, context, (record, draft) => count(record, draft.severity ?? rule.severity));
  }
  return found;
}

function hasNew(before: FindingCounts, after: FindingCounts): boolean {
  for (const [record, counts] of after) {
    for (const [severity, number] of counts) if (number > (before.get(record)?.get(severity) ?? 0)) return true;
  }
  return false;
}
