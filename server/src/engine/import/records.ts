import { RECORD_CONCEPTS, type RecordConcept } from '../packs/pack.ts';
import type { ElementModel } from '../schema/model.ts';
import { type Evidence, evidenceFor, evidenceFrom, type Known, scoreOf } from './evidence.ts';
import { isMostly, isOfOther, isUnknownDate, meaningsOf, type NamedConcept } from './names/name-score.ts';
import { isRepeatedValue, type Place, type Repeated, type Structure } from './places.ts';

/** The concepts of a record that have names of their own: the block follows from what stands in it. */
export const NAMED_RECORD_CONCEPTS = RECORD_CONCEPTS.filter((concept) => concept !== 'loonkostensubsidie');

/** The kenmerken of a person; the others are of one voorziening, and stand in its record. */
const OF_PERSON: readonly NamedConcept[] = ['bsn', 'geboortedatum', 'geslacht', 'arbeidsvermogen', 'doelInzet'];

/** What it tells of an element that it has one of these. */
const WEIGHT: Partial<Record<RecordConcept, number>> = {
  typeVoorziening: 3,
  bsn: 2,
  begindatum: 2,
  einddatum: 1.5,
  registratienummer: 1,
  arbeidsvermogen: 1,
  loonwaarde: 1,
};

/** What is no better than this is no candidate. */
export const LEAST = 45;
const ABOVE_RECORD = 30;
const IN_OTHER = 12;

/** The candidates of each concept, the best first. */
export type Candidates = ReadonlyMap<NamedConcept, readonly Evidence[]>;

export interface RecordChoice {
  readonly record: Repeated;
  readonly candidates: Candidates;
  readonly weight: number;
}

/** Elements that may be the record, the likeliest first. */
export function recordChoices({ repeated, places }: Structure, known: Known): RecordChoice[] {
  const worth = places.filter((place) => isWorthwhile(place, known));
  const choices = repeated.map((record) => {
    const candidates = recordCandidates(record, worth, known);
    const found = NAMED_RECORD_CONCEPTS.map((concept) => {
      const [best] = candidates.get(concept) ?? [];
      return best ? ((WEIGHT[concept] ?? 0.5) * Math.min(100, best.name)) / 100 : 0;
    });
    const name = meaningsOf(record.elements.at(-1)!.name);
    const bonus = name.includes('voorziening') ? 1.5 : 0;
    const malus = name.some((word) => OTHER_RECORDS.includes(word)) ? 1.5 : 0;
    return { record, candidates, weight: found.reduce((sum, one) => sum + one, 0) + bonus - malus };
  });
  return choices.sort((a, b) => b.weight - a.weight || a.record.elements.length - b.record.elements.length);
}

const OTHER_RECORDS: readonly string[] = [
  'partner',
  'relatie',
  'werkgever',
  'traject',
  'uitkering',
  'dienstverband',
  'woon',
  'gepland',
  'toekenning',
  'zorg',
];

/** Records like the best one: of another list, of a substitution group, or of another branch. */
export function alikeRecords(choices: readonly RecordChoice[], { repeated }: Structure): RecordChoice[] {
  const [best, ...others] = choices;
  if (!best) return [];
  const isNested = (a: Repeated, b: Repeated) => a.path.startsWith(`${b.path}/`) || b.path.startsWith(`${a.path}/`);
  const found = [best];
  for (const other of others) {
    if (found.some(({ record }) => isNested(record, other.record))) continue;
    if (isOfOtherThings(other.record, best.record)) continue;
    if (isAlike(best, other)) found.push(other);
  }
  return found.sort((a, b) => repeated.indexOf(a.record) - repeated.indexOf(b.record));
}

/** What weighs so much of what the best does may be the record as well. */
const NEAR = 0.7;
/** What a record has of its own, and not of what is around it. */
const OWN: readonly NamedConcept[] = ['typeVoorziening', 'begindatum'];

/** Elements that may be the record in place of those that were found, those together that are alike. */
export function otherRecords(
  choices: readonly RecordChoice[],
  records: readonly RecordChoice[],
  structure: Structure,
): RecordChoice[][] {
  const [best] = choices;
  if (!best) return [];
  const isNear = (choice: RecordChoice) => !records.includes(choice) && choice.weight >= NEAR * best.weight;
  const hasOwn = ({ candidates, record }: RecordChoice) =>
    OWN.every((concept) => candidates.get(concept)?.some(({ place }) => place.path.startsWith(`${record.path}/`)));
  const groups: RecordChoice[][] = [];
  let left = choices.filter(
    (choice) => isNear(choice) && hasOwn(choice) && !isOfOtherThings(choice.record, best.record),
  );
  while (left.length > 0) {
    const group = alikeRecords(left, structure);
    groups.push(group);
    left = left.filter((choice) => !group.includes(choice));
  }
  return groups;
}

