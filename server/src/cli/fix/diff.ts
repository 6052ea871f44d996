import { styleText } from 'node:util';
import type { Pack } from '../../engine/packs/load-pack.ts';
import { BsnPlaces } from '../../engine/privacy/bsn-places.ts';
import { legible } from '../../engine/privacy/legible.ts';
import { maskBsn, maskText, type Reader } from '../../engine/privacy/mask.ts';
import type { ChangedLines } from './changed-lines.ts';

/**
 * The lines that change, as `diff -u` with no lines around them. BSNs are masked, so that it is for reading; with these
 * shown it can be applied.
 */
export function* diffOf(
  path: string,
  lines: ChangedLines,
  pack: Pack,
  { maskBsn: isMasked, color }: Reader & { readonly color: boolean },
): Generator<string> {
  const style = (format: 'red' | 'green' | 'cyan' | 'bold', text: string) =>
    color ? styleText(format, text, { validateStream: false } as never) : text;
  const places = new BsnPlaces(pack);
  const shown = (line: string) => legible(isMasked ? masked(line, places) : line);
  yield `${style('bold', `--- ${legible(path)}`)}\n${style('bold', `+++ ${legible(path)}`)}\n`;
  let shifted = 0;
  for (const { from, old, now } of lines.changes()) {
    const oldRange = `${old.length === 0 ? from : from + 1},${old.length}`;
    const nowRange = `${now.length === 0 ? from + shifted : from + shifted + 1},${now.length}`;
    yield `${style('cyan', `@@ -${oldRange} +${nowRange} @@`)}\n`;
    for (const line of old) yield `${style('red', `-${shown(line)}`)}\n`;
    for (const line of now) yield `${style('green', `+${shown(line)}`)}\n`;
    shifted += now.length - old.length;
  }
}

const ELEMENT = /<(?:[\w.-]+:)?([\w.-]+)(?:[ \t][^>]*)?>([^<]+)/g;
const ATTRIBUTE = /(?:[\w.-]+:)?([\w.-]+)[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)')/g;

/** A line without its BSNs, whatever these look like. */
function masked(line: string, places: BsnPlaces): string {
  const hide = (whole: string, name: string, value = '') =>
    places.isOne(name) && value !== '' ? whole.replace(value, maskBsn(value)) : whole;
  const elements = line.replace(ELEMENT, (whole, name: string, value: string) => hide(whole, name, value));
  const attributes = elements.replace(ATTRIBUTE, (whole, name: string, a?: string, b?: string) =>
    hide(whole, name, a ?? b),
  );
  return maskText(attributes);
}
