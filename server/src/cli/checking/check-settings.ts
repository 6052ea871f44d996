import { DEFAULT_TEMPLATES } from '../../engine/templates/template-settings.ts';
import { loadShippedPacks } from '../../node/shipped-packs.ts';
import { SettingsOfFiles } from '../files/file-settings.ts';
import { loadOwnPacks } from '../files/own-packs.ts';
import type { JudgingProgram } from '../program.ts';
import { parseRule } from '../usage/rule-setting.ts';

/** What files are judged by. */
export interface CheckSettings {
  readonly pack: readonly string[];
  readonly berichtgever: readonly string[];
  readonly rule: readonly string[];
  readonly template: readonly string[];
  readonly schematron: readonly string[];
  readonly ignoreUnknown?: boolean;
  readonly stdinFilename?: string;
  readonly previous: readonly string[];
  readonly config?: string | false;
  readonly jobs?: number;
}

/** The settings of the files of a run, by what was given for it. Rejects with PackError and UsageError. */
export async function settingsBy(
  values: CheckSettings,
  maxProblems: number | undefined,
  program: JudgingProgram,
): Promise<SettingsOfFiles> {
  const { say } = program;
  const rules = Object.fromEntries(values.rule.map((value) => parseRule(say, value, values.schematron.length > 0)));
  const ownPacks = await loadOwnPacks(values.pack, program);
  // Most runs have no such rules, and need not read what they take.
  const readRules = async (path: string) => (await import('../files/schematron.ts')).readSchematron(path, say);
  return new SettingsOfFiles(
    {
      ownPacks,
      shippedPacks: await loadShippedPacks(program.schemas),
      rules,
      berichtgevers: values.berichtgever,
      maxProblems,
      templates: values.template.length > 0 ? { files: [...DEFAULT_TEMPLATES.files, ...values.template] } : {},
      schematron: await Promise.all(values.schematron.map(readRules)),
      previous: values.previous,
      config: values.config,
    },
    program,
  );
}
