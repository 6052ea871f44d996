import { isXmlSpace } from '../../text/xml-whitespace.ts';

export interface PlaceholderLookup {
  /** The end of the placeholder; -1 where there is none. */
  readonly end: number;
  /** The end of the text that this depends on. */
  readonly lookahead: number;
}

/**
 * Placeholders that nothing closes: they end where their expression does. Velocity (`$v.bsn`, `#foreach($v in $all)`,
 * `#end`), Razor (`@v.Bsn`, `@foreach (var v in all) {`, `}`), the tags of FreeMarker (`<#if a??>`, `</#if>`) and of
 * tag libraries (`<c:if test="a">`), and PHP.
 */

/** Without one of these in a text none of them stands in it, apart from a Razor block's `}`. */
export const EXPRESSION_SIGNS: readonly string[] = [
  '$',
  '#',
  '@',
  '<?=',
  '<?php',
  '<c:',
  '<fmt:',
  'th:',
  'tal:',
  'py:',
];

const VELOCITY_DIRECTIVES = /^(?:foreach|if|elseif|set|macro|parse|include|evaluate|define)$/;
/** Text may follow at once, except letters. */
const VELOCITY_WORDS = /^(end|else|stop|break)[0-9]*$/;
const RAZOR_BLOCKS = /^(?:if|foreach|for|while|switch|using|lock)$/;
/** They take the rest of their line. */
const RAZOR_DIRECTIVES =
  /^(?:model|using|inherits|inject|namespace|addTagHelper|removeTagHelper|implements|page|layout)$/;

