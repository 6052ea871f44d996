import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-protocol';
import { dayOf, monthOf } from '../../server/src/engine/delivery/day.ts';
import { CannotGenerate, DeliveryGenerator, FAULT_CODES } from '../../server/src/engine/generate/generate.ts';
import type { Pack } from '../../server/src/engine/packs/load-pack.ts';
import type { RuleCode } from '../../server/src/engine/rules/rule-metadata.ts';
import { loadPackFolder } from '../../server/src/node/shipped-packs.ts';
import { ATTRIBUTE_PACK_FILES } from '../support/attribute-pack.ts';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { PERSON_PACK_FILES } from '../support/person-pack.ts';
import { LONG, SEED } from '../support/property.ts';
import { PLACES, randomEdits } from '../support/random-edits.ts';

const folder = mkdtempSync(join(tmpdir(), 'srg-same-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Found {
  readonly code: unknown;
  readonly severity: string;
  readonly message: string;
  /** From 0, as the protocol has it. */
  readonly range: Diagnostic['range'];
}

/** A finding as the program writes it. */
interface Reported extends Omit<Found, 'range'> {
  readonly range: Readonly<Record<'start' | 'end', { readonly line: number; readonly column: number }>>;
}

const SEVERITIES = new Map<unknown, string>([
  [DiagnosticSeverity.Error, 'error'],
  [DiagnosticSeverity.Warning, 'warning'],
  [DiagnosticSeverity.Information, 'information'],
]);

const inOrder = (found: readonly Found[]) => found.map((one) => JSON.stringify(one)).sort();

/** What the bundled program finds in the files of a folder; nothing in those that it passes over. */
function byProgram(home: string, args: readonly string[]): Map<string, string[]> {
  const { stdout } = spawnSync(process.execPath, ['dist/srg.mjs', 'check', '--format', 'json', ...args, home], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const { files, passedOver } = JSON.parse(stdout);
  const place = ({ line, column }: { line: number; column: number }) => ({ line: line - 1, character: column - 1 });
  const found = new Map<string, string[]>(passedOver.map((path: string) => [nameOf(path), []]));
  for (const { path, findings } of files) {
    const all = (findings as Reported[]).map(({ code, severity, message, range }) => ({
      code,
      severity,
      message,
      range: { start: place(range.start), end: place(range.end) },
    }));
    found.set(nameOf(path), inOrder(all));
  }
  return found;
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** What the bundled server finds in each file when it is opened. */
async function byServer(home: string, settings: object): Promise<Map<string, string[]>> {
  const client = new LspClient();
  client.settings = { maxProblems: 1_000_000, ...settings };
  await client.start(PULL);
  const found = new Map<string, string[]>();
  for (const name of readdirSync(home)) {
    const uri = pathToFileURL(join(home, name)).href;
    await client.open(uri, readFileSync(join(home, name), 'utf8'));
    const diagnostics = await client.diagnostics(uri);
    found.set(
      name,
      inOrder(
        diagnostics.map(({ code, severity, message, range }) => ({
          code,
          severity: SEVERITIES.get(severity)!,
          message: String(message),
          range,
        })),
      ),
    );
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }
  expect(await client.stop()).toBe(0);
  return found;
}

async function findsTheSame(home: string, args: readonly string[] = [], settings: object = {}): Promise<number> {
  const [server, program] = [await byServer(home, settings), byProgram(home, args)];
  expect([...program.keys()].sort()).toEqual([...server.keys()].sort());
  for (const [name, found] of server) expect(found, name).toEqual(program.get(name));
  return [...server.values()].flat().length;
}

test('in the examples the editor finds what the command line finds', async () => {
  const home = join(folder, 'examples');
  mkdirSync(home);
  for (const name of readdirSync('examples')) if (name.endsWith('.xml')) cpSync(`examples/${name}`, join(home, name));
  expect(await findsTheSame(home)).toBeGreaterThan(20);
  const rules = { 'SRG-I106': 'error', 'SRG-T002': 'warning', 'SRG-I107': 'off' };
  const args = Object.entries(rules).flatMap(([code, setting]) => ['--rule', `${code}=${setting}`]);
  await findsTheSame(home, ['--berichtgever', '0344', ...args], { rules, berichtgevers: ['0344'] });
}, 120_000);

/** A delivery with some faults in it, damaged here and there. */
function faulty(pack: Pack, seed: number, damage: boolean): string {
  const [codes, edits] = fc.sample(
    fc.tuple(fc.uniqueArray(fc.constantFrom(...FAULT_CODES), { maxLength: 6 }), randomEdits(['<V/>'], 3)),
    { seed, numRuns: 1 },
  )[0]!;
  const options = { pack, records: 40, gemeente: '0363', berichtgever: '0363', months: 1, seed };
  const generate = (faults: ReadonlyMap<RuleCode, number>) => {
    const generator = new DeliveryGenerator({ ...options, month: monthOf(dayOf(2025, 3, 1)), faults });
    return [...generator.delivery(0)].join('');
  };
  let faults = new Map<RuleCode, number>();
  for (const code of codes) {
    const more = new Map([...faults, [code, 2] as const]);
    try {
      generate(more);
      faults = more;
    } catch (error) {
      // Not every fault can be made in every format, nor beside every other.
      if (!(error instanceof CannotGenerate)) throw error;
    }
  }
  let text = generate(faults);
  if (damage) {
    for (const { at, length, text: put } of edits) {
      const start = Math.floor((at / PLACES) * text.length);
      text = text.slice(0, start) + put + text.slice(start + length);
    }
  }
  return text;
}

const PACKS: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = {
  'srg-regeling-2026': undefined,
  attributen: ATTRIBUTE_PACK_FILES,
  personen: PERSON_PACK_FILES,
};
/** Some 200 in all. */
const EACH = LONG ? 67 : 2;

describe.each(Object.entries(PACKS))('in faulty deliveries of the pack %s', (name, files) => {
  let where: string;
  beforeAll(() => {
    where = files ? join(folder, `pack-${name}`) : 'schemas/srg-regeling-2026';
    if (files) mkdirSync(where);
    for (const [file, text] of Object.entries(files ?? {})) writeFileSync(join(where, file), text);
  });

  test('the editor finds what the command line finds', async () => {
    const home = join(folder, name);
    mkdirSync(home);
    const pack = await loadPackFolder(where);
    for (let n = 0; n < EACH; n++) writeFileSync(join(home, `${n}.srg.xml`), faulty(pack, SEED + n, n % 2 === 1));
    const found = await findsTheSame(home, files ? ['--pack', where] : [], { packs: files ? [where] : [] });
    expect(found).toBeGreaterThan(0);
  }, 600_000);
});
