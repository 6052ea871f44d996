import type { Language } from '../../engine/messages/message.ts';
import { isCustomCode, isRuleCode, isRuleSetting, type RuleSettings, ruleCode } from '../../engine/rules/registry.ts';
import { DEFAULT_TEMPLATES, type TemplateOptions } from '../../engine/templates/template-settings.ts';
import { trimPasted } from '../../engine/text/pasted-space.ts';
import type { InlayHintSettings } from '../../features/beside-text/inlay-hints.ts';

/** The settings of section `srg`, as in the manifest. */
export interface ServerSettings {
  readonly language: Language;
  readonly packs: readonly string[];
  readonly berichtgevers: readonly string[];
  readonly rules: RuleSettings;
  readonly schematron: readonly string[];
  readonly maxProblems: number;
  /** The files of the month before; empty where it is to be looked for. */
  readonly previousDelivery: readonly string[];
  readonly inlayHints: InlayHintSettings;
  readonly codeLens: boolean;
  readonly templates: TemplateOptions;
}

export const DEFAULT_SETTINGS: ServerSettings = {
  language: 'nl',
  packs: [],
  berichtgevers: [],
  rules: {},
  schematron: [],
  maxProblems: 500,
  previousDelivery: [],
  inlayHints: { codes: true, periods: true, running: true, berichtgever: true },
  codeLens: false,
  templates: DEFAULT_TEMPLATES,
};

/** Takes what a client gives; what is not of its kind counts as not set. */
export function readSettings(value: unknown): ServerSettings {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return {
    language: given.language === 'en' ? 'en' : DEFAULT_SETTINGS.language,
    packs: strings(given.packs),
    berichtgevers: strings(given.berichtgevers),
    rules: readRules(given.rules),
    schematron: strings(given.schematron),
    maxProblems:
      Number.isInteger(given.maxProblems) && (given.maxProblems as number) > 0
        ? (given.maxProblems as number)
        : DEFAULT_SETTINGS.maxProblems,
    previousDelivery: readPaths(given.previousDelivery),
    inlayHints: readSwitches(given.inlayHints, DEFAULT_SETTINGS.inlayHints),
    codeLens: typeof given.codeLens === 'boolean' ? given.codeLens : DEFAULT_SETTINGS.codeLens,
    templates: readTemplates(given.templates),
  };
}

/** Addresses or paths, of which one may stand by itself. */
function readPaths(given: unknown): readonly string[] {
  return [given]
    .flat()
    .flatMap((path) => (typeof path === 'string' ? [trimPasted(path)] : []))
    .filter((path) => path !== '');
}

/** Each switch as it is given, or as it is by default. */
function readSwitches(value: unknown, defaults: InlayHintSettings): InlayHintSettings {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const read = (name: keyof InlayHintSettings) => {
    const set = given[name];
    return typeof set === 'boolean' ? set : defaults[name];
  };
  return {
    codes: read('codes'),
    periods: read('periods'),
    running: read('running'),
    berichtgever: read('berichtgever'),
  };
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function readTemplates(value: unknown): TemplateOptions {
  const { files, placeholders } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return {
    files: Array.isArray(files) ? strings(files) : DEFAULT_TEMPLATES.files,
    placeholders: strings(placeholders),
  };
}

function readRules(value: unknown): RuleSettings {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value)
      .map(([code, setting]) => [ruleCode(code), setting] as const)
      .filter(([code, setting]) => (isRuleCode(code) || isCustomCode(code)) && isRuleSetting(setting)),
  );
}