/** Whether a placeholder is one by having its line to itself: with others on it, it would be something else. */
export function hasItsLine(placeholder: string): boolean {
  if (/^(?:##|\})/.test(placeholder)) return true;
  return RAZOR_DIRECTIVES.test(/^@(\w+)/.exec(placeholder)?.[1] ?? '');
}

/** An expression whose brackets stand deeper in each other counts as one that was never closed. */
const DEEPEST = 32;
const OPENING = '([{';
const CLOSING = ')]}';
const QUOTES = `"'\``;

/**
 * The placeholder at an offset, as far as one of these begins there.
 * @param limit the offset that it ends before
 * @returns undefined where the first character says that none does
 */
export function expressionAt(text: string, offset: number, limit: number): PlaceholderLookup | undefined {
  const first = text[offset];
  const read = first === undefined ? undefined : READERS[first];
  if (!read) return undefined;
  const reader = new Reader(text, offset, Math.min(limit, text.length));
  const end = read(reader);
  return { end, lookahead: reader.lookahead };
}

const READERS: Readonly<Record<string, (reader: Reader) => number>> = {
  $: velocityReference,
  '#': velocityDirective,
  '@': razorExpression,
  '}': razorBlockEnd,
  '<': tagLike,
};

/** A text that keeps track of the lookahead. */
class Reader {
  lookahead: number;

  constructor(
    readonly text: string,
    readonly start: number,
    private readonly limit: number,
  ) {
    this.lookahead = start + 1;
  }

  /** The character at an offset; '' behind the end. */
  at(offset: number): string {
    this.lookahead = Math.max(this.lookahead, offset + 1);
    return offset < this.limit ? this.text[offset]! : '';
  }

  has(string: string, offset: number): boolean {
    for (let i = 0; i < string.length; i++) if (this.at(offset + i) !== string[i]) return false;
    return true;
  }

  /** The end of the word that starts at an offset; that offset where none does. */
  wordEnd(offset: number): number {
    let end = offset;
    while (/[\p{L}_]/u.test(this.at(end)) || (end > offset && /[\p{N}]/u.test(this.at(end)))) end++;
    return end;
  }

  word(offset: number): string {
    return this.text.slice(offset, this.wordEnd(offset));
  }

  space(offset: number, alsoLines = true): number {
    let end = offset;
    while (this.at(end) !== '' && isXmlSpace(this.text.charCodeAt(end)) && (alsoLines || !isLineEnd(this.at(end))))
      end++;
    return end;
  }

  /** Behind the line that an offset is in, or where an end tag stands in it: -1. */
  lineEnd(offset: number): number {
    const found = /[\r\n]|<\//.exec(this.text.slice(offset, this.limit));
    const end = found ? offset + found.index : this.limit;
    this.lookahead = Math.max(this.lookahead, end + (found?.[0].length ?? 1));
    return found?.[0] === '</' ? -1 : end;
  }

  /** Behind `close`, which ends what began before an offset; -1 where nothing does. */
  behind(close: string, offset: number): number {
    const at = this.text.slice(offset, this.limit).indexOf(close);
    this.lookahead = Math.max(this.lookahead, (at < 0 ? this.limit : offset + at) + close.length);
    return at < 0 ? -1 : offset + at + close.length;
  }

  /**
   * Behind the bracket that closes the one at an offset, brackets in strings left alone; -1 where none does before an
   * end tag.
   */
  balanced(offset: number): number {
    return OPENING.includes(this.at(offset) || ' ') ? this.until(offset, '') : -1;
  }

  /** The offset behind `stop` outside of all brackets and strings, or without it behind the brackets that begin here. */
  until(offset: number, stop: string): number {
    let depth = 0;
    let quote = '';
    for (let i = offset; ; i++) {
      const c = this.at(i);
      if (c === '') return -1;
      if (quote !== '') {
        if (c === '\\') i++;
        else if (c === quote) quote = '';
      } else if (c === '<' && this.at(i + 1) === '/') return -1;
      else if (c === stop && depth === 0) return i + 1;
      // The tag behind one that was not closed.
      else if (c === '<' && stop === '>' && depth === 0 && this.isTag(i)) return -1;
      else if (QUOTES.includes(c)) quote = c;
      else if (OPENING.includes(c)) {
        if (++depth > DEEPEST) return -1;
      } else if (CLOSING.includes(c) && --depth <= 0 && stop === '') return i + 1;
    }
  }

  /** What begins with the `<` at an offset is an element, or a directive of FreeMarker's. */
  private isTag(offset: number): boolean {
    const next = this.at(offset + 1);
    return next === '#' || next === '@' || this.wordEnd(offset + 1) > offset + 1;
  }

  /** The quote that ends the string which begins at an offset, on the same line; undefined where none does. */
  stringEnd(offset: number): number | undefined {
    const quote = this.at(offset);
    for (let i = offset + 1; ; i++) {
      const c = this.at(i);
      if (c === '' || isLineEnd(c)) return undefined;
      if (c === quote) return i;
      if (c === '\\') i++;
    }
  }

  /** Behind the members, calls and indexes that follow a name: `.start.format("x")[0]?.y`. */
  membersEnd(offset: number): number {
    for (let end = offset; ; ) {
      const c = this.at(end);
      const dot = c === '.' ? 1 : c === '?' && this.at(end + 1) === '.' ? 2 : 0;
      const next = dot > 0 ? this.wordEnd(end + dot) : c === '(' || c === '[' ? this.balanced(end) : -1;
      if (next <= end + dot) return end;
      end = next;
    }
  }
}

/** `$v.start`, `$!v`, `$date.format("yyyy", $d)`, `$!{v.start}`; `${v}` is known by its brace. */
function velocityReference(reader: Reader): number {
  const name = reader.start + (reader.at(reader.start + 1) === '!' ? 2 : 1);
  if (name === reader.start + 2 && reader.at(name) === '{') return reader.balanced(name);
  const end = reader.wordEnd(name);
  return end === name ? -1 : reader.membersEnd(end);
}

/** `#foreach(…)`, `#if (…)`, `#end`, a macro's `#name(…)`, and comments. */
function velocityDirective(reader: Reader): number {
  const from = reader.start + 1;
  if (reader.at(from) === '#') return reader.lineEnd(from);
  if (reader.at(from) === '*') return reader.behind('*#', from + 1);
  const end = reader.wordEnd(from);
  const word = reader.text.slice(from, end);
  const alone = VELOCITY_WORDS.exec(word)?.[1];
  if (alone) return from + alone.length;
  if (end === from) return -1;
  return reader.balanced(VELOCITY_DIRECTIVES.test(word) ? reader.space(end, false) : end);
}

/** `@v.Bsn`, `@(a ? b : c)`, `@{ code }`, `@* comment *@`, `@foreach (…) {`, `@model Name`. */
function razorExpression(reader: Reader): number {
  const { start, text } = reader;
  const from = start + 1;
  const c = reader.at(from);
  if (c === '*') return reader.behind('*@', from + 1);
  if (c === '(' || c === '{') return reader.balanced(from);
  const end = reader.wordEnd(from);
  const isAddress = start > 0 && /[\p{L}\p{N}_.@]/u.test(text[start - 1]!);
  if (end === from || isAddress) return -1;
  const word = text.slice(from, end);
  if (RAZOR_BLOCKS.test(word)) {
    const block = razorBlock(reader, end);
    if (block >= 0) return block;
  }
  if (RAZOR_DIRECTIVES.test(word) && reader.at(end) === ' ') return reader.lineEnd(end);
  return reader.membersEnd(end);
}

/** Behind ` (…) {`; the brace may be missing, as in other languages that begin a block so. */
function razorBlock(reader: Reader, from: number): number {
  const condition = reader.balanced(reader.space(from));
  if (condition < 0) return -1;
  const brace = reader.space(condition);
  return reader.at(brace) === '{' ? brace + 1 : condition;
}

/** A `}` that begins a line, or stands behind a tag: what ends a block, with the `else {` behind it. */
function razorBlockEnd(reader: Reader): number {
  const { start, text } = reader;
  for (let i = start - 1; i >= 0 && !'\n\r>'.includes(text[i]!); i--) if (!isXmlSpace(text.charCodeAt(i))) return -1;
  const end = start + 1;
  const word = reader.space(end);
  if (reader.word(word) === 'else') {
    const behind = reader.space(word + 4);
    if (reader.at(behind) === '{') return behind + 1;
    const block = reader.word(behind) === 'if' ? razorBlock(reader, behind + 2) : -1;
    if (block >= 0) return block;
  }
  const next = reader.at(reader.space(end, false));
  return next === '' || next === '<' || isLineEnd(next) ? end : -1;
}

function tagLike(reader: Reader): number {
  if (reader.at(reader.start + 1) === '?') return phpCode(reader);
  const end = freemarkerTag(reader);
  return end < 0 ? libraryTag(reader) : end;
}

/** The elements of tag libraries, which stand in the XML as if they were of it. */
const LIBRARY_TAG =
  /^(?:c:(?:if|choose|when|otherwise|forEach|forTokens|out|set|remove|import|url|param|catch)|fmt:[A-Za-z]+|jsp:[A-Za-z]+|th:block|(?:tal|metal|py):[A-Za-z-]+)$/;

/** `<c:if test="a > b">`, `</c:if>`, `<fmt:formatDate …/>`: JSTL, JSP, Thymeleaf, TAL and Genshi. */
function libraryTag(reader: Reader): number {
  const name = reader.start + (reader.at(reader.start + 1) === '/' ? 2 : 1);
  let end = name;
  while (/[\w:-]/.test(reader.at(end))) end++;
  if (!LIBRARY_TAG.test(reader.text.slice(name, end))) return -1;
  for (let quote = ''; reader.at(end) !== ''; end++) {
    const c = reader.at(end);
    if (quote !== '') quote = c === quote ? '' : quote;
    else if (c === '"' || c === "'") quote = c;
    else if (c === '>') return end + 1;
    else if (c === '<') return -1;
  }
  return -1;
}

/** `<?php … ?>` and `<?= … ?>`: to the `?>` outside of strings; one may well write the declaration of the XML. */
function phpCode(reader: Reader): number {
  const { start } = reader;
  if (!reader.has('<?=', start) && !(reader.has('<?php', start) && reader.space(start + 5) > start + 5)) return -1;
  if (reader.behind('?>', start + 3) < 0) return -1;
  for (let i = start + 3; reader.at(i) !== ''; i++) {
    const c = reader.at(i);
    if (c === '?' && reader.at(i + 1) === '>') return i + 2;
    if (c === '"' || c === "'") i = reader.stringEnd(i) ?? i;
  }
  return -1;
}

/** `<#list v as x>`, `</#list>`, `<@macro x=1/>`, `</@macro>`: to the `>` outside of strings and brackets. */
function freemarkerTag(reader: Reader): number {
  const sign = reader.start + (reader.at(reader.start + 1) === '/' ? 2 : 1);
  const c = reader.at(sign);
  if (c !== '#' && c !== '@') return -1;
  const isEnd = sign === reader.start + 2;
  const name = reader.wordEnd(sign + 1);
  if (name === sign + 1 && !isEnd) return -1;
  return reader.until(name, '>');
}

function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r';
}
