import type { Message } from '../messages/message.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { TextRange } from '../text/text-range.ts';
import { collapseXml } from '../text/xml-whitespace.ts';
import type {
  CompiledCheck,
  CompiledExpression,
  CompiledRule,
  CompiledSchematron,
  SchematronSeverity,
} from './compiled.ts';
import { Problems, type SchematronProblem } from './problem.ts';
import {
  appendNodes,
  type ElementIndex,
  emptyDocument,
  placeOf,
  TooMuchWork,
  type Work,
  type XmlNode,
} from './xpath/xml-node.ts';
import { type Expression, isNodeSet, type Value } from './xpath/xpath-engine.ts';

/** What a check says of a node. The range counts from the start of the header segment, or of the record's segment. */
export interface SchematronFinding {
  readonly code: string;
  readonly severity: SchematronSeverity;
  readonly message: Message;
  readonly range: TextRange;
  readonly check: CompiledCheck;
}

/** An expression that couldn't be evaluated. */
export interface SchematronFailure {
  /** The checks that say nothing because of it: one, or those of the rule whose context failed and of those behind it. */
  readonly checks: readonly CompiledCheck[];
  readonly problem: SchematronProblem;
}

/** What a schema says of the header or of one record: the same for the same text, whatever was checked before. */
export interface CheckResult {
  readonly findings: readonly SchematronFinding[];
  readonly failures: readonly SchematronFailure[];
}

/** How many steps from node to node one expression may take; a record has some forty nodes. */
const MOST_STEPS = 100_000;
/** Messages end here: a value can be as long as the delivery makes it. */
const LONGEST_MESSAGE = 1000;
const NOTHING: CheckResult = { findings: [], failures: [] };

/** A failure on its way to the check that it is reported for. */
class Failed extends Error {
  constructor(
    readonly range: TextRange,
    override readonly cause: unknown,
  ) {
    super('an expression failed');
  }
}

/** The variables of one rule at one node, as far as they were asked for. */
type Locals = Map<number, Value>;

/**
 * Applies a schema to one delivery: to its header, and to its records one at a time, in any order and as often as
 * wanted. Each record is seen in its ancestors, with the header before it, as if it were the only one. Make another
 * for another header.
 */
export class SchematronRun {
  private readonly document: XmlNode;
  private readonly work: Work;
  private readonly container: XmlNode | undefined;
  /** The order of the first node of a record. */
  private readonly order: number;
  private readonly headerElements: ElementIndex = new Map();
  private readonly globals = new Map<number, Value | Failed>();

  /** @param head the tree of the header segment: all up to and with the start tag around the records */
  constructor(
    private readonly schema: CompiledSchematron,
    head: SyntaxTree,
  ) {
    const { document, work } = emptyDocument();
    this.document = document;
    this.work = work;
    this.order = appendNodes(head, 0, head.size, document, document, 1, work, this.headerElements);
    this.container = this.order < 0 ? undefined : innermostOpen(document, head);
  }

  /** Records can be checked: the header segment holds the container, and doesn't nest more than 200 deep. */
  get checksRecords(): boolean {
    return this.container !== undefined;
  }

  /** Judges the root, the header and the container. */
  header(): CheckResult {
    return this.order < 0
      ? NOTHING
      : this.judge(0, Number.POSITIVE_INFINITY, this.headerElements, (rule) => rule.outside);
  }

  /**
   * Judges one record. It must be well-formed; one whose elements nest more than 200 deep gets nothing.
   * @param tree the tree of its segment
   * @param node its element there
   */
  record(tree: SyntaxTree, node: number): CheckResult {
    const { container } = this;
    if (!container || !this.schema.looksAtRecords) return NOTHING;
    let end = node + 1;
    while (end < tree.size && tree.start(end) < tree.end(node)) end++;
    const elements: ElementIndex = new Map();
    const behind = appendNodes(tree, node, end, container, this.document, this.order, this.work, elements);
    if (behind < 0) return NOTHING;
    try {
      return this.judge(this.order, behind, elements, (rule) => rule.inRecord);
    } finally {
      container.removeLast();
    }
  }

  /** Judges the nodes between two places in the order of the document. */
  private judge(
    from: number,
    to: number,
    elements: ElementIndex,
    isMeant: (rule: CompiledRule) => boolean,
  ): CheckResult {
    const findings: SchematronFinding[] = [];
    const failures: SchematronFailure[] = [];
    for (const { rules } of this.schema.patterns) {
      const taken = new Set<XmlNode>();
      for (const [place, rule] of rules.entries()) {
        if (!isMeant(rule)) continue;
        let nodes: XmlNode[];
        try {
          nodes = this.matches(rule, elements);
        } catch (error) {
          // Which nodes the rules behind it would get isn't known.
          failures.push(
            failureOf(
              error,
              rules.slice(place).flatMap(({ checks }) => checks),
            ),
          );
          break;
        }
        for (const node of nodes) {
          if (node.order < from || node.order >= to || taken.has(node)) continue;
          taken.add(node);
          const locals: Locals = new Map();
          for (const check of rule.checks) {
            try {
              const finding = this.apply(check, node, locals, from, to);
              if (finding) findings.push(finding);
            } catch (error) {
              failures.push(failureOf(error, [check]));
            }
          }
        }
      }
    }
    return findings.length + failures.length === 0 ? NOTHING : { findings, failures };
  }

