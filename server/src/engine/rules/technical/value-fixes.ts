import { passesElfproef } from '../../delivery/values/bsn.ts';
import {
  formatValue,
  notationAt,
  type ValueNotation,
  valueInAnyNotation,
} from '../../delivery/values/value-notation.ts';
import { codeOf, codesOf } from '../../packs/load-pack.ts';
import { type Concept, isRecordConcept, VALUE_TYPES } from '../../packs/pack.ts';
import { conceptAt } from '../../packs/places.ts';
import { digitsIn, meetsFacets } from '../../schema/facets.ts';
import type { SchemaIssue } from '../../schema/issue.ts';
import type { TypeModel } from '../../schema/model.ts';
import { NodeKind } from '../../syntax/node-table.ts';
import { pastedWords, trimPasted } from '../../text/pasted-space.ts';
import { trimXml } from '../../text/xml-whitespace.ts';
import { removeNode, replaceValueAt } from '../fixes/edits.ts';
import { isOptional } from '../fixes/insert-element.ts';
import { isOneCharacterOff } from '../one-off.ts';
import type { Finding, Fix, FixContext } from '../rule.ts';
import { withoutDiacritics } from './diacritics.ts';
import { typeAt } from './type-at.ts';

/** A code of fewer positions is one digit off from many others: taking one of these for it would be a guess. */
const WIDE = 3;

/** The fix that writes another value in the place of the wrong one; none where that would lose something. */
type Replace = (value: string, how?: { readonly isSafe?: boolean; readonly isPreferred?: boolean }) => Fix[];

/** Ways to put a wrong value right. */
export function valueFixes(issue: SchemaIssue, finding: Finding, context: FixContext): Fix[] {
  const { pack } = context;
  const tree = context.treeOf(finding.owner);
  const type = issue.type ?? typeAt(pack, issue.path);
  const concept = conceptAt(pack, issue.path);
  const text = tree.value(issue.node);
  // Elements inside are more than a value.
  if (!type || !tree.elements(issue.node).next().done) return [];
  if (trimPasted(text) === '') return emptyFixes(issue, finding, context, concept);
  const replace: Replace = (value, { isSafe = false, isPreferred = isSafe } = {}) => {
    const edits = replaceValueAt(tree, finding.owner, issue.node, value);
    const shown = concept === 'bsn' ? { bsn: value } : withLabel(context, concept, value);
    const title = { key: 'fix.replaceBy', parameters: { value: shown } } as const;
    return edits ? [{ title, edits, preferred: isPreferred, safe: isSafe }] : [];
  };
  const fits = (value: string | undefined): value is string =>
    value !== undefined &&
    value !== text &&
    meetsFacets(value, type) &&
    !introducesFinding(finding, context, concept, value);

  if (issue.kind === 'fixedValue') return replace(issue.value ?? '', { isPreferred: true });
  if (concept === 'bsn') {
    const digits = pastedWords(text).join('').replace(/[.-]/g, '');
    const padded = /^\d{7,9}$/.test(digits) ? digits.padStart(9, '0') : undefined;
    return fits(padded) && passesElfproef(padded) ? replace(padded, { isSafe: true }) : [];
  }
  if (type.enumerations.length > 0) {
    const fixes = codeFixes(text, type, concept, context, fits, replace);
    if (fixes.length > 0) return fixes;
    const choose = { owner: finding.owner, range: tree.contentRange(issue.node) };
    return [{ title: { key: 'fix.chooseCode' }, edits: [], choose }];
  }
  const plain = concept === 'omschrijving' ? withoutDiacritics(text) : undefined;
  if (fits(plain)) return replace(plain, { isPreferred: true });
  const notation = notationAt(pack, concept, type.base);
  const normalised = notation
    ? inNotation(text, notation)
    : (withZeros(text, type, concept) ?? normalise(text, type.base));
  const isSafe = notation?.type !== 'day' || isDayWithoutDoubt(text);
  return fits(normalised) ? replace(normalised, { isSafe, isPreferred: true }) : [];
}

/** An element that has nothing in it and need not be there goes; any other empty value has nothing to go by. */
function emptyFixes(
  { node }: SchemaIssue,
  { owner, record }: Finding,
  context: FixContext,
  concept: Concept | undefined,
): Fix[] {
  const tree = context.treeOf(owner);
  if (tree.kind(node) !== NodeKind.Element || !isOptional(context, owner, node)) return [];
  if (record && isRecordConcept(concept) && context.introducesFinding(record, new Map([[concept, undefined]])))
    return [];
  const edit = removeNode(context, owner, node);
  const title = { key: 'fix.removeEmpty', parameters: { name: tree.localName(node) } } as const;
  return edit ? [{ title, edits: [edit], preferred: true }] : [];
}

