import { compareTexts } from '../text/ascending.ts';
import type { Facet, TypeModel } from './model.ts';

/** What can be told without the schema processor: the form of the built-in type and the facets. It judges the result anyway. */
export function meetsFacets(value: string, type: TypeModel): boolean {
  if (type.enumerations.length > 0) return type.enumerations.some((enumeration) => enumeration.value === value);
  return hasForm(value, type.base) && type.facets.every((facet) => meetsFacet(value, facet, type.base));
}

const ZONE = '(?:Z|[+-]\\d\\d:\\d\\d)?';
const YEAR = '-?\\d{4,}';
const TIME = '\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?';
const NUMBER = '[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)';
/** How the values of built-in types are written (XML Schema 1.0, part 2); those of other types are any text, near enough. */
const FORMS: Readonly<Record<string, RegExp>> = Object.fromEntries(
  Object.entries({
    boolean: 'true|false|0|1',
    decimal: NUMBER,
    float: `${NUMBER}(?:[eE][+-]?\\d+)?|-?INF|NaN`,
    double: `${NUMBER}(?:[eE][+-]?\\d+)?|-?INF|NaN`,
    date: `${YEAR}-\\d\\d-\\d\\d${ZONE}`,
    dateTime: `${YEAR}-\\d\\d-\\d\\dT${TIME}${ZONE}`,
    time: `${TIME}${ZONE}`,
    gYear: `${YEAR}${ZONE}`,
    gYearMonth: `${YEAR}-\\d\\d${ZONE}`,
    gMonth: `--\\d\\d${ZONE}`,
    gMonthDay: `--\\d\\d-\\d\\d${ZONE}`,
    gDay: `---\\d\\d${ZONE}`,
  }).map(([base, form]) => [base, new RegExp(`^(?:${form})$`)]),
);
const INTEGER = /^[+-]?\d+$/;

function hasForm(value: string, base: string | undefined): boolean {
  const form = base === undefined ? undefined : (FORMS[base] ?? (isNumeric(base) ? INTEGER : undefined));
  return form?.test(value) ?? true;
}

/** @param base the built-in type of the value */
export function meetsFacet(value: string, facet: Facet, base: string | undefined): boolean {
  const compare = (a: string, b: string) => (isNumeric(base) ? Number(a) - Number(b) : compareTexts(a, b));
  switch (facet.name) {
    case 'minInclusive':
      return compare(value, facet.value) >= 0;
    case 'minExclusive':
      return compare(value, facet.value) > 0;
    case 'maxInclusive':
      return compare(value, facet.value) <= 0;
    case 'maxExclusive':
      return compare(value, facet.value) < 0;
    case 'length':
      return [...value].length === Number(facet.value);
    case 'minLength':
      return [...value].length >= Number(facet.value);
    case 'maxLength':
      return [...value].length <= Number(facet.value);
    case 'fractionDigits':
      return (/\.(\d+)$/.exec(value)?.[1]?.length ?? 0) <= Number(facet.value);
    case 'totalDigits':
      return value.replace(/\D/g, '').length <= Number(facet.value);
    case 'pattern':
      return matchesPattern(value, facet.value);
    default:
      return true;
  }
}

/** `decimal`, `integer` and what is derived from it. */
export function isNumeric(base: string | undefined): boolean {
  return base !== undefined && /^(?:decimal|.*[iI]nteger|(?:unsigned)?(?:[lL]ong|[iI]nt|[sS]hort|[bB]yte))$/.test(base);
}

/** How many digits a pattern asks for that asks for nothing else: `[0-9]{4}`. */
export function digitsIn(pattern: string): number | undefined {
  const count = /^(?:\[0-9\]|\\d)\{(\d+)\}$/.exec(pattern)?.[1];
  return count === undefined ? undefined : Number(count);
}

/** XSD patterns are anchored; those that a JavaScript pattern can't say count as met. */
function matchesPattern(value: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value);
  } catch {
    return true;
  }
}
