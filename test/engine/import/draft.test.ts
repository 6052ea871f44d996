import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { draftFrom } from '../../../server/src/engine/import/draft/draft-schema.ts';
import type { Imported } from '../../../server/src/engine/import/import-schema.ts';
import { importOf, packOf, reportOf } from '../../support/import/import-of.ts';
import { UNLIKE_SCHEMAS } from '../../support/import/unlike-schemas.ts';
import { analyseWith } from '../../support/packs/findings-in.ts';

const ABOUT = 'Opgemaakt uit een levering & meer.';

function draftOf(texts: readonly string[]): string {
  const draft = draftFrom(texts, ABOUT);
  if (draft.kind !== 'drafted') throw new Error(draft.kind);
  return draft.schema;
}

async function packFrom(texts: readonly string[]) {
  const files = { 'opgemaakt.xsd': draftOf(texts) };
  const result = await importOf(files, { examples: texts, draftedFrom: ['levering.xml'] });
  return { report: reportOf(result), pack: await packOf(result as Imported, files) };
}

const EXAMPLES = ['correct', '2025-03', 'met-fouten'].map((name) => readFileSync(`examples/${name}.srg.xml`, 'utf8'));

describe('from deliveries alone', () => {
  test('the places are those of their own format, and nobody can tell whether a file meets that', async () => {
    const { report, pack } = await packFrom(EXAMPLES);
    expect(report.record).toBe('/SRG/Voorzieningen/Voorziening');
    const sure = Object.entries(report.concepts).filter(([, { certainty }]) => certainty === 'sure');
    expect(sure.map(([concept]) => concept)).toEqual(
      expect.arrayContaining(['statistiekjaar', 'gemeentecode', 'bsn', 'typeVoorziening', 'begindatum', 'loonwaarde']),
    );
    const analysis = analyseWith(pack, EXAMPLES[0]!);
    expect(analysis.tally.verdict).toBe('niet-te-beoordelen');
    expect(Array.from(analysis.findings(), ({ message }) => message.key)).toEqual(['SRG-T006.draft']);
    const wrong = analyseWith(pack, EXAMPLES[2]!);
    expect(wrong.tally.verdict).toBe('niet-te-beoordelen');
    expect(new Set(Array.from(wrong.findings(), ({ code }) => code))).toContain('SRG-I101');
  });

  test('takes the deliveries that it was made from, and keeps none of their values', () => {
    const schema = draftOf(EXAMPLES);
    expect(schema).toContain('Opgemaakt uit een levering &amp; meer.');
    for (const value of schema.match(/[0-9]{5,}/g) ?? []) expect(EXAMPLES.join('')).not.toContain(`>${value}<`);
  });

  test.each(Object.entries(UNLIKE_SCHEMAS).filter(([name]) => !/namespace, and a sub|choice|two lists/.test(name)))(
    'one delivery is enough: %s',
    async (_name, { sound, record, sure }) => {
      const { report, pack } = await packFrom([sound]);
      expect(report.record).toBe(record);
      for (const concept of ['bsn', 'typeVoorziening', 'begindatum', 'arbeidsvermogen']) {
        const path = String(sure[concept]).replace(/,.*/, '');
        expect(report.concepts[concept]).toMatchObject({ certainty: 'sure', path });
      }
      const analysis = analyseWith(pack, sound);
      expect(Array.from(analysis.findings(), ({ code }) => code)).toEqual(['SRG-T006']);
    },
  );

  const value = (name: string, text: string) => `<${name}>${text}</${name}>`;
  const entry = (more: string) =>
    value('Bsn', '950204869') + value('Arbeidsvermogen', '10') + value('Registratienummer', 'A-1') + more;
  const dates = value('TypeVoorziening', '12') + value('Begindatum', '2025-03-01');

  test('what is there once, with a day in it, may be a record where nothing repeats', async () => {
    const text = `<Levering><Kop><Verslagmaand>2025-03</Verslagmaand></Kop><Nieuw>${entry(dates)}</Nieuw><Afgerond>${entry(dates + value('Einddatum', '2025-03-31'))}</Afgerond></Levering>`;
    const { report, pack } = await packFrom([text]);
    expect(report.record).toEqual(['/Levering/Nieuw', '/Levering/Afgerond']);
    expect(Array.from(analyseWith(pack, text).findings(), ({ code }) => code)).toContain('SRG-T004');
  });

  test('types that xsi:type names are types, and a person of whom there is one is a person', async () => {
    const typed = (type: string, content: string) => `<Vz xsi:type="${type}">${content}</Vz>`;
    const number = (text: string) => value('Registratienummer', text);
    const text = `<Levering xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Verslagmaand>2025-03</Verslagmaand><Pers><Bsn>950204869</Bsn><Arbeidsvermogen>10</Arbeidsvermogen>${typed('Lks', number('A-1') + dates)}${typed('Overig', number('A-2') + dates.replace('12', '40') + value('Einddatum', '2025-03-31'))}</Pers></Levering>`;
    const { report, pack } = await packFrom([text]);
    expect(report.record).toBe('/Levering/Pers/Vz');
    expect(report.concepts.bsn).toMatchObject({ certainty: 'sure', path: '/Levering/Pers/Bsn' });
    expect(Array.from(analyseWith(pack, text).findings(), ({ code }) => code)).toEqual(['SRG-T006']);
  });

  test('what is broken off is drafted from as far as it goes, which is told', () => {
    const cut = draftFrom([EXAMPLES[0]!, EXAMPLES[0]!.slice(0, 3_000)], ABOUT);
    expect(cut).toMatchObject({ kind: 'drafted', broken: [1] });
    const deep = draftFrom([`<SRG>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</SRG>`], ABOUT);
    expect(deep).toMatchObject({ kind: 'drafted', broken: [] });
  });

  test('deliveries of two formats are no example of one', () => {
    expect(draftFrom(['<a/>', '<b/>'], ABOUT)).toEqual({ kind: 'otherRoot', index: 1 });
    expect(draftFrom(['Hallo'], ABOUT)).toEqual({ kind: 'otherRoot', index: 0 });
  });
});
