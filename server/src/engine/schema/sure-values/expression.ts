/**
 * Regular expressions over printable ASCII characters, with all that goes beyond the textbook left out: no groups to
 * refer to, no anchors. They are matched by derivatives (Brzozowski, 1964): what is left to match behind a character is an
 * expression again. That takes a step for each character, whatever the expression.
 */

export type Expression = Never | Empty | Characters | Sequence | Choice | All | Repeated;

interface Common {
  /** Expressions that are written alike have the same. */
  readonly key: string;
  /** It matches the empty text. */
  readonly isOptional: boolean;
}
interface Never extends Common {
  readonly kind: 'never';
}
interface Empty extends Common {
  readonly kind: 'empty';
}
/** One of these characters. */
interface Characters extends Common {
  readonly kind: 'characters';
  readonly characters: string;
}
interface Sequence extends Common {
  readonly kind: 'sequence';
  readonly first: Expression;
  readonly then: Expression;
}
interface Choice extends Common {
  readonly kind: 'choice';
  readonly of: readonly Expression[];
}
/** All of these match the same text. */
interface All extends Common {
  readonly kind: 'all';
  readonly of: readonly Expression[];
}
interface Repeated extends Common {
  readonly kind: 'repeated';
  readonly what: Expression;
  readonly min: number;
  readonly max: number;
}

/** From the space to `~`. */
export const PRINTABLE = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).join('');

export const NEVER: Expression = { kind: 'never', key: '∅', isOptional: false };
export const EMPTY: Expression = { kind: 'empty', key: 'ε', isOptional: true };
export const ANY_CHARACTER: Expression = oneOf(PRINTABLE);

/** @param wanted the characters; those that are not printable ASCII are left out */
export function characters(wanted: ReadonlySet<string>): Expression {
  return oneOf([...PRINTABLE].filter((c) => wanted.has(c)).join(''));
}

export function character(c: string): Expression {
  return PRINTABLE.includes(c) ? oneOf(c) : NEVER;
}

/** @param known in the order of {@link PRINTABLE} */
function oneOf(known: string): Expression {
  const key = known === PRINTABLE ? '.' : `[${known}]`;
  return known === '' ? NEVER : { kind: 'characters', key, isOptional: false, characters: known };
}

export function sequence(first: Expression, then: Expression): Expression {
  if (first === NEVER || then === NEVER) return NEVER;
  if (first === EMPTY) return then;
  if (then === EMPTY) return first;
  const key = `(${first.key}·${then.key})`;
  return { kind: 'sequence', key, isOptional: first.isOptional && then.isOptional, first, then };
}

export function choice(of: readonly Expression[]): Expression {
  const different = distinct(of.flatMap((one) => (one.kind === 'choice' ? one.of : one === NEVER ? [] : [one])));
  const [only = NEVER] = different;
  if (different.length < 2) return only;
  const isOptional = different.some((one) => one.isOptional);
  return { kind: 'choice', key: `(${keysOf(different).join('∪')})`, isOptional, of: different };
}

export function all(of: readonly Expression[]): Expression {
  const different = distinct(of.flatMap((one) => (one.kind === 'all' ? one.of : [one])));
  const [only = NEVER] = different;
  if (different.includes(NEVER)) return NEVER;
  if (different.length < 2) return only;
  const isOptional = different.every((one) => one.isOptional);
  return { kind: 'all', key: `(${keysOf(different).join('∩')})`, isOptional, of: different };
}

/** @param max `Infinity` for any number */
export function repeated(what: Expression, min: number, max: number): Expression {
  if (max === 0 || what === EMPTY) return EMPTY;
  if (what === NEVER) return min === 0 ? EMPTY : NEVER;
  if (min === 1 && max === 1) return what;
  const isOptional = min === 0 || what.isOptional;
  return { kind: 'repeated', key: `${what.key}{${min},${max}}`, isOptional, what, min, max };
}

/** What is left to match behind a character. */
export function behind(expression: Expression, c: string): Expression {
  switch (expression.kind) {
    case 'never':
    case 'empty':
      return NEVER;
    case 'characters':
      return expression.characters.includes(c) ? EMPTY : NEVER;
    case 'sequence': {
      const { first, then } = expression;
      const left = sequence(behind(first, c), then);
      return first.isOptional ? choice([left, behind(then, c)]) : left;
    }
    case 'choice':
      return choice(expression.of.map((one) => behind(one, c)));
    case 'all':
      return all(expression.of.map((one) => behind(one, c)));
    case 'repeated': {
      const { what, min, max } = expression;
      return sequence(behind(what, c), repeated(what, Math.max(0, min - 1), max - 1));
    }
  }
}

function distinct(expressions: readonly Expression[]): Expression[] {
  const byKey = new Map(expressions.map((one) => [one.key, one]));
  return [...byKey.keys()].sort().map((key) => byKey.get(key)!);
}

function keysOf(expressions: readonly Expression[]): string[] {
  return expressions.map(({ key }) => key);
}
