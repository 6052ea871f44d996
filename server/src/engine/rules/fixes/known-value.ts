import type { Voorziening } from '../../delivery/record.ts';
import type { Concept } from '../../packs/pack.ts';
import type { EditContext } from '../rule.ts';

/** What another record of the same person says of the person, or the settings of the berichtgever. */
export function knownValue(
  context: EditContext,
  concept: Concept,
  record: Voorziening | undefined,
): string | undefined {
  if (concept === 'berichtgevercode') {
    return context.expectedBerichtgevers.length === 1 ? context.expectedBerichtgevers[0] : undefined;
  }
  if (concept !== 'geboortedatum' && concept !== 'geslacht' && concept !== 'arbeidsvermogen') return undefined;
  const bsn = record?.value('bsn');
  const others = bsn === undefined ? [] : context.recordsWith('bsn', bsn);
  return others.map((other) => other.value(concept)).find((value) => value !== undefined);
}
