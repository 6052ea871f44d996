import xpath from 'xpath';
import type { XmlNode } from './xml-node.ts';

/**
 * The parts of the library `xpath` that its declarations leave out: parsed expressions, which are kept and evaluated
 * many times, their syntax trees, and evaluation over nodes that are no full DOM.
 */

export interface Value {
  stringValue(): string;
  booleanValue(): boolean;
  number(): { numberValue(): number };
}

export interface NodeSet extends Value {
  /** In the order of the document. */
  toArray(): XmlNode[];
  toUnsortedArray(): XmlNode[];
  add(node: XmlNode): void;
}

export interface Context {
  expressionContextNode: XmlNode;
  /** The node of the step that is being evaluated. */
  contextNode: XmlNode;
  /** The node of the rule; ours, for `current()`. The library hands its contexts on with all that is in them. */
  current: XmlNode;
}

export interface Expression {
  evaluate(context: Context): Value;
}

export interface NodeTest {
  readonly type: number;
  readonly prefix?: string | null;
  readonly localName?: string;
}

export interface Step {
  readonly axis: number;
  readonly nodeTest: NodeTest;
  readonly predicates: Expression[];
}

export interface PathExpression extends Expression {
  filter?: Expression;
  readonly filterPredicates?: Expression[];
  readonly locationPath?: { readonly absolute: boolean; readonly steps: readonly Step[] };
}

interface Call extends Expression {
  readonly functionName: string;
  readonly arguments: Expression[];
}

interface Reference extends Expression {
  variable: string;
}

interface Operation extends Expression {
  lhs?: Expression;
  rhs: Expression;
}

type Constructor<T, A extends unknown[] = never[]> = new (...args: A) => T;
type Evaluate = (context: Context, ...args: Expression[]) => Value;

interface Engine {
  XPathParser: Constructor<{ parse(text: string): { readonly expression: Expression } }, []>;
  XPathContext: Constructor<Context, [unknown, unknown, unknown]>;
  FunctionResolver: Constructor<{ addFunction(uri: string, name: string, evaluate: Evaluate): void }, []>;
  XPath: Constructor<{ evaluate(context: Context): Value }, [Expression]>;
  XNodeSet: Constructor<NodeSet, []>;
  XString: Constructor<Value & Expression, [string]>;
  XNumber: Constructor<Value & Expression, [number]>;
  PathExpr: Constructor<PathExpression, [undefined, undefined, object]>;
  LocationPath: Constructor<object, [boolean, readonly Step[]]>;
  Step: Constructor<Step, [number, NodeTest, readonly Expression[]]> & {
    readonly STEPNAMES: Readonly<Record<number, string>>;
    readonly DESCENDANTORSELF: number;
    readonly CHILD: number;
  };
  NodeTest: Readonly<Record<'NAMETESTANY' | 'NAMETESTPREFIXANY' | 'NAMETESTQNAME' | 'NODE', number>> & {
    readonly nodeTest: NodeTest;
  };
  FunctionCall: Constructor<Call, [string, Expression[]]>;
  VariableReference: Constructor<Reference>;
  BarOperation: Constructor<Operation>;
  OrOperation: Constructor<Operation>;
  AndOperation: Constructor<Operation>;
  EqualsOperation: Constructor<Operation>;
  NotEqualOperation: Constructor<Operation>;
  LessThanOperation: Constructor<Operation>;
  LessThanOrEqualOperation: Constructor<Operation>;
  GreaterThanOperation: Constructor<Operation>;
  GreaterThanOrEqualOperation: Constructor<Operation>;
  PlusOperation: Constructor<Operation>;
  MinusOperation: Constructor<Operation>;
  MultiplyOperation: Constructor<Operation>;
  DivOperation: Constructor<Operation>;
  ModOperation: Constructor<Operation>;
  UnaryMinusOperation: Constructor<Operation>;
}

const engine = xpath as unknown as Engine;
const parser = new engine.XPathParser();

/** An expression taken apart. */
export type Shape =
  | { readonly kind: 'path'; readonly path: PathExpression }
  | { readonly kind: 'union' | 'logic' | 'comparison' | 'arithmetic'; readonly operands: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'variable'; readonly reference: Reference }
  | { readonly kind: 'string' | 'number' };

