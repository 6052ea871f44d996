import { expect, test } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-protocol';
import { withDocumentation } from '../../../server/src/features/completion/resolve.ts';
import { MARKDOWN, type Markup, PLAIN } from '../../../server/src/features/hover/markup.ts';
import { attributeDelivery, attributePack } from '../../support/attribute-pack.ts';
import { type AskOptions, ask, open } from '../../support/completions.ts';
import { head, tail, voorziening } from '../../support/laid-out.ts';
import { cursor } from '../../support/markers.ts';

const OPTIONS = { language: 'nl', maskBsn: false, pageOf: () => undefined } as const;

function documentation(marked: string, label: string, options: AskOptions & { markup?: Markup } = {}): MarkupContent {
  const { text, offset } = cursor(marked);
  const analysis = open(text, options);
  const item = ask(analysis, offset, options).items.find((candidate) => candidate.label === label)!;
  expect(item.documentation).toBeUndefined();
  const resolved = withDocumentation(item, analysis, { ...OPTIONS, markup: options.markup ?? MARKDOWN });
  return resolved.documentation as MarkupContent;
}

const packs = [attributePack];
const service = (tag: string) => attributeDelivery(`<l:Persoon bsn="950204869">${tag}</l:Persoon>`);

test.each<[what: string, marked: string, label: string, shown: RegExp, options?: AskOptions]>([
  ['an element', voorziening('<‹|›'), 'Persoon', /^\*\*Persoon\*\*\n\nDe persoon voor wie/],
  [
    'a code',
    voorziening('<TypeVoorziening>‹|›'),
    '21',
    /^\*\*21 · Beschut werk\*\*\n\n.*\n\nGroep: Werkplekken {2}\nGaat niet samen met: /,
  ],
  [
    'a berichtgever',
    head('<Berichtgevercode>‹|›') + tail,
    '0363 Amsterdam',
    /^\*\*0363\*\* · Amsterdam \(Noord-Holland\)$/,
  ],
  ['the root', '‹|›', 'SRG', /^\*\*SRG\*\*/],
  [
    'an attribute',
    service('<l:Dienst ‹|›/>'),
    'begin',
    /^\*\*begin\*\* · Attribuut van Dienst\n\nVerplicht attribuut/,
    { packs },
  ],
  ['a value of the schema', service('<l:Dienst soort="‹|›"/>'), 'A', /^\*\*A\*\*\n\nAppel\. Een vrucht\.$/, { packs }],
])('%s', (_what, marked, label, shown, options) => {
  expect(documentation(marked, label, options).value).toMatch(shown);
});

test('without Markdown', () => {
  const { kind, value } = documentation(voorziening('<‹|›'), 'Persoon', { markup: PLAIN });
  expect(kind).toBe('plaintext');
  expect(value).toMatch(/^Persoon\n\n/);
  expect(value).not.toMatch(/[*`]/);
});

test('an item that nothing is known of stays as it is', () => {
  const item = { label: 'x', data: { uri: 'file:///x', pack: 'gone', subject: { kind: 'element', path: ['x'] } } };
  expect(withDocumentation(item, open(head() + tail), { ...OPTIONS, markup: MARKDOWN })).toBe(item);
});
