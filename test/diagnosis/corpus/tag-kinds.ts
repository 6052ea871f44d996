import { change, type Maker } from './fault.ts';
import { type Element, isLeaf, localName } from './markup.ts';

const endTag = ({ name }: Element) => `</${name}>`;
const hasEnd = ({ contentEnd, end }: Element) => end > contentEnd;
const value = (element: Element, text: string) => text.slice(element.contentStart, element.contentEnd);
const isValue = (element: Element, text: string) => isLeaf(element) && hasEnd(element) && value(element, text) !== '';

/** A start tag or its parts. */
const startRange = ({ start, contentStart }: Element) => [start, contentStart] as const;
const nameRange = ({ start, nameEnd }: Element) => [start + 1, nameEnd] as const;
const endRange = ({ contentEnd, end }: Element) => [contentEnd, end] as const;
const endNameRange = ({ contentEnd, end }: Element) => [contentEnd + 2, end - 1] as const;
const whole = ({ start, end }: Element) => [start, end] as const;

/** All of what is written, each tag in it, and each name. */
function tokensIn(written: string): [number, number][] {
  const found = [...written.matchAll(/<[^<>]*>/g), ...written.matchAll(/[A-Za-z][\w:.-]*/g)];
  return [[0, written.length], ...found.map(({ index, 0: one }): [number, number] => [index, index + one.length])];
}

/** Changes the whole of an end tag, of a value or of anything. */
const ofEnd =
  (write: (element: Element) => string, only: 'value' | 'any' = 'value', token?: RegExp): Maker =>
  (element, { text }) => {
    if (only === 'value' ? !isValue(element, text) : !hasEnd(element)) return undefined;
    const written = write(element);
    const tokens = tokensIn(written);
    for (const [index, letter] of [...written].entries())
      if (!/[\w<>.:-]/.test(letter)) tokens.push([index, index + 1]);
    if (token)
      tokens.push([written.search(token), written.length - 1], [written.search(token) + 1, written.length - 1]);
    return {
      changes: [change(element.contentEnd, element.end, written, ...tokens)],
      elsewhere: [nameRange(element), startRange(element)],
      within: whole(element),
    };
  };

const ofStart =
  (write: (element: Element) => string): Maker =>
  (element, { text }) => {
    if (!isValue(element, text) || element.contentStart > element.nameEnd + 1) return undefined;
    const written = write(element);
    const tokens = tokensIn(written);
    for (const [index, letter] of [...written].entries()) if (!/[\w>.:-]/.test(letter)) tokens.push([index, index + 1]);
    return {
      changes: [change(element.start, element.contentStart, written, ...tokens)],
      elsewhere: [endRange(element), endNameRange(element)],
      within: whole(element),
    };
  };

/** The space that stands before an element goes with it. */
const lineStart = (text: string, at: number) => {
  let start = at;
  while (start > 0 && /[ \t\r\n]/.test(text[start - 1]!)) start--;
  return start;
};

const typo = (name: string) => name.slice(0, -2) + name.at(-1)! + name.at(-2)!;

/** A finding on the value that follows is about it as well. */
function withValue(made: ReturnType<Maker>, { contentStart, contentEnd }: Element): ReturnType<Maker> {
  if (!made) return undefined;
  const [one] = made.changes;
  const value = one!.text.length - 1;
  const tokens = [...one!.tokens, [value, value + 1 + contentEnd - contentStart] as const];
  return { ...made, changes: [{ ...one!, tokens }] };
}

