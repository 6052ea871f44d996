import type { DecodedDelivery } from '../../engine/analysis/check-delivery.ts';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { compareDeliveries } from '../../engine/compare/compare-deliveries.ts';
import { readForComparison } from '../../engine/compare/side.ts';
import type { Pack } from '../../engine/packs/load-pack.ts';
import { pagedText } from '../../engine/text/paged-text.ts';
import { decodePages } from '../../engine/workspace/decode-pages.ts';
import { decodeXml } from '../../engine/workspace/decode-xml.ts';
import { NODE_BYTES } from '../../node/node-bytes.ts';
import { ConfigError, SettingsOfFiles, type SettingsValues } from '../files/file-settings.ts';
import { type Input, InputError, type LargeInput } from '../files/input.ts';
import { expandInputs, whyUnread } from '../files/inputs.ts';
import type { CommandDefinition } from '../program.ts';
import type { ComparisonReporter } from '../reporters/comparison/comparison-report.ts';
import { writeComparisonHtml } from '../reporters/comparison/html.ts';
import { writeComparisonJson } from '../reporters/comparison/json.ts';
import { writeComparisonText } from '../reporters/comparison/text.ts';
import { addExamples, choice, configOptions, languageOption, packOption } from '../usage/command-line.ts';
import { UsageError } from '../usage/usage-error.ts';
import type { WordKey } from '../usage/words.ts';

const REPORTERS: Readonly<Record<'text' | 'json' | 'html', ComparisonReporter>> = {
  text: writeComparisonText,
  json: writeComparisonJson,
  html: writeComparisonHtml,
};

interface CompareValues extends SettingsValues {
  readonly format?: keyof typeof REPORTERS;
  readonly showBsn?: boolean;
}

/** `srg compare`: 0 no differences, 1 differences, 2 a file that can't be compared. */
export const compare: CommandDefinition<CompareValues> = {
  define(command, { say }) {
    command
      .argument(`<${say('help.old')}>`, say('compare.old'))
      .argument(`<${say('help.new')}>`, say('compare.new'))
      .addOption(choice('--format', Object.keys(REPORTERS), say, 'compare.format'))
      .addOption(languageOption(say))
      .addOption(packOption(say))
      .option('--show-bsn', say('option.showBsn'));
    for (const option of configOptions(say)) command.addOption(option);
    const examples = [
      'srg compare februari.srg.xml maart.srg.xml',
      'srg compare --format html februari.srg.xml maart.srg.xml > verschil.html',
    ];
    addExamples(command, say, examples, 'compare.statuses');
  },

  async run(operands, values, program) {
    const { language, say, color, complain, write } = program;
    const [oldPath, newPath] = operands as [string, string];
    if (oldPath === '-' && newPath === '-') throw new UsageError(say('compare.oneInput'));
    const settings = await SettingsOfFiles.open(values, program);
    await import('../../engine/schema/libxml2.ts');

    // A large file is read for as long as there is something to say of it.
    const large: LargeInput[] = [];
    try {
      const deliveries: DeliveryAnalysis[] = [];
      for (const path of [oldPath, newPath]) {
        const delivery = await readDelivery(path, settings, large);
        if (typeof delivery === 'string') complain(say(delivery, { path }));
        else if (delivery) deliveries.push(delivery);
      }
      const [oldDelivery, newDelivery] = deliveries;
      if (!oldDelivery || !newDelivery) return 2;
      const comparison = compareDeliveries(oldDelivery, newDelivery);
      const report = REPORTERS[values.format ?? 'text'];
      report({ comparison, oldPath, newPath }, { language, maskBsn: !values.showBsn, color, write });
      return comparison.different ? 1 : 0;
    } finally {
      for (const content of large) content.close();
    }
  },
};

/**
 * The finished analysis of a delivery, or why there is none; undefined where that has been told.
 * @param large gets what is to be closed
 */
async function readDelivery(
  path: string,
  settings: SettingsOfFiles,
  large: LargeInput[],
): Promise<DeliveryAnalysis | WordKey | undefined> {
  const [input, ...others] = await expandInputs([path]);
  if (!input) return 'file.missing';
  if (input instanceof InputError) return input.reason === 'empty' ? 'file.noFile' : `file.${input.reason}`;
  if (others.length > 0 || !input.named) return 'file.noFile';
  let packs: readonly Pack[];
  try {
    packs = (await settings.of(input.uri)).packs;
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
  try {
    return await readInput(input, packs, large);
  } catch (error) {
    return whyUnread(error);
  }
}

async function readInput(
  input: Input,
  packs: readonly Pack[],
  large: LargeInput[],
): Promise<DeliveryAnalysis | WordKey> {
  const content = await (input.open?.() ?? input.read());
  if (content instanceof Uint8Array) return analyse(decodeXml(content, NODE_BYTES), packs, false);
  large.push(content);
  (await import('../../node/small-heap.ts')).keepHeapSmall();
  const read = decodePages(content.bytes, NODE_BYTES);
  if (!read) return 'file.tooLarge';
  const analysis = await analyse({ text: pagedText(read.pages), problem: read.problem }, packs, true);
  content.verify();
  return analysis;
}

async function analyse(
  decoded: DecodedDelivery,
  packs: readonly Pack[],
  inPages: boolean,
): Promise<DeliveryAnalysis | WordKey> {
  const { analysis, status } = await readForComparison(decoded, {
    settings: { packs, berichtgevers: [], inPages },
    accepts: ({ choice }: DeliveryAnalysis) => choice.kind === 'known',
  });
  if (status === 'checked') return analysis;
  return analysis.choice.kind === 'unknown' ? 'file.unknownFormat' : 'file.noSrg';
}
