import { describe, expect, test } from 'vitest';
import { attributeDelivery, attributePack } from '../../support/attribute-pack.ts';
import { complete, completions } from '../../support/completions.ts';
import { delivery, NAMESPACE, record } from '../../support/delivery.ts';
import { head, NUMBER, PERSON, tail, voorziening } from '../../support/laid-out.ts';

const labels = (marked: string, trigger?: string) =>
  completions(marked, trigger ? { trigger } : {}).items.map(({ label }) => label);

describe('end tags', () => {
  test.each<[what: string, before: string, label: string, after: string]>([
    ['behind </', '<Persoon>\n      </‹|›', '</Persoon>', '<Persoon>\n      </Persoon>'],
    ['behind half a name', '<Persoon>\n      </Per‹|›', '</Persoon>', '<Persoon>\n      </Persoon>'],
    ['with the cursor in it', '<Persoon></Per‹|›soo>', '</Persoon>', '<Persoon></Persoon>'],
    [
      'behind a value',
      '<RegistratienummerVoorziening>N-1</‹|›',
      '</RegistratienummerVoorziening>',
      '<RegistratienummerVoorziening>N-1</RegistratienummerVoorziening>',
    ],
    [
      'behind a value without </',
      '<RegistratienummerVoorziening>N-1‹|›',
      '</RegistratienummerVoorziening>',
      '<RegistratienummerVoorziening>N-1</RegistratienummerVoorziening>',
    ],
    ['behind a <', '<Persoon>\n      <‹|›', '</Persoon>', '<Persoon>\n      </Persoon>'],
    [
      'behind the start tag, the cursor between',
      '<RegistratienummerVoorziening>‹|›',
      '</RegistratienummerVoorziening>',
      '<RegistratienummerVoorziening>$0</RegistratienummerVoorziening>',
    ],
    ['of a name that no one knows', '<Foo>\n      </‹|›', '</Foo>', '<Foo>\n      </Foo>'],
  ])('%s', (_what, before, label, after) => {
    expect(complete(voorziening(before), label)).toBe(voorziening(after));
  });

  test.each<[what: string, marked: string]>([
    ['where the element has its own', voorziening(`${PERSON}\n      ‹|›`)],
    [
      'where the element has its own, behind a value',
      voorziening('<BegindatumVoorziening>2025‹|›</BegindatumVoorziening>'),
    ],
    ['behind the root', `${head()}${tail}‹|›`],
  ])('none %s', (_what, marked) => {
    expect(labels(marked).filter((label) => label.startsWith('</'))).toEqual([]);
  });

  test('of the record, where the next one begins', () => {
    expect(labels(`${head()}    <Voorziening>\n    </‹|›\n    ${record()}\n${tail}`)).toEqual(['</Voorziening>']);
  });

  test('of the container', () => {
    const open = `${head()}    ${record()}\n  </‹|›\n</SRG>\n`;
    expect(labels(open)).toEqual(['</Voorzieningen>']);
  });
});

describe('comments, CDATA, references, the declaration', () => {
  test.each<[what: string, before: string, label: string, after: string]>([
    ['a comment', '<!‹|›', '<!-- -->', '<!-- $1 -->$0'],
    ['a comment half typed', '<!-‹|›', '<!-- -->', '<!-- $1 -->$0'],
    [
      'CDATA in a value',
      '<RegistratienummerVoorziening><!‹|›</RegistratienummerVoorziening>',
      '<![CDATA[ ]]>',
      '<RegistratienummerVoorziening><![CDATA[$1]]>$0</RegistratienummerVoorziening>',
    ],
    [
      'a reference',
      '<RegistratienummerVoorziening>a &am‹|›b</RegistratienummerVoorziening>',
      '&amp;',
      '<RegistratienummerVoorziening>a &amp;b</RegistratienummerVoorziening>',
    ],
  ])('%s', (_what, before, label, after) => {
    expect(complete(voorziening(before), label)).toBe(voorziening(after));
  });

  test.each<[what: string, marked: string, offered: string[]]>([
    [
      'before the name in a tag: no comment',
      voorziening('<‹|›EinddatumVoorziening>20250301</EinddatumVoorziening>'),
      ['EinddatumVoorziening'],
    ],
    ['before the / of an end tag: that', voorziening('<Persoon><‹|›/Persoon>'), ['</Persoon>']],
    ['before the ! of a comment: nothing', voorziening('<‹|›!-- x -->'), []],
    ['before the ? of an instruction: nothing', voorziening('<‹|›?x y?>'), []],
  ])('%s', (_what, marked, offered) => {
    expect(labels(marked).filter((label) => !/^[A-Z]/.test(label) || label === 'EinddatumVoorziening')).toEqual(
      offered,
    );
  });

  test('an end tag is whole again where the cursor is before its /', () => {
    expect(complete(voorziening('<Persoon><‹|›/Pers>'), '</Persoon>')).toBe(voorziening('<Persoon></Persoon>'));
  });

  test('no CDATA where elements stand', () => {
    expect(labels(voorziening('<!‹|›'))).toEqual(['<!-- -->']);
  });

  test('the declaration, at the very start only', () => {
    expect(labels(`<?‹|›${delivery()}`)).toContain('<?xml ?>');
    expect(labels(`\n<?‹|›${delivery()}`)).not.toContain('<?xml ?>');
  });

  test.each(['‹|›<?xml version="1.0"?>', '<?‹|›xml version="1.0"?>', '<?xml‹|› version="1.0"?>'])(
    'nothing before the declaration, or in its place: %s',
    (declaration) => {
      expect(labels(declaration + delivery())).toEqual([]);
    },
  );

  test.each(['<!‹|›-- c -->', '<!-‹|›- c -->', '<?‹|›let op?>', '<?le‹|›t op?>'])(
    'nothing in one that is whole: %s',
    (whole) => {
      expect(labels(voorziening(whole))).toEqual([]);
    },
  );
});

