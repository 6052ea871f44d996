import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { generateDelivery } from '../../bench/generate-delivery.ts';
import { LARGE_FROM } from '../../server/src/cli/files/streams.ts';
import { delivery, record } from '../support/delivery.ts';
import { srg } from './run-srg.ts';

const folder = mkdtempSync(join(tmpdir(), 'srg-large-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a file that is large enough for a thread of its own has the findings that a small one has', () => {
  const text = generateDelivery({ records: 5_500, seed: 3, oneLine: false, faulty: 0 });
  expect(text.length).toBeGreaterThan(2_000_000);
  const faulty = text
    .replace(/<BegindatumVoorziening>[^<]*</, '<BegindatumVoorziening>20250230<')
    .replace('</Persoon>', '<X/></Persoon>');
  expect(faulty).not.toBe(text);
  const small = `${faulty.split('</Voorziening>').slice(0, 3).join('</Voorziening>')}</Voorziening></Voorzieningen></SRG>`;
  const told = [
    // What puts it right is tried.
    { code: 'SRG-T002', fixes: 1 },
    { code: 'SRG-T002', fixes: 0 },
  ];
  for (const [name, content] of [
    ['groot.srg.xml', faulty],
    ['klein.srg.xml', small],
  ] as const) {
    const path = join(folder, name);
    writeFileSync(path, content);
    const { status, stdout, stderr } = srg(['check', '--format', 'json', path]);
    const [file] = JSON.parse(stdout).files;
    const found = file.findings.map(({ code, fixes }: { code: string; fixes: string[] }) => ({
      code,
      fixes: fixes.length,
    }));
    expect([name, status, stderr, found]).toEqual([name, 1, '', told]);
  }
});

test.runIf(process.platform === 'linux')('what is read a part at a time is closed, of each command', () => {
  // Tells which deliveries are open when all is done.
  const preload = join(folder, 'open.cjs');
  writeFileSync(
    preload,
    `const { readdirSync, readlinkSync } = require('node:fs');
     const linkOf = (file) => { try { return readlinkSync('/proc/self/fd/' + file); } catch { return ''; } };
     process.on('exit', () => {
       const open = readdirSync('/proc/self/fd').map(linkOf).filter((path) => path.endsWith('.srg.xml'));
       process.stderr.write('open: ' + open.join() + '\\n');
     });`,
  );
  const path = join(folder, 'ruim.srg.xml');
  writeFileSync(path, delivery([record({ nummer: 'A' }), ' '.repeat(LARGE_FROM), record({ nummer: 'B', type: '31' })]));
  for (const args of [
    ['check', path],
    ['compare', path, path],
  ]) {
    const run = spawnSync(process.execPath, ['--require', preload, 'dist/srg.mjs', ...args], { encoding: 'utf8' });
    expect([args[0], run.status, run.stderr]).toEqual([args[0], 0, 'open: \n']);
  }
});
