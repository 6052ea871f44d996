import { isXmlSpace, skipXmlSpace, xmlSpaceBefore } from '../text/xml-whitespace.ts';
import { byteOrderMarksEnd, isNamePart, nameEnd } from './characters.ts';
import { NodeKind } from './node-table.ts';
import { problemOfDeclaration } from './recovery/declaration.ts';
import type { ScanState } from './scan-state.ts';

const LT = 0x3c;
const GT = 0x3e;

const S = '[ \\t\\r\\n]';
const IS = `${S}*=${S}*`;
const NAME = '[A-Za-z][A-Za-z0-9._-]*';
/** XML 1.0, productions 23 to 26, 32, 80 and 81; the version is captured. */
const DECLARATION = new RegExp(
  `^<\\?xml${S}+version${IS}(["'])(1\\.[0-9]+)\\1(?:${S}+encoding${IS}(?:"${NAME}"|'${NAME}'))?` +
    `(?:${S}+standalone${IS}(?:"(?:yes|no)"|'(?:yes|no)'))?${S}*\\?>$`,
);

/** `<!--`, `<![CDATA[`, `<!DOCTYPE` or something that is none of these. */
export function scanDeclarationLike(scanner: ScanState): void {
  const { text } = scanner;
  const start = scanner.pos;
  if (text.startsWith('<!--', start)) scanComment(scanner, start);
  else if (text.startsWith('<![CDATA[', start)) scanCData(scanner, start);
  else if (text.startsWith('<!DOCTYPE', start)) scanDoctype(scanner, start);
  else if (scanner.grammar && scanMistypedComment(scanner, start)) return;
  else {
    let end = start + 2;
    while (end < text.length && text.charCodeAt(end) !== GT && text.charCodeAt(end) !== LT) end++;
    if (text.charCodeAt(end) === GT) end++;
    scanner.lookahead = Math.max(scanner.lookahead, end + 1);
    scanner.error('badMarkup', start, end);
    scanner.table.add(NodeKind.Text, start - scanner.base, end - scanner.base, scanner.parentNode());
    scanner.pos = end;
  }
}

function scanComment(scanner: ScanState, start: number): void {
  const { text } = scanner;
  const close = scanner.commentEnd(start + 4);
  if (scanner.grammar && scanUnclosedComment(scanner, start, close)) return;
  const contentEnd = close < 0 ? text.length : close;
  const end = close < 0 ? text.length : close + 3;
  if (close < 0) scanner.error('unterminatedComment', start, Math.min(start + 4, end));
  if (scanner.isInVain) {
    scanner.pos = end;
    return;
  }
  for (let i = scanner.nextOf('--', start + 4); i >= 0 && i + 2 <= contentEnd; i = scanner.nextOf('--', i + 2)) {
    scanner.error('doubleHyphen', i, i + 2, { mend: [{ start: i, end: i + 2, newText: '- -' }] });
  }
  if (close >= 0 && close > start + 4 && text.charCodeAt(close - 1) === 0x2d) {
    scanner.error('doubleHyphen', close - 1, close, { mend: [{ start: close, end: close, newText: ' ' }] });
  }
  finishSection(scanner, NodeKind.Comment, start, start + 4, contentEnd, end);
}

/**
 * Reads a comment that nothing ends, or only the end of another comment: it ends at a `->` in its line, or where the
 * line or the next tag shows that it was to end. @returns false for any other comment, with nothing read
 */
function scanUnclosedComment(scanner: ScanState, start: number, close: number): boolean {
  const { text } = scanner;
  const next = scanner.nextOf('<!--', start + 4);
  const isClosed = close >= 0 && (next < 0 || next > close);
  if (isClosed) return false;
  if (close >= 0 && !text.slice(start + 4, next).includes('->')) return false;
  const line = scanner.nextOf('\n', start);
  const stop = Math.min(line < 0 ? text.length : line, next < 0 ? text.length : next);
  const arrow = scanner.nextOf('->', start + 4);
  const isArrow = arrow >= 0 && arrow < stop;
  const tag = scanner.nextOf('<', start + 4);
  const contentEnd = isArrow ? arrow : xmlSpaceBefore(text, Math.min(stop, tag < 0 ? stop : tag), start + 4);
  const end = isArrow ? arrow + 2 : contentEnd;
  scanner.lookahead = close < 0 ? text.length + 1 : Math.max(scanner.lookahead, close + 3);
  const mend = [{ start: contentEnd, end, newText: '-->' }];
  scanner.error('unterminatedComment', start, start + 4, { mend });
  finishSection(scanner, NodeKind.Comment, start, start + 4, contentEnd, end);
  return true;
}

