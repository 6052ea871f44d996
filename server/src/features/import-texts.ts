import { offByPack } from '../engine/analysis/not-checked.ts';
import { isAnswer, parseAnswer, recordIn } from '../engine/import/answers.ts';
import { draftFrom } from '../engine/import/draft/draft-schema.ts';
import { examplesIn } from '../engine/import/examples.ts';
import { type Imported, importSchema } from '../engine/import/import-schema.ts';
import { describePack, draftWords } from '../engine/import/pack-words.ts';
import type { Candidate, Finding, Proposal } from '../engine/import/propose.ts';
import { sampleValues } from '../engine/import/sample-values.ts';
import { formatMessage, type Language, type MessageKey, masked } from '../engine/messages/message.ts';
import { describePackError, describePackProblem } from '../engine/messages/pack-problem.ts';
import { type LoadOptions, type Pack, PackError } from '../engine/packs/load-pack.ts';
import { placed } from '../engine/packs/pack-problem.ts';
import { readSchemaFiles, type SchemaFiles, singleFile } from '../engine/schema/files/schema-files.ts';
import type { SchemaProblemKind } from '../engine/schema/files/schema-problem.ts';
import { readSchema } from '../engine/schema/model/read-schema.ts';
import type { SchemaPlace } from '../engine/schema/model.ts';
import { SourceText } from '../engine/text/source-text.ts';
import type {
  ImportAnswer,
  ImportedConcept,
  ImportedDeclaration,
  ImportNeeds,
  ImportParameters,
} from '../protocol/import.ts';

type Examples = ReturnType<typeof examplesIn>;

/** Makes a schema pack of an XSD, or of deliveries. */
export async function importTexts(
  parameters: ImportParameters,
  law: Pack,
  compile?: LoadOptions['compile'],
): Promise<ImportAnswer | ImportNeeds> {
  const { deliveries, answers, language } = parameters;
  const source = await readSource(parameters);
  if ('problem' in source || 'needs' in source) return source;
  const { schema, files } = source;
  const own = files.files.filter(({ isBuiltIn }) => !isBuiltIn);
  const schemaTexts = new Map(own.map(({ path, text }) => [path, text]));
  const draftedFrom = parameters.schema === undefined ? deliveries.map(({ name }) => name) : undefined;
  const examples = examplesIn(deliveries.map(({ text }) => text));
  try {
    const result = await importSchema({
      model: readSchema(files),
      schemaTexts,
      about: describePack(schema, draftedFrom, language),
      answers: answers.map(parseAnswer).filter(isAnswer),
      records: answers.flatMap((answer) => recordIn(answer) ?? []),
      examples,
      law,
      language,
      ...(compile ? { compile } : {}),
    });
    if (result.kind !== 'imported') {
      const file = draftedFrom ? draftedFrom.join(', ') : schema;
      const key = draftedFrom ? 'import.noDeliveryDrafted' : 'import.noDelivery';
      return { problem: say(key, { file }, language) };
    }
    return answerOf(result, schemaTexts, examples, language);
  } catch (error) {
    if (error instanceof PackError) return { problem: describePackError(error, masked(language)).join('\n') };
    throw error;
  }
}

function say(key: MessageKey, parameters: Readonly<Record<string, string>>, language: Language): string {
  return formatMessage({ key, parameters }, masked(language));
}

/** The files of the schema, read or drafted, or what is wrong with them. */
async function readSource({
  schema,
  texts,
  deliveries,
  language,
  mayNeed,
}: ImportParameters): Promise<{ schema: string; files: SchemaFiles } | { problem: string } | ImportNeeds> {
  if (schema === undefined) {
    const names = deliveries.map(({ name }) => name);
    const draft = draftFrom(
      deliveries.map(({ text }) => text),
      draftWords(names, language),
    );
    if (draft.kind === 'otherRoot')
      return { problem: say('import.otherRoot', { file: names[draft.index] ?? '' }, language) };
    const main = `${(names[0] ?? '').replace(/\.[^.]*$/, '')}.xsd`;
    return { schema: main, files: singleFile(draft.schema, main) };
  }
  const absent = new Set<string>();
  const read = async (name: string) => {
    if (Object.hasOwn(texts, name)) return texts[name]!;
    absent.add(name);
    throw new Error(name);
  };
  const files = await readSchemaFiles(schema, await read(schema), { read });
  const has = (kind: SchemaProblemKind) => files.problems.some((problem) => problem.kind === kind);
  if (mayNeed && has('outsideFolder')) return { needs: 'folderAbove' };
  if (mayNeed && has('missingFile') && absent.size > 0) return { needs: [...absent] };
  const wrong = files.problems.filter(({ severity }) => severity === 'error');
  if (wrong.length === 0) return { schema, files };
  const options = masked(language);
  const told = wrong.map((problem) =>
    describePackProblem(placed(problem, texts[problem.file] ?? '', undefined), options),
  );
  return { problem: told.join('\n') };
}

function answerOf(
  { proposal, files, pack }: Imported,
  schemas: ReadonlyMap<string, string>,
  examples: Examples,
  language: Language,
): ImportAnswer {
  return {
    records: proposal.records.map(({ path }) => path),
    recordCandidates: proposal.recordCandidates.map(({ paths, reason, element }) => ({
      paths,
      format: undefined,
      reason: formatMessage(reason, masked(language)),
      examples: [],
      declared: declaredIn(schemas)(element.place),
    })),
    concepts: conceptsOf(proposal, schemas, examples, language),
    off: (pack ? offByPack(pack) : []).map(({ rule, missing }) => ({
      code: rule.code,
      name: rule.name[language],
      missing,
    })),
    files: { ...Object.fromEntries(schemas), ...files },
  };
}

/** Tells on which line of which schema something is declared. */
function declaredIn(schemas: ReadonlyMap<string, string>): (place: SchemaPlace) => ImportedDeclaration | undefined {
  const sources = new Map<string, SourceText>();
  return ({ file, start }) => {
    if (!schemas.has(file)) return undefined;
    const source = sources.get(file) ?? new SourceText(schemas.get(file) ?? '');
    sources.set(file, source);
    return { file, line: source.positionAt(start).line };
  };
}

function conceptsOf(
  { concepts }: Proposal,
  schemas: ReadonlyMap<string, string>,
  examples: Examples,
  language: Language,
): ImportedConcept[] {
  const declarationOf = declaredIn(schemas);
  return Array.from(concepts, ([concept, finding]) => {
    const place = (candidate: Candidate) => {
      const { attribute, elements } = candidate.evidence.place;
      const declared = (attribute ?? elements.at(-1)!).place;
      return {
        paths: candidate.paths,
        format: candidate.format,
        reason: formatMessage(candidate.reason, masked(language)),
        examples: sampleValues(concept, candidate, examples),
        declared: declarationOf(declared),
      };
    };
    return { concept, certainty: finding.certainty, places: candidatesOf(finding).map(place) };
  });
}

function candidatesOf(finding: Finding): readonly Candidate[] {
  if (finding.certainty === 'absent') return [];
  return finding.certainty === 'sure' ? [finding] : finding.candidates;
}
