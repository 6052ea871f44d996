import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { generateDelivery } from '../../../bench/generate-delivery.ts';
import { FORMAT_NAMES } from '../../../server/src/cli/reporters/formats.ts';
import { LARGE_FROM } from '../../../server/src/node/large-from.ts';
import { BSN, delivery, record } from '../../support/delivery.ts';
import { srg } from '../run-srg.ts';

const folder = mkdtempSync(join(tmpdir(), 'srg-threads-'));
afterAll(() => {
  chmodSync(at('dicht'), 0o755);
  rmSync(folder, { recursive: true, force: true });
});

function at(name: string): string {
  return join(folder, name);
}

function write(name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), content);
}

const valid = (nummer: string) => delivery([record({ nummer, bsn: BSN[0] })]);
const wrong = delivery([
  record({ nummer: 'F-1', bsn: BSN[0], start: '20250230', geslacht: '7' }),
  record({ nummer: 'F-2', bsn: '912041457', end: '20240101' }),
  `<!-- srg-disable SRG-I101: gebeld -->${record({ nummer: 'F-2', bsn: BSN[2], start: '20250310', end: '20250301' })}`,
]);
const large = wrong.replace('</Voorziening>', (tag) => tag + ' '.repeat(LARGE_FROM));
const before = delivery([record({ nummer: 'B', bsn: BSN[1], start: '20250115' })], { verslagmaand: '2025-02' });
const many = generateDelivery({ records: 400, seed: 7, oneLine: false, faulty: 1 });