const COMPARISONS = [
  engine.EqualsOperation,
  engine.NotEqualOperation,
  engine.LessThanOperation,
  engine.LessThanOrEqualOperation,
  engine.GreaterThanOperation,
  engine.GreaterThanOrEqualOperation,
];

const CALCULATIONS = [
  engine.PlusOperation,
  engine.MinusOperation,
  engine.MultiplyOperation,
  engine.DivOperation,
  engine.ModOperation,
  engine.UnaryMinusOperation,
];

export function shapeOf(expression: Expression): Shape {
  if (expression instanceof engine.PathExpr) return { kind: 'path', path: expression };
  if (expression instanceof engine.FunctionCall) {
    return { kind: 'call', name: expression.functionName, args: expression.arguments };
  }
  if (expression instanceof engine.VariableReference) return { kind: 'variable', reference: expression };
  if (expression instanceof engine.XString) return { kind: 'string' };
  if (expression instanceof engine.XNumber) return { kind: 'number' };
  if (expression instanceof engine.UnaryMinusOperation) return { kind: 'arithmetic', operands: [expression.rhs] };
  const { lhs, rhs } = expression as Operation;
  const operands = [lhs!, rhs];
  if (expression instanceof engine.BarOperation) return { kind: 'union', operands };
  if (expression instanceof engine.OrOperation || expression instanceof engine.AndOperation) {
    return { kind: 'logic', operands };
  }
  return {
    kind: COMPARISONS.some((comparison) => expression instanceof comparison) ? 'comparison' : 'arithmetic',
    operands,
  };
}

/** The name of a step's axis; undefined where XPath has no such axis. */
export function axisOf(step: Step): string | undefined {
  return engine.Step.STEPNAMES[step.axis];
}

export type TestKind = 'any' | 'prefix' | 'name' | 'node' | 'other';

/** What a node test asks for: any element, one of a namespace, of a name, any node, or text and the like. */
export function testKind(test: NodeTest): TestKind {
  switch (test.type) {
    case engine.NodeTest.NAMETESTANY:
      return 'any';
    case engine.NodeTest.NAMETESTPREFIXANY:
      return 'prefix';
    case engine.NodeTest.NAMETESTQNAME:
      return 'name';
    case engine.NodeTest.NODE:
      return 'node';
    default:
      return 'other';
  }
}

/**
 * Reads an XPath 1.0 expression.
 * @throws Error where it isn't one; RangeError where it nests too deep
 */
export function parseXPath(text: string): Expression {
  return unwrap(parser.parse(text).expression);
}

/**
 * Takes off what the parser puts around every literal, variable and call: a path without steps, which costs more to
 * evaluate than all that is in it.
 */
function unwrap(expression: Expression): Expression {
  if (expression instanceof engine.PathExpr) {
    const { filter, filterPredicates = [], locationPath } = expression;
    if (filter && filterPredicates.length === 0 && !locationPath) return unwrap(filter);
    if (filter) expression.filter = unwrap(filter);
    unwrapAll(filterPredicates);
    for (const step of locationPath?.steps ?? []) unwrapAll(step.predicates);
  } else if (expression instanceof engine.FunctionCall) unwrapAll(expression.arguments);
  else {
    const operation = expression as Partial<Operation>;
    const operand = isCalculation(expression) ? asNumber : unwrap;
    if (operation.lhs) operation.lhs = operand(operation.lhs);
    if (operation.rhs) operation.rhs = operand(operation.rhs);
  }
  return expression;
}

/** An operand of a calculation. What may be nodes goes through our `number()`. */
function asNumber(expression: Expression): Expression {
  const operand = unwrap(expression);
  const isNumber = operand instanceof engine.XNumber || isCalculation(operand);
  return isNumber ? operand : new engine.FunctionCall('number', [operand]);
}

function isCalculation(expression: Expression): boolean {
  return CALCULATIONS.some((calculation) => expression instanceof calculation);
}

function unwrapAll(expressions: Expression[]): void {
  for (let i = 0; i < expressions.length; i++) expressions[i] = unwrap(expressions[i]!);
}

