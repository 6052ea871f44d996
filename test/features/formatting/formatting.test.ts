import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../server/src/engine/text/text-range.ts';
import { type FormatStyle, formatNow } from '../../../server/src/features/formatting/formatting.ts';
import { formatOnType } from '../../../server/src/features/formatting/on-type-formatting.ts';
import { analyse, delivery, NAMESPACE, record } from '../../support/delivery.ts';
import { cursor, ranges } from '../../support/markers.ts';

const LINES: FormatStyle = { kind: 'lines', indent: '  ' };
const ONE_LINE: FormatStyle = { kind: 'oneLine' };

/** The text laid out; twice gives the same as once. */
function formatted(text: string, layout: FormatStyle = LINES): string {
  const once = applyEdits(text, formatNow(analyse(text), layout));
  expect(applyEdits(once, formatNow(analyse(once), layout))).toBe(once);
  return once;
}

/** A delivery with something in the place of its records. */
const around = (body: string) =>
  `<SRG xmlns="${NAMESPACE}">\n  <Levering/>\n  <Voorzieningen>${body}</Voorzieningen>\n</SRG>\n`;

describe('each element on a line of its own', () => {
  test.each([['correct.srg.xml'], ['met-fouten.srg.xml'], ['casus-maaike.srg.xml'], ['lege-levering.srg.xml']])(
    '%s is laid out well already',
    (name) => {
      expect(formatNow(analyse(readFileSync(`examples/${name}`, 'utf8')), LINES)).toEqual([]);
    },
  );

  test('a record a line', () => {
    expect(
      formatted(
        delivery(['<Voorziening><Persoon><Geslacht>1</Geslacht></Persoon></Voorziening>'], {
          header: '<Statistiekjaar>2025</Statistiekjaar><Statistiekmaand>03</Statistiekmaand>',
        }),
      ),
    ).toBe(`\
<SRG xmlns="${NAMESPACE}">
  <Levering>
    <Statistiekjaar>2025</Statistiekjaar>
    <Statistiekmaand>03</Statistiekmaand>
  </Levering>
  <Voorzieningen>
    <Voorziening>
      <Persoon>
        <Geslacht>1</Geslacht>
      </Persoon>
    </Voorziening>
  </Voorzieningen>
</SRG>
`);
  });

  test.each<[name: string, before: string, after: string]>([
    ['a value keeps every byte', '<A>  x &amp; y\n </A>', '\n    <A>  x &amp; y\n </A>\n  '],
    ['CDATA keeps every byte', '<A><![CDATA[ <b> ]]></A>', '\n    <A><![CDATA[ <b> ]]></A>\n  '],
    ['mixed content', '<A>x <b/> <c><d/> </c></A>', '\n    <A>x <b/> <c><d/> </c></A>\n  '],
    ['a reference to white space is text', '<A>&#32;<b/></A>', '\n    <A>&#32;<b/></A>\n  '],
    ['attributes', '<A  b = "1"\n\tc=\'2\' ><d/></A>', '\n    <A  b = "1"\n\tc=\'2\' >\n      <d/>\n    </A>\n  '],
    ['xml:space', '<A xml:space="preserve"> <b> </b> </A>', '\n    <A xml:space="preserve"> <b> </b> </A>\n  '],
    [
      'xml:space and back',
      '<A xml:space="preserve"> <b xml:space="default"><c/></b></A>',
      '\n    <A xml:space="preserve"> <b xml:space="default">\n        <c/>\n      </b></A>\n  ',
    ],
    ['a comment before a record', '<!--a--><A/>', '\n    <!--a-->\n    <A/>\n  '],
    ['a comment over lines', '<!--a\n  b--><A/>', '\n    <!--a\n  b-->\n    <A/>\n  '],
    [
      'a comment behind an element',
      '<A><b/>   <!--a-->\n<c/></A>',
      '\n    <A>\n      <b/> <!--a-->\n      <c/>\n    </A>\n  ',
    ],
    ['an instruction', '<?a b  c?><A/>', '\n    <?a b  c?>\n    <A/>\n  '],
    ['one blank line is kept', '<A/>\n\n\n\n<B/>\n\n', '\n    <A/>\n\n    <B/>\n  '],
    ['nothing', '', ''],
    ['nothing on two lines', '\n', '\n  '],
    [
      'an element that should hold others',
      '<Voorziening><Persoon> \n </Persoon></Voorziening>',
      '\n    <Voorziening>\n      <Persoon>\n      </Persoon>\n    </Voorziening>\n  ',
    ],
    [
      'a value of white space',
      '<Voorziening><BegindatumVoorziening> \n </BegindatumVoorziening></Voorziening>',
      '\n    <Voorziening>\n      <BegindatumVoorziening> \n </BegindatumVoorziening>\n    </Voorziening>\n  ',
    ],
    [
      'a value of nothing but a comment or an instruction',
      '<Voorziening><EinddatumVoorziening><!-- a --></EinddatumVoorziening><TypeVoorziening><?a?></TypeVoorziening></Voorziening>',
      '\n    <Voorziening>\n      <EinddatumVoorziening><!-- a --></EinddatumVoorziening>\n      <TypeVoorziening><?a?></TypeVoorziening>\n    </Voorziening>\n  ',
    ],
    [
      'elements in a value',
      '<Voorziening><Geslacht><b>2</b><!-- a --></Geslacht></Voorziening>',
      '\n    <Voorziening>\n      <Geslacht><b>2</b><!-- a --></Geslacht>\n    </Voorziening>\n  ',
    ],
    ['a comment alone in what nobody knows', '<A><!-- a --></A>', '\n    <A><!-- a --></A>\n  '],
    [
      'a comment alone where others should stand',
      '<Voorziening><Persoon><!-- a --></Persoon></Voorziening>',
      '\n    <Voorziening>\n      <Persoon>\n        <!-- a -->\n      </Persoon>\n    </Voorziening>\n  ',
    ],
    [
      'a broken record',
      '<Voorziening><A></Voorziening><Voorziening><B/></Voorziening>',
      '<Voorziening><A></Voorziening>\n    <Voorziening>\n      <B/>\n    </Voorziening>\n  ',
    ],
    ['text between records', '<A/> x <B><c/></B><D/>', '\n    <A/> x <B><c/></B>\n    <D/>\n  '],
  ])('%s', (_name, before, after) => {
    expect(formatted(around(before))).toBe(around(after));
  });

  test.each([['\r\n'], ['\r'], ['\n']])('line ends %j stay', (end) => {
    const text = delivery([record(), record()]).replace(/\n/g, end);
    expect(formatted(text).replaceAll(end, '')).not.toMatch(/[\r\n]/);
    expect(formatted(text)).toContain(`${end}    <Voorziening>${end}      <Persoon>${end}`);
  });

  test('tabs', () => {
    expect(formatted(delivery(record()), { kind: 'lines', indent: '\t' })).toContain(
      '\n\t\t<Voorziening>\n\t\t\t<Persoon>',
    );
  });

  test('what stands before the root and behind it', () => {
    const text = `<?xml version="1.0"?><!--a--><?b?>${around('').trimEnd()}<!--c-->\n\n\n`;
    const wanted = `<?xml version="1.0"?>\n<!--a-->\n<?b?>\n${around('')}<!--c-->`;
    expect(formatted(text)).toBe(`${wanted}\n\n\n`);
    expect(formatted(text, { ...LINES, trimFinalNewlines: true })).toBe(`${wanted}\n`);
    expect(formatted(text.trimEnd(), { ...LINES, insertFinalNewline: true })).toBe(`${wanted}\n`);
    expect(formatted(text.trimEnd())).toBe(wanted);
  });

  test('a byte order mark', () => {
    expect(formatted(`\ufeff${around('')}`)).toBe(`\ufeff${around('')}`);
  });

  test('xml:space around the records', () => {
    const text = around(' <A> <b/> </A> ').replace('<Voorzieningen>', '<Voorzieningen xml:space="preserve">');
    expect(formatted(text)).toBe(text);
  });

  test('a document that is in no known format', () => {
    expect(formatted('<SRG xmlns="urn:x"><A><b/></A></SRG>')).toBe(
      '<SRG xmlns="urn:x">\n  <A>\n    <b/>\n  </A>\n</SRG>',
    );
  });

  test.each(['', ' ', '<', '<SRG', '<a><b></a>', '<a>\n<b/>\n', around('<A/>').replace('</Voorzieningen>', '')])(
    'what is broken around the records stays: %j',
    (text) => {
      expect(formatted(text).trim().slice(0, 20)).toBe(text.trim().slice(0, 20));
    },
  );
});

