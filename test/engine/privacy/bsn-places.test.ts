import { describe, expect, test } from 'vitest';
import { BsnPlaces } from '../../../server/src/engine/privacy/bsn-places.ts';
import { DocumentScanner } from '../../../server/src/engine/syntax/document-scanner.ts';
import { packs } from '../../support/delivery.ts';

const treeOf = (text: string) => new DocumentScanner(text, undefined).scanHeader().tree;

describe('where BSNs stand, whatever is in their place', () => {
  test.each([
    ['an element', '<a><BSN>⟦x⟧</BSN><b>y</b></a>'],
    ['first of all', '<BSN>⟦x⟧</BSN>'],
    ['each of several', '<a><BSN>⟦x⟧</BSN><p:bsn xmlns:p="u">⟦y⟧</p:bsn></a>'],
    ['by the name of the pack', '<a><Burgerservicenummer>⟦95020486O⟧</Burgerservicenummer></a>'],
    ['an attribute', '<a sofinummer="⟦x⟧" b="y"/>'],
    ['what slipped into the start tag', '<a><BSN⟦ 950204869⟧>⟦⟧</BSN></a>'],
    ['what slipped into the start tag, in zeros', '<a><BSN⟦ 0⟧>⟦⟧</BSN></a>'],
    ['what slipped into the start tag, in nines', '<a><BSN⟦ 9⟧>⟦⟧</BSN></a>'],
    ['no attribute of it', '<a><BSN nr="1">⟦x⟧</BSN></a>'],
    ['what is in it, whatever that is', '<a><BSN>⟦<c>x</c> en y⟧</BSN></a>'],
    ['in a comment', '<a><!-- was: <p:BSN soort="1">⟦9502⟧</p:BSN> <b>x</b> --></a>'],
    ['twice in a comment, the second cut short', '<a><!--<b/><BSN>⟦1⟧</BSN><BSN>⟦2-->⟧</a>'],
    ['right behind a comment that ends in one', '<a><!--<BSN>⟦1-->⟧<BSN>⟦2⟧</BSN></a>'],
    ['one within the other', '<a><BSN>⟦<BSN>x</BSN><bsn/>⟧</BSN></a>'],
    ['in CDATA', '<a>tekst <![CDATA[<b>x</b><bsn>⟦x⟧</bsn>]]></a>'],
    ['in an instruction', '<a><?x <bsn>⟦x⟧</bsn>?></a>'],
    ['nowhere', '<a b="950204869">950204869<!-- 950204869 <b>950204869</b> --></a>'],
  ])('%s', (_where, marked) => {
    const text = marked.replace(/[⟦⟧]/g, '');
    const found = [...new BsnPlaces(packs[0]).rangesIn(treeOf(text))];
    let shown = text;
    for (const { start, end } of found.reverse())
      shown = `${shown.slice(0, start)}⟦${shown.slice(start, end)}⟧${shown.slice(end)}`;
    expect(shown).toBe(marked);
  });

  test('their values are those of elements and attributes, in a node or in all', () => {
    const tree = treeOf('<a><b bsn="1">x</b><BSN>2</BSN><c><bsn>3</bsn></c><!-- <bsn>4</bsn> --><?bsn 5?></a>');
    const places = new BsnPlaces(undefined);
    expect([...places.valuesIn(tree)]).toEqual(['1', '2', '3']);
    const [root] = [...tree.elements(-1), 0];
    const inside = [...tree.elements(root!)].map((node) => [...places.valuesIn(tree, node)]);
    expect(inside).toEqual([['1'], ['2'], ['3']]);
    expect([...places.valuesIn(treeOf('<bsn>6</bsn>'))]).toEqual(['6']);
  });
});
