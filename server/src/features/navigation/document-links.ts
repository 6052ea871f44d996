import type { DocumentLink } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { formatMessage, type MessageOptions } from '../../engine/messages/message.ts';
import { schemaLocationsIn } from '../../engine/rules/technical/schema-location.ts';
import { type NodeId, NodeKind } from '../../engine/syntax/node-table.ts';
import type { SyntaxTree } from '../../engine/syntax/tree.ts';
import type { TextRange } from '../../engine/text/text-range.ts';
import { toRange } from '../protocol-range.ts';

export interface DocumentLinkOptions extends MessageOptions {
  /** Of the document; what a schema location is relative to. */
  readonly uri: string;
}

/**
 * What can be opened from the start of a delivery: the XSD of its pack behind the namespace, and the files that
 * `xsi:schemaLocation`, `xsi:noNamespaceSchemaLocation` and `<?xml-model href?>` name. Pages of rules are linked by the
 * findings themselves. Nothing is read or fetched to make these.
 */
export function documentLinksOf(analysis: DeliveryAnalysis, options: DocumentLinkOptions): DocumentLink[] {
  const { choice } = analysis;
  if (choice.kind !== 'known' && choice.kind !== 'unknown') return [];
  const { tree } = analysis.segmentAt(0);
  const links: DocumentLink[] = [];
  const add = (range: TextRange, target: string | undefined, tooltip: string) => {
    if (target !== undefined) links.push({ range: toRange(analysis.source, range), target, tooltip });
  };
  const addFile = (range: TextRange) => {
    const file = tree.text(range);
    add(range, resolve(file, options.uri), formatMessage({ key: 'link.schema', parameters: { file } }, options));
  };

  const root = tree.firstElement;
  for (let node = 0; node < root; node++) {
    if (tree.kind(node) !== NodeKind.Instruction || tree.name(node) !== 'xml-model') continue;
    const href = hrefOf(tree, node);
    if (href) addFile(href);
  }
  if (root < 0) return links;
  const declaration = choice.root.prefix === '' ? 'xmlns' : `xmlns:${choice.root.prefix}`;
  for (const attribute of tree.attributes(root)) {
    const name = tree.name(attribute);
    const content = tree.contentRange(attribute);
    if (name === declaration && choice.kind === 'known') {
      const { title } = choice.pack.manifest;
      const tooltip = formatMessage({ key: 'link.pack', parameters: { title } }, options);
      if (content.end > content.start) add(content, choice.pack.files.schema?.uri, tooltip);
    }
  }
  for (const file of schemaLocationsIn(tree).files) addFile(file);
  const offsetOf = ({ range }: DocumentLink) => analysis.source.offsetAt(range.start);
  return links.sort((a, b) => offsetOf(a) - offsetOf(b));
}

function hrefOf(tree: SyntaxTree, instruction: NodeId): TextRange | undefined {
  const content = tree.contentRange(instruction);
  const match = /\bhref[ \t\r\n]*=[ \t\r\n]*(?:"([^"]+)"|'([^']+)')/d.exec(tree.text(content));
  const [start, end] = match?.indices?.[1] ?? match?.indices?.[2] ?? [];
  return start === undefined || end === undefined
    ? undefined
    : { start: content.start + start, end: content.start + end };
}

/** The address of a file that is named from a document; undefined where it can't be one. */
function resolve(file: string, uri: string): string | undefined {
  try {
    const { href, protocol } = new URL(file.replaceAll('\\', '/'), uri);
    return /^(file|https?|vscode-remote|vscode-vfs):$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}
