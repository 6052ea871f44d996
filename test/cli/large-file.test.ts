import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { generateDelivery } from '../../bench/generate-delivery.ts';
import { srg } from './run-srg.ts';

const folder = mkdtempSync(join(tmpdir(), 'srg-large-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a file that is large enough for a thread of its own has the findings that a small one has', () => {
  const text = generateDelivery({ records: 5_500, seed: 3, oneLine: false, faulty: 0 });
  expect(text.length).toBeGreaterThan(2_000_000);
  const faulty = text.replace(/<BegindatumVoorziening>[^<]*</, '<BegindatumVoorziening>20250230<');
  expect(faulty).not.toBe(text);
  const small = `${faulty.split('</Voorziening>').slice(0, 3).join('</Voorziening>')}</Voorziening></Voorzieningen></SRG>`;
  for (const [name, content] of [
    ['groot.srg.xml', faulty],
    ['klein.srg.xml', small],
  ] as const) {
    const path = join(folder, name);
    writeFileSync(path, content);
    const { status, stdout, stderr } = srg(['check', '--format', 'json', path]);
    const [file] = JSON.parse(stdout).files;
    expect([name, status, stderr, file.findings.map(({ code }: { code: string }) => code)]).toEqual([
      name,
      1,
      '',
      ['SRG-T002'],
    ]);
  }
});
