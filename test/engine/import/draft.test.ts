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

  test.each(
    Object.entries(UNLIKE_SCHEMAS).filter(([name]) => !/namespace, and a sub|choice|two lists|xsi:type/.test(name)),
  )('one delivery is enough: %s', async (_name, { sound, record, sure }) => {
    const { report, pack } = await packFrom([sound]);
    expect(report.record).toBe(record);
    for (const concept of ['bsn', 'typeVoorziening', 'begindatum', 'arbeidsvermogen']) {
      const path = String(sure[concept]).replace(/,.*/, '');
      expect(report.concepts[concept]).toMatchObject({ certainty: 'sure', path });
    }
    const analysis = analyseWith(pack, sound);
    expect(Array.from(analysis.findings(), ({ code }) => code)).toEqual(['SRG-T006']);
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
