import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import { DocumentScanner } from '../../../server/src/engine/syntax/document-scanner.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { documentHighlightsAt } from '../../../server/src/features/navigation/document-highlight.ts';
import { linkedEditingRangesAt } from '../../../server/src/features/structure/linked-editing.ts';
import { prepareRenameAt, renameAt } from '../../../server/src/features/structure/rename.ts';
import { tagsOfDelivery } from '../../../server/src/features/structure/tag-text.ts';
import { analyse, delivery, NAMESPACE, record } from '../../support/delivery.ts';
import { cursor, ranges } from '../../support/markers.ts';
import { holds } from '../../support/property.ts';
import { applyTextEdits } from '../../support/text-edits.ts';

const OPTIONS = { language: 'nl', maskBsn: false } as const;

/** The text, the cursor in it, and what `⟦…⟧` marks. */
function read(marked: string) {
  const { text: withRanges, offset } = cursor(marked);
  const before = withRanges.slice(0, offset).replace(/[⟦⟧]/g, '').length;
  return { ...ranges(withRanges), offset: before };
}

const found = (text: string, offset: number) => {
  const analysis = analyse(text);
  const linked = linkedEditingRangesAt(tagsOfDelivery(analysis), offset)?.ranges ?? [];
  return linked.map(({ start, end }) => ({
    start: analysis.source.offsetAt(start),
    end: analysis.source.offsetAt(end),
  }));
};

const prefixed = (text: string) =>
  text.replace(/<(\/?)(\w)/g, '<$1s:$2').replace(`xmlns="${NAMESPACE}"`, `xmlns:s="${NAMESPACE}"`);

const PAIRS: [name: string, marked: string][] = [
  ['in a start tag', '<⟦Per‹|›soon⟧>…</⟦Persoon⟧>'],
  ['at the start of a name', '<⟦‹|›Persoon⟧>…</⟦Persoon⟧>'],
  ['at the end of a name', '<⟦Persoon‹|›⟧>…</⟦Persoon⟧>'],
  ['in an end tag', '<⟦Persoon⟧>…</⟦Pers‹|›oon⟧>'],
  ['at the end of an end tag', '<⟦Persoon⟧>…</⟦Persoon‹|›⟧>'],
  ['with attributes', '<⟦x‹|›⟧ a="1" b=">">…</⟦x⟧ >'],
  ['with one of that name inside', '<⟦x‹|›⟧><x>…</x></⟦x⟧>'],
  ['with one that is not closed inside', '<⟦x‹|›⟧><y>…</⟦x⟧>'],
  ['in a comment none', '<!-- <Per‹|›soon></Persoon> -->'],
  ['in CDATA none', '<x><![CDATA[<Per‹|›soon></Persoon>]]></x>'],
  ['in text none', '<x>a‹|›b</x>'],
  ['in white space none', '<x>  ‹|›  </x>'],
  ['in an attribute none', '<x a‹|›="1"></x>'],
  ['in an attribute value none', '<x a="x‹|›"></x>'],
  ['of an empty-element tag none', '<x‹|›/>'],
  ['without an end tag none', '<x‹|›>'],
  ['of an end tag alone none', '</x‹|›>'],
  ['that do not match none', '<x‹|›>…</y>'],
  ['of which the schema meant by the end tag alone none', '<Vz‹|›>…</Voorziening>'],
  ['without a name none', '<x>…</‹|›>'],
];

describe('the pair of tags', () => {
  test.each(PAIRS)('%s', (_name, marked) => {
    const { text, ranges: expected, offset } = read(delivery([record(), marked, record()]));
    expect(found(text, offset)).toEqual(expected);
  });

  test.each<[name: string, marked: string]>([
    ['the root, from its start', delivery([record()]).replace(/SRG/g, '⟦$&⟧').replace('⟦SRG', '⟦S‹|›RG')],
    ['the root, from its end', delivery([record()]).replace(/SRG/g, '⟦$&⟧').replace('/⟦SRG', '/⟦S‹|›RG')],
    [
      'the container',
      delivery([])
        .replace(/Voorzieningen/g, '⟦$&⟧')
        .replace('/⟦V', '/⟦V‹|›'),
    ],
    [
      'in the header',
      delivery([])
        .replace(/Gemeentecode/g, '⟦$&⟧')
        .replace('⟦G', '⟦G‹|›'),
    ],
    ['behind the container', delivery([]).replace('</SRG', '<⟦‹|›x⟧></⟦x⟧></SRG')],
    [
      'the root, where the container is not closed',
      delivery([]).replace('</Voorzieningen>', '').replace(/SRG/g, '⟦$&⟧').replace('S', 'S‹|›'),
    ],
    [
      'the container, where it is not closed',
      delivery([]).replace('</Voorzieningen>', '').replace('<V', '<V').replace('<Voorz', '<V‹|›oorz'),
    ],
    ['in an unknown format', '<⟦SrgX‹|›⟧><a></a></⟦SrgX⟧>'],
    [
      'with prefixes',
      prefixed(delivery([record()]))
        .replace(/s:Persoon/g, '⟦$&⟧')
        .replace('s:Persoon', 's:P‹|›ersoon'),
    ],
    [
      'of the root with prefixes',
      prefixed(delivery([record()]))
        .replace(/s:SRG/g, '⟦$&⟧')
        .replace('⟦s:', '⟦s‹|›:'),
    ],
    ['in another language none', '<ht‹|›ml></html>'],
    ['at the end of the text', '<SrgX><⟦a⟧></⟦a‹|›⟧'],
  ])('%s', (_name, marked) => {
    const { text, ranges: expected, offset } = read(marked);
    expect(found(text, offset)).toEqual(expected);
  });

  test('is highlighted, or the one tag that there is', () => {
    const { text, ranges: expected, offset } = read(delivery(['<⟦x‹|›⟧></⟦x⟧>']));
    const source = new SourceText(text);
    const shown = documentHighlightsAt(analyse(text), offset)!;
    expect(shown.map(({ range }) => source.offsetAt(range.start))).toEqual(expected.map(({ start }) => start));
    expect(documentHighlightsAt(analyse(delivery(['<x/>'])), delivery(['<x/>']).indexOf('<x/>') + 1)).toHaveLength(1);
  });
});

