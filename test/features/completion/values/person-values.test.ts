import { describe, expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../../../server/src/engine/analysis/delivery-analysis.ts';
import { SourceText } from '../../../../server/src/engine/text/source-text.ts';
import { ask, complete, completions } from '../../../support/completions.ts';
import { BSN, delivery, packs, type RecordFields, record } from '../../../support/delivery.ts';
import { cursor } from '../../../support/markers.ts';
import { personDelivery, personPack } from '../../../support/person-pack.ts';

const [KNOWN, OTHER] = BSN;

/** The record with the cursor, its person laid out as it is given. */
const typing = (person: string) => record({ nummer: 'X' }).replace(/<Persoon>.*<\/Persoon>/s, person);
const of = (fields: RecordFields = {}) => record({ bsn: KNOWN, nummer: 'K', ...fields });
const EMPTY =
  '<Geboortedatum></Geboortedatum><Geslacht></Geslacht><Arbeidsvermogen></Arbeidsvermogen><DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>';
const FILLED =
  '<Geboortedatum>19800505</Geboortedatum><Geslacht>1</Geslacht><Arbeidsvermogen>10</Arbeidsvermogen><DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>';
const bsn = (value: string) => `<Burgerservicenummer>${value}</Burgerservicenummer>`;

describe('who takes a person of the file gets what is known of that person', () => {
  test.each<[what: string, person: string, after: string]>([
    ['in what is empty', `${bsn('‹|›')}${EMPTY}`, `${bsn(KNOWN)}${FILLED}`],
    ['half typed', `${bsn('95‹|›')}${EMPTY}`, `${bsn(KNOWN)}${FILLED}`],
    ['in the place of a whole number', `${bsn(`‹|›${OTHER}`)}${EMPTY}`, `${bsn(KNOWN)}${FILLED}`],
    [
      'no value is overwritten',
      `${bsn('‹|›')}<Geboortedatum>19990909</Geboortedatum><Geslacht></Geslacht><Arbeidsvermogen>40</Arbeidsvermogen><DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>`,
      `${bsn(KNOWN)}<Geboortedatum>19990909</Geboortedatum><Geslacht>1</Geslacht><Arbeidsvermogen>40</Arbeidsvermogen><DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>`,
    ],
    [
      'nor one that is none, a comment or a CDATA section',
      `${bsn('‹|›')}<Geboortedatum>?</Geboortedatum><Geslacht><!-- na te vragen --></Geslacht><Arbeidsvermogen><![CDATA[]]></Arbeidsvermogen>`,
      `${bsn(KNOWN)}<Geboortedatum>?</Geboortedatum><Geslacht><!-- na te vragen --></Geslacht><Arbeidsvermogen><![CDATA[]]></Arbeidsvermogen>`,
    ],
    ['what is not there does not come', `${bsn('‹|›')}<Geslacht></Geslacht>`, `${bsn(KNOWN)}<Geslacht>1</Geslacht>`],
    [
      'in empty-element tags and white space',
      `${bsn('‹|›')}<Geboortedatum/><Geslacht />\n<Arbeidsvermogen>\n  </Arbeidsvermogen>\n<DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>`,
      `${bsn(KNOWN)}<Geboortedatum>19800505</Geboortedatum><Geslacht>1</Geslacht>\n<Arbeidsvermogen>10</Arbeidsvermogen>\n<DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>`,
    ],
    [
      'not in a tag that has no end',
      `${bsn('‹|›')}<Arbeidsvermogen></Arbeidsvermogen><DoelInzetVoorzieningen>1</DoelInzetVoorzieningen><Geslacht>\n`,
      `${bsn(KNOWN)}<Arbeidsvermogen>10</Arbeidsvermogen><DoelInzetVoorzieningen>1</DoelInzetVoorzieningen><Geslacht>\n`,
    ],
    [
      'before the end tag of the number is there',
      `<Burgerservicenummer>95‹|›\n${EMPTY}`,
      `<Burgerservicenummer>${KNOWN}\n${FILLED}`,
    ],
    ['before the end tag of the person is there', `<Persoon>${bsn('‹|›')}${EMPTY}`, `<Persoon>${bsn(KNOWN)}${FILLED}`],
  ])('%s', (_what, person, after) => {
    const whole = (inside: string) => (inside.startsWith('<Persoon>') ? inside : `<Persoon>${inside}</Persoon>`);
    const around = (inside: string) => delivery([of(), typing(whole(inside)), record({ bsn: OTHER, nummer: 'O' })]);
    expect(complete(around(person), KNOWN)).toBe(around(after));
  });

  test.each<[what: string, known: RecordFields[], after: string]>([
    [
      'the arbeidsvermogen differs',
      [{ arbeidsvermogen: '10' }, { arbeidsvermogen: '20' }],
      '<Geboortedatum>19800505</Geboortedatum><Geslacht>1</Geslacht><Arbeidsvermogen></Arbeidsvermogen><DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>',
    ],
    [
      'the arbeidsvermogen is not in each',
      [{ arbeidsvermogen: '10' }, { arbeidsvermogen: '' }],
      '<Geboortedatum>19800505</Geboortedatum><Geslacht>1</Geslacht><Arbeidsvermogen></Arbeidsvermogen><DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>',
    ],
    [
      'the date of birth differs',
      [{}, { geboortedatum: '19800506' }],
      '<Geboortedatum></Geboortedatum><Geslacht>1</Geslacht><Arbeidsvermogen>10</Arbeidsvermogen><DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>',
    ],
    ['the date of birth is told by one of them', [{ geboortedatum: '' }, {}], FILLED],
    ['nothing is valid', [{ geboortedatum: '5 mei', geslacht: 'm', arbeidsvermogen: 'x' }], EMPTY],
  ])('where %s', (_what, known, after) => {
    const around = (inside: string) => delivery([...known.map(of), typing(`<Persoon>${inside}</Persoon>`)]);
    expect(complete(around(`${bsn('‹|›')}${EMPTY}`), KNOWN)).toBe(around(`${bsn(KNOWN)}${after}`));
  });

  test('a number of nobody brings nothing', () => {
    const marked = delivery([of(), typing(`<Persoon>${bsn('‹|›')}${EMPTY}</Persoon>`)]);
    const fresh = completions(marked).items.filter(({ label }) => /^\d{9}$/.test(label) && label !== KNOWN);
    expect(fresh.map(({ additionalTextEdits }) => additionalTextEdits)).toEqual([undefined]);
  });

  test('it is told, where there is anything to fill in', () => {
    const told = (inside: string) => {
      const { items } = completions(delivery([of(), typing(`<Persoon>${bsn('‹|›')}${inside}</Persoon>`)]));
      return items.find(({ label }) => label === KNOWN)!.labelDetails!.description;
    };
    expect([told(EMPTY), told(FILLED)]).toEqual(['met persoonsgegevens', undefined]);
  });

  test('not while the file is still being read: a record that says otherwise may come', () => {
    const others = Array.from({ length: 2000 }, () => record({ bsn: OTHER }));
    const { text, offset } = cursor(delivery([of(), typing(`<Persoon>${bsn('‹|›')}${EMPTY}</Persoon>`), ...others]));
    const analysis = new DeliveryAnalysis(new SourceText(text), { packs, rules: {}, berichtgevers: [] });
    while (!analysis.knownAt(offset)) analysis.run(() => true);
    const edits = () => ask(analysis, offset).items.find(({ label }) => label === KNOWN)!.additionalTextEdits?.length;
    expect(edits()).toBeUndefined();
    analysis.run();
    expect(edits()).toBe(3);
  });

  test.each<[what: string, rest: string, after: string]>([
    ['empty', 'vermogen=""', 'vermogen="1"'],
    ['blank', "vermogen = ' '", "vermogen = '1'"],
    ['filled in', 'vermogen="2"', 'vermogen="2"'],
    ['not there', '', ''],
  ])('in an attribute that is %s, in a format that has no more', (_what, rest, after) => {
    const known = '<Persoon bsn="950204869" vermogen="1"><V nr="1"><Van>20250301</Van></V></Persoon>';
    const around = (number: string, attributes: string) =>
      personDelivery([known, `<Persoon bsn="${number}" ${attributes}><V nr="2"><Van>20250301</Van></V></Persoon>`]);
    expect(complete(around('‹|›', rest), KNOWN, { packs: [personPack] })).toBe(around(KNOWN, after));
  });
});
