import { describePackProblem } from '../../engine/messages/pack-problem.ts';
import type { Pack } from '../../engine/packs/load-pack.ts';
import { loadPackFolder } from '../../node/shipped-packs.ts';
import type { Program } from '../program.ts';

/**
 * Loads the packs of `--pack`, and tells what is not as it should be in those that can be used all the same. Rejects
 * with PackError.
 */
export async function loadOwnPacks(
  folders: readonly string[],
  { complain, language }: Pick<Program, 'complain' | 'language'>,
): Promise<Pack[]> {
  const packs = await Promise.all(folders.map(loadPackFolder));
  for (const [index, { warnings }] of packs.entries()) {
    for (const problem of warnings) {
      complain(`${folders[index]}: ${describePackProblem(problem, { language, maskBsn: true })}`);
    }
  }
  return packs;
}
