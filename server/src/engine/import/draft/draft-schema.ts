import { escapeAttribute, escapeText } from '../../syntax/references.ts';
import { meaningsOf } from '../names/name-score.ts';
import { Observation, type Observed, type ObservedValue, SHAPES } from './observe.ts';

export type Draft =
  /** `broken`: the numbers of the deliveries that are not well-formed. */
  | { readonly kind: 'drafted'; readonly schema: string; readonly broken: readonly number[] }
  /** The delivery of that number has no root, or another one than those before it. */
  | { readonly kind: 'otherRoot'; readonly index: number };

/** Drafts an XSD from deliveries. */
export function draftFrom(texts: readonly string[], about: string): Draft {
  const observation = new Observation();
  const broken: number[] = [];
  const index = texts.findIndex((text, at) => {
    const isTaken = observation.take(text);
    if (observation.isBroken) broken.push(at);
    return !isTaken;
  });
  if (index >= 0 || !observation.root) return { kind: 'otherRoot', index: Math.max(0, index) };
  return { kind: 'drafted', schema: draftSchema(observation.root, about), broken };
}

/** An element is told to be always there by no fewer parents. */
const ENOUGH = 3;

/**
 * An XSD of what deliveries show: what stands where, how often, and what values look like. It has no value of theirs.
 * @param about what the documentation of the schema says
 */
function draftSchema(root: Observed, about: string): string {
  const { namespace } = root;
  const target =
    namespace === ''
      ? ''
      : ` xmlns="${escapeAttribute(namespace)}" targetNamespace="${escapeAttribute(namespace)}" elementFormDefault="qualified"`;
  const drafting: Drafting = {
    target: namespace,
    repeats: repeats(root) ? () => false : looksLikeRecord,
    types: new Map(),
  };
  const element = elementLines(root, undefined, drafting);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"${target}>`,
    `  <xs:annotation><xs:documentation>${escapeText(about)}</xs:documentation></xs:annotation>`,
    ...indented([...element, ...[...drafting.types.values()].flat()]),
    '</xs:schema>',
  ];
  return `${lines.join('\n')}\n`;
}

/** What holds for the whole of a schema that is drafted. */
interface Drafting {
  /** The namespace. */
  readonly target: string;
  /** Elements that may stand there any number of times, though there is one. */
  readonly repeats: (element: Observed) => boolean;
  /** The lines of the types that `xsi:type` names, by their names. */
  readonly types: Map<string, readonly string[]>;
}

function elementLines(element: Observed, parent: Observed | undefined, drafting: Drafting): string[] {
  const { target } = drafting;
  const { name, children, attributes, isNil } = element;
  const form = parent && target !== '' && element.namespace === '' ? ' form="unqualified"' : '';
  const start = `<xs:element name="${name}"${occurrence(element, parent, drafting)}${form}${isNil ? ' nillable="true"' : ''}`;
  const own = [...children.values()].filter((child) => child.namespace === target || child.namespace === '');
  const isOpen = own.length < children.size;
  const told = Array.from(attributes, ([attribute, value]) => attributeLines(attribute, value, element.count)).flat();
  if (own.length === 0 && !isOpen) {
    if (told.length === 0) return [`${start}>`, ...indented(simpleType(element.value)), '</xs:element>'];
    if (element.value.shapes === undefined)
      return [`${start}><xs:complexType>`, ...indented(told), '</xs:complexType></xs:element>'];
    const base = '<xs:complexType><xs:simpleContent><xs:extension base="xs:string">';
    return [`${start}>${base}`, ...indented(told), '</xs:extension></xs:simpleContent></xs:complexType></xs:element>'];
  }
  const ordered = isOpen ? undefined : inOrder(own, element.before);
  const inside = (ordered ?? own).flatMap((child) => elementLines(child, ordered ? element : undefined, drafting));
  const others = isOpen ? ['<xs:any namespace="##other" processContents="lax"/>'] : [];
  const group = ordered
    ? ['<xs:sequence>', '</xs:sequence>']
    : ['<xs:choice minOccurs="0" maxOccurs="unbounded">', '</xs:choice>'];
  const content = indented([group[0]!, ...indented([...inside, ...others]), group[1]!, ...told]);
  const base = typedBase(element, content, drafting);
  if (base !== undefined) return [`${start} type="${base}"/>`];
  return [`${start}><xs:complexType>`, ...content, '</xs:complexType></xs:element>'];
}

