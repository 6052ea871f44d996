import type { TextRange } from '../text/text-range.ts';

/**
 * Where the value at a path of member names and places in lists stands in a JSON text.
 * @param text JSON that parses
 * @returns undefined where the text has no such value
 */
export function placeInJson(text: string, path: readonly (string | number)[]): TextRange | undefined {
  let at: number | undefined = skipSpace(text, 0);
  for (const step of path) {
    at = typeof step === 'number' ? itemStart(text, at, step) : memberStart(text, at, step);
    if (at === undefined) return undefined;
  }
  return { start: at, end: valueEnd(text, at) };
}

function memberStart(text: string, object: number, name: string): number | undefined {
  if (text[object] !== '{') return undefined;
  for (let at = skipSpace(text, object + 1); text[at] === '"'; ) {
    const keyEnd = valueEnd(text, at);
    const value = skipSpace(text, skipSpace(text, keyEnd) + 1);
    if (JSON.parse(text.slice(at, keyEnd)) === name) return value;
    at = behindComma(text, value);
  }
  return undefined;
}

function itemStart(text: string, list: number, index: number): number | undefined {
  if (text[list] !== '[') return undefined;
  let at = skipSpace(text, list + 1);
  for (let i = 0; i < index && at < text.length; i++) {
    if (text[at] === ']') return undefined;
    at = behindComma(text, at);
  }
  return at >= text.length || text[at] === ']' ? undefined : at;
}

/** The start of the next member or item behind the value at `at`; where the closing bracket stands behind the last. */
function behindComma(text: string, at: number): number {
  const next = skipSpace(text, valueEnd(text, at));
  return text[next] === ',' ? skipSpace(text, next + 1) : next;
}

function valueEnd(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; ) {
    const c = text[i]!;
    if (c === '"') i = stringEnd(text, i);
    else {
      if (depth === 0 && i > at && !/[\w.+-]/.test(c)) return i;
      if (c === '{' || c === '[') depth++;
      else if (c === '}' || c === ']') depth--;
      i++;
    }
    if (depth === 0 && (c === '"' || c === '}' || c === ']')) return i;
  }
  return text.length;
}

function stringEnd(text: string, quote: number): number {
  let at = quote + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(text.length, at + 1);
}

function skipSpace(text: string, at: number): number {
  let i = at;
  while (i < text.length && ' \t\r\n'.includes(text[i]!)) i++;
  return i;
}
