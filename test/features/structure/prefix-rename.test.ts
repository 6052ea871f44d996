import { describe, expect, test } from 'vitest';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import { prepareRenameAt, renameAt } from '../../../server/src/features/structure/rename.ts';
import { analyse, delivery, NAMESPACE, record } from '../../support/delivery.ts';
import { cursor } from '../../support/markers.ts';
import { applyTextEdits } from '../../support/text-edits.ts';

const prefixed = (text: string, prefix = 's') =>
  text.replace(/<(\/?)(\w)/g, `<$1${prefix}:$2`).replace(`xmlns="${NAMESPACE}"`, `xmlns:${prefix}="${NAMESPACE}"`);
const TEXT = delivery([record({ nummer: 'A' }), '<!-- <s:x/> -->', record({ nummer: 's:B' })]);

function rename(marked: string, name: string): string {
  const { text, offset } = cursor(marked);
  const edits = renameAt(analyse(text), offset, name);
  if ('refused' in edits) return formatMessage(edits.refused, { language: 'nl', maskBsn: false });
  return applyTextEdits(text, edits);
}

describe('the prefix that the root declares', () => {
  const text = prefixed(TEXT).replace('s:s:x', 's:x');

  test.each<[from: string, marked: string]>([
    ['its declaration', text.replace('xmlns:s', 'xmlns:‹|›s')],
    ['the root', text.replace('<s:SRG', '<‹|›s:SRG')],
    ['an end tag around the records', text.replace('</s:Voorzieningen', '</s‹|›:Voorzieningen')],
    ['an element of a record', text.replace('<s:Geslacht', '<s‹|›:Geslacht')],
  ])('gets another name from %s', (_from, marked) => {
    const after = text
      .replace(/<(\/?)s:/g, '<$1t:')
      .replace('xmlns:s=', 'xmlns:t=')
      .replace('<!-- <t:x', '<!-- <s:x');
    expect(rename(marked, 't')).toBe(after);
  });

  test('is what is renamed, and the whole name elsewhere', () => {
    const analysis = analyse(text);
    const at = text.indexOf('s:Geslacht');
    expect(prepareRenameAt(analysis, at)).toMatchObject({ placeholder: 's' });
    expect(prepareRenameAt(analysis, at + 4)).toMatchObject({ placeholder: 's:Geslacht' });
  });

  test.each([
    ['a name with a colon', 'a:b', 'geen geldig voorvoegsel'],
    ['a name of XML', 'xmlAap', 'geen geldig voorvoegsel'],
    ['nothing', '', 'geen geldig voorvoegsel'],
    ['one that is taken', 'q', 'is al gedeclareerd'],
  ])('takes no %s', (_what, name, refused) => {
    const marked = text.replace('xmlns:s=', 'xmlns:q="urn:q" xmlns:‹|›s=');
    expect(rename(marked, name)).toContain(refused);
  });

  test('is left alone where an element in it declares it anew', () => {
    const marked = text.replace('<s:Geslacht', '<s‹|›:Geslacht xmlns:s="urn:x"');
    expect(rename(marked, 's:Anders')).not.toContain('xmlns:t');
  });
});
