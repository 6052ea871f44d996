import { dayOf } from '../delivery/day.ts';
import {
  formatDay,
  formatMonth,
  parseDay,
  parseMonth,
  parseMonthNumber,
  parseYear,
} from '../delivery/values/notation.ts';
import { DAY_NOTATIONS, MONTH_NUMBER_NOTATIONS, type Notation, type ValueType } from '../packs/notations.ts';
import type { TypeModel } from '../schema/model.ts';

/**
 * What values a type takes, as far as its facets tell: enough to know a date from a code. libxml2 alone decides what is
 * valid.
 */
export function takes(type: TypeModel, value: string): boolean {
  if (type.members.length > 0 && type.enumerations.length === 0)
    return type.members.some((member) => takes(member, value));
  if (type.item) return value.split(' ').every((one) => takes(type.item!, one));
  if (type.enumerations.length > 0 && !type.enumerations.some((one) => one.value === value)) return false;
  if (!isOfBase(type.base ?? '', value)) return false;
  return type.facets.every(({ name, value: limit, alternatives }) => meets(name, limit, alternatives, value));
}

const INTEGERS = new Set(
  'integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger unsignedInt unsignedLong unsignedShort unsignedByte'.split(
    ' ',
  ),
);

export function isNumber({ base = '' }: TypeModel): boolean {
  return INTEGERS.has(base) || ['decimal', 'float', 'double'].includes(base);
}

const LARGEST: Readonly<Record<string, number>> = {
  byte: 127,
  unsignedByte: 255,
  short: 32_767,
  unsignedShort: 65_535,
  int: 2_147_483_647,
  unsignedInt: 4_294_967_295,
};

function isOfBase(base: string, value: string): boolean {
  if (INTEGERS.has(base))
    return /^[+-]?\d+$/.test(value) && Math.abs(Number(value)) <= (LARGEST[base] ?? Number.POSITIVE_INFINITY);
  switch (base) {
    case 'decimal':
      return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(value);
    case 'float':
    case 'double':
      return value !== '' && !Number.isNaN(Number(value));
    case 'boolean':
      return ['true', 'false', '1', '0'].includes(value);
    case 'date':
      return parseDay(value.replace(/(Z|[+-]\d\d:\d\d)$/, ''), 'jjjj-mm-dd') !== undefined;
    case 'dateTime':
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value);
    case 'time':
      return /^\d\d:\d\d:\d\d/.test(value);
    case 'gYearMonth':
      return /^\d{4}-(0[1-9]|1[0-2])$/.test(value);
    case 'gYear':
      return /^\d{4}$/.test(value);
    case 'gMonth':
      return /^--(0[1-9]|1[0-2])$/.test(value);
    case 'gDay':
    case 'gMonthDay':
    case 'duration':
    case 'base64Binary':
    case 'hexBinary':
    case 'QName':
      return false;
    case 'NCName':
    case 'ID':
    case 'IDREF':
      return /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(value);
    default:
      return true;
  }
}

function meets(name: string, limit: string, alternatives: readonly string[], value: string): boolean {
  switch (name) {
    case 'pattern':
      return alternatives.some((pattern) => matches(pattern, value));
    case 'length':
      return value.length === Number(limit);
    case 'minLength':
      return value.length >= Number(limit);
    case 'maxLength':
      return value.length <= Number(limit);
    case 'totalDigits':
      return value.replace(/^[+-]?0*|\D/g, '').length <= Number(limit);
    case 'minInclusive':
      return compare(value, limit) >= 0;
    case 'maxInclusive':
      return compare(value, limit) <= 0;
    case 'minExclusive':
      return compare(value, limit) > 0;
    case 'maxExclusive':
      return compare(value, limit) < 0;
    default:
      return true;
  }
}

