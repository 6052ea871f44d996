// Runs the tests in test/fuzz for as long as one says: `npm run fuzz -- --minutes 10`. What fails tells its seed.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '5' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error('--minutes: a number above 0');
const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--project', 'cli', 'fuzz'];
const env = { ...process.env, SRG_FUZZ_MINUTES: String(minutes) };
process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit', env }).status ?? 1;
