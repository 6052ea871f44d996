import { describe, expect, test } from 'vitest';
import { importOf, reportOf, type Told } from '../../support/import/import-of.ts';
import { OTHER_SCHEMAS } from '../../support/import/other-schemas.ts';
import { VENDOR_SCHEMAS } from '../../support/import/vendor-schemas.ts';

describe('schemas of vendors are mapped as a careful person would', () => {
  test.each(Object.entries(VENDOR_SCHEMAS))('%s', async (_name, { files, record, mapped }) => {
    const report = reportOf(await importOf(files));
    expect(report.record).toEqual(record);
    const start = `${[report.record].flat()[0]!}/`;
    const told = ({ path, format }: Pick<Told, 'path' | 'format'>) => {
      const paths = [path!].flat().map((one) => (one.startsWith(start) ? one.slice(start.length) : one));
      return `${paths.join(' | ')}${format === undefined ? '' : ` ${format}`}`;
    };
    const found = Object.entries(report.concepts).flatMap(([concept, one]) => {
      if (one.certainty === 'absent') return [];
      return [[concept, one.certainty === 'sure' ? told(one) : `? ${one.candidates!.map(told).join(', ')}`]];
    });
    expect(Object.fromEntries(found)).toEqual(mapped);
  });
});

describe('schemas of something else are refused', () => {
  test.each(Object.entries(OTHER_SCHEMAS))('%s', async (_name, schema) => {
    const result = await importOf({ 'x.xsd': schema });
    expect(result.kind === 'refused' ? 'refused' : reportOf(result).concepts).toBe('refused');
  });
});
