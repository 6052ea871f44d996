import type { MessageKey, MessageParameter } from '../../messages/message.ts';
import { FUNCTIONS, READING_FUNCTIONS, type ValueType } from './functions.ts';
import { DOCUMENT, HEADER, NOWHERE, OTHERS, RECORD, type RegionMap, type Regions, UNIT } from './regions.ts';
import { axisOf, type Expression, type PathExpression, type Step, shapeOf, testKind } from './xpath-engine.ts';

/** A `sch:let` as the expressions behind it see it. */
export interface Variable {
  readonly slot: number;
  readonly type: ValueType;
  readonly regions: Regions;
  /** Its own expression is wrong: said there, and not again where it is used. */
  readonly broken: boolean;
}

/** What stands around an expression. */
export interface Scope {
  /** Where the node can be that it is evaluated at, and that `current()` gives. */
  readonly regions: Regions;
  readonly variables: ReadonlyMap<string, Variable>;
}

export interface Outcome {
  readonly type: ValueType;
  /** Where its nodes can be, if it gives nodes. */
  readonly regions: Regions;
}

/** Something wrong with an expression; `word` is the part of its text that it is about. */
export type ReportExpression = (
  severity: 'error' | 'warning',
  key: MessageKey,
  parameters: Readonly<Record<string, MessageParameter>>,
  word?: string,
) => void;

/** Where in an expression a part of it stands. */
interface Place {
  readonly regions: Regions;
  readonly inPredicate: boolean;
  readonly depth: number;
}

/** Expressions may nest this deep, so that neither this check nor the evaluation runs out of stack. */
const DEEPEST = 400;

/** The library gives `following` the descendants too, and `preceding` the ancestors; namespaces it knows in part. */
const REFUSED_AXES = ['following', 'preceding', 'namespace'];

/**
 * Goes through one expression: unknown prefixes, functions, variables and names, wrong types, and paths to records
 * other than the one that is looked at. Variables get the number of their slot for a name.
 */
export class ExpressionCheck {
  /** An error was reported, or a variable is broken: the expression can't be used. */
  failed = false;
  /** It asks for something in the header. */
  readsHeader = false;
  private isPattern = false;

  constructor(
    private readonly map: RegionMap,
    private readonly prefixes: ReadonlyMap<string, string>,
    private readonly scope: Scope,
    private readonly report: ReportExpression,
  ) {}

  /**
   * Checks an expression that is evaluated at a node.
   * @param needsText its nodes are shown or compared, and not only counted
   */
  check(expression: Expression, needsText: boolean): Outcome {
    const outcome = this.visit(expression, { regions: this.scope.regions, inPredicate: false, depth: 0 });
    if (needsText) this.checkText(outcome);
    return outcome;
  }

  /** Checks the context of a rule: paths that lead down, each taken from anywhere. */
  checkPattern(expression: Expression, depth = 0): Regions {
    this.isPattern = true;
    const shape = shapeOf(expression);
    if (depth > DEEPEST) {
      this.error('schematron.problem.tooDeep', {});
      return NOWHERE;
    }
    if (shape.kind === 'union') {
      return shape.operands.reduce((all, path) => all | this.checkPattern(path, depth + 1), NOWHERE);
    }
    if (shape.kind !== 'path' || shape.path.filter || !shape.path.locationPath) {
      this.error('schematron.problem.noPattern', {});
      return NOWHERE;
    }
    const { absolute, steps } = shape.path.locationPath;
    let regions = absolute ? DOCUMENT : this.map.along('descendant-or-self', DOCUMENT, true);
    for (const step of steps) {
      const axis = axisOf(step);
      if (axis !== undefined && !this.map.isDownward(axis))
        this.error('schematron.problem.upwardPattern', { axis }, axis);
      const before = regions;
      regions = this.take(step, regions, { regions, inPredicate: false, depth: 0 }, true);
      const entered = axis === 'child' ? UNIT : axis?.startsWith('descendant') ? RECORD : NOWHERE;
      const entersRecord = (regions & entered) !== 0 && (before & this.map.outside) !== 0;
      if (entersRecord && step.predicates.some((predicate) => this.isPositional(predicate))) {
        this.error('schematron.problem.recordPosition', {});
      }
    }
    return regions;
  }