/** `<!- … -->`, `<! -- … -->`: a comment with a slip in its beginning. */
function scanMistypedComment(scanner: ScanState, start: number): boolean {
  const { text } = scanner;
  const opening = /^<!(?:-| +--?)(?=[^->])/.exec(text.slice(start, start + 12))?.[0];
  if (opening === undefined) return false;
  const tag = text.indexOf('<', start + 1);
  const close = scanner.commentEnd(start + opening.length);
  if (close < 0 || (tag >= 0 && tag < close)) return false;
  scanner.lookahead = Math.max(scanner.lookahead, close + 3);
  const stop = start + opening.length;
  scanner.error('mistypedComment', start, stop, { mend: [{ start, end: stop, newText: '<!--' }] });
  finishSection(scanner, NodeKind.Comment, start, stop, close, close + 3);
  return true;
}

function scanCData(scanner: ScanState, start: number): void {
  const { text } = scanner;
  const close = scanner.sectionEnd(start + 9);
  // The end tag behind the value is not a part of it.
  const cut = close < 0 && scanner.grammar ? scanner.nextOf('</', start + 9) : -1;
  const contentEnd = close < 0 ? (cut < 0 ? text.length : cut) : close;
  const end = close < 0 ? contentEnd : close + 3;
  if (close < 0) {
    const mend = cut < 0 ? {} : { mend: [{ start: cut, end: cut, newText: ']]>' }] };
    scanner.error('unterminatedCData', start, start + 9, mend);
    scanner.lookahead = text.length + 1;
  }
  if (scanner.open.length === 0) scanner.error('textOutsideRoot', start, end);
  finishSection(scanner, NodeKind.CData, start, start + 9, contentEnd, end);
}

function finishSection(
  scanner: ScanState,
  kind: NodeKind,
  start: number,
  contentStart: number,
  contentEnd: number,
  end: number,
): void {
  scanner.checkCharacters(contentStart, contentEnd);
  const node = scanner.table.add(kind, start - scanner.base, end - scanner.base, scanner.parentNode());
  scanner.table.setContent(node, Math.min(contentStart, contentEnd) - scanner.base, contentEnd - scanner.base);
  if (kind === NodeKind.CData) scanner.addPlaceholdersIn(node, contentStart, contentEnd);
  scanner.pos = end;
}

function scanDoctype(scanner: ScanState, start: number): void {
  const { text } = scanner;
  let i = start + 9;
  let depth = 0;
  for (; i < text.length; i++) {
    const c = text[i]!;
    if (c === '"' || c === "'") {
      const close = text.indexOf(c, i + 1);
      if (close < 0) break;
      i = close;
    } else if (text.startsWith('<!--', i)) {
      const close = text.indexOf('-->', i + 4);
      if (close < 0) break;
      i = close + 2;
    } else if (c === '[') depth++;
    else if (c === ']') depth--;
    else if (c === '>' && depth <= 0) break;
  }
  const closed = i < text.length && text.charCodeAt(i) === GT;
  const end = closed ? i + 1 : text.length;
  const mend = { mend: [{ start: xmlSpaceBefore(text, start, scanner.base), end, newText: '' }] };
  scanner.error(closed ? 'doctype' : 'unterminatedDoctype', start, Math.min(end, start + 9), closed ? mend : {});
  scanner.table.add(NodeKind.Doctype, start - scanner.base, end - scanner.base, scanner.parentNode());
  scanner.pos = end;
}

