import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { ElementModel } from '../../engine/schema/model.ts';
import { isNamePart, isNameStart } from '../../engine/syntax/characters.ts';
import { NodeKind } from '../../engine/syntax/node-table.ts';
import { beginsOtherBranch } from '../../engine/syntax/placeholders/bringing-placeholders.ts';
import type { Placeholders } from '../../engine/syntax/placeholders/placeholders.ts';
import { Scanner } from '../../engine/syntax/scanner.ts';
import type { TextRange } from '../../engine/text/text-range.ts';
import { atOnce, type Steps } from '../../engine/text/time-sliced.ts';
import { skipXmlSpace, trimXmlEnd, trimXmlStart, xmlSpaceBefore } from '../../engine/text/xml-whitespace.ts';
import { type Following, lookAhead } from './look-ahead.ts';

/** Markup that breaks off behind other such markup is left out one by one, as long as no more characters are read for it. */
const MOST_READ = 200_000;
/** The schema is asked for no element that stands deeper: it costs the depth of each. */
const DEEPEST = 100;
/** As much of the text behind the cursor is looked at to see what follows it there. */
const WINDOW = 16_384;

/** An element that is open at the cursor. */
export interface OpenElement {
  /** With its prefix, as it stands. */
  readonly name: string;
  readonly localName: string;
}

/** Where in the markup the cursor stands; ranges are offsets in the document. */
export interface CompletionPlace {
  /**
   * - `content`: between tags, or behind a `<` that no name follows;
   * - `tagName`: in the name of a start tag;
   * - `endTag`: behind `</`;
   * - `markup`: behind `<!` or `<?`, before it shows what it is;
   * - `attributeName`, `attributeValue`: in a start tag.
   */
  readonly kind: 'content' | 'tagName' | 'endTag' | 'markup' | 'attributeName' | 'attributeValue';
  /** What is half typed there, its `<` included, and what belongs to it behind the cursor. */
  readonly range: TextRange;
  /** The text of the range up to the cursor. */
  readonly typed: string;
  /** The elements that are open here, outermost first; those that no one can place are left out. */
  readonly open: readonly OpenElement[];
  /** The schema's word on the innermost of them; undefined outside the root, or where it has none. */
  readonly model: ElementModel | undefined;
  /** Local names of the elements that stand before the cursor in the innermost open element. */
  readonly before: readonly string[];
  readonly following: Following;
  /**
   * For `tagName`, where the tag has its `>` already: it is an empty-element tag, or its element has an end tag or
   * none.
   */
  readonly tagEnd?: 'empty' | 'closed' | 'open';
  /** For `tagName` with a `tagEnd`: what stands between the name and the end of the tag, `>` included. */
  readonly restOfTag?: string;
  /** For the attribute kinds: the tag, and the attributes that it has elsewhere. */
  readonly tag?: { readonly name: string; readonly localName: string; readonly attributes: readonly string[] };
  /** For `attributeName`: a value stands behind it already. */
  readonly hasValue?: boolean;
  /** For `attributeValue`: the attribute, and whether its value stands in quotes. */
  readonly attribute?: { readonly name: string; readonly quoted: boolean };
}

const STEPS_BETWEEN_YIELDS = 128;

/** What is open at the end of a text, and the start tag, end tag or other markup that it breaks off in. */
interface Prefix {
  readonly open: readonly OpenElement[];
  readonly before: readonly string[];
  /** From the `<` of the unfinished markup on; empty in content. */
  readonly unfinished: string;
}

/** Where the text may be read from to see what stands at an offset, and what is open there. */
export interface Beginning {
  readonly start: number;
  readonly frame: readonly OpenElement[];
}

/**
 * The place at an offset; undefined in a comment, a CDATA section, an instruction or a placeholder.
 * @param known where to begin to read; without it, where the part starts
 */
export function placeAt(analysis: DeliveryAnalysis, offset: number, known?: Beginning): CompletionPlace | undefined {
  return atOnce(findPlace(analysis, offset, known));
}