/** What may go wrong with a tag. */
export const TAG_KINDS: Readonly<Record<string, Maker>> = {
  'end tag of a value missing': ofEnd(() => ''),
  'end tag of a container missing': (element, { text }) => {
    if (isLeaf(element) || !element.parent) return undefined;
    return {
      changes: [change(lineStart(text, element.contentEnd), element.end, '')],
      elsewhere: [nameRange(element), startRange(element)],
      within: whole(element),
    };
  },
  'start tag of a value missing': (element, { text }) => {
    if (!isValue(element, text)) return undefined;
    return {
      changes: [change(element.start, element.contentStart, '')],
      elsewhere: [endRange(element), endNameRange(element), [element.contentStart, element.contentEnd]],
      within: whole(element),
    };
  },
  'start tag of a container missing': (element, { text }) => {
    if (isLeaf(element) || !element.parent) return undefined;
    return {
      changes: [change(lineStart(text, element.start), element.contentStart, '')],
      elsewhere: [endRange(element), endNameRange(element)],
      within: whole(element),
    };
  },
  'both tags of a container missing': (element, { text }) => {
    if (isLeaf(element) || !element.parent) return undefined;
    const [first] = element.children;
    return {
      changes: [
        change(lineStart(text, element.start), element.contentStart, ''),
        change(lineStart(text, element.contentEnd), element.end, ''),
      ],
      elsewhere: [nameRange(first!), startRange(first!), whole(first!), nameRange(element.parent)],
      within: whole(element),
    };
  },
  'end tag mistyped': ofEnd((element) => `</${typo(element.name)}>`),
  'end tag of a container mistyped': (element, sound) =>
    isLeaf(element) ? undefined : ofEnd((one) => `</${typo(one.name)}>`, 'any')(element, sound),
  'end tag in other case': ofEnd((element) => `</${element.name.toLowerCase()}>`),
  'end tag of another element': (element, sound) => {
    const other = element.parent?.children.find((one) => one.name !== element.name);
    return other && ofEnd(() => endTag(other))(element, sound);
  },
  'end tag without its end': ofEnd((element) => `</${element.name}`),
  'end tag half typed': (element, sound) =>
    localName(element).length < 6 ? undefined : ofEnd(({ name }) => `</${name.slice(0, -3)}`)(element, sound),
  'end tag with a space before its name': ofEnd((element) => `</ ${element.name}>`),
  'end tag with a space before its slash': ofEnd((element) => `< /${element.name}>`),
  'end tag with a backslash': ofEnd((element) => `<\\${element.name}>`),
  'end tag with two slashes': ofEnd((element) => `<//${element.name}>`),
  'end tag with its slash behind': ofEnd((element) => `<${element.name}/>`),
  'end tag with a slash at each end': ofEnd((element) => `</${element.name}/>`),
  'end tag without a slash': ofEnd((element) => `<${element.name}>`),
  'end tag with a digit': ofEnd((element) => `</1${element.name}>`),
  'end tag with a word': ofEnd((element) => `</${element.name} x>`, 'value', / x| ?x/),
  'end tag twice': ofEnd((element) => endTag(element) + endTag(element)),
  'end tag without its angle': ofEnd((element) => `/${element.name}>`),
  'start tag without its end': ofStart((element) => `<${element.name}`),
  'start tag of a container without its end': (element) => {
    if (isLeaf(element) || !element.parent || element.contentStart !== element.nameEnd + 1) return undefined;
    return {
      changes: [change(element.nameEnd, element.contentStart, '')],
      elsewhere: [nameRange(element), [element.start, element.nameEnd]],
      within: startRange(element),
    };
  },
  'start tag with a space before its name': ofStart((element) => `< ${element.name}>`),
  'start tag with two angles': ofStart((element) => `<<${element.name}>`),
  'start tag with two angles at its end': (element, sound) =>
    // In a text that is free, it is a sign like any other.
    /^(?:Omschrijving|Versie|Registratie)/.test(localName(element))
      ? undefined
      : withValue(ofStart((one) => `<${one.name}>>`)(element, sound), element),
  'start tag with its slash': ofStart((element) => `<${element.name}/>`),
  'start tag twice': ofStart((element) => `<${element.name}><${element.name}>`),
  'start tag mistyped': ofStart((element) => `<${typo(element.name)}>`),
  'start tag of a container twice': (element, { text }) => {
    if (isLeaf(element) || !element.parent) return undefined;
    const line = text.slice(lineStart(text, element.start), element.contentStart);
    const tag = text.slice(element.start, element.contentStart);
    return {
      changes: [
        change(
          element.contentStart,
          element.contentStart,
          line,
          [line.length - tag.length, line.length],
          [line.length - tag.length + 1, line.length - tag.length + 1 + element.name.length],
        ),
      ],
      elsewhere: [nameRange(element), startRange(element)],
      within: startRange(element),
    };
  },
  'stray end tag behind a value': (element, { text }) => {
    const parent = element.parent;
    if (!isValue(element, text) || !parent) return undefined;
    const tag = `</${element.name}>`;
    return { changes: [change(element.end, element.end, tag, [0, tag.length], [2, tag.length - 1])] };
  },
  'boundary between containers lost': (element, { text }) => {
    const next = element.parent?.children[element.parent.children.indexOf(element) + 1];
    if (isLeaf(element) || !next || next.name !== element.name) return undefined;
    const [first] = next.children;
    // With its attributes a start tag is more than a boundary, and one that may stand behind the other is none.
    if (next.contentStart > next.nameEnd + 1 || element.children.at(-1)!.name === first!.name) return undefined;
    return {
      changes: [change(lineStart(text, element.contentEnd), next.contentStart, '')],
      elsewhere: [nameRange(element), startRange(element), nameRange(first!), startRange(first!)],
      within: [element.start, next.end],
    };
  },
  'cut off': (element, { text }) => {
    if (!element.parent || !isLeaf(element)) return undefined;
    const open: Element[] = [];
    for (let at: Element | undefined = element.parent; at; at = at.parent) open.push(at);
    return {
      changes: [change(element.end, text.length, '')],
      elsewhere: [...open.map(nameRange), whole(element), endRange(element)],
      within: [0, text.length],
    };
  },
};
