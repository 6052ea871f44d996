import { describe, expect, test } from 'vitest';
import { formatMessage } from '../../../../server/src/engine/messages/message.ts';
import { analyse, delivery, record } from '../../../support/delivery.ts';
import { packOf, xsd } from '../../../support/packs/schema-pack.ts';
import { apply } from '../check-fixes.ts';

const inOrder = (content: string) => `<xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType>`;
const element = (name: string, content: string, attributes = '') =>
  `<xs:element name="${name}" ${attributes}>${content}</xs:element>`;
const value = (name: string) => `<xs:element name="${name}" type="xs:string" minOccurs="0"/>`;
const SCHEMA = element(
  'L',
  inOrder(
    value('H') +
      element('Rs', inOrder(element('R', inOrder(value('A') + value('B')), 'minOccurs="0" maxOccurs="unbounded"'))) +
      value('S'),
  ),
);
const target = (attributes: string) =>
  packOf({ 'proef.xsd': xsd(SCHEMA, `targetNamespace="urn:q" ${attributes}`) }, { namespace: 'urn:q' });
const PACKS = {
  none: await packOf({ 'proef.xsd': xsd(SCHEMA) }),
  all: await target('elementFormDefault="qualified"'),
  root: await target(''),
};

type Case = [text: string, ...after: string[]];

/** Each fix of what is found in a text gives one of the others, in which nothing is found. */
function checkNamespaces(pack: keyof typeof PACKS, [text, ...after]: Case) {
  const options = { packs: [PACKS[pack]] };
  const analysis = analyse(text, options);
  const [finding, ...others] = [...analysis.findings()];
  expect(others).toEqual([]);
  expect(finding!.message.key).toMatch(/^SRG-T002\.otherNamespace/);
  const fixes = analysis.fixesOf(finding!);
  expect(fixes[0]!.preferred).toBe(true);
  const texts = fixes.map(({ edits }) => apply(text, edits, (owner) => analysis.startOf(owner)));
  expect(texts).toEqual(after);
  for (const one of texts) expect([...analyse(one, options).findings()]).toEqual([]);
}

