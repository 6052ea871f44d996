import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import {
  DocumentScanner,
  type DocumentShape,
  type Fragment,
} from '../../../server/src/engine/syntax/document-scanner.ts';
import { holds, sampled } from '../../support/property.ts';

/** A shape whose names are all in one namespace. */
function shapeOf(ancestors: readonly string[], repeating: readonly string[], namespace = ''): DocumentShape {
  const expand = (names: readonly string[]) => names.map((name) => ({ namespace, name }));
  return { ancestors: expand(ancestors), repeatingElements: expand(repeating) };
}

const SHAPE = shapeOf(['L', 'R'], ['V']);

/** Head, segments and tail of a document as they stand in the text, and the kinds of what is wrong in each. */
function scan(text: string, shape = SHAPE) {
  const scanner = new DocumentScanner(text, shape);
  const headerFragment = scanner.scanHeader();
  const fragments: Fragment[] = [headerFragment];
  if (headerFragment.openElements) {
    for (let item = scanner.nextRecord(); item; item = scanner.nextRecord()) {
      expect(item.lookahead).toBeGreaterThanOrEqual(item.end - item.start);
      fragments.push(item);
    }
    fragments.push(scanner.scanTrailer());
  }
  let end = 0;
  for (const fragment of fragments) {
    expect(fragment.start).toBe(end);
    end = fragment.end;
    for (const error of fragment.errors) {
      expect(error.start).toBeGreaterThanOrEqual(0);
      expect(error.end).toBeGreaterThanOrEqual(error.start);
      expect(fragment.start + error.end).toBeLessThanOrEqual(text.length);
    }
  }
  expect(end).toBe(text.length);
  return fragments.map((fragment) => ({
    text: text.slice(fragment.start, fragment.end),
    wrong: fragment.errors.map(({ kind }) => kind),
  }));
}

describe('a document falls into head, items and tail', () => {
  test.each<[name: string, pieces: string[], wrong?: Record<number, string[]>]>([
    ['records', ['<L><H/><R>', '<V>1</V>', '\n<V/>', ' <V a="1"></V>', '\n</R></L>\n']],
    ['none', ['<L><H/><R>', '</R></L>']],
    ['what stands before a record goes with it', ['<L><R>', '<!-- a --> x <V/>', '<!-- b --></R></L>']],
    ['an element of another name', ['<L><R>', '<V/>', '<W><V/></W>', '<V/>', '</R></L>']],
    [
      'a record in a record: the first is not closed',
      ['<L><R>', '<V><a>1</a>', '<V/>', '</R></L>'],
      { 1: ['unclosedElement'] },
    ],
    ['a whole record in a record', ['<L><R>', '<V/>', '<V><a/><V><b/></V><c/></V>', '<V/>', '</R></L>']],
    ['deeper in it', ['<L><R>', '<V><a><V b=">"/></a> </V>', '<V/>', '</R></L>']],
    ['around it what looks like its end', ['<L><R>', '<V><V><!-- </V></V> --></V><![CDATA[<V>]]></V >', '</R></L>']],
    [
      'a record in a record: the first is not closed, and an element stands behind it',
      ['<L><R>', '<V>', '<V/>', '<W/>', '<Vx></Vx>', '<V></V>', '</R></L>'],
      { 1: ['unclosedElement'] },
    ],
    [
      'two records in a record: the first is not closed, and there is an end tag too many',
      ['<L><R>', '<V>', '<V></V>', '<V></V>', '</V></R></L>'],
      { 1: ['unclosedElement'], 4: ['strayEndTag'] },
    ],
    [
      'a record in one that has no >',
      ['<L><R>', '<V a="1" ', '<V></V>', '</V></R></L>'],
      { 1: ['unclosedTag'], 3: ['strayEndTag'] },
    ],
    [
      'a record whose end is too far away to tell',
      ['<L><R>', '<V>', '<V></V>', `<W>${'x'.repeat(17_000)}</W>`, '</V></R></L>'],
      { 1: ['unclosedElement'], 4: ['strayEndTag'] },
    ],
    [
      'a name that is being typed before a record',
      ['<L><R>', '<V/>', '\n<Vo\n', '<V/>', '<V/>', '</R></L>'],
      { 2: ['unclosedTag'] },
    ],
    ['the container ends in a record', ['<L><R>', '<V><a>', '</R></L>'], { 1: ['unclosedElement', 'unclosedElement'] }],
    ['an end tag too many', ['<L><R>', '<V/>', '</V><V/>', '</R></L>'], { 2: ['strayEndTag'] }],
    ['a mistyped end tag of a record', ['<L><R>', '<V><a/></v>', '<V/>', '</R></L>'], { 1: ['mismatchedEndTag'] }],
    ['an open comment takes the rest', ['<L><R>', '<V/>', '<!-- <V/></R></L>'], { 2: ['unterminatedComment'] }],
    ['the end is missing', ['<L><R>', '<V/>', ''], {}],
    ['records behind the container are no records', ['<L><R>', '<V/>', '</R><V/></L>']],
  ])('%s', (_name, pieces, wrong = {}) => {
    expect(scan(pieces.join(''))).toEqual(pieces.map((text, index) => ({ text, wrong: wrong[index] ?? [] })));
  });

  test.each([
    ['an empty-element container', '<L><R/></L>'],
    ['no container', '<L><H/></L>'],
    ['a container of another name', '<L><Q><V/></Q></L>'],
    ['a container at another depth', '<L><H><R><V/></R></H></L>'],
  ])('%s: all is head', (_name, text) => {
    expect(scan(text)).toEqual([{ text, wrong: [] }]);
  });

  test('names with a prefix', () => {
    const pieces = ['<p:L xmlns:p="u"><p:R>', '<p:V/>', '<V/>', '</p:R></p:L>'];
    const found = scan(pieces.join(''), shapeOf(['L', 'R'], ['V'], 'u'));
    expect(found.map(({ text }) => text)).toEqual(pieces);
  });
});