/** Where it parts from the record, a name says that it is about something else. */
function isOfOtherThings({ elements }: Repeated, record: Repeated): boolean {
  const own = elements.slice(sharedElements(elements, record.elements));
  return own.some(({ name }) => meaningsOf(name).some((word) => OTHER_RECORDS.includes(word)));
}

const CORE: readonly NamedConcept[] = ['typeVoorziening', 'begindatum', 'registratienummer', 'einddatum'];

function isAlike(best: RecordChoice, other: RecordChoice): boolean {
  const type = ({ record }: RecordChoice) => record.elements.at(-1)!.type;
  if (type(best) === type(other)) return other.weight >= best.weight * 0.7;
  if (other.weight < best.weight * 0.6) return false;
  const names = ({ candidates, record }: RecordChoice) =>
    CORE.flatMap((concept) => {
      const [first] = candidates.get(concept) ?? [];
      return first && first.name >= 75 && first.place.path.startsWith(record.path) ? [concept] : [];
    });
  const [ours, theirs] = [names(best), names(other)];
  return (
    theirs.length >= 2 && ours.filter((concept) => theirs.includes(concept)).length >= Math.max(2, ours.length - 1)
  );
}

/** What no name tells of with some certainty, may be it: somebody is asked before it is said that there is none. */
const LAST_RESORTS: Partial<Record<NamedConcept, (name: string) => boolean>> = {
  begindatum: (name) => isUnknownDate(name) || isMostly(name, ['begin'], ['datum', 'geldig']),
  einddatum: (name) => isUnknownDate(name) || isMostly(name, ['eind'], ['datum', 'geldig']),
  typeVoorziening: (name) => isMostly(name, ['code', 'type'], ['voorziening']),
};

/** Places of a record for the concepts that have none: their names say less, or something else as well. */
export function withLastResorts(
  candidates: Candidates,
  { path }: Repeated,
  places: readonly Place[],
  known: Known,
): Candidates {
  const all = new Map(candidates);
  for (const [concept, mayBe] of Object.entries(LAST_RESORTS) as [NamedConcept, (name: string) => boolean][]) {
    if ((candidates.get(concept) ?? []).length > 0) continue;
    const found = places.flatMap((place) => {
      if (!place.path.startsWith(`${path}/`) || isRepeatedValue(place) || !mayBe(place.name)) return [];
      const evidence = evidenceFor(concept, place, [], '', known);
      const fits = evidence.fit === 'strict' || evidence.fit === 'likely';
      return fits ? [{ ...evidence, name: LEAST }] : [];
    });
    if (found.length > 0) all.set(concept, found);
  }
  return all;
}

/** The places in a record and above it that may be those of its concepts. */
export function recordCandidates(record: Repeated, places: readonly Place[], known: Known): Candidates {
  const unit = record.elements.findIndex(({ max }) => max > 1);
  const candidates = new Map<NamedConcept, Evidence[]>();
  for (const place of places) {
    const shared = sharedElements(record.elements, place.elements);
    const below = place.elements.slice(shared);
    if (shared <= unit || below.slice(0, place.attribute ? undefined : -1).some(({ max }) => max > 1)) continue;
    if (below.length > 0 && isRepeatedValue(place)) continue;
    const isInside = shared === record.elements.length;
    const around = (place.attribute ? below : below.slice(0, -1)).map(({ name }) => name);
    const parent = (place.attribute ? place.elements : place.elements.slice(0, -1)).at(-1)?.name ?? '';
    for (const concept of NAMED_RECORD_CONCEPTS) {
      const found = evidenceFrom(LEAST, concept, place, around, parent, known);
      if (!found) continue;
      const name =
        found.name - (isInside ? 0 : OF_PERSON.includes(concept) ? abovePenalty(concept, place) : ABOVE_RECORD);
      if (name < LEAST) continue;
      candidates.set(concept, [...(candidates.get(concept) ?? []), { ...found, name }]);
    }
  }
  for (const found of candidates.values()) found.sort((a, b) => scoreOf(b) - scoreOf(a));
  return candidates;
}

/** What is the person's, and stands above the record in what is about something else. */
function abovePenalty(concept: NamedConcept, { attribute, elements }: Place): number {
  const holder = (attribute ? elements : elements.slice(0, -1)).at(-1);
  return holder && isOfOther(concept, holder.name) ? IN_OTHER : 0;
}

/** Its name, or its values, may be those of some concept. */
function isWorthwhile(place: Place, known: Known): boolean {
  const parent = (place.attribute ? place.elements : place.elements.slice(0, -1)).at(-1)?.name ?? '';
  return NAMED_RECORD_CONCEPTS.some((concept) => evidenceFrom(LEAST, concept, place, [], parent, known));
}

export function sharedElements(a: readonly ElementModel[], b: readonly ElementModel[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared]!.name === b[shared]!.name) shared++;
  return shared;
}
