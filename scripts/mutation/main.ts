// Changes the sources a little, one place at a time, and runs their tests:
// `npm run mutation -- [--sample 60] [--seed 1] [--near] [folder, file.ts or file.ts:line …]`; --near leaves it at the tests
// that are near a change, which takes minutes less.
// A change that no test sees is told: a survivor. Each is to be killed by a test, or is one that changes nothing that
// anybody could notice: explained.json says why.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { globSync } from 'tinyglobby';
import { randomFrom } from '../../server/src/engine/generate/random.ts';
import build from '../../test/support/build.ts';
import { explanationOf } from './explained.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { type Candidate, tryAll } from './try-all.ts';

/** Where it counts most. */
const FOLDERS = ['engine/rules', 'engine/delivery', 'engine/privacy', 'session'];
/** More than this many in a hundred may not survive, where so many are tried that it says something. */
const MOST_SURVIVORS = 10;
const LEAST_TRIED = 40;

/** The tests that see much of the rest, and take seconds. */
const OF_ENGINE = [
  ['test/docs/rule-pages.test.ts', 'test/features/status.test.ts'],
  ['test/engine/analysis/{continuity/**/*,fixes/**/*,templates}.test.ts', 'test/reporters/**/*.test.ts'],
  ['test/diagnosis/cases.test.ts', 'test/features/actions/**/*.test.ts'],
];
/** These end the server, ask what becomes of its process, or bundle it themselves. */
const NEED_A_PROCESS = [
  'burden',
  'counted-turns',
  'hostile',
  'many-documents',
  'session',
  'unwilling-client',
  'same-findings',
].map((name) => `!test/protocol/${name}.test.ts`);
const OF_SERVER = [
  ['test/handlers/**/*.test.ts'],
  ['test/protocol/**/*.test.ts', ...NEED_A_PROCESS],
  ['test/fuzz/session.test.ts'],
];

/** What those tests don't see these might, which take minutes. */
const OTHERS = ['test/{diagnosis,engine,features,fix,handlers,reporters}/**/*.test.ts'];

const WORDS = { killed: 'killed   ', stops: 'killed, since the tests never end or their process dies,' } as const;

export async function main(args: readonly string[]): Promise<number> {
  const options = {
    sample: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    near: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  let isTooMany = false;
  const files = positionals.filter((path) => path.includes('.ts'));
  const folders = positionals.length > 0 ? positionals.filter((path) => !files.includes(path)) : FOLDERS;
  for (const part of [...folders.map((folder) => [folder]), ...(files.length > 0 ? [files] : [])]) {
    const { tried, survivors, explained } = await tryPart(
      part,
      Number(values.sample),
      Number(values.seed),
      values.near,
    );
    const share = tried === 0 ? 0 : (100 * survivors) / tried;
    const more = explained > 0 ? `, and ${explained} that explained.json has` : '';
    console.info(`${part.join(' ')}: ${survivors} of ${tried} survive: ${share.toFixed(1)}%${more}`);
    isTooMany ||= tried >= LEAST_TRIED && share > MOST_SURVIVORS;
  }
  return isTooMany ? 1 : 0;
}

async function tryPart(part: readonly string[], sample: number, seed: number, isNear: boolean) {
  const chosen = sampleOf(part, sample, seed);
  const candidates = chosen
    .filter((mutant) => explanationOf(mutant) === undefined)
    .map((mutant) => ({ mutant, tests: testsFor(mutant) }));
  const count = (survivors: number) => ({
    tried: chosen.length,
    survivors,
    explained: chosen.length - candidates.length,
  });
  const left = await survivorsOf(candidates, isNear ? 'SURVIVES ' : 'not yet  ');
  if (isNear) return count(left.length);
  const others = left.map(({ mutant, tests }) => ({
    mutant,
    tests: filesOf(OTHERS).filter((file) => !tests.includes(file)),
  }));
  return count((await survivorsOf(others, 'SURVIVES ')).length);
}

/** Those that no test sees. @param word that they are told with */
async function survivorsOf(candidates: readonly Candidate[], word: string): Promise<Candidate[]> {
  if (candidates.length === 0) return [];
  // Some of these hold what the server says beside what the command line says.
  if (candidates.some(({ tests }) => tests.some((test) => test.startsWith('test/protocol/')))) build();
  const survivors: Candidate[] = [];
  let done = 0;
  for await (const result of tryAll(candidates)) {
    const candidate = candidates[done++]!;
    const { file, line, from, to } = candidate.mutant;
    if (result === 'survives') survivors.push(candidate);
    console.info(`${result === 'survives' ? word : WORDS[result]} ${file}:${line} ${from} → ${to}`);
  }
  return survivors;
}

/** @param part paths of folders and files, or of files and a line in each */
function sampleOf(part: readonly string[], sample: number, seed: number): Mutant[] {
  const all = part.flatMap((place) => {
    const [path, line] = place.split(':') as [string, string?];
    const files = path.endsWith('.ts') ? [`server/src/${path}`] : globSync(`server/src/${path}/**/*.ts`).sort();
    const mutants = files.flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')));
    return mutants.filter((mutant) => line === undefined || mutant.line === Number(line));
  });
  const random = randomFrom(seed);
  const chosen = all
    .map((mutant) => ({ mutant, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, sample)
    .map(({ mutant }) => mutant);
  console.info(`${part.join(' ')}: ${all.length} places; ${chosen.length} are tried, seed ${seed}`);
  return chosen;
}

/** The tests of the file, of the folder that mirrors its own, of those above it, and those that see much of the rest. */
function testsFor({ file }: Mutant): string[] {
  const mirrored = file.replace('server/src/', 'test/');
  const patterns: string[][] = [[mirrored.replace(/\.ts$/, '.test.ts')]];
  for (let folder = dirname(mirrored); folder !== 'test' && folder !== 'test/engine'; folder = dirname(folder)) {
    patterns.push([`${folder}/**/*.test.ts`]);
  }
  const more = file.includes('/engine/') ? OF_ENGINE : OF_SERVER;
  return [...new Set([...patterns, ...more].flatMap(filesOf))];
}

function filesOf(patterns: readonly string[]): string[] {
  return globSync(patterns as string[]).sort();
}
