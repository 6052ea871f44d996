import { describe, expect, test } from 'vitest';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { documentLinksOf } from '../../../server/src/features/navigation/document-links.ts';
import { analyse, delivery, NAMESPACE, packs } from '../../support/delivery.ts';
import { ranges } from '../../support/markers.ts';

const OPTIONS = { language: 'nl', maskBsn: false, uri: 'file:///map/levering.srg.xml' } as const;
const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const PACK = packs[0]!.files.schema!.uri!;

describe('links', () => {
  test.each<[name: string, attributes: string, before: string, targets: string[]]>([
    ['the pack', `xmlns="⟦${NAMESPACE}⟧"`, '', [PACK]],
    [
      'a schema location',
      `xmlns="⟦${NAMESPACE}⟧" ${XSI} xsi:schemaLocation="${NAMESPACE} ⟦srg.xsd⟧"`,
      '',
      [PACK, 'file:///map/srg.xsd'],
    ],
    [
      'several, over lines',
      `xmlns="⟦${NAMESPACE}⟧" ${XSI} xsi:schemaLocation="\n  ${NAMESPACE}\n ⟦../srg.xsd⟧\n urn:x  ⟦file:///x.xsd⟧ urn:y"`,
      '',
      [PACK, 'file:///srg.xsd', 'file:///x.xsd'],
    ],
    [
      'one on the network, that is opened by a click and never by itself',
      `${XSI.replace(':xsi', ':i')} i:noNamespaceSchemaLocation="⟦https://example.org/srg.xsd⟧" xmlns="⟦${NAMESPACE}⟧"`,
      '',
      ['https://example.org/srg.xsd', PACK],
    ],
    [
      'an xml-model',
      `xmlns="⟦${NAMESPACE}⟧"`,
      '<?xml-model type="x" href="⟦a/srg.xsd⟧"?>',
      ['file:///map/a/srg.xsd', PACK],
    ],
    [
      'a path of Windows',
      `xmlns="⟦${NAMESPACE}⟧" xsi:schemaLocation="x ⟦a\\b.xsd⟧"`,
      '',
      [PACK, 'file:///map/a/b.xsd'],
    ],
    [
      'nothing that could run',
      `xmlns="⟦${NAMESPACE}⟧" xsi:schemaLocation="x javascript:alert(1) y command:z"`,
      '',
      [PACK],
    ],
    ['an unknown format', `xmlns="urn:x" ${XSI} xsi:schemaLocation="urn:x ⟦x.xsd⟧"`, '', ['file:///map/x.xsd']],
    ['an attribute without a value', `xmlns="⟦${NAMESPACE}⟧" xsi:schemaLocation`, '', [PACK]],
  ])('%s', (_name, attributes, before, targets) => {
    const { text, ranges: expected } = ranges(before + delivery([]).replace(/xmlns="[^"]*"/, () => attributes));
    const found = documentLinksOf(analyse(text), OPTIONS);
    const source = new SourceText(text);
    expect(found.map(({ target }) => target)).toEqual(targets);
    expect(
      found.map(({ range }) => ({ start: source.offsetAt(range.start), end: source.offsetAt(range.end) })),
    ).toEqual(expected);
  });

  test('none in another language', () => {
    expect(documentLinksOf(analyse(`<html ${XSI} xsi:schemaLocation="a b"/>`), OPTIONS)).toEqual([]);
  });

  test('the tooltip names the pack', () => {
    expect(documentLinksOf(analyse(delivery([])), OPTIONS)[0]!.tooltip).toBe(
      'Open de XSD van ‘SRG naar de regeling (opbouw reconstructie)’',
    );
  });
});
