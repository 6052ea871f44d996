// Changes the sources a little, one place at a time, and runs their tests: `npm run mutation -- [--sample 40] [folder …]`.
// A change that no test sees is told: a survivor. Each is to be killed by a test, or is one that changes nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { globSync } from 'tinyglobby';
import { randomFrom } from '../../server/src/engine/generate/random.ts';
import { type Mutant, mutantsOf } from './mutants.ts';

/** Where it counts most. */
const FOLDERS = ['engine/rules', 'engine/delivery', 'engine/privacy', 'session'];
/** More than this many in a hundred may not survive, where so many are tried that it says something. */
const MOST_SURVIVORS = 10;
const LEAST_TRIED = 40;

export async function main(args: readonly string[]): Promise<number> {
  const options = { sample: { type: 'string', default: '40' }, seed: { type: 'string', default: '1' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const folders = positionals.length > 0 ? positionals : FOLDERS;
  const files = folders.flatMap((folder) => globSync(`server/src/${folder}/**/*.ts`)).sort();
  const all = files.flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')));
  const random = randomFrom(Number(values.seed));
  const chosen = all
    .map((mutant) => ({ mutant, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, Number(values.sample))
    .map(({ mutant }) => mutant);
  console.info(`${all.length} places in ${files.length} files; ${chosen.length} are tried, seed ${values.seed}`);
  let survivors = 0;
  for (const mutant of chosen) {
    const isKilled = testsFail(mutant);
    if (!isKilled) survivors++;
    console.info(`${isKilled ? 'killed  ' : 'SURVIVES'} ${mutant.file}:${mutant.line} ${mutant.from} → ${mutant.to}`);
  }
  const share = chosen.length === 0 ? 0 : (100 * survivors) / chosen.length;
  console.info(`${survivors} of ${chosen.length} survive: ${share.toFixed(1)}%`);
  return chosen.length >= LEAST_TRIED && share > MOST_SURVIVORS ? 1 : 0;
}

/** Runs the tests in the folder that mirrors the file's, and those of the folders above it until some fail. */
function testsFail(mutant: Mutant): boolean {
  const env = { ...process.env, SRG_SEED: '1', SRG_MUTANT: JSON.stringify(mutant) };
  return testFolders(mutant.file).some((tests) => {
    const command = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--bail', '1', ...tests];
    // What never ends has been seen, too.
    return spawnSync(process.execPath, command, { env, stdio: 'ignore', timeout: 300_000 }).status !== 0;
  });
}

function testFolders(file: string): string[][] {
  const mirrored = file.replace('server/src/', 'test/');
  const own = mirrored.replace(/\.ts$/, '.test.ts');
  const folders: string[][] = existsSync(own) ? [[own]] : [];
  for (let folder = dirname(mirrored); folder !== 'test' && folder !== 'test/engine'; folder = dirname(folder)) {
    if (existsSync(folder)) folders.push([folder]);
  }
  return [...folders, ['test/docs/rule-pages.test.ts', 'test/features/status.test.ts', 'test/engine/analysis']];
}
