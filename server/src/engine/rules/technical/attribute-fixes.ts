import type { SchemaIssue } from '../../schema/issue.ts';
import { escapeAttribute } from '../../syntax/references.ts';
import { trimXml } from '../../text/xml-whitespace.ts';
import { cut } from '../fixes/edits.ts';
import type { Finding, Fix, FixContext } from '../rule.ts';

/** The attribute under the name that was probably meant. */
export function renameAttributeFix({ node, meant }: SchemaIssue, { owner }: Finding, context: FixContext): Fix[] {
  if (meant === undefined) return [];
  const tree = context.treeOf(owner);
  const title = { key: 'fix.rename', parameters: { name: tree.localName(node), expected: meant } } as const;
  return [{ title, edits: [{ owner, ...tree.nameRange(node), newText: meant }], preferred: true }];
}

/** Writes what an element says as the attribute that the element around it lacks. */
export function toAttributeFix({ node }: SchemaIssue, { owner }: Finding, context: FixContext): Fix[] {
  const tree = context.treeOf(owner);
  const parent = tree.parent(node);
  // Where it has more to it than a value, that would be lost.
  const isPlain = tree.attributes(node).next().done && !tree.text(tree.range(node)).includes('<!');
  if (parent < 0 || !isPlain) return [];
  const name = tree.localName(node);
  const at = [...tree.attributes(parent)].map((attribute) => tree.end(attribute)).at(-1) ?? tree.nameRange(parent).end;
  const newText = ` ${name}="${escapeAttribute(trimXml(tree.value(node)))}"`;
  const title = { key: 'fix.toAttribute', parameters: { name, parent: tree.localName(parent) } } as const;
  return [{ title, edits: [{ owner, start: at, end: at, newText }, cut(tree, owner, node)], preferred: true }];
}
