import type { CompletionItem } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { Pack } from '../../engine/packs/load-pack.ts';
import {
  type DescribeOptions,
  describeAttribute,
  describeCode,
  describeElement,
  describeGemeente,
} from '../hover/describe.ts';
import type { Markup } from '../hover/markup.ts';
import type { CompletionSubject, ItemData } from './item.ts';

/** The item with its documentation. */
export function withDocumentation(
  item: CompletionItem,
  analysis: DeliveryAnalysis,
  options: DescribeOptions & { readonly markup: Markup },
): CompletionItem {
  const data = item.data as ItemData | undefined;
  const pack = analysis.packs.find(({ manifest }) => manifest.id === data?.pack);
  if (!data || !pack) return item;
  const text = describe(pack, data.subject, options).join('\n\n');
  if (text === '') return item;
  return { ...item, documentation: { kind: options.markup.kind, value: text } };
}

function describe(
  pack: Pack,
  subject: CompletionSubject,
  options: DescribeOptions & { readonly markup: Markup },
): string[] {
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
      return valueDocumentation(pack, subject.path, subject.value, options.markup);
  }
}

function valueDocumentation(pack: Pack, path: readonly string[], value: string, markup: Markup): string[] {
  const name = path[path.length - 1]!;
  const element = pack.model.element(name.startsWith('@') ? path.slice(0, -1) : path);
  const type = name.startsWith('@')
    ? element?.type.attributes.find((attribute) => attribute.name === name.slice(1))?.type
    : element?.type;
  const documentation = type?.enumerations.find((candidate) => candidate.value === value)?.documentation;
  return documentation ? [markup.strong(value), markup.text(documentation)] : [];
}
