import { DOMParser, type Element as DomElement } from '@xmldom/xmldom';
import { SourceText } from '../../text/source-text.ts';
import { readableText } from '../files/compile-input.ts';
import { XSD_NAMESPACE } from '../files/references.ts';
import type { SchemaFile } from '../files/schema-files.ts';
import type { SchemaPlace } from '../model.ts';

/** A schema document as a tree. */
export interface SchemaDocument {
  readonly file: SchemaFile;
  readonly root: DomElement;
  readonly source: SourceText;
}

/** Reads a document; undefined where it is no XML, which libxml2 tells of. */
export function parseDocument(file: SchemaFile): SchemaDocument | undefined {
  const parser = new DOMParser({
    onError: (level, message) => {
      if (level === 'fatalError') throw new Error(message);
    },
  });
  try {
    const root = parser.parseFromString(readableText(file), 'text/xml').documentElement;
    return root ? { file, root, source: new SourceText(file.text) } : undefined;
  } catch {
    return undefined;
  }
}

/** The elements of XSD in another one, of these names or of all. */
export function* childrenOf(node: DomElement, ...names: readonly string[]): Generator<DomElement> {
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.nodeType !== 1) continue;
    const element = child as DomElement;
    if (element.namespaceURI !== XSD_NAMESPACE) continue;
    if (names.length === 0 || names.includes(element.localName!)) yield element;
  }
}

export function firstChildOf(node: DomElement, ...names: readonly string[]): DomElement | undefined {
  for (const child of childrenOf(node, ...names)) return child;
  return undefined;
}

/** An attribute of XSD, without the white space around it; undefined where it is absent. */
export function attributeOf(node: DomElement, name: string): string | undefined {
  return node.getAttributeNode(name)?.value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

/** What `xs:documentation` says, in one line a piece. */
export function documentationOf(node: DomElement | undefined): string {
  if (!node) return '';
  const texts: string[] = [];
  for (const annotation of childrenOf(node, 'annotation')) {
    for (const text of childrenOf(annotation, 'documentation')) {
      texts.push((text.textContent ?? '').replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, ''));
    }
  }
  return texts.join('\n\n');
}

/**
 * Where the value of an attribute stands; the place of the element itself where it has no such attribute. The parser
 * counts lines and columns from 1, and those of an attribute are its opening quote's.
 */
export function placeOf({ file, source }: SchemaDocument, node: DomElement, name: 'name' | 'value'): SchemaPlace {
  const found = node.getAttributeNode(name);
  const { lineNumber = 1, columnNumber = 1 } = found ?? node;
  const at = source.offsetAt({ line: lineNumber - 1, character: columnNumber - 1 });
  if (!found) return { file: file.path, start: at, end: at };
  const quote = source.slice(at, at + 1);
  const rest = source.slice(at + 1, at + 1 + 6 * found.value.length + 1);
  return { file: file.path, start: at + 1, end: at + 1 + Math.max(0, rest.indexOf(quote)) };
}
