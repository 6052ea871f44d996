import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import type { FieldState, Voorziening } from '../delivery/record.ts';
import { RECORD_CONCEPTS, type RecordConcept } from '../packs/pack.ts';
import { conceptsBelow } from '../packs/places.ts';
import { trimXml } from '../text/xml-whitespace.ts';

/** What a record has for a concept. */
export interface FieldValue {
  readonly state: FieldState;
  /** Without white space around it. What stands there where it is invalid; undefined where it is absent. */
  readonly text: string | undefined;
}

export interface FieldChange {
  readonly concept: RecordConcept;
  readonly old: FieldValue;
  readonly now: FieldValue;
}

/** Values that are numbers, so that 32 and 32.0 are the same. */
const NUMBERS: ReadonlySet<RecordConcept> = new Set(['loonwaarde']);

/** Compares records of two deliveries by the concepts that both packs have, in the order of the concepts. */
export function fieldComparer(
  oldDelivery: DeliveryAnalysis,
  newDelivery: DeliveryAnalysis,
): (old: Voorziening, now: Voorziening) => FieldChange[] {
  const concepts = RECORD_CONCEPTS.filter((concept) =>
    [oldDelivery, newDelivery].every(({ pack }) => pack.manifest.concepts[concept] !== undefined),
  );
  const inner = new Map(concepts.map((concept) => [concept, conceptsBelow(newDelivery.pack, concept)]));
  return (old, now) => {
    const changes: FieldChange[] = [];
    for (const concept of concepts) {
      if (inner.get(concept)!.length > 0 ? sameBlock(concept, old, now) : sameValue(concept, old, now)) continue;
      const change = {
        concept,
        old: fieldValue(oldDelivery, old, concept),
        now: fieldValue(newDelivery, now, concept),
      };
      if (change.old.state !== 'invalid' || change.now.state !== 'invalid' || change.old.text !== change.now.text) {
        changes.push(change);
      }
    }
    const changed = new Set(changes.map(({ concept }) => concept));
    // That a block came or went is told by what is in it.
    return changes.filter(({ concept }) => !inner.get(concept)!.some((other) => changed.has(other)));
  };
}

/** @param analysis that of the record's delivery */
export function fieldValue(analysis: DeliveryAnalysis, record: Voorziening, concept: RecordConcept): FieldValue {
  const state = record.state(concept);
  if (state === 'absent') return { state, text: undefined };
  // Below a block sit other concepts; it has no value of its own.
  if (conceptsBelow(analysis.pack, concept).length > 0) return { state, text: '' };
  const text = record.value(concept) ?? analysis.treeOf(record.owner).value(record.nodeOf(concept));
  return { state, text: trimXml(text) };
}

function sameBlock(concept: RecordConcept, old: Voorziening, now: Voorziening): boolean {
  return (old.state(concept) === 'absent') === (now.state(concept) === 'absent');
}

/** False where both are invalid: that takes a look at the text. */
function sameValue(concept: RecordConcept, old: Voorziening, now: Voorziening): boolean {
  const [a, b] = [old.value(concept), now.value(concept)];
  if (a === undefined || b === undefined) return old.state(concept) === 'absent' && now.state(concept) === 'absent';
  return a === b || trimXml(a) === trimXml(b) || (NUMBERS.has(concept) && Number(a) === Number(b));
}
