import type { DeliveryAnalysis } from '../engine/analysis/delivery-analysis.ts';
import { compareDeliveries } from '../engine/compare/compare-deliveries.ts';
import { readForComparison } from '../engine/compare/side.ts';
import type { Pack } from '../engine/packs/load-pack.ts';
import { decodeXml } from '../node/decode.ts';
import { loadPackFolder, loadShippedPacks } from '../node/shipped-packs.ts';
import { expandInputs, InputError } from './inputs.ts';
import { oneOf, parseOptions, UsageError } from './options.ts';
import type { Command } from './program.ts';
import { writeComparisonHtml } from './reporters/comparison-html.ts';
import { writeComparisonJson } from './reporters/comparison-json.ts';
import type { ComparisonReporter } from './reporters/comparison-report.ts';
import { writeComparisonText } from './reporters/comparison-text.ts';

const REPORTERS: Readonly<Record<'text' | 'json' | 'html', ComparisonReporter>> = {
  text: writeComparisonText,
  json: writeComparisonJson,
  html: writeComparisonHtml,
};

const OPTIONS = {
  format: { type: 'string' },
  language: { type: 'string' },
  pack: { type: 'string', multiple: true },
  'show-bsn': { type: 'boolean' },
} as const;

/** `srg compare`: 0 no differences, 1 differences, 2 a file that can't be compared. */
export const compare: Command = async (args, program) => {
  const { values, positionals } = parseOptions(args, OPTIONS);
  const format = oneOf('--format', values.format ?? 'text', ['text', 'json', 'html']);
  const language = oneOf('--language', values.language ?? 'nl', ['nl', 'en']);
  const [oldPath, newPath, ...more] = positionals;
  if (oldPath === undefined || newPath === undefined || more.length > 0) {
    throw new UsageError('geef twee bestanden op: de oude en de nieuwe levering');
  }
  if (oldPath === '-' && newPath === '-') throw new UsageError('alleen een van de twee kan - zijn');
  const own = await Promise.all((values.pack ?? []).map(loadPackFolder));
  await import('../engine/schema/libxml2.ts');
  const packs = [...own, ...(await loadShippedPacks(program.schemas))];

  const deliveries: DeliveryAnalysis[] = [];
  for (const path of [oldPath, newPath]) {
    const delivery = await readDelivery(path, packs);
    if (typeof delivery === 'string') program.complain(`${path}: ${delivery}`);
    else deliveries.push(delivery);
  }
  const [oldDelivery, newDelivery] = deliveries;
  if (!oldDelivery || !newDelivery) return 2;
  const comparison = compareDeliveries(oldDelivery, newDelivery);
  REPORTERS[format](
    { comparison, oldPath, newPath },
    { language, maskBsn: !(values['show-bsn'] ?? false), color: program.color, write: program.write },
  );
  return comparison.different ? 1 : 0;
};

/** The finished analysis of a delivery, or why there is none. */
async function readDelivery(path: string, packs: readonly Pack[]): Promise<DeliveryAnalysis | string> {
  const [input, ...others] = await expandInputs([path]);
  if (!input || input instanceof InputError) return 'bestaat niet';
  if (others.length > 0 || !input.named) return 'is geen bestand';
  let bytes: Uint8Array;
  try {
    bytes = await input.read();
  } catch {
    return 'kan niet worden gelezen';
  }
  const accepts = ({ choice }: DeliveryAnalysis) => choice.kind === 'known';
  const { analysis, status } = await readForComparison(decodeXml(bytes), {
    settings: { packs, berichtgevers: [] },
    accepts,
  });
  if (status === 'checked') return analysis;
  return analysis.choice.kind === 'unknown' ? 'heeft een onbekend formaat (SRG-T005)' : 'is geen SRG-levering';
}
