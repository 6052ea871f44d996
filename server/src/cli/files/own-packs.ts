import { describePackProblem } from '../../engine/messages/pack-problem.ts';
import { alikeProblems } from '../../engine/packs/conditions.ts';
import type { Pack } from '../../engine/packs/load-pack.ts';
import { loadPackFolder } from '../../node/shipped-packs.ts';
import type { Program } from '../program.ts';

/**
 * Loads the packs of `--pack`, and tells what is not as it should be in those that can be used all the same. Rejects
 * with PackError.
 */
export async function loadOwnPacks(
  folders: readonly string[],
  { complain, language, validationWorker }: Pick<Program, 'complain' | 'language' | 'validationWorker'>,
): Promise<Pack[]> {
  const packs = await Promise.all(folders.map((folder) => loadPackFolder(folder, validationWorker)));
  const alike = alikeProblems(packs);
  for (const [index, pack] of packs.entries()) {
    const problem = alike.get(pack);
    for (const one of problem ? [...pack.warnings, problem] : pack.warnings) {
      complain(`${folders[index]}: ${describePackProblem(one, { language, maskBsn: true })}`);
    }
  }
  return packs;
}
