import type { RuleSettings } from '../rules/registry.ts';
import { DEFAULT_TEMPLATES, type TemplateOptions } from '../templates/template-settings.ts';
import type { ConfigSettings } from './config-file.ts';

/** What the user set in the editor or gave on the command line; undefined or empty is not set. */
export interface GivenSettings {
  readonly berichtgevers: readonly string[];
  readonly rules: RuleSettings;
  readonly maxProblems: number | undefined;
  readonly templates: Partial<TemplateOptions>;
}

export interface MergedSettings {
  readonly berichtgevers: readonly string[];
  readonly rules: RuleSettings;
  /** The rules that the configuration, and nobody else, switches off. */
  readonly offByConfiguration: ReadonlySet<string>;
  readonly maxProblems: number | undefined;
  readonly templates: TemplateOptions;
}

/**
 * What the user set goes before what a configuration says: a list takes the place of the other, and rules are set one by
 * one. Packs and files of rules, whose paths begin elsewhere, are those of both.
 */
export function mergeSettings(given: GivenSettings, config: ConfigSettings | undefined): MergedSettings {
  const configured = config?.rules ?? {};
  const off = Object.keys(configured).filter((code) => configured[code] === 'off' && !Object.hasOwn(given.rules, code));
  return {
    berichtgevers: given.berichtgevers.length > 0 ? given.berichtgevers : (config?.berichtgevers ?? []),
    rules: { ...configured, ...given.rules },
    offByConfiguration: new Set(off),
    maxProblems: given.maxProblems ?? config?.maxProblems,
    templates: { ...DEFAULT_TEMPLATES, ...config?.templates, ...given.templates },
  };
}
