import { describe, expect, test } from 'vitest';
import { insertRequiredElements } from '../../../../server/src/features/actions/refactorings/insert-required-elements.ts';
import { around, RECORD, refactored } from './check-refactoring.ts';

const after = (body: string) => refactored(insertRequiredElements, around(body));

describe('insert all required elements', () => {
  test('in an empty record, on lines of their own', () => {
    expect(after('\n    <Voorziening>‹|›</Voorziening>\n  ')).toEqual({
      title: 'Voeg alle verplichte elementen toe die in Voorziening ontbreken',
      text: around(`
    <Voorziening>
      <Persoon>
        <Burgerservicenummer></Burgerservicenummer>
        <Geboortedatum></Geboortedatum>
        <Geslacht></Geslacht>
        <Arbeidsvermogen></Arbeidsvermogen>
        <DoelInzetVoorzieningen></DoelInzetVoorzieningen>
      </Persoon>
      <RegistratienummerVoorziening></RegistratienummerVoorziening>
      <TypeVoorziening></TypeVoorziening>
      <BegindatumVoorziening></BegindatumVoorziening>
    </Voorziening>
  `),
    });
  });

  test('in an empty-element tag', () => {
    const inside = /<Persoon>[\s\S]*<\/Persoon>/.exec(after('\n    <Voorziening>‹|›</Voorziening>\n  ')!.text)![0];
    const before = RECORD.replace(/<Persoon>[\s\S]*<\/Persoon>/, '<Perso‹|›on />');
    expect(after(`${before}\n  `)!.text).toBe(around(`${RECORD.replace(/<Persoon>[\s\S]*<\/Persoon>/, inside)}\n  `));
  });

  test('on one line where the record is on one', () => {
    expect(after('<Voorziening><BegindatumVoorziening>‹|›20250301</BegindatumVoorziening></Voorziening>')!.text).toBe(
      around(
        '<Voorziening><Persoon><Burgerservicenummer></Burgerservicenummer><Geboortedatum></Geboortedatum><Geslacht></Geslacht>' +
          '<Arbeidsvermogen></Arbeidsvermogen><DoelInzetVoorzieningen></DoelInzetVoorzieningen></Persoon><RegistratienummerVoorziening></RegistratienummerVoorziening><TypeVoorziening></TypeVoorziening>' +
          '<BegindatumVoorziening>20250301</BegindatumVoorziening></Voorziening>',
      ),
    );
  });

  test('with what another record says of the person, and nothing made up', () => {
    const lacking = RECORD.replace(/\n *<(Geslacht|TypeVoorziening|Arbeidsvermogen)>.*/g, '').replace(
      '<Voorz',
      '<V‹|›oorz',
    );
    const text = after(`${RECORD}${lacking}\n  `)!.text;
    expect(text).toBe(around(`${RECORD}${RECORD.replace('>30<', '><')}\n  `));
  });

  test('between comments, each of which stays with its element', () => {
    const before = RECORD.replace(/\n *<RegistratienummerVoorziening>.*/, '')
      .replace('</Persoon>', '</Persoon> <!-- of the person -->')
      .replace('<TypeVoor', '<!-- of the type -->\n      <TypeVoor‹|›');
    expect(after(`${before}\n  `)!.text).toBe(
      around(
        `${RECORD.replace('</Persoon>', '</Persoon> <!-- of the person -->')
          .replace('>A<', '><')
          .replace('<TypeVoor', '<!-- of the type -->\n      <TypeVoor')}\n  `,
      ),
    );
  });

  test('with the prefix, tabs and line ends of the document', () => {
    const prefixed = (body: string) =>
      around(body)
        .replace(/<(\/?)(\w)/g, '<$1s:$2')
        .replace('xmlns=', 'xmlns:s=')
        .replace(/ {2}/g, '\t')
        .replace(/\n/g, '\r\n');
    const before = RECORD.replace(/\n *<BegindatumVoorziening>.*/, '').replace('<TypeVoor', '<TypeVoor‹|›');
    const { text } = refactored(insertRequiredElements, prefixed(`${before}\n  `))!;
    expect(text).toBe(prefixed(`${RECORD.replace('>20250301<', '><')}\n  `));
  });

  test('in the header', () => {
    const text = around('').replace(/\n *<VersienummerSoftwarepakket>.*/, '');
    const marked = text.replace('<Statistiekm', '<Stat‹|›istiekm');
    expect(refactored(insertRequiredElements, marked)!.text).toBe(around('').replace('>4.2<', '><'));
  });

  test.each<[name: string, body: string]>([
    ['nothing is missing', RECORD.replace('Persoon>', 'Persoon>‹|›')],
    ['the record is broken', '<Voorziening>‹|›<Persoon></Voorziening>'],
    ['the element is unknown', '<Onbekend>‹|›</Onbekend>'],
    ['between records', '\n‹|›\n<Voorziening/>'],
  ])('not where %s', (_name, body) => {
    expect(after(body)).toBeUndefined();
  });
});

test('in a template, nothing where a placeholder may bring it or a condition ends', () => {
  const type = '<TypeVoorziening>10</TypeVoorziening>';
  const record = (between: string) =>
    `<Vo‹|›orziening><Persoon>{{persoon}}</Persoon><RegistratienummerVoorziening>{{n}}</RegistratienummerVoorziening>${between}</Voorziening>`;
  const open = '<Voorziening><Persoon><Burgerservicenummer>{{bsn}}</Burgerservicenummer></Persoon></Voorziening>';
  expect(after(open + record(`{% if a %}${type}{% else %}${type}{% endif %}`))).toBeUndefined();
  expect(after(open + record(`{{> type}}<BegindatumVoorziening>{{s}}</BegindatumVoorziening>`))).toBeUndefined();
  expect(after(open + record(type))!.text).toContain(
    '</TypeVoorziening><BegindatumVoorziening></BegindatumVoorziening></Voorziening>',
  );
});