describe('on one line', () => {
  const lines = readFileSync('examples/correct.srg.xml', 'utf8');
  const line = readFileSync('examples/een-regel.srg.xml', 'utf8');

  test('and back is the same', () => {
    expect(formatted(line, ONE_LINE)).toBe(line);
    expect(formatted(formatted(line), ONE_LINE)).toBe(line);
    expect(formatted(line)).toContain('\n    <Voorziening>\n      <Persoon>\n');
  });

  test('from lines and back is the same, but for what comments say over lines', () => {
    const short = formatted(lines, ONE_LINE);
    expect(short.replace(/<!--[\s\S]*?-->/g, '').trim()).not.toMatch(/[\r\n]/);
    expect(formatted(short)).toBe(lines);
  });

  test('values keep their white space', () => {
    expect(formatted(around('\n <A> x\n </A>\n <!-- c -->\n <B/>\n'), ONE_LINE)).toContain(
      '<A> x\n </A><!-- c --><B/>',
    );
  });
});

describe('a range', () => {
  const format = (marked: string) => {
    const { text, ranges: marks } = ranges(marked);
    return applyEdits(text, formatNow(analyse(text), LINES, marks[0]!));
  };
  const inner = '<Voorziening><Persoon/></Voorziening>';
  const laidOut = '    <Voorziening>\n      <Persoon/>\n    </Voorziening>';

  test.each<[name: string, before: string, after: string]>([
    [
      'a cursor',
      `\n${inner}\n<Voorz⟦⟧iening><Persoon/></Voorziening>\n${inner}\n`,
      `\n${inner}\n${laidOut}\n${inner}\n`,
    ],
    ['a whole line', `\n${inner}\n⟦${inner}\n⟧${inner}\n`, `\n${inner}\n${laidOut}\n${inner}\n`],
    [
      'parts of two',
      `\n<Voorz⟦iening><Persoon/></Voorziening>\n<Voorz⟧iening><Persoon/></Voorziening>\n${inner}\n`,
      `\n${laidOut}\n${laidOut}\n${inner}\n`,
    ],
    ['the white space before one', `\n${inner}⟦\n⟧${inner}\n`, `\n${inner}\n${inner}\n`],
  ])('%s touches whole records only', (_name, before, after) => {
    expect(format(around(before))).toBe(around(after));
  });

  test('in the header touches no record', () => {
    const text = `<SRG xmlns="${NAMESPACE}"><Leve⟦ring⟧/><Voorzieningen>${inner}</Voorzieningen></SRG>`;
    expect(format(text)).toBe(
      `<SRG xmlns="${NAMESPACE}">\n  <Levering/>\n  <Voorzieningen>${inner}</Voorzieningen></SRG>`,
    );
  });
});

