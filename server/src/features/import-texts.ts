import { isAnswer, parseAnswer } from '../engine/import/answers.ts';
import { type Imported, importSchema } from '../engine/import/import-schema.ts';
import type { Candidate, Finding } from '../engine/import/propose.ts';
import { formatMessage, type Language } from '../engine/messages/message.ts';
import { describePackError, describePackProblem } from '../engine/messages/pack-problem.ts';
import { type Pack, PackError } from '../engine/packs/load-pack.ts';
import { placed } from '../engine/packs/pack-problem.ts';
import { readSchemaFiles } from '../engine/schema/files/schema-files.ts';
import { readSchema } from '../engine/schema/model/read-schema.ts';
import type { ImportAnswer, ImportedConcept, ImportParameters } from '../protocol/import.ts';

/** Makes a schema pack of an XSD. */
export async function importTexts(
  { schema, texts, answers, language }: ImportParameters,
  law: Pack,
): Promise<ImportAnswer> {
  const options = { language, maskBsn: true };
  const read = async (name: string) => {
    if (!Object.hasOwn(texts, name)) throw new Error(name);
    return texts[name]!;
  };
  const files = await readSchemaFiles(schema, await read(schema), { read });
  const wrong = files.problems.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) {
    const told = wrong.map((problem) =>
      describePackProblem(placed(problem, texts[problem.file] ?? '', undefined), options),
    );
    return { problem: told.join('\n') };
  }
  const name = schema.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
  const own = files.files.filter(({ isBuiltIn }) => !isBuiltIn);
  const schemaTexts = new Map(own.map(({ path, text }) => [path, text]));
  const source = formatMessage({ key: 'import.source', parameters: { file: schema } }, options);
  try {
    const result = await importSchema({
      model: readSchema(files),
      schemaTexts,
      about: { id: name, title: name, description: source, source, schema },
      answers: answers.map(parseAnswer).filter(isAnswer),
      records: [],
      examples: new Map(),
      law,
      language,
    });
    if (result.kind !== 'imported') {
      return { problem: formatMessage({ key: 'import.noDelivery', parameters: { file: schema } }, options) };
    }
    return answerOf(result, schemaTexts, language);
  } catch (error) {
    if (error instanceof PackError) return { problem: describePackError(error, options).join('\n') };
    throw error;
  }
}

function answerOf(
  { proposal, files }: Imported,
  schemas: ReadonlyMap<string, string>,
  language: Language,
): ImportAnswer {
  const concepts = Array.from(proposal.concepts, ([concept, finding]) => toldOf(concept, finding, language));
  const records = proposal.records.map(({ path }) => path);
  return { records, concepts, files: { ...Object.fromEntries(schemas), ...files } };
}

function toldOf(concept: string, finding: Finding, language: Language): ImportedConcept {
  const place = ({ paths, format, reason }: Candidate) => ({
    paths,
    format,
    reason: formatMessage(reason, { language, maskBsn: true }),
  });
  const { certainty } = finding;
  if (certainty === 'absent') return { concept, certainty, places: [] };
  return { concept, certainty, places: certainty === 'sure' ? [place(finding)] : finding.candidates.map(place) };
}
