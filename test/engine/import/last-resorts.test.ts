import { describe, expect, test } from 'vitest';
import { importOf, reportOf } from '../../support/import/import-of.ts';
import { codes, el, group, many, opt, pattern, simple } from '../../support/import/schema-pieces.ts';
import { xsd } from '../../support/packs/schema-pack.ts';

const TYPES =
  simple('Twee', pattern('[0-9]{2}')) +
  simple('Acht', pattern('(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])')) +
  simple('Negen', '<xs:length value="9"/>') +
  codes('Vermogen', '10 11 20 30 40');

/** What is found of a concept where a record has these fields. */
async function found(concept: string, fields: string) {
  const record = many('Voorziening', el('ArbeidsVermogen', 'Vermogen') + el('Loonwaarde', 'xs:int') + fields);
  const schema = xsd(TYPES + group('SRG', el('Verslagmaand', 'xs:gYearMonth') + record));
  return reportOf(await importOf({ 'x.xsd': schema })).concepts[concept];
}

describe('what no name tells of with certainty is asked before it is said not to be there', () => {
  const PERIOD = group('TijdvakGeldigheid', el('BeginGeldigheid', 'Acht') + opt('EindGeldigheid', 'Acht'));
  const path = '/SRG/Voorziening';

  test.each<[name: string, concept: string, fields: string, place: string]>([
    ['a begin of what holds', 'begindatum', PERIOD, `${path}/TijdvakGeldigheid/BeginGeldigheid`],
    ['an end of what holds', 'einddatum', PERIOD, `${path}/TijdvakGeldigheid/EindGeldigheid`],
    ['a code of something', 'typeVoorziening', group('Gerelateerde', el('Code', 'Twee')), `${path}/Gerelateerde/Code`],
  ])('%s', async (_name, concept, fields, place) => {
    expect(await found(concept, fields)).toMatchObject({ certainty: 'ask', candidates: [{ path: place }] });
  });

  test('what is told with certainty leaves no question', async () => {
    const fields = PERIOD + el('Begindatum', 'Acht');
    expect(await found('begindatum', fields)).toMatchObject({ certainty: 'sure', path: `${path}/Begindatum` });
    expect(await found('einddatum', el('GeplandeEinddatum', 'Acht'))).toEqual({ certainty: 'absent' });
  });

  test('nine characters are a BSN where they are called so', async () => {
    expect(await found('bsn', el('Burgerservicenummer', 'Negen'))).toMatchObject({ certainty: 'sure' });
    expect(await found('bsn', el('Burgerservicenummer', 'xs:string'))).toMatchObject({ certainty: 'ask' });
  });
});
