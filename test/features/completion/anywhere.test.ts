import { describe, expect, test } from 'vitest';
import { hoverAt } from '../../../server/src/features/hover/hover.ts';
import { autoCloseAt } from '../../../server/src/features/structure/auto-close.ts';
import { attributeDelivery, attributePack } from '../../support/attribute-pack.ts';
import { accept, ask, open, PLAIN, rangeOf } from '../../support/completions.ts';
import { analyse, delivery, findingsOf, record, packs as shipped } from '../../support/delivery.ts';
import { head, NUMBER, PERSON, tail, voorziening } from '../../support/laid-out.ts';
import { sampled } from '../../support/property.ts';

const packs = [attributePack, ...shipped];
const HOVER = { language: 'nl', maskBsn: false, pageOf: () => 'file:///page.md' } as const;
const LKS = '<Loonkostensubsidie><Loonwaarde>040</Loonwaarde></Loonkostensubsidie>';

const DOCUMENTS: [name: string, text: string][] = [
  [
    'laid out',
    voorziening(
      `${PERSON}\n      ${NUMBER}\n      <TypeVoorziening>30</TypeVoorziening>\n      <BegindatumVoorziening>20250301</BegindatumVoorziening>`,
    ),
  ],
  [
    'on one line',
    delivery([record({ type: '10', end: '20250320', rest: LKS }), record({ type: '11' })]).replace(/\n/g, ''),
  ],
  [
    'with comments, CDATA and an instruction',
    `<?xml version="1.0"?><!-- <a> --><?x y?>${head()}<![CDATA[<x>]]><!-- - -->&amp;${record()}${tail}`,
  ],
  [
    'with attributes',
    attributeDelivery(
      '<l:Persoon bsn="950204869"><l:Dienst soort="A" begin=\'20250301\'><l:Loopt>true</l:Loopt></l:Dienst></l:Persoon>',
    ),
  ],
  [
    'with broken tags',
    `${head()}<Voorziening <Persoon><Burger></Persoon></Voorz><Voorziening></Voorziening>< </></Voorziening>${tail}`,
  ],
  ['of another kind', '<html lang="nl"><body>&nbsp;</body></html>'],
];

/** Asks for everything at an offset; what is answered fits the text there. */
function survive(text: string, offset: number): void {
  const analysis = open(text, { packs });
  const position = analysis.source.positionAt(offset);
  for (const item of ask(analysis, offset).items) {
    const { start, end } = rangeOf(item);
    expect([start.line, end.line]).toEqual([position.line, position.line]);
    expect(start.character).toBeLessThanOrEqual(position.character);
    expect(end.character).toBeGreaterThanOrEqual(position.character);
    expect(JSON.stringify(item)).not.toMatch(/undefined|NaN/);
    expect(JSON.stringify(item.data ?? null)).not.toMatch(/\d{9}/);
  }
  hoverAt(analysis, offset, HOVER);
  autoCloseAt(analysis, offset);
}

describe.each(DOCUMENTS)('a delivery %s', (_name, text) => {
  test('is answered of at every offset', () => {
    for (const offset of sampled(0, text.length)) survive(text, offset);
  });

  test('is answered of cut off at every offset', () => {
    for (const length of sampled(0, text.length)) survive(text.slice(0, length), length);
  });
});

/** What the schema and XML have against a text, but for values and elements that are still to come. */
function complaints(text: string): string[] {
  return findingsOf(analyse(text))
    .filter(({ code }) => code === 'SRG-T001' || code === 'SRG-T002')
    .map(({ message }) => message)
    .filter((message) => !/heeft geen waarde|ontbreekt/.test(message));
}

describe('every element that is offered may stand where it is', () => {
  const sparse = record({ type: '30' })
    .replace(/<BegindatumVoorziening>.*?<\/BegindatumVoorziening>/, '')
    .replace(/<Geslacht>.*?<\/Geslacht>/, '');
  test.each([
    ['a complete delivery', delivery([record({ type: '10', end: '20250320', rest: LKS }), record()])],
    [
      'one with gaps',
      delivery([sparse, '<Voorziening></Voorziening>'], {
        header: '<Statistiekjaar>2025</Statistiekjaar><Statistiekmaand>03</Statistiekmaand>',
      }),
    ],
    ['one without records', '<SRG xmlns="urn:srg-xml:regeling:2026"><Voorzieningen>\n</Voorzieningen></SRG>'],
  ])('in %s', (_name, text) => {
    const before = complaints(text);
    let offered = 0;
    for (let offset = 0; offset <= text.length; offset++) {
      // Between tags; where a name or a value stands, another rule holds.
      if (text[offset - 1] !== '>' && text[offset - 1] !== '\n') continue;
      for (const typed of ['', '<']) {
        const half = text.slice(0, offset) + typed + text.slice(offset);
        const analysis = open(half);
        for (const item of ask(analysis, offset + typed.length, { client: PLAIN }).items) {
          if (!/^\w+$/.test(item.label) || !item.textEdit!.newText.startsWith('<')) continue;
          offered++;
          expect([offset, item.label, complaints(accept(half, item))]).toEqual([offset, item.label, before]);
        }
      }
    }
    expect(offered).toBeGreaterThan(4);
  });
});
