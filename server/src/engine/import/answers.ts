import type { Message } from '../messages/message.ts';
import { hasNotation, NOTATIONS, type Notation } from '../packs/notations.ts';
import { VALUE_TYPES } from '../packs/pack.ts';
import type { SchemaModel } from '../schema/model.ts';
import { evidenceFor, type Known } from './evidence.ts';
import { CONCEPT_NAMES } from './names/concept-names.ts';
import type { NamedConcept } from './names/name-score.ts';
import { placeAt } from './places.ts';
import type { Candidate, Finding, Proposal } from './propose.ts';

/** What the user says of a concept: `PATH`, or `PATH,NOTATION`; `-` for a schema that doesn't have it. */
export interface Answer {
  readonly concept: NamedConcept;
  readonly path: string;
  readonly format: Notation | undefined;
}

export type AnswerProblem =
  /** There is no concept of that name. */
  | { readonly kind: 'concept'; readonly text: string }
  /** The record that the user names can't be one: nothing repeats there. */
  | { readonly kind: 'record'; readonly text: string }
  /** No value of the concept can stand there. */
  | { readonly kind: 'value'; readonly text: string }
  /** The schema has no value there. */
  | { readonly kind: 'path'; readonly text: string }
  /** The notation is none of `known`. */
  | { readonly kind: 'format'; readonly text: string; readonly known: readonly string[] }
  /** The answers for one concept have the notations `known`: a pack has one for all of its places. */
  | { readonly kind: 'formats'; readonly text: string; readonly known: readonly string[] };

/** The answer that the schema doesn't have the concept. */
export const NOWHERE = '-';

/** An answer as it is written: `begindatum=/Root/Persoon/Begin,jjjjmmdd`. */
export function parseAnswer(text: string): Answer | AnswerProblem {
  const at = text.indexOf('=');
  const concept = text.slice(0, Math.max(0, at));
  if (!Object.hasOwn(CONCEPT_NAMES, concept)) return { kind: 'concept', text: at < 0 ? text : concept };
  const [path = '', format] = text.slice(at + 1).split(',');
  const type = VALUE_TYPES[concept as NamedConcept];
  const known: readonly string[] = hasNotation(type) ? NOTATIONS[type] : [];
  if (format !== undefined && !known.includes(format)) return { kind: 'format', text: format, known };
  return { concept: concept as NamedConcept, path, format: format as Notation | undefined };
}

/** The path of a record in an answer that names one: `record=/Root/Voorziening`. */
export function recordIn(text: string): string | undefined {
  return /^record=(.*)$/s.exec(text)?.[1];
}

export function isAnswer(answer: Answer | AnswerProblem): answer is Answer {
  return 'concept' in answer;
}

/** The proposal with what the user says; several answers for one concept are several places of it. */
export function withAnswers(
  proposal: Proposal,
  answers: readonly Answer[],
  known: Known,
  model: SchemaModel,
): Proposal | AnswerProblem {
  const concepts = new Map<NamedConcept, Finding>(proposal.concepts);
  const inUse = new Set<Notation>();
  for (const finding of concepts.values())
    if (finding.certainty === 'sure' && finding.format) inUse.add(finding.format);
  for (const concept of new Set(answers.map((answer) => answer.concept))) {
    const own = answers.filter((answer) => answer.concept === concept);
    if (own.some(({ path }) => path === NOWHERE)) {
      concepts.set(concept, { certainty: 'absent' });
      continue;
    }
    const candidates: Candidate[] = [];
    for (const { path, format } of own) {
      const place = placeAt(path, model);
      if (!place) return { kind: 'path', text: path };
      const evidence = evidenceFor(concept, place, [], '', known);
      if (evidence.fit === 'no' && isExact(concept)) return { kind: 'value', text: `${concept}=${path}` };
      const { notation: only, notations } = evidence;
      const told = format ?? only;
      const notation = told ?? notations.find((one) => inUse.has(one)) ?? notations[0];
      const reason = told === undefined && notation !== undefined ? assumed(notation) : ANSWERED;
      candidates.push({ paths: [path], format: notation, reason, evidence });
    }
    const formats = [...new Set(own.flatMap(({ format }) => format ?? []))];
    if (formats.length > 1) return { kind: 'formats', text: concept, known: formats };
    const settled = candidates.find(({ format }) => format === formats[0]) ?? candidates[0]!;
    const paths = candidates.flatMap((candidate) => candidate.paths);
    concepts.set(concept, { ...settled, certainty: 'sure', paths });
  }
  return { ...proposal, concepts };
}

/** What is no date and no nine digits is none of these, whatever anybody says; of a code or a text the user knows better. */
function isExact(concept: NamedConcept): boolean {
  return concept === 'bsn' || hasNotation(VALUE_TYPES[concept]);
}

const ANSWERED = { key: 'import.because.answer' } as const;

function assumed(notation: Notation): Message {
  return { key: 'import.because.answerAssumed', parameters: { notation } };
}