describe('an element comes into the namespace that it belongs in', () => {
  test.each<Case>([
    ['<L><Rs><R><A xmlns="urn:x">a</A></R></Rs></L>', '<L><Rs><R><A>a</A></R></Rs></L>'],
    ['<L><Rs><R xmlns="urn:x"><A>a</A></R></Rs></L>', '<L><Rs><R><A>a</A></R></Rs></L>'],
    ['<L><Rs xmlns="urn:x"><R/><R/></Rs></L>', '<L><Rs><R/><R/></Rs></L>'],
    ['<L><Rs><R><x:A xmlns:x="urn:x">a</x:A></R></Rs></L>', '<L><Rs><R><A>a</A></R></Rs></L>'],
    ['<L xmlns:x="urn:x"><Rs><x:R><A>a</A></x:R></Rs></L>', '<L xmlns:x="urn:x"><Rs><R><A>a</A></R></Rs></L>'],
    ['<L xmlns:x="urn:x"><x:Rs><R/></x:Rs></L>', '<L xmlns:x="urn:x"><Rs><R/></Rs></L>'],
    ['<L xmlns:x="urn:x"><x:H/><Rs/></L>', '<L xmlns:x="urn:x"><H/><Rs/></L>'],
  ])('none, where the format has none: %s', (...given) => {
    checkNamespaces('none', given);
  });

  test.each<Case>([
    ['<L xmlns="urn:q"><Rs><R xmlns="urn:x"/></Rs></L>', '<L xmlns="urn:q"><Rs><R/></Rs></L>'],
    ['<L xmlns="urn:q"><Rs><R><A xmlns=""/></R></Rs></L>', '<L xmlns="urn:q"><Rs><R><A/></R></Rs></L>'],
    [
      '<q:L xmlns:q="urn:q"><q:Rs><q:R xmlns:q="urn:x"><q:A/></q:R></q:Rs></q:L>',
      '<q:L xmlns:q="urn:q"><q:Rs><q:R><q:A/></q:R></q:Rs></q:L>',
    ],
    [
      '<q:L xmlns:q="urn:q"><q:Rs><q:R><A>a</A></q:R></q:Rs></q:L>',
      '<q:L xmlns:q="urn:q"><q:Rs><q:R><q:A>a</q:A></q:R></q:Rs></q:L>',
      '<q:L xmlns="urn:q" xmlns:q="urn:q"><q:Rs><q:R><A>a</A></q:R></q:Rs></q:L>',
      '<q:L xmlns:q="urn:q"><q:Rs><q:R><A xmlns="urn:q">a</A></q:R></q:Rs></q:L>',
    ],
    [
      '<!-- x --><q:L xmlns:q="urn:q"><q:Rs><R/></q:Rs></q:L>',
      '<!-- x --><q:L xmlns:q="urn:q"><q:Rs><q:R/></q:Rs></q:L>',
      '<!-- x --><q:L xmlns="urn:q" xmlns:q="urn:q"><q:Rs><R/></q:Rs></q:L>',
      '<!-- x --><q:L xmlns:q="urn:q"><q:Rs><R xmlns="urn:q"/></q:Rs></q:L>',
    ],
    [
      '<q:L xmlns:q="urn:q"><q:Rs/><S/></q:L>',
      '<q:L xmlns:q="urn:q"><q:Rs/><q:S/></q:L>',
      '<q:L xmlns="urn:q" xmlns:q="urn:q"><q:Rs/><S/></q:L>',
      '<q:L xmlns:q="urn:q"><q:Rs/><S xmlns="urn:q"/></q:L>',
    ],
    // The root's default namespace is another one, and stays.
    [
      '<q:L xmlns:q="urn:q" xmlns="urn:x"><q:Rs><R/></q:Rs></q:L>',
      '<q:L xmlns:q="urn:q" xmlns="urn:x"><q:Rs><q:R/></q:Rs></q:L>',
    ],
    [
      '<q:L xmlns:q="urn:q" xmlns=""><q:Rs><R/></q:Rs></q:L>',
      '<q:L xmlns:q="urn:q" xmlns=""><q:Rs><q:R/></q:Rs></q:L>',
      '<q:L xmlns:q="urn:q" xmlns=""><q:Rs><R xmlns="urn:q"/></q:Rs></q:L>',
    ],
    // What the records stand in declares is not declared behind it.
    [
      '<L xmlns="urn:q"><q:Rs xmlns:q="urn:q"/><S xmlns="urn:x"/></L>',
      '<L xmlns="urn:q"><q:Rs xmlns:q="urn:q"/><S/></L>',
    ],
    [
      '<q:L xmlns:q="urn:q"><p:Rs xmlns:p="urn:q"><p:R/></p:Rs><S xmlns="urn:x"/></q:L>',
      '<q:L xmlns:q="urn:q"><p:Rs xmlns:p="urn:q"><p:R/></p:Rs><q:S/></q:L>',
    ],
    // What is in it has its own namespace by that prefix.
    [
      '<q:L xmlns:q="urn:q"><q:Rs><R xmlns="urn:x"><q:A/></R></q:Rs></q:L>',
      '<q:L xmlns:q="urn:q"><q:Rs><q:R><q:A/></q:R></q:Rs></q:L>',
    ],
  ])('that of the format: %s', (...given) => {
    checkNamespaces('all', given);
  });

  test.each<Case>([
    ['<L xmlns="urn:q"><Rs/></L>', '<L xmlns="urn:q"><Rs xmlns=""/></L>'],
    ['<L xmlns="urn:q"><Rs xmlns="urn:x"/></L>', '<L xmlns="urn:q"><Rs xmlns=""/></L>'],
    ['<q:L xmlns:q="urn:q"><q:Rs/></q:L>', '<q:L xmlns:q="urn:q"><Rs/></q:L>'],
    ['<q:L xmlns:q="urn:q"><Rs><q:R/></Rs></q:L>', '<q:L xmlns:q="urn:q"><Rs><R/></Rs></q:L>'],
    ['<q:L xmlns:q="urn:q"><Rs><R xmlns="urn:q"/></Rs></q:L>', '<q:L xmlns:q="urn:q"><Rs><R/></Rs></q:L>'],
    ['<L xmlns="urn:q"><Rs xmlns=""/><S/></L>', '<L xmlns="urn:q"><Rs xmlns=""/><S xmlns=""/></L>'],
  ])('none below a root that is in one: %s', (...given) => {
    checkNamespaces('root', given);
  });
});

