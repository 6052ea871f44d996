import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../../server/src/engine/text/time-sliced.ts';
import { duplicateRecord } from '../../../../server/src/features/actions/refactorings/duplicate-record.ts';
import { extractDelivery } from '../../../../server/src/features/actions/refactorings/extract-delivery.ts';
import { newVoorziening } from '../../../../server/src/features/actions/refactorings/new-voorziening.ts';
import { changeOf, contextAt } from '../../../../server/src/features/actions/refactorings/refactoring.ts';
import { analyse, delivery, record } from '../../../support/delivery.ts';
import { around, RECORD, refactored, selection } from './check-refactoring.ts';

describe('duplicate the record', () => {
  test('behind itself, with a number that is free', () => {
    const second = RECORD.replace('>A<', '>A-2<');
    const marked = around(`${RECORD.replace('Persoon', '‹|›Persoon')}${second}\n  `);
    expect(refactored(duplicateRecord, marked)).toEqual({
      title: 'Dupliceer dit record met een nieuw nummer',
      text: around(`${RECORD}${RECORD.replace('>A<', '>A-3<')}${second}\n  `),
    });
  });

  test.each<[name: string, number: string, fresh: string]>([
    ['a number as long as may be', 'x'.repeat(15), `${'x'.repeat(13)}-2`],
    ['a reference in it', 'A&amp;B', 'A&amp;B-2'],
    ['CDATA', '<![CDATA[A&B]]>', 'A&amp;B-2'],
    ['no number', '', ''],
  ])('with %s', (_name, number, fresh) => {
    const one = RECORD.replace('>A<', `>${number}<`);
    expect(refactored(duplicateRecord, around(`${one.replace('Persoon', '‹|›Persoon')}`))!.text).toBe(
      around(`${one}${RECORD.replace('>A<', `>${fresh}<`)}`),
    );
  });

  test('does not speak of a number where there is none', () => {
    const [, before, behind] =
      /^([\s\S]*)\n *<RegistratienummerVoorziening>A<\/RegistratienummerVoorziening>([\s\S]*)$/.exec(RECORD)!;
    const one = before! + behind!;
    expect(refactored(duplicateRecord, around(`${one.replace('Persoon', '‹|›Persoon')}\n  `))).toEqual({
      title: 'Dupliceer dit record',
      text: around(`${one}${one}\n  `),
    });
  });

  test('on one line', () => {
    const text = delivery(`${record({ nummer: 'A' }).replace('Persoon', '‹|›Persoon')}`).replace(/\n/g, '');
    expect(refactored(duplicateRecord, text)!.text).toBe(
      delivery([record({ nummer: 'A' }), record({ nummer: 'A-2' })]).replace(/\n/g, ''),
    );
  });

  test('not outside of one, and not where it is broken', () => {
    expect(refactored(duplicateRecord, around(`‹|›${RECORD}`))).toBeUndefined();
    expect(refactored(duplicateRecord, around(RECORD.replace('</Geslacht>', '‹|›')))).toBeUndefined();
  });
});

/** What may differ by voorziening is to be filled in. */
const NEW = RECORD.replace('>A<', '>A-2<')
  .replace('>30<', '><')
  .replace('>20250301<', '><')
  .replace('ingen>1<', 'ingen><');

