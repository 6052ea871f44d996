import { existsSync, linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BSN, delivery, record } from '../../support/delivery.ts';
import { srg } from '../run-srg.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-anonymise-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const anonymise = (...args: string[]) => srg(['anonymise', ...args, '--out', at('uit')]);
const WRONG = delivery([
  record({ nummer: 'A-100', start: '1-3-2025' }),
  record({ nummer: 'B-200', bsn: BSN[1], type: '11', arbeidsvermogen: '20' }),
  '<!-- Jansen -->',
]);
/** What the findings of a delivery say, without where it lies. */
const found = (path: string) =>
  srg(['check', path])
    .stdout.replaceAll(path, '')
    .replace(/\*{5}\d{4}/g, '*****');

describe('srg anonymise', () => {
  test('writes a delivery of nobody, in which the same is found, and says what stays', () => {
    writeFileSync(at('a.srg.xml'), WRONG);
    const { status, stdout, stderr } = anonymise(at('a.srg.xml'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [first, second, third] = stdout.split('\n');
    const target = at('uit/a.srg.xml');
    expect(first).toBe(`${at('a.srg.xml')} -> ${target}: records: 2, meldingen: 2, dezelfde als in het origineel`);
    expect(second).toBe('  commentaar en instructies weggelaten: 1');
    expect(third).toContain('Wat blijft staan: gemeente, berichtgever');
    const text = readFileSync(target, 'utf8');
    for (const secret of [BSN[0], BSN[1], '19800505', 'A-100', 'B-200', 'Jansen']) expect(text).not.toContain(secret);
    expect(found(target)).toBe(found(at('a.srg.xml')));
    expect(readFileSync(at('a.srg.xml'), 'utf8')).toBe(WRONG);
    expect(readdirSync(at('uit'))).toEqual(['a.srg.xml']);
  });

  test('months of one run, and that of --previous, fit together', () => {
    srg(['generate', '--records', '30', '--months', '3', '--faults', 'i104=2,i101=1', '--out', at('in')]);
    expect(anonymise(at('in'))).toMatchObject({ status: 0, stderr: '' });
    const [, , last] = readdirSync(at('uit'));
    const options = ['--previous', at('uit/2025-04.srg.xml')];
    const codes = (name: string) =>
      srg(['check', ...options, name])
        .stdout.match(/SRG-\w+/g)!
        .sort();
    expect(codes(at(`uit/${last}`))).toEqual(['SRG-I101', 'SRG-I104']);
    rmSync(at('uit'), { recursive: true });
    expect(anonymise(at('in/2025-05.srg.xml'), '--previous', at('in/2025-04.srg.xml')).status).toBe(0);
    expect(readdirSync(at('uit'))).toEqual(['2025-04.srg.xml', '2025-05.srg.xml']);
    expect(codes(at(`uit/${last}`))).toEqual(['SRG-I101', 'SRG-I104']);
  });

  test.each<[name: string, encode: (text: string) => Buffer, decode: (bytes: Buffer) => string]>([
    ['UTF-8 with a byte order mark', (text) => Buffer.from(`\ufeff${text}`), (bytes) => bytes.toString('utf8')],
    ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), (bytes) => bytes.toString('utf16le')],
    [
      'windows-1252 and CRLF',
      (text) =>
        Buffer.from(`<?xml version="1.0" encoding="windows-1252"?>\n${text}`.replaceAll('\n', '\r\n'), 'latin1'),
      (bytes) => bytes.toString('latin1'),
    ],
  ])('keeps %s', (_name, encode, decode) => {
    const told = '</TypeVoorziening><OmschrijvingTypeVoorziening>Ren\xe9e &amp; co</OmschrijvingTypeVoorziening>';
    const bytes = encode(WRONG.replace('</TypeVoorziening>', told));
    writeFileSync(at('a.srg.xml'), bytes);
    expect(anonymise(at('a.srg.xml'))).toMatchObject({ status: 0, stderr: '' });
    const shape = (all: Buffer) =>
      decode(all)
        .replace(/<!-- Jansen -->\r?\n/, '')
        .replace(/[0-9]/g, '0')
        .replace(/>[^<]*[A-Z][^<]*</g, '>x<');
    const made = readFileSync(at('uit/a.srg.xml'));
    expect(shape(made)).toBe(shape(bytes));
    expect(decode(made)).toMatch(/>[A-Z][a-z]{2}[\xe0-\xff][a-z] &amp; [a-z]{2}</);
  });

  test('goes by the configuration of the folder, as srg check does', () => {
    writeFileSync(at('a.srg.xml'), WRONG);
    const counted = (...args: string[]) =>
      /meldingen: (\d+)/.exec(anonymise(at('a.srg.xml'), '--force', ...args).stdout)?.[1];
    writeFileSync(at('srg.config.json'), JSON.stringify({ berichtgevers: ['0518'] }));
    expect([counted(), counted('--no-config')]).toEqual(['3', '2']);
    writeFileSync(at('srg.config.json'), '{');
    const broken = anonymise(at('a.srg.xml'), '--force');
    expect(broken).toMatchObject({ status: 2, stderr: expect.stringContaining('srg.config.json') });
  });

  test('--seed gives the same each time, and without it never', () => {
    writeFileSync(at('a.srg.xml'), WRONG);
    const made = (...args: string[]) => {
      anonymise(at('a.srg.xml'), '--force', ...args);
      return readFileSync(at('uit/a.srg.xml'), 'utf8');
    };
    expect(made('--seed', 'x')).toBe(made('--seed', 'x'));
    expect(made()).not.toBe(made());
  });

  test('1 where not the same is found, and it says of what', () => {
    // 27 on the day of the one and not yet on that of the other: there is no other day of birth like it.
    const records = ['20250301', '20250228'].map((start) => record({ geboortedatum: '19980301', type: '22', start }));
    writeFileSync(at('a.srg.xml'), delivery(records));
    const { status, stdout } = anonymise(at('a.srg.xml'));
    expect(status).toBe(1);
    expect(stdout).toContain(
      'records: 2, meldingen: 0, NIET dezelfde als in het origineel\n  van SRG-I115 1 weg en 0 erbij\n',
    );
  });

  test('a name with a BSN in it becomes another one', () => {
    writeFileSync(at(`${BSN[0]}.srg.xml`), WRONG);
    expect(anonymise(at(`${BSN[0]}.srg.xml`)).status).toBe(0);
    expect(readdirSync(at('uit'))).toEqual(['levering-1.srg.xml']);
  });

  test('never replaces one of the deliveries, by whatever name, nor anything else unasked', () => {
    writeFileSync(at('a.srg.xml'), WRONG);
    const refused = srg(['anonymise', at('a.srg.xml'), '--force', '--out', folder]);
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('is zelf een van de leveringen') });
    expect(anonymise(at('a.srg.xml')).status).toBe(0);
    expect(anonymise(at('a.srg.xml'))).toMatchObject({ status: 2, stderr: expect.stringContaining('bestaat al') });
    rmSync(at('uit/a.srg.xml'));
    linkSync(at('a.srg.xml'), at('uit/a.srg.xml'));
    expect(anonymise('--force', at('a.srg.xml')).status).toBe(2);
    expect(readFileSync(at('a.srg.xml'), 'utf8')).toBe(WRONG);
  });

  test.each<[name: string, content: string | Buffer, words: string]>([
    ['another language', '<html/>', 'is geen SRG-levering'],
    ['an unknown format', '<SRG xmlns="urn:nieuw"/>', 'zonder het schemapakket'],
    ['bytes that are not what they say', Buffer.concat([Buffer.from(WRONG), Buffer.of(0xe9, 0x20)]), 'in de codering'],
  ])('2 and one line for %s, and nothing is written', (_name, content, words) => {
    writeFileSync(at('a.srg.xml'), content);
    const { status, stderr } = anonymise(at('a.srg.xml'));
    expect(status).toBe(2);
    expect(stderr).toMatch(new RegExp(`^srg: [^\n]*${words}[^\n]*\n$`));
    expect(existsSync(at('uit'))).toBe(false);
  });

  test('2 without --out', () => {
    expect(srg(['anonymise', 'a.xml'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^srg: --out[^\n]*\n$/),
    });
  });
});