/** The same in steps: the part may be long. */
export function* findPlace(
  analysis: DeliveryAnalysis,
  offset: number,
  known: Beginning | undefined = beginningOf(analysis, offset),
): Steps<CompletionPlace | undefined> {
  if (!known || isInPlaceholder(analysis, offset)) return undefined;
  const { start, frame } = known;
  const model = (open: readonly OpenElement[]) =>
    analysis.choice.kind === 'known' ? analysis.pack.model.element(open.map(({ localName }) => localName)) : undefined;
  const isKnown = (open: readonly OpenElement[]) => analysis.choice.kind !== 'known' || model(open) !== undefined;
  const text = analysis.source.slice(start, offset);
  const prefix = yield* readPrefix(
    text,
    { frame, repeatingNames: analysis.repeatingNames, placeholders: analysis.placeholders },
    isKnown,
  );
  if (!prefix) return undefined;

  const atScaffold = prefix.open.length < frame.length;
  const before = atScaffold ? [...elementsOfHeader(analysis, prefix.open), ...prefix.before] : prefix.before;
  const common = { open: prefix.open, model: model(prefix.open), before };
  const after = analysis.source.slice(offset, offset + WINDOW);
  const truncated = offset + WINDOW < analysis.source.length;
  const ahead = (from: number, more: readonly string[] = []) =>
    lookAhead(after.slice(from), [...prefix.open.map(({ name }) => name), ...more], {
      own: more.length > 0,
      truncated,
      oneSibling: frame.length > 0 && prefix.open.length === frame.length && more.length === 0,
      repeatingNames: analysis.repeatingNames,
      placeholders: analysis.placeholders,
      start: offset + from,
    });
  const { unfinished } = prefix;
  const from = offset - unfinished.length;
  if (unfinished === '<' && /^[!?]/.test(after)) return undefined;
  // Between the `<` and the `/` of an end tag.
  const slash = unfinished === '<' && after.startsWith('/') ? 1 : 0;
  const nameRest = slash + nameLength(after.slice(slash));

  if (unfinished === '') return { ...common, ...contentAt(analysis, offset, after), following: ahead(0) };
  if (slash > 0 || /^<\/[^ \t\r\n>]*$/.test(unfinished)) {
    const close = /^[ \t\r\n]*>/.exec(after.slice(nameRest))?.[0].length ?? 0;
    const end = offset + nameRest + close;
    return {
      ...common,
      kind: 'endTag',
      range: { start: from, end },
      typed: unfinished,
      following: ahead(end - offset),
    };
  }
  if (/^<[!?]/.test(unfinished)) {
    // The cursor is in one that is whole.
    if (/^<(?:\?[\w:][^<>]*\?>|!--|!\[CDATA\[)/.test(unfinished + after)) return undefined;
    return { ...common, kind: 'markup', range: { start: from, end: offset }, typed: unfinished, following: ahead(0) };
  }
  if (/^<[^ \t\r\n"'=/]*$/.test(unfinished)) {
    const name = unfinished.slice(1) + after.slice(0, nameRest);
    // `<>` is what editors make of a typed `<`; no tag has no name.
    const end = name === '' && after.startsWith('>') ? offset + 1 : offset + nameRest;
    const tag = { ...common, kind: 'tagName' as const, range: { start: from, end }, typed: unfinished };
    const rest = name === '' ? undefined : /^[^<>]*>/.exec(after.slice(nameRest))?.[0];
    if (rest === undefined) return { ...tag, following: ahead(end - offset) };
    const behind = nameRest + rest.length;
    if (rest.endsWith('/>')) return { ...tag, following: ahead(behind), tagEnd: 'empty', restOfTag: rest };
    const following = ahead(behind, [name]);
    return { ...tag, following, tagEnd: following.ownEnd ? 'closed' : 'open', restOfTag: rest };
  }
  const attributes = attributeAt(unfinished, after, from);
  return attributes && { ...common, ...attributes, following: ahead(0) };
}

/**
 * The part of the character before the cursor, which what is half typed belongs to; undefined where no one has looked
 * at that yet.
 */
export function partBefore(analysis: DeliveryAnalysis, offset: number) {
  const isKnown = (at: number) => analysis.choice.kind !== 'known' || analysis.knownAt(at);
  const at = [Math.max(0, offset - 1), offset].find(isKnown);
  return at === undefined ? undefined : analysis.segmentAt(at);
}

function beginningOf(analysis: DeliveryAnalysis, offset: number): Beginning | undefined {
  const part = partBefore(analysis, offset);
  return part && { start: part.start, frame: scaffoldOf(analysis, part.owner, part.start) };
}

/** Names, as they stand in the text, of the elements that are open where a part starts. */
function scaffoldOf(analysis: DeliveryAnalysis, owner: object, start: number): OpenElement[] {
  if (analysis.choice.kind !== 'known' || start === 0 || analysis.segmentAt(0).owner === owner) return [];
  return analysis.openNames.map((name) => ({ name, localName: localPart(name) }));
}

/** The elements of the header segment in an element that is open behind it. */
function elementsOfHeader(analysis: DeliveryAnalysis, open: readonly OpenElement[]): string[] {
  const { tree } = analysis.segmentAt(0);
  const wanted = open.map(({ localName }) => localName);
  const names: string[] = [];
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) !== NodeKind.Element) continue;
    if (tree.isAt(tree.parent(node), wanted)) names.push(tree.localName(node));
  }
  return names;
}

