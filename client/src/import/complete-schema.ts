import type { ImportAnswer, ImportNeeds } from '../../../server/src/protocol/import.ts';

/** A schema and those around it, by their paths from one folder on. */
export interface SchemaTexts {
  readonly schema: string;
  readonly texts: Readonly<Record<string, string>>;
}

/** The folders that a schema lies in: its own is 0 above, that around it 1. */
export interface Surroundings {
  /** The name of a folder; undefined for one that lies in no other. */
  nameOf(above: number): string | undefined;
  /** The text of a file by its path from a folder on; undefined where there is none. */
  read(above: number, path: string): Promise<string | undefined>;
}

export interface Completed {
  readonly source: SchemaTexts;
  readonly answer: ImportAnswer | null | undefined;
  /** How far above that of the schema the folder lies from which the paths go. */
  readonly above: number;
  /** The files that were read outside of the folder of the schema. */
  readonly outside: readonly string[];
}

/** Nothing is read further above. */
const MOST_ABOVE = 4;
/** So often is more read: a schema brings in others, and these others again. */
const MOST_ROUNDS = 40;

/**
 * Asks the server about a schema, and reads what it brings in from outside of its folder: schemas that it names, and
 * nothing else.
 * @param ask with the texts; what is still needed is a problem where `mayNeed` is not set
 */
export async function completeSchema(
  first: SchemaTexts,
  around: Surroundings,
  ask: (source: SchemaTexts, mayNeed: boolean) => Promise<ImportAnswer | ImportNeeds | null | undefined>,
): Promise<Completed> {
  let source = first;
  let above = 0;
  const outside: string[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const answer = await ask(source, true);
    if (!answer || !('needs' in answer)) return { source, answer, above, outside };
    if (answer.needs === 'folderAbove') {
      const name = above < MOST_ABOVE ? around.nameOf(above) : undefined;
      if (name === undefined) break;
      source = below(name, source);
      for (const [index, path] of outside.entries()) outside[index] = `${name}/${path}`;
      above++;
    } else {
      const found: Record<string, string> = {};
      for (const path of answer.needs.filter((one) => /\.xsd$/i.test(one))) {
        const text = await around.read(above, path);
        if (text !== undefined) found[path] = text;
      }
      if (Object.keys(found).length === 0) break;
      outside.push(...Object.keys(found));
      source = { ...source, texts: { ...source.texts, ...found } };
    }
  }
  const last = await ask(source, false);
  return { source, answer: last && 'needs' in last ? undefined : last, above, outside };
}

/** The same paths from the folder around theirs on. */
function below(name: string, { schema, texts }: SchemaTexts): SchemaTexts {
  const moved = Object.entries(texts).map(([path, text]) => [`${name}/${path}`, text]);
  return { schema: `${name}/${schema}`, texts: Object.fromEntries(moved) };
}
