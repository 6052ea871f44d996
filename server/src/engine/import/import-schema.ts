import { formatMessage, type Language, masked } from '../messages/message.ts';
import { describePackProblem } from '../messages/pack-problem.ts';
import { type LoadOptions, loadPack, type Pack, PackError } from '../packs/load-pack.ts';
import type { Concept } from '../packs/pack.ts';
import type { SchemaModel } from '../schema/model.ts';
import { type Answer, type AnswerProblem, withAnswers } from './answers.ts';
import type { Examples, Known } from './evidence.ts';
import type { NamedConcept } from './names/name-score.ts';
import { isOpen, oneOrMore, type PackDescription, packFiles } from './pack-files.ts';
import { type Candidate, type Finding, type Proposal, propose, type Refusal } from './propose.ts';

/** What is imported, and what the user says of it. */
export interface ImportRequest {
  readonly model: SchemaModel;
  /** The files of the schema, by their paths in the folder of the pack. */
  readonly schemaTexts: ReadonlyMap<string, string>;
  readonly about: PackDescription;
  readonly answers: readonly Answer[];
  readonly records: readonly string[];
  readonly examples: Examples;
  /** The pack that ships: what the law says of codes. */
  readonly law: Pack;
  readonly language: Language;
  /** Compiles the schema where it can be stopped; without it, it is compiled here. */
  readonly compile?: LoadOptions['compile'];
}

export interface Imported {
  readonly kind: 'imported';
  readonly proposal: Proposal;
  /** The JSON files of the pack. */
  readonly files: Readonly<Record<string, string>>;
  /** What these are, loaded; undefined where they can't be. */
  readonly pack: Pack | undefined;
  readonly hasOpenPoints: boolean;
}

export type ImportResult =
  | Imported
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'wrongAnswer'; readonly problem: AnswerProblem };

/** So many concepts may be found to be in the wrong place when the pack is loaded. */
const MOST_TRIES = 8;

/** Makes a pack from a schema. */
export async function importSchema(request: ImportRequest): Promise<ImportResult> {
  const { model, about, answers, records, examples, law, language } = request;
  const known: Known = { listOf: (concept) => listOf(law, concept), examples };
  const found = propose(model, known, records);
  const isRecord = (path: string) => 'concepts' in found && found.records.some((record) => record.path === path);
  const missing = records.find((path) => !isRecord(path));
  if (missing !== undefined) return { kind: 'wrongAnswer', problem: { kind: 'record', text: missing } };
  if (!('concepts' in found)) return { kind: 'refused', refusal: found };
  const answered = withAnswers(found, answers, known, model);
  if (!('concepts' in answered)) return { kind: 'wrongAnswer', problem: answered };
  let proposal = answered;
  let files = packFiles(proposal, about, law, language);
  // The pack is loaded as it will be: what it would be refused for is a question, and no pack.
  let pack: Pack | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const loaded = await loadOf(files, request);
    if ('pack' in loaded) {
      pack = loaded.pack;
      break;
    }
    const { doubted } = loaded;
    proposal = {
      ...proposal,
      concepts: withQuestions(proposal.concepts, doubted),
      blocks: doubted.has('loonkostensubsidie') ? [] : proposal.blocks,
    };
    files = packFiles(proposal, about, law, language);
  }
  return { kind: 'imported', proposal, files, pack, hasOpenPoints: hasQuestions(proposal) };
}

function hasQuestions({ concepts, recordCandidates }: Proposal): boolean {
  return recordCandidates.length > 0 || [...concepts.values()].some(isOpen);
}

function listOf({ manifest, codes }: Pack, concept: Concept) {
  const list = manifest.concepts[concept]?.list;
  return list === undefined ? undefined : codes[list];
}

/** The pack, or the concepts that it is refused for, and why. Rejects where it is refused for something else. */
async function loadOf(
  files: Readonly<Record<string, string>>,
  { schemaTexts, about, language, compile }: ImportRequest,
): Promise<{ readonly pack: Pack } | { readonly doubted: ReadonlyMap<Concept, string> }> {
  const read = async (name: string) => {
    const text = files[name] ?? schemaTexts.get(name);
    if (text === undefined) throw new Error(name);
    return text;
  };
  try {
    return { pack: await loadPack(about.id, read, compile ? { compile } : {}) };
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    const lines = files['pack.json']!.split('\n');
    const found = new Map<Concept, string>();
    for (const problem of error.problems) {
      if (problem.file !== 'pack.json' || problem.severity !== 'error') continue;
      const above = lines.slice(0, problem.start.line + 1).reverse();
      const concept = above.flatMap((line) => /^ {4}"(\w+)": \{/.exec(line)?.[1] ?? [])[0];
      if (concept !== undefined) found.set(concept as Concept, describePackProblem(problem, masked(language)));
    }
    if (found.size === 0) throw error;
    return { doubted: found };
  }
}

function withQuestions(concepts: Proposal['concepts'], doubted: ReadonlyMap<Concept, string>): Proposal['concepts'] {
  const changed = new Map<NamedConcept, Finding>(concepts);
  for (const [concept, problem] of doubted) {
    const finding = concepts.get(concept as NamedConcept);
    if (finding?.certainty !== 'sure') continue;
    const reason = { key: 'import.because.refused', parameters: { problem } } as const;
    changed.set(concept as NamedConcept, { certainty: 'ask', candidates: [{ ...finding, reason }] });
  }
  return changed;
}

/** What is told of an import, as JSON has it. */
export function importReport({ proposal }: Imported, pack: string, language: Language): object {
  const { root, records, recordCandidates, concepts } = proposal;
  const candidates = recordCandidates.map(({ paths, reason }) => ({
    path: oneOrMore(paths),
    reason: formatMessage(reason, masked(language)),
  }));
  const told = Array.from(concepts, ([concept, finding]) => [concept, toldOf(finding, language)]);
  return {
    pack,
    namespace: root.namespace,
    root: root.name,
    record: oneOrMore(records.map(({ path }) => path)),
    ...(candidates.length > 0 ? { recordCandidates: candidates } : {}),
    concepts: Object.fromEntries(told),
  };
}

function toldOf(finding: Finding, language: Language): object {
  const candidate = ({ paths, format, reason }: Candidate) => ({
    path: oneOrMore(paths),
    ...(format === undefined ? {} : { format }),
    reason: formatMessage(reason, masked(language)),
  });
  switch (finding.certainty) {
    case 'sure':
      return { certainty: 'sure', ...candidate(finding) };
    case 'ask':
      return { certainty: 'ask', candidates: finding.candidates.map(candidate) };
    case 'absent':
      return { certainty: 'absent' };
  }
}
