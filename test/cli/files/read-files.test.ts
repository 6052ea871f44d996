import { linkSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { delivery, record } from '../../support/delivery.ts';
import { srg } from '../run-srg.ts';

const folder = mkdtempSync(join(tmpdir(), 'srg-read-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const own = at('eigen.srg.xml');

beforeAll(() => {
  writeFileSync(own, delivery(record()));
  writeFileSync(at('vorige.srg.xml'), delivery(record({ start: '20250201' }), { verslagmaand: '2025-02' }));
  writeFileSync(at('eigen.json'), '{}');
  writeFileSync(at('eigen.sch'), '<schema xmlns="http://purl.oclc.org/dsdl/schematron"/>');
  expect(srg(['baseline', '--out', at('baseline.json'), own]).status).toBe(0);
  symlinkSync(own, at('link.json'));
  linkSync(own, at('hard.json'));
  symlinkSync(folder, at('map'));
});

const REFUSED = { status: 2, stderr: expect.stringContaining('dit bestand wordt zelf gelezen') };

test.each(['eigen.srg.xml', 'link.json', 'hard.json', join('map', 'eigen.srg.xml')])(
  'a delivery is not written over by way of %s',
  (name) => {
    const before = readFileSync(own, 'utf8');
    expect(srg(['check', '--output', `json=${at(name)}`, own])).toMatchObject(REFUSED);
    expect(srg(['baseline', '--out', at(name), own])).toMatchObject(REFUSED);
    expect(readFileSync(own, 'utf8')).toBe(before);
  },
);

test.each([
  ['--previous', 'vorige.srg.xml'],
  ['--baseline', 'baseline.json'],
  ['--config', 'eigen.json'],
  ['--schematron', 'eigen.sch'],
])('nor is what it is judged by: %s %s', (option, name) => {
  const before = readFileSync(at(name), 'utf8');
  expect(srg(['check', option, at(name), '--output', `json=${at(name)}`, own])).toMatchObject(REFUSED);
  expect(readFileSync(at(name), 'utf8')).toBe(before);
});

test('what is only next to it is', () => {
  expect(srg(['check', '--output', `json=${at('uit.json')}`, own]).status).toBe(0);
  expect(srg(['check', '--output', `json=${at('uit.json')}`, own]).status).toBe(0);
  expect(JSON.parse(readFileSync(at('uit.json'), 'utf8'))).toMatchObject({ version: 1 });
});
