import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'jsonc-parser';
import { expect, test } from 'vitest';
import { outdated } from '../../scripts/mutation/explained.ts';

const read = (file: string) => parse(readFileSync(file, 'utf8'));
const manifest = read('package.json');
const { configurations } = read('.vscode/launch.json');
const { tasks } = read('.vscode/tasks.json');

test('what is launched is built first, by a task that there is', () => {
  const labels = tasks.map(({ label }: { label: string }) => label);
  for (const { name, program, preLaunchTask } of configurations) {
    if (preLaunchTask !== undefined) expect(labels, name).toContain(preLaunchTask);
    else if (program !== undefined) expect(existsSync(program.replace(`\${workspaceFolder}`, '.')), name).toBe(true);
  }
});

test('a task runs a script that there is', () => {
  for (const { script } of tasks) expect(Object.keys(manifest.scripts)).toContain(script);
});

test('the task of the watch waits for what the watch prints', () => {
  const { beginsPattern, endsPattern } = tasks.find(({ label }: { label: string }) => label === 'watch').problemMatcher
    .background;
  const printed = [...readFileSync('esbuild.mjs', 'utf8').matchAll(/console\.log\('(.*)'\)/g)].map(([, line]) => line!);
  expect(printed.map((line) => new RegExp(beginsPattern).test(line))).toEqual([true, false]);
  expect(printed.map((line) => new RegExp(endsPattern).test(line))).toEqual([false, true]);
});

test('no source map ships, nor what is for developers', () => {
  expect(manifest.files).toContain('!dist/**/*.map');
  expect(manifest.files.filter((entry: string) => entry.startsWith('.') || entry.startsWith('test'))).toEqual([]);
});

test('changes that are explained to npm run mutation can still be made', () => {
  expect(outdated()).toEqual([]);
});