write('map/a-goed.srg.xml', valid('A-1'));
write('map/b-fout.srg.xml', wrong);
write('map/c-veel.srg.xml', many);
write('map/d-kapot.srg.xml', wrong.slice(0, wrong.length / 2));
write('map/e-ander.xml', '<html><body>geen levering</body></html>');
write('map/f-onbekend.srg.xml', '<SRG xmlns="urn:nergens"><Levering/></SRG>');
write('map/g-leeg.xml', '');
write('map/h-foto.xml', gzipSync('foto'));
write('map/i-regel.srg.xml', generateDelivery({ records: 30, seed: 8, oneLine: true, faulty: 0.5 }));
write('map/j-latin.srg.xml', Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${wrong}`, 'latin1'));
write('map/k-sjabloon.srg.xml', valid('{{nummer}}'));
write('map/vorige/2025-02.srg.xml', before);
write('map/vorige/2025-03.srg.xml', delivery([record({ nummer: 'C', bsn: BSN[1], start: '20250115' })]));
write(
  'map/z.zip',
  zipSync({ 'a.srg.xml': strToU8(wrong), 'b/2025-02.srg.xml': strToU8(before), 'c.xml': strToU8('<a/>') }),
);
write('map/y.zip', zipSync({ 'b.srg.xml': strToU8(valid('Y')), 'nog.zip': strToU8('PK') }));
write('map/eigen/srg.config.json', '{"rules":{"SRG-T002":"warning"},"maxProblems":1}');
write('map/eigen/a.srg.xml', wrong);
write('map/mis/srg.config.json', '{"rules":{"SRG-T002":"misschien"}}');
write('map/mis/a.srg.xml', wrong);
write('map/mis/b.srg.xml', wrong);
write('map/regels/srg.config.json', '{"schematron":["afspraken.sch"]}');
write(
  'map/regels/afspraken.sch',
  readFileSync('examples/afspraken.sch', 'utf8').replace(
    '</sch:schema>',
    '<sch:pattern><sch:rule context="%%"/></sch:pattern></sch:schema>',
  ),
);
write('map/regels/a.srg.xml', wrong);
write('map/groot.srg.xml', large);
symlinkSync(at('nergens.xml'), at('map/weg.xml'));
write('dicht/a.srg.xml', wrong);
chmodSync(at('dicht'), 0o000);
write('leeg/lees.mij', '');
write('baseline.json', '');
srg(['baseline', '--out', at('baseline.json'), at('map/b-fout.srg.xml'), at('map/c-veel.srg.xml')]);

interface Told {
  readonly status: number | null;
  readonly stderr: string;
  readonly written: ReadonlyMap<string, string>;
}

/** All that a run writes: to its streams, and as every format that there is. */
function told(threads: number, args: readonly string[], input?: string | Buffer): Told {
  const outputs = FORMAT_NAMES.flatMap((format) => ['--output', `${format}=${at(`uit.${format}`)}`]);
  const { status, stdout, stderr } = srg(['check', '--jobs', String(threads), ...args, ...outputs], input);
  const written = new Map([['stdout', stdout]]);
  for (const format of FORMAT_NAMES) written.set(format, textOf(format));
  return { status, stderr, written };
}

function textOf(format: string): string {
  const bytes = readFileSync(at(`uit.${format}`));
  // The archive itself has the time in it.
  if (format !== 'xlsx') return bytes.toString();
  return Object.entries(unzipSync(bytes))
    .filter(([name]) => !name.startsWith('docProps/'))
    .map(([name, part]) => `${name}\n${strFromU8(part)}`)
    .join('\n');
}

describe('several threads write what one writes', () => {
  test.each<[name: string, args: string[], input?: string | Buffer]>([
    ['of a folder', [at('map')]],
    [
      'of files that are named, some of them twice, and of what is none',
      [
        'a-goed.srg.xml',
        'e-ander.xml',
        'h-foto.xml',
        'weg.xml',
        'b-fout.srg.xml',
        'a-goed.srg.xml',
        'g-leeg.xml',
        'z.zip',
      ]
        .map((name) => at(`map/${name}`))
        .concat(at('nergens'), at('dicht'), at('leeg')),
    ],
    ['of a pattern', [at('map/**/a*.srg.xml')]],
    ['up to a number of findings', ['--max-problems', '2', at('map')]],
    [
      'beside a baseline',
      ['--baseline', at('baseline.json'), at('map/b-fout.srg.xml'), at('map/c-veel.srg.xml'), at('map/eigen')],
    ],
    [
      'by what is given',
      [
        '--rule',
        'i106=off',
        '--rule',
        'T002=warning',
        '--fail-on',
        'never',
        '--berichtgever',
        '0363',
        '--show-bsn',
        '--schematron',
        at('map/regels/afspraken.sch'),
        '--template',
        '**/k-*.xml',
        at('map'),
      ],
    ],
    [
      'of another month',
      [
        '--previous',
        at('map/vorige/2025-02.srg.xml'),
        '--no-config',
        at('map/vorige'),
        at('map/z.zip'),
        at('map/regels'),
      ],
    ],
    ['of a large file', ['--language', 'en', at('map/groot.srg.xml'), at('map/b-fout.srg.xml')]],
    ['beside large standard input', [at('map/b-fout.srg.xml'), '-', at('map/vorige')], large],
    [
      'beside large standard input that is no text',
      [at('map/b-fout.srg.xml'), '-', at('map')],
      Buffer.alloc(40_000_000),
    ],
    ['beside standard input', [at('map/vorige'), '-', at('map/b-fout.srg.xml'), at('map/mis')], wrong],
    [
      'beside an archive as standard input',
      ['-', at('map/vorige')],
      Buffer.from(zipSync({ 'a.srg.xml': strToU8(wrong), 'vorige.srg.xml': strToU8(before), 'c.xml': strToU8(large) })),
    ],
  ])('%s', (_name, args, input) => {
    const one = told(1, args, input);
    const more = told(3, args, input);
    expect({ status: more.status, stderr: more.stderr }).toEqual({ status: one.status, stderr: one.stderr });
    for (const [format, text] of one.written) expect(more.written.get(format), format).toBe(text);
    // Nothing is the same as nothing.
    expect(one.written.get('lines')).toMatch(/b-fout\.srg\.xml|a\.srg\.xml/);
  });

  test('to a baseline', () => {
    const [one, more] = ['1', '3'].map((jobs) => {
      const result = srg(['baseline', '--jobs', jobs, '--out', at('nieuw.json'), at('map')]);
      return { ...result, baseline: readFileSync(at('nieuw.json'), 'utf8') };
    });
    expect(more).toEqual(one);
  });
});

describe.skipIf(process.platform === 'win32')('with several threads', () => {
  const args = ['dist/srg.mjs', 'check', '--jobs', '3', at('map')];

  test('Ctrl+C ends all of them', async () => {
    // A file without an end: it is still read when all is stopped.
    const pipe = at('pijp.srg.xml');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    const run = spawn(process.execPath, [...args, pipe, '--format', 'lines'], { stdio: ['ignore', 'pipe', 'ignore'] });
    // Threads have come as far as this.
    await once(run.stdout, 'data');
    run.kill('SIGINT');
    expect(await once(run, 'close')).toEqual([null, 'SIGINT']);
  });

  test('a reader that stops early is no error', async () => {
    const run = spawn(process.execPath, [...args, '--format', 'json'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    run.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    run.stdout.once('data', () => run.stdout.destroy());
    const whole = spawnSync(process.execPath, [...args, '--format', 'json'], { encoding: 'utf8' });
    expect([...(await once(run, 'close')), stderr]).toEqual([whole.status, null, whole.stderr]);
  });
});
