import type { Voorziening } from '../delivery/record.ts';
import type { RecordConcept } from '../packs/pack.ts';
import type { Rule, RuleContext } from '../rules/rule.ts';

/**
 * Whether a rule that is silent of a record now would speak if the record had other values, so that a fix can hold
 * its tongue. Looks at the record alone and at the records that have its values in common.
 */
export function addsFinding(
  rules: readonly Rule[],
  record: Voorziening,
  changes: ReadonlyMap<RecordConcept, string | undefined>,
  context: RuleContext,
): boolean {
  const changed = record.with(changes);
  return rules.some((rule) => {
    const before = count(rule, record, record, context);
    return count(rule, record, changed, context) > before;
  });
}

/** How often a rule speaks of the records that share a value, with `changed` in the place of `record`. */
function count(rule: Rule, record: Voorziening, changed: Voorziening, context: RuleContext): number {
  let found = 0;
  const report = () => {
    found++;
  };
  rule.checkRecord?.(changed, context, report);
  const replaced: RuleContext = {
    pack: context.pack,
    header: context.header,
    verslagmaand: context.verslagmaand,
    expectedBerichtgevers: context.expectedBerichtgevers,
    recordsWith(group, value) {
      const others = context.recordsWith(group, value).filter((other) => other !== record);
      return changed.value(group) === value ? inOrder([...others, changed], record, context) : others;
    },
  };
  for (const group of rule.groups ?? []) {
    const value = changed.value(group);
    if (value !== undefined) rule.checkGroup!(group, replaced.recordsWith(group, value), replaced, report);
  }
  return found;
}

/** A changed record takes the place that the original had among its group, else the last one. */
function inOrder(records: Voorziening[], record: Voorziening, context: RuleContext): Voorziening[] {
  const changed = records.pop()!;
  const bsn = changed.value('bsn');
  const place = bsn === undefined ? -1 : context.recordsWith('bsn', bsn).indexOf(record);
  if (place < 0) return [...records, changed];
  return [...records.slice(0, place), changed, ...records.slice(place)];
}
