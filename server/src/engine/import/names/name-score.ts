import type { Concept } from '../../packs/pack.ts';
import { CONCEPT_NAMES } from './concept-names.ts';
import type { Meaning } from './vocabulary.ts';
import { type Words, wordsOf, wordsOfText } from './words.ts';

/** How well a name, and what it stands in, says that a place is a concept's: 0 to 100. */
export interface NameScore {
  readonly score: number;
  /** It is the documentation that says so. */
  readonly byDocumentation: boolean;
  /** A word in the name says that it is something else. */
  readonly isOther: boolean;
}

export type NamedConcept = keyof typeof CONCEPT_NAMES;

/** A word in a name that belongs to something else. */
const FOREIGN = 12;
const UNKNOWN = 8;
/** The words of what stands around it make up for what the name doesn't say. */
const BY_PARENT = 6;
/** It stands in something that is about something else. */
const IN_FOREIGN = 60;
const IN_OTHER = 12;

/**
 * @param around names of the elements that it stands in, below what it has in common with the record, outermost first
 * @param parent the name of the element right around it
 */
export function nameScore(
  concept: NamedConcept,
  name: string,
  around: readonly string[],
  parent: string,
  documentation: string,
): NameScore {
  const own = wordsOf(name);
  const { never } = CONCEPT_NAMES[concept];
  if (own.meanings.some((word) => never.includes(word))) return NOTHING;
  const context = contextPenalty(concept, around);
  const summary = summaryOf(documentation);
  const byName = bestOf(concept, own, wordsOf(parent)) - warning(concept, summary);
  const byText = textScore(concept, own, summary);
  const byDocumentation = byText > byName;
  return { score: Math.max(0, (byDocumentation ? byText : byName) - context), byDocumentation, isOther: false };
}

const NOTHING: NameScore = { score: 0, byDocumentation: false, isOther: true };
/** Names of the value of what is around it: `Arbeidsvermogen/@code`. */
const OF_PARENT: readonly Meaning[] = ['code', 'waarde', 'percentage', 'nummer', 'neutral'];
/** Words that say nothing of what a value is. */
const NEUTRAL: readonly Meaning[] = ['neutral', 'persoon', 'record'];

function bestOf(concept: NamedConcept, own: Words, parent: Words): number {
  const { names, beside } = CONCEPT_NAMES[concept];
  let best = 0;
  for (const { words, score } of names) {
    const missing = words.filter((word) => !own.meanings.includes(word));
    if (missing.some((word) => !parent.meanings.includes(word))) continue;
    if (missing.length === words.length && !isValueOf(words, own, parent)) continue;
    const isValue = missing.length === words.length;
    const foreign = own.meanings.filter(
      (word) => !isValue && !NEUTRAL.includes(word) && !words.includes(word) && !beside.includes(word),
    );
    const off = new Set(foreign).size * FOREIGN + own.unknown.length * UNKNOWN + (missing.length > 0 ? BY_PARENT : 0);
    best = Math.max(best, score - off);
  }
  return best;
}

/** The name says that it is a value, and what is around it of what. */
function isValueOf(words: readonly Meaning[], own: Words, parent: Words): boolean {
  const isValue = own.unknown.length === 0 && own.meanings.every((word) => OF_PARENT.includes(word));
  const isOfIt = parent.unknown.length === 0 && parent.meanings.every((word) => words.includes(word));
  return isValue && isOfIt;
}

/** The name of a wrapper may hold a word that a name may not: `Datums`, `Omschrijvingen`. */
const HARMLESS: readonly Meaning[] = [
  'datum',
  'code',
  'type',
  'nummer',
  'omschrijving',
  'naam',
  'begin',
  'eind',
  'registratie',
  'beeindiging',
  'verslag',
  'periode',
];

const fitting = new Map<NamedConcept, ReadonlySet<Meaning>>();

