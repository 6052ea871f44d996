import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type JsonShape, shapeProblems } from '../../../server/src/engine/packs/checks/json-shape.ts';
import { parsePath } from '../../../server/src/engine/packs/checks/paths.ts';
import { loadPack } from '../../../server/src/engine/packs/load-pack.ts';
import { hasNotation, NOTATIONS } from '../../../server/src/engine/packs/notations.ts';
import { type Concept, HEADER_CONCEPTS, RECORD_CONCEPTS, VALUE_TYPES } from '../../../server/src/engine/packs/pack.ts';

const FOLDER = 'schemas/srg-regeling-2026';
const NAMES = ['pack', 'codes', 'combinations', 'gemeenten'];
const schemaOf = (name: string) => JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'));

/** The words of JSON Schema that the program goes by, and those that only tell people and editors something. */
const KNOWN = new Set([
  ...['type', 'required', 'properties', 'additionalProperties', 'items', 'minItems', 'maxItems', 'minLength', 'enum'],
  ...['$ref', '$defs', '$schema', 'title', 'description', 'pattern'],
]);

function* wordsIn(shape: JsonShape): Generator<string> {
  yield* Object.keys(shape);
  const inner = [...Object.values(shape.properties ?? {}), ...Object.values(shape.$defs ?? {})];
  if (shape.items) inner.push(shape.items);
  if (typeof shape.additionalProperties === 'object') inner.push(shape.additionalProperties);
  for (const one of inner) yield* wordsIn(one);
}

describe.each(NAMES)('%s.schema.json', (name) => {
  test('says nothing that the program would pass over', () => {
    expect([...new Set(wordsIn(schemaOf(name)))].filter((word) => !KNOWN.has(word))).toEqual([]);
  });

  test('takes what ships', () => {
    expect([...shapeProblems(JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8')), schemaOf(name))]).toEqual([]);
  });
});

test('the schema of pack.json has every concept, with its notations, and no others', () => {
  const { concepts, open } = schemaOf('pack').properties;
  const all: readonly Concept[] = [...HEADER_CONCEPTS, ...RECORD_CONCEPTS];
  expect(Object.keys(concepts.properties)).toEqual(all);
  expect(Object.keys(open.properties)).toEqual(['record', ...all]);
  for (const concept of all) {
    const type = VALUE_TYPES[concept];
    const { format, list } = concepts.properties[concept].properties;
    expect(format?.enum).toEqual(hasNotation(type) ? NOTATIONS[type] : undefined);
    expect(list !== undefined).toBe(type === 'code');
  }
});

test('the schema knows a path from what is none, as the program does', () => {
  const pattern = new RegExp(schemaOf('pack').$defs.pathText.pattern);
  for (const path of ['/L/R', '/L/@a', 'A', 'A/B', '../A', '../@a', '@a', 'L/Kop/@a']) {
    expect([path, pattern.test(path), 'elements' in parsePath(path)]).toEqual([path, true, true]);
  }
  for (const path of ['', '/', '//A', 'A//B', '/k:A', 'A[1]', 'A/../B', '@a/B', '/A/', 'A B']) {
    expect([path, pattern.test(path), 'elements' in parsePath(path)]).toEqual([path, false, false]);
  }
});

test('VS Code knows the schemas of a pack by its files', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
  const urls = contributes.jsonValidation.map(({ url }: { url: string }) => url);
  for (const name of NAMES) expect(urls).toContain(`./schemas/${name}.schema.json`);
  for (const url of urls) JSON.parse(readFileSync(url, 'utf8'));
});

test('the pack that ships passes every check', async () => {
  const pack = await loadPack('eigen', async (name) => readFileSync(`${FOLDER}/${name}`, 'utf8'));
  expect(pack.warnings).toEqual([]);
});
