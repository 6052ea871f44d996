import type { Facet, TypeModel } from '../model.ts';
import { ANY_CHARACTER, all, choice, type Expression, repeated } from './expression.ts';
import { Matcher } from './matcher.ts';
import { expressionOf, readPattern } from './pattern.ts';

const ANY = repeated(ANY_CHARACTER, 0, Number.POSITIVE_INFINITY);
/** White space that is as it is when it has been collapsed. */
const SINGLE_SPACES = expressionOf('([!-~]+( [!-~]+)*)?');
/** So many digits are a number that JavaScript has exactly. */
const WHOLE = expressionOf('[0-9]{1,15}');
const YEAR = '[1-9][0-9][0-9][0-9]';
/** Of any year. */
const DAYS = '(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31';

/** The lengths of these count characters. */
const TEXTS: Readonly<Record<string, Expression>> = {
  string: ANY,
  normalizedString: ANY,
  token: SINGLE_SPACES,
};

/** Some values of the types that have an order: the numbers that their digits make have the same. */
const ORDERED: Readonly<Record<string, Expression>> = {
  decimal: WHOLE,
  integer: WHOLE,
  nonNegativeInteger: WHOLE,
  positiveInteger: WHOLE,
  long: WHOLE,
  unsignedLong: WHOLE,
  int: WHOLE,
  unsignedInt: WHOLE,
  short: WHOLE,
  unsignedShort: WHOLE,
  byte: WHOLE,
  unsignedByte: WHOLE,
  gYear: expressionOf(YEAR),
  gYearMonth: expressionOf(`${YEAR}-(0[1-9]|1[0-2])`),
  date: expressionOf(`${YEAR}-(${DAYS})`),
};
const LEAST: Readonly<Record<string, number>> = { positiveInteger: 1 };
const MOST: Readonly<Record<string, number>> = {
  int: 2_147_483_647,
  unsignedInt: 4_294_967_295,
  short: 32_767,
  unsignedShort: 65_535,
  byte: 127,
  unsignedByte: 255,
};

const OTHERS: Readonly<Record<string, Expression>> = { boolean: expressionOf('true|false|0|1') };

/** What of the values of a type is beyond doubt. */
interface Limits {
  readonly written: Expression;
  /** For the number that the digits of a value make. */
  readonly min: number;
  readonly max: number;
}

/**
 * Values that a simple type has beyond doubt: of types that are plain enough those that are written plainly. Of any other
 * value only libxml2 knows whether it is valid.
 */
export class SureValues {
  private readonly matcher: Matcher;
  private readonly values: ReadonlySet<string> | undefined;

  private constructor(
    private readonly limits: Limits,
    /** A value is one of theirs. */
    private readonly members: readonly SureValues[],
    enumerated: readonly string[],
  ) {
    this.matcher = new Matcher(limits.written);
    const sure = enumerated.filter((value) => this.meetsLimits(value, 0, value.length));
    this.values = enumerated.length > 0 ? new Set(sure) : undefined;
  }

  /** @returns undefined where no value is beyond doubt */
  static of(type: TypeModel): SureValues | undefined {
    const limits = limitsOf(type);
    const members = type.members.flatMap((member) => SureValues.of(member) ?? []);
    if (!limits || (type.members.length > 0 && members.length === 0)) return undefined;
    return new SureValues(
      limits,
      members,
      type.enumerations.map(({ value }) => value),
    );
  }

  /** What stands between two offsets is one of them. */
  has(text: string, from: number, to: number): boolean {
    return this.values ? this.values.has(text.slice(from, to)) : this.meetsLimits(text, from, to);
  }

  private meetsLimits(text: string, from: number, to: number): boolean {
    if (!this.matcher.matches(text, from, to)) return false;
    const { min, max } = this.limits;
    if (min !== Number.NEGATIVE_INFINITY || max !== Number.POSITIVE_INFINITY) {
      const number = numberIn(text.slice(from, to));
      if (number < min || number > max) return false;
    }
    return this.members.length === 0 || this.members.some((member) => member.has(text, from, to));
  }
}

function limitsOf({ base = '', facets, item, members }: TypeModel): Limits | undefined {
  const isUnion = members.length > 0;
  const plain = isUnion ? ANY : (TEXTS[base] ?? ORDERED[base] ?? OTHERS[base]);
  if (item || !plain) return undefined;
  const written: Expression[] = [plain];
  let [min, max] = [LEAST[base] ?? Number.NEGATIVE_INFINITY, MOST[base] ?? Number.POSITIVE_INFINITY];
  for (const facet of facets) {
    const bound = isUnion ? undefined : boundIn(facet, base);
    const limit = bound ? ANY : limitIn(facet, isUnion ? '' : base);
    if (!limit) return undefined;
    written.push(limit);
    min = Math.max(min, bound?.min ?? min);
    max = Math.min(max, bound?.max ?? max);
  }
  return { written: all(written), min, max };
}

const MATCHERS = new Map<string, Matcher>();

/** Of the values of a type that have an order. */
function matcherFor(base: string): Matcher | undefined {
  const plain = ORDERED[base];
  const known = MATCHERS.get(base) ?? (plain && new Matcher(plain));
  if (known) MATCHERS.set(base, known);
  return known;
}

/** The number that a value must reach or not exceed; undefined where a facet is none of those, or its value is not plain. */
function boundIn({ name, value }: Facet, base: string): { readonly min?: number; readonly max?: number } | undefined {
  if (!matcherFor(base)?.matches(value, 0, value.length)) return undefined;
  const bound = numberIn(value);
  switch (name) {
    case 'minInclusive':
      return { min: bound };
    case 'minExclusive':
      return { min: bound + 1 };
    case 'maxInclusive':
      return { max: bound };
    case 'maxExclusive':
      return { max: bound - 1 };
  }
  return undefined;
}

/** How a facet limits how values are written; undefined where that can't be told. */
function limitIn({ name, value, alternatives }: Facet, base: string): Expression | undefined {
  if (name === 'pattern') {
    const patterns = alternatives.map(readPattern);
    return patterns.every((pattern) => pattern !== undefined) ? choice(patterns) : undefined;
  }
  const isText = base in TEXTS;
  if (name === 'whiteSpace' && isText) return value === 'preserve' ? ANY : SINGLE_SPACES;
  if (!/^\d{1,6}$/.test(value)) return undefined;
  const count = Number(value);
  if (name === 'fractionDigits') return ANY;
  if (name === 'totalDigits') return lengths(1, count);
  if (!isText) return undefined;
  if (name === 'length') return lengths(count, count);
  if (name === 'minLength') return lengths(count, Number.POSITIVE_INFINITY);
  return name === 'maxLength' ? lengths(0, count) : undefined;
}

function lengths(min: number, max: number): Expression {
  return repeated(ANY_CHARACTER, min, max);
}

function numberIn(value: string): number {
  return Number(value.replaceAll('-', ''));
}
