import { type CompletionItem, MarkupKind } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { Pack } from '../../engine/packs/load-pack.ts';
import type { PageOptions } from '../finding-page.ts';
import { describeAttribute, describeCode, describeElement, describeGemeente } from '../hover/describe.ts';
import type { CompletionSubject, ItemData } from './item.ts';

/** The item with its documentation, in Markdown or, for a client that can't show that, without its marks. */
export function withDocumentation(
  item: CompletionItem,
  analysis: DeliveryAnalysis,
  options: PageOptions & { readonly markdown: boolean },
): CompletionItem {
  const data = item.data as ItemData | undefined;
  const pack = analysis.packs.find(({ manifest }) => manifest.id === data?.pack);
  if (!data || !pack) return item;
  const text = describe(pack, data.subject, options).join('\n\n');
  if (text === '') return item;
  const { Markdown, PlainText } = MarkupKind;
  const value = options.markdown ? text : text.replace(/\*\*|`/g, '').replace(/ {2}\n/g, '\n');
  return { ...item, documentation: { kind: options.markdown ? Markdown : PlainText, value } };
}

function describe(pack: Pack, subject: CompletionSubject, options: PageOptions): string[] {
  switch (subject.kind) {
    case 'element':
      return describeElement(pack, subject.path, options);
    case 'attribute':
      return describeAttribute(pack, subject.path, subject.name, options);
    case 'code':
      return describeCode(pack, subject.concept, subject.code, options);
    case 'berichtgever':
      return describeGemeente(pack, subject.code, options);
    case 'value':
      return valueDocumentation(pack, subject.path, subject.value);
  }
}

function valueDocumentation(pack: Pack, path: readonly string[], value: string): string[] {
  const name = path[path.length - 1]!;
  const element = pack.model.element(name.startsWith('@') ? path.slice(0, -1) : path);
  const type = name.startsWith('@')
    ? element?.type.attributes.find((attribute) => attribute.name === name.slice(1))?.type
    : element?.type;
  const documentation = type?.enumerations.find((candidate) => candidate.value === value)?.documentation;
  return documentation ? [`**${value}**`, documentation] : [];
}
