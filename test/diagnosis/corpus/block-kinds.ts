import { change, type Maker } from './fault.ts';
import { type Element, isLeaf, localName } from './markup.ts';

const name = ({ start, nameEnd }: Element) => [start + 1, nameEnd] as const;
const prefixOf = ({ name: full }: Element) => full.slice(0, full.indexOf(':') + 1);
const spaceBefore = (text: string, at: number) => /[ \t\r\n]*$/.exec(text.slice(0, at))![0];
const isIn = (element: Element, ancestor: string): boolean =>
  element.parent !== undefined && (element.parent.name === ancestor || isIn(element.parent, ancestor));
const holds = (element: Element, child: string): boolean =>
  element.children.some((one) => one.name === child || holds(one, child));
const attributeIn = (element: Element, text: string) =>
  / (?!xmlns)([a-z]+)="([^"]*)"/.exec(text.slice(element.nameEnd, element.contentStart));

/** What may go wrong with a whole block, or between elements and attributes. */
export const BLOCK_KINDS: Readonly<Record<string, Maker>> = {
  'block missing': (element, { text, record }) => {
    const { parent } = element;
    if (!parent || isLeaf(element) || element.name === record || holds(element, record)) return undefined;
    // What need not be there is not missed.
    if (/^Loonkosten/.test(localName(element))) return undefined;
    const from = element.start - spaceBefore(text, element.start).length;
    const next = parent.children[parent.children.indexOf(element) + 1];
    return {
      changes: [change(from, element.end, '')],
      elsewhere: [name(parent), ...(next ? [name(next)] : [])],
      within: [parent.start, parent.contentStart],
    };
  },
  'block in the next one': (element, { text, record }) => {
    const next = element.parent?.children[element.parent.children.indexOf(element) + 1];
    if (!next || isLeaf(element) || isLeaf(next) || next.name === element.name || isIn(element, record))
      return undefined;
    const block = spaceBefore(text, element.start) + text.slice(element.start, element.end);
    const at = block.indexOf('<') + 1;
    const tag = text.slice(next.start, next.contentStart);
    const start = element.start;
    return {
      changes: [
        change(start, next.contentStart, tag + block, [tag.length + at, tag.length + at + element.name.length]),
      ],
    };
  },
  'container in two': (element, { text, record }) => {
    const { parent } = element;
    if (element.name !== record || !parent?.parent || parent.children[0] === element) return undefined;
    if (parent.children[0]!.name !== record || parent.contentStart > parent.nameEnd + 1) return undefined;
    const before = spaceBefore(text, parent.contentEnd);
    const written = `${before}</${parent.name}>${before}<${parent.name}>`;
    const from = element.start - spaceBefore(text, element.start).length;
    const at = written.length - parent.name.length - 1;
    // Where the schema has any number of them there is nothing wrong.
    if (parent.parent.children.filter(({ name: other }) => other === parent.name).length > 1) return undefined;
    return {
      changes: [change(from, from, written, [at, at + parent.name.length])],
      elsewhere: [name(parent)],
    };
  },
  'value under another name': (element, { text }) => {
    const value = text.slice(element.contentStart, element.contentEnd);
    if (!element.parent || !isLeaf(element) || !/^\d{8}$|^\d{4}-\d\d-\d\d$/.test(value)) return undefined;
    if (/^(?:Eind|Tot)/.test(localName(element))) return undefined;
    const other = `${prefixOf(element)}Whenever`;
    return {
      changes: [
        change(element.start + 1, element.nameEnd, other, [0, other.length]),
        change(element.contentEnd + 2, element.end - 1, other),
      ],
      within: [element.start, element.end],
    };
  },
  'strange element around another': (element) => {
    if (!element.parent?.parent || element.end === element.contentEnd) return undefined;
    const other = `${prefixOf(element)}Blok`;
    return {
      changes: [
        change(element.start, element.start, `<${other}>`, [1, 1 + other.length], [0, other.length + 2]),
        change(element.end, element.end, `</${other}>`),
      ],
      within: [element.start, element.end],
    };
  },
  'attribute mistyped': (element, { text }) => {
    const found = attributeIn(element, text);
    if (!found || found[1]!.length < 4) return undefined;
    const start = element.nameEnd + found.index + 1;
    const mistyped = found[1]!.slice(0, -2) + found[1]!.at(-1)! + found[1]!.at(-2)!;
    if (mistyped === found[1]) return undefined;
    return {
      changes: [change(start, start + mistyped.length, mistyped, [0, mistyped.length])],
      within: [element.start, element.contentStart],
    };
  },
  'attribute as an element': (element, { text }) => {
    const found = attributeIn(element, text);
    if (!found || element.end === element.contentEnd || isLeaf(element)) return undefined;
    const start = element.nameEnd + found.index;
    const own = prefixOf(element) + found[1]!;
    const written = `<${own}>${found[2]}</${own}>`;
    return {
      changes: [
        change(start, start + found[0].length, ''),
        change(element.contentStart, element.contentStart, written, [1, 1 + own.length]),
      ],
      within: [element.start, element.contentStart],
    };
  },
};
