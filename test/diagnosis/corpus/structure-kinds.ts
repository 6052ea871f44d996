import { change, type Maker } from './fault.ts';
import { type Element, isLeaf, localName } from './markup.ts';

const name = ({ start, nameEnd }: Element) => [start + 1, nameEnd] as const;
const lineStart = (text: string, at: number) => {
  let start = at;
  while (start > 0 && /[ \t\r\n]/.test(text[start - 1]!)) start--;
  return start;
};
const typo = (one: string) => one.slice(0, -3) + one.slice(-2);
const prefixOf = ({ name: full }: Element) => full.slice(0, full.indexOf(':') + 1);
const hasEnd = ({ contentEnd, end }: Element) => end > contentEnd;

/** The same change in both tags. */
const rename =
  (matches: (element: Element) => boolean, write: (local: string) => string): Maker =>
  (element) => {
    const local = localName(element);
    if (!element.parent || !matches(element) || local.length < 6) return undefined;
    const written = prefixOf(element) + write(local);
    const changes = [change(element.start + 1, element.nameEnd, written, [0, written.length])];
    if (hasEnd(element)) changes.push(change(element.contentEnd + 2, element.end - 1, written));
    return { changes, within: [element.start, element.end] };
  };

const insert =
  (content: (prefix: string) => string, token: string): Maker =>
  (element, { text }) => {
    const { parent } = element;
    if (!parent?.parent || !isLeaf(element)) return undefined;
    const line = text.slice(lineStart(text, element.start), element.start) + content(prefixOf(element));
    const at = Math.max(line.indexOf(token), line.lastIndexOf(token, line.length - token.length - 3));
    const prefix = prefixOf(element).length;
    return {
      changes: [change(element.end, element.end, line, [at, at + token.length], [at - prefix, at + token.length])],
    };
  };

const attribute =
  (written: string, ...tokens: string[]): Maker =>
  (element) => {
    if (!element.parent) return undefined;
    const ranges = tokens.flatMap((token) => {
      const at = written.indexOf(token);
      // A value that is not closed ends with the tag.
      return [[at, at + token.length] as const, [at, at + token.length + 1] as const];
    });
    return { changes: [change(element.nameEnd, element.nameEnd, written, ...ranges)] };
  };