function isInPlaceholder(analysis: DeliveryAnalysis, offset: number): boolean {
  for (const { start, end } of analysis.placeholdersIn(offset, offset)) if (start < offset && offset < end) return true;
  return false;
}

/** What a part of the text is read with. */
interface Surroundings {
  readonly frame: readonly OpenElement[];
  readonly repeatingNames: readonly string[];
  readonly placeholders: Placeholders | undefined;
}

/** undefined where the text breaks off in a comment, a CDATA section or an instruction. */
function* readPrefix(
  text: string,
  around: Surroundings,
  known: (open: readonly OpenElement[]) => boolean,
): Steps<Prefix | undefined> {
  let steps = 0;
  const frame = { names: around.frame.map(({ name }) => name), namespaces: [] };
  let unfinished: string | undefined;
  let read = 0;
  for (let end = text.length; ; ) {
    const scanner = new Scanner(text.slice(0, end), 0, frame, around.placeholders);
    scanner.repeatingNames = around.repeatingNames;
    let last = 0;
    let problems = 0;
    scanner.pausesInText = true;
    while (!scanner.atEnd) {
      if (++steps % STEPS_BETWEEN_YIELDS === 0 || scanner.isMidway) yield;
      if (!scanner.isMidway) {
        last = scanner.pos;
        problems = scanner.errors.length;
      }
      scanner.step(0);
    }
    read += end;
    const token = text.slice(last, end);
    const kinds = scanner.errors.slice(problems).map(({ kind }) => kind);
    const at = unfinishedAt(token, kinds);
    if (at === undefined) return undefined;
    const isTold = at === token.length || (unfinished !== undefined && read > MOST_READ);
    if (isTold) return { ...openAtEnd(scanner, text, known), unfinished: unfinished ?? '' };
    // The stack as it was before the unfinished markup: what the scanner makes of that is a guess.
    unfinished ??= token.slice(at);
    end = last + at;
  }
}

/** What is open where a scanner has come to the end of its text, and the elements in the innermost of it. */
function openAtEnd(scanner: Scanner, text: string, known: (open: readonly OpenElement[]) => boolean) {
  const open: OpenElement[] = [];
  // Of the innermost element, and of what was left out in it.
  let parents = new Set([-1]);
  for (const [depth, { name, node, broken }] of scanner.open.entries()) {
    const element = { name, localName: localPart(name) };
    // A name without its `>` that the schema has not here is one that was just being typed.
    if (broken && (open.length > DEEPEST || !known([...open, element]))) parents.add(node);
    else {
      open.push(element);
      parents = new Set([node < 0 ? -2 - depth : node]);
    }
  }
  return { open, before: namesIn(scanner, text, parents) };
}

/** Local names of the elements in an element; in a template without those of other branches than the last that is open. */
function namesIn({ table }: Scanner, text: string, parents: ReadonlySet<number>): string[] {
  const before: string[] = [];
  let others: string[] = [];
  let branch: string[] = [];
  for (let node = 0; node < table.count; node++) {
    if (!parents.has(table.parent(node)) || parents.has(node)) continue;
    const kind = table.kind(node);
    if (kind === NodeKind.Element) branch.push(localPart(text.slice(table.nameStart(node), table.nameEnd(node))));
    if (kind !== NodeKind.Placeholder) continue;
    others.push(...branch);
    branch = [];
    if (beginsOtherBranch(text.slice(table.start(node), table.end(node)))) continue;
    before.push(...others);
    others = [];
  }
  return [...before, ...branch];
}

