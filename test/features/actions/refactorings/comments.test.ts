import { describe, expect, test } from 'vitest';
import { unwrapComment } from '../../../../server/src/features/actions/refactorings/unwrap-comment.ts';
import { wrapInComment } from '../../../../server/src/features/actions/refactorings/wrap-in-comment.ts';
import { around, RECORD, refactored } from './check-refactoring.ts';

describe('wrap in a comment', () => {
  test.each<[name: string, before: string, after: string]>([
    ['the element of the start tag', '<A><B‹|›>1</B><C/></A>', '<A><!-- <B>1</B> --><C/></A>'],
    ['the element of the end tag', '<A><B>1</‹|›B><C/></A>', '<A><!-- <B>1</B> --><C/></A>'],
    ['the element of the attribute', '<A><B a="‹|›1"/></A>', '<A><!-- <B a="1"/> --></A>'],
    ['a record', '<Voor‹|›ziening><B/></Voorziening>', '<!-- <Voorziening><B/></Voorziening> -->'],
    ['selected elements', '<A>⟦ <B/>\n<C/>⟧ <D/></A>', '<A> <!-- <B/>\n<C/> --> <D/></A>'],
    ['elements that are selected in part', '<A><B>⟦1</B><C>2⟧</C><D/></A>', '<A><!-- <B>1</B><C>2</C> --><D/></A>'],
    ['selected records', '⟦\n<A/>\n<B/>\n⟧<C/>', '\n<!-- <A/>\n<B/> -->\n<C/>'],
    ['records that are selected in part', '<A>⟦<x/></A><B><y/>⟧</B><C/>', '<!-- <A><x/></A><B><y/></B> --><C/>'],
    ['a comment inside', '<A‹|›><!-- - --></A>', '<!-- <A><!-&#45; - -&#45;></A> -->'],
    ['hyphens inside', '<A‹|›>a--b---c-</A>', '<!-- <A>a-&#45;b-&#45;&#45;c-</A> -->'],
    [
      'such references inside',
      '<A‹|›>-&#45;&#38;#45;&#38;&#45;</A>',
      '<!-- <A>-&#38;#45;&#38;#38;#45;&#38;&#38;#45;</A> -->',
    ],
  ])('%s, and back', (_name, before, after) => {
    const wrapped = refactored(wrapInComment, around(before))!.text;
    expect(wrapped).toBe(around(after));
    const plain = around(before.replace(/[⟦⟧]|‹\|›/g, ''));
    expect(refactored(unwrapComment, wrapped.replace('<!-- ', '<!-- ‹|›'))!.text).toBe(plain);
  });

  test.each<[name: string, marked: string]>([
    ['the cursor is in a value', around('<A>‹|›x</A>')],
    ['part of a value is selected', around('<A>⟦x⟧y</A>')],
    ['white space is selected', around('<A/>⟦ ⟧<B/>')],
    ['the header and records are selected', around('<A>⟧</A>').replace('<Levering', '⟦<Levering')],
    ['the root would go', `⟦${around('')}⟧`],
    ['the root would go, by a cursor', around('').replace('</SRG', '</‹|›SRG')],
    ['the form is broken', around('<A‹|›><B></A>')],
    ['a comment is selected', around('<A>⟦<!-- a -->⟧</A>')],
  ])('not where %s', (_name, marked) => {
    expect(refactored(wrapInComment, marked)).toBeUndefined();
  });
});

describe('unwrap a comment', () => {
  test.each<[name: string, before: string, after: string]>([
    ['without spaces inside', '<A/><!--‹|›<B/>--><C/>', '<A/><B/><C/>'],
    ['with more spaces inside', '<A/><!--‹|›  <B/>  --><C/>', '<A/> <B/> <C/>'],
    ['with a prefix', '<!-- ‹|›<s:B/> -->', '<s:B/>'],
    ['with words between the elements', '<A><!-- ‹|›<B/> and <C/> --></A>', '<A><B/> and <C/></A>'],
    ['of a record', `<!--‹|›${RECORD}\n-->`, `${RECORD}\n`],
  ])('%s', (_name, before, after) => {
    expect(refactored(unwrapComment, around(before))!.text).toBe(around(after));
  });

  test.each<[name: string, marked: string]>([
    ['words stand in it', around('<!-- ‹|›some words & more -->')],
    ['it says something of an element', around('<A><!-- ‹|›old: <B/> --></A>')],
    ['it says something behind an element', around('<A><!-- ‹|›<B/> is gone --></A>')],
    ['half elements stand in it', around('<!-- ‹|›<A><B></A> -->')],
    ['it is outside the root', `<!-- ‹|›<A/> -->${around('')}`],
    ['it is empty', around('<!--‹|›-->')],
    ['more than it is selected', around('<!-- ⟦<A/> --> ⟧')],
  ])('not where %s', (_name, marked) => {
    expect(refactored(unwrapComment, marked)).toBeUndefined();
  });
});
