import { encodingNamed } from '../../text/encodings.ts';
import type { TextEdit, TextRange } from '../../text/text-range.ts';

/** A part of an XML declaration: `name="value"`, with any quotes or none. */
const PART =
  /([A-Za-z]+)([ \t\r\n]*=[ \t\r\n]*)(["'\u2018-\u201f]?)([^"'\u2018-\u201f?> \t\r\n]*)(["'\u2018-\u201f]?)/gu;
const ORDER = ['version', 'encoding', 'standalone'];
/** Words that are meant for `yes` and `no`. */
const MEANT: Readonly<Record<string, string>> = {
  ja: 'yes',
  true: 'yes',
  nee: 'no',
  false: 'no',
  YES: 'yes',
  NO: 'no',
};

interface Part {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** The value with its quotes. */
  readonly quoted: TextRange;
  readonly isQuoted: boolean;
}

/**
 * What is wrong with an XML declaration: the part at fault, or the whole of it, and what puts it right where that can be
 * told; and the encoding that it means to declare.
 */
export function problemOfDeclaration(
  text: string,
  start: number,
  end: number,
): TextRange & { readonly mend?: readonly TextEdit[]; readonly encoding: string } {
  const parts = partsIn(text, start, end);
  const encoding = parts.find(({ name, value }) => name === 'encoding' && encodingNamed(value) !== undefined);
  return { ...problemOfParts(text, start, end, parts), encoding: encoding?.value ?? 'UTF-8' };
}

function problemOfParts(
  text: string,
  start: number,
  end: number,
  parts: readonly Part[],
): TextRange & { readonly mend?: readonly TextEdit[] } {
  const target = { start: start + 2, end: start + 5 };
  if (text.slice(target.start, target.end) !== 'xml') return { ...target, mend: [{ ...target, newText: 'xml' }] };
  for (const part of parts) {
    const right = rightValue(part);
    if (right === undefined) return part.quoted;
    const written = `"${right}"`;
    const isRight = right === part.value && part.isQuoted;
    if (!isRight) return { ...part.quoted, mend: [{ ...part.quoted, newText: written }] };
  }
  const [first] = parts;
  const last = parts.at(-1);
  if (first && last && isMixedUp(parts)) {
    const range = { start: first.start, end: last.end };
    const sorted = [...parts].sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
    return {
      ...range,
      mend: [{ ...range, newText: sorted.map((part) => text.slice(part.start, part.end)).join(' ') }],
    };
  }
  if (!parts.some(({ name }) => name === 'version')) {
    return { ...target, mend: [{ start: target.end, end: target.end, newText: ' version="1.0"' }] };
  }
  return { start, end };
}

function partsIn(text: string, start: number, end: number): Part[] {
  const from = start + 5;
  return Array.from(text.slice(from, end).matchAll(PART), (match) => {
    const [whole, name = '', equals = '', open = '', value = '', close = ''] = match;
    const at = from + match.index;
    const quoted = { start: at + name.length + equals.length, end: at + whole.length };
    return { name, value, start: at, end: at + whole.length, quoted, isQuoted: open === close && /^["']$/.test(open) };
  });
}

/** The value as it should be; undefined where nobody can tell. */
function rightValue({ name, value }: Part): string | undefined {
  switch (name) {
    case 'version':
      return /^1\.[0-9]+$/.test(value) ? value : '1.0';
    case 'encoding':
      return /^[A-Za-z][A-Za-z0-9._-]*$/.test(value) ? value : undefined;
    case 'standalone':
      return value === 'yes' || value === 'no' ? value : MEANT[value];
    default:
      return value;
  }
}

/** All parts are known, each once, and not in their order. */
function isMixedUp(parts: readonly Part[]): boolean {
  const places = parts.map(({ name }) => ORDER.indexOf(name));
  if (places.includes(-1) || new Set(places).size < places.length) return false;
  return places.some((place, index) => index > 0 && place < places[index - 1]!);
}