test.each<[pack: keyof typeof PACKS, text: string, after: string]>([
  ['none', '<L></L>', '<L><Rs></Rs></L>'],
  ['all', '<q:L xmlns:q="urn:q"></q:L>', '<q:L xmlns:q="urn:q"><q:Rs></q:Rs></q:L>'],
  ['all', '<L xmlns="urn:q"></L>', '<L xmlns="urn:q"><Rs></Rs></L>'],
  ['root', '<q:L xmlns:q="urn:q"></q:L>', '<q:L xmlns:q="urn:q"><Rs></Rs></q:L>'],
  ['root', '<q:L xmlns:q="urn:q"><H/></q:L>', '<q:L xmlns:q="urn:q"><H/><Rs></Rs></q:L>'],
])('an element that is missing comes with the prefix that it has there: %s, %s', (pack, text, after) => {
  const analysis = analyse(text, { packs: [PACKS[pack]] });
  const fixes = [...analysis.findings()].flatMap((finding) => analysis.fixesOf(finding));
  const texts = fixes.map(({ edits }) => apply(text, edits, (owner) => analysis.startOf(owner)));
  expect(texts.map((one) => one.replace(/<((?:q:)?Rs)\/>/, '<$1></$1>'))).toEqual([after]);
});

test.each<[pack: keyof typeof PACKS, text: string, key: string]>([
  ['none', '<L><Rs><R xmlns="urn:x"/></Rs></L>', 'SRG-T002.otherNamespace.none'],
  ['root', '<q:L xmlns:q="urn:q"><q:Rs/></q:L>', 'SRG-T002.otherNamespace.none'],
  ['all', '<L xmlns="urn:q"><Rs><R xmlns="urn:x"/></Rs></L>', 'SRG-T002.otherNamespace'],
  ['all', '<q:L xmlns:q="urn:q"><q:Rs><R/></q:Rs></q:L>', 'SRG-T002.otherNamespace.missing'],
  // Its type has no name.
  [
    'none',
    '<L><Rs><R xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="X"/></Rs></L>',
    'SRG-T002.unknownType.none',
  ],
])('in the format %s, %s: %s', (pack, text, key) => {
  const found = [...analyse(text, { packs: [PACKS[pack]] }).findings()];
  expect(found.map(({ message }) => message.key)).toEqual([key]);
});

test.each<[pack: keyof typeof PACKS, before: string, after: string]>([
  ['none', '<x:R xmlns:x="urn:x"><A x:b="">a</A></x:R>', '<R xmlns:x="urn:x"><A x:b="">a</A></R>'],
  ['none', '<x:R xmlns:x="urn:x"><x:A/></x:R>', '<R xmlns:x="urn:x"><x:A/></R>'],
  ['none', '<x:R x:b="" xmlns:x="urn:x"/>', '<R x:b="" xmlns:x="urn:x"/>'],
  ['all', '<R xmlns="urn:x"><A/></R>', '<q:R xmlns="urn:x"><A/></q:R>'],
])('a declaration stays where something in the element has need of it: %s, %s', (pack, before, after) => {
  const around = pack === 'all' ? (records: string) => `<q:L xmlns:q="urn:q"><q:Rs>${records}</q:Rs></q:L>` : plain;
  const text = around(before);
  const analysis = analyse(text, { packs: [PACKS[pack]] });
  const finding = [...analysis.findings()].find(({ message: { key } }) => key.startsWith('SRG-T002.otherNamespace'));
  const [fix] = analysis.fixesOf(finding!);
  expect(apply(text, fix!.edits, (owner) => analysis.startOf(owner))).toBe(around(after));
});

function plain(records: string): string {
  return `<L><Rs>${records}</Rs></L>`;
}

test.each<[pack: keyof typeof PACKS, text: string, ...titles: string[]]>([
  ['none', '<L><Rs><R xmlns="urn:x"/></Rs></L>', 'Verwijder het attribuut xmlns'],
  [
    'all',
    '<q:L xmlns:q="urn:q"><q:Rs><R/></q:Rs></q:L>',
    'Zet R in de naamruimte van het element eromheen',
    'Declareer de naamruimte op q:L',
    'Declareer de naamruimte op R',
  ],
  ['root', '<L xmlns="urn:q"><Rs/></L>', 'Zet Rs in geen naamruimte, met xmlns=""'],
])('what is done is said: %s, %s', (pack, text, ...titles) => {
  const analysis = analyse(text, { packs: [PACKS[pack]] });
  const [finding] = analysis.findings();
  const said = analysis.fixesOf(finding!).map(({ title }) => formatMessage(title, { language: 'nl', maskBsn: false }));
  expect(said).toEqual(titles);
});