describe('rename', () => {
  const after = (marked: string, newName: string): string => {
    const { text, offset } = cursor(marked);
    const analysis = analyse(text);
    const edits = renameAt(analysis, offset, newName);
    if ('refused' in edits) return formatMessage(edits.refused, OPTIONS);
    return applyTextEdits(text, edits);
  };

  test.each<[name: string, marked: string, newName: string, expected: string]>([
    ['both tags', '<x><y‹|›></y></x>', 'zoë', '<x><zoë></zoë></x>'],
    ['from the end tag', '<x><y></y‹|›></x>', 'z', '<x><z></z></x>'],
    ['to a prefix', '<x><y‹|› a="1"></y></x>', 's:z', '<x><s:z a="1"></s:z></x>'],
  ])('%s', (_name, marked, newName, expected) => {
    expect(after(delivery([marked]), newName)).toBe(delivery([expected]));
  });

  test.each(['', ' ', '1', 'a b', 'a<', 'a:', ':a', 'a:b:c', '-a', 'a/'])('not to %j', (newName) => {
    expect(after(delivery(['<x‹|›></x>']), newName)).toMatch(/^‘.*’ is geen geldige XML-naam\./);
  });

  test.each<[marked: string, refusal: RegExp]>([
    ['<x>a‹|›b</x>', /^Hier valt niets te hernoemen/],
    ['<x/>'.replace('x', 'x‹|›'), /^<x\/> heeft geen eindtag/],
    ['<x‹|›>', /^De eindtag <\/x> ontbreekt/],
    ['<x‹|›>…</y>', /^De begintag <x> en de eindtag <\/y> passen niet/],
    ['<x>…</y‹|›>', /^De begintag <x> en de eindtag <\/y> passen niet/],
  ])('refused in %s', (marked, refusal) => {
    expect(after(delivery([marked]), 'z')).toMatch(refusal);
    const { text, offset } = cursor(delivery([marked]));
    expect(prepareRenameAt(analyse(text), offset)).toHaveProperty('refused');
  });

  test('prepared with the exact range and the name', () => {
    const { text, ranges: expected, offset } = read(delivery(['<y></⟦y‹|›⟧>']));
    const analysis = analyse(text);
    const prepared = prepareRenameAt(analysis, offset);
    if ('refused' in prepared) throw new Error('refused');
    expect(prepared.placeholder).toBe('y');
    expect(analysis.source.offsetAt(prepared.range.start)).toBe(expected[0]!.start);
    expect(analysis.source.offsetAt(prepared.range.end)).toBe(expected[0]!.end);
  });

  test('changes one element, by both its tags, and leaves the rest of the tree as it was', () => {
    const examples = ['correct', 'casus-maaike', 'een-regel'].map((name) =>
      readFileSync(`examples/${name}.srg.xml`, 'utf8'),
    );
    const analyses = examples.map((text) => analyse(text));
    const nodesOf = (text: string) => {
      const { tree } = new DocumentScanner(text, undefined).scanHeader();
      return Array.from(
        { length: tree.size },
        (_, node) => `${tree.kind(node)} ${tree.parent(node)} ${tree.name(node)}`,
      );
    };
    holds(
      fc.property(fc.nat(2), fc.nat(), fc.constantFrom('Anders', 's:Kort', 'é'), (which, at, newName) => {
        const text = examples[which]!;
        // An element without a tag to rename it by is refused.
        const names = [...text.matchAll(/<\/?\w(?![^<>]*\/>)/g)];
        const offset = names[at % names.length]!.index + names[at % names.length]![0].length;
        const analysis = analyses[which]!;
        const edits = renameAt(analysis, offset, newName);
        if ('refused' in edits) throw new Error('refused');
        const [before, now] = [nodesOf(text), nodesOf(applyTextEdits(text, edits))];
        expect(now).toHaveLength(before.length);
        const changed = now.filter((node, i) => node !== before[i]);
        expect(changed).toHaveLength(1);
        expect(changed[0]!.endsWith(` ${newName}`)).toBe(true);
      }),
      2000,
    );
  });
});
