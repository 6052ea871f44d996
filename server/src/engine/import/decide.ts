import { hasNotation } from '../packs/notations.ts';
import { VALUE_TYPES } from '../packs/pack.ts';
import type { Particle } from '../schema/model.ts';
import { type Evidence, scoreOf } from './evidence.ts';
import type { NamedConcept } from './names/name-score.ts';
import type { Candidates } from './records.ts';
import { sharedElements } from './records.ts';

/** What is found of a concept: its places, of which each stands for another case; or what there is to choose from. */
export type Decision =
  | { readonly certainty: 'sure'; readonly places: readonly Evidence[] }
  | { readonly certainty: 'ask'; readonly candidates: readonly Evidence[] }
  | { readonly certainty: 'absent' };

export const ABSENT: Decision = { certainty: 'absent' };

/** A name is sure from here on; one that the type bears out needs less than one that takes any text. */
const SURE_NAME = 74;
const SURE_OPEN_NAME = 84;
const FREE_TEXT: readonly NamedConcept[] = ['registratienummer', 'omschrijving', 'softwareversie', 'softwarepakket'];
/** The next candidate is so much worse. */
const DISTANCE = 12;
/** Nobody chooses from more. */
const MOST = 5;

/** What is found of each concept of a record, or of the header: a place is that of one concept. */
export function decide(candidates: Candidates): Map<NamedConcept, Decision> {
  const owners = ownersOf(candidates);
  const decisions = new Map<NamedConcept, Decision>();
  const decideAll = (isFree: (path: string, concept: NamedConcept) => boolean) => {
    for (const [concept, all] of candidates) {
      if (decisions.get(concept)?.certainty === 'sure') continue;
      const own = all.filter(({ place }) => isFree(place.path, concept));
      decisions.set(concept, own.length === 0 ? ABSENT : decideOne(concept, own));
    }
  };
  decideAll((path, concept) => owners.get(path) === concept);
  // What a concept could have been, and is not, may be another one.
  const taken = new Set<string>();
  const settled = new Set<NamedConcept>();
  for (const [concept, decision] of decisions) {
    if (decision.certainty !== 'sure') continue;
    settled.add(concept);
    for (const { place } of decision.places) taken.add(place.path);
  }
  decideAll((path, concept) => {
    const owner = owners.get(path);
    return owner === concept || (owner !== undefined && settled.has(owner) && !taken.has(path));
  });
  return decisions;
}

/** The concept that each place is most like. */
function ownersOf(candidates: Candidates): Map<string, NamedConcept> {
  const best = new Map<string, { concept: NamedConcept; score: number }>();
  for (const [concept, all] of candidates) {
    for (const evidence of all) {
      const score = scoreOf(evidence);
      const { path } = evidence.place;
      if (score > (best.get(path)?.score ?? 0)) best.set(path, { concept, score });
    }
  }
  return new Map(Array.from(best, ([path, { concept }]) => [path, concept]));
}

function decideOne(concept: NamedConcept, all: readonly Evidence[]): Decision {
  const [best] = all;
  const top = scoreOf(best!);
  const near = all.filter((other) => top - scoreOf(other) < DISTANCE);
  const isSure =
    near.every((one) => isSureOfItself(concept, one)) && near.every((one) => one === best || isOtherCase(best!, one));
  if (isSure) return { certainty: 'sure', places: near };
  return { certainty: 'ask', candidates: all.slice(0, MOST) };
}

function isSureOfItself(concept: NamedConcept, { name, fit, notation, codes }: Evidence): boolean {
  if (hasNotation(VALUE_TYPES[concept]) && notation === undefined) return false;
  if (codes?.match === 'other' && concept !== 'softwarepakket') return false;
  if (fit !== 'open') return name >= SURE_NAME;
  // Of what is any text by the law, a type of any text is the type.
  return FREE_TEXT.includes(concept) && name >= SURE_OPEN_NAME;
}

/** The two never stand in one record: they are in different branches of a choice. */
function isOtherCase(a: Evidence, b: Evidence): boolean {
  const shared = sharedElements(a.place.elements, b.place.elements);
  const [one, other] = [a.place.elements[shared]?.name, b.place.elements[shared]?.name];
  const around = a.place.elements[shared - 1];
  if (one === undefined || other === undefined || !around) return false;
  return excludes(around.type.content, one, other);
}

function excludes(content: Particle | undefined, one: string, other: string): boolean {
  if (!content || content.kind === 'element' || content.kind === 'any') return false;
  if (content.kind === 'choice' && content.max <= 1) {
    const withOne = content.particles.filter((particle) => holds(particle, one));
    const withOther = content.particles.filter((particle) => holds(particle, other));
    if (withOne.length > 0 && withOther.length > 0 && !withOne.some((particle) => withOther.includes(particle)))
      return true;
  }
  return content.particles.some((particle) => excludes(particle, one, other));
}

function holds(particle: Particle, name: string): boolean {
  if (particle.kind === 'element') return particle.element.name === name;
  return particle.kind !== 'any' && particle.particles.some((inner) => holds(inner, name));
}
