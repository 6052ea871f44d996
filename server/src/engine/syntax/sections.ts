import { isXmlSpace, skipXmlSpace } from '../text/xml-whitespace.ts';
import { byteOrderMarksEnd, isNamePart, nameEnd } from './characters.ts';
import { NodeKind } from './node-table.ts';
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
  const close = text.indexOf('-->', start + 4);
  const contentEnd = close < 0 ? text.length : close;
  const end = close < 0 ? text.length : close + 3;
  if (close < 0) scanner.error('unterminatedComment', start, Math.min(start + 4, end));
  for (let i = text.indexOf('--', start + 4); i >= 0 && i + 2 <= contentEnd; i = text.indexOf('--', i + 2)) {
    scanner.error('doubleHyphen', i, i + 2);
  }
  if (close >= 0 && close > start + 4 && text.charCodeAt(close - 1) === 0x2d) {
    scanner.error('doubleHyphen', close - 1, close);
  }
  finishSection(scanner, NodeKind.Comment, start, start + 4, contentEnd, end);
}

function scanCData(scanner: ScanState, start: number): void {
  const close = scanner.text.indexOf(']]>', start + 9);
  const contentEnd = close < 0 ? scanner.text.length : close;
  const end = close < 0 ? scanner.text.length : close + 3;
  if (close < 0) scanner.error('unterminatedCData', start, start + 9);
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
  scanner.error(closed ? 'doctype' : 'unterminatedDoctype', start, Math.min(end, start + 9));
  scanner.table.add(NodeKind.Doctype, start - scanner.base, end - scanner.base, scanner.parentNode());
  scanner.pos = end;
}

export function scanInstruction(scanner: ScanState): void {
  const { text } = scanner;
  const start = scanner.pos;
  const targetStop = nameEnd(text, start + 2);
  const target = text.slice(start + 2, targetStop);
  const close = text.indexOf('?>', targetStop);
  const end = close < 0 ? text.length : close + 2;
  const contentEnd = close < 0 ? text.length : close;
  const declaration = target === 'xml';
  if (close < 0) scanner.error('unterminatedInstruction', start, targetStop);
  else if (target === '') scanner.error('badName', start, start + 2, { name: '' });
  else if (declaration) {
    const version = DECLARATION.exec(text.slice(start, end))?.[2];
    if (!isFirst(scanner, start)) scanner.error('misplacedDeclaration', start, targetStop);
    else if (version === undefined && !holdsPlaceholder(scanner, targetStop, contentEnd))
      scanner.error('badDeclaration', start, end);
    else scanner.isVersion11 = version === '1.1';
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

/**
 * Nothing stands before it; in a template, nothing but control lines, which leave nothing behind. A byte order mark
 * is an error of its own.
 */
function isFirst({ text, table, base }: ScanState, start: number): boolean {
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
