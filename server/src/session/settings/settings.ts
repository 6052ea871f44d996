import { count, object, paths, ruleSettings, strings } from '../../engine/configuration/read-values.ts';
import type { Language } from '../../engine/messages/message.ts';
import type { RuleSettings } from '../../engine/rules/registry.ts';
import { DEFAULT_TEMPLATES, type TemplateOptions } from '../../engine/templates/template-settings.ts';
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
  const given = object(value);
  return {
    language: given.language === 'en' ? 'en' : DEFAULT_SETTINGS.language,
    packs: strings(given.packs),
    berichtgevers: strings(given.berichtgevers),
    rules: ruleSettings(given.rules),
    schematron: strings(given.schematron),
    maxProblems: count(given.maxProblems) ?? DEFAULT_SETTINGS.maxProblems,
    previousDelivery: paths(given.previousDelivery),
    inlayHints: readSwitches(given.inlayHints, DEFAULT_SETTINGS.inlayHints),
    codeLens: typeof given.codeLens === 'boolean' ? given.codeLens : DEFAULT_SETTINGS.codeLens,
    templates: readTemplates(given.templates),
  };
}

/** Each switch as it is given, or as it is by default. */
function readSwitches(value: unknown, defaults: InlayHintSettings): InlayHintSettings {
  const given = object(value);
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

function readTemplates(value: unknown): TemplateOptions {
  const { files, placeholders } = object(value);
  return {
    files: Array.isArray(files) ? strings(files) : DEFAULT_TEMPLATES.files,
    placeholders: strings(placeholders),
  };
}
