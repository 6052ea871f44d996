import type { Element as DomElement } from '@xmldom/xmldom';
import { XML_NAMESPACE } from '../files/xml-namespace.ts';
import { type Components, type DocumentUse, isBuiltIn, qualifiedName } from './components.ts';
import { attributeOf, childrenOf } from './dom.ts';

const ID_TYPES = new Set(['ID', 'IDREF', 'IDREFS']);
const TYPE_ATTRIBUTES = ['type', 'base', 'itemType', 'memberTypes'] as const;

/** Whether a type that is made of an ID or of references to one stands anywhere in the files: those are of a whole document. */
export function hasIdType(components: Components): boolean {
  for (const use of components.documentUses) {
    if (!use.document.file.isBuiltIn && mentionsId(use.document.root, use)) return true;
  }
  return false;
}

function mentionsId(node: DomElement, use: DocumentUse): boolean {
  for (const name of TYPE_ATTRIBUTES) {
    for (const type of attributeOf(node, name)?.split(/[ \t\r\n]+/) ?? []) {
      const named = qualifiedName(type, node, use);
      if (isBuiltIn(named) && ID_TYPES.has(named.name)) return true;
    }
  }
  const reference = node.localName === 'attribute' ? attributeOf(node, 'ref') : undefined;
  if (reference !== undefined) {
    const { namespace, name } = qualifiedName(reference, node, use);
    if (namespace === XML_NAMESPACE && name === 'id') return true;
  }
  if (isXmlSpecialGroup(node, use)) return true;
  for (const child of childrenOf(node)) if (mentionsId(child, use)) return true;
  return false;
}

/** `xml:specialAttrs` holds `xml:id`. */
function isXmlSpecialGroup(node: DomElement, use: DocumentUse): boolean {
  const reference = node.localName === 'attributeGroup' ? attributeOf(node, 'ref') : undefined;
  return reference !== undefined && qualifiedName(reference, node, use).namespace === XML_NAMESPACE;
}
