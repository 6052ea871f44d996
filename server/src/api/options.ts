import type { FileSettings } from '../cli/files/file-settings.ts';
import { whyNoDelivery } from '../cli/files/previous-month.ts';
import { readSchematron } from '../cli/files/schematron.ts';
import { wordsIn } from '../cli/usage/words.ts';
import { mergeSettings } from '../engine/configuration/merge.ts';
import { count, ruleSettings } from '../engine/configuration/read-values.ts';
import { masked } from '../engine/messages/message.ts';
import { describePackError } from '../engine/messages/pack-problem.ts';
import { type Pack, PackError } from '../engine/packs/load-pack.ts';
import { loadPackFolder } from '../node/shipped-packs.ts';
import { SrgError } from './error.ts';
import type { CheckTextOptions } from './srg-xml.d.ts';

type Test = (value: unknown) => boolean;
const isText: Test = (value) => typeof value === 'string';
const areTexts: Test = (value) => Array.isArray(value) && value.every(isText);
const isObject: Test = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What each option may be; also for those who have no types. */
const TESTS: Readonly<Record<keyof CheckTextOptions, Test>> = {
  language: (value) => value === 'nl' || value === 'en',
  filename: isText,
  packs: areTexts,
  berichtgevers: areTexts,
  rules: (value) => isObject(value) && Object.keys(ruleSettings(value)).length === Object.keys(value as object).length,
  schematron: areTexts,
  maxProblems: (value) => count(value) !== undefined,
  previousDelivery: areTexts,
  templates: (value) =>
    isObject(value) &&
    Object.entries(value as object).every(([key, list]) => /^(files|placeholders)$/.test(key) && areTexts(list)),
  showBsn: (value) => typeof value === 'boolean',
};

/** @throws SrgError for what is no option, or can't be its value */
export function checkOptions(options: CheckTextOptions): void {
  for (const [name, value] of Object.entries(options)) {
    const test = Object.hasOwn(TESTS, name) ? TESTS[name as keyof CheckTextOptions] : undefined;
    if (!test) throw new SrgError('SRG_OPTION', `${name}: no such option; there are ${Object.keys(TESTS).join(', ')}`);
    if (value !== undefined && !test(value)) throw new SrgError('SRG_OPTION', `${name}: can't have this value`);
  }
}

/** Rejects with SrgError. */
export async function settingsFrom(options: CheckTextOptions, shipped: readonly Pack[]): Promise<FileSettings> {
  const { language = 'nl', previousDelivery = [] } = options;
  const packs = [...(await Promise.all((options.packs ?? []).map((folder) => packIn(folder, language)))), ...shipped];
  for (const path of previousDelivery) {
    const reason = await whyNoDelivery(path, packs);
    if (reason !== undefined) throw new SrgError('SRG_FILE', wordsIn(language)(`file.${reason}`, { path }));
  }
  const given = {
    berichtgevers: options.berichtgevers ?? [],
    rules: ruleSettings(options.rules),
    maxProblems: options.maxProblems,
    templates: options.templates ?? {},
  };
  const read = (path: string) =>
    readSchematron(path, wordsIn(language)).catch((error: Error) => {
      throw new SrgError('SRG_FILE', error.message);
    });
  const schematron = await Promise.all((options.schematron ?? []).map(read));
  return { ...mergeSettings(given, undefined), packs, schematron, previous: previousDelivery };
}

async function packIn(folder: string, language: 'nl' | 'en'): Promise<Pack> {
  try {
    return await loadPackFolder(folder);
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    throw new SrgError('SRG_PACK', describePackError(error, masked(language)).join('\n'));
  }
}
