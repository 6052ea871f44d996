import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { srg } from '../run-srg.ts';

const schema = JSON.parse(readFileSync('schemas/json/check.schema.json', 'utf8'));
const EVERY_FIELD = { additionalProperties: false };

/** The schema as it ships lets fields be added; here each that is written must be told in it. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([key, value]) => [key, closed(value)] as const);
  const isObject = 'properties' in part && 'type' in part && part.type === 'object';
  return { ...Object.fromEntries(entries), ...(isObject ? EVERY_FIELD : {}) };
}

test.each([
  ['all examples', ['examples']],
  [
    'with a rule off and findings left out',
    ['--rule', 'i101=off', '--max-problems', '3', 'examples/met-fouten.srg.xml'],
  ],
  ['in English', ['--language', 'en', 'examples/met-fouten.srg.xml']],
  ['nothing', ['nergens.xml']],
])('the JSON is as its schema says: %s', (_name, args) => {
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(closed(schema) as object);
  const result = JSON.parse(srg(['check', '--format', 'json', ...args]).stdout);
  validate(result);
  expect(validate.errors).toBeNull();
});
