import shape from '../../../../schemas/config.schema.json' with { type: 'json' };
import { type JsonShape, type ShapeProblemKind, shapeProblems } from '../packs/checks/json-shape.ts';
import { type JsonPath, JsonText } from '../packs/checks/json-text.ts';
import { isCustomCode, isRuleCode, RULES, type RuleSettings, ruleCode } from '../rules/registry.ts';
import { parsePlaceholderSyntax } from '../syntax/placeholders/placeholders.ts';
import { resembles } from '../syntax/resemblance.ts';
import type { TemplateOptions } from '../templates/template-settings.ts';
import { SourceText } from '../text/source-text.ts';
import type { Position, TextRange } from '../text/text-range.ts';
import { count, object, paths, ruleSettings, strings } from './read-values.ts';

/** What deliveries in a folder, and in the folders in it, are judged by. What is not said is undefined, or empty. */
export interface ConfigSettings {
  readonly packs: readonly string[];
  readonly berichtgevers: readonly string[];
  readonly rules: RuleSettings;
  readonly schematron: readonly string[];
  readonly maxProblems: number | undefined;
  readonly previousDelivery: readonly string[];
  readonly templates: Partial<TemplateOptions>;
}

/** What can be wrong with a configuration; the parameters stand behind each that has no list of its own. */
export type ConfigProblemKind =
  | ShapeProblemKind
  /** The text is no JSON. */
  | 'json.syntax'
  /** `key` stands there twice. */
  | 'json.repeatedKey'
  /** The number `key` is less than 1. */
  | 'config.count'
  /** `code` is no rule; `meant` may be what was meant. */
  | 'config.rule'
  | 'config.meantRule'
  /** `pattern` is no placeholder. */
  | 'config.placeholder'
  /** `path` is not there, or can't be read. */
  | 'config.path';

/** Something wrong with a configuration, at its place. */
export interface ConfigProblem {
  readonly start: Position;
  readonly end: Position;
  readonly kind: ConfigProblemKind;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The keys whose values are paths. */
export type PathKey = 'packs' | 'schematron' | 'previousDelivery';

/** A text of `srg.config.json`. */
export class ConfigFile {
  /** As far as it is right. */
  readonly settings: ConfigSettings;
  /** In the order of the text. */
  readonly problems: readonly ConfigProblem[];
  private readonly json: JsonText;
  private readonly source: SourceText;

  constructor(written: string) {
    const text = written.replace(/^\ufeff/, '');
    this.json = new JsonText('srg.config.json', text);
    this.source = new SourceText(text);
    this.problems = [...this.check()].sort(
      (a, b) => a.start.line - b.start.line || a.start.character - b.start.character,
    );
    this.settings = settingsIn(this.json.value);
  }

  /** That a path which it names leads nowhere. */
  problemWithPath(key: PathKey, path: string): ConfigProblem {
    const given = strings(object(this.json.value)[key]);
    return this.problem(this.json.rangeOf([key, Math.max(0, given.indexOf(path))]), 'config.path', { path });
  }

  private *check(): Generator<ConfigProblem> {
    const { json } = this;
    if (json.fault) {
      yield this.problem(json.fault, 'json.syntax');
      return;
    }
    for (const { key, range } of json.repeatedKeys()) yield this.problem(range, 'json.repeatedKey', { key });
    for (const { path, isKey, kind, parameters } of shapeProblems(json.value, shape as JsonShape)) {
      if (isKey && path.length === 2 && path[0] === 'rules') continue;
      yield this.problem(isKey ? json.keyRange(path) : json.rangeOf(path), kind, parameters);
    }
    const { rules, maxProblems, templates } = object(json.value);
    for (const code of Object.keys(object(rules))) {
      if (!isRuleCode(ruleCode(code)) && !isCustomCode(code)) yield this.problemWithCode(['rules', code], code);
    }
    if (Number.isInteger(maxProblems) && count(maxProblems) === undefined) {
      yield this.problem(json.rangeOf(['maxProblems']), 'config.count', { key: 'maxProblems' });
    }
    for (const [index, pattern] of strings(object(templates).placeholders).entries()) {
      if (pattern !== '' && !parsePlaceholderSyntax(pattern))
        yield this.problem(json.rangeOf(['templates', 'placeholders', index]), 'config.placeholder', { pattern });
    }
  }

  private problemWithCode(path: JsonPath, code: string): ConfigProblem {
    const range = this.json.keyRange(path);
    const meant = RULES.find((rule) => resembles(rule.code, code.toUpperCase()))?.code;
    return meant === undefined
      ? this.problem(range, 'config.rule', { code })
      : this.problem(range, 'config.meantRule', { code, meant });
  }

  private problem(
    { start, end }: TextRange,
    kind: ConfigProblemKind,
    parameters: Record<string, string> = {},
  ): ConfigProblem {
    return { start: this.source.positionAt(start), end: this.source.positionAt(end), kind, parameters };
  }
}

function settingsIn(value: unknown): ConfigSettings {
  const given = object(value);
  const templates = object(given.templates);
  return {
    packs: paths(given.packs),
    berichtgevers: strings(given.berichtgevers),
    rules: ruleSettings(given.rules),
    schematron: paths(given.schematron),
    maxProblems: count(given.maxProblems),
    previousDelivery: paths(given.previousDelivery),
    templates: {
      ...(Array.isArray(templates.files) ? { files: strings(templates.files) } : {}),
      ...(Array.isArray(templates.placeholders) ? { placeholders: strings(templates.placeholders) } : {}),
    },
  };
}
