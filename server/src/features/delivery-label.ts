import type { DeliveryAnalysis } from '../engine/analysis/delivery-analysis.ts';
import type { Month } from '../engine/delivery/day.ts';
import { verslagmaandOf } from '../engine/delivery/verslagmaand.ts';
import { formatMessage, type MessageOptions } from '../engine/messages/message.ts';
import type { Pack } from '../engine/packs/load-pack.ts';
import { HEADER_CONCEPTS } from '../engine/packs/pack.ts';
import { shift, type TextRange } from '../engine/text/text-range.ts';
import { scaffoldElements } from './structure/scaffold-tags.ts';

/** An element with its ranges in the text. */
export interface NamedElement {
  readonly name: string;
  readonly nameRange: TextRange;
  readonly range: TextRange;
}

/** Whose delivery it is and about which month: `Amsterdam (0363) · maart 2025`; the root's name where that is unknown. */
export function deliveryLabel(analysis: DeliveryAnalysis, options: MessageOptions): string {
  const code = analysis.header?.value('gemeentecode') ?? analysis.header?.value('berichtgevercode');
  const month = analysis.header && verslagmaandOf(analysis.header);
  if (analysis.choice.kind !== 'known') return analysis.choice.kind === 'none' ? '' : analysis.choice.root.localName;
  return labelOfDelivery(analysis.pack, code, month, options);
}

/** The same of what its header says. */
export function labelOfDelivery(
  pack: Pack,
  code: string | undefined,
  month: Month | undefined,
  options: MessageOptions,
): string {
  if (code === undefined || month === undefined) return pack.manifest.root;
  const naam = pack.gemeenten.get(code)?.naam;
  const parameters = { code, month: { month } };
  if (naam === undefined) return formatMessage({ key: 'delivery.code', parameters }, options);
  return formatMessage({ key: 'delivery.name', parameters: { ...parameters, naam } }, options);
}

/** The root of a delivery; undefined where the document has none. */
export function rootElement(analysis: DeliveryAnalysis): NamedElement | undefined {
  const [root] = scaffoldElements(analysis);
  if (root) return { name: root.name, nameRange: root.startName, range: root.range };
  const { tree } = analysis.segmentAt(0);
  const node = tree.firstElement;
  return node < 0 ? undefined : { name: tree.name(node), nameRange: tree.nameRange(node), range: tree.range(node) };
}

/** The element that holds the facts of the delivery as a whole; undefined where these are the root's own. */
export function headerElement(analysis: DeliveryAnalysis): NamedElement | undefined {
  const { header } = analysis;
  if (!header) return undefined;
  const concept = HEADER_CONCEPTS.find((one) => header.has(one));
  const { owner } = header.partOf(concept ?? HEADER_CONCEPTS[0]);
  const tree = analysis.treeOf(owner);
  const start = analysis.startOf(owner);
  const node = concept === undefined ? -1 : tree.parent(header.nodeOf(concept));
  if (node < 0 || (start === 0 && tree.parent(node) < 0)) return undefined;
  const { nameRange, range } = { nameRange: tree.nameRange(node), range: tree.range(node) };
  return { name: tree.localName(node), nameRange: shift(nameRange, start), range: shift(range, start) };
}