  /** The nodes that match the context of a rule, and perhaps others that lie elsewhere. */
  private matches({ context, paths }: CompiledRule, elements: ElementIndex): XmlNode[] {
    const nodes: XmlNode[] = [];
    const select = (expression: Expression, from: XmlNode) => {
      const value = this.value({ expression, range: context.range }, from, new Map());
      if (isNodeSet(value)) nodes.push(...value.toUnsortedArray());
    };
    for (const { expression, direct } of paths) {
      if (!direct) select(expression, this.document);
      else {
        const starts = new Set((elements.get(direct.name) ?? []).map((element) => above(element, direct.levels)));
        for (const start of starts) if (start) select(direct.expression, start);
      }
    }
    return nodes;
  }

  private apply(
    check: CompiledCheck,
    node: XmlNode,
    locals: Locals,
    from: number,
    to: number,
  ): SchematronFinding | undefined {
    const holds = this.value(check.test, node, locals).booleanValue();
    if (holds === (check.kind === 'assert')) return undefined;
    let place = node;
    if (check.subject) {
      const value = this.value(check.subject, node, locals);
      const subject = isNodeSet(value) ? value.toArray().find(({ order }) => order >= from && order < to) : undefined;
      place = subject ?? node;
    }
    const text = this.message(check, node, locals);
    const message: Message =
      text === ''
        ? { key: 'schematron.finding.noText', parameters: { code: check.code } }
        : { key: 'schematron.finding', parameters: { text } };
    return { code: check.code, severity: check.severity, message, range: placeOf(place), check };
  }

  private message(check: CompiledCheck, node: XmlNode, locals: Locals): string {
    let text = '';
    for (const part of check.message) {
      if (part.kind === 'text') text += part.text;
      else if (part.kind === 'value')
        text += this.value(part.select, node, locals)
          .stringValue()
          .slice(0, 4 * LONGEST_MESSAGE);
      else {
        const value = part.path && this.value(part.path, node, locals);
        const named = value ? (isNodeSet(value) ? value.toArray()[0] : undefined) : node;
        if (named?.tree && named.localName !== null) text += named.nodeName;
      }
    }
    const normalised = collapseXml(text);
    return normalised.length > LONGEST_MESSAGE ? `${normalised.slice(0, LONGEST_MESSAGE - 1)}…` : normalised;
  }

  /** @throws Failed */
  private value({ expression, range }: CompiledExpression, node: XmlNode, locals: Locals): Value {
    const { work } = this;
    const { visits, limit } = work;
    work.visits = 0;
    work.limit = MOST_STEPS;
    try {
      return this.schema.evaluator.evaluate(expression, node, node, (slot) => this.variable(slot, node, locals));
    } catch (error) {
      throw error instanceof Failed ? error : new Failed(range, error);
    } finally {
      // A variable costs its own steps, not those of the expression that happens to ask for it first.
      work.visits = visits;
      work.limit = limit;
    }
  }

  private variable(slot: number, node: XmlNode, locals: Locals): Value {
    const variable = this.schema.lets[slot]!;
    if (!variable.isGlobal) {
      const value = locals.get(slot) ?? this.value(variable, node, locals);
      locals.set(slot, value);
      return value;
    }
    let value = this.globals.get(slot);
    if (value === undefined) {
      try {
        value = this.value(variable, this.document, new Map());
      } catch (error) {
        value = error as Failed;
      }
      this.globals.set(slot, value);
    }
    if (value instanceof Failed) throw value;
    return value;
  }
}

/**
 * The problems that failures amount to: one for each place in the .sch file, however many records it failed for. A
 * check that failed for any record is off: don't show what it says of the others.
 */
export function problemsOf(failures: Iterable<SchematronFailure>): readonly SchematronProblem[] {
  const problems = new Problems();
  for (const { problem } of failures) problems.add(problem);
  return problems.list;
}

function failureOf(error: unknown, checks: readonly CompiledCheck[]): SchematronFailure {
  if (!(error instanceof Failed)) throw error;
  const tooMuch = error.cause instanceof TooMuchWork || error.cause instanceof RangeError;
  const key = tooMuch ? 'schematron.problem.tooMuchWork' : 'schematron.problem.failed';
  return { checks, problem: { range: error.range, severity: 'error', message: { key, parameters: {} } } };
}

/** What is so many levels above a node. */
function above(node: XmlNode, levels: number): XmlNode | null {
  let found: XmlNode | null = node;
  for (let level = 0; found && level < levels; level++) found = found.parentNode;
  return found;
}

/** The innermost element that is still open where the header segment ends. */
function innermostOpen(document: XmlNode, head: SyntaxTree): XmlNode | undefined {
  let found: XmlNode | undefined;
  let node = document.lastChild;
  while (node?.tree && node.nodeType === 1 && head.end(node.id) <= head.start(node.id)) {
    found = node;
    node = node.lastChild;
  }
  return found;
}
