import { CompletionItemKind } from 'vscode-languageserver-protocol';
import { formatMessage } from '../../../engine/messages/message.ts';
import type { SourceText } from '../../../engine/text/source-text.ts';
import type { CompletionDraft, CompletionOptions } from '../item.ts';

/** What an XML declaration may say, in the order that it has to, with the values that are read. */
const PARTS = [
  { name: 'version', values: ['1.0', '1.1'] },
  { name: 'encoding', values: ['UTF-8', 'UTF-16', 'ISO-8859-1', 'windows-1252', 'US-ASCII'] },
  { name: 'standalone', values: ['yes', 'no'] },
] as const;

/** No declaration is longer. */
const LONGEST = 300;

const S = '[ \\t\\r\\n]';
const VALUE = new RegExp(`${S}([A-Za-z]*)${S}*=${S}*(["'])([^"'<>?]*)$`);
const NAME = new RegExp(`${S}([A-Za-z]*)$`);

/**
 * What can be written in the XML declaration: what it does not say yet and may say there, and the values of that.
 * undefined where the offset stands elsewhere.
 */
export function declarationAt(
  source: SourceText,
  offset: number,
  options: CompletionOptions,
): CompletionDraft[] | undefined {
  if (offset > LONGEST) return undefined;
  const start = source.slice(0, 1) === '\ufeff' ? 1 : 0;
  const before = source.slice(start, offset);
  if (!/^<\?xml[ \t\r\n]/.test(before) || /[<>]/.test(before.slice(1))) return undefined;
  const after = /^[^<>?]*/.exec(source.slice(offset, offset + LONGEST))![0];
  const inValue = VALUE.exec(before);
  if (inValue) {
    const [, name, quote, typed = ''] = inValue;
    const rest = after.slice(0, Math.max(0, after.indexOf(quote!)));
    const range = { start: offset - typed.length, end: offset + rest.length };
    const values: readonly string[] = PARTS.find((part) => part.name === name)?.values ?? [];
    return values.map((text) => ({ label: text, kind: CompletionItemKind.Value, text, range }));
  }
  const typed = NAME.exec(before)?.[1];
  if (typed === undefined) return [];
  // Before a name that stands there, another one goes in.
  const word = typed === '' ? '' : /^[A-Za-z]*/.exec(after)![0];
  const space = word === '' && /^[A-Za-z]/.test(after) ? ' ' : '';
  const [said, behind] = [before.slice(0, before.length - typed.length), after.slice(word.length)];
  const isSaid = (text: string, name: string) => new RegExp(`${S}${name}${S}*=`).test(text);
  const last = PARTS.findLastIndex(({ name }) => isSaid(said, name));
  const next = PARTS.findIndex(({ name }) => isSaid(` ${behind}`, name));
  const hasValue = /^[ \t\r\n]*=/.test(behind);
  // The value that stands there is that of the name before it.
  const own = hasValue ? PARTS.filter(({ name }) => name === typed + word) : [];
  const possible = own.length > 0 ? own : PARTS.slice(last + 1, next < 0 ? PARTS.length : next);
  return possible.map(({ name, values }) => ({
    label: name,
    remark: formatMessage({ key: name === 'version' ? 'complete.required' : 'complete.optional' }, options),
    kind: CompletionItemKind.Field,
    text: hasValue ? name : [`${name}="`, { stop: values[0] }, `"${space}`],
    range: { start: offset - typed.length, end: offset + word.length },
    suggestAgain: true,
  }));
}