  private visit(expression: Expression, place: Place): Outcome {
    if (place.depth > DEEPEST) {
      if (!this.failed) this.error('schematron.problem.tooDeep', {});
      return { type: 'string', regions: NOWHERE };
    }
    const inner = { ...place, depth: place.depth + 1 };
    const shape = shapeOf(expression);
    switch (shape.kind) {
      case 'string':
      case 'number':
        return { type: shape.kind, regions: NOWHERE };
      case 'variable':
        return this.variable(shape.reference);
      case 'call':
        return this.call(shape.name, shape.args, inner);
      case 'path':
        return { type: 'nodes', regions: this.path(shape.path, inner) };
      case 'union':
        return {
          type: 'nodes',
          regions: shape.operands.reduce((all, operand) => all | this.nodesOf(operand, inner), NOWHERE),
        };
      case 'logic':
        for (const operand of shape.operands) this.visit(operand, inner);
        return { type: 'boolean', regions: NOWHERE };
      default:
        for (const operand of shape.operands) this.checkText(this.visit(operand, inner));
        return { type: shape.kind === 'comparison' ? 'boolean' : 'number', regions: NOWHERE };
    }
  }

  private variable(reference: { variable: string }): Outcome {
    const variable = this.scope.variables.get(reference.variable);
    if (!variable) {
      this.error('schematron.problem.undeclaredVariable', { name: reference.variable }, `$${reference.variable}`);
      return { type: 'string', regions: NOWHERE };
    }
    if (variable.broken) this.failed = true;
    reference.variable = String(variable.slot);
    return variable;
  }

  private call(name: string, args: readonly Expression[], place: Place): Outcome {
    const facts = FUNCTIONS.get(name);
    if (!facts) {
      const key = READING_FUNCTIONS.includes(name)
        ? 'schematron.problem.readingFunction'
        : 'schematron.problem.unknownFunction';
      this.error(key, { name }, name);
      return { type: 'string', regions: NOWHERE };
    }
    if (args.length < facts.min || args.length > facts.max) {
      const max = facts.max === Number.POSITIVE_INFINITY ? '…' : facts.max;
      const expected = facts.min === facts.max ? String(facts.min) : `${facts.min}–${max}`;
      this.error('schematron.problem.argumentCount', { name, expected, count: args.length }, name);
    }
    if ((name === 'position' || name === 'last') && !place.inPredicate) {
      this.error('schematron.problem.positionOutside', { name }, name);
    }
    if (name === 'current' && this.isPattern) this.error('schematron.problem.currentInContext', {}, name);
    if (args.length === 0 && facts.defaultsToNode) this.checkText({ type: 'nodes', regions: place.regions });
    for (const arg of args) {
      const outcome = facts.ofNodes
        ? { type: 'nodes' as const, regions: this.nodesOf(arg, place) }
        : this.visit(arg, place);
      if (!facts.leavesText) this.checkText(outcome);
    }
    return { type: facts.gives, regions: facts.gives === 'nodes' ? this.scope.regions : NOWHERE };
  }

  /** The regions of an expression that must give nodes. */
  private nodesOf(expression: Expression, place: Place): Regions {
    const { type, regions } = this.visit(expression, place);
    if (type !== 'nodes' && !this.failed) this.error('schematron.problem.noNodes', {});
    return regions;
  }

  private path(path: PathExpression, place: Place): Regions {
    const { filter, filterPredicates = [], locationPath } = path;
    let regions = place.regions;
    if (filter) {
      regions = this.nodesOf(filter, place);
      for (const predicate of filterPredicates) this.predicate(predicate, regions, place);
    }
    if (!locationPath) return regions;
    if (locationPath.absolute) regions = DOCUMENT;
    for (const step of locationPath.steps) regions = this.take(step, regions, place, false);
    if (regions & OTHERS) this.error('schematron.problem.otherRecords', {});
    if (regions & HEADER) this.readsHeader = true;
    return regions & ~OTHERS;
  }

