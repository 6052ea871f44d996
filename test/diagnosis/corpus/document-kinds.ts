import { change, type Maker } from './fault.ts';

/** A change of the one place where a text holds something, made at the root. */
const once =
  (what: string | RegExp, write: (found: string) => string, ...tokens: (readonly [number, number])[]): Maker =>
  (element, { text }) => {
    if (element.parent) return undefined;
    const at = typeof what === 'string' ? text.indexOf(what) : text.search(what);
    if (at < 0) return undefined;
    const found = typeof what === 'string' ? what : text.slice(at).match(what)![0];
    const written = write(found);
    const own = [/xmlns(?::\w+)?/, /(?<=xmlns(?::\w+)?=?)[^=\w:].*$/, /urn:.*$/, /urn:[^"'\u201d]*/].flatMap(
      (token) => {
        const match = token.exec(written);
        return match ? [[match.index, match.index + match[0].length] as const] : [];
      },
    );
    const value = written.indexOf('=') + 1;
    const all = [...tokens, ...own, [value, written.length] as const, [value, written.length + 1] as const];
    return {
      changes: [change(at, at + found.length, written, ...all, [0, written.length])],
      elsewhere: [[element.start + 1, element.nameEnd]],
      within: [at, at + found.length],
    };
  };

const DECLARATION = /<\?xml[^>]*\?>/;
const XMLNS = / xmlns(:\w+)?="[^"]*"/;

/** What may go wrong with the declaration and the root. */
export const DOCUMENT_KINDS: Readonly<Record<string, Maker>> = {
  'declaration without its question mark': once('?>', () => '>', [0, 1]),
  'declaration in capitals': once('<?xml', () => '<?XML', [2, 5], [0, 5]),
  'declaration behind a space': once('<?xml', () => ' <?xml', [0, 1], [1, 6], [3, 6]),
  'declaration with its encoding first': once(
    DECLARATION,
    () => '<?xml encoding="UTF-8" version="1.0"?>',
    [6, 36],
    [6, 22],
    [23, 36],
  ),
  'declaration with standalone in Dutch': once('"UTF-8"?>', () => '"UTF-8" standalone="ja"?>', [19, 23], [20, 22]),
  'declaration without quotes': once('"1.0"', () => '1.0', [0, 3]),
  'declaration of another version': once('"1.0"', () => '"2.0"', [0, 5], [1, 4]),
  'declaration twice': once(DECLARATION, (found) => `${found}\n${found}`, [39, 44], [41, 44], [39, 77]),
  DOCTYPE: once(DECLARATION, (found) => `${found}\n<!DOCTYPE SRG SYSTEM "srg.dtd">`, [39, 48], [39, 70], [41, 48]),
  'text before the root': once(DECLARATION, (found) => `${found}\nlos`, [39, 42]),
  'namespace with quotes of two kinds': once(XMLNS, (found) => `${found.slice(0, -1)}'`, [7, 33], [1, 6]),
  'namespace with typographic quotes': once(XMLNS, (found) => found.replace(/"/g, '\u201d')),
  'namespace without its equals sign': once(XMLNS, (found) => found.replace('=', ''), [1, 6]),
  'namespace without its closing quote': once(XMLNS, (found) => found.slice(0, -1), [7, 32]),
  'namespace without quotes': once(XMLNS, (found) => found.replace(/"/g, '')),
  'namespace behind a no-break space': once(XMLNS, (found) => `\u00a0${found.slice(1)}`, [0, 1]),
  'namespace mistyped': once(XMLNS, (found) => `${found.slice(0, -2)}x"`, [8, 32]),
  'namespace missing': once(XMLNS, () => ''),
  'root mistyped': (element, { text }) => {
    if (element.parent) return undefined;
    const written = `${element.name}s`;
    return {
      changes: [
        change(element.start + 1, element.nameEnd, written),
        change(element.contentEnd + 2, element.end - 1, written),
      ],
      within: [element.start, text.length],
    };
  },
  'root closed twice': (element, { text }) =>
    element.parent ? undefined : { changes: [change(text.length, text.length, `</${element.name}>`)] },
  'root without its end': (element) =>
    element.parent
      ? undefined
      : {
          changes: [change(element.contentEnd, element.end, '')],
          elsewhere: [
            [element.start + 1, element.nameEnd],
            [element.start, element.contentStart],
          ],
        },
  'text behind the root': (element) =>
    element.parent ? undefined : { changes: [change(element.end, element.end, ' los', [1, 4])] },
};
