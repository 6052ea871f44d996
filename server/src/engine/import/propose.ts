import type { Message } from '../messages/message.ts';
import type { Notation } from '../packs/notations.ts';
import { type Concept, HEADER_CONCEPTS } from '../packs/pack.ts';
import type { ElementModel, SchemaModel, TypeModel } from '../schema/model.ts';
import { ABSENT, type Decision, decide } from './decide.ts';
import { type Evidence, evidenceFrom, type Known, scoreOf } from './evidence.ts';
import { meaningsOf, type NamedConcept, saysSomething } from './names/name-score.ts';
import { documentRoots, type Place, type Repeated, type Structure, structureOf } from './places.ts';
import {
  alikeRecords,
  LEAST,
  NAMED_RECORD_CONCEPTS,
  otherRecords,
  type RecordChoice,
  recordCandidates,
  recordChoices,
  sharedElements,
  withLastResorts,
} from './records.ts';

/** Where a concept may sit: several paths where it stands in one of them at a time. */
export interface Candidate {
  readonly paths: readonly string[];
  readonly format: Notation | undefined;
  readonly reason: Message;
  readonly evidence: Evidence;
}

/** Elements that may be the records. */
export interface RecordCandidate {
  readonly paths: readonly string[];
  readonly reason: Message;
  readonly element: ElementModel;
}

/** What is found of a concept. */
export type Finding =
  | ({ readonly certainty: 'sure' } & Candidate)
  | { readonly certainty: 'ask'; readonly candidates: readonly Candidate[] }
  | { readonly certainty: 'absent' };

export interface Proposal {
  readonly root: ElementModel;
  readonly structure: Structure;
  readonly records: readonly Repeated[];
  /** Where others may be the records: these, and those others. Somebody has to be asked. */
  readonly recordCandidates: readonly RecordCandidate[];
  readonly concepts: ReadonlyMap<NamedConcept, Finding>;
  /** The elements around loonwaarde and redenBeeindiging alone. */
  readonly blocks: readonly string[];
}

/** Nothing in a schema looks like a delivery of the SRG; what it has that comes nearest. */
export interface Refusal {
  readonly root: string;
  readonly found: readonly NamedConcept[];
}

/** So many roots are looked at: in a schema with more of them none is a delivery. */
const MOST_ROOTS = 60;
const MOST_RECORDS = 24;

/**
 * Finds out what stands where in a schema.
 * @param record the paths of the records, where the user says so
 */
export function propose(model: SchemaModel, known: Known, record: readonly string[] = []): Proposal | Refusal {
  const all = documentRoots(model)
    .slice(0, MOST_ROOTS)
    .map((root) => {
      const structure = structureOf(root, model, isTelling);
      const choices = recordChoices(structure, known);
      const own = record.flatMap((path) => choices.filter((choice) => choice.record.path === path));
      const records = own.length > 0 ? own : alikeRecords(choices, structure).slice(0, MOST_RECORDS);
      const others = own.length > 0 ? [] : otherRecords(choices, records, structure);
      return {
        structure,
        records,
        others,
        weight: own.length > 0 ? Number.POSITIVE_INFINITY : (records[0]?.weight ?? 0),
      };
    });
  const best = all.sort((a, b) => b.weight - a.weight)[0];
  if (!best || best.records.length === 0) return { root: best?.structure.root.name ?? '', found: [] };
  const groups = best.others.length > 0 ? [best.records, ...best.others] : [];
  const proposal = {
    ...proposalOf(best.structure, best.records, known),
    recordCandidates: groups.map(recordCandidate),
  };
  return record.length > 0 || isPlausible(proposal) ? proposal : refusalOf(proposal);
}

function recordCandidate(group: readonly RecordChoice[]): RecordCandidate {
  const [first] = group;
  const { candidates, record } = first!;
  const has = NAMED_RECORD_CONCEPTS.filter((concept) =>
    candidates.get(concept)?.some(({ place }) => place.path.startsWith(`${record.path}/`)),
  );
  return {
    paths: group.map((choice) => choice.record.path),
    reason: { key: 'import.because.record', parameters: { concepts: { list: has } } },
    element: record.elements.at(-1)!,
  };
}

/** A name, its documentation or its codes say something. */
function isTelling(name: string, type: TypeModel, documentation: string): boolean {
  return type.enumerations.length > 0 || documentation !== '' || type.documentation !== '' || saysSomething(name);
}

function refusalOf({ root, concepts }: Proposal): Refusal {
  return {
    root: root.name,
    found: [...concepts].flatMap(([concept, { certainty }]) => (certainty === 'absent' ? [] : [concept])),
  };
}

