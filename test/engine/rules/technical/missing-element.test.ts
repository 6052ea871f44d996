import { expect, test } from 'vitest';
import { formatMessage } from '../../../../server/src/engine/messages/message.ts';
import { Placeholders } from '../../../../server/src/engine/syntax/placeholders/placeholders.ts';
import { analyse, delivery, record } from '../../../support/delivery.ts';
import { packOf, xsd } from '../../../support/packs/schema-pack.ts';
import { apply } from '../check-fixes.ts';

const inOrder = (content: string) => `<xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType>`;
const element = (name: string, content: string, attributes = '') =>
  `<xs:element name="${name}" ${attributes}>${content}</xs:element>`;
const oneOf = (...values: string[]) =>
  `<xs:simpleType><xs:restriction base="xs:string">${values.map((value) => `<xs:enumeration value="${value}"/>`).join('')}</xs:restriction></xs:simpleType>`;
const REQUIRED = '<xs:attribute name="a" type="xs:string" use="required"/>';

/** Levels of elements of one element each, the last with a value. */
const nested = (levels: number): string =>
  levels === 0 ? oneOf('ja') : inOrder(element(`N${levels}`, nested(levels - 1)));
const deepest = (levels: number): string => (levels === 0 ? 'ja' : `<N${levels}>${deepest(levels - 1)}</N${levels}>`);

test.each<[name: string, declared: string, added: string[]]>([
  ['a value that can only be one', element('M', oneOf('ja')), ['<M>ja</M>']],
  ['a value that can be one of several', element('M', oneOf('ja', 'nee')), ['<M>ja</M>', '<M>nee</M>']],
  ['a fixed value', '<xs:element name="M" type="xs:string" fixed="vast"/>', ['<M>vast</M>']],
  ['any value', '<xs:element name="M" type="xs:string"/>', []],
  ['one element', element('M', inOrder(element('W', oneOf('ja')))), ['<M><W>ja</W></M>']],
  [
    'elements, of which those that must be there',
    element(
      'M',
      inOrder(element('W', oneOf('ja')) + element('X', oneOf('x'), 'minOccurs="0"') + element('Y', oneOf('y'))),
    ),
    ['<M><W>ja</W><Y>y</Y></M>'],
  ],
  ['an element whose value nobody knows', element('M', inOrder('<xs:element name="W" type="xs:string"/>')), []],
  [
    'an element with several values: the first',
    element('M', inOrder(element('W', oneOf('a', 'b')))),
    ['<M><W>a</W></M>'],
  ],
  ['an element in elements', element('M', nested(5)), [`<M>${deepest(5)}</M>`]],
  ['elements in each other deeper than anybody writes', element('M', nested(25)), []],
  ['an attribute that must be there', element('M', `<xs:complexType>${REQUIRED}</xs:complexType>`), []],
  [
    'an attribute that must be there in one in it',
    element('M', inOrder(element('W', `<xs:complexType>${REQUIRED}</xs:complexType>`))),
    [],
  ],
  ['an abstract type, which xsi:type has to name another for', '<xs:element name="M" type="Abstract"/>', []],
  ['a type that has a name', '<xs:element name="M" type="Concrete"/>', ['<M><W>w</W></M>']],
  [
    'an attribute that may be there',
    element(
      'M',
      '<xs:complexType><xs:sequence><xs:element name="W" fixed="w"/></xs:sequence><xs:attribute name="a"/></xs:complexType>',
    ),
    ['<M><W>w</W></M>'],
  ],
])('what is missing is added where its content is known: %s', async (_name, declared, added) => {
  const record = inOrder(element('A', oneOf('a')) + declared);
  const schema = element(
    'L',
    inOrder(element('Rs', inOrder(element('R', record, 'minOccurs="0" maxOccurs="unbounded"')))),
  );
  const content = '<xs:sequence><xs:element name="W" fixed="w"/></xs:sequence>';
  const types = `<xs:complexType name="Abstract" abstract="true">${content}</xs:complexType><xs:complexType name="Concrete">${content}</xs:complexType>`;
  const pack = await packOf({ 'proef.xsd': xsd(schema + types) });
  const text = '<L><Rs><R><A>a</A></R></Rs></L>';
  const analysis = analyse(text, { packs: [pack] });
  const [finding] = [...analysis.findings()].filter(({ code }) => code === 'SRG-T002');
  const fixes = analysis.fixesOf(finding!);
  expect(fixes.map(({ edits }) => apply(text, edits, (owner) => analysis.startOf(owner)))).toEqual(
    added.map((element) => text.replace('</R>', `${element}</R>`)),
  );
  const title = added[0]?.startsWith('<M><') ? 'Voeg M toe' : expect.stringMatching(/^Voeg M toe met waarde \S+$/);
  for (const fix of fixes) expect(formatMessage(fix.title, { language: 'nl', maskBsn: false })).toEqual(title);
});

