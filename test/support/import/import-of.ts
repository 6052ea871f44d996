import { isAnswer, parseAnswer } from '../../../server/src/engine/import/answers.ts';
import { examplesIn } from '../../../server/src/engine/import/examples.ts';
import {
  type Imported,
  type ImportResult,
  importReport,
  importSchema,
} from '../../../server/src/engine/import/import-schema.ts';
import { loadPack, type Pack } from '../../../server/src/engine/packs/load-pack.ts';
import { readSchemaFiles } from '../../../server/src/engine/schema/files/schema-files.ts';
import { readSchema } from '../../../server/src/engine/schema/model/read-schema.ts';
import { packs } from '../delivery.ts';
import { reading, type SchemaTexts } from '../packs/schema-pack.ts';

/** What an import tells of a concept. */
export interface Told {
  readonly certainty: 'sure' | 'ask' | 'absent';
  readonly path?: string | readonly string[];
  readonly format?: string;
  readonly reason?: string;
  readonly candidates?: readonly { readonly path: string | readonly string[]; readonly format?: string }[];
}

export interface Report {
  readonly pack: string;
  readonly namespace: string;
  readonly root: string;
  readonly record: string | readonly string[];
  readonly concepts: Readonly<Record<string, Told>>;
}

export interface ImportOptions {
  readonly answers?: readonly string[];
  readonly examples?: readonly string[];
  readonly draftedFrom?: readonly string[];
}

/** Imports a schema of texts, the first of which is the one to start with. */
export async function importOf(
  texts: SchemaTexts,
  { answers = [], examples = [], draftedFrom }: ImportOptions = {},
): Promise<ImportResult> {
  const [schema] = Object.keys(texts);
  const files = await readSchemaFiles(schema!, texts[schema!]!, { read: reading(texts) });
  return importSchema({
    model: readSchema(files),
    schemaTexts: new Map(files.files.map(({ path, text }) => [path, text])),
    about: {
      id: 'eigen',
      title: 'Eigen',
      description: '',
      source: '',
      schema: schema!,
      ...(draftedFrom ? { draftedFrom } : {}),
    },
    answers: answers.map(parseAnswer).filter(isAnswer),
    records: [],
    examples: examplesIn(examples),
    law: packs[0]!,
    language: 'nl',
  });
}

export function reportOf(result: ImportResult): Report {
  if (result.kind !== 'imported') throw new Error(JSON.stringify(result));
  return importReport(result, 'eigen', 'nl') as Report;
}

/** The pack that an import makes, loaded as one of the user's. */
export function packOf({ files }: Imported, texts: SchemaTexts): Promise<Pack> {
  return loadPack('eigen', reading({ ...texts, ...files }));
}
