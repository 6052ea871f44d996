import type { Voorziening } from '../../delivery/record.ts';
import { MOST_ALIKE } from '../../rules/edits.ts';
import type { GroupKey, RecordEdit, Rule, RuleContext, Severity } from '../../rules/rule.ts';

/** The value that makes a group of records. */
interface Group {
  readonly key: GroupKey;
  readonly value: string;
}

/** How often a rule speaks of a record, by severity. */
type Told = Map<Voorziening, Map<Severity, number>>;

/**
 * Whether a rule would say something new after a fix, so that the fix can hold its tongue: something of a record that
 * it doesn't say of that record now. Looks at the records of the fix and at those that have a value in common with
 * them; true as well where these are too many to look at.
 */
export function addsFinding(rules: readonly Rule[], edits: readonly RecordEdit[], context: RuleContext): boolean {
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
  const concerned = rules.filter((rule) => concerns(rule, edits));
  const keys = new Set(concerned.flatMap((rule) => rule.groups ?? []));
  const groups = groupsOf([...changed.keys(), ...results, ...added], keys);
  if (groups.some(({ key, value }) => context.recordsWith(key, value).length > MOST_ALIKE)) return true;
  return concerned.some((rule) => {
    const before = tell(rule, [...changed.keys()], groups, context, originals);
    return hasNew(before, tell(rule, [...results, ...added], groups, after, originals));
  });
}

/** A rule sees nothing of a record but the concepts that it names; a record that comes or goes is seen by all. */
function concerns(rule: Rule, edits: readonly RecordEdit[]): boolean {
  return edits.some(
    (edit) =>
      edit.kind !== 'change' ||
      [...rule.needs, ...(rule.uses ?? [])].some((concept) =>
        (edit.values as ReadonlyMap<string, unknown>).has(concept),
      ),
  );
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

/** What a rule says of records and groups. What it says of a changed record is told of the original. */
function tell(
  rule: Rule,
  records: readonly Voorziening[],
  groups: readonly Group[],
  context: RuleContext,
  originals: ReadonlyMap<Voorziening, Voorziening>,
): Told {
  const told: Told = new Map();
  const note = (record: Voorziening, severity: Severity) => {
    const original = originals.get(record) ?? record;
    const counts = told.get(original) ?? new Map<Severity, number>();
    told.set(original, counts.set(severity, (counts.get(severity) ?? 0) + 1));
  };
  for (const record of records) {
    rule.checkRecord?.(record, context, (draft) => note(record, draft.severity ?? rule.severity));
  }
  for (const { key, value } of groups) {
    const group = rule.groups?.includes(key) ? context.recordsWith(key, value) : [];
    if (group.length === 0) continue;
    rule.checkGroup!(key, group, context, (record, draft) => note(record, draft.severity ?? rule.severity));
  }
  return told;
}

function hasNew(before: Told, after: Told): boolean {
  for (const [record, counts] of after) {
    for (const [severity, count] of counts) if (count > (before.get(record)?.get(severity) ?? 0)) return true;
  }
  return false;
}
