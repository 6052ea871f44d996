import { offByPack } from '../../engine/analysis/not-checked.ts';
import { formatMessage, type Language, type MessageKey, masked } from '../../engine/messages/message.ts';
import type { Concept, PackManifest } from '../../engine/packs/pack.ts';
import { RULES } from '../../engine/rules/registry.ts';
import { factsOf } from '../../engine/rules/rule-metadata.ts';
import { loadOwnPacks } from '../files/own-packs.ts';
import type { CommandDefinition } from '../program.ts';
import { tableLines } from '../text-layout.ts';
import { addExamples, choice, languageOption } from '../usage/command-line.ts';

interface RulesValues {
  readonly format?: 'text' | 'json';
  readonly pack?: string;
}

/** `srg rules`: all rules with their severity, consequence and provenance. */
export const rules: CommandDefinition<RulesValues> = {
  define(command, { say }) {
    command
      .option(`--pack <${say('help.folder')}>`, say('rules.pack'))
      .addOption(choice('--format', ['text', 'json'], say, 'rules.format'))
      .addOption(languageOption(say));
    addExamples(command, say, ['srg rules', 'srg rules --format json', 'srg rules --pack pakketten/officieel']);
  },

  async run(_operands, { format, pack }, program) {
    const { language, write } = program;
    const [loaded] = pack === undefined ? [] : await loadOwnPacks([pack], program);
    const missing = loaded && new Map(offByPack(loaded).map((off) => [off.rule.code, off.missing]));
    write(format === 'json' ? asJson(language, missing) : asTable(language, missing, loaded?.manifest));
    return 0;
  },
};

/** The rules that are off in a pack, with the concepts that it lacks; undefined where no pack was asked about. */
type Missing = ReadonlyMap<string, readonly Concept[]> | undefined;

function asJson(language: Language, missing: Missing): string {
  const rules = RULES.map((rule) => ({
    ...factsOf(rule, language),
    ...(missing ? { off: missing.has(rule.code), missing: missing.get(rule.code) ?? [] } : {}),
  }));
  return `${JSON.stringify({ version: 1, rules }, undefined, 2)}\n`;
}

function asTable(language: Language, missing: Missing, manifest: PackManifest | undefined): string {
  const say = (key: MessageKey, parameters: Readonly<Record<string, string>> = {}) =>
    formatMessage({ key, parameters }, masked(language));
  const head = [
    say('rules.code'),
    say('rules.severity'),
    say('rules.consequence'),
    say('rules.provenance'),
    say('rules.name'),
    ...(missing ? [say('rules.off')] : []),
  ];
  const rows = RULES.map((rule) => factsOf(rule, language)).map(({ code, name, severity, consequence, provenance }) => [
    code,
    say(`severity.${severity}`),
    consequence,
    provenance.map(({ id }) => say(`provenance.${id}`)).join(', '),
    name,
    ...(missing ? [offWords(missing.get(code), manifest, say)] : []),
  ]);
  return `${tableLines([head, ...rows]).join('\n')}\n`;
}

/** Why a rule is off: what the pack has no place for, and what is an open point in it. */
function offWords(
  missing: readonly Concept[] | undefined,
  manifest: PackManifest | undefined,
  say: (key: MessageKey, parameters: Readonly<Record<string, string>>) => string,
): string {
  if (!missing) return '';
  if (missing.length === 0) return say('rules.noCodes', {});
  const open = missing.filter((concept) => Object.hasOwn(manifest?.open ?? {}, concept));
  const absent = missing.filter((concept) => !open.includes(concept));
  const parts = [
    ...(absent.length > 0 ? [say('rules.absent', { concepts: absent.join(', ') })] : []),
    ...(open.length > 0 ? [say('rules.open', { concepts: open.join(', ') })] : []),
  ];
  return parts.join('; ');
}