test('a code that would bring another finding is not among those that are offered', () => {
  const text = delivery(record({ start: '20250301' }).replace(/<TypeVoorziening>.*?<\/TypeVoorziening>/, ''));
  const analysis = analyse(text);
  const offered = [...analysis.findings()].flatMap((finding) => analysis.fixesOf(finding));
  const titles = offered.map(({ title }) => formatMessage(title, { language: 'nl', maskBsn: false }));
  expect(titles).toContainEqual(expect.stringContaining(' 30 ('));
  // No job of that kind has begun since 2004.
  expect(titles).not.toContainEqual(expect.stringContaining(' 20 ('));
});

test.each<[content: string, isOffered: boolean]>([
  ['<A>a</A><C>c</C>', true],
  ['<A>a</A>{{#if x}}<C>c</C>{{/if}}', false],
  ['<A>a</A><!-- {{x}} --><C>c</C>', true],
  ['{{#if x}}<A>a</A>{{/if}}<A>a</A><C>c</C>', true],
  ['<A>a</A><C>c</C>{{#if x}}<C>c</C>{{/if}}', true],
  // An instruction is no element, whatever it is called.
  ['<A>a</A><?C x?>{{#if x}}<C>c</C>{{/if}}', false],
])(
  'in a template what is missing is added where no placeholder stands in its place: %s',
  async (content, isOffered) => {
    const part = (name: string) => element(name, oneOf(name.toLowerCase()), 'minOccurs="0" maxOccurs="unbounded"');
    const record = inOrder(`${part('A')}${element('B', oneOf('b'))}${part('C')}`);
    const schema = element('L', inOrder(element('Rs', inOrder(element('R', record, 'maxOccurs="unbounded"')))));
    const pack = await packOf({ 'proef.xsd': xsd(schema) });
    const templates = { isNamed: true, placeholders: new Placeholders() };
    const analysis = analyse(`<L><Rs><R>${content}</R></Rs></L>`, { packs: [pack], templates });
    const fixes = [...analysis.findings()].flatMap((finding) => analysis.fixesOf(finding));
    expect(fixes.some(({ title }) => title.key === 'fix.insertElementWith')).toBe(isOffered);
  },
);

test.each<[name: string, known: string | undefined]>([
  ['Geslacht', '2'],
  ['Arbeidsvermogen', '20'],
  ['Geboortedatum', '19810506'],
  // It says nothing of the person.
  ['DoelInzetVoorzieningen', undefined],
  ['TypeVoorziening', undefined],
])('what another record says of the person is the value that is missing here: %s', (name, known) => {
  const fields = { geslacht: '2', arbeidsvermogen: '20', geboortedatum: '19810506', start: '20250301' };
  const missing = new RegExp(`<${name}>.*?</${name}>`);
  const insertions = (...records: string[]) => {
    const text = delivery(records);
    const analysis = analyse(text);
    const found = [...analysis.findings()].filter(({ code }) => code === 'SRG-T002');
    return found.flatMap((finding) => analysis.fixesOf(finding).flatMap(({ edits }) => edits[0]!.newText));
  };
  const alone = insertions(record(fields).replace(missing, ''));
  const beside = insertions(record(fields), record({ ...fields, start: '20250302' }).replace(missing, ''));
  expect(beside).toEqual(known === undefined ? alone : [`<${name}>${known}</${name}>`]);
  if (name !== 'Geboortedatum') expect(alone.length).toBeGreaterThan(1);
});