function proposalOf(
  structure: Structure,
  choices: readonly RecordChoice[],
  known: Known,
): Omit<Proposal, 'recordCandidates'> {
  const records = choices.map((choice) => choice.record);
  const perRecord = choices.map(({ record }) => ({
    record,
    decisions: decide(
      withLastResorts(recordCandidates(record, structure.places, known), record, structure.places, known),
    ),
  }));
  const concepts = new Map<NamedConcept, Finding>();
  const header = decide(headerCandidates(structure.places, records, known));
  for (const concept of headerConcepts(header)) {
    concepts.set(concept, merged([{ path: '', decision: header.get(concept) ?? ABSENT }]));
  }
  for (const concept of NAMED_RECORD_CONCEPTS) {
    const found = perRecord.map(({ record, decisions }) => ({
      path: record.path,
      decision: decisions.get(concept) ?? ABSENT,
    }));
    concepts.set(concept, merged(found));
  }
  const doubted = withDoubts(concepts);
  return {
    root: structure.root,
    structure,
    records,
    concepts: doubted,
    blocks: blocksOf(doubted, records, structure.places),
  };
}

/** The verslagmaand as one value, or as year and month: what the schema has. */
function headerConcepts(decisions: ReadonlyMap<NamedConcept, Decision>): NamedConcept[] {
  const certainty = (concept: NamedConcept) => decisions.get(concept)?.certainty ?? 'absent';
  const apart = ['statistiekjaar', 'statistiekmaand'] as const;
  const isApart = apart.every((concept) => certainty(concept) !== 'absent');
  const isWhole = certainty('verslagmaand') === 'sure' && !apart.every((concept) => certainty(concept) === 'sure');
  const months: readonly Concept[] = isApart && !isWhole ? apart : ['verslagmaand'];
  const all: readonly Concept[] = ['statistiekjaar', 'statistiekmaand', 'verslagmaand'];
  return HEADER_CONCEPTS.filter((concept) => !all.includes(concept) || months.includes(concept));
}

/** Places outside of the records that there is one of in a delivery. */
function headerCandidates(places: readonly Place[], records: readonly Repeated[], known: Known) {
  const candidates = new Map<NamedConcept, Evidence[]>();
  for (const place of places) {
    if (place.elements.some(({ max }) => max > 1)) continue;
    if (records.some(({ elements }) => sharedElements(elements, place.elements) === elements.length)) continue;
    const around = (place.attribute ? place.elements : place.elements.slice(0, -1)).slice(1).map(({ name }) => name);
    const parent = around.at(-1) ?? place.elements[0]!.name;
    for (const concept of HEADER_CONCEPTS) {
      const found = evidenceFrom(LEAST, concept, place, around, parent, known);
      if (!found) continue;
      candidates.set(concept, [...(candidates.get(concept) ?? []), found]);
    }
  }
  // With a year beside it, a month is one of that year.
  const hasYear = candidates.get('statistiekjaar')?.some(({ name }) => name >= CLEAR) ?? false;
  const months = hasYear ? candidates.get('verslagmaand')?.filter(({ place }) => !isMonthAlone(place)) : undefined;
  if (months) candidates.set('verslagmaand', months);
  for (const found of candidates.values()) found.sort((a, b) => scoreOf(b) - scoreOf(a));
  return candidates;
}

const CLEAR = 75;

function isMonthAlone({ name }: Place): boolean {
  const words = meaningsOf(name);
  return words.includes('maand') && !words.includes('jaar');
}

/** One finding for all records. */
function merged(found: readonly { readonly path: string; readonly decision: Decision }[]): Finding {
  const there = found.filter(({ decision }) => decision.certainty !== 'absent');
  if (there.length === 0) return { certainty: 'absent' };
  const formats = new Set(
    there
      .flatMap(({ decision }) => (decision.certainty === 'sure' ? decision.places : []))
      .map(({ notation }) => notation),
  );
  if (there.every(({ decision }) => decision.certainty === 'sure') && formats.size <= 1) {
    const places = there.flatMap(({ decision }) => (decision.certainty === 'sure' ? decision.places : []));
    return { certainty: 'sure', ...candidateOf(places) };
  }
  // What stands in the same place of each record is one answer.
  const groups = new Map<string, Evidence[]>();
  for (const { path, decision } of there) {
    const all =
      decision.certainty === 'sure' ? decision.places : decision.certainty === 'ask' ? decision.candidates : [];
    for (const evidence of all) {
      const below = evidence.place.path.startsWith(path) ? evidence.place.path.slice(path.length) : evidence.place.path;
      groups.set(below, [...(groups.get(below) ?? []), evidence]);
    }
  }
  return { certainty: 'ask', candidates: [...groups.values()].map(candidateOf).flatMap(byNotation) };
}