  private take(step: Step, from: Regions, place: Place, asPattern: boolean): Regions {
    const axis = axisOf(step);
    if (axis === undefined || REFUSED_AXES.includes(axis)) {
      this.error('schematron.problem.axis', { axis: axis ?? '?' }, axis);
      return NOWHERE;
    }
    const uri = this.checkName(step, axis);
    if (uri === undefined) return NOWHERE;
    const regions = this.map.passing(step.nodeTest, this.map.along(axis, from, asPattern), axis, uri);
    // Whoever leaves the other records for what is around them has looked at them.
    const leaves = from & OTHERS && !(regions & OTHERS) && !this.map.isDownward(axis) && regions !== NOWHERE;
    if (leaves) this.error('schematron.problem.otherRecords', {});
    for (const predicate of step.predicates) this.predicate(predicate, regions, place);
    return regions;
  }

  private predicate(predicate: Expression, regions: Regions, place: Place): void {
    // Where the other records alone are meant, the path that leads there is reported.
    this.visit(predicate, { regions: regions & ~OTHERS, inPredicate: true, depth: place.depth + 1 });
  }

  /** The namespace that a name test asks for; undefined where its prefix isn't declared. */
  private checkName(step: Step, axis: string): string | undefined {
    const { nodeTest } = step;
    const kind = testKind(nodeTest);
    if (kind !== 'name' && kind !== 'prefix') return '';
    const { prefix, localName: local = '' } = nodeTest;
    const isAttribute = axis === 'attribute';
    const { namespace } = this.map.layout;
    if (!prefix) {
      if (isAttribute) {
        if (!this.map.knows(`@${local}`))
          this.report('warning', 'schematron.problem.unknownName', { name: `@${local}` }, local);
      } else if (namespace !== '') {
        this.report('warning', 'schematron.problem.missingPrefix', { name: local, namespace }, local);
      } else if (!this.map.knows(local)) {
        this.report('warning', 'schematron.problem.unknownName', { name: local }, local);
      }
      return '';
    }
    const uri = this.prefixes.get(prefix);
    if (uri === undefined) {
      this.error('schematron.problem.undeclaredPrefix', { prefix }, prefix);
      return undefined;
    }
    if (kind === 'name' && !isAttribute && uri === namespace && !this.map.knows(local)) {
      this.report('warning', 'schematron.problem.unknownName', { name: `${prefix}:${local}` }, local);
    }
    return uri;
  }

  /** The text of what holds the records is the text of all records. */
  private checkText({ type, regions }: Outcome): void {
    if (type !== 'nodes' || this.failed) return;
    if (regions & this.map.holders && !(regions & ~this.map.holders)) this.error('schematron.problem.allText', {});
  }

  /** A predicate counts where a node stands among others. */
  private isPositional(predicate: Expression): boolean {
    const shape = shapeOf(predicate);
    switch (shape.kind) {
      case 'number':
      case 'arithmetic':
        return true;
      case 'call':
        return FUNCTIONS.get(shape.name)?.gives === 'number' || shape.args.some((arg) => this.usesPosition(arg));
      case 'variable': {
        const slot = Number(shape.reference.variable);
        return [...this.scope.variables.values()].some((known) => known.slot === slot && known.type === 'number');
      }
      case 'comparison':
      case 'logic':
        return shape.operands.some((operand) => this.usesPosition(operand));
      default:
        return false;
    }
  }

  private usesPosition(expression: Expression): boolean {
    const shape = shapeOf(expression);
    switch (shape.kind) {
      case 'call':
        return ['position', 'last'].includes(shape.name) || shape.args.some((arg) => this.usesPosition(arg));
      case 'path':
        return shape.path.filter !== undefined && this.usesPosition(shape.path.filter);
      case 'comparison':
      case 'logic':
      case 'arithmetic':
        return shape.operands.some((operand) => this.usesPosition(operand));
      default:
        return false;
    }
  }

  private error(key: MessageKey, parameters: Readonly<Record<string, MessageParameter>>, word?: string): void {
    this.failed = true;
    this.report('error', key, parameters, word);
  }
}

/** Whether the rule's node can be in a record, and outside of them. */
export function sidesOf(regions: Regions): { inRecord: boolean; outside: boolean } {
  return { inRecord: (regions & RECORD) !== 0, outside: (regions & ~RECORD) !== 0 };
}
