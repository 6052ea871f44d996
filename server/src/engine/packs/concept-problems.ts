import { hasNotation, NOTATIONS } from './notations.ts';
import { type Concept, type ConceptPlace, VALUE_TYPES } from './pack.ts';

/** What is wrong with how a `pack.json` says that the values of its concepts are written, in words for its maker. */
export function* conceptProblems(concepts: Partial<Record<Concept, ConceptPlace>>): Generator<string> {
  for (const [concept, { format, none }] of Object.entries(concepts)) {
    const type = VALUE_TYPES[concept as Concept];
    const where = `"concepts": "${concept}"`;
    if (format !== undefined && type !== undefined) {
      const known: readonly string[] = hasNotation(type) ? NOTATIONS[type] : [];
      if (known.length === 0) yield `${where}: "format" hoort alleen bij een datum, maand of jaar`;
      else if (!known.includes(format)) yield `${where}: "format" moet ${inWords(known)} zijn`;
    }
    if (none !== undefined && !(Array.isArray(none) && none.every((value) => typeof value === 'string'))) {
      yield `${where}: "none" moet een lijst van waarden zijn`;
    }
  }
}

function inWords(names: readonly string[]): string {
  const last = names.length - 1;
  return last === 0 ? names[0]! : `${names.slice(0, last).join(', ')} of ${names[last]}`;
}
