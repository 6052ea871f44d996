import { lineStartBefore, skipXmlSpace, trimXmlEnd, xmlSpaceBefore } from '../../text/xml-whitespace.ts';
import { isNameStart, nameEnd } from '../characters.ts';
import { NodeKind } from '../node-table.ts';
import type { OpenElement, ScanState } from '../scan-state.ts';
import { type ElementGrammar, localPart } from './grammar.ts';
import { scanMergeConflict } from './merge-conflict.ts';
import { endTagFollows, unclosedBefore } from './missing-tags.ts';
import { endTagInValue, isExtraLessThan, isLessThanInText, mistypedTagAt } from './mistyped-tags.ts';

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;

/** A scanner, as far as recovering needs it. */
export interface Recoverable extends ScanState {
  closeUnclosed(depth: number, at: number): void;
  scanText(): void;
}

/** Reads a tag that is not one as it stands; undefined where the tag is plain, or nothing can be told. */
export function recoverTag(scanner: Recoverable, grammar: ElementGrammar, floor: number): boolean | undefined {
  const { text, pos } = scanner;
  if (scanMergeConflict(scanner)) return true;
  if (isExtraLessThan(text, pos)) {
    scanner.error('extraLessThan', pos, pos + 1, { mend: [{ start: pos, end: pos + 1, newText: '' }] });
    scanner.pos++;
    return true;
  }
  if (scanner.isInValue && isNameStart(text.charCodeAt(pos + 1)) && isLessThanInText(text, pos, grammar)) {
    scanner.scanText();
    return true;
  }
  const tag = mistypedTagAt(text, pos, grammar);
  if (!tag) return undefined;
  const { kind, name, end, problem } = tag;
  scanner.lookahead = Math.max(scanner.lookahead, end);
  if (kind === 'start') {
    const mend = [{ start: pos, end, newText: `<${name}>` }];
    scanner.error('mistypedStartTag', problem.start, problem.end, { name, mend });
    const nameStart = text.indexOf(name, pos);
    scanner.openElement(name, pos, nameStart, nameStart + name.length, end);
    return true;
  }
  const depth = scanner.depthOf(name);
  if (depth < 0) {
    // As a plain one it is told of where all end tags are.
    if (text.charCodeAt(pos + 1) === SLASH) return undefined;
    scanner.error('strayEndTag', pos, end, { name });
    scanner.pos = end;
    return true;
  }
  if (depth < floor) {
    scanner.lookahead = Math.max(scanner.lookahead, end + 1);
    scanner.closeUnclosed(floor, pos);
    return false;
  }
  scanner.closeUnclosed(depth + 1, pos);
  const whole = { start: pos, end, newText: `</${name}>` };
  const mend = problem.start === pos ? whole : { ...problem, newText: '' };
  scanner.error('mistypedEndTag', problem.start, problem.end, { name, mend: [mend] });
  scanner.close(pos, end);
  scanner.pos = end;
  return true;
}

/**
 * A start tag of an element that may not stand here: the end tag before it is missing, or a start tag around it, or it
 * is there twice, or it should be an end tag.
 * @returns true where all of it is read
 */
export function recoverStart(
  scanner: Recoverable,
  grammar: ElementGrammar,
  name: string,
  start: number,
  nameStop: number,
): boolean {
  const top = scanner.open[scanner.open.length - 1];
  const own = localPart(name);
  if (!top || !grammar.isKnown(own) || !grammar.isKnown(localPart(top.name))) return false;
  if (grammar.mayHold(localPart(top.name), own)) return false;
  if (top.name === name && top.node >= 0 && top.firstChild < 0 && recoverRepeated(scanner, top, start, nameStop))
    return true;
  const unclosed = unclosedBefore(scanner, grammar, name);
  if (unclosed > 0) {
    scanner.closeUnclosed(scanner.open.length - unclosed, start);
    return false;
  }
  const wrapper = grammar.wrapperFor(localPart(top.name), own);
  if (wrapper !== undefined) scanner.openImplied(name.slice(0, name.indexOf(':') + 1) + wrapper);
  return false;
}

