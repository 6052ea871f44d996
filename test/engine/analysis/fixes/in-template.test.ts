import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixesTogether } from '../../../../server/src/engine/analysis/fixes/fixes-together.ts';
import { isSure } from '../../../../server/src/engine/analysis/fixes/try-fixes.ts';
import { formatMessage } from '../../../../server/src/engine/messages/message.ts';
import { Placeholders } from '../../../../server/src/engine/syntax/placeholders/placeholders.ts';
import type { TemplateSettings } from '../../../../server/src/engine/templates/recognise.ts';
import { atOnce } from '../../../../server/src/engine/text/time-sliced.ts';
import { analyse, delivery, record } from '../../../support/delivery.ts';
import { holds } from '../../../support/property.ts';
import { apply } from '../../rules/check-fixes.ts';

const templates: TemplateSettings = { isNamed: true, placeholders: new Placeholders() };

const RECORD = record({ bsn: '{{ bsn }}', start: '{{ start }}', nummer: '{{ nummer }}' });
const FIXED = record({ bsn: '{{ bsn }}', start: '{{ start }}', nummer: 'VZ-1' });
const SEX = /<Geslacht>.*<\/Geslacht>/;
const text = (changed: string) => delivery(`{% for v in alle %}${changed}{% endfor %}`);

/** Each with what may be done about its first finding, and whether that is what a template needs without a doubt. */
test.each<[name: string, text: string, title: string, isSureFix: boolean]>([
  [
    'a record in another branch',
    text(`{% if a %}${FIXED}{% else %}${FIXED}{% endif %}`),
    'Verwijder dit record',
    false,
  ],
  ['an element twice', text(RECORD.replace(SEX, '$&<Geslacht>{{ x }}</Geslacht>')), 'Verwijder Geslacht', false],
  ['an attribute', text(RECORD.replace('<Geslacht>', '<Geslacht a="{{ x }}">')), 'Verwijder het attribuut a', false],
  [
    'an attribute of its own',
    text(RECORD.replace('<Geslacht>', '<Geslacht a="1">')),
    'Verwijder het attribuut a',
    true,
  ],
  ['a part of a name', text(RECORD.replace('<Geslacht>', '<Ges{{ x }}lacht>')), 'Verwijder lacht', false],
  ['loose text', text(`${RECORD}{{ x }} meer `), 'Verwijder de losse tekst', true],
  ['loose text at a placeholder', text(`${RECORD}{{ x }}meer`), 'Verwijder de losse tekst', false],
  ['an end tag', text(RECORD.replace(SEX, '<Geslacht>{{ x }}')), 'Voeg </Geslacht> toe', true],
  ['a bare ampersand', text(RECORD.replace('{{ nummer }}', '{{ a }}&{{ b }}')), 'Vervang & door &amp;', true],
  ['a bare less-than', text(RECORD.replace('{{ nummer }}', 'a < {{ b }}')), 'Vervang < door &lt;', true],
  [
    'the same in a record of more than 20,000 characters',
    text(RECORD.replace('{{ nummer }}', () => `${'$!{'.repeat(7_000)}a < {{ b }}`)),
    'Vervang < door &lt;',
    false,
  ],
  [
    'a bare less-than at a placeholder',
    text(RECORD.replace('{{ nummer }}', 'a <{{ b }}')),
    'Vervang < door &lt;',
    false,
  ],
])('%s', (_name, given, title, isSureFix) => {
  const analysis = analyse(given, { templates });
  const [finding] = analysis.findings();
  const [fix] = analysis.fixesOf(finding!).filter(({ edits }) => edits.length > 0);
  expect(formatMessage(fix!.title, { language: 'nl', maskBsn: false })).toBe(title);
  expect(fix!.preferred).toBe(isSureFix);
  if (!isSureFix) expect(fix!.safe).toBe(false);
});

const PLACEHOLDERS = ['{{ a }}', '{% if a %}', '{% else %}', '{% endif %}', '<%= b %>', `\${c}`];
/** What goes wrong around them. */
const PIECES = [
  ...PLACEHOLDERS,
  '<',
  '</',
  '>',
  '&',
  '"',
  ' a="',
  '<Geslacht>',
  '</Geslacht>',
  RECORD,
  FIXED,
  'x',
  ' ',
];

test('what is sure takes no placeholder away, whatever stands around it', () => {
  const places = fc.array(fc.record({ at: fc.nat({ max: 1_000_000 }), piece: fc.constantFrom(...PIECES) }), {
    minLength: 1,
    maxLength: 5,
  });
  const property = fc.property(places, (changes) => {
    const given = changes.reduce((before, { at, piece }) => {
      const place = before.indexOf('<Voorzieningen>') + Math.floor((at / 1_000_001) * 700);
      return before.slice(0, place) + piece + before.slice(place);
    }, text(RECORD));
    const analysis = analyse(given, { templates });
    const edits = atOnce(fixesTogether(analysis, () => true, isSure));
    const after = apply(given, edits, (owner) => analysis.startOf(owner));
    for (const placeholder of PLACEHOLDERS)
      expect(after.split(placeholder).length, `${given}\n${after}`).toBeGreaterThanOrEqual(
        given.split(placeholder).length,
      );
  });
  holds(property, 2_000);
});