function candidateOf(places: readonly Evidence[]): Candidate {
  const [evidence] = places;
  const { notation, notations, reason } = evidence!;
  const paths = [...new Set(places.map(({ place }) => place.path))];
  return { paths, format: notation ?? notations[0], reason, evidence: evidence! };
}

/** Where the notation is not known either, each of those that are possible is a candidate. */
function byNotation(candidate: Candidate): Candidate[] {
  const { notations, notation } = candidate.evidence;
  return notation !== undefined || notations.length < 2
    ? [candidate]
    : notations.map((format) => ({ ...candidate, format }));
}

/** A type that nothing tells from one of another law is asked for, where nothing else is the SRG's. */
function withDoubts(concepts: ReadonlyMap<NamedConcept, Finding>): ReadonlyMap<NamedConcept, Finding> {
  const type = concepts.get('typeVoorziening');
  if (type?.certainty !== 'sure' || type.evidence.codes?.match !== 'any') return concepts;
  const own: readonly NamedConcept[] = [
    'arbeidsvermogen',
    'doelInzet',
    'loonwaarde',
    'redenBeeindiging',
    'statistiekcode',
  ];
  if (own.some((concept) => concepts.get(concept)?.certainty === 'sure')) return concepts;
  return new Map(concepts).set('typeVoorziening', { certainty: 'ask', candidates: [type] });
}

/** What a schema has of the SRG's own weighs more than what many schemas have. */
const OWN: Partial<Record<NamedConcept, number>> = {
  typeVoorziening: 2,
  arbeidsvermogen: 2,
  registratienummer: 1,
  bsn: 1,
  begindatum: 1,
  doelInzet: 1,
  loonwaarde: 1,
  statistiekcode: 1,
  redenBeeindiging: 0.5,
  softwarepakket: 0.5,
  verslagmaand: 0.5,
  statistiekmaand: 0.5,
};
const PLAUSIBLE = 3.5;

function isPlausible({ concepts }: Proposal): boolean {
  let sum = 0;
  for (const [concept, weight] of Object.entries(OWN) as [NamedConcept, number][]) {
    const finding = concepts.get(concept);
    const best =
      finding?.certainty === 'sure' ? finding : finding?.certainty === 'ask' ? finding.candidates[0] : undefined;
    if (!best) continue;
    const { name, codes } = best.evidence;
    if (codes?.match === 'other' || name <= LEAST) continue;
    if (concept === 'typeVoorziening' && !isOfVoorziening(best)) continue;
    sum += name >= 74 ? weight : weight * 0.7;
  }
  return sum >= PLAUSIBLE;
}

/** Any law and any shop has types: those of the SRG are told by their codes, or by what they are called. */
function isOfVoorziening({ evidence: { codes, place } }: Candidate): boolean {
  if (codes !== undefined && codes.match !== 'any' && codes.match !== 'none') return true;
  const steps = place.path.split('/');
  return [place.documentation, ...steps].some((step) => meaningsOf(step).includes('voorziening'));
}

const BLOCK_WORDS: readonly string[] = ['lks', 'loonwaarde'];

/** The elements that hold loonwaarde and redenBeeindiging and nothing else that is known. */
function blocksOf(
  concepts: ReadonlyMap<NamedConcept, Finding>,
  records: readonly Repeated[],
  places: readonly Place[],
): string[] {
  const pathsOf = (concept: NamedConcept) => {
    const finding = concepts.get(concept);
    return finding?.certainty === 'sure' ? finding.paths : [];
  };
  const inside = [...pathsOf('loonwaarde'), ...pathsOf('redenBeeindiging')];
  const others = [...concepts.keys()]
    .filter((concept) => concept !== 'loonwaarde' && concept !== 'redenBeeindiging')
    .flatMap(pathsOf);
  return records.flatMap(({ path }) => {
    const own = inside.filter((one) => one.startsWith(`${path}/`)).map((one) => one.split('/').slice(0, -1));
    const [first = [], ...rest] = own;
    const depth = Math.min(
      first.length,
      ...rest
        .map((steps) => first.findIndex((step, at) => steps[at] !== step))
        .map((at) => (at < 0 ? first.length : at)),
    );
    const block = first.slice(0, depth).join('/');
    const isNamed = meaningsOf(first[depth - 1] ?? '').some((word) => BLOCK_WORDS.includes(word));
    const holdsMore = places.some((place) => place.path.startsWith(`${block}/`) && !inside.includes(place.path));
    const isBlock =
      block.length > path.length && (isNamed || !holdsMore) && !others.some((other) => other.startsWith(`${block}/`));
    return isBlock ? [block] : [];
  });
}
