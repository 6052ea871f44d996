import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FORMAT_NAMES } from '../../../server/src/cli/reporters/formats.ts';
import { delivery, record } from '../../support/delivery.ts';
import { srg } from '../run-srg.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-not-checked-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What each format says of a file that is right, by the name of the format. */
function written(name: string, text: string, ...options: string[]): [format: string, text: string][] {
  const path = join(folder, name);
  writeFileSync(path, text);
  const outputs = FORMAT_NAMES.flatMap((format) => ['--output', `${format}=${join(folder, `uit.${format}`)}`]);
  expect(srg(['check', '--rule', 't003=off', ...options, ...outputs, path]).status).toBe(0);
  return FORMAT_NAMES.map((format) => {
    const bytes = readFileSync(join(folder, `uit.${format}`));
    return [format, format === 'xlsx' ? sheetsOf(bytes) : bytes.toString()];
  });
}

function sheetsOf(workbook: Uint8Array): string {
  return Object.values(unzipSync(workbook))
    .map((sheet) => strFromU8(sheet))
    .join('\n');
}

test('every format names what is off, in a file of which nothing else is to be said', () => {
  const right = delivery(record());
  for (const [format, text] of written('uit.srg.xml', right, '--rule', 'i106=off')) {
    expect(text, format).toContain('SRG-I106');
    if (format === 'json') expect(text).toContain('{"code":"SRG-I106","reason":"setting"}');
    else expect(text, format).toContain('SRG-I106 (uitgezet)');
  }
});

test('a report of a code base holds the verdict on each file', () => {
  const sarif = new Map(written('goed.srg.xml', delivery(record()))).get('sarif')!;
  const [run] = JSON.parse(sarif).runs;
  expect(run.artifacts).toEqual([
    { location: { uri: expect.stringContaining('goed.srg.xml') }, properties: { verdict: 'goedgekeurd' } },
  ]);
  expect(run.invocations[0].toolConfigurationNotifications).toMatchObject([
    { level: 'note', message: { text: 'Niet nagegaan: SRG-T003 (uitgezet).' } },
  ]);
});
