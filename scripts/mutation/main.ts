// Changes the sources a little, one place at a time, and runs their tests: `npm run mutation -- [--sample 60] [folder …]`.
// A change that no test sees is told: a survivor. Each is to be killed by a test, or is one that changes nothing.
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { globSync } from 'tinyglobby';
import { randomFrom } from '../../server/src/engine/generate/random.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { type Trial, tryAll } from './try-all.ts';

/** Where it counts most. */
const FOLDERS = ['engine/rules', 'engine/delivery', 'engine/privacy', 'session'];
/** More than this many in a hundred may not survive, where so many are tried that it says something. */
const MOST_SURVIVORS = 10;
const LEAST_TRIED = 40;

export async function main(args: readonly string[]): Promise<number> {
  const options = { sample: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  let isTooMany = false;
  for (const folder of positionals.length > 0 ? positionals : FOLDERS) {
    const { tried, survivors } = await tryFolder(folder, Number(values.sample), Number(values.seed));
    const share = tried === 0 ? 0 : (100 * survivors) / tried;
    console.info(`${folder}: ${survivors} of ${tried} survive: ${share.toFixed(1)}%`);
    isTooMany ||= tried >= LEAST_TRIED && share > MOST_SURVIVORS;
  }
  return isTooMany ? 1 : 0;
}

async function tryFolder(folder: string, sample: number, seed: number) {
  const files = globSync(`server/src/${folder}/**/*.ts`).sort();
  const all = files.flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')));
  const random = randomFrom(seed);
  const chosen = all
    .map((mutant) => ({ mutant, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, sample)
    .map(({ mutant }) => mutant);
  console.info(`${folder}: ${all.length} places in ${files.length} files; ${chosen.length} are tried, seed ${seed}`);
  const trials = chosen.map((mutant): Trial => ({ mutant, stages: testsFor(mutant) }));
  let survivors = 0;
  for await (const { mutant, isKilled } of tryAll(trials)) {
    if (!isKilled) survivors++;
    console.info(`${isKilled ? 'killed  ' : 'SURVIVES'} ${mutant.file}:${mutant.line} ${mutant.from} → ${mutant.to}`);
  }
  return { tried: chosen.length, survivors };
}

/** The tests of the file, of the folder that mirrors its own, of those above it, and those that see much of the rest. */
function testsFor({ file }: Mutant): string[][] {
  const mirrored = file.replace('server/src/', 'test/');
  const own = mirrored.replace(/\.ts$/, '.test.ts');
  const stages: string[][] = existsSync(own) ? [[own]] : [];
  for (let folder = dirname(mirrored); folder !== 'test' && folder !== 'test/engine'; folder = dirname(folder)) {
    if (existsSync(folder)) stages.push([`${folder}/`]);
  }
  const isOfEngine = file.includes('/engine/');
  return isOfEngine
    ? [...stages, ['test/docs/rule-pages.test.ts', 'test/features/status.test.ts'], ['test/engine/analysis/']]
    : [...stages, ['test/handlers/', 'test/fuzz/session.test.ts']];
}
