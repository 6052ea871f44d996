import type { TextRange } from '../text/text-range.ts';
import type { CompiledExpression } from './compiled.ts';
import type { Source } from './element-reader.ts';
import type { Problems } from './problem.ts';
import { ExpressionCheck, type Outcome, type Scope } from './xpath/expression-check.ts';
import type { RegionMap, Regions } from './xpath/regions.ts';
import {
  type ContextPath,
  contextPath,
  type Expression,
  type PathExpression,
  parseXPath,
  shapeOf,
} from './xpath/xpath-engine.ts';

/** What all expressions of a schema share. */
export interface CompileOptions {
  readonly map: RegionMap;
  readonly prefixes: ReadonlyMap<string, string>;
  readonly problems: Problems;
}

export interface Checked extends CompiledExpression {
  readonly outcome: Outcome;
  readonly readsHeader: boolean;
}

export interface CheckedContext extends CompiledExpression {
  readonly paths: readonly ContextPath[];
  readonly regions: Regions;
  readonly readsHeader: boolean;
}

const PARAMETER = /\$([\p{L}_][\p{L}\p{N}._-]*)/gu;

/**
 * Reads and checks an expression.
 * @param parameters what stands for `$name` in it, letter by letter, in the rules of an abstract pattern
 * @param needsText its nodes are shown, and not only asked for
 * @returns undefined where it can't be used: then that is reported, here or at the variable that it needs
 */
export function compileExpression(
  source: Source,
  scope: Scope,
  parameters: ReadonlyMap<string, string>,
  settings: CompileOptions,
  needsText = false,
): Checked | undefined {
  return withParsed(source, parameters, scope, settings, (expression, check) => {
    const outcome = check.check(expression, needsText);
    if (check.failed) return undefined;
    return { expression, range: source.range, outcome, readsHeader: check.readsHeader };
  });
}

/** Reads and checks the context of a rule. */
export function compileContext(
  source: Source,
  scope: Scope,
  parameters: ReadonlyMap<string, string>,
  settings: CompileOptions,
): CheckedContext | undefined {
  return withParsed(source, parameters, scope, settings, (expression, check) => {
    const regions = check.checkPattern(expression);
    if (check.failed) return undefined;
    const paths = alternatives(expression).map((path) => contextPath(path as PathExpression));
    return { expression, range: source.range, paths, regions, readsHeader: check.readsHeader };
  });
}

function alternatives(expression: Expression): Expression[] {
  const shape = shapeOf(expression);
  return shape.kind === 'union' ? shape.operands.flatMap(alternatives) : [expression];
}

function withParsed<T>(
  source: Source,
  parameters: ReadonlyMap<string, string>,
  scope: Scope,
  { map, prefixes, problems }: CompileOptions,
  use: (expression: Expression, check: ExpressionCheck) => T | undefined,
): T | undefined {
  const text = source.text.replace(PARAMETER, (whole, name: string) => parameters.get(name) ?? whole);
  const check = new ExpressionCheck(map, prefixes, scope, (severity, key, shown, word) =>
    problems.add({ range: rangeOf(source, word), severity, message: { key, parameters: shown } }),
  );
  try {
    return use(parseXPath(text), check);
  } catch (error) {
    if (error instanceof RangeError) problems.error(source.range, 'schematron.problem.tooDeep');
    else problems.error(source.range, 'schematron.problem.syntax', { expression: shorten(text) });
    return undefined;
  }
}

/** The first place of a word in the source; all of it where the word came with a parameter. */
function rangeOf(source: Source, word: string | undefined): TextRange {
  if (!word) return source.range;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_.-])${word.replace(/[$.*]/g, '\\$&')}(?![\\p{L}\\p{N}_.-])`, 'u');
  const at = source.raw.search(pattern);
  return at < 0 ? source.range : { start: source.rawStart + at, end: source.rawStart + at + word.length };
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
