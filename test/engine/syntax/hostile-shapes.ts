import { DocumentScanner } from '../../../server/src/engine/syntax/document-scanner.ts';
import type { Measures } from '../count-work.ts';

const each = (n: number, of: (i: number) => string) => Array.from({ length: n }, (_, i) => of(i)).join('');

const SHAPES: readonly [name: string, text: (n: number) => string][] = [
  ['elements', (n) => `<a>${'<b>1</b>'.repeat(n)}</a>`],
  ['elements in each other', (n) => `${'<a>'.repeat(n)}${'</a>'.repeat(n)}`],
  ['elements that are not closed', (n) => `${'<a>'.repeat(n)}${' '.repeat(n)}`],
  ['elements that are not closed, one after the other', (n) => `<r>${'<a>1 '.repeat(n)}</r>`],
  ['end tags of none of many open elements', (n) => `${'<a>'.repeat(n)}<a/>${'</b>'.repeat(n)}`],
  ['end tags that are none', (n) => `<a>${'</b'.repeat(n)}</a>`],
  ['a long name, and another', (n) => `<${'a'.repeat(n)}><x/></${'a'.repeat(n - 5)}bcdef>`],
  ['a long name, and short end tags', (n) => `<${'a'.repeat(n)}><x/>${'</b>'.repeat(n)}`],
  ['a value full of <', (n) => `<a b="${'<'.repeat(n)}"/>`],
  ['values without an end', (n) => `<a>${'<b c="'.repeat(n)}</a>`],
  ['attributes', (n) => `<a ${each(n, (i) => `a${i}="1" `)}/>`],
  ['attributes of one name', (n) => `<a ${'a="1" '.repeat(n)}/>`],
  ['namespaces', (n) => `<a ${each(n, (i) => `xmlns:p${i}="u${i}" `)}>${each(n, (i) => `<p${i}:b/>`)}</a>`],
  ['prefixes that are not declared', (n) => `<a ${each(n, (i) => `xmlns:p${i}="u" `)}>${'<q:b/>'.repeat(n)}</a>`],
  ['bare ampersands', (n) => `<a>${'&'.repeat(n)}</a>`],
  ['references without an end', (n) => `<a>${'&aaaaaa'.repeat(n)}</a>`],
  ['bare <', (n) => `<a>${'< '.repeat(n)}</a>`],
  ['comments with hyphens', (n) => `<a><!-- ${'-- '.repeat(n)} --></a>`],
  ['comments without an end', (n) => `<a>${'<!-- '.repeat(n)}</a>`],
  ['instructions', (n) => `<a>${'<?a b?>'.repeat(n)}</a>`],
  ['declarations', (n) => `<a>${'<?xml version="1.0"?>'.repeat(n)}</a>`],
  ['white space outside', (n) => `${' '.repeat(n)}<a/>${' '.repeat(n)}x`],
  ['a document type', (n) => `<!DOCTYPE a [${'<!ENTITY a "b">'.repeat(n)}]><a/>`],
];

export const measures: Measures = Object.fromEntries(
  SHAPES.map(([name, textOf]) => [
    name,
    (size: number) => {
      const text = textOf(size);
      return { scanning: () => void new DocumentScanner(text, undefined).scanHeader() };
    },
  ]),
);
