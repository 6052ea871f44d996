import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { letterOn } from '../../../server/src/engine/report/letter.ts';
import { makeReport } from '../../../server/src/engine/report/report.ts';
import { analyse, delivery, record } from '../../support/delivery.ts';

const OPTIONS = { maskBsn: true, name: 'levering.srg.xml', maxFindings: 0 } as const;
const letter = (text: string, language: 'nl' | 'en' = 'nl') =>
  letterOn(makeReport(analyse(text), { ...OPTIONS, language }));

test.each<[name: string, text: string, asks: string]>([
  ['rejected', readFileSync('examples/met-fouten.srg.xml', 'utf8'), 'Wilt u het bestand verbeteren'],
  ['contact', delivery([record({ start: '20250310', end: '20250301' })]), 'Wilt u nagaan of deze gegevens kloppen'],
  ['accepted', delivery([record()]), 'U hoeft niets te doen.'],
  ['not judged', '<SRG/>', 'kon niet (helemaal) worden beoordeeld'],
  ['a template', delivery([record({ start: '{{start}}' })]), 'U hoeft niets te doen.'],
])('%s: what is asked', (_name, text, asks) => {
  const written = letter(text);
  expect(written).toContain(asks);
  expect(written).not.toMatch(/[0-9]{9}|\{\w+\}|undefined/);
});

test('names the kinds, worst first, with what to do', () => {
  const lines = letter(readFileSync('examples/met-fouten.srg.xml', 'utf8')).split('\n');
  const kinds = lines.filter((line) => /^[0-9]+\. /.test(line));
  expect(kinds).toHaveLength(10);
  expect(kinds[0]).toBe(
    '1. BegindatumVoorziening: geen geldige datum (1 melding). Verbeter de waarde in de administratie en maak het bestand opnieuw aan. Staat die daar goed, dan klopt de export niet: meld het bij de leverancier.',
  );
});

test('in English', () => {
  expect(letter(delivery([record()]), 'en')).toMatch(/^Subject: SRG delivery Amsterdam, March 2025: Accepted\n/);
});