describe('attributes', () => {
  const packs = [attributePack];
  const service = (tag: string) => attributeDelivery(`    <l:Persoon bsn="950204869">\n      ${tag}\n    </l:Persoon>`);

  test.each<[what: string, before: string, label: string, after: string]>([
    ['a name', '<l:Dienst be‹|›/>', 'begin', '<l:Dienst begin="$1"$0/>'],
    ['in a tag without its >', '<l:Dienst soort="A" ‹|›', 'begin', '<l:Dienst soort="A" begin="$1"$0'],
    ['a name before its value', '<l:Dienst b‹|›in="20250301"/>', 'begin', '<l:Dienst begin="20250301"/>'],
    ['a date', '<l:Dienst begin="20‹|›" soort="A"/>', '2025-03-01', '<l:Dienst begin="2025-03-01" soort="A"/>'],
    ['a code without quotes', '<l:Dienst soort=‹|›/>', 'B', '<l:Dienst soort="B"/>'],
    [
      'a code that XML has another way to write',
      '<l:Dienst soort="‹|›"/>',
      "C & 'D'",
      '<l:Dienst soort="C &amp; &apos;D&apos;"/>',
    ],
    ['before its quotes', '<l:Dienst soort=‹|›"A"/>', 'B', '<l:Dienst soort="B"/>'],
    ['a code without its closing quote', '<l:Dienst soort="‹|›', 'B', '<l:Dienst soort="B'],
  ])('%s', (_what, before, label, after) => {
    expect(complete(service(before), label, { packs })).toBe(service(after));
  });

  test('those that are there are not offered again', () => {
    const { items } = completions(service('<l:Dienst soort="A" ‹|› begin="20250301"/>'), { packs });
    expect(items.map(({ label }) => label)).toEqual(['opmerking']);
  });

  test('the namespace of the root', () => {
    const after = delivery();
    expect(complete(after.replace(` xmlns="${NAMESPACE}"`, ' ‹|›'), 'xmlns')).toBe(after);
    expect(complete(after.replace(NAMESPACE, 'urn‹|›'), NAMESPACE)).toBe(after);
  });

  describe('where the XSD lies, for other programs', () => {
    const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
    const root = (attributes: string) => delivery().replace('<SRG', `<SRG${attributes}`);

    test.each<[what: string, before: string, label: string, after: string]>([
      ['the prefix first', ' ‹|›', 'xmlns:xsi', ` ${XSI}`],
      ['its namespace', ' xmlns:xsi="‹|›"', 'http://www.w3.org/2001/XMLSchema-instance', ` ${XSI}`],
      [
        'the place',
        ` ${XSI} xsi:‹|›`,
        'xsi:schemaLocation',
        ` ${XSI} xsi:schemaLocation="${NAMESPACE} \${1:srg.xsd}"$0`,
      ],
      ['a name before its value', ` ${XSI} xsi‹|›="a b"`, 'xsi:schemaLocation', ` ${XSI} xsi:schemaLocation="a b"`],
    ])('%s', (_what, before, label, after) => {
      expect(complete(root(before), label)).toBe(root(after));
    });

    test('of a prefix for something else, the namespaces of the packs', () => {
      expect(labels(root(' xmlns:s="‹|›"'))).toEqual([NAMESPACE]);
    });

    test.each<[what: string, marked: string]>([
      ['said already', root(` ${XSI} xsi:schemaLocation="a b" ‹|›`)],
      ['before the value of another', root(' xmlns:x‹|›="urn:x"')],
      ['on another element', delivery().replace('<Levering', '<Levering ‹|›')],
      ['on another root', '<a ‹|›/>'],
    ])('not where it is %s', (_what, marked) => {
      expect(labels(marked)).toEqual([]);
    });
  });
});

describe('a character that was typed asks', () => {
  test.each<[trigger: string, asks: string, asksNot: string[]]>([
    ['<', voorziening('<‹|›'), []],
    [
      '/',
      voorziening('<Persoon></‹|›'),
      [voorziening('<RegistratienummerVoorziening>a/‹|›</RegistratienummerVoorziening>'), voorziening('<Persoon/‹|›')],
    ],
    [' ', delivery().replace(` xmlns="${NAMESPACE}"`, ' ‹|›'), [voorziening(`${PERSON}\n       ‹|›`)]],
    ['"', delivery().replace(`${NAMESPACE}"`, '‹|›'), [voorziening('"‹|›')]],
    ['!', voorziening('<!‹|›'), [voorziening('<RegistratienummerVoorziening>!‹|›</RegistratienummerVoorziening>')]],
    ['&', voorziening(`${PERSON}${NUMBER.replace('N-1', '&‹|›')}`), []],
  ])('%s', (trigger, asks, asksNot) => {
    expect(labels(asks, trigger)).not.toEqual([]);
    for (const marked of asksNot) expect(labels(marked, trigger)).toEqual([]);
  });
});
