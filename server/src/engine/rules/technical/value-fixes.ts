import { passesElfproef } from '../../delivery/bsn.ts';
import {
  formatValue,
  notationAt,
  type ValueNotation,
  valueInAnyNotation,
} from '../../delivery/values/value-notation.ts';
import { codeOf, codesOf, conceptAt } from '../../packs/load-pack.ts';
import { type Concept, isRecordConcept } from '../../packs/pack.ts';
import type { SchemaIssue } from '../../schema/issue.ts';
import type { TypeModel } from '../../schema/model.ts';
import { escapeText } from '../../syntax/references.ts';
import { distance } from '../../syntax/resemblance.ts';
import { pastedWords, trimPasted } from '../../text/pasted-space.ts';
import type { Finding, Fix, FixContext } from '../rule.ts';
import { meetsFacets } from './facets.ts';
import { typeAt } from './type-at.ts';

/** From a list longer than this only the codes most like the wrong one are offered. */
const OFFERED_CODES = 6;

/** Ways to put a wrong value right. */
export function valueFixes(issue: SchemaIssue, finding: Finding, context: FixContext): Fix[] {
  const { pack } = context;
  const tree = context.treeOf(finding.owner);
  const type = typeAt(pack, issue.path);
  const concept = conceptAt(pack, issue.path);
  const text = tree.value(issue.node);
  // An empty value has nothing to go by, and elements inside are more than a value.
  if (!type || trimPasted(text) === '' || !tree.elements(issue.node).next().done) return [];
  const replace = (value: string, safe: boolean, preferred: boolean): Fix => ({
    title: {
      key: 'fix.replaceBy',
      parameters: { value: concept === 'bsn' ? { bsn: value } : withLabel(context, concept, value) },
    },
    edits: [{ owner: finding.owner, ...tree.contentRange(issue.node), newText: escapeText(value) }],
    preferred,
    safe,
  });
  const fits = (value: string | undefined): value is string =>
    value !== undefined &&
    value !== text &&
    meetsFacets(value, type) &&
    !introducesFinding(finding, context, concept, value);

  if (concept === 'bsn') {
    const digits = pastedWords(text).join('').replace(/[.-]/g, '');
    const padded = /^\d{7,9}$/.test(digits) ? digits.padStart(9, '0') : undefined;
    return fits(padded) && passesElfproef(padded) ? [replace(padded, true, true)] : [];
  }
  if (type.enumerations.length > 0) return codeFixes(text, type, concept, context, fits, replace);
  const notation = notationAt(pack, concept, type.base);
  const normalised = notation ? inNotation(text, notation) : normalise(text, type.base);
  return fits(normalised) ? [replace(normalised, true, true)] : [];
}

/** The same day or month as its place has it, whatever notation it is in. */
function inNotation(text: string, notation: ValueNotation): string | undefined {
  const value = valueInAnyNotation(text, notation.type);
  return value === undefined ? undefined : formatValue(value, notation);
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

function codeFixes(
  text: string,
  type: TypeModel,
  concept: Concept | undefined,
  context: FixContext,
  fits: (value: string | undefined) => value is string,
  replace: (value: string, safe: boolean, preferred: boolean) => Fix,
): Fix[] {
  const meant = trimPasted(text).toLowerCase();
  const list = concept && codesOf(context.pack, concept);
  const sure = type.enumerations.find(({ value }) => {
    const code = list?.codes.find((candidate) => candidate.code === value);
    const labels = [value, code?.label, code?.short].map((label) => label?.toLowerCase());
    return labels.includes(meant) || (/^\d+$/.test(meant) && Number(meant) === Number(value));
  })?.value;
  if (fits(sure)) return [replace(sure, true, true)];
  const candidates = type.enumerations.map(({ value }) => value).filter(fits);
  const near = candidates
    .map((value) => ({ value, distance: distance(meant, value) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, OFFERED_CODES)
    .map(({ value }) => value);
  const offered = candidates.length <= OFFERED_CODES ? candidates : near.sort();
  return offered.map((value) => replace(value, false, false));
}

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