function localPart(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Where unfinished markup starts in the last piece of a text: its length where there is none; undefined in a section. */
function unfinishedAt(token: string, problems: readonly string[]): number | undefined {
  const isMarkup = token.startsWith('<') && (/^<[/!?]/.test(token) || isNameStart(token.charCodeAt(1)));
  if (!isMarkup) return token.endsWith('<') ? token.length - 1 : token.length;
  if (problems.some((kind) => kind === 'unterminatedComment' || kind === 'unterminatedCData')) return undefined;
  if (problems.includes('unterminatedDoctype')) return undefined;
  if (problems.includes('unterminatedInstruction')) return /^<\?\w*$/.test(token) ? 0 : undefined;
  const broken = problems.some((kind) => kind === 'unclosedTag' || kind === 'unterminatedValue');
  return broken || !token.endsWith('>') ? 0 : token.length;
}

/** The word around an offset in content: the whole value where no markup stands in it. */
function contentAt(analysis: DeliveryAnalysis, offset: number, after: string) {
  const back = analysis.source.slice(Math.max(0, offset - 200), offset);
  const typed = trimXmlStart(/[^<>\r\n]*$/.exec(back)![0]);
  const rest = trimXmlEnd(/^[^<>\r\n]*/.exec(after)![0]);
  const range = { start: offset - typed.length, end: offset + rest.length };
  return { kind: 'content' as const, range, typed };
}

function nameLength(text: string): number {
  let length = 0;
  while (length < text.length && isNamePart(text.charCodeAt(length))) length++;
  return length;
}

type AttributePlace = Pick<CompletionPlace, 'kind' | 'range' | 'typed' | 'tag' | 'hasValue' | 'attribute'>;

/**
 * The place in a start tag.
 * @param unfinished the tag up to the cursor
 * @param from where it starts in the document
 */
function attributeAt(unfinished: string, after: string, from: number): AttributePlace | undefined {
  const offset = from + unfinished.length;
  const name = /^<[^ \t\r\n"'=/]+/.exec(unfinished)?.[0].slice(1);
  if (name === undefined) return undefined;
  const tagRest = /^(?:"[^"<]*"|'[^'<]*'|[^<>"'])*/.exec(after.slice(nameLength(after)))![0];
  const attributes = assignments(`${unfinished} ${tagRest}`)
    .filter(({ quote }) => quote !== '')
    .map(({ name: attribute }) => attribute);
  const tag = { name, localName: localPart(name), attributes };
  const value = unfinishedValue(unfinished);
  if (value) {
    const { typed, quote } = value;
    const quoted = quote !== '';
    // Before a value in quotes, those belong to it.
    const behind = quoted || typed !== '' ? undefined : /^(?:"[^"<>]*"|'[^'<>]*')/.exec(after)?.[0];
    const rest = quoted
      ? (new RegExp(`^[^${quote}<>\\r\\n]*(?=${quote})`).exec(after)?.[0].length ?? 0)
      : (behind?.length ?? nameLength(after));
    const range = { start: offset - typed.length, end: offset + rest };
    return { kind: 'attributeValue', range, typed, tag, attribute: { name: value.name, quoted } };
  }
  const typed = /[ \t\r\n]([^ \t\r\n"'=/]*)$/.exec(unfinished)?.[1];
  if (typed === undefined) return undefined;
  const range = { start: offset - typed.length, end: offset + nameLength(after) };
  const hasValue = /^[ \t\r\n]*=/.test(after.slice(nameLength(after)));
  return { kind: 'attributeName', range, typed, tag, hasValue };
}

interface Assignment {
  readonly name: string;
  /** That of the value; empty where it has none. */
  readonly quote: string;
  /** Where the value starts, its quote included. */
  readonly at: number;
}

/** What stands around each `=` of a tag, whether or not it is a value that it stands in. */
function assignments(tag: string): Assignment[] {
  const found: Assignment[] = [];
  for (let equals = tag.indexOf('='); equals >= 0; equals = tag.indexOf('=', equals + 1)) {
    const end = xmlSpaceBefore(tag, equals);
    let start = end;
    while (start > 0 && !/[ \t\r\n"'=<>/]/.test(tag.charAt(start - 1))) start--;
    if (start === end) continue;
    const at = skipXmlSpace(tag, equals + 1);
    const first = tag.charAt(at);
    found.push({ name: tag.slice(start, end), quote: first === '"' || first === "'" ? first : '', at });
  }
  return found;
}

/** The value that a tag breaks off in. */
function unfinishedValue(tag: string): (Assignment & { readonly typed: string }) | undefined {
  const lastOf = { '"': tag.lastIndexOf('"'), "'": tag.lastIndexOf("'") };
  const lastSpace = Math.max(...[' ', '\t', '\r', '\n'].map((space) => tag.lastIndexOf(space)));
  const wordStart = 1 + Math.max(lastSpace, lastOf['"'], lastOf["'"]);
  const value = assignments(tag).find(({ quote, at }) =>
    quote === '"' || quote === "'" ? lastOf[quote] === at : at >= wordStart,
  );
  return value && { ...value, typed: tag.slice(value.at + value.quote.length) };
}
