import { dayOf, monthOf } from '../../delivery/day.ts';
import { formatValue, notationAt, parseValue, type ValueNotation } from '../../delivery/values/value-notation.ts';
import type { Message, MessageKey, MessageParameter } from '../../messages/message.ts';
import { codeOf, codesOf, type Pack } from '../../packs/load-pack.ts';
import type { Concept } from '../../packs/pack.ts';
import { conceptAt } from '../../packs/places.ts';
import { BsnPlaces } from '../../privacy/bsn-places.ts';
import { digitsIn, isNumeric, meetsFacet } from '../../schema/facets.ts';
import type { SchemaIssue } from '../../schema/issue.ts';
import type { Facet, TypeModel } from '../../schema/model.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { isXmlBlank, trimXml } from '../../text/xml-whitespace.ts';
import { lettersWithDiacritics } from './diacritics.ts';

/** At most this many codes are listed in a message. */
const LISTED_CODES = 12;

/** The value that an issue is about, as it is shown. */
export function shownValue({ node, path }: SchemaIssue, tree: SyntaxTree, pack: Pack): MessageParameter {
  const text = tree.value(node);
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return new BsnPlaces(pack).isOne((path.at(-1) ?? '').replace('@', '')) ? { bsn: shown } : shown;
}

/** How many digits there are, and what else: nine characters may be none of nine digits. */
function charactersIn(text: string): Message {
  const n = [...text].length;
  const others = text.replace(/[0-9]/g, '');
  if (others === '') return { key: 'value.digits', parameters: { n } };
  return { key: 'value.characters', parameters: { n, others: [...others].length } };
}

/** What is wrong with a value. */
export function valueMessage(issue: SchemaIssue, tree: SyntaxTree, pack: Pack): Message {
  const concept = conceptAt(pack, issue.path);
  const { type } = issue;
  const text = tree.value(issue.node);
  const value = shownValue(issue, tree, pack);
  const name = (issue.path[issue.path.length - 1] ?? '').replace('@', '');
  const facet = type && facetInForce(type, issue.facet, text);
  const limit = limitIn(issue.sentence) ?? facet?.value ?? '';
  const length = Number(/has a length of '(\d+)'/.exec(issue.sentence)?.[1] ?? [...text].length);
  const parameters = { name, value, limit, length };
  if (isXmlBlank(text)) return { key: 'SRG-T002.empty', parameters };
  if (concept === 'bsn') return { key: 'SRG-T002.bsn', parameters: { ...parameters, found: charactersIn(text) } };
  const isListed = type?.enumerations.some((enumeration) => enumeration.value === text);
  if (type && type.enumerations.length > 0 && !isListed) {
    const former = concept && codesOf(pack, concept)?.former?.find(({ code }) => code === text);
    if (former) return { key: 'SRG-T002.formerCode', parameters: { ...parameters, former: { words: former.text } } };
    return codeMessage(type, concept, pack, parameters);
  }
  const isPlainNumber = isNumeric(type?.base) && (!concept || pack.manifest.concepts[concept]?.format === undefined);
  const notation = isPlainNumber ? undefined : notationAt(pack, concept, type?.base);
  if (notation) {
    const read = parseValue(text, notation);
    const isWritten = read !== undefined && formatValue(read, notation) === text;
    if (!isWritten) {
      return {
        key: `SRG-T002.${notation.type}`,
        parameters: { ...parameters, notation: notation.notation, example: exampleOf(notation) },
      };
    }
    // A day, month or year as it should be written, but not one that may stand here.
    if (issue.facet === 'pattern') return { key: 'SRG-T002.outside', parameters };
  }
  // Of a list it is the number of parts.
  if (type?.item) return composedMessage(type, parameters) ?? { key: 'SRG-T002.value', parameters };
  switch (issue.facet) {
    case 'minInclusive':
    case 'minExclusive':
    case 'maxInclusive':
    case 'maxExclusive':
      return { key: `SRG-T002.${notation || isTime(type?.base) ? 'time.' : ''}${issue.facet}`, parameters };
    case 'length':
    case 'minLength':
    case 'maxLength':
      return { key: `SRG-T002.${issue.facet}`, parameters };
    case 'fractionDigits':
    case 'totalDigits':
      return { key: `SRG-T002.${issue.facet}`, parameters };
  }
  if (issue.facet === 'type' && isNumeric(type?.base)) return numberMessage(text, type!.base!, parameters);
  if (concept === 'omschrijving' && facet?.name === 'pattern') {
    const letters = { list: lettersWithDiacritics(text) };
    if (letters.list.length > 0) return { key: 'SRG-T002.diacritics', parameters: { ...parameters, letters } };
  }
  const digits = facet?.name === 'pattern' ? digitsIn(facet.value) : undefined;
  if (digits) return { key: 'SRG-T002.digits', parameters: { ...parameters, digits } };
  if (facet?.name === 'pattern' && facet.alternatives.length > 1) {
    return { key: 'SRG-T002.patterns', parameters: { ...parameters, patterns: { list: facet.alternatives } } };
  }
  if (facet?.name === 'pattern') return { key: 'SRG-T002.pattern', parameters: { ...parameters, limit: facet.value } };
  return composedMessage(type, parameters) ?? builtInMessage(type, parameters);
}

