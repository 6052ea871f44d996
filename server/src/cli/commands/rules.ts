import { formatMessage, type Language, type MessageKey } from '../../engine/messages/message.ts';
import { RULES } from '../../engine/rules/registry.ts';
import { factsOf } from '../../engine/rules/rule-metadata.ts';
import type { CommandDefinition } from '../program.ts';
import { tableLines } from '../text-layout.ts';
import { addExamples, choice, languageOption } from '../usage/command-line.ts';

interface RulesValues {
  readonly format?: 'text' | 'json';
}

/** `srg rules`: all rules with their severity, consequence and provenance. */
export const rules: CommandDefinition<RulesValues> = {
  define(command, { say }) {
    command.addOption(choice('--format', ['text', 'json'], say, 'rules.format')).addOption(languageOption(say));
    addExamples(command, say, ['srg rules', 'srg rules --format json']);
  },

  async run(_operands, { format }, { language, write }) {
    write(format === 'json' ? asJson(language) : asTable(language));
    return 0;
  },
};

function asJson(language: Language): string {
  const rules = RULES.map((rule) => factsOf(rule, language));
  return `${JSON.stringify({ version: 1, rules }, undefined, 2)}\n`;
}

function asTable(language: Language): string {
  const say = (key: MessageKey) => formatMessage({ key }, { language, maskBsn: true });
  const head = [
    say('rules.code'),
    say('rules.severity'),
    say('rules.consequence'),
    say('rules.provenance'),
    say('rules.name'),
  ];
  const rows = RULES.map((rule) => factsOf(rule, language)).map(({ code, name, severity, consequence, provenance }) => [
    code,
    say(`severity.${severity}`),
    consequence,
    provenance.map(({ id }) => say(`provenance.${id}`)).join(', '),
    name,
  ]);
  return `${tableLines([head, ...rows]).join('\n')}\n`;
}