/** Numbers as numbers, dates as texts: those of XSD are in order. */
function compare(value: string, limit: string): number {
  const [a, b] = [Number(value), Number(limit)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  return value < limit ? -1 : Number(value > limit);
}

const expressions = new Map<string, RegExp | undefined>();

/** A pattern that JavaScript can't read takes everything. */
function matches(pattern: string, value: string): boolean {
  if (!expressions.has(pattern)) {
    const source = pattern
      .replace(/(^|[^\\])((?:\\\\)*)([\^$])(?![^[]*\])/g, '$1$2\\$3')
      .replace(/\\i/g, '[\\p{L}_:]')
      .replace(/\\c/g, '[\\p{L}\\p{N}_.:-]');
    let expression: RegExp | undefined;
    try {
      expression = new RegExp(`^(?:${source})$`, 'u');
    } catch {
      try {
        expression = new RegExp(`^(?:${source.replace(/\\-/g, '-')})$`);
      } catch {
        expression = undefined;
      }
    }
    expressions.set(pattern, expression);
  }
  return expressions.get(pattern)?.test(value) ?? true;
}

/** How sure a type makes a notation: it takes nothing else; its width alone is known; it says nothing. */
export type Sureness = 'strict' | 'likely' | 'open';

export interface ReadNotation {
  readonly notation: Notation;
  readonly sureness: Sureness;
}

const SAMPLE_DAYS = [dayOf(2025, 1, 31), dayOf(1988, 11, 5), dayOf(2003, 12, 31)];
const NO_DAY = {
  'jjjj-mm-dd': '2025-99-31',
  jjjjmmdd: '20259931',
  'dd-mm-jjjj': '31-99-2025',
  'jjjj-mm-ddThh:mm:ss': '2025-99-31T00:00:00',
};
/** What no date, month, year or number looks like. */
const NO_NUMBER = ['Jansen', 'abcdefgh', 'abcdefghij'];

/** The notations in which values of a type may be dates, months or years. */
export function notationsFor(type: TypeModel, wanted: ValueType): ReadNotation[] {
  const takesText = NO_NUMBER.some((text) => takes(type, text));
  const sureness = (isStrict: boolean, others: number): Sureness => {
    if (takesText) return 'open';
    return isStrict && others === 0 ? 'strict' : 'likely';
  };
  switch (wanted) {
    case 'day': {
      const taken = DAY_NOTATIONS.filter((notation) =>
        SAMPLE_DAYS.every((day) => takes(type, formatDay(day, notation))),
      );
      const read = taken.map((notation) => ({
        notation,
        sureness: sureness(!takes(type, NO_DAY[notation]), taken.length - 1),
      }));
      // Where anything goes, the law's notation is the likeliest.
      return read.sort((a, b) => Number(b.notation === 'jjjjmmdd') - Number(a.notation === 'jjjjmmdd'));
    }
    case 'month': {
      const months = (['jjjj-mm', 'jjjjmm', ...DAY_NOTATIONS] as const).filter((notation) =>
        [24_302, 24_311].every((month) => takes(type, formatMonth(month, notation))),
      );
      return months.map((notation) => ({ notation, sureness: sureness(true, months.length - 1) }));
    }
    case 'year': {
      const isYear = ['2024', '2025', '2026'].some((year) => takes(type, year));
      return isYear ? [{ notation: 'jjjj', sureness: sureness(!takes(type, '12345'), 0) }] : [];
    }
    case 'monthNumber': {
      const written = { mm: ['01', '09', '12'], m: ['1', '9', '12'], '--mm': ['--01', '--12'] };
      const taken = MONTH_NUMBER_NOTATIONS.filter((notation) => written[notation].every((month) => takes(type, month)));
      // A number is read with its zero or without.
      const own = taken.length > 1 && isNumber(type) ? taken.filter((notation) => notation === 'm') : taken;
      return own.map((notation) => ({
        notation,
        sureness: sureness(!takes(type, '13') || isNumber(type), own.length - 1),
      }));
    }
    default:
      return [];
  }
}

/** So many values of an example may be wrong: it may be a delivery with faults. */
const MOST_WRONG = 0.25;

/** The notations in which some values are read, but for a few. */
export function notationsOfValues(values: readonly string[], wanted: ValueType): Notation[] {
  const reads = (parse: (value: string) => number | undefined) =>
    areMostly(values, (value) => parse(value) !== undefined);
  switch (wanted) {
    case 'day':
      return DAY_NOTATIONS.filter((notation) => reads((value) => parseDay(value, notation)));
    case 'month':
      return (['jjjj-mm', 'jjjjmm', ...DAY_NOTATIONS] as const).filter((notation) =>
        reads((value) => parseMonth(value, notation)),
      );
    case 'year':
      return reads(parseYear) ? ['jjjj'] : [];
    case 'monthNumber':
      return MONTH_NUMBER_NOTATIONS.filter((notation) => reads((value) => parseMonthNumber(value, notation)));
    default:
      return [];
  }
}

/** Nearly all of some values are so. */
export function areMostly(values: readonly string[], isSo: (value: string) => boolean): boolean {
  const wrong = values.filter((value) => !isSo(value)).length;
  return values.length > 0 && wrong <= values.length * MOST_WRONG;
}

/** Notations that documentation spells out: `JJJJMMDD`, `dd-mm-yyyy`. */
export function notationsInText(text: string): Notation[] {
  const found: Notation[] = [];
  const plain = text.toLowerCase().replaceAll('y', 'j').replaceAll('eejj', 'jjjj');
  const after = (pattern: RegExp) => pattern.test(plain);
  if (after(/jjjj-mm-ddt/)) found.push('jjjj-mm-ddThh:mm:ss');
  else if (after(/jjjj-mm-dd/)) found.push('jjjj-mm-dd');
  if (after(/jjjjmmdd/)) found.push('jjjjmmdd');
  if (after(/dd-mm-jjjj/)) found.push('dd-mm-jjjj');
  if (after(/jjjj-mm(?!-?d)/)) found.push('jjjj-mm');
  if (after(/jjjjmm(?!d)/)) found.push('jjjjmm');
  return found;
}