/** What may go wrong with the elements themselves. */
export const STRUCTURE_KINDS: Readonly<Record<string, Maker>> = {
  'value mistyped': rename(isLeaf, typo),
  'value in other case': rename(isLeaf, (local) => local.toLowerCase()),
  'container mistyped': rename((element) => !isLeaf(element), typo),
  'name with an invisible character': (element) => {
    if (!isLeaf(element) || !hasEnd(element)) return undefined;
    const { length } = element.name;
    return {
      changes: [change(element.nameEnd, element.nameEnd, '\u200b')],
      elsewhere: [
        [element.start + 1, element.nameEnd],
        [element.start, element.contentStart],
      ],
      within: [element.start, element.start + length + 2],
    };
  },
  'element missing': (element, { text }) => {
    const { parent } = element;
    if (!parent?.parent || !isLeaf(element) || /^(?:Eind|Omschr|Loonw|Reden|Tot)/.test(localName(element)))
      return undefined;
    const index = parent.children.indexOf(element);
    const next = parent.children[index + 1];
    return {
      changes: [change(lineStart(text, element.start), element.end, '')],
      elsewhere: [name(parent), ...(next ? [name(next)] : [])],
      within: [parent.start, parent.contentStart],
    };
  },
  'elements swapped': (element, { text }) => {
    const { parent } = element;
    const next = parent?.children[parent.children.indexOf(element) + 1];
    if (!parent?.parent || !next || next.name === element.name) return undefined;
    const [one, other] = [text.slice(element.start, element.end), text.slice(next.start, next.end)];
    const between = text.slice(element.end, next.start);
    return {
      changes: [
        change(
          element.start,
          next.end,
          other + between + one,
          [1, 1 + next.name.length],
          [other.length + between.length + 1, other.length + between.length + 1 + element.name.length],
        ),
      ],
    };
  },
  'element twice': (element, { text }) => {
    if (!element.parent?.parent || !isLeaf(element)) return undefined;
    const line = text.slice(lineStart(text, element.start), element.end);
    const at = line.indexOf('<') + 1;
    return {
      changes: [change(element.end, element.end, line, [at, at + element.name.length])],
      elsewhere: [name(element)],
      within: [element.start, element.end],
    };
  },
  'element unknown': insert((prefix) => `<${prefix}Toelichting>x</${prefix}Toelichting>`, 'Toelichting'),
  'element of another format': insert(() => '<div xmlns="urn:x">x</div>', 'div'),
  'loose text': insert(() => 'los', 'los'),
  'element in its neighbour': (element, { text }) => {
    const { parent } = element;
    const before = parent?.children[parent.children.indexOf(element) - 1];
    if (!before || isLeaf(before) || !isLeaf(element)) return undefined;
    const moved = text.slice(before.end, element.end);
    const at = moved.indexOf('<') + 1;
    return {
      changes: [
        change(lineStart(text, before.contentEnd), lineStart(text, before.contentEnd), moved, [
          at,
          at + element.name.length,
        ]),
        change(before.end, element.end, ''),
      ],
      within: [before.start, element.end],
    };
  },
  'value without its tags': (element, { text }) => {
    if (!element.parent?.parent || !isLeaf(element) || !hasEnd(element) || element.contentEnd === element.contentStart)
      return undefined;
    const value = text.slice(element.contentStart, element.contentEnd);
    const next = element.parent.children[element.parent.children.indexOf(element) + 1];
    return {
      changes: [change(element.start, element.end, value)],
      elsewhere: [name(element.parent), ...(next ? [name(next)] : [])],
      within: [element.start, element.end],
    };
  },
  'attribute unknown': attribute(' id="1"', 'id', 'id="1"'),
  'attribute without quotes': attribute(' id=1', '1', 'id', 'id=1'),
  'attribute without a value': attribute(' id', 'id'),
  'attribute without its closing quote': attribute(' id="1', '"1', 'id', 'id="1'),
  'attribute in another language': attribute(' xml:lang="nl"', 'xml:lang', 'xml:lang="nl"'),
  'attribute twice': (element, { text }) => {
    const found = / [\w:]+="[^"]*"/.exec(text.slice(element.nameEnd, element.contentStart))?.[0];
    if (found === undefined) return undefined;
    const length = found.indexOf('=');
    return {
      changes: [change(element.nameEnd + found.length, element.nameEnd + found.length, found, [1, length])],
    };
  },
  'attribute in quotes of word processing': attribute(' id=\u201d1\u201d', '\u201d1\u201d', 'id', 'id=\u201d1\u201d'),
  'nil without need': (element, { text }) => {
    if (!element.parent || element.contentStart === element.contentEnd) return undefined;
    const written = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"';
    const at = written.indexOf('xsi:nil');
    return text.includes('xsi:')
      ? undefined
      : {
          changes: [change(element.nameEnd, element.nameEnd, written, [at, at + 7], [at, written.length])],
          within: [element.start, element.end],
        };
  },
  'namespace taken away': (element, { pack }) => {
    if (!element.parent || pack.manifest.namespace === '' || prefixOf(element) !== '') return undefined;
    return {
      changes: [change(element.nameEnd, element.nameEnd, ' xmlns=""', [1, 6], [1, 9])],
      elsewhere: [name(element)],
    };
  },
  'prefix of nobody': (element) => {
    if (!element.parent || prefixOf(element) !== '' || !hasEnd(element)) return undefined;
    return {
      changes: [
        change(element.start + 1, element.start + 1, 'q:', [0, 1], [0, 2], [0, 2 + element.name.length]),
        change(element.contentEnd + 2, element.contentEnd + 2, 'q:'),
      ],
      elsewhere: [name(element)],
      within: [element.start, element.end],
    };
  },
  'merge markers': (element, { text }) => {
    if (!isLeaf(element) || !element.parent || !text.includes('\n')) return undefined;
    const from = text.lastIndexOf('\n', element.start) + 1;
    const line = text.slice(from, element.end);
    const before = '<<<<<<< HEAD\n';
    const behind = `\n=======\n${line}\n>>>>>>> tak`;
    return {
      changes: [
        change(from, from, before, [0, before.length - 1], [0, 7]),
        change(element.end, element.end, behind, [1, 8], [behind.length - 11, behind.length], [0, behind.length]),
      ],
      within: [element.start, element.end],
    };
  },
  'comment that does not end': (element, { text }) => {
    if (!element.parent?.parent || !isLeaf(element)) return undefined;
    const line = `${text.slice(lineStart(text, element.start), element.start)}<!-- let op ->`;
    const at = line.indexOf('<!--');
    return { changes: [change(element.end, element.end, line, [at, at + 4])] };
  },
  'hyphens in a comment': insert(() => '<!-- a -- b -->', '--'),
  'no-break spaces before an element': (element) =>
    element.parent?.parent ? { changes: [change(element.start, element.start, '\u00a0\u00a0')] } : undefined,
};