/** The words that may stand in the names around a concept. */
function fittingAround(concept: NamedConcept): ReadonlySet<Meaning> {
  let own = fitting.get(concept);
  if (!own) {
    const { names, beside } = CONCEPT_NAMES[concept];
    const words = names.flatMap((name) => name.words);
    own = new Set([...words, ...beside, ...NEUTRAL, ...HARMLESS, 'voorziening', 'registratie']);
    fitting.set(concept, own);
  }
  return own;
}

function contextPenalty(concept: NamedConcept, around: readonly string[]): number {
  if (around.length === 0) return 0;
  const { never } = CONCEPT_NAMES[concept];
  const own = fittingAround(concept);
  let penalty = 0;
  for (const step of around) {
    const strange = wordsOf(step).meanings.filter((word) => !own.has(word));
    if (strange.some((word) => never.includes(word))) penalty += IN_FOREIGN;
    else if (strange.length > 0) penalty += IN_OTHER;
  }
  return penalty;
}

/** A longer text tells about something, and doesn't name it. */
const LONGEST_NAME = 8;

function textScore(concept: NamedConcept, own: Words, text: string): number {
  if (text === '') return 0;
  const words = wordsOfText(text);
  const { never } = CONCEPT_NAMES[concept];
  if (text.split(' ').length > LONGEST_NAME || words.meanings.some((word) => never.includes(word))) return 0;
  // A name that says something else goes before its documentation.
  if (own.meanings.some((word) => !NEUTRAL.includes(word) && !words.meanings.includes(word))) return 0;
  return bestOf(concept, { meanings: words.meanings, unknown: [] }, { meanings: [], unknown: [] }) - 8;
}

/** What documentation says that a name doesn't, by concept. */
const WARNINGS: Partial<Record<Concept, readonly Meaning[]>> = {
  bsn: ['partner', 'relatie', 'werkgever'],
  geboortedatum: ['partner', 'relatie'],
  geslacht: ['partner', 'relatie'],
  begindatum: ['gepland', 'traject', 'dienstverband', 'uitkering', 'partner', 'aanmaak'],
  einddatum: ['gepland', 'traject', 'dienstverband', 'uitkering', 'partner', 'aanmaak'],
  gemeentecode: ['woon'],
  registratienummer: ['traject', 'volg'],
};

function warning(concept: NamedConcept, text: string): number {
  if (text === '') return 0;
  const words = wordsOfText(text).meanings;
  const told = (WARNINGS[concept] ?? []).some((word) => words.includes(word));
  return told && !words.includes('voorziening') ? 35 : 0;
}

/** The first sentence. */
function summaryOf(documentation: string): string {
  return /^[^.;:(\n]*/.exec(documentation)![0];
}

/** An element of that name is about something that the concept is never of. */
export function isOfOther(concept: NamedConcept, name: string): boolean {
  const { never } = CONCEPT_NAMES[concept];
  return wordsOf(name).meanings.some((word) => never.includes(word));
}

/** A name in which nothing is known but that it is a date, if that: it may be that of any date. */
export function isUnknownDate(name: string): boolean {
  const { meanings, unknown } = wordsOf(name);
  return unknown.length > 0 && meanings.every((word) => DATE_WORDS.includes(word));
}

/** The name has one of these words, and else those alone that change nothing, or little. */
export function isMostly(name: string, needed: readonly Meaning[], others: readonly Meaning[]): boolean {
  const { meanings, unknown } = wordsOf(name);
  const isFitting = (word: Meaning) => needed.includes(word) || others.includes(word) || NEUTRAL.includes(word);
  return unknown.length === 0 && meanings.some((word) => needed.includes(word)) && meanings.every(isFitting);
}

const DATE_WORDS: readonly Meaning[] = [...NEUTRAL, 'datum', 'voorziening'];

/** What an element is about, in words. */
export function meaningsOf(name: string): readonly Meaning[] {
  return wordsOf(name).meanings;
}

/** A name has a word that means something. */
export function saysSomething(name: string): boolean {
  return wordsOf(name).meanings.some((word) => !NEUTRAL.includes(word));
}
