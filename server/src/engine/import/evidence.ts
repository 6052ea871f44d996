import { passesElfproef } from '../delivery/values/bsn.ts';
import type { Message, MessageParameter } from '../messages/message.ts';
import { hasNotation, type Notation } from '../packs/notations.ts';
import type { CodeList, Concept } from '../packs/pack.ts';
import { VALUE_TYPES } from '../packs/pack.ts';
import { bareCode, type Comparison, compareWithLaw, valuesOf } from './law-codes.ts';
import { type NamedConcept, nameScore } from './names/name-score.ts';
import type { Place } from './places.ts';
import { areMostly, isNumber, notationsFor, notationsInText, notationsOfValues, takes } from './value-space.ts';

/** How well the values that may stand in a place are those of a concept. */
export type Fit = 'strict' | 'likely' | 'open' | 'no';

/** What speaks for a place. */
export interface Evidence {
  readonly place: Place;
  /** Of the name and what stands around it: 0 to 100. */
  readonly name: number;
  readonly fit: Fit;
  /** How dates, months or years are written there: what is possible, the likeliest first. */
  readonly notations: readonly Notation[];
  /** One of them, where nothing else comes into consideration. */
  readonly notation: Notation | undefined;
  readonly codes: Comparison | undefined;
  readonly reason: Message;
}

/** Example values by the path of a place. */
export type Examples = ReadonlyMap<string, readonly string[]>;

export interface Known {
  /** The law's codes of a concept. */
  readonly listOf: (concept: Concept) => CodeList | undefined;
  readonly examples: Examples;
}

/** What is added to the score of a name. */
const FIT: Readonly<Record<Fit, number>> = { strict: 8, likely: 5, open: 0, no: -200 };

export function scoreOf({ name, fit }: Evidence): number {
  return name + FIT[fit];
}

/**
 * @param around names of the elements between what the place has in common with the record and itself
 * @param parent the name of the element right around it
 */
export function evidenceFor(
  concept: NamedConcept,
  place: Place,
  around: readonly string[],
  parent: string,
  known: Known,
): Evidence {
  const { score, byDocumentation, isOther } = nameScore(concept, place.spelled, around, parent, place.documentation);
  const values = known.examples.get(place.path) ?? [];
  const list = known.listOf(concept);
  const codes =
    list &&
    compareWithLaw(
      place.type,
      list,
      takesSome(
        place,
        list.codes.map(({ code }) => code),
      ),
    );
  const { fit, notations, notation } = valueFit(concept, place, codes, values);
  // The law's list of types is told by its codes, whatever the name; a name of something else goes before that.
  const byCodes = !isOther && fit !== 'no' && codes?.isTelling === true && score < 92 && isCodeList(concept);
  const name = byCodes ? Math.max(score, 92) : score;
  const parts = [
    byDocumentation ? part('documentation') : name > 0 && !byCodes ? part('name', place.name) : undefined,
    ...valueParts(concept, fit, codes, notation),
    values.length > 0 && fit !== 'no' ? part('examples') : undefined,
  ];
  const list_ = parts.flatMap((one): MessageParameter[] => (one ? [one] : []));
  return {
    place,
    name,
    fit,
    notations,
    notation,
    codes,
    reason: { key: 'import.reason', parameters: { parts: { list: list_ } } },
  };
}

/** The same where its name, or its codes, are those of the concept at least so much; undefined where they are not. */
export function evidenceFrom(
  least: number,
  concept: NamedConcept,
  place: Place,
  around: readonly string[],
  parent: string,
  known: Known,
): Evidence | undefined {
  const { score } = nameScore(concept, place.spelled, around, parent, place.documentation);
  // To compare values takes longer than to compare names.
  if (score < least && !(isCodeList(concept) && valuesOf(place.type).length > 0)) return undefined;
  const found = evidenceFor(concept, place, around, parent, known);
  return found.fit === 'no' || found.name < least ? undefined : found;
}

/** Lists that are long enough to be told by their codes. */
function isCodeList(concept: Concept): boolean {
  return concept === 'typeVoorziening' || concept === 'softwarepakket';
}

function part(kind: 'documentation' | 'examples'): MessageParameter;
function part(kind: 'name', name: string): MessageParameter;
function part(kind: 'documentation' | 'examples' | 'name', name = ''): MessageParameter {
  return { key: `import.because.${kind}`, parameters: { name } };
}

function valueParts(
  concept: Concept,
  fit: Fit,
  codes: Comparison | undefined,
  notation: Notation | undefined,
): MessageParameter[] {
  if (fit === 'no') return [{ key: 'import.because.noFit' }];
  if (codes && codes.match !== 'any' && codes.match !== 'none') return [{ key: `import.because.${codes.match}` }];
  if (notation !== undefined) return [{ key: 'import.because.notation', parameters: { notation } }];
  if (concept === 'bsn' && fit === 'strict') return [{ key: 'import.because.nineDigits' }];
  return fit === 'open' ? [] : [{ key: 'import.because.values' }];
}

