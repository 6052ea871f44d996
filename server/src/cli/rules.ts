import { formatMessage, type Language, type MessageKey } from '../engine/messages/message.ts';
import { RULES } from '../engine/rules/registry.ts';
import { factsOf } from '../engine/rules/rule-metadata.ts';
import { oneOf, parseOptions, UsageError } from './options.ts';
import type { Command } from './program.ts';
import { tableLines } from './text-layout.ts';

const OPTIONS = { format: { type: 'string' }, language: { type: 'string' } } as const;

/** `srg rules`: all rules with their severity, consequence and provenance. */
export const rules: Command = async (args, program) => {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (positionals.length > 0) throw new UsageError(`srg rules kent geen argument ${positionals[0]}; zie srg explain`);
  const format = oneOf('--format', values.format ?? 'text', ['text', 'json']);
  const language = oneOf('--language', values.language ?? 'nl', ['nl', 'en']);
  program.write(format === 'json' ? asJson(language) : asTable(language));
  return 0;
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
