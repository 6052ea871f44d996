import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BSN, delivery, record } from '../../support/delivery.ts';
import { srg } from '../run-srg.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-baseline-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const OLD = [record({ nummer: 'A', start: '20250401' }), record({ nummer: 'B', bsn: BSN[1], start: '1-3-2025' })];
const NEW = record({ nummer: 'C', bsn: BSN[2], start: '20250420', geslacht: '9' });

function baseline(text: string) {
  writeFileSync(at('a.srg.xml'), text);
  return srg(['baseline', at('a.srg.xml'), '--out', at('srg.baseline.json')]);
}

function check(text: string, ...args: string[]) {
  writeFileSync(at('a.srg.xml'), text);
  const { status, stdout } = srg([
    'check',
    '--format',
    'json',
    '--baseline',
    at('srg.baseline.json'),
    ...args,
    at('a.srg.xml'),
  ]);
  const [file] = JSON.parse(stdout).files;
  return {
    status,
    file,
    found: file.findings.map(({ code, record }: { code: string; record: number }) => `${code} ${record}`),
  };
}

describe('srg baseline', () => {
  test('accepts what is there, which changes the exit status and never the verdict', () => {
    const written = baseline(delivery(OLD));
    expect(written).toEqual({
      status: 0,
      stdout: `${at('srg.baseline.json')}: geaccepteerde meldingen: 2\n`,
      stderr: '',
    });
    const { status, file, found } = check(delivery(OLD));
    expect({ status, found }).toEqual({ status: 0, found: [] });
    expect(file).toMatchObject({ verdict: 'afkeur', accepted: 2, counts: { error: 0, warning: 0 }, kinds: [] });
    expect(srg(['check', at('a.srg.xml')]).status).toBe(1);
  });

  test('leaves what is new, wherever the rest has gone', () => {
    baseline(delivery(OLD));
    const { status, file, found } = check(delivery([NEW, OLD[1]!, record({ nummer: 'D', type: '31' }), OLD[0]!]));
    expect({ status, found }).toEqual({ status: 1, found: ['SRG-T002 0', 'SRG-I106 0'] });
    expect(file).toMatchObject({ accepted: 2, counts: { error: 1, warning: 1, information: 0 } });
    const limited = check(delivery([NEW, ...OLD]), '--max-problems', '1');
    expect(limited.found).toEqual(['SRG-T002 0']);
  });

  test('is told of beside the verdict', () => {
    baseline(delivery(OLD));
    const { stdout } = srg(['check', '--baseline', at('srg.baseline.json'), at('a.srg.xml')]);
    const path = at('a.srg.xml');
    expect(stdout).toBe(`${path}: 2 meldingen geaccepteerd (--baseline)\n${path}: afkeur\n`);
  });

  test('holds no BSN and no date of birth, whatever the records are numbered by', () => {
    const numbers = [BSN[0], `X-${BSN[0]}`, '19800505', '05-05-1980', 'P050580'];
    const records = numbers.map((nummer, n) =>
      record({ nummer, start: `2025040${n + 1}`, type: ['30', '31', '40', '42', '43'][n]! }),
    );
    baseline(delivery(records));
    const text = readFileSync(at('srg.baseline.json'), 'utf8');
    expect(text.match(/SRG-I106/g)).toHaveLength(5);
    expect(text).not.toMatch(/[0-9]{6}|0505|0869/);
    expect(check(delivery(records)).found).toEqual([]);
  });

  test.each([
    ['one that is not there', undefined, /het bestand bestaat niet/],
    ['what is none', '{"version":2}', /is geen baseline/],
    ['what is no JSON', 'x', /is geen baseline/],
  ])('2 and one line for %s', (_name, text, stderr) => {
    if (text !== undefined) writeFileSync(at('b.json'), text);
    const result = srg(['check', 'examples/correct.srg.xml', '--baseline', at('b.json')]);
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(stderr);
  });
});
