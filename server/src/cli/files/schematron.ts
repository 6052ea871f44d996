import { formatMessage, type Language, masked } from '../../engine/messages/message.ts';
import type { Pack } from '../../engine/packs/load-pack.ts';
import { type FileProblems, mergeProblems, SchematronFile } from '../../engine/schematron/schematron-file.ts';
import { decodeXml } from '../../engine/workspace/decode-xml.ts';
import { NODE_BYTES } from '../../node/node-bytes.ts';
import { UsageError } from '../usage/usage-error.ts';
import type { Say } from '../usage/words.ts';
import { readBytes } from './inputs.ts';

/**
 * The custom rules in a file.
 * @throws UsageError where it can't be read
 */
export async function readSchematron(path: string, say: Say): Promise<SchematronFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readBytes(path);
  } catch {
    throw new UsageError(say('usage.schematron', { path }));
  }
  const { text, problem } = decodeXml(bytes, NODE_BYTES);
  return new SchematronFile(path, text, problem);
}

/**
 * Tells what is wrong with files of rules, a line each: `path:line:column: severity message`.
 * @param found by checking deliveries; a file that none of these had to do with is looked at by itself
 * @returns whether all that the files say was checked: they have no errors
 */
export function complainOfSchematron(
  files: readonly SchematronFile[],
  found: readonly FileProblems[],
  packs: readonly Pack[],
  { language, complain }: { language: Language; complain(text: string): void },
): boolean {
  const used = new Set(found.map(({ file }) => file));
  const unused = files.filter((file) => !used.has(file));
  const alone = unused.map((file) => ({ file, problems: file.problemsAlone(packs) }));
  let areRight = true;
  for (const { file, problems } of mergeProblems([...found, ...alone])) {
    for (const { range, severity, message } of problems) {
      if (severity === 'error') areRight = false;
      const { line, character } = file.source.positionAt(range.start);
      const sentence = formatMessage(message, masked(language));
      complain(`${file.uri}:${line + 1}:${character + 1}: ${severity} ${sentence}`);
    }
  }
  return areRight;
}