/** Its values come before and after each other, and are not lower or higher. */
function isTime(base: string | undefined): boolean {
  return base !== undefined && /^(date(Time(Stamp)?)?|time|g(Year(Month)?|Month(Day)?|Day))$/.test(base);
}

type Parameters = NonNullable<Message['parameters']>;

function codeMessage(type: TypeModel, concept: Concept | undefined, pack: Pack, parameters: Parameters): Message {
  const codes = type.enumerations.map(({ value: code }) => {
    const short = concept && codeOf(pack, concept, code)?.short;
    return short ? `${code} (${short})` : code;
  });
  const more = codes.length - LISTED_CODES;
  const list = more > 1 ? codes.slice(0, LISTED_CODES) : codes;
  const key = more > 1 ? 'SRG-T002.codeMany' : 'SRG-T002.code';
  return { key, parameters: { ...parameters, codes: { list }, more } };
}

/** What libxml2 has compared the value with. */
function limitIn(sentence: string): string | undefined {
  return sentence.includes("[facet 'pattern']") ? undefined : /\[facet .*'([^']*)'\)?\.$/s.exec(sentence)?.[1];
}

const LEAST: Readonly<Record<string, string>> = { nonNegativeInteger: '0', positiveInteger: '1' };

/** A number that the built-in type doesn't have, or no number at all. */
function numberMessage(text: string, base: string, parameters: Parameters): Message {
  if (base === 'decimal') return { key: 'SRG-T002.decimal', parameters };
  if (!/^[+-]?\d+$/.test(trimXml(text))) return { key: 'SRG-T002.integer', parameters };
  const limit = LEAST[base];
  if (limit === undefined) return { key: 'SRG-T002.value', parameters };
  return { key: 'SRG-T002.minInclusive', parameters: { ...parameters, limit } };
}

/** The facet that refuses a value; of several patterns, the one that it doesn't meet. */
function facetInForce(type: TypeModel, name: string | undefined, text: string): Facet | undefined {
  const named = type.facets.filter((facet) => facet.name === name);
  return named.find((facet) => !meetsFacet(text, facet, type.base)) ?? (named.length === 1 ? named[0] : undefined);
}

/** Of a list or a union, where all that is allowed can be said; undefined where it can't. */
function composedMessage(type: TypeModel | undefined, parameters: Parameters): Message | undefined {
  const item = type?.item;
  if (item && item.enumerations.length > 0) {
    const codes = { list: item.enumerations.slice(0, LISTED_CODES).map(({ value }) => value) };
    const isWhole = item.enumerations.length <= LISTED_CODES;
    return isWhole ? { key: 'SRG-T002.list', parameters: { ...parameters, codes } } : undefined;
  }
  const allowed = (type?.members ?? []).flatMap((member) => allowedBy(member));
  if (allowed.length === 0 || allowed.includes(undefined)) return undefined;
  return { key: 'SRG-T002.union', parameters: { ...parameters, allowed: { list: allowed as MessageParameter[] } } };
}

const ALLOWED: Readonly<Record<string, MessageKey>> = {
  date: 'SRG-T002.allowed.date',
  gYearMonth: 'SRG-T002.allowed.month',
  integer: 'SRG-T002.allowed.integer',
  decimal: 'SRG-T002.allowed.decimal',
};

/** What values a member of a union has, in words; undefined where there is more to say. */
function allowedBy({ base, enumerations, facets, members }: TypeModel): (MessageParameter | undefined)[] {
  if (enumerations.length > LISTED_CODES || members.length > 0) return [undefined];
  if (enumerations.length > 0) {
    return enumerations.map(({ value }) => (value === '' ? { key: 'SRG-T002.allowed.nothing' } : value));
  }
  const key = facets.length === 0 && base !== undefined ? ALLOWED[base] : undefined;
  return [key && { key }];
}

/** What a value of a built-in type is; where it is of several, no more than that this is none. */
function builtInMessage(type: TypeModel | undefined, parameters: Parameters): Message {
  if (type?.base === undefined || type.base === 'anySimpleType') return { key: 'SRG-T002.value', parameters };
  return { key: 'SRG-T002.type', parameters: { ...parameters, type: type.base } };
}

/** 1 March 2025, or as much of it as belongs there. */
function exampleOf(notation: ValueNotation): string {
  const day = dayOf(2025, 3, 1);
  switch (notation.type) {
    case 'day':
      return formatValue(day, notation);
    case 'month':
      return formatValue(monthOf(day), notation);
    case 'year':
      return formatValue(2025, notation);
    case 'monthNumber':
      return formatValue(3, notation);
  }
}
