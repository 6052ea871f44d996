import { isRuleCode, RULES, ruleCode } from '../../engine/rules/registry.ts';
import { templateSettings } from '../../engine/templates/template-settings.ts';
import { SettingsOfFiles, type SettingsValues } from '../files/file-settings.ts';
import { type Input, InputError } from '../files/input.ts';
import { expandInputs, whyUnread } from '../files/inputs.ts';
import { previousFor } from '../files/previous-month.ts';
import type { FixOptions } from '../fix/fix-text.ts';
import type { CommandDefinition, Program } from '../program.ts';
import { addExamples, configOptions, languageOption, packOption, repeatable } from '../usage/command-line.ts';
import { cannotWrite } from '../usage/system-error.ts';
import { didYouMean, nearestCodes, UsageError } from '../usage/usage-error.ts';
import type { Say } from '../usage/words.ts';

interface FixValues extends SettingsValues {
  readonly rule: readonly string[];
  readonly unsafe?: boolean;
  readonly dryRun?: boolean;
  readonly backup?: boolean;
  readonly previous: readonly string[];
  readonly showBsn?: boolean;
}

type Outcome = 'same' | 'changed' | 'failed';

/** `srg fix`: applies fixes; 0 done, 1 there is something to do and it was only asked for, 2 something went wrong. */
export const fix: CommandDefinition<FixValues> = {
  define(command, { say }) {
    const codes = RULES.map(({ code }) => code);
    command
      .argument(`<${say('help.file')}...>`, say('fix.files'))
      .addOption(repeatable('--rule', say('help.code'), say('fix.rule'), codes))
      .option('--unsafe', say('fix.unsafe'))
      .option('--dry-run', say('fix.dryRun'))
      .option('--backup', say('fix.backup'))
      .addOption(repeatable('--berichtgever', say('help.code'), say('check.berichtgever')))
      .addOption(packOption(say))
      .addOption(repeatable('--previous', say('help.file'), say('check.previous')))
      .option('--show-bsn', say('option.showBsn'))
      .addOption(languageOption(say));
    for (const option of configOptions(say)) command.addOption(option);
    const examples = [
      'srg fix --dry-run levering.srg.xml',
      'srg fix --rule t002 --backup levering.srg.xml',
      'srg fix --unsafe leveringen/',
    ];
    addExamples(command, say, examples, 'fix.statuses');
  },

  async run(files, values, program) {
    const { say, complain } = program;
    if (files.includes('-')) throw new UsageError(say('usage.noStandardInput'));
    const rules = values.rule.length > 0 ? new Set(values.rule.map((code) => parseCode(say, code))) : undefined;
    const settings = await SettingsOfFiles.open(values, program, values.previous);
    await import('../../engine/schema/libxml2.ts');
    const inputs = await expandInputs(files);
    const { find } = previousFor(inputs);
    const outcomes = new Set<Outcome>();
    for (const input of inputs) {
      if (input instanceof InputError) {
        complain(say(`file.${input.reason}`, { path: input.path }));
        outcomes.add('failed');
        continue;
      }
      const own = await settings.ofOrTold(input);
      if (!own) {
        outcomes.add('failed');
        continue;
      }
      const options: FixOptions = {
        settings: { ...own, previous: undefined, templates: templateSettings(own.templates, input.path) },
        rules,
        unsafe: values.unsafe ?? false,
        findPrevious: (analysis) => find(input, analysis, own),
      };
      outcomes.add(await fixFile(input, options, values, program));
    }
    if (outcomes.has('failed')) return 2;
    return values.dryRun && outcomes.has('changed') ? 1 : 0;
  },
};

function parseCode(say: Say, given: string): string {
  const code = ruleCode(given);
  if (isRuleCode(code)) return code;
  throw new UsageError(didYouMean(say, `--rule ${given}: ${say('usage.noRule', { code: given })}`, nearestCodes(code)));
}

async function fixFile(input: Input, options: FixOptions, values: FixValues, program: Program): Promise<Outcome> {
  const { say, complain, write, color } = program;
  const { path } = input;
  const fail = (problem: string): Outcome => {
    complain(problem);
    return 'failed';
  };
  const { decodeXml } = await import('../../engine/workspace/decode-xml.ts');
  const { encoderOf } = await import('../../engine/workspace/encode-xml.ts');
  const { NODE_BYTES } = await import('../../node/node-bytes.ts');
  const { fixText } = await import('../fix/fix-text.ts');
  const { diffOf } = await import('../fix/diff.ts');
  let bytes: Uint8Array;
  try {
    bytes = await input.read();
  } catch (error) {
    return fail(say(whyUnread(error), { path }));
  }
  const { text, problem } = decodeXml(bytes, NODE_BYTES);
  const fixed = await fixText(text, options);
  if (!fixed) return input.named ? fail(say('file.noDelivery', { path })) : 'same';
  const { lines, pack, before, after } = fixed;
  if (lines.text === text) {
    write(say('fix.nothing', { path, after }));
    write('\n');
    return 'same';
  }
  const encode = problem === undefined ? encoderOf(bytes, text) : undefined;
  const written = encode?.(lines.text);
  if (!written) return fail(say('fix.encoding', { path }));
  for (const piece of diffOf(path, lines, pack, { maskBsn: !values.showBsn, color })) write(piece);
  if (!values.dryRun) {
    const problem = await replace(input, bytes, written, values.backup ?? false, say);
    if (problem !== undefined) return fail(problem);
  }
  write(`${say(values.dryRun ? 'fix.would' : 'fix.done', { path, fixed: before - after, after })}\n`);
  return 'changed';
}

/** Puts the bytes in the place of the file, if it still is what it was. @returns what went wrong */
async function replace(
  { path, read }: Input,
  old: Uint8Array,
  now: Uint8Array,
  keepsOld: boolean,
  say: Say,
): Promise<string | undefined> {
  const { OutputFile } = await import('../files/written/output-file.ts');
  try {
    const file = OutputFile.open(path);
    file.write(now);
    // What can't be read any more is not what it was either.
    const found = await read().catch(() => undefined);
    if (!found || Buffer.compare(found, old) !== 0) {
      file.discard();
      return say('fix.changedMeanwhile', { path });
    }
    if (keepsOld) {
      const backup = OutputFile.open(`${path}.bak`, path);
      backup.write(old);
      backup.commit();
    }
    file.commit();
    return undefined;
  } catch (error) {
    return cannotWrite(say, path, error);
  }
}
