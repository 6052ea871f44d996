import { offByPack } from '../engine/analysis/not-checked.ts';
import { isAnswer, parseAnswer } from '../engine/import/answers.ts';
import { draftFrom } from '../engine/import/draft/draft-schema.ts';
import { examplesIn } from '../engine/import/examples.ts';
import { type Imported, importSchema } from '../engine/import/import-schema.ts';
import { describePack, draftWords } from '../engine/import/pack-words.ts';
import type { Candidate, Finding, Proposal } from '../engine/import/propose.ts';
import { sampleValues } from '../engine/import/sample-values.ts';
import { formatMessage, type Language, type MessageKey } from '../engine/messages/message.ts';
import { describePackError, describePackProblem } from '../engine/messages/pack-problem.ts';
import { type Pack, PackError } from '../engine/packs/load-pack.ts';
import { placed } from '../engine/packs/pack-problem.ts';
import { readSchemaFiles, type SchemaFiles, singleFile } from '../engine/schema/files/schema-files.ts';
import { readSchema } from '../engine/schema/model/read-schema.ts';
import { SourceText } from '../engine/text/source-text.ts';
import type { ImportAnswer, ImportedConcept, ImportedDeclaration, ImportParameters } from '../protocol/import.ts';

type Examples = ReturnType<typeof examplesIn>;

/** Makes a schema pack of an XSD, or of deliveries. */
export async function importTexts(parameters: ImportParameters, law: Pack): Promise<ImportAnswer> {
  const { deliveries, answers, language } = parameters;
  const source = await readSource(parameters);
  if ('problem' in source) return source;
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
      records: [],
      examples,
      law,
      language,
    });
    if (result.kind !== 'imported') {
      const file = draftedFrom ? draftedFrom.join(', ') : schema;
      const key = draftedFrom ? 'import.noDeliveryDrafted' : 'import.noDelivery';
      return { problem: say(key, { file }, language) };
    }
    return answerOf(result, schemaTexts, examples, language);
  } catch (error) {
    if (error instanceof PackError)
      return { problem: describePackError(error, { language, maskBsn: true }).join('\n') };
    throw error;
  }
}

function say(key: MessageKey, parameters: Readonly<Record<string, string>>, language: Language): string {
  return formatMessage({ key, parameters }, { language, maskBsn: true });
}

/** The files of the schema, read or drafted, or what is wrong with them. */
async function readSource({
  schema,
  texts,
  deliveries,
  language,
}: ImportParameters): Promise<{ schema: string; files: SchemaFiles } | { problem: string }> {
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
  const read = async (name: string) => {
    if (!Object.hasOwn(texts, name)) throw new Error(name);
    return texts[name]!;
  };
  const files = await readSchemaFiles(schema, await read(schema), { read });
  const wrong = files.problems.filter(({ severity }) => severity === 'error');
  if (wrong.length === 0) return { schema, files };
  const options = { language, maskBsn: true };
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
    concepts: conceptsOf(proposal, schemas, examples, language),
    off: (pack ? offByPack(pack) : []).map(({ rule, missing }) => ({
      code: rule.code,
      name: rule.name[language],
      missing,
    })),
    files: { ...Object.fromEntries(schemas), ...files },
  };
}

function conceptsOf(
  { concepts }: Proposal,
  schemas: ReadonlyMap<string, string>,
  examples: Examples,
  language: Language,
): ImportedConcept[] {
  const lines = new Map<string, SourceText>();
  const lineOf = (file: string, offset: number): ImportedDeclaration => {
    const source = lines.get(file) ?? new SourceText(schemas.get(file) ?? '');
    lines.set(file, source);
    return { file, line: source.positionAt(offset).line };
  };
  return Array.from(concepts, ([concept, finding]) => {
    const place = (candidate: Candidate) => {
      const { attribute, elements } = candidate.evidence.place;
      const declared = (attribute ?? elements.at(-1)!).place;
      return {
        paths: candidate.paths,
        format: candidate.format,
        reason: formatMessage(candidate.reason, { language, maskBsn: true }),
        examples: sampleValues(concept, candidate, examples),
        declared: schemas.has(declared.file) ? lineOf(declared.file, declared.start) : undefined,
      };
    };
    return { concept, certainty: finding.certainty, places: candidatesOf(finding).map(place) };
  });
}

function candidatesOf(finding: Finding): readonly Candidate[] {
  if (finding.certainty === 'absent') return [];
  return finding.certainty === 'sure' ? [finding] : finding.candidates;
}
