import { NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/text-range.ts';
import { isXsd, namespaceAt, treeOf, XSD_NAMESPACE } from './references.ts';
import type { SchemaFile } from './schema-files.ts';
import type { SchemaProblem } from './schema-problem.ts';

/** What XSD 1.1 has and XSD 1.0 has not (XSD 1.1 part 1, appendix G.1, and part 2, appendix I.1). */
const ELEMENTS = new Set(
  'alternative assert assertion defaultOpenContent explicitTimezone openContent override'.split(' '),
);
const TYPES = new Set('anyAtomicType dateTimeStamp dayTimeDuration error yearMonthDuration'.split(' '));
const TYPE_ATTRIBUTES = new Set(['type', 'base', 'itemType', 'memberTypes']);
const ATTRIBUTES = new Set(
  'defaultAttributes defaultAttributesApply inheritable notNamespace notQName xpathDefaultNamespace'.split(' '),
);

/** Each thing of XSD 1.1 where it first stands. */
export function findXsd11(files: readonly SchemaFile[]): SchemaProblem[] {
  const found = new Map<string, SchemaProblem>();
  for (const file of files) {
    for (const [name, range] of constructsIn(treeOf(file.text))) {
      if (found.has(name)) continue;
      found.set(name, { file: file.path, range, severity: 'error', kind: 'xsd11', parameters: { name } });
    }
  }
  return [...found.values()];
}

function* constructsIn(tree: SyntaxTree): Generator<[name: string, range: TextRange]> {
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) !== NodeKind.Element || !isXsd(tree, node) || isInAnnotation(tree, node)) continue;
    const name = tree.localName(node);
    if (ELEMENTS.has(name)) yield [`xs:${name}`, tree.nameRange(node)];
    for (const attribute of tree.attributes(node)) {
      const attributeName = tree.name(attribute);
      const value = tree.value(attribute);
      if (ATTRIBUTES.has(attributeName)) yield [attributeName, tree.nameRange(attribute)];
      for (const name of TYPE_ATTRIBUTES.has(attributeName) ? value.split(/[ \t\r\n]+/) : []) {
        const [prefix, type] = name.includes(':') ? (name.split(':') as [string, string]) : ['', name];
        if (!TYPES.has(type) || namespaceAt(tree, node, prefix) !== XSD_NAMESPACE) continue;
        yield [`xs:${type}`, tree.contentRange(attribute)];
      }
      if (attributeName === 'maxOccurs' && value !== '0' && value !== '1' && isInAll(tree, node)) {
        yield ['maxOccurs > 1 (xs:all)', tree.contentRange(attribute)];
      }
    }
  }
}

function isInAll(tree: SyntaxTree, node: number): boolean {
  const parent = tree.parent(node);
  return parent >= 0 && tree.localName(parent) === 'all';
}

function isInAnnotation(tree: SyntaxTree, node: number): boolean {
  for (let at = tree.parent(node); at >= 0; at = tree.parent(at)) {
    const name = tree.localName(at);
    if (name === 'documentation' || name === 'appinfo') return true;
  }
  return false;
}