/** The same day or month as its place has it, whatever notation it is in. */
function inNotation(text: string, notation: ValueNotation): string | undefined {
  const value = valueInAnyNotation(text, notation.type);
  return value === undefined ? undefined : formatValue(value, notation);
}

/** Fewer digits than there have to be, with zeros before them: `62` → `062`. */
function withZeros(text: string, { facets }: TypeModel, concept: Concept | undefined): string | undefined {
  const isNumber = concept !== undefined && VALUE_TYPES[concept] === 'decimal';
  const digits = (isNumber ? normaliseNumber(text) : undefined) ?? trimPasted(text);
  const width = facets.map(({ name, value }) => (name === 'pattern' ? digitsIn(value) : undefined)).find(Boolean);
  return width !== undefined && /^\d+$/.test(digits) && digits.length < width ? digits.padStart(width, '0') : undefined;
}

function normalise(text: string, base: string | undefined): string | undefined {
  switch (base) {
    case 'decimal':
    case 'integer':
      return normaliseNumber(text);
    default:
      return trimPasted(text);
  }
}

/** A number with a decimal comma or a percent sign, as XML has it: `12,5` → `12.5`, `60%` → `60`. */
function normaliseNumber(text: string): string | undefined {
  const match = /^([+-]?\d+)(?:[.,](\d+))?$/.exec(trimPasted(trimPasted(text).replace(/%$/, '')));
  if (!match) return undefined;
  return match[2] === undefined || /^0+$/.test(match[2]) ? match[1] : `${match[1]}.${match[2]}`;
}

/**
 * Which code was meant, where that is likely: the same number with other zeros or white space around it, the label in the
 * place of the code, what is now in the place of an old code, or the one code of three positions or more that is one digit
 * off. Any other would be a guess.
 */
function codeFixes(
  text: string,
  type: TypeModel,
  concept: Concept | undefined,
  context: FixContext,
  fits: (value: string | undefined) => value is string,
  replace: Replace,
): Fix[] {
  const meant = trimPasted(text).toLowerCase();
  const values = type.enumerations.map(({ value }) => value);
  const same = values.filter(
    (value) => value.toLowerCase() === meant || (/^\d+$/.test(meant) && Number(meant) === Number(value)),
  );
  if (same.length === 1 && fits(same[0])) return replace(same[0], { isSafe: true });
  const list = concept && codesOf(context.pack, concept);
  const labelled = list?.codes.find(({ label, short }) => [label, short].some((word) => word.toLowerCase() === meant));
  if (labelled && fits(labelled.code)) return replace(labelled.code);
  const successor = list?.former?.find(({ code }) => code === meant)?.successor;
  if (successor !== undefined && fits(successor)) return replace(successor);
  if (values.length === 1 && fits(values[0])) return replace(values[0], { isPreferred: true });
  const near = meant.length < WIDE ? [] : values.filter((value) => isOneCharacterOff(value, meant));
  return near.length === 1 && fits(near[0]) ? replace(near[0]) : [];
}

/**
 * `01/02/2025` is another day to those who write the month first, and `2025-03-09Z` is what becomes of midnight of the next
 * day in the Netherlands where a program writes it in another zone.
 */
function isDayWithoutDoubt(text: string): boolean {
  const value = trimXml(text);
  const zone = /\d(z|[+-]\d\d:\d\d)$/i.exec(value)?.[1];
  if (zone !== undefined && !DUTCH_ZONES.has(zone)) return false;
  const [, first, second] = /^(\d\d?)\/(\d\d?)\//.exec(value) ?? [];
  return first === undefined || Number(first) > 12 || Number(second) > 12 || first === second;
}

/** In winter and in summer. */
const DUTCH_ZONES: ReadonlySet<string> = new Set(['+01:00', '+02:00']);

function introducesFinding(
  finding: Finding,
  context: FixContext,
  concept: Concept | undefined,
  value: string,
): boolean {
  if (!finding.record || !isRecordConcept(concept)) return false;
  return context.introducesFinding(finding.record, new Map([[concept, value]]));
}

function withLabel(context: FixContext, concept: Concept | undefined, value: string): string {
  const label = concept && codeOf(context.pack, concept, value)?.label;
  return label ? `${value} (${label})` : value;
}
