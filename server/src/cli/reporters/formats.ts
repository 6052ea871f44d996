import type { CheckReporterOptions, Reporter } from './report.ts';

type MakeReporter = (options: CheckReporterOptions) => Promise<Reporter>;

/** The formats of `srg check`, each of which is loaded when it is asked for. */
export const FORMATS = {
  pretty: async (options) => (await import('./pretty.ts')).prettyReporter(options),
  lines: async (options) => (await import('./lines.ts')).linesReporter(options),
  json: async (options) => (await import('./json.ts')).jsonReporter(options),
  sarif: async (options) => (await import('./pipelines/sarif.ts')).sarifReporter(options, await options.rulePages()),
  junit: async (options) => (await import('./pipelines/junit.ts')).junitReporter(options),
  github: async (options) => (await import('./pipelines/github.ts')).githubReporter(options),
  gitlab: async (options) => (await import('./pipelines/gitlab.ts')).gitlabReporter(options),
  csv: async (options) => (await import('./tables/csv.ts')).csvReporter(options),
  xlsx: async (options) => (await import('./tables/xlsx.ts')).xlsxReporter(options),
  html: async (options) => (await import('./html.ts')).htmlReporter(options),
} satisfies Record<string, MakeReporter>;

export type Format = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as Format[];

/** Those that no terminal can show. */
export const BINARY: ReadonlySet<Format> = new Set(['xlsx']);
