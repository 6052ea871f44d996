import { describe, expect, test } from 'vitest';
import { complete, matching, PLAIN } from '../../support/completions.ts';
import { delivery, record } from '../../support/delivery.ts';
import { head, NUMBER, PERSON, voorziening } from '../../support/laid-out.ts';

/** A record as it is proposed, by what stands before it on its lines. */
const proposed = (indent: string, step: string, type: string, eol = '\n') =>
  [
    '<Voorziening>',
    `${step}<Persoon>`,
    `${step}${step}<Burgerservicenummer></Burgerservicenummer>`,
    `${step}${step}<Geboortedatum></Geboortedatum>`,
    `${step}${step}<Geslacht></Geslacht>`,
    `${step}${step}<Arbeidsvermogen></Arbeidsvermogen>`,
    `${step}${step}<DoelInzetVoorzieningen></DoelInzetVoorzieningen>`,
    `${step}</Persoon>`,
    `${step}<RegistratienummerVoorziening></RegistratienummerVoorziening>`,
    `${step}<TypeVoorziening>${type}</TypeVoorziening>`,
    `${step}<BegindatumVoorziening></BegindatumVoorziening>`,
    '</Voorziening>',
  ].join(eol + indent);

const sibling = `    <Voorziening>\n      ${PERSON}\n      ${NUMBER}\n    </Voorziening>\n`;
const END = '</Voorzieningen>\n</SRG>\n';

describe('a record just before the end tag of the container', () => {
  test.each<[what: string, before: string, typed: string, label: string, type: string]>([
    ['the first, behind a <', '', '  <‹|›', 'Voorziening', ''],
    ['by its type', '', '  <besch‹|›', 'Voorziening Beschut werk', '21'],
    ['behind another', sibling, '  <besch‹|›', 'Voorziening Beschut werk', '21'],
    ['behind a blank line', `${sibling}\n  \n`, '  <besch‹|›', 'Voorziening Beschut werk', '21'],
    ['without a <', sibling, '  besch‹|›', 'Voorziening Beschut werk', '21'],
    ['without a <, the cursor in the word', sibling, '  besc‹|›hut', 'Voorziening Beschut werk', '21'],
    ['where no indentation is written', sibling, '<‹|›', 'Voorziening', ''],
    ['the first, on a line that stands in already', '', '    <‹|›', 'Voorziening', ''],
    ['behind another, on a line that stands in already', sibling, '    <‹|›', 'Voorziening', ''],
    ['in the pair of <> that the editor made', sibling, '  <‹|›>', 'Voorziening', ''],
    ['with white space behind', sibling, '  <‹|› ', 'Voorziening', ''],
  ])('%s', (_what, before, typed, label, type) => {
    const after = complete(`${head()}${before}${typed}${END}`, label, { client: PLAIN });
    expect(after).toBe(`${head()}${before}    ${proposed('    ', '  ', type)}\n  ${END}`);
  });

  test('with tabs and the line ends of the document', () => {
    const style = (text: string) => text.replace(/ {2}/g, '\t').replace(/\n/g, '\r\n');
    const after = complete(style(`${head()}  <‹|›${END}`), 'Voorziening', { client: PLAIN });
    expect(after).toBe(`${style(head())}\t\t${proposed('\t\t', '\t', '', '\r\n')}\r\n\t${style(END)}`);
  });

  test('the cursor ends up behind the record', () => {
    expect(complete(`${head()}  <‹|›${END}`, 'Voorziening')).toMatch(
      /\n {4}<\/Voorziening>\$0\n {2}<\/Voorzieningen>\n/,
    );
  });

  test('on one line where the records before it are, the end tag on its own', () => {
    const marked = delivery([record(), '<‹|›']).replace('\n</Voorzieningen>', '</Voorzieningen>');
    expect(complete(marked, 'Voorziening')).toMatch(
      /\n<Voorziening><Persoon>[^\n]*<\/Voorziening>\n<Voorziening><Persoon><Burgerservicenummer>\$1<\/Burger[^\n]*<\/Voorziening>\$0\n<\/Voorzieningen>\n/,
    );
  });

  test('without the indentation that the client adds itself', () => {
    const [item] = matching(`${head()}${sibling}  <‹|›${END}`, { client: { ...PLAIN, whitespace: 'adjust' } });
    // The client puts the two spaces of the line before each further one.
    expect(item!.textEdit!.newText).toBe(`  ${proposed('  ', '  ', '')}\n`);
  });
});

describe('stays on its line', () => {
  test('where the file is one line', () => {
    const marked = `${head()}<‹|›${END}`.replace(/\n\s*/g, '');
    const after = `${head()}${proposed('', '', '', '')}${END}`.replace(/\n\s*/g, '');
    expect(complete(marked, 'Voorziening', { client: PLAIN })).toBe(after);
  });

  test('where another element stands before it', () => {
    const marked = `${head()}    ${record({ nummer: '1' })}<‹|›${END}`;
    const after = `${head()}    ${record({ nummer: '1' })}${proposed('', '', '', '')}${END}`;
    expect(complete(marked, 'Voorziening', { client: PLAIN })).toBe(after);
  });
});

test.each<[what: string, inside: string, label: string, after: string]>([
  [
    'an element in a record',
    `${PERSON}\n    <Regis‹|›</Voorziening>`,
    'RegistratienummerVoorziening',
    `${PERSON}\n      <RegistratienummerVoorziening>$1</RegistratienummerVoorziening>$0\n    </Voorziening>`,
  ],
  [
    'an element with others in it, the first',
    '<Persoon>\n      <Bur‹|›</Persoon>',
    'Burgerservicenummer',
    '<Persoon>\n        <Burgerservicenummer>$1</Burgerservicenummer>$0\n      </Persoon>',
  ],
  [
    'behind a value, without a <',
    '<Persoon>\n        <Geboortedatum>19800505</Geboortedatum>\n      gesl‹|›</Persoon>',
    'Geslacht',
    '<Persoon>\n        <Geboortedatum>19800505</Geboortedatum>\n        <Geslacht>$1</Geslacht>$0\n      </Persoon>',
  ],
  [
    'before the end tag of another element: as it stands',
    '<Persoon>\n        <Gesl‹|›</Foo>',
    'Geslacht',
    '<Persoon>\n        <Geslacht>$1</Geslacht>$0</Foo>',
  ],
])('%s', (_what, inside, label, after) => {
  const whole = (text: string) => voorziening(text).replace(/(<\/Voorziening>)\n {4}<\/Voorziening>/, '$1');
  expect(complete(whole(inside), label)).toBe(whole(after));
});