/** The first finding of the schema put right in the first way. */
function mended(text: string) {
  const analysis = analyse(text);
  const [finding] = [...analysis.findings()].filter(({ code }) => code === 'SRG-T002');
  const [fix] = analysis.fixesOf(finding!);
  const title = fix && formatMessage(fix.title, { language: 'nl', maskBsn: false });
  return { title, preferred: fix?.preferred, text: fix && apply(text, fix.edits, (owner) => analysis.startOf(owner)) };
}

/** An element a line, two spaces a level. */
function laidOut(text: string): string {
  let depth = 0;
  return text
    .replace(/\n/g, '')
    .replace(/<([\w:]+)[^>]*>[^<]*<\/\1>|<\/?[^>]+>/g, (piece, leaf: string | undefined) => {
      if (piece.startsWith('</')) depth--;
      const line = `${'  '.repeat(depth)}${piece}\n`;
      if (leaf === undefined && !piece.startsWith('</')) depth++;
      return line;
    });
}

const LINES = laidOut(
  delivery([record({ rest: '<Loonkostensubsidie><Loonwaarde>060</Loonwaarde></Loonkostensubsidie>', type: '10' })]),
);
const TWO = laidOut(delivery([record({ nummer: 'A' }), record({ nummer: 'B' })]));
const BETWEEN = '\n  </Voorzieningen>\n  <Voorzieningen>';
const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const taken = (name: string) => new RegExp(`\\s*<${name}>[^]*?</${name}>`).exec(LINES)![0];
const behindPerson = (name: string) =>
  LINES.replace(taken(name), '').replace('</Persoon>', `$&${taken(name).replace('  ', '')}`);
const behindRecords = (name: string) => LINES.replace(taken(name), '').replace('</Voorzieningen>', `$&${taken(name)}`);

const PERSON = /(?<=<Persoon>\n)(.*\n)+?(?= *<\/Persoon>)/;
const LINES_OF_PERSON = PERSON.exec(LINES)![0].match(/.*\n/g)!;
const MOVES = LINES_OF_PERSON.flatMap((_, from) => LINES_OF_PERSON.map((_, to) => [from, to] as const));

test.each(MOVES.filter(([from, to]) => from !== to))(
  'the element at %i of its parent, moved to %i, is put where its turn is',
  (from, to) => {
    const lines = [...LINES_OF_PERSON];
    lines.splice(to, 0, ...lines.splice(from, 1));
    expect(mended(LINES.replace(PERSON, lines.join('')))).toMatchObject({ preferred: true, text: LINES });
  },
);

test.each<[title: string, before: string, after?: string]>([
  ['Zet er <Geslacht> omheen', LINES.replace('<Geslacht>1</Geslacht>', '1')],
  ['Zet er <Persoon> omheen', LINES.replace(/\s*<\/?Persoon>/g, ''), LINES.replace(/<\/?Persoon>/g, '  $&')],
  ['Zet Burgerservicenummer in Persoon', behindPerson('Burgerservicenummer')],
  ['Zet Geslacht in Persoon', behindPerson('Geslacht')],
  ['Zet DoelInzetVoorzieningen in Persoon', behindPerson('DoelInzetVoorzieningen')],
  ['Zet Statistiekjaar in Levering', behindRecords('Statistiekjaar')],
  ['Zet Gemeentecode in Levering', behindRecords('Gemeentecode')],
  ['Zet Berichtgevercode in Levering', behindRecords('Berichtgevercode')],
  ['Zet Levering op de juiste plaats', behindRecords('Levering')],
  ['Verwijder de tags <b> en bewaar de inhoud', LINES.replace('>1</Geslacht>', '><b>1</b></Geslacht>')],
  ['Verwijder de tags <Groep> en bewaar de inhoud', LINES.replace(/<Geslacht>.*<\/Geslacht>/, '<Groep>$&</Groep>')],
  [
    'Verwijder het attribuut xsi:nil',
    LINES.replace('<SRG', `$& ${XSI}`).replace('<Geslacht', '$& xsi:nil="true"'),
    LINES.replace('<SRG', `$& ${XSI}`),
  ],
  ['Maak één Voorzieningen van de twee', TWO.replace('</Voorziening>', `$&${BETWEEN}`), TWO],
])('%s', (title, before, after = LINES) => {
  expect(mended(before)).toEqual({ title, preferred: true, text: after });
});
