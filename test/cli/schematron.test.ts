import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { BSN, delivery, record } from '../support/delivery.ts';
import { FAILING, sch } from '../support/schematron.ts';
import { srg } from './run-srg.ts';

const AFSPRAKEN = 'examples/afspraken.sch';
const RIGHT = 'examples/correct.srg.xml';
const folder = mkdtempSync(join(tmpdir(), 'srg-schematron-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const check = (...args: string[]) => srg(['check', ...args]);

/** A course that is too long by the example's rules, and right by CBS's. */
const LONG = write('lang.srg.xml', delivery([record({ type: '12', start: '20240101', end: '20250331' })]));
const rule = (check: string) => sch(`<pattern><rule context="srg:Voorziening">${check}</rule></pattern>`);
const ERROR = write('fout.sch', rule('<report id="E" role="error" test="true()">nooit goed</report>'));

describe('rules of the user’s own', () => {
  test('are applied, and leave the verdict as it is', () => {
    const { status, stdout, stderr } = check('--schematron', AFSPRAKEN, LONG);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [finding, verdict, ...others] = stdout.trimEnd().split('\n');
    expect(finding).toMatch(
      /lang\.srg\.xml:4:\d+: warning GEM-01 Een tijdelijke loonkostensubsidie \(type 12\) .* 20240101 /,
    );
    expect(verdict).toMatch(/: goedgekeurd$/);
    expect(others).toEqual([]);
    expect(check('--schematron', AFSPRAKEN, RIGHT)).toMatchObject({ status: 0, stderr: '' });
  });

  test('count for the exit status by their severity', () => {
    expect(check('--schematron', ERROR, RIGHT).status).toBe(1);
    expect(check('--schematron', AFSPRAKEN, '--fail-on', 'warning', LONG).status).toBe(1);
  });

  test('of several files', () => {
    const { stdout } = check('--schematron', AFSPRAKEN, '--schematron', ERROR, LONG);
    expect(stdout.match(/ (GEM-01|E) /g)).toEqual([' E ', ' GEM-01 ']);
  });

  test.each<[setting: string, shown: RegExp]>([
    ['off', /^\S+: goedgekeurd\n$/],
    ['error', /: error GEM-01 /],
  ])('with the severity %s', (setting, shown) => {
    expect(check('--schematron', AFSPRAKEN, '--rule', `GEM-01=${setting}`, LONG).stdout).toMatch(shown);
  });

  test.each(['lines', 'pretty', 'json', 'html'])('in %s, with BSNs masked', (format) => {
    const path = write(
      'bsn.sch',
      rule('<report id="B" test="true()">van <value-of select=".//srg:Burgerservicenummer"/></report>'),
    );
    const { stdout, stderr } = check('--schematron', path, '--format', format, LONG);
    expect(stderr).toBe('');
    expect(stdout).toContain(`van *****${BSN[0].slice(-4)}`);
    expect(stdout).not.toContain(BSN[0]);
  });

  test('are suppressed by a comment in the delivery', () => {
    const text = readFileSync(LONG, 'utf8').replace('<Voorziening>', '<!-- srg-disable GEM-01: afgesproken -->$&');
    const { stdout } = check('--schematron', AFSPRAKEN, write('nagegaan.srg.xml', text));
    expect(stdout).not.toContain('GEM-01 Een');
    expect(stdout).toMatch(/goedgekeurd/);
  });

  test('have a line of their own in the report', () => {
    const { stdout } = check('--schematron', AFSPRAKEN, '--format', 'html', LONG);
    expect(stdout).toContain('Eigen regel GEM-01');
    expect(stdout).toContain('eigen regel van de gemeente');
  });
});

describe('2 and what is wrong, with its place, for', () => {
  const of = (text: string) => write('regels.sch', text);

  test.each<[name: string, text: string, stderr: RegExp]>([
    ['no XML', '<schema', /^srg: \S+regels\.sch:1:\d+: error [^\n]+\n/],
    ['no Schematron', '\n <rss/>', /^srg: \S+regels\.sch:2:3: error Dit is geen ISO Schematron[^\n]+\n$/],
    ['an expression', rule('<report\n test="((">x</report>'), /^srg: \S+regels\.sch:2:8: error [^\n]*XPath[^\n]*\n$/],
  ])('%s, while the delivery is checked', (_name, text, stderr) => {
    const result = check('--schematron', of(text), LONG);
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(stderr);
    expect(result.stdout).toMatch(/lang\.srg\.xml: goedgekeurd\n$/);
  });

  test('an expression that fails for some records, once', () => {
    const deliveries = [1, 2].map((n) => write(`elf-${n}.srg.xml`, delivery([record({ type: '11' }), record()])));
    const result = check('--schematron', of(FAILING.text), ...deliveries);
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(/^srg: \S+regels\.sch:1:\d+: error [^\n]*te veel rekenwerk[^\n]*\n$/);
    expect(result.stdout).not.toContain(' SOMS ');
  });

  test('a file that no delivery has to do with', () => {
    const result = check('--schematron', of('<rss/>'), 'examples/onbekend-formaat.srg.xml');
    expect(result).toMatchObject({ status: 2, stderr: expect.stringContaining('geen ISO Schematron') });
  });

  test('in English', () => {
    expect(check('--schematron', of('<rss/>'), '--language', 'en', LONG).stderr).toContain(
      'This is not ISO Schematron',
    );
  });

  test.each<[name: string, args: string[], stderr: RegExp]>([
    ['a file that is not there', ['--schematron', 'nergens.sch', RIGHT], /^srg: --schematron nergens\.sch: [^\n]+\n$/],
    ['a folder', ['--schematron', 'examples', RIGHT], /^srg: --schematron examples: [^\n]+\n$/],
    ['a severity of a rule that there is not', ['--rule', 'GEM-01=off', RIGHT], /^srg: [^\n]*GEM-01[^\n]*\n$/],
    ['one of ours', ['--schematron', AFSPRAKEN, '--rule', 'SRG-I999=off', RIGHT], /^srg: [^\n]*SRG-I999[^\n]*\n$/],
  ])('%s', (_name, args, stderr) => {
    const result = check(...args);
    expect(result).toMatchObject({ status: 2, stdout: '' });
    expect(result.stderr).toMatch(stderr);
  });
});

test('a warning about a file is told and changes nothing', () => {
  const path = write('waarschuwing.sch', readFileSync(AFSPRAKEN, 'utf8').replace('role="warning"', 'role="let op"'));
  const { status, stderr } = check('--schematron', path, RIGHT);
  expect(status).toBe(0);
  expect(stderr).toMatch(/^srg: \S+waarschuwing\.sch:\d+:\d+: warning [^\n]+\n$/);
});

test('a file in another encoding is read as it says', () => {
  const text = `<?xml version="1.0" encoding="ISO-8859-1"?>${rule('<report id="L" test="true()">één</report>')}`;
  const path = join(folder, 'latin1.sch');
  writeFileSync(path, Buffer.from(text, 'latin1'));
  expect(check('--schematron', path, LONG)).toMatchObject({ stderr: '', stdout: expect.stringContaining('L één') });
});
