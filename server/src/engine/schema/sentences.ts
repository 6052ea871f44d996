import type { SchemaError } from './validator.ts';

/** What libxml2's sentences tell. */

/**
 * An element is refused where it stands, and so not looked into.
 * @param depth how many steps lead to it
 */
export function isRefusal({ path, sentence }: SchemaError, depth: number): boolean {
  return path.length === depth && sentence.includes('This element is not expected');
}

export function facetOf(sentence: string): string | undefined {
  const facet = /\[facet '(\w+)'\]/.exec(sentence)?.[1];
  if (facet) return facet;
  return /is not a valid value (?:of the|for)|has no corresponding namespace declaration/.test(sentence)
    ? 'type'
    : undefined;
}

/** The names in libxml2's list; what it writes for wildcards is none. */
export function expectedIn(sentence: string): string[] {
  const list = /Expected is (?:one of )?\( (.*) \)\.$/s.exec(sentence)?.[1];
  const names = list === undefined ? [] : list.split(', ').filter((name) => !/^(?:##|\{[^}]*\}\*|\*)/.test(name));
  return names.map(localName);
}

/** The namespace in which an element of the same name is expected; undefined where none is. */
export function otherNamespaceIn(sentence: string): string | undefined {
  const [, own] = /^Element '([^']*)'/.exec(sentence) ?? [];
  const list = /Expected is (?:one of )?\( (.*) \)\.$/s.exec(sentence)?.[1]?.split(', ') ?? [];
  const other = list.find((name) => own !== undefined && name !== own && localName(name) === localName(own));
  return other === undefined ? undefined : (/^\{(.*)\}/.exec(other)?.[1] ?? '');
}

/** `{urn:x}Name` → `Name` */
export function localName(name: string): string {
  return name.slice(name.lastIndexOf('}') + 1).replace(/^ +| +$/g, '');
}

/** The values of a key without the quotes around each. */
export function keyOf(sequence: string): string {
  return sequence.replace(/^'|'$/g, '').replace(/', '/g, ', ');
}
