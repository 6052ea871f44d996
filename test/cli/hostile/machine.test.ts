import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateDelivery } from '../../../bench/generate-delivery.ts';
import { LspClient, PULL } from '../../support/clients/lsp-client.ts';
import { delivery, record } from '../../support/delivery.ts';
import { LONG } from '../../support/property.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-machine-'));
  writeFileSync(join(folder, 'levering.srg.xml'), delivery([record({ nummer: 'N' })]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const run = (args: readonly string[], flags: readonly string[] = []) =>
  spawnSync(process.execPath, [...flags, 'dist/srg.mjs', ...args], {
    encoding: 'utf8',
    maxBuffer: 1e9,
    timeout: 300_000,
    killSignal: 'SIGKILL',
  });

describe.runIf(process.platform === 'linux')(
  'what can’t be written is one line and 2, and leaves nothing behind',
  () => {
    test.each<[name: string, output: () => string]>([
      ['a full disk', () => '/dev/full'],
      ['a folder', () => folder],
      ['a folder that is not there', () => at('weg/rapport.html')],
      ['a file system that nobody may write to', () => '/proc/rapport.html'],
      ['a link that leads round', () => at('rond.html')],
    ])('%s', (_name, output) => {
      if (!existsSync(at('rond.html'))) rmSync(at('rond.html'), { force: true });
      symlinkSync('rond.html', at('rond.html'));
      const before = readdirSync(folder).sort();
      const { status, stderr } = run(['check', '--format', 'html', '--output', output(), at('levering.srg.xml')]);
      expect({ status, lines: stderr.split('\n').length - 1 }).toEqual({ status: 2, lines: 1 });
      expect(stderr).toMatch(/^srg: /);
      expect(readdirSync(folder).sort()).toEqual(before);
      rmSync(at('rond.html'));
    });
  },
);

describe.runIf(process.platform === 'linux')('what is no file', () => {
  test('/dev/null is an empty file, and a pipe is read to its end', () => {
    expect(run(['check', '/dev/null'])).toMatchObject({ status: 1, stdout: expect.stringContaining('SRG-T001') });
    const line = `mkfifo "${at('pijp.srg.xml')}" && { cat "${at('levering.srg.xml')}" > "${at('pijp.srg.xml')}" & "${process.execPath}" dist/srg.mjs check "${at('pijp.srg.xml')}"; }`;
    const { status, stdout } = spawnSync('sh', ['-c', line], { encoding: 'utf8', timeout: 60_000 });
    rmSync(at('pijp.srg.xml'));
    expect({ status, isApproved: stdout.endsWith(': goedgekeurd\n') }).toEqual({ status: 0, isApproved: true });
  });
});

test.runIf(LONG)('a file of 50 MB is judged in 512 MB of memory', () => {
  const path = at('groot.srg.xml');
  writeFileSync(path, generateDelivery({ records: 120_000, seed: 1, oneLine: false, faulty: 0 }));
  const { status, stderr, stdout } = run(['check', path], ['--max-old-space-size=512']);
  rmSync(path);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/goedgekeurd\n$/);
});

test.runIf(LONG)('a folder of 10,000 deliveries is judged', () => {
  const many = at('veel');
  mkdirSync(many);
  for (let i = 0; i < 10_000; i++) {
    const gemeente = String(i % 10_000).padStart(4, '0');
    writeFileSync(
      join(many, `${i}.srg.xml`),
      delivery([record({ nummer: 'N' })], { berichtgever: gemeente, gemeente: '0363' }),
    );
  }
  const { status, stdout } = run(['check', many]);
  rmSync(many, { recursive: true });
  expect({ status, lines: stdout.match(/: goedgekeurd\n/g)?.length }).toEqual({ status: 0, lines: 10_000 });
});

const OPEN = LONG ? 200 : 40;
test(`${OPEN} open documents all have their findings, and a server that is short of none closes them`, async () => {
  const client = await new LspClient(['--max-old-space-size=512']).start(PULL);
  const uris = Array.from({ length: OPEN }, (_, i) => pathToFileURL(at(`open-${i}.srg.xml`)).href);
  for (const uri of uris) await client.open(uri, delivery([record({ type: '77', nummer: 'N' })]));
  const found = await Promise.all(uris.map((uri) => client.diagnostics(uri)));
  expect(new Set(found.map((diagnostics) => diagnostics.map(({ code }) => code).join()))).toEqual(
    new Set(['SRG-T002']),
  );
  for (const uri of uris) {
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }
  expect(await client.stop()).toBe(0);
});
