import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { delivery, packs, record } from '../../support/delivery.ts';
import { toldOf, writtenOf } from '../../support/outputs.ts';
import { holds } from '../../support/property.ts';
import { sch, schematronFile } from '../../support/schematron.ts';

/** Tells all that there is in a record. */
const TELLTALE = schematronFile(
  sch(
    '<pattern><rule context="srg:Voorziening"><report id="ALLES" test="true()"><value-of select="."/></report></rule></pattern>',
  ),
);

/** What clears a screen, turns text round, or hides: allowed in XML or not. */
const tricks = fc
  .array(
    fc.constantFrom(
      ...['\u001b[2J', '\u001b]0;x\u0007', '\u009b31m', '\u0085', '\u202e', '\u2066', '\u200b', '\ufeff', '\u2028'],
      ...['\b\b\b', '\u007f', '\r', '\t', '&#x9b;31m', '&#x202e;', '![x](http://kwaad.nl/a.png)', '[x](command:a)'],
      ...['**QQ**', '`QQ`', '&lt;img src=x&gt;', '\u0000', 'goedgekeurd'],
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((pieces) => pieces.join(''));

/** Places of a delivery where they may stand. */
const places: readonly ((trick: string) => string)[] = [
  (trick) => delivery(record({ type: `3${trick}` })),
  (trick) => delivery(record({ bsn: trick, start: trick, nummer: trick, geslacht: trick })),
  (trick) => delivery([record({ nummer: `A${trick}` }), record({ nummer: `A${trick}`, type: '10' })]),
  (trick) => delivery(record(), { berichtgever: `036${trick}` }),
  (trick) => delivery(record({ rest: `<x${trick}>${trick}</x>` })),
  (trick) => delivery(record({ rest: `<!-- srg-disable SRG-T002: ${trick} --><x a="${trick}"/>` })),
  (trick) => delivery(`${record()}${trick}${record()}`),
  (trick) => delivery(record()).replace('<Voorzieningen>', `<Voorzieningen ${trick}="${trick}">`),
  (trick) => `${trick}${delivery(record())}&${trick};`,
];

const cases = fc.record({ trick: tricks, place: fc.constantFrom(...places) }).map(({ trick, place }) => ({
  trick,
  text: place(trick),
}));

function analysed(text: string): DeliveryAnalysis {
  const settings = { packs, rules: {}, berichtgevers: [], schematron: [TELLTALE] };
  const analysis = new DeliveryAnalysis(new SourceText(text), settings);
  analysis.run();
  return analysis;
}

const GOOD = analysed(delivery(record({ nummer: 'A' })));
/** The colours that the reporters themselves give. */
const COLORS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

test('whatever stands in a file, or in its name, nothing that is written moves the cursor or misleads the eye', () => {
  const property = fc.property(cases, fc.boolean(), ({ trick, text }, color) => {
    const analysis = analysed(text);
    if (analysis.choice.kind !== 'known') return;
    for (const [name, output] of writtenOf(analysis, GOOD, `map/${trick}.xml`, { color, maskBsn: false })) {
      const lines = (color ? output.replace(COLORS, '') : output).split('\n').join('');
      // A page shows these as a space; in CSV they end a line, behind the mark that says that it is UTF-8.
      const isPage = name.toLowerCase().includes('html');
      const rest = isPage ? lines.replace(/[\t\r]/g, '') : name === 'csv' ? lines.replace(/^\ufeff|\r/g, '') : lines;
      expect(rest.match(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u), name).toBeNull();
    }
  });
  holds(property, 4_000);
}, 600_000);

test('whatever stands in a file, a hover shows it as text', () => {
  const property = fc.property(cases, ({ text }) => {
    const analysis = analysed(text);
    if (analysis.choice.kind !== 'known') return;
    const [, hovers] = toldOf(analysis).find(([name]) => name === 'hovers')!;
    const unescaped = hovers.replace(/\\./g, '');
    for (const trick of ['![', '](http', '](command', '<img', '**QQ', '`QQ']) expect(unescaped).not.toContain(trick);
  });
  holds(property, 2_000);
}, 600_000);
