// Runs the tests of mutants one after the other, for `npm run mutation`: the sources are bundled for tests once, and of
// each mutant its one file anew. Reads trials, and the CPU that files of tests take without a change or marks of what they
// reach, from standard input, and writes a line with the outcome of each trial.

import { relative, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { createVitest } from 'vitest/node';

/** What a machine that does much else at the same time has long been done with. */
const PATIENCE_MS = 900_000;

/** Tests that take more than so many times the CPU that they take without a change, and so much more, never end. */
const MOST_TIMES = 4;
const MORE_MS = 8_000;

/** Tests that wait for so many seconds, and take next to no CPU meanwhile, wait for what never comes. */
const LONGEST_WAIT = 60;
const NEXT_TO_NONE_MS = 10;

const { trials, costs, marks } = JSON.parse(await text(process.stdin));
globalThis.marks = marks;

/** As they are given: those first that are likely to fail. */
class InOrder {
  sort(specifications) {
    return specifications;
  }
  shard(specifications) {
    return specifications;
  }
}

const nameOf = ({ moduleId }) => relative('.', moduleId);
const options = {
  project: ['unit', 'protocol'],
  watch: false,
  bail: 1,
  reporters: [{ onTestModuleQueued: (module) => allow(nameOf(module)) }],
  sequence: { sequencer: InOrder },
  // In this process, which so knows what CPU they take.
  pool: 'threads',
  maxWorkers: 1,
  testTimeout: PATIENCE_MS,
  hookTimeout: PATIENCE_MS,
  passWithNoTests: true,
};
const vitest = await createVitest('test', options);
await vitest.standalone();

let start = process.cpuUsage();
const cpu = () => {
  const { user, system } = process.cpuUsage(start);
  return Math.round((user + system) / 1000);
};
let times = {};
const reached = {};
let failed = [];
const tell = (result, then) =>
  process.stdout.write(`\noutcome ${JSON.stringify({ result, cpu: cpu(), times, reached, failed })}\n`, then);

let longest = Number.POSITIVE_INFINITY;
/** At the start of a file of tests: how far the trial may go. */
function allow(file) {
  if (costs) longest = cpu() + MORE_MS + MOST_TIMES * costs[file];
}

// Tests that never end keep their own thread from whatever would stop them, and not this one.
let before = 0;
let waited = 0;
setInterval(() => {
  const now = cpu();
  waited = Math.abs(now - before) < NEXT_TO_NONE_MS ? waited + 1 : 0;
  before = now;
  // What is unchanged ends, however long a busy machine makes it take.
  if (globalThis.mutant && (now > longest || waited > LONGEST_WAIT)) tell('stops', () => process.exit(1));
}, 1_000).unref();

for (const { mutant, stages } of trials) {
  start = process.cpuUsage();
  times = {};
  globalThis.mutant = mutant;
  if (mutant) vitest.invalidateFile(resolve(mutant.file));
  let isKilled = false;
  for (const stage of stages) {
    const specifications = (await vitest.globTestSpecifications(stage))
      .filter((specification) => stage.includes(nameOf(specification)))
      .sort((a, b) => stage.indexOf(nameOf(a)) - stage.indexOf(nameOf(b)));
    allow(stage[0]);
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
    // Those of all runs before are among them.
    const modules = testModules.filter((module) => stage.includes(nameOf(module)));
    for (const module of modules) {
      times[nameOf(module)] = module.diagnostic().duration;
      if (marks) reached[nameOf(module)] = module.meta().reached;
    }
    failed = modules.filter((module) => !module.ok()).map(nameOf);
    isKilled = unhandledErrors.length > 0 || modules.length < stage.length || failed.length > 0;
    if (isKilled) break;
  }
  tell(isKilled ? 'killed' : 'survives');
  if (mutant) vitest.invalidateFile(resolve(mutant.file));
}
await vitest.close();