test('many edits become few, and do the same', () => {
  const text = delivery(Array.from({ length: 400 }, () => record()));
  const edits = formatNow(analyse(text), LINES);
  expect(edits.length).toBeGreaterThan(1000);
  expect(edits.length).toBeLessThanOrEqual(2000);
  expect(formatNow(analyse(applyEdits(text, edits)), LINES)).toEqual([]);
});

test('where little is wrong, only that white space changes', () => {
  const text = readFileSync('examples/correct.srg.xml', 'utf8');
  const { text: marked, ranges: marks } = ranges(text.replace('\n      <Persoon>', '\n ⟦⟧<Persoon>'));
  expect(formatNow(analyse(marked), LINES)).toEqual([{ ...marks[0]!, end: marks[0]!.start, newText: '     ' }]);
});

describe('on type', () => {
  const typed = (marked: string, character: string) => {
    const { text, offset } = cursor(marked);
    return applyEdits(text, formatOnType(analyse(text), offset, character, '  '));
  };

  test.each<[name: string, character: string, before: string, after: string]>([
    ['a new line in a record', '\n', '\n<Voorziening>\n‹|›\n', '\n<Voorziening>\n      \n'],
    ['a new line before an end tag', '\n', '\n<Voorziening>\n‹|›</Voorziening>', '\n<Voorziening>\n    </Voorziening>'],
    ['a new line between records', '\n', '\n<A/>\n  ‹|›\n<B/>', '\n<A/>\n    \n<B/>'],
    ['a new line before a record', '\n', '\n‹|›<A/>', '\n    <A/>'],
    ['a new line before the end of the records', '\n', '\n<A/>\n‹|›', '\n<A/>\n  '],
    ['a new line in a value', '\n', '\n<A>x\n‹|›y</A>', '\n<A>x\ny</A>'],
    ['a new line in a tag', '\n', '\n<A\n‹|›b="1"/>', '\n<A\nb="1"/>'],
    ['a new line in a comment', '\n', '\n<!--\n‹|›-->', '\n<!--\n-->'],
    [
      'a new line under xml:space',
      '\n',
      '\n<A xml:space="preserve"><b/>\n‹|›</A>',
      '\n<A xml:space="preserve"><b/>\n</A>',
    ],
    [
      'the end of an end tag',
      '>',
      '\n<Voorziening>\n<A/>\n</Voorziening>‹|›',
      '\n<Voorziening>\n<A/>\n    </Voorziening>',
    ],
    [
      'the end of a start tag',
      '>',
      '\n<Voorziening>\n<A>‹|›\n</Voorziening>',
      '\n<Voorziening>\n      <A>\n</Voorziening>',
    ],
    [
      'the end of a tag behind another',
      '>',
      '\n<Voorziening><A>‹|›</A></Voorziening>',
      '\n<Voorziening><A></A></Voorziening>',
    ],
  ])('%s', (_name, character, before, after) => {
    expect(typed(around(before), character)).toBe(around(after));
  });

  test('in the start tag of the root', () => {
    const text = around('').replace(' xmlns', '\n‹|›xmlns');
    expect(typed(text, '\n')).toBe(text.replace('‹|›', ''));
  });

  test('behind the root', () => {
    expect(typed(`${around('<A/>')}  ‹|›`, '\n')).toBe(around('<A/>'));
  });
});
