import { xmlWords } from '../text/xml-whitespace.ts';
import { type Checked, type CompileOptions, compileContext, compileExpression } from './compile-expression.ts';
import type {
  CompiledCheck,
  CompiledExpression,
  CompiledLet,
  CompiledPattern,
  CompiledRule,
  MessagePart,
  SchematronSeverity,
} from './compiled.ts';
import type {
  CheckDefinition,
  LetDefinition,
  MessageDefinition,
  PatternDefinition,
  RuleDefinition,
  RulePart,
  SchemaDefinition,
} from './definitions.ts';
import type { Source } from './element-reader.ts';
import { type Scope, sidesOf, type Variable } from './xpath/expression-check.ts';
import { DOCUMENT, NOWHERE, RECORD } from './xpath/regions.ts';

const SEVERITIES: Readonly<Record<string, SchematronSeverity>> = {
  fatal: 'error',
  error: 'error',
  warning: 'warning',
  warn: 'warning',
  information: 'information',
  info: 'information',
};

/** What stands around a rule: the parameters of its pattern and the variables so far. */
interface Surroundings {
  readonly parameters: ReadonlyMap<string, string>;
  readonly variables: Map<string, Variable>;
  /** Names of the innermost level: each may be declared once there. */
  readonly own: Set<string>;
}

const NO_PARAMETERS: ReadonlyMap<string, string> = new Map();

/** Compiles the patterns of a schema one by one: abstract ones where they are used, with their parameters. */
export class PatternCompiler {
  readonly lets: CompiledLet[] = [];
  recordsReadHeader = false;
  private readonly globals: Surroundings = { parameters: NO_PARAMETERS, variables: new Map(), own: new Set() };
  private readonly abstractRules = new Map<string, RuleDefinition>();
  private readonly used = new Set<object>();

  constructor(
    private readonly schema: SchemaDefinition,
    private readonly settings: CompileOptions,
  ) {
    for (const { rules } of schema.patterns) {
      for (const rule of rules) {
        if (rule.isAbstract && rule.id !== undefined && !this.abstractRules.has(rule.id)) {
          this.abstractRules.set(rule.id, rule);
        }
      }
    }
  }

  /** Declares variables of the schema or the phase. */
  addLets(definitions: readonly LetDefinition[]): void {
    for (const definition of definitions) this.addLet(definition, this.globals, DOCUMENT, true);
  }

  /** @returns undefined where the pattern as a whole can't be used */
  compile(definition: PatternDefinition): CompiledPattern | undefined {
    const source = this.sourceOf(definition);
    if (!source || source.isRefused || definition.isRefused) return undefined;
    const parameters = definition.isA ? new Map([...source.parameters, ...definition.parameters]) : NO_PARAMETERS;
    const around = { parameters, variables: new Map(this.globals.variables), own: new Set<string>() };
    for (const part of definition.isA ? [...source.lets, ...definition.lets] : definition.lets) {
      this.addLet(part, around, DOCUMENT, true);
    }
    const rules: CompiledRule[] = [];
    let isWhole = true;
    for (const rule of source.rules) {
      if (rule.isAbstract) continue;
      const compiled = this.rule(rule, around);
      if (compiled) rules.push(compiled);
      else isWhole = false;
    }
    // Without one of its rules, nodes would go to the rules behind it that were not meant for them.
    return isWhole ? { rules } : undefined;
  }

  /** Warns of abstract patterns and rules that nothing uses: nothing in them was looked at. */
  reportUnused(): void {
    const { problems } = this.settings;
    for (const pattern of this.schema.patterns) {
      if (pattern.isAbstract && !this.used.has(pattern)) {
        problems.warning(pattern.range, 'schematron.problem.unused', { id: pattern.id ?? '' });
      }
      for (const rule of pattern.rules) {
        if (rule.isAbstract && !this.used.has(rule)) {
          problems.warning(rule.range, 'schematron.problem.unused', { id: rule.id ?? '' });
        }
      }
    }
  }

  /** The pattern that has the rules: itself, or the abstract one that it is an instance of. */
  private sourceOf({ isA, ...definition }: PatternDefinition): PatternDefinition | undefined {
    if (!isA) return { isA, ...definition };
    const found = this.schema.patterns.find(({ id, isAbstract }) => isAbstract && id === isA.text);
    if (!found) this.settings.problems.error(isA.range, 'schematron.problem.unknownAbstract', { id: isA.text });
    else this.used.add(found);
    return found;
  }

  private rule(definition: RuleDefinition, around: Surroundings): CompiledRule | undefined {
    const { parameters } = around;
    if (!definition.context) return undefined;
    const document: Scope = { regions: DOCUMENT, variables: around.variables };
    const context = compileContext(definition.context, document, parameters, this.settings);
    if (!context) return undefined;
    const { inRecord, outside } = sidesOf(context.regions);
    if (inRecord && context.readsHeader) this.recordsReadHeader = true;
    const own: Surroundings = { parameters, variables: new Map(around.variables), own: new Set() };
    const checks: CompiledCheck[] = [];
    for (const part of this.partsOf(definition)) {
      if (part.kind === 'let') this.addLet(part.definition, own, context.regions, false);
      else {
        const check = this.check(
          part.definition,
          definition,
          { regions: context.regions, variables: own.variables },
          parameters,
        );
        if (check) checks.push(check);
      }
    }
    return { context, paths: context.paths, inRecord, outside, checks };
  }

