import type { TextRange } from '../text/text-range.ts';
import type { ContextPath, Evaluator, Expression } from './xpath/xpath-engine.ts';

export type SchematronSeverity = 'error' | 'warning' | 'information';

/** An expression ready for use, and where it stands in the .sch text. */
export interface CompiledExpression {
  readonly expression: Expression;
  readonly range: TextRange;
}

/** A variable; expressions name it by its place in {@link CompiledSchematron.lets}. */
export interface CompiledLet extends CompiledExpression {
  /** Of the schema, the phase or a pattern: one value for the whole document. */
  readonly isGlobal: boolean;
}

export type MessagePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly select: CompiledExpression }
  | { readonly kind: 'name'; readonly path: CompiledExpression | undefined };

/** One `sch:assert` or `sch:report`. */
export interface CompiledCheck {
  /** Its id, or `schematron-` and its place: pattern, rule, check, each from 1. */
  readonly code: string;
  readonly kind: 'assert' | 'report';
  readonly severity: SchematronSeverity;
  readonly test: CompiledExpression;
  /** With those of its diagnostics behind its own. */
  readonly message: readonly MessagePart[];
  /** Gives the node to point at, where that isn't the one of the rule. */
  readonly subject: CompiledExpression | undefined;
  /** Where it is written. */
  readonly range: TextRange;
}

export interface CompiledRule {
  readonly context: CompiledExpression;
  /** Those that stand in the context with `|` between them. */
  readonly paths: readonly ContextPath[];
  readonly inRecord: boolean;
  readonly outside: boolean;
  readonly checks: readonly CompiledCheck[];
}

/** Rules in order: of each node the first one that matches it counts. */
export interface CompiledPattern {
  readonly rules: readonly CompiledRule[];
}

/** A .sch file made ready for deliveries of one layout. */
export interface CompiledSchematron {
  readonly title: string;
  readonly patterns: readonly CompiledPattern[];
  readonly lets: readonly CompiledLet[];
  readonly evaluator: Evaluator;
  /** Some rule looks at a record. */
  readonly looksAtRecords: boolean;
  /** What it says of a record depends on the header, too: after an edit there, all records are checked again. */
  readonly recordsReadHeader: boolean;
}
