import { expect, test } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-protocol';
import { inlayHintsIn } from '../../server/src/features/beside-text/inlay-hints.ts';
import { hoverAt } from '../../server/src/features/hover/hover.ts';
import { attributeDelivery, attributePack } from '../support/attribute-pack.ts';
import { cursor } from '../support/markers.ts';
import { analyseWith } from '../support/packs/findings-in.ts';

const NL = { language: 'nl', maskBsn: false } as const;
const service = (soort: string) =>
  attributeDelivery(
    `<l:Persoon bsn="950204869"><l:Dienst soort="${soort}" begin="2025-03-01"><l:Loopt>true</l:Loopt></l:Dienst></l:Persoon>`,
  );

function hover(marked: string): string | undefined {
  const { text, offset } = cursor(marked);
  const found = hoverAt(analyseWith(attributePack, text), offset, { ...NL, pageOf: () => undefined });
  return found && (found.contents as MarkupContent).value;
}

test('where a pack has no list of codes, the schema tells what a code is', () => {
  expect(hover(service('A‹|›'))).toBe('**A**\n\nAppel. Een vrucht.');
  const text = service('B');
  const hints = { codes: true, periods: false, running: false, berichtgever: false };
  const found = inlayHintsIn(analyseWith(attributePack, text), { start: 0, end: text.length }, { ...NL, hints });
  expect(found.map(({ label, tooltip }) => [label, (tooltip as MarkupContent).value])).toEqual([
    ['Banaan', 'Banaan. Ook een.'],
  ]);
});

test('of a code that the schema says nothing of, the hover is about the attribute', () => {
  expect(hover(service('C &amp; ‹|›&apos;D&apos;'))).toMatch(/^\*\*soort\*\* · /);
});