export function scanInstruction(scanner: ScanState): void {
  const { text } = scanner;
  const start = scanner.pos;
  const targetStop = nameEnd(text, start + 2);
  const target = text.slice(start + 2, targetStop);
  const declaration = target === 'xml' || (target.toLowerCase() === 'xml' && isFirst(scanner, start));
  const found = scanner.instructionEnd(targetStop);
  const cut = declaration ? unclosedAt(text, targetStop, found) : -1;
  const close = cut < 0 ? found : cut;
  const end = close < 0 ? text.length : close + (cut < 0 ? 2 : 1);
  const contentEnd = close < 0 ? text.length : close;
  if (cut >= 0) {
    scanner.error('unterminatedInstruction', cut, cut + 1, { mend: [{ start: cut, end: cut, newText: '?' }] });
    scanner.lookahead = Math.max(scanner.lookahead, found < 0 ? text.length + 1 : found + 2);
  } else if (close < 0) scanner.error('unterminatedInstruction', start, targetStop);
  else if (target === '') scanner.error('badName', start, start + 2, { name: '' });
  else if (declaration) {
    const version = DECLARATION.exec(text.slice(start, end))?.[2];
    if (!isFirst(scanner, start)) {
      const isSecond = scanner.table.count > 0 && scanner.table.kind(0) === NodeKind.Declaration;
      const space = isSecond ? xmlSpaceBefore(text, start) : start;
      const mend = isSecond
        ? [{ start: space, end, newText: '' }]
        : scanner.beginsText && scanner.base === 0 && skipXmlSpace(text, 0) === start
          ? [{ start: 0, end: start, newText: '' }]
          : undefined;
      scanner.error('misplacedDeclaration', start, targetStop, mend && { mend });
    } else if (version === undefined && !holdsPlaceholder(scanner, targetStop, contentEnd)) {
      const { start: from, end: to, mend, encoding } = problemOfDeclaration(text, start, end);
      scanner.error('badDeclaration', from, to, { name: encoding, ...(mend && { mend }) });
    } else scanner.isVersion11 = version === '1.1';
  } else if (target.toLowerCase() === 'xml') scanner.error('reservedName', start + 2, targetStop, { name: target });
  else if (targetStop < contentEnd && !isXmlSpace(text.charCodeAt(targetStop))) {
    scanner.error('badName', start + 2, targetStop + (isNamePart(text.charCodeAt(targetStop)) ? 0 : 1), {
      name: text.slice(start + 2, targetStop + 1),
    });
  } else if (target.includes(':')) scanner.error('badName', start + 2, targetStop, { name: target });
  scanner.checkCharacters(targetStop, contentEnd);
  const kind = declaration ? NodeKind.Declaration : NodeKind.Instruction;
  const node = scanner.table.add(kind, start - scanner.base, end - scanner.base, scanner.parentNode());
  scanner.table.setName(node, start + 2 - scanner.base, targetStop - scanner.base);
  scanner.table.setContent(node, targetStop - scanner.base, contentEnd - scanner.base);
  scanner.pos = end;
}

/** Where an XML declaration without its `?` ends: at a `>` with no `<` before it, and no `?>` before that. */
function unclosedAt(text: string, from: number, close: number): number {
  for (let i = from; i < text.length && i - from < LONGEST_DECLARATION; i++) {
    const c = text.charCodeAt(i);
    if (c === LT) return -1;
    if (c === GT) return close === i - 1 ? -1 : i;
  }
  return -1;
}

const LONGEST_DECLARATION = 300;

/**
 * Nothing stands before it; in a template, nothing but control lines, which leave nothing behind. A byte order mark
 * is an error of its own.
 */
function isFirst({ text, table, base, beginsText }: ScanState, start: number): boolean {
  if (!beginsText) return false;
  if (start === 0 || (base === 0 && start === byteOrderMarksEnd(text))) return true;
  if (base > 0 || table.placeholderCount === 0) return false;
  for (let node = 0; node < table.count; node++) {
    if (table.kind(node) === NodeKind.Placeholder) continue;
    if (table.kind(node) !== NodeKind.Text || skipXmlSpace(text, table.start(node)) < table.end(node)) return false;
  }
  return true;
}

function holdsPlaceholder(scanner: ScanState, start: number, end: number): boolean {
  if (!scanner.placeholders) return false;
  for (let at = start; at < end; at++) if (scanner.placeholderEnd(at) >= 0) return true;
  return false;
}
