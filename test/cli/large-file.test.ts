import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { generateDelivery } from '../../bench/generate-delivery.ts';
import { LARGE_FROM } from '../../server/src/node/large-from.ts';
import { BSN, delivery, record } from '../support/delivery.ts';
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

describe('read a part at a time is', () => {
  const wide = (text: string) => text.replace('</Voorziening>', (tag) => tag + ' '.repeat(LARGE_FROM));
  const now = delivery([record({ nummer: 'A', bsn: BSN[0], start: '20250101' })]);
  const before = delivery(
    [
      record({ nummer: 'A', bsn: BSN[0], start: '20250101' }),
      record({ nummer: 'B', bsn: BSN[1], start: '20250115', end: '20250630' }),
    ],
    { verslagmaand: '2025-02' },
  );
  const at = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  const told = (args: readonly string[]) => {
    const { stdout, stderr } = srg(['check', '--format', 'json', ...args]);
    const { files } = JSON.parse(stdout);
    const findings = files.flatMap(({ findings }: { findings: object[] }) =>
      findings.map((finding) => ({ ...finding, range: 0, related: 0 })),
    );
    return { stderr, verdicts: files.map(({ verdict }: { verdict: string }) => verdict), findings };
  };

  test('the file of the month before, whose records the fixes copy', () => {
    const current = at('nu/maart.srg.xml', now);
    const small = told([current, '--previous', at('toen/februari.srg.xml', before)]);
    const large = told([current, '--previous', at('toen/ruim.srg.xml', wide(before))]);
    expect(small.findings).toMatchObject([{ code: 'SRG-I104', fixes: [expect.anything()] }]);
    expect(large).toEqual(small);
  });

  test('what is in an archive, and the month before that stands beside it', () => {
    const zipped = (february: string, march: string) =>
      zipSync({ 'februari.srg.xml': strToU8(february), 'maart.srg.xml': strToU8(march) }, { level: 0 });
    const small = told([at('klein.zip', zipped(before, now))]);
    expect(small.findings).toMatchObject([{ code: 'SRG-I104' }]);
    expect(told([at('groot.zip', zipped(wide(before), wide(now)))])).toEqual(small);
  });
});

describe('of a file that is another while it is read, that is told:', () => {
  const preload = join(folder, 'changing.cjs');
  writeFileSync(
    preload,
    `const fs = require('node:fs');
     const { FILE: path, CHANGE: change } = process.env;
     const changed = () => change === 'cut' ? fs.truncateSync(path, 1_000) : fs.appendFileSync(path, ' ');
     const { readSync, promises: { readFile } } = fs;
     let reads = 0;
     fs.readSync = (...args) => {
       const count = readSync(...args);
       if (++reads === 20) changed();
       return count;
     };
     fs.promises.readFile = async (...args) => {
       const bytes = await readFile(...args);
       if (args[0] === path) changed();
       return bytes;
     };
     require('node:module').syncBuiltinESMExports();`,
  );
  const text = delivery([record({ nummer: 'A' })]);

  test.each([
    ['cut short, at once', 'cut', text],
    ['written in, at once', 'more', text],
    ['cut short, in pages', 'cut', `${text}${' '.repeat(LARGE_FROM)}`],
    ['written in, in pages', 'more', `${text}${' '.repeat(LARGE_FROM)}`],
  ])('%s', (_name, CHANGE, content) => {
    const path = join(folder, 'anders.srg.xml');
    writeFileSync(path, content);
    const args = ['--require', preload, 'dist/srg.mjs', 'check', '--format', 'lines', path];
    const run = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, FILE: path, CHANGE } });
    expect([run.status, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('is veranderd terwijl');
  });
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
