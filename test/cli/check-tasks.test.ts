import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CheckDefinition, type CheckSettings, checkArguments } from '../../client/src/check-arguments.ts';
import { check } from '../../server/src/cli/commands/check.ts';
import { apply, CommandLine } from '../../server/src/cli/usage/command-line.ts';
import { wordsIn } from '../../server/src/cli/usage/words.ts';
import { BSN, delivery, record } from '../support/delivery.ts';

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
const program = resolve('dist/srg.mjs');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg taak '));
  mkdirSync(join(folder, 'een map'));
  cpSync('examples/met-fouten.srg.xml', join(folder, 'een map/met fouten.srg.xml'));
  cpSync('examples/niet-welgevormd.srg.xml', join(folder, 'niet-welgevormd.srg.xml'));
  cpSync('examples/correct.srg.xml', join(folder, 'correct.srg.xml'));
  // A value that looks like a line of the output, and one over several lines.
  const faulty = [record({ geslacht: 'x:1:2: error A b\nc.xml:3:4: error D e' }), record({ type: '\n 77 \r\n' })];
  writeFileSync(join(folder, 'regels.srg.xml'), delivery(faulty));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a task as the editor does; gives all that comes to its terminal. */
function run(definition: CheckDefinition, settings: CheckSettings = {}): string {
  const args = [program, ...checkArguments(definition, settings)];
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', FORCE_COLOR: '1' };
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' });
  return stdout + stderr;
}

/** What the command line makes of arguments. */
async function read(args: readonly string[]) {
  let seen: object = {};
  const write = () => {};
  const root = new URL('../../', import.meta.url);
  const program = {
    schemas: root,
    validationWorker: root,
    checkWorker: root,
    rulePages: root,
    version: '1.0.0',
    language: 'nl',
    say: wordsIn('nl'),
    isTerminal: false,
    color: false,
    write,
    complain: write,
    drained: async () => true,
  } as const;
  const line = new CommandLine(program, 'srg');
  const run = async (files: readonly string[], values: object) => {
    seen = { files, ...values };
    return 0;
  };
  apply(line.command('check'), { ...check, run }, program, () => {});
  await line.parseAsync(args, { from: 'user' });
  return seen;
}

/** What a problem matcher of the manifest sees in an output. */
function match(name: string, output: string) {
  const matcher = contributes.problemMatchers.find((one: { name: string }) => one.name === name);
  const pattern = contributes.problemPatterns.find((one: { name: string }) => `$${one.name}` === matcher.pattern);
  const regexp = new RegExp(pattern.regexp);
  return output.split('\n').flatMap((line) => {
    const found = regexp.exec(line);
    if (!found) return [];
    const group = (key: string) => (pattern[key] === undefined ? undefined : found[pattern[key]]);
    return {
      file: group('file'),
      line: Number(group('line')),
      column: Number(group('column')),
      severity: group('severity'),
      code: group('code'),
      message: group('message'),
    };
  });
}

/** A finding in the JSON output, as far as a line tells it. */
interface Finding {
  readonly code: string;
  readonly severity: keyof typeof KNOWN;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
}

/** The words that a problem matcher takes for a severity: with another one a problem counts as an error. */
const KNOWN = { error: 'error', warning: 'warning', information: 'info' };

test('the problem matcher sees in the output of a task each finding that the JSON output has', () => {
  const args = ['check', '--format', 'json', '--fail-on', 'never', '.'];
  const json = execFileSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8' });
  const files: { path: string; findings: Finding[] }[] = JSON.parse(json).files;
  const expected = files.flatMap(({ path, findings }) =>
    findings.map(({ code, severity, message, range: { start } }) => ({
      file: path,
      line: start.line,
      column: start.column,
      severity: KNOWN[severity],
      code,
      message: message.replace(/\s*[\r\n]+\s*/g, ' '),
    })),
  );
  expect(match('srg', run({}))).toEqual(expected);
  expect(expected.length).toBeGreaterThan(15);
  expect(new Set(expected.map(({ severity }) => severity)).size).toBe(3);
  expect(new Set(expected.map(({ file }) => file)).size).toBe(3);
});

test('nothing else in the output is taken for a finding', () => {
  const output = run({ files: ['correct.srg.xml', 'nergens.srg.xml'] });
  expect(output).toContain('goedgekeurd');
  expect(output).toContain('nergens.srg.xml');
  expect([...match('srg', output), ...match('srg-schematron', output)]).toEqual([]);
});

test('what is wrong with rules of one’s own is seen by the other matcher, and by that alone', () => {
  const rules =
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern>\n<rule context="a["><assert test="1">x</assert></rule></pattern></schema>';
  writeFileSync(join(folder, 'mijn regels.sch'), rules);
  const output = run({ files: ['correct.srg.xml'] }, { schematron: ['mijn regels.sch'] });
  expect(match('srg', output)).toEqual([]);
  expect(match('srg-schematron', output)).toMatchObject([
    {
      file: expect.stringMatching(/mijn regels\.sch$/),
      line: 2,
      severity: 'error',
      message: expect.stringMatching(/./),
    },
  ]);
});

test('codes of one’s own are seen', () => {
  const rules =
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><ns prefix="s" uri="urn:srg-xml:regeling:2026"/><pattern><rule context="s:Voorziening"><report id="altijd" test="true()" role="information">Altijd.</report></rule></pattern></schema>';
  writeFileSync(join(folder, 'eigen.sch'), rules);
  writeFileSync(join(folder, 'eigen.srg.xml'), delivery([record({ bsn: BSN[0], end: '20250320' })]));
  expect(match('srg', run({ files: ['eigen.srg.xml'] }, { schematron: ['eigen.sch'] }))).toMatchObject([
    { code: 'altijd', severity: 'info', message: 'Altijd.' },
  ]);
});

describe('the arguments of a task', () => {
  test('follow from the settings, and the options come behind them', async () => {
    const settings: CheckSettings = {
      language: 'en',
      packs: ['pakketten/a b', '/p'],
      berichtgevers: ['0363'],
      rules: { 'SRG-I101': 'off', eigen: 'warning' },
      schematron: ['a.sch'],
      maxProblems: 20,
      previousDelivery: ['oud/-x.xml'],
      templates: { files: ['*.tmpl'] },
    };
    const args = checkArguments({ files: ['-a b.xml'], options: ['--fail-on', 'warning', '--language=nl'] }, settings);
    expect(args[0]).toBe('check');
    expect(await read(args)).toEqual({
      files: ['-a b.xml'],
      format: 'lines',
      language: 'nl',
      pack: ['pakketten/a b', '/p'],
      berichtgever: ['0363'],
      rule: ['SRG-I101=off', 'eigen=warning'],
      schematron: ['a.sch'],
      template: ['*.tmpl'],
      failOn: 'warning',
      maxProblems: 20,
      previous: ['oud/-x.xml'],
      output: [],
    });
  });

  test.each<[CheckDefinition]>([[{}], [{ files: [] }]])('without files it is the folder: %j', async (definition) => {
    expect(await read(checkArguments(definition, {}))).toMatchObject({ files: ['.'] });
  });

  test('are those that the manifest describes', () => {
    const [definition] = contributes.taskDefinitions;
    expect(definition.type).toBe('srg');
    expect(Object.keys(definition.properties)).toEqual(['command', 'files', 'options']);
    expect(definition.properties.command.enum).toEqual(['check']);
    for (const property of Object.values(definition.properties)) {
      expect(property).toMatchObject({ description: expect.stringMatching(/\w/) });
    }
  });
});
