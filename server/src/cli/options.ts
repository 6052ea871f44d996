import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Language } from '../engine/messages/message.ts';
import {
  isCustomCode,
  isRuleCode,
  isRuleSetting,
  type RuleSetting,
  type RuleSettings,
} from '../engine/rules/registry.ts';

export type Format = 'pretty' | 'lines' | 'json' | 'html';

const FORMATS: readonly Format[] = ['pretty', 'lines', 'json', 'html'];

export interface CheckArguments {
  readonly files: readonly string[];
  readonly format: Format | undefined;
  readonly language: Language;
  readonly packs: readonly string[];
  readonly berichtgevers: readonly string[];
  readonly rules: RuleSettings;
  /** Patterns of files that are templates, besides those of the default. */
  readonly templates: readonly string[];
  /** Files with custom rules. */
  readonly schematron: readonly string[];
  readonly failOn: 'error' | 'warning' | 'never';
  readonly maxProblems: number;
  readonly showBsn: boolean;
  /** The file of the month before; where it isn't named, it is looked for. */
  readonly previous: string | undefined;
}

const CHECK_OPTIONS = {
  format: { type: 'string' },
  language: { type: 'string' },
  pack: { type: 'string', multiple: true },
  berichtgever: { type: 'string', multiple: true },
  rule: { type: 'string', multiple: true },
  template: { type: 'string', multiple: true },
  schematron: { type: 'string', multiple: true },
  'fail-on': { type: 'string' },
  'max-problems': { type: 'string' },
  'show-bsn': { type: 'boolean' },
  previous: { type: 'string' },
} as const;

/** A command line that says something it can't. */
export class UsageError extends Error {}

/** @throws UsageError */
export function parseCheckArguments(args: readonly string[]): CheckArguments {
  const { values, positionals } = parseOptions(args, CHECK_OPTIONS);
  if (positionals.length === 0) throw new UsageError('geen bestand opgegeven');
  const schematron = values.schematron ?? [];
  return {
    files: positionals,
    format: values.format === undefined ? undefined : oneOf('--format', values.format, FORMATS),
    language: oneOf('--language', values.language ?? 'nl', ['nl', 'en']),
    packs: values.pack ?? [],
    berichtgevers: values.berichtgever ?? [],
    rules: Object.fromEntries((values.rule ?? []).map((argument) => parseRule(argument, schematron.length > 0))),
    schematron,
    templates: values.template ?? [],
    failOn: oneOf('--fail-on', values['fail-on'] ?? 'error', ['error', 'warning', 'never']),
    maxProblems: parseCount('--max-problems', values['max-problems']),
    showBsn: values['show-bsn'] ?? false,
    previous: values.previous,
  };
}

/**
 * What is on a command line that may have these options.
 * @throws UsageError
 */
export function parseOptions<T extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    const option = /'(-[^' ]*)/.exec((error as Error).message)?.[1] ?? '';
    const known = (error as { code?: string }).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    throw new UsageError(known ? `onbekende optie ${option}` : `optie ${option}: de waarde ontbreekt of klopt niet`);
  }
}

/** @throws UsageError where the value is none of those allowed */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  if ((allowed as readonly string[]).includes(value)) return value as T;
  throw new UsageError(`${option} ${value}: kies uit ${allowed.join(', ')}`);
}

/** @param hasOwn there are custom rules, whose codes nobody knows yet */
function parseRule(argument: string, hasOwn: boolean): [string, RuleSetting] {
  const at = argument.lastIndexOf('=');
  const [code, setting] = at < 0 ? [argument, ''] : [argument.slice(0, at), argument.slice(at + 1)];
  if (!isRuleCode(code) && !(hasOwn && isCustomCode(code)))
    throw new UsageError(`--rule ${argument}: ${code} is geen regel`);
  if (!isRuleSetting(setting)) {
    throw new UsageError(`--rule ${argument}: kies ${code}=off, error, warning of information`);
  }
  return [code, setting];
}

function parseCount(option: string, value: string | undefined): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  if (!/^[1-9]\d*$/.test(value)) throw new UsageError(`${option} ${value}: geef een geheel getal vanaf 1`);
  return Number(value);
}
