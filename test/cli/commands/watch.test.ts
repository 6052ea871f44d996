import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { delivery, record } from '../../support/delivery.ts';
import { srg } from '../run-srg.ts';

test('srg check --watch checks again when something changes, and not by what it writes itself', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'srg-watch-'));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('a.srg.xml', delivery(record()));
  const args = ['check', '--watch', '--output', 'junit=uit.xml', '*.srg.xml'];
  const run = spawn(process.execPath, [resolve('dist/srg.mjs'), ...args], { cwd: folder });
  let [stdout, stderr] = ['', ''];
  let wake = () => {};
  run.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  run.stderr.on('data', (chunk) => {
    stderr += chunk;
    wake();
  });
  const rounds = async (n: number) => {
    while (stderr.split('wacht op veranderingen').length <= n) await new Promise<void>((resolve) => (wake = resolve));
  };
  try {
    await rounds(1);
    expect(stdout).toBe('a.srg.xml: goedgekeurd\n');
    write('a.srg.xml', delivery(record({ start: '20250401' })));
    await rounds(2);
    expect(stdout).toMatch(/\na\.srg\.xml:4:\d+: warning SRG-I106 .*\na\.srg\.xml: contact\n$/);
    write('srg.config.json', '{"rules":{"SRG-I106":"off"}}');
    await rounds(3);
    expect(stdout).toMatch(/uitgezet in srg\.config\.json.*\na\.srg\.xml: goedgekeurd\n$/);
    write('b.srg.xml', delivery(record()));
    await rounds(4);
    expect(stdout).toMatch(/b\.srg\.xml: goedgekeurd\n$/);
    expect(stderr.match(/^srg: /gm)).toHaveLength(4);
  } finally {
    run.kill();
    rmSync(folder, { recursive: true });
  }
}, 120_000);

test('standard input can’t be watched', () => {
  expect(srg(['check', '--watch', '-'])).toMatchObject({
    status: 2,
    stderr: 'srg: --watch kan niet met - (standaardinvoer)\n',
  });
});

test('--fail-on takes every severity', () => {
  const text = delivery(record({ type: '20', start: '20050301' }));
  const status = (severity: string) => srg(['check', '--fail-on', severity, '-'], text).status;
  expect(['error', 'warning', 'information', 'never'].map(status)).toEqual([0, 0, 1, 0]);
});
