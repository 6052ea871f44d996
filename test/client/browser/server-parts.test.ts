import { expect, test } from 'vitest';
import { addressParts } from '../../../client/src/browser/server-parts.ts';

/** The modules by the addresses that they get, in their order. */
function addressed(files: readonly (readonly [string, string])[], start: string) {
  const modules: string[] = [];
  const made = addressParts(files, start, (module) => `blob:${modules.push(module) - 1}`);
  return { ...made, modules: modules.slice(2), standIns: modules.slice(0, 2) };
}

test.each<[name: string, text: string, becomes: string]>([
  ['what is imported', 'import{a as b}from"./parts/een.mjs";b()', 'import{a as b}from"blob:2";b()'],
  ['with spaces', 'import { a } from "./parts/een.mjs";', 'import { a } from "blob:2";'],
  ['for its effects', 'import"./parts/een.mjs";', 'import"blob:2";'],
  ['exported again', 'export{a}from"./parts/een.mjs";', 'export{a}from"blob:2";'],
  ['of Node.js', `import { createRequire } from 'node:module';`, 'import { createRequire } from "blob:0";'],
  ['in the other quotes', `import{readFileSync}from'node:fs';`, 'import{readFileSync}from"blob:1";'],
  ['imported later', 'await import("./parts/een.mjs")', 'await import(parts["een.mjs"])'],
  ['later, of Node.js alone', 'await import("node:crypto")', 'await import("node:crypto")'],
  ['a text that looks like it', 'a="./parts/een.mjs"', 'a="./parts/een.mjs"'],
  ['what is no part', 'import"./parts/twee.mjs";', 'import"./parts/twee.mjs";'],
])('an address of another part is the one that it got: %s', (_name, text, becomes) => {
  const { modules, start, parts } = addressed(
    [
      ['parts/een.mjs', 'export const a=1;'],
      ['start.mjs', text],
    ],
    'start.mjs',
  );
  expect(modules[1]).toBe(becomes);
  expect(start).toBe('blob:3');
  expect(parts['een.mjs']).toBe('blob:2');
});

test('parts that lead to each other, one of them later', () => {
  const { modules, parts } = addressed(
    [
      ['engine.mjs', 'import("./later.mjs")'],
      ['later.mjs', 'import"./engine.mjs";'],
    ],
    'engine.mjs',
  );
  expect(modules).toEqual(['import(parts["later.mjs"])', 'import"blob:2";']);
  expect(parts['later.mjs']).toBe('blob:3');
});