/** A start tag in an element of its name that has no elements in it. */
function recoverRepeated(scanner: Recoverable, top: OpenElement, start: number, nameStop: number): boolean {
  const { text, table, base } = scanner;
  let end = skipXmlSpace(text, nameStop);
  const isEmpty = text.charCodeAt(end) === SLASH;
  if (isEmpty) end++;
  if (text.charCodeAt(end) !== GT) return false;
  end++;
  const before = text.slice(table.contentStart(top.node) + base, start);
  if (before.includes('<')) return false;
  if (skipXmlSpace(before, 0) < before.length) {
    const next = skipXmlSpace(text, end);
    scanner.lookahead = Math.max(scanner.lookahead, next + top.name.length + 2);
    if (text.charCodeAt(next) !== LT || text.startsWith(`</${top.name}`, next)) return false;
    scanner.close(start, end);
    const mend = [{ start, end, newText: `</${top.name}>` }];
    scanner.error('startTagForEndTag', start, end, { name: top.name, mend });
  } else {
    if (isEmpty) return false;
    const from = xmlSpaceBefore(text, start, base);
    const first = { start: table.start(top.node) + base, end: table.contentStart(top.node) + base };
    const mend = [{ start: from, end, newText: '' }];
    scanner.error('repeatedStartTag', first.start, first.end, { name: top.name, mend });
  }
  scanner.pos = end;
  return true;
}

/** The start tag is closed by a slash, and its value and its end tag follow: `<Name/>1</Name>`. */
export function isSelfClosedByMistake(scanner: Recoverable, name: string, end: number): boolean {
  const { text, grammar } = scanner;
  if (!grammar?.isKnown(localPart(name)) || scanner.depthOf(name) >= 0) return false;
  if (grammar.isValue(localPart(name))) {
    const next = text.indexOf('<', end);
    scanner.lookahead = Math.max(
      scanner.lookahead,
      Math.min(text.length, (next < 0 ? text.length : next) + name.length + 3),
    );
    return next > end && text.startsWith(`</${name}>`, next) && skipXmlSpace(text, end) < next;
  }
  const around = scanner.open[scanner.open.length - 1];
  scanner.pos = end;
  return around !== undefined && endTagFollows(scanner, name, around.name);
}

/** Closes an element whose value ends with its end tag, without the `<` of that. */
export function closeInValue(scanner: Recoverable, { name, node, firstChild }: OpenElement, at: number): boolean {
  const from = scanner.table.contentStart(node) + scanner.base;
  if (!scanner.grammar || firstChild >= 0 || scanner.table.last(node) > node + 1) return false;
  const value = trimXmlEnd(scanner.text.slice(from, at));
  const found = endTagInValue(value, name);
  if (found < 0) return false;
  const [start, end] = [from + found, from + value.length];
  const text = scanner.table.count - 1;
  if (text > node) scanner.table.close(text, -1, start - scanner.base);
  scanner.table.close(node, start - scanner.base, end - scanner.base);
  scanner.namespaces.leave(scanner.open.length);
  const mend = [{ start, end, newText: `</${name}>` }];
  scanner.error('mistypedEndTag', start, end, { name, mend });
  return true;
}

/** The format has no element of the name in the start tag, and the one in the end tag may stand there. */
export function isMeantByEndTag(scanner: Recoverable, { name, node }: OpenElement, closing: string): boolean {
  const { grammar } = scanner;
  const parent = scanner.open[scanner.open.length - 1];
  if (!grammar || node < 0 || !parent || grammar.isKnown(localPart(name))) return false;
  return grammar.mayHold(localPart(parent.name), localPart(closing));
}