  /**
   * The parts of a rule, those of the abstract rules that it extends in their place. What it extends in several ways is
   * there once, where it comes first: the same checks again would find the same again.
   */
  private partsOf(rule: RuleDefinition): Exclude<RulePart, { kind: 'extends' }>[] {
    const parts: Exclude<RulePart, { kind: 'extends' }>[] = [];
    const taken = new Set([rule]);
    const around = new Set([rule]);
    const open = [{ rule, next: 0 }];
    for (let last = open.at(-1); last; last = open.at(-1)) {
      const part = last.rule.parts[last.next++];
      if (!part) {
        around.delete(last.rule);
        open.pop();
      } else if (part.kind !== 'extends') parts.push(part);
      else {
        const extended = this.extended(part.rule, around);
        if (!extended || taken.has(extended)) continue;
        taken.add(extended);
        around.add(extended);
        open.push({ rule: extended, next: 0 });
      }
    }
    return parts;
  }

  private extended({ text: id, range }: Source, around: ReadonlySet<RuleDefinition>): RuleDefinition | undefined {
    const extended = this.abstractRules.get(id);
    if (extended && !around.has(extended)) {
      this.used.add(extended);
      return extended;
    }
    const key = extended ? 'extendsItself' : 'unknownAbstract';
    this.settings.problems.error(range, `schematron.problem.${key}`, { id });
    return undefined;
  }

  private addLet({ name, value }: LetDefinition, around: Surroundings, regions: number, isGlobal: boolean): void {
    if (around.own.has(name.text)) {
      this.settings.problems.error(name.range, 'schematron.problem.duplicateLet', { name: name.text });
      return;
    }
    const checked = this.expression(value, { regions, variables: around.variables }, around.parameters);
    const slot = this.lets.length;
    const outcome = checked?.outcome ?? { type: 'nodes' as const, regions: NOWHERE };
    if (checked) this.lets.push({ expression: checked.expression, range: value.range, isGlobal });
    around.own.add(name.text);
    around.variables.set(name.text, { slot, ...outcome, broken: !checked });
    if (isGlobal && checked?.readsHeader) this.recordsReadHeader = true;
  }

  private check(
    definition: CheckDefinition,
    rule: RuleDefinition,
    scope: Scope,
    parameters: ReadonlyMap<string, string>,
  ): CompiledCheck | undefined {
    const test = this.expression(definition.test, scope, parameters);
    const message = this.message(definition.message, scope, parameters);
    let subject = definition.subject;
    let isWhole = test !== undefined && message !== undefined;
    const parts = [...(message ?? [])];
    for (const id of xmlWords(definition.diagnostics?.text ?? '')) {
      const diagnostic = this.schema.diagnostics.get(id);
      if (!diagnostic) {
        this.settings.problems.error(definition.diagnostics!.range, 'schematron.problem.unknownDiagnostic', { id });
        continue;
      }
      subject ??= diagnostic.subject;
      const more = this.message(diagnostic.message, scope, parameters);
      if (more) parts.push({ kind: 'text', text: ' ' }, ...more);
      else isWhole = false;
    }
    const place = this.subject(subject ?? rule.subject, scope, parameters);
    const severity = this.severity(definition.role ?? rule.role);
    if (!isWhole) return undefined;
    const { code, kind, range } = definition;
    return { code, kind, severity, test: test!, message: parts, subject: place, range };
  }

  private severity(role: Source | undefined): SchematronSeverity {
    if (!role) return 'warning';
    const name = role.text.toLowerCase();
    if (Object.hasOwn(SEVERITIES, name)) return SEVERITIES[name]!;
    this.settings.problems.warning(role.range, 'schematron.problem.unknownRole', { role: role.text });
    return 'warning';
  }

  private subject(
    source: Source | undefined,
    scope: Scope,
    parameters: ReadonlyMap<string, string>,
  ): CompiledExpression | undefined {
    const checked = source && this.expression(source, scope, parameters);
    if (!source || !checked) return undefined;
    const { problems } = this.settings;
    if (checked.outcome.type !== 'nodes') problems.error(source.range, 'schematron.problem.noNodes');
    else if (scope.regions & RECORD && !(checked.outcome.regions & RECORD)) {
      problems.warning(source.range, 'schematron.problem.subjectOutside');
    } else return checked;
    return undefined;
  }

  private message(
    definitions: readonly MessageDefinition[],
    scope: Scope,
    parameters: ReadonlyMap<string, string>,
  ): MessagePart[] | undefined {
    const parts: MessagePart[] = [];
    let isWhole = true;
    for (const part of definitions) {
      if (part.kind === 'text') parts.push(part);
      else if (part.kind === 'value') {
        const select = this.expression(part.select, scope, parameters, true);
        if (select) parts.push({ kind: 'value', select });
        else isWhole = false;
      } else {
        const path = part.path && this.expression(part.path, scope, parameters);
        if (path && path.outcome.type !== 'nodes') {
          this.settings.problems.error(path.range, 'schematron.problem.noNodes');
          isWhole = false;
        } else if (path || !part.path) parts.push({ kind: 'name', path });
        else isWhole = false;
      }
    }
    return isWhole ? parts : undefined;
  }

  private expression(
    source: Source,
    scope: Scope,
    parameters: ReadonlyMap<string, string>,
    needsText = false,
  ): Checked | undefined {
    const checked = compileExpression(source, scope, parameters, this.settings, needsText);
    if (checked?.readsHeader && scope.regions & RECORD) this.recordsReadHeader = true;
    return checked;
  }
}
