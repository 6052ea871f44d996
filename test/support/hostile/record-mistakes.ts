import fc from 'fast-check';
import type { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { findingsOf } from '../delivery.ts';

const MOST = 1_000_000;

/** One element without children. */
const LEAF = /<(\w+)>[^<]*<\/\1>/g;

/** A slip of the hand in the text of a record. */
export const mistake = fc.record({
  kind: fc.constantFrom(
    'leaveOut',
    'twice',
    'toTheEnd',
    'toTheStart',
    'rename',
    'empty',
    'value',
    'wrap',
    'text',
    'attribute',
    'record',
    'declare',
  ),
  at: fc.nat({ max: MOST - 1 }),
  name: fc.constantFrom('X', 'Geslacht', 'Persoon', 'Loonkostensubsidie', 'geslacht'),
  text: fc.constantFrom('tekst', '20250230', '&amp;', '&', '<!-- x -->', '<X xmlns=""/>', ']]>'),
});
export type Mistake = typeof mistake extends fc.Arbitrary<infer T> ? T : never;

export function withMistake(text: string, { kind, at, name, text: put }: Mistake): string {
  const leaves = [...text.matchAll(LEAF)];
  const leaf = leaves[Math.floor((at / MOST) * leaves.length)];
  if (!leaf) return text;
  const [element, own] = leaf as unknown as [string, string];
  const value = element.slice(own.length + 2, -own.length - 3);
  const without = text.slice(0, leaf.index) + text.slice(leaf.index + element.length);
  const onRecord = (attribute: string) => text.replace(/^<\w+/, (tag) => `${tag} ${attribute}`);
  const replaced = (by: string) => text.slice(0, leaf.index) + by + text.slice(leaf.index + element.length);
  switch (kind) {
    case 'leaveOut':
      return without;
    case 'twice':
      return replaced(element + element);
    case 'toTheEnd':
      return without.replace(/(?=<\/Voorziening>$)/, () => element);
    case 'toTheStart':
      return without.replace(/(?<=^<Voorziening>)/, () => element);
    case 'rename':
      return replaced(`<${name}>${value}</${name}>`);
    case 'empty':
      return replaced(`<${own}/>`);
    case 'value':
      return replaced(`<${own}>${put}</${own}>`);
    case 'attribute':
      return at % 2 ? onRecord(`a${at}="1"`) : replaced(element.replace('>', () => ` a${at}="1">`));
    case 'record':
      return text.replace(/^<Voorziening|Voorziening>$/g, (part) => part.replace('Voorziening', 'Vorziening'));
    case 'declare':
      return onRecord(`xmlns${at % 2 ? ':q' : ''}="${at % 3 ? 'u' : 'urn:srg-xml:regeling:2026'}"`);
    case 'wrap':
      return replaced(`<${name}>${element}</${name}>`);
    default:
      return replaced(element + put);
  }
}

/** What was found in the form of a stretch of the text, from its start. */
export function formIn(analysis: DeliveryAnalysis, start: number, end: number) {
  return findingsOf(analysis)
    .filter(({ code, range }) => /^SRG-T00[12]$/.test(code) && range.start >= start && range.start < end)
    .map(({ message, range }) => ({ message, start: range.start - start, end: range.end - start }));
}