/** A value with an end tag behind it whose start tag is missing: `1</Name>`. */
export function recoverValue(
  scanner: Recoverable,
  grammar: ElementGrammar,
  name: string,
  start: number,
  nameStop: number,
): boolean {
  const { table, base, text } = scanner;
  const top = scanner.open[scanner.open.length - 1]!;
  const own = localPart(name);
  if (!grammar.isValue(own) || grammar.isValue(localPart(top.name)) || scanner.depthOf(name) >= 0) return false;
  const run = table.count - 1;
  const isRun = run >= 0 && table.kind(run) === NodeKind.Text && table.parent(run) === scanner.parentNode();
  const isBehind = isRun && table.end(run) === start - base && text.charCodeAt(nameStop) === GT;
  if (!isBehind || !grammar.mayHold(localPart(top.name), own)) return false;
  const from = skipXmlSpace(text, table.start(run) + base);
  if (from >= start) return false;
  const end = nameStop + 1;
  table.close(run, -1, from - base);
  if (top.firstChild < 0) top.firstChild = from;
  const node = table.add(NodeKind.Element, from - base, end - base, scanner.parentNode());
  table.setName(node, start + 2 - base, nameStop - base);
  table.imply(node, name);
  table.setContent(node, from - base, -1);
  table.add(NodeKind.Text, from - base, start - base, node);
  table.close(node, start - base, end - base);
  scanner.error('missingStartTag', start, end, {
    name,
    mend: [{ start: from, end: from, newText: `<${name}>` }],
  });
  scanner.pos = end;
  return true;
}

/**
 * An end tag that closes the root, though elements that belong in it follow: it is one too many.
 * @param end behind the tag
 */
export function isClosedTooEarly(scanner: Recoverable, grammar: ElementGrammar, root: string, end: number): boolean {
  const { text } = scanner;
  const next = skipXmlSpace(text, end);
  const stop = nameEnd(text, next + 1);
  scanner.lookahead = Math.max(scanner.lookahead, Math.min(text.length, stop) + 1);
  if (text.charCodeAt(next) !== LT || stop === next + 1) return false;
  return grammar.mayHold(localPart(root), localPart(text.slice(next + 1, stop)));
}

/** No element has a longer name: what is longer is no known name with something behind it. */
const LONGEST_NAME = 300;

/** The name that an attribute is glued to: `<Nameid="1">`; undefined where the name is another. */
export function gluedName(
  scanner: Recoverable,
  grammar: ElementGrammar,
  name: string,
  nameStop: number,
): string | undefined {
  const { text, open } = scanner;
  if (text.charCodeAt(nameStop) !== EQUALS) return undefined;
  const parent = open[open.length - 1];
  const colon = name.indexOf(':') + 1;
  for (let length = Math.min(name.length - 1, colon + LONGEST_NAME); length > colon + 1; length--) {
    const known = name.slice(0, length);
    if (grammar.isKnown(localPart(known)) && (!parent || grammar.mayHold(localPart(parent.name), localPart(known))))
      return known;
  }
  return undefined;
}

/** The text ends in elements that are open: one error for all of them. @param until they are open from this depth on */
export function scanTruncated(scanner: Recoverable, until: number): void {
  const { open, text, base, table } = scanner;
  const top = open[open.length - 1];
  if (!scanner.grammar || !top || top.node < 0 || top.broken || open.length < 2) return;
  const at = Math.max(xmlSpaceBefore(text, text.length, base), table.contentStart(top.node) + base);
  const endTags = [...open]
    .reverse()
    .map(({ name, node, firstChild }) => `${lineBefore(scanner, node, firstChild)}</${name}>`);
  const nameStart = table.nameStart(top.node) + base;
  scanner.error('truncated', nameStart, nameStart + top.name.length, {
    name: top.name,
    mend: [{ start: at, end: at, newText: endTags.join('') }],
  });
  while (open.length > until && open[open.length - 1]!.node >= 0) scanner.drop();
}

/** The line break and the indentation that the end tag of an element has, where its start tag stands on its own line. */
function lineBefore({ text, base, table }: Recoverable, node: number, firstChild: number): string {
  // Of the text that is read no more counts than what stands from here on: that before may be another by now.
  if (node < 0) return text.indexOf('\n', base) >= 0 ? '\n' : '';
  return firstChild < 0 ? '' : lineStartBefore(text, table.start(node) + base, base);
}