/** The type of an element that `xsi:type` names other types of: all of them have what one of them has. */
function typedBase(
  { name, types }: Observed,
  content: readonly string[],
  { types: known }: Drafting,
): string | undefined {
  const base = `${name}.basis`;
  if (types.size === 0 || [base, ...types].some((type) => known.has(type))) return undefined;
  known.set(base, [`<xs:complexType name="${base}">`, ...content, '</xs:complexType>']);
  const extension = `<xs:complexContent><xs:extension base="${base}"/></xs:complexContent>`;
  for (const type of types) known.set(type, [`<xs:complexType name="${type}">${extension}</xs:complexType>`]);
  return base;
}

/** What repeats is told by its number; of a voorziening and a person also by the name, where there is one alone. */
function occurrence(element: Observed, parent: Observed | undefined, { repeats }: Drafting): string {
  const { most, parents } = element;
  if (!parent) return '';
  if (most > 1 || mayRepeat(element) || repeats(element)) return ' minOccurs="0" maxOccurs="unbounded"';
  return parents === parent.count && parent.count >= ENOUGH ? '' : ' minOccurs="0"';
}

function mayRepeat(element: Observed): boolean {
  const { name, children, attributes } = element;
  const holds = children.size + attributes.size > 1;
  if (!holds) return false;
  if (hasBsn(element) && holdsRecords(children)) return true;
  return !isPlural(name) && (isRecord(name) || (isPerson(name) && holdsRecords(children)));
}

/** Some element may stand there more than once. */
function repeats({ children }: Observed): boolean {
  return [...children.values()].some((child) => child.most > 1 || mayRepeat(child) || repeats(child));
}

/** Where nothing repeats: it has several values, a day among them. */
function looksLikeRecord(element: Observed): boolean {
  const values = valuesIn(element);
  return values.length > 3 && values.some(({ shapes }) => shapes?.has('dag') || shapes?.has('dagAaneen'));
}

function isPlural(name: string): boolean {
  return /(en|s|lijst|list)$/i.test(name);
}

function isRecord(name: string): boolean {
  const words = meaningsOf(name);
  return words.length === 1 && (words[0] === 'voorziening' || words[0] === 'record');
}

function isPerson(name: string): boolean {
  const words = meaningsOf(name);
  return words.length === 1 && words[0] === 'persoon';
}

/** Some value of its own is nine digits. */
function hasBsn(element: Observed): boolean {
  return valuesIn(element).some(({ shapes }) => shapes?.has('negenCijfers'));
}

/** The values of its attributes and of its children. */
function valuesIn({ children, attributes }: Observed) {
  return [...attributes.values(), ...Array.from(children.values(), ({ value }) => value)];
}

function holdsRecords(children: ReadonlyMap<string, Observed>): boolean {
  return [...children.values()].some(
    (child) => isRecord(child.name) || (child.most > 1 && child.children.size > 0) || holdsRecords(child.children),
  );
}

/** The children in the order that all parents have them in; undefined where there is none. */
function inOrder(children: readonly Observed[], before: ReadonlySet<string>): Observed[] | undefined {
  const left = new Set(children);
  const ordered: Observed[] = [];
  while (left.size > 0) {
    const next = [...left].find(
      ({ name }) => ![...left].some((other) => other.name !== name && before.has(`${other.name} ${name}`)),
    );
    if (!next) return undefined;
    left.delete(next);
    ordered.push(next);
  }
  const alternates = children.some(({ name }) => before.has(`${name} ${name}`));
  return alternates ? undefined : ordered;
}

function attributeLines(name: string, value: ObservedValue, count: number): string[] {
  const use = value.count === count && count >= ENOUGH ? ' use="required"' : '';
  return [`<xs:attribute name="${name}"${use}>`, ...indented(simpleType(value)), '</xs:attribute>'];
}

function simpleType({ shapes, hasEmpty }: ObservedValue): string[] {
  const shape = SHAPES.find(({ name }) => shapes?.has(name));
  const pattern = shape && (hasEmpty ? `(${shape.pattern})?` : shape.pattern);
  const facet = pattern === undefined ? '' : `<xs:pattern value="${pattern}"/>`;
  return [`<xs:simpleType><xs:restriction base="xs:string">${facet}</xs:restriction></xs:simpleType>`];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
