// Runs the tests of mutants one after the other, for `npm run mutation`: the sources are bundled for tests once, and of
// each mutant its one file anew. Reads a list from standard input, and writes a line for each mutant.

import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { createVitest } from 'vitest/node';

const mutants = JSON.parse(await text(process.stdin));
const options = { project: ['unit'], watch: false, bail: 1, reporters: [{}], maxWorkers: 1, passWithNoTests: true };
const vitest = await createVitest('test', options);
await vitest.standalone();

for (const { mutant, stages } of mutants) {
  globalThis.mutant = mutant;
  vitest.invalidateFile(resolve(mutant.file));
  let isKilled = false;
  for (const stage of stages) {
    const specifications = await vitest.globTestSpecifications(stage);
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
    isKilled = unhandledErrors.length > 0 || testModules.some((module) => !module.ok());
    if (isKilled) break;
  }
  process.stdout.write(`${isKilled ? 'killed' : 'survives'}\n`);
  vitest.invalidateFile(resolve(mutant.file));
}
await vitest.close();