/** One path of a rule's context, ready to find the nodes that match it. */
export interface ContextPath {
  /** Taken from the document it gives all of them. */
  readonly expression: Expression;
  /**
   * Where the path goes down child by child: it finds the elements of this name when it is taken from what is so many
   * levels above each of them, at a fraction of the cost.
   */
  readonly direct: { readonly expression: Expression; readonly name: string; readonly levels: number } | undefined;
}

/** A path as the context of a rule: a relative one is taken from anywhere. */
export function contextPath(path: PathExpression): ContextPath {
  const { absolute, steps } = path.locationPath!;
  const isAnywhere = (step: Step | undefined) =>
    step?.axis === engine.Step.DESCENDANTORSELF &&
    step.nodeTest === engine.NodeTest.nodeTest &&
    step.predicates.length === 0;
  if (absolute && !isAnywhere(steps[0])) return { expression: path, direct: undefined };
  const down = absolute ? steps.slice(1) : steps;
  const start = new engine.Step(engine.Step.DESCENDANTORSELF, engine.NodeTest.nodeTest, []);
  const last = down[down.length - 1];
  const isDirect = down.every((step) => step.axis === engine.Step.CHILD) && last && testKind(last.nodeTest) === 'name';
  return {
    expression: pathOf(true, [start, ...down]),
    direct: isDirect
      ? { expression: pathOf(false, down), name: last.nodeTest.localName!, levels: down.length }
      : undefined,
  };
}

function pathOf(absolute: boolean, steps: readonly Step[]): Expression {
  return new engine.PathExpr(undefined, undefined, new engine.LocationPath(absolute, steps));
}

/** Gives the value of the variable in a slot. */
export type Variables = (slot: number) => Value;

function setOf(node: XmlNode): NodeSet {
  const set = new engine.XNodeSet();
  set.add(node);
  return set;
}

/** The number that a value is. The library takes an element without text, and one that isn't there, for 0. */
function toNumber(value: Value): number {
  const single = isNodeSet(value) ? new engine.XString(value.stringValue()) : value;
  return single.number().numberValue();
}

/** The standard functions, those mended that the library has wrong, and `current()`. */
const functions = new engine.FunctionResolver();
functions.addFunction('', 'current', (context) => setOf(context.current));
functions.addFunction('', 'number', (c, value) => {
  return new engine.XNumber(toNumber(value ? value.evaluate(c) : setOf(c.contextNode)));
});
for (const name of ['floor', 'ceil', 'round'] as const) {
  functions.addFunction('', name === 'ceil' ? 'ceiling' : name, (c, value) => {
    return new engine.XNumber(Math[name](toNumber(value!.evaluate(c))));
  });
}
functions.addFunction('', 'substring', (c, value, from, length) => {
  const text = value!.evaluate(c).stringValue();
  const start = Math.round(toNumber(from!.evaluate(c)));
  const end = length ? start + Math.round(toNumber(length.evaluate(c))) : Number.POSITIVE_INFINITY;
  // Positions count from 1; NaN compares as false, so that nothing is left.
  const inside = end > start;
  return new engine.XString(inside ? text.slice(Math.max(0, start - 1), Math.max(0, end - 1)) : '');
});

/** Evaluates expressions with the prefixes of one schema. */
export class Evaluator {
  private readonly namespaces: { getNamespace(prefix: string): string | null };

  constructor(prefixes: ReadonlyMap<string, string>) {
    this.namespaces = { getNamespace: (prefix) => prefixes.get(prefix) ?? null };
  }

  /**
   * The value of an expression at a node.
   * @param current what `current()` gives
   * @throws Error where it can't be had
   */
  evaluate(expression: Expression, node: XmlNode, current: XmlNode, variables: Variables): Value {
    const resolver = { getVariable: (slot: string) => variables(Number(slot)) };
    const context = new engine.XPathContext(resolver, this.namespaces, functions);
    context.expressionContextNode = node;
    context.current = current;
    return new engine.XPath(expression).evaluate(context);
  }
}

export function isNodeSet(value: Value): value is NodeSet {
  return value instanceof engine.XNodeSet;
}
