import { describe, expect, test } from 'vitest';
import { foldingRangesOf } from '../../../server/src/features/structure/folding-ranges.ts';
import { analyse, delivery, NAMESPACE, record } from '../../support/delivery.ts';
import { analysePersons, personDelivery } from '../../support/person-pack.ts';

/** The first and last line of each fold, as text, in the order of the text. */
function folds(text: string, limit?: number, open = analyse): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return foldingRangesOf(open(text), limit)
    .sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine)
    .map(({ startLine, endLine, kind }) => `${lines[startLine]} … ${lines[endLine]}${kind ? ` (${kind})` : ''}`);
}

const spread = (text: string) => text.replace(/></g, '>\n<');

describe('folds', () => {
  test('the frame, the header, records and what stands in them, comments', () => {
    const text = `<!-- een\ntwee -->\n${spread(
      delivery([
        '<!-- één regel -->',
        record({ nummer: '1', rest: '<Loonkostensubsidie><Loonwaarde>050</Loonwaarde></Loonkostensubsidie>' }),
        '<!--\n\n-->',
        record({ nummer: '2' }),
      ]),
    )}`;
    expect(folds(text)).toEqual([
      '<!-- een … twee --> (comment)',
      `<SRG xmlns="${NAMESPACE}"> … </Voorzieningen>`,
      '<Levering> … <Berichtgevercode>0363</Berichtgevercode>',
      '<Voorzieningen> … </Voorziening>',
      '<Voorziening> … </Loonkostensubsidie>',
      '<Persoon> … <DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>',
      '<Loonkostensubsidie> … <Loonwaarde>050</Loonwaarde>',
      '<!-- … --> (comment)',
      '<Voorziening> … <BegindatumVoorziening>20250301</BegindatumVoorziening>',
      '<Persoon> … <DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>',
    ]);
  });

  test('what is not closed, to where it ends', () => {
    const text = spread(delivery([record({ nummer: '1' })])).replace(
      /<\/BegindatumVoorziening>[\s\S]*/,
      '</BegindatumVoorziening>',
    );
    expect(folds(text).slice(2)).toEqual([
      '<Voorzieningen> … <BegindatumVoorziening>20250301</BegindatumVoorziening>',
      '<Voorziening> … <BegindatumVoorziening>20250301</BegindatumVoorziening>',
      '<Persoon> … <DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>',
    ]);
  });

  test('what looks like a comment and is none', () => {
    const text = delivery([record({ nummer: '<![CDATA[<!--\n-->]]>' }), '<?x <!--\n-->?>', record()]);
    expect(folds(text).filter((fold) => fold.endsWith('(comment)'))).toEqual([]);
  });

  test('regions between comments, in one another and across records', () => {
    const text = delivery([
      '<!-- #endregion -->',
      '<!-- #region alle -->',
      record({ nummer: '1' }),
      '<!--#region twee-->',
      record({ nummer: '2' }),
      '<!--#endregion-->',
      '<!-- #regions are none -->',
      '<!-- #endregion alle -->',
      '<!-- #region open -->',
    ]);
    expect(folds(text).filter((fold) => fold.endsWith('(region)'))).toEqual([
      '<!-- #region alle --> … <!-- #endregion alle --> (region)',
      '<!--#region twee--> … <!--#endregion--> (region)',
    ]);
  });

  test('persons with records in them', () => {
    const text = spread(
      personDelivery(['<Persoon bsn="1"><V><Van>20250101</Van></V><V><Van>20250101</Van></V></Persoon>']),
    );
    expect(folds(text, undefined, analysePersons).slice(2)).toEqual([
      '<Persoon bsn="1"> … </V>',
      '<V> … <Van>20250101</Van>',
      '<V> … <Van>20250101</Van>',
    ]);
  });

  test('nothing on one line, and nothing in another language', () => {
    expect(folds(delivery([record()]).replace(/\n/g, ''))).toEqual([]);
    expect(folds('<html>\n<p>\n</p>\n</html>')).toEqual([]);
  });
});

describe('no more than the client takes', () => {
  const text = spread(delivery([record({ nummer: '1' }), record({ nummer: '2' }), record({ nummer: '3' })]));
  test.each<[limit: number, lastOnes: string[]]>([
    [9, ['<Voorziening>', '<Persoon>', '<Voorziening>', '<Persoon>', '<Voorziening>', '<Persoon>']],
    [7, ['<Voorziening>', '<Persoon>', '<Voorziening>', '<Voorziening>']],
    [5, ['<Voorziening>', '<Voorziening>']],
  ])('%i', (limit, expected) => {
    const found = folds(text, limit);
    expect(found).toHaveLength(limit);
    expect(found.slice(3).map((fold) => fold.split(' ')[0])).toEqual(expected);
  });

  test('or 5,000 for one that does not say', () => {
    const many = delivery(Array.from({ length: 5_100 }, () => `${record().replace('</Voorziening>', '\n\n$&')}`));
    expect(foldingRangesOf(analyse(many))).toHaveLength(5_000);
    expect(foldingRangesOf(analyse(many), 5_050)).toHaveLength(5_050);
    expect(foldingRangesOf(analyse(many), 100_000).length).toBeGreaterThan(5_099);
  });
});
