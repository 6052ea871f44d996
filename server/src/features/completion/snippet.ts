import type { ElementModel, TypeModel } from '../../engine/schema/model.ts';
import { namedAt, type PrefixFor } from '../../engine/syntax/namespaces.ts';
import { escapeText } from '../../engine/syntax/references.ts';

/** A place to fill in: what is proposed there, or nothing. */
export interface Stop {
  readonly stop: string;
  /** What there is to choose from, for an editor that doesn't offer that by itself. */
  readonly choices?: readonly string[];
}

/** Where the cursor ends up. */
export const END = { end: true } as const;

/** Text with places to fill in. */
export type Pieces = readonly (string | Stop | typeof END)[];

/** How elements are laid out: on lines of their own, or all on one. */
export interface SnippetLayout {
  /** What stands before the element on its line; undefined where everything goes on one line. */
  readonly indent: string | undefined;
  /** What one level adds to that. */
  readonly step: string;
  readonly eol: string;
}

/** What a new element holds. */
export interface Content {
  /** The prefixes where it goes. */
  readonly prefixFor: PrefixFor;
  readonly layout: SnippetLayout;
  /** Whether an element that may be left out is wanted, by its path of local names from the root on. */
  wants(path: readonly string[]): boolean;
  /** Values of which there are few are listed in the snippet. */
  readonly listsChoices?: boolean;
  /** What is proposed for the value at a path (`@name` for an attribute). */
  valueAt(path: readonly string[]): string;
}

/** Types may hold themselves; no sensible format nests deeper. */
const DEEPEST = 12;

/**
 * A new element: start tag, what it must hold, end tag. Where it can hold elements and must hold none, a stop.
 * @param path local names from the root to the element
 * @param attributes what the start tag gets beside the attributes that it must have
 */
export function newElement(
  model: ElementModel,
  path: readonly string[],
  content: Content,
  attributes = '',
): (string | Stop)[] {
  const { layout } = content;
  const { name, declaration, within: prefixFor } = namedAt(model, content.prefixFor);
  const pieces: (string | Stop)[] = [`<${name}${attributes === '' ? declaration : attributes}`];
  for (const attribute of model.type.attributes) {
    if (!attribute.required) continue;
    const prefix = attribute.namespace === '' ? '' : (prefixFor(attribute.namespace) ?? '');
    pieces.push(` ${prefix}${attribute.name}="`, { stop: content.valueAt([...path, `@${attribute.name}`]) }, '"');
  }
  pieces.push('>');
  const children = newChildren(model, path, content);
  if (model.type.children.length === 0) pieces.push(stopFor(model.type, escapeText(content.valueAt(path)), content));
  else {
    const { indent, step, eol } = layout;
    const inside = indent === undefined ? undefined : indent + step;
    const newLine = (at: string | undefined) => (at === undefined ? '' : eol + at);
    const within = { ...content, prefixFor, layout: { ...layout, indent: inside } };
    if (children.length === 0) pieces.push(newLine(inside), { stop: '' });
    for (const child of children) {
      for (let n = 0; n < Math.max(1, child.min); n++) {
        pieces.push(newLine(inside), ...newElement(child, [...path, child.name], within));
      }
    }
    pieces.push(newLine(indent));
  }
  pieces.push(`</${name}>`);
  return pieces;
}

/** More values than these are no list to choose from. */
const MOST_CHOICES = 50;

function stopFor({ enumerations, base }: TypeModel, stop: string, { listsChoices }: Content): Stop {
  const values = base === 'boolean' ? ['true', 'false'] : enumerations.map(({ value }) => escapeText(value));
  const isList = listsChoices && stop === '' && values.length > 1 && values.length <= MOST_CHOICES;
  return isList ? { stop, choices: values } : { stop };
}

/** The elements that a new one gets from the start: those that it must hold, and those that are wanted. */
export function newChildren(
  { type }: ElementModel,
  path: readonly string[],
  { wants }: Pick<Content, 'wants'>,
): ElementModel[] {
  return type.children.filter((child) => path.length < DEEPEST && (child.min > 0 || wants([...path, child.name])));
}

function asChoice(value: string): string {
  return value.replace(/[\\,|$}]/g, '\\$&');
}

/** The text with its proposals: as a snippet in the syntax of the protocol, which ends behind it, or plain. */
export function render(pieces: Pieces, snippet: boolean): string {
  let stops = 0;
  const literal = (text: string) => (snippet ? text.replace(/[\\$}]/g, '\\$&') : text);
  const texts = (pieces.includes(END) ? pieces : [...pieces, END]).map((piece) => {
    if (typeof piece === 'string') return literal(piece);
    if (!snippet) return 'stop' in piece ? piece.stop : '';
    if ('end' in piece) return '$0';
    stops++;
    if (piece.choices) return `\${${stops}|${piece.choices.map(asChoice).join(',')}|}`;
    return piece.stop === '' ? `$${stops}` : `\${${stops}:${literal(piece.stop)}}`;
  });
  // Without its stop, a line that only waits for one is no line.
  return snippet ? texts.join('') : texts.join('').replace(/(?:\r\n?|\n)[ \t]+(?=[\r\n])/g, '');
}
