import { expect, test } from 'vitest';
import { formatMessage } from '../../../../server/src/engine/messages/message.ts';
import { applyEdits } from '../../../../server/src/engine/text/text-range.ts';
import { contextAt } from '../../../../server/src/features/actions/refactorings/refactoring.ts';
import { surround } from '../../../../server/src/features/actions/refactorings/surround.ts';
import { analyse, delivery } from '../../../support/delivery.ts';
import { ranges } from '../../../support/markers.ts';

const PERSON = ['Burgerservicenummer>950204869', 'Geboortedatum>19800505', 'Geslacht>1'].map((leaf) => {
  const name = leaf.slice(0, leaf.indexOf('>'));
  return `<${leaf}</${name}>`;
});

function proposals(marked: string): [title: string, after: string][] {
  const { text, ranges: found } = ranges(delivery([`<Voorziening>${marked}</Voorziening>`]));
  const analysis = analyse(text);
  return surround.proposals(contextAt(analysis, 'file:///a.xml', found[0]!)).map(({ title, change }) => {
    const made = change();
    const after = 'edits' in made ? applyEdits(text, made.edits) : '';
    return [
      formatMessage(title, { language: 'nl', maskBsn: false }),
      after.slice(after.indexOf('<Voorziening>') + 13, after.lastIndexOf('</Voorziening>')),
    ];
  });
}

test.each<[name: string, marked: string, expected: [string, string][]]>([
  [
    'the selected elements, on one line',
    `⟦${PERSON.join('')}⟧<TypeVoorziening>40</TypeVoorziening>`,
    [['Zet <Persoon> om de selectie', `<Persoon>${PERSON.join('')}</Persoon><TypeVoorziening>40</TypeVoorziening>`]],
  ],
  [
    'on lines',
    `\n  ⟦${PERSON.join('\n  ')}⟧\n`,
    [['Zet <Persoon> om de selectie', `\n  <Persoon>\n    ${PERSON.join('\n    ')}\n  </Persoon>\n`]],
  ],
  [
    'one at the cursor',
    '<Loo⟦⟧nwaarde>050</Loonwaarde>',
    [
      [
        'Zet <Loonkostensubsidie> om dit element',
        '<Loonkostensubsidie><Loonwaarde>050</Loonwaarde></Loonkostensubsidie>',
      ],
    ],
  ],
  ['half an element', '<Gesl⟦acht>1</Geslacht><Geboortedatum>19800505</Geboo⟧rtedatum>', []],
  ['what nothing may hold', '⟦<TypeVoorziening>40</TypeVoorziening>⟧', []],
  ['where there is one already', `<Persoon/>⟦${PERSON[0]}⟧`, []],
])('%s', (_name, marked, expected) => {
  expect(proposals(marked)).toEqual(expected);
});