const tokens = fc.constantFrom(
  ...[
    '<L>',
    '</L>',
    '<R>',
    '</R>',
    '<V>',
    '</V>',
    '<V/>',
    '<a b="1">',
    '</a>',
    '<',
    '>',
    '&',
    '&amp;',
    '"',
    "'",
    '=',
    ' ',
  ],
  ...[
    '\n',
    'x',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?p',
    '?>',
    '<!DOCTYPE',
    '[',
    ']',
    '</',
    '/>',
    'xmlns="u"',
    'p:',
    '😀',
  ],
);

test('any text falls into fragments that leave nothing out', () => {
  holds(
    fc.property(fc.array(tokens, { maxLength: 40 }), (soup) => {
      scan(soup.join(''));
      scan(`<L><R>${soup.join('')}</R></L>`);
    }),
    20000,
  );
});

test('libxml2 agrees on what is well-formed', () => {
  const good = '<L><R><V a="1" b="2">x &amp; y<!-- c --></V> <V/><![CDATA[z]]></R></L>';
  const mutation = fc.record({
    at: fc.nat({ max: good.length }),
    length: fc.nat({ max: 3 }),
    text: fc.option(tokens, { nil: '' }),
  });
  holds(
    fc.property(mutation, ({ at, length, text }) => {
      const mutant = good.slice(0, at) + text + good.slice(at + length);
      // Namespaces, and our refusal of DOCTYPE, are not a matter of form for libxml2.
      fc.pre(!/:|DOCTYPE/.test(mutant));
      // Several records in a record are taken for a missing end tag: they are no SRG, and forgotten tags are common.
      fc.pre(mutant.split(/<V\b/).length <= 3);
      const wrong = scan(mutant).flatMap((fragment) => fragment.wrong);
      const scanner = new DocumentScanner(mutant, SHAPE);
      const open = scanner.scanHeader().openElements ? drain(scanner) : 0;
      let readable = true;
      try {
        XmlDocument.fromString(mutant).dispose();
      } catch {
        readable = false;
      }
      expect(wrong.length + open === 0, `${mutant}: ${wrong.join()}`).toBe(readable);
    }),
    20000,
  );
});

/** How many elements around the segments are not closed. */
function drain(scanner: DocumentScanner): number {
  while (scanner.nextRecord()) {}
  return scanner.scanTrailer().unclosedElements.length;
}

test.each(['casus-maaike', 'correct', 'met-fouten', 'een-regel'])('%s cut off anywhere', (name) => {
  const text = readFileSync(`examples/${name}.srg.xml`, 'utf8');
  const shape = shapeOf(['SRG', 'Voorzieningen'], ['Voorziening'], 'urn:srg-xml:regeling:2026');
  for (const length of sampled(0, text.length)) {
    const cut = text.slice(0, length);
    const scanner = new DocumentScanner(cut, shape);
    if (scanner.scanHeader().openElements) {
      while (scanner.nextRecord()) {}
      scanner.scanTrailer();
    }
    expect(scanner.offset).toBe(length);
  }
});

describe('of a fragment that is nothing but mistakes', () => {
  const MANY = 100_000;

  test('no more is told than shows that', () => {
    const { errors } = new DocumentScanner(`<a>${'\0'.repeat(MANY)}</a>`, undefined).scanHeader();
    expect(errors.length).toBe(2_000);
  });

  test('and what decides on the whole of it, wherever it stands', () => {
    const scanner = new DocumentScanner(`<L><R><V>${'<?xml version="1.0"?>'.repeat(MANY)}& </V></R></L>`, SHAPE);
    scanner.scanHeader();
    const { errors, wellFormed } = scanner.nextRecord()!;
    expect(errors.map(({ kind }) => kind)).toEqual([...Array(2_000).fill('misplacedDeclaration'), 'bareAmpersand']);
    expect(wellFormed).toBe(false);
  });
});