function takesSome({ type, fixed }: Place, values: readonly string[]): boolean {
  if (fixed !== undefined) return values.some((value) => bareCode(value) === bareCode(fixed));
  return values.some((value) => takes(type, value) || takes(type, bareCode(value)));
}

interface ValueFit {
  readonly fit: Fit;
  readonly notations: readonly Notation[];
  readonly notation: Notation | undefined;
}

function valueFit(concept: Concept, place: Place, codes: Comparison | undefined, values: readonly string[]): ValueFit {
  const type = VALUE_TYPES[concept];
  if (hasNotation(type)) return datedFit(type, place, values);
  const fit = codes ? codeFit(place, codes, values, concept) : plainFit(concept, place, values);
  return { fit, notations: [], notation: undefined };
}

function datedFit(type: 'day' | 'month' | 'year' | 'monthNumber', place: Place, values: readonly string[]): ValueFit {
  const possible = notationsFor(place.type, type);
  if (possible.length === 0 || place.type.base === 'boolean') return { fit: 'no', notations: [], notation: undefined };
  const filled = values.filter((value) => value !== '' && !/^0+$|^9999/.test(value));
  const seen = new Set<Notation>(notationsOfValues(filled, type));
  if (filled.length > 0 && seen.size === 0) return { fit: 'no', notations: [], notation: undefined };
  const told = new Set<Notation>(notationsInText(`${place.documentation}\n${place.type.documentation}`));
  const all = possible.map(({ notation }) => notation);
  const narrow = (notations: readonly Notation[], by: ReadonlySet<Notation>) => {
    const both = notations.filter((notation) => by.has(notation));
    return both.length > 0 ? both : notations;
  };
  const left = narrow(narrow(all, seen), told);
  const [first] = left;
  const sureness = possible.find(({ notation }) => notation === first)!.sureness;
  const isBacked = seen.has(first!) || told.has(first!);
  const fit = sureness === 'open' ? (isBacked && left.length === 1 ? 'likely' : 'open') : sureness;
  return { fit, notations: left, notation: left.length === 1 ? first : undefined };
}

function codeFit(place: Place, { match }: Comparison, values: readonly string[], concept: Concept): Fit {
  if (match === 'none' || place.type.base === 'boolean') return 'no';
  if (concept === 'softwarepakket' && match === 'other') return 'open';
  if (match === 'codes' || match === 'labels') return 'strict';
  if (match === 'most') return 'likely';
  if (match === 'other') return 'open';
  if (place.fixed !== undefined) return 'strict';
  const isLong = takes(place.type, 'Een hele zin met woorden erin') && concept !== 'softwarepakket';
  if (values.length > 0 && values.every((value) => takes(place.type, value))) return 'likely';
  return isLong && !isNumber(place.type) ? 'open' : 'likely';
}

function plainFit(concept: Concept, place: Place, values: readonly string[]): Fit {
  const { type } = place;
  const takesAny = (...texts: readonly string[]) => texts.some((text) => takes(type, text));
  const isText = takesAny('Cursus Nederlands');
  if (type.base === 'boolean') return 'no';
  switch (concept) {
    case 'bsn':
      if (!takesAny('123456782', '950204869')) return 'no';
      if (values.length > 0) return areMostly(values, isBsn) ? 'strict' : 'no';
      // Nine characters are nine digits, where the name says so.
      if (isText || (takesAny('abcdefghi') && takesAny('12345678', '1234567890'))) return 'open';
      if (takesAny('abcdefghi')) return 'likely';
      return takesAny('1234567890', '12345') ? 'likely' : 'strict';
    case 'gemeentecode':
    case 'berichtgevercode':
      if (!takesAny('0363', '363', '1680')) return 'no';
      if (takesAny('Amsterdam') || isText) return 'open';
      return takesAny('123456') ? 'likely' : 'strict';
    case 'loonwaarde':
      if (!takesAny('062', '62', '62.5', '0.62')) return 'no';
      return isText ? 'open' : 'likely';
    case 'registratienummer':
      if (valuesOf(type).length > 0) return 'no';
      if (['date', 'dateTime', 'time', 'gYear', 'gYearMonth', 'duration'].includes(type.base ?? '')) return 'no';
      return isText && type.facets.length === 0 ? 'open' : 'likely';
    case 'omschrijving':
      return isText && valuesOf(type).length === 0 ? 'likely' : 'no';
    case 'softwareversie':
      return takesAny('4', '4.2', '1.0', '4.2.1') && valuesOf(type).length === 0 ? (isText ? 'open' : 'likely') : 'no';
    default:
      return 'open';
  }
}

function isBsn(value: string): boolean {
  return /^\d{8,9}$/.test(value) && passesElfproef(value.padStart(9, '0'));
}
