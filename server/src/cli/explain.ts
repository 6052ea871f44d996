import { readFile } from 'node:fs/promises';
import { isRuleCode, RULES } from '../engine/rules/registry.ts';
import type { RuleCode } from '../engine/rules/rule.ts';
import { distance } from '../engine/syntax/resemblance.ts';
import { renderMarkdown } from './markdown-text.ts';
import { parseOptions, UsageError } from './options.ts';
import type { Command } from './program.ts';

/** How many codes are named where there is no such one. */
const NEAREST = 3;

/** `srg explain`: the page of a rule. */
export const explain: Command = async (args, program) => {
  const { positionals } = parseOptions(args, {});
  const [asked, ...more] = positionals;
  if (asked === undefined || more.length > 0) throw new UsageError('geef één code op, bijvoorbeeld SRG-I103');
  const code = fullCode(asked);
  if (!isRuleCode(code)) {
    program.complain(`${asked} is geen controle; bedoelt u ${orList(nearestCodes(code))}? Alle controles: srg rules`);
    return 2;
  }
  const page = await readFile(new URL(`${code}.md`, program.rulePages), 'utf8');
  program.write(renderMarkdown(page, program.color));
  return 0;
};

/** `i103` and `srg-i103` as `SRG-I103`. */
function fullCode(asked: string): string {
  const code = asked.toUpperCase();
  return code.startsWith('SRG-') ? code : `SRG-${code}`;
}

function nearestCodes(code: string): RuleCode[] {
  const byDistance = RULES.map((rule) => ({ code: rule.code, far: distance(rule.code, code) }));
  return byDistance
    .sort((a, b) => a.far - b.far)
    .slice(0, NEAREST)
    .map((rule) => rule.code);
}

function orList(codes: readonly string[]): string {
  return `${codes.slice(0, -1).join(', ')} of ${codes.at(-1)}`;
}
