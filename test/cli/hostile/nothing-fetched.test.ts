import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LspClient, PULL } from '../../support/clients/lsp-client.ts';
import { delivery, record } from '../../support/delivery.ts';
import { DOCTYPES } from '../../support/hostile/hostile-files.ts';

const WATCH = resolve('test/support/preload/watch-access.cjs');
const OUTSIDE = DOCTYPES.filter(({ content }) => /SYSTEM|PUBLIC/.test(String(content(100))));
const GOOD = delivery([record({ nummer: 'N' })]);
/** What else may name something to fetch. */
const NAMING: readonly (readonly [name: string, text: string])[] = [
  ...OUTSIDE.map(({ name, content }) => [name, String(content(1_000))] as const),
  [
    'the address of a schema',
    GOOD.replace(
      '<SRG',
      () =>
        '<SRG xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x http://127.0.0.1:9/x.xsd urn:y file:///etc/passwd"',
    ),
  ],
  [
    'a model and a stylesheet',
    `<?xml-model href="http://127.0.0.1:9/x.sch"?><?xml-stylesheet href="file:///etc/passwd"?>${GOOD}`,
  ],
  [
    'an inclusion',
    GOOD.replace(
      '<Voorziening>',
      '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/><Voorziening>',
    ),
  ],
];

let folder: string;
let access: string;
let path: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'srg-nothing-fetched-')));
  access = join(folder, 'access.txt');
  path = join(folder, 'levering.srg.xml');
});
beforeEach(() => rmSync(access, { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What was opened or called outside of the program and of the folder of the delivery. */
function elsewhere(): string[] {
  const lines = existsSync(access) ? readFileSync(access, 'utf8').trimEnd().split('\n') : [];
  const own = [folder, resolve('.'), `file://${resolve('.')}`];
  // A folder's settings are looked for in those above it.
  const expected = /^file (?:\d|[^/]*$|.*\/srg\.config\.json$)/;
  return lines.filter((line) => !own.some((start) => line.startsWith(`file ${start}`)) && !expected.test(line));
}
const check = (...args: string[]) =>
  spawnSync(process.execPath, ['--require', WATCH, 'dist/srg.mjs', 'check', ...args], {
    encoding: 'utf8',
    env: { ...process.env, SRG_ACCESS_FILE: access },
  });

test('what is opened and called is seen', () => {
  const code =
    "require('node:fs').readFileSync('/etc/hostname'); require('node:net').connect(9, '127.0.0.1').on('error', () => {});";
  spawnSync(process.execPath, ['--require', WATCH, '-e', code], { env: { ...process.env, SRG_ACCESS_FILE: access } });
  const [file, socket] = [expect.stringMatching(/^file \/etc/), expect.stringMatching(/^socket .*127/)];
  expect(elsewhere()).toEqual(expect.arrayContaining([file, socket]));
});

describe('nothing is read or fetched that a file names', () => {
  test.each(NAMING)('%s, on the command line', (_name, text) => {
    writeFileSync(path, text);
    const { status, stdout } = check(path);
    // What has no DOCTYPE is as right as it would be without such a name.
    expect(stdout).toMatch(text.includes('<!DOCTYPE') ? /SRG-T001/ : /goedgekeurd|SRG-T002/);
    expect([0, 1]).toContain(status);
    expect(elsewhere()).toEqual([]);
  });

  test('in the server', async () => {
    const client = await new LspClient(['--require', WATCH], { SRG_ACCESS_FILE: access }).start(PULL);
    for (const [index, [, text]] of NAMING.entries()) {
      const uri = `file://${folder}/open-${index}.srg.xml`;
      await client.open(uri, text);
      await client.diagnostics(uri);
      await client.ask('documentLink', uri);
    }
    expect(await client.stop()).toBe(0);
    expect(elsewhere()).toEqual([]);
  });

  test('that a schema of somebody’s own names', () => {
    const pack = join(folder, 'pakket');
    cpSync('schemas/srg-regeling-2026', pack, { recursive: true });
    const xsd = join(pack, 'srg.xsd');
    const imports =
      '<xs:import namespace="urn:x" schemaLocation="http://127.0.0.1:9/x.xsd"/><xs:include schemaLocation="file:///etc/passwd"/>';
    writeFileSync(
      xsd,
      readFileSync(xsd, 'utf8')
        .replace(/<xs:schema[^>]*>/, (tag) => tag + imports)
        .replace('<xs:schema', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><xs:schema'),
    );
    writeFileSync(path, GOOD);
    expect(check('--pack', pack, path).status).toBe(2);
    expect(elsewhere()).toEqual([]);
  });
});
