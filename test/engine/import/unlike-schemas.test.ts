import { describe, expect, test } from 'vitest';
import type { Imported } from '../../../server/src/engine/import/import-schema.ts';
import { importOf, packOf, reportOf, type Told } from '../../support/import/import-of.ts';
import { UNLIKE_SCHEMAS } from '../../support/import/unlike-schemas.ts';
import { analyseWith } from '../../support/packs/findings-in.ts';

/** A path, or paths, and the notation behind a comma of the first. */
function toldOf({ path, format }: Told): string | string[] {
  const paths = [path!].flat().map((one, index) => (index === 0 && format !== undefined ? `${one},${format}` : one));
  return paths.length === 1 ? paths[0]! : paths;
}

describe.each(Object.entries(UNLIKE_SCHEMAS))('%s', async (_name, { files, record, sure, ask = [], sound, faulty }) => {
  const result = await importOf(files);

  test('is mapped as a careful person would', () => {
    const report = reportOf(result);
    expect(report.record).toEqual(record);
    const found = Object.entries(report.concepts).filter(([, { certainty }]) => certainty === 'sure');
    const asked = Object.entries(report.concepts).filter(([, { certainty }]) => certainty === 'ask');
    expect(Object.fromEntries(found.map(([concept, told]) => [concept, toldOf(told)]))).toEqual(sure);
    expect(asked.map(([concept]) => concept)).toEqual(ask);
  });

  test('makes a pack that judges', async () => {
    const pack = await packOf(result as Imported, files);
    const codes = (text: string) => Array.from(analyseWith(pack, text).findings(), ({ code }) => code).sort();
    expect(codes(sound)).toEqual([]);
    for (const [from, to, ...expected] of faulty) {
      expect(sound).toContain(from);
      expect(codes(sound.replace(from, to))).toEqual(expected);
    }
  });
});