describe('a new voorziening for the same person', () => {
  const rest = `
      <EinddatumVoorziening>20250309</EinddatumVoorziening>
      <!-- of the old one -->
      <Loonkostensubsidie>
      </Loonkostensubsidie>
    </Voorziening>`;

  test('has what is said of the person, a number that is free, and the rest to be filled in', () => {
    const old = RECORD.replace('\n    </Voorziening>', rest);
    expect(refactored(newVoorziening, around(`${old.replace('Persoon', '‹|›Persoon')}\n  `))).toEqual({
      title: 'Voeg een nieuwe voorziening toe voor dezelfde persoon',
      text: around(`${old}${NEW}\n  `),
    });
  });

  test('without what the schema does not know', () => {
    const old = RECORD.replace('<TypeV', '<Extra a="1">x</Extra>\n      <TypeV');
    expect(refactored(newVoorziening, around(`${old.replace('Persoon', '‹|›Persoon')}\n  `))!.text).toBe(
      around(`${old}${NEW}\n  `),
    );
  });

  test('has what the schema requires where the old one lacks it, in its layout', () => {
    const old = RECORD.replace(/\n *<TypeVoorziening>.*/, '').replace(/\n *<Geslacht>.*/, '');
    expect(refactored(newVoorziening, around(`${old.replace('Persoon', '‹|›Persoon')}\n  `))!.text).toBe(
      around(`${old}${NEW.replace('<Geslacht>1<', '<Geslacht><')}\n  `),
    );
  });

  test('has no more of an element that it leaves out', () => {
    const old = RECORD.replace('\n    </V', '\n      <Loonkostensubsidie></Loonkostensubsidie>\n    </V');
    expect(refactored(newVoorziening, around(`${old.replace('Persoon', '‹|›Persoon')}\n  `))!.text).toBe(
      around(`${old}${NEW}\n  `),
    );
  });

  test.each<[name: string, body: string]>([
    ['an empty BSN', RECORD.replace('950204869', '').replace('Persoon', '‹|›Persoon')],
    ['no person', '\n    <Voorziening‹|›/>'],
  ])('not for %s', (_name, body) => {
    expect(refactored(newVoorziening, around(`${body}\n  `))).toBeUndefined();
  });

  test('not of one that holds more than any record', () => {
    const old = (count: number) => RECORD.replace('<TypeV', (tag) => `${'<!-- a -->'.repeat(count)}${tag}`);
    const asked = (count: number) =>
      refactored(newVoorziening, around(`${old(count).replace('Persoon', '‹|›Persoon')}\n  `));
    expect(asked(100)!.text).toContain('>A-2<');
    expect(asked(2_000)).toBeUndefined();
  });
});

describe('extract the selection', () => {
  const records = [1, 2, 3, 4].map((n) => RECORD.replace('>A<', `>${n}<`));

  function extracted(marked: string, uri = 'file:///map/levering.srg.xml') {
    const { text, range } = selection(marked);
    const [proposal] = extractDelivery.proposals(contextAt(analyse(text), uri, range));
    const change = proposal && atOnce(changeOf(proposal));
    return change && 'create' in change ? change.create : undefined;
  }

  test('with header and all that is around the records', () => {
    const [a, b, c, d] = records as [string, string, string, string];
    const marked = around(`${a}${b.replace('<Persoon>', '⟦<Persoon>')}${c.replace('<Persoon>', '<Persoon>⟧')}${d}\n  `);
    expect(extracted(marked)).toEqual({
      uri: 'file:///map/levering-records-2-3.srg.xml',
      text: around(`${b}${c}\n  `),
    });
  });

  test('one record, to the end of its line', () => {
    const [a, b] = records as [string, string];
    expect(extracted(around(`${a.replace('<V', '⟦<V')}\n⟧${b.slice(1)}\n  `))).toEqual({
      uri: 'file:///map/levering-record-1.srg.xml',
      text: around(`${a}\n  `),
    });
  });

  test.each<[count: string, marked: string, title: string]>([
    ['one', `⟦${records[0]}⟧`, 'Kopieer dit record naar een nieuwe levering'],
    ['several', `⟦${records.join('')}⟧`, 'Kopieer de 4 geselecteerde records naar een nieuwe levering'],
  ])('says how many: %s', (_count, marked, title) => {
    expect(refactored(extractDelivery, around(`${marked}\n  `))!.title).toBe(title);
  });

  test.each([
    ['file:///a.b/levering', 'file:///a.b/levering-record-1'],
    ['file:///a/levering.xml', 'file:///a/levering-record-1.xml'],
    ['file:///a/levering.v2.srg.xml', 'file:///a/levering.v2-record-1.srg.xml'],
    ['untitled:Untitled-1', undefined],
  ])('beside %s', (uri, expected) => {
    expect(extracted(around(`⟦${records[0]}⟧\n  `), uri)?.uri).toBe(expected);
  });

  test.each<[name: string, marked: string]>([
    ['there is only a cursor', around(RECORD.replace('Persoon', '‹|›Persoon'))],
    ['no record is selected', around(`${RECORD}\n  `).replace('<Gemeentec', '⟦<Gemeentec⟧')],
    ['a record is broken', around(`⟦${RECORD.replace('</Geslacht>', '')}⟧`)],
    ['an end tag is missing behind the records', around(`⟦${RECORD}⟧`).replace('</Voorzieningen>', '')],
  ])('not where %s', (_name, marked) => {
    expect(extracted(marked)).toBeUndefined();
  });
});
