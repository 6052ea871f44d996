import { describe, expect, test } from 'vitest';
import { parseAnswer, recordIn } from '../../../server/src/engine/import/answers.ts';
import { importTexts } from '../../../server/src/features/import-texts.ts';
import { analyse, packs } from '../../support/delivery.ts';
import { importOf, packOf, reportOf } from '../../support/import/import-of.ts';
import { codes, el, group, many, pattern, simple } from '../../support/import/schema-pieces.ts';
import { xsd } from '../../support/packs/schema-pack.ts';

const TWO = simple('Twee', pattern('[0-9]{2}')) + simple('Negen', pattern('[0-9]{9}'));
const fields = (type: string, begin: string) =>
  el('Nummer', 'xs:string') + el(type, 'Twee') + el(begin, 'xs:date') + el('Einddatum', 'xs:date');
const schema = (...lists: readonly string[]) => ({
  'x.xsd': xsd(
    TWO +
      codes('Vermogen', '10 11 20 30 40') +
      group(
        'Levering',
        el('Maand', 'xs:gYearMonth') +
          many('Deelnemer', el('Bsn', 'Negen') + el('Arbeidsvermogen', 'Vermogen') + lists.join('')),
      ),
  ),
});
const INSTRUMENT = many('Instrument', fields('Type', 'Begindatum'));
const ACTIVITEIT = many('Activiteit', fields('Soort', 'Startdatum'));
const BOTH = schema(INSTRUMENT, ACTIVITEIT);

describe('which elements are the records', () => {
  test('is asked where others are as plausible', async () => {
    const report = reportOf(await importOf(BOTH)) as { recordCandidates?: unknown; record: unknown };
    expect(report.record).toBe('/Levering/Deelnemer/Instrument');
    expect(report.recordCandidates).toEqual([
      { path: '/Levering/Deelnemer/Instrument', reason: expect.stringContaining('typeVoorziening, begindatum') },
      { path: '/Levering/Deelnemer/Activiteit', reason: expect.stringContaining('typeVoorziening, begindatum') },
    ]);
  });

  test.each<[name: string, lists: readonly string[]]>([
    ['there is one', [INSTRUMENT]],
    ['the other is called something else', [INSTRUMENT, many('Dienstverband', fields('Soort', 'Startdatum'))]],
    ['the other has no type', [INSTRUMENT, many('Contact', el('Nummer', 'xs:string') + el('Datum', 'xs:date'))]],
    ['they are alike', [many('Start', fields('Type', 'Begindatum')), many('Stop', fields('Type', 'Begindatum'))]],
  ])('is not asked where %s', async (_name, lists) => {
    expect(reportOf(await importOf(schema(...lists)))).not.toHaveProperty('recordCandidates');
  });

  test('is an open point of the pack, by which nothing is approved', async () => {
    const result = await importOf(BOTH);
    if (result.kind !== 'imported') throw new Error(result.kind);
    expect(result.hasOpenPoints).toBe(true);
    expect(JSON.parse(result.files['pack.json']!).open.record).toHaveLength(2);
    const pack = await packOf(result, BOTH);
    const row = '<Nummer>1</Nummer><Type>10</Type><Begindatum>2025-03-01</Begindatum><Einddatum>2025-03-31</Einddatum>';
    const activity = row.replaceAll('Type', 'Soort').replaceAll('Begindatum', 'Startdatum');
    const text = `<Levering><Maand>2025-03</Maand><Deelnemer><Bsn>950204869</Bsn><Arbeidsvermogen>10</Arbeidsvermogen><Instrument>${row}</Instrument><Activiteit>${activity}</Activiteit></Deelnemer></Levering>`;
    const analysis = analyse(text, { packs: [pack] });
    expect(analysis.tally.verdict).toBe('niet-te-beoordelen');
    expect([...analysis.findings()].map(({ message }) => message.key)).toContain('SRG-T006.openRecord');
  });

  test('is settled by an answer', async () => {
    const ask = (answers: readonly string[]) =>
      importTexts({ schema: 'x.xsd', texts: BOTH, deliveries: [], answers, language: 'nl' }, packs[0]!);
    const first = await ask([]);
    expect(first).toMatchObject({
      recordCandidates: [
        { paths: ['/Levering/Deelnemer/Instrument'], declared: { file: 'x.xsd' } },
        { paths: ['/Levering/Deelnemer/Activiteit'], declared: { file: 'x.xsd' } },
      ],
    });
    const settled = await ask(['record=/Levering/Deelnemer/Activiteit']);
    expect(settled).toMatchObject({ records: ['/Levering/Deelnemer/Activiteit'], recordCandidates: [] });
    expect((settled as { files: Record<string, string> }).files['pack.json']).not.toContain('"record": [');
  });

  test('an answer that names a record is no answer on a concept', () => {
    expect(recordIn('record=/A/B')).toBe('/A/B');
    expect(recordIn('bsn=/A/B')).toBeUndefined();
    expect(parseAnswer('record=/A/B')).toMatchObject({ kind: 'concept' });
  });
});
