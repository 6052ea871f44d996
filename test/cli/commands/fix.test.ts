import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BSN, delivery, record } from '../../support/delivery.ts';
import { srg } from '../run-srg.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-fix-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const fix = (...args: string[]) => srg(['fix', ...args]);
const shown = at;
const WRONG = delivery([
  record({ nummer: 'A', start: '1-3-2025' }),
  record({ nummer: 'B', bsn: BSN[1], type: '11', arbeidsvermogen: '20' }),
]);
const SAFE = WRONG.replace('1-3-2025', '20250301');
const UNSAFE = SAFE.replace('<Arbeidsvermogen>20<', '<Arbeidsvermogen>10<');

describe('srg fix', () => {
  test.each<[name: string, args: string[], text: string]>([
    ['what is safe', [], SAFE],
    ['what is clear, when asked', ['--unsafe'], UNSAFE],
    ['one rule', ['--unsafe', '--rule', 'i102'], WRONG.replace('<Arbeidsvermogen>20<', '<Arbeidsvermogen>10<')],
    ['another rule', ['--rule', 'i101'], WRONG],
    ['nothing, on trial', ['--unsafe', '--dry-run'], WRONG],
  ])('puts right %s', (_name, args, text) => {
    writeFileSync(at('a.srg.xml'), WRONG);
    const { status, stderr } = fix(...args, at('a.srg.xml'));
    expect({ status, stderr }).toEqual({ status: args.includes('--dry-run') ? 1 : 0, stderr: '' });
    expect(readFileSync(at('a.srg.xml'), 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['a.srg.xml']);
  });

  test('shows what changes, without BSNs', () => {
    writeFileSync(at('a.srg.xml'), WRONG);
    const { stdout } = fix('--dry-run', at('a.srg.xml'));
    const line = WRONG.split('\n').findIndex((text) => text.includes('1-3-2025')) + 1;
    const path = shown('a.srg.xml');
    const [first, second, place, old, now, total] = stdout.split('\n');
    expect([first, second, place]).toEqual([`--- ${path}`, `+++ ${path}`, `@@ -${line},1 +${line},1 @@`]);
    expect(old).toContain('<Burgerservicenummer>*****4869</Burgerservicenummer>');
    expect(now).toContain('<BegindatumVoorziening>20250301</BegindatumVoorziening>');
    expect(total).toBe(`${path}: op te lossen: 1, nog over: 1`);
    expect(fix('--dry-run', '--show-bsn', at('a.srg.xml')).stdout).toContain(BSN[0]);
  });

  test.each<[name: string, encode: (text: string) => Buffer]>([
    ['a byte order mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['ISO-8859-1', (text) => Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>\n<!-- é -->${text}`, 'latin1')],
    ['CRLF', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['CR', (text) => Buffer.from(text.replaceAll('\n', '\r'))],
    ['one line, and none behind it', (text) => Buffer.from(text.replaceAll('\n', ''))],
  ])('keeps %s', (_name, encode) => {
    writeFileSync(at('a.srg.xml'), encode(WRONG), { mode: 0o640 });
    expect(fix(at('a.srg.xml')).status).toBe(0);
    expect(readFileSync(at('a.srg.xml')).equals(encode(SAFE))).toBe(true);
    expect(statSync(at('a.srg.xml')).mode & 0o777).toBe(0o640);
  });

  test('writes nothing where nothing changes', () => {
    writeFileSync(at('a.srg.xml'), SAFE);
    const before = statSync(at('a.srg.xml'));
    expect(fix(at('a.srg.xml')).stdout).toBe(`${shown('a.srg.xml')}: niets op te lossen (nog over: 1)\n`);
    const { ino, mtimeMs } = statSync(at('a.srg.xml'));
    expect({ ino, mtimeMs }).toEqual({ ino: before.ino, mtimeMs: before.mtimeMs });
  });

  test('keeps the old file where that is asked for, for the same eyes', () => {
    writeFileSync(at('a.srg.xml'), WRONG, { mode: 0o600 });
    fix('--backup', at('a.srg.xml'));
    expect(readFileSync(at('a.srg.xml.bak'), 'utf8')).toBe(WRONG);
    expect(statSync(at('a.srg.xml.bak')).mode & 0o777).toBe(0o600);
  });

  test('goes by the configuration and by last month, as srg check does', () => {
    const running = record({ nummer: 'A', start: '20250201' });
    const months = [
      delivery([running, record({ nummer: 'B', bsn: BSN[1], start: '20250201' })], { verslagmaand: '2025-02' }),
      delivery([running]),
    ];
    for (const [n, text] of months.entries()) writeFileSync(at(`${n}.srg.xml`), text);
    expect(fix(at('1.srg.xml')).stdout).toBe(`${shown('1.srg.xml')}: niets op te lossen (nog over: 1)\n`);
    writeFileSync(at('srg.config.json'), JSON.stringify({ rules: { 'SRG-I104': 'off' } }));
    expect(fix(at('1.srg.xml')).stdout).toBe(`${shown('1.srg.xml')}: niets op te lossen (nog over: 0)\n`);
    expect(fix('--no-config', '--previous', at('0.srg.xml'), at('1.srg.xml')).stdout).toContain('(nog over: 1)');
    writeFileSync(at('srg.config.json'), '{');
    const broken = fix(at('1.srg.xml'));
    expect(broken).toMatchObject({ status: 2, stderr: expect.stringContaining('srg.config.json') });
  });

  test('leaves what it cannot write back as it was', () => {
    const bytes = Buffer.concat([Buffer.from(WRONG), Buffer.from([0xe9, 0x20])]);
    writeFileSync(at('a.srg.xml'), bytes);
    const { status, stderr } = fix(at('a.srg.xml'));
    expect(status).toBe(2);
    expect(stderr).toBe(
      `srg: ${shown('a.srg.xml')}: niet gewijzigd, want in de codering van dit bestand kan dat niet\n`,
    );
    expect(readFileSync(at('a.srg.xml')).equals(bytes)).toBe(true);
  });

  test('takes folders, and passes over what is no delivery there', () => {
    writeFileSync(at('a.srg.xml'), WRONG);
    writeFileSync(at('b.xml'), '<html/>');
    expect(fix(folder)).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(at('b.xml'), 'utf8')).toBe('<html/>');
    expect(fix(at('b.xml'))).toMatchObject({ status: 2, stderr: expect.stringContaining('is geen SRG-levering') });
  });

  test.each([
    ['an unknown rule', ['--rule', 'x9'], /^srg: --rule x9: x9 is geen controle[^\n]*\n$/],
    ['a file that is not there', ['nergens.xml'], /^srg: nergens\.xml: bestaat niet\n$/],
    ['standard input', ['-'], /^srg: de standaardinvoer \(-\) kan hier niet[^\n]*\n$/],
  ])('2 and one line for %s', (_name, args, stderr) => {
    writeFileSync(at('a.srg.xml'), SAFE);
    const result = fix(...args, at('a.srg.xml'));
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(stderr);
  });
});
