import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { masked } from '../../engine/messages/message.ts';
import { describePackProblem } from '../../engine/messages/pack-problem.ts';
import { alikeProblems } from '../../engine/packs/conditions.ts';
import type { Pack } from '../../engine/packs/load-pack.ts';
import { loadPackFolder } from '../../node/shipped-packs.ts';
import type { Program } from '../program.ts';
import { UsageError } from '../usage/usage-error.ts';

/**
 * Loads the packs of `--pack`, and tells what is not as it should be in those that can be used all the same. Rejects
 * with PackError, and with UsageError for what is no pack at all.
 */
export async function loadOwnPacks(
  folders: readonly string[],
  { say, complain, language, validationWorker }: Pick<Program, 'say' | 'complain' | 'language' | 'validationWorker'>,
): Promise<Pack[]> {
  for (const folder of folders) {
    const reason = await whyNoPack(folder);
    if (reason !== undefined) throw new UsageError(say(reason, { path: folder }));
  }
  const packs = await Promise.all(folders.map((folder) => loadPackFolder(folder, validationWorker)));
  const alike = alikeProblems(packs);
  for (const [index, pack] of packs.entries()) {
    const problem = alike.get(pack);
    for (const one of problem ? [...pack.warnings, problem] : pack.warnings) {
      complain(`${folders[index]}: ${describePackProblem(one, masked(language))}`);
    }
  }
  return packs;
}

/** Why a folder is no pack, not even a wrong one. */
export async function whyNoPack(folder: string): Promise<'file.missing' | 'file.noFolder' | 'file.noPack' | undefined> {
  const stats = await stat(folder).catch(() => undefined);
  if (!stats) return 'file.missing';
  if (!stats.isDirectory()) return 'file.noFolder';
  return (await stat(join(folder, 'pack.json')).catch(() => undefined)) ? undefined : 'file.noPack';
}
