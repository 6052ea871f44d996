import { RULES } from '../../engine/rules/registry.ts';
import { distance } from '../../engine/syntax/resemblance.ts';
import type { Say } from './words.ts';

/** A command line that says something it can't, in one sentence. */
export class UsageError extends Error {}

/** So many names are proposed instead of one that is none. */
const MOST = 3;

/** @throws UsageError where the value is none of those allowed */
export function oneOf<T extends string>(say: Say, option: string, value: string, allowed: readonly T[]): T {
  if ((allowed as readonly string[]).includes(value)) return value as T;
  throw new UsageError(say('usage.choose', { option, value, choices: allowed.join(', ') }));
}

/** @throws UsageError for what is no whole number from 1 up */
export function countOf(say: Say, option: string, value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw new UsageError(say('usage.count', { option, value }));
}

/** The problem with the names that were probably meant, where there are any. */
export function didYouMean(say: Say, problem: string, suggestions: readonly string[]): string {
  const [last, ...others] = [...suggestions].reverse();
  if (last === undefined) return problem;
  const first = others.reverse().join(', ');
  const all = first === '' ? last : say('usage.or', { first, last });
  return say('usage.didYouMean', { problem, suggestions: all });
}

/** Of some names those that one which is none of them probably stands for: most of it is right. */
export function alike(name: string, names: readonly string[]): string[] {
  const wrong = (one: string) => distance(name, one) / Math.max(name.length, one.length);
  return nearest(
    name,
    names.filter((one) => wrong(one) <= 0.4 || one.startsWith(name)),
  );
}

/** The codes that are most like one that is none. */
export function nearestCodes(code: string): string[] {
  return nearest(
    code.toUpperCase(),
    RULES.map((rule) => rule.code),
  );
}

function nearest(name: string, names: readonly string[]): string[] {
  const far = new Map(names.map((one) => [one, distance(name, one)]));
  return [...names].sort((a, b) => far.get(a)! - far.get(b)!).slice(0, MOST);
}
