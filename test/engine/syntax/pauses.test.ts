import { describe, expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { Placeholders } from '../../../server/src/engine/syntax/placeholders/placeholders.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { BSN, delivery, findingsOf, packs, record } from '../../support/delivery.ts';

/** A text is read in stretches of some thousands of characters. */
const LONG = 20_000;
const PLACEHOLDER = ['$', '{x}'].join('');

const PARTS = [
  'x',
  ' \n',
  '& ',
  '&#65;',
  '&amp',
  '&a;',
  '< ',
  '<1',
  '\u0001',
  '\ud83d\ude00',
  ']]>',
  '=======\n',
  '</ x',
  PLACEHOLDER,
  PLACEHOLDER.slice(0, 2),
  '{{',
  '{% if a %}',
  '#if(',
];

const RIGHT = delivery([record({ bsn: BSN[0], nummer: 'NUMMER' }), record({ bsn: BSN[1], nummer: 'B' })]);
const PLACES: readonly [name: string, text: (part: string) => string][] = [
  ['in a value', (part) => RIGHT.replace('NUMMER', () => part)],
  ['in an attribute', (part) => RIGHT.replace('<Persoon', (tag) => `${tag} a="${part}"`)],
  ['between records', (part) => RIGHT.replace('</Voorziening>', (tag) => tag + part)],
  ['in the header', (part) => RIGHT.replace('</Levering>', (tag) => part + tag)],
  ['before the root', (part) => part + RIGHT],
  ['behind the root', (part) => RIGHT + part],
];

function read(text: string, isTemplate: boolean, isPaused: boolean) {
  const templates = isTemplate ? { templates: { isNamed: true, placeholders: new Placeholders() } } : {};
  const settings = { packs, rules: {}, berichtgevers: [], isMeantAsDelivery: true, ...templates };
  const analysis = new DeliveryAnalysis(new SourceText(text), settings);
  let pauses = 0;
  if (isPaused) while (!analysis.run(() => true)) pauses++;
  else analysis.run();
  const { tally, recordCount } = analysis;
  return { pauses, found: { tally, recordCount, findings: findingsOf(analysis) } };
}

describe.each(PLACES)('a long text %s says the same when the reading of it is paused', (_name, textOf) => {
  test.each(PARTS.flatMap((part) => [[part, false] as const, [part, true] as const]))(
    '%j, template: %s',
    (part, is) => {
      const text = textOf(part.repeat(LONG / part.length));
      const { pauses, found } = read(text, is, true);
      expect(found).toEqual(read(text, is, false).found);
      expect(pauses).toBeGreaterThan(0);
    },
  );
});
