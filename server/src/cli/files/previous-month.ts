import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { identityOfDelivery } from '../../engine/delivery/delivery-identity.ts';
import type { PreviousDelivery } from '../../engine/delivery/previous-delivery.ts';
import { verslagmaandOf } from '../../engine/delivery/verslagmaand.ts';
import type { Pack } from '../../engine/packs/load-pack.ts';
import { folderOf } from '../../engine/text/uri.ts';
import { DeliveryIndex, HEADER_BYTES } from '../../engine/workspace/delivery-index.ts';
import { PreviousDeliveries } from '../../engine/workspace/previous-deliveries.ts';
import { nodeFiles } from '../../node/node-files.ts';
import { withArchives } from './archives/archive-files.ts';
import { type Input, InputError } from './input.ts';
import { isArchiveName } from './inputs.ts';

/** What the search goes by. */
export interface PreviousMonthOptions {
  readonly packs: readonly Pack[];
  /** The files of the month before; where none is named, it is looked for. */
  readonly previous: readonly string[];
}

/** Finds the delivery of the month before one of those that are checked. */
export type FindPrevious = (
  input: Input,
  analysis: DeliveryAnalysis,
  options: PreviousMonthOptions,
) => Promise<PreviousDelivery | undefined>;

/** The month before is looked for among the files that are checked and in their folders. */
export function previousFor(inputs: readonly (Input | InputError)[]) {
  const files = withArchives(
    nodeFiles,
    inputs.flatMap((input) => (input instanceof InputError ? [] : [input])),
  );
  const index = new DeliveryIndex(
    files,
    () => [],
    () => undefined,
  );
  index.isWatched = true;
  const deliveries = new PreviousDeliveries(files, index, () => undefined);
  const uris = inputs.flatMap((input) => (input instanceof InputError || input.uri === '' ? [] : [input.uri]));
  const places = { deep: [], shallow: [...new Set(uris.flatMap((uri) => folderOf(uri) ?? []))] };
  const find: FindPrevious = async (input, { header }, { packs, previous }) => {
    const named = previous.map((path) => nodeFiles.resolve(path, undefined));
    // As it is written: a code that the XSD refuses may well be last month's.
    const written = header?.asWritten;
    const wanted = {
      uri: input.uri,
      gemeentecode: written?.value('gemeentecode'),
      berichtgevercode: written?.value('berichtgevercode'),
      verslagmaand: written && verslagmaandOf(written),
    };
    return deliveries.of(wanted, { packs, places, named });
  };
  return { find, deliveries };
}

/** Why the file that was named for the month before is no delivery; undefined where it is one. */
export async function whyNoDelivery(
  path: string,
  packs: readonly Pack[],
): Promise<'missing' | 'unreadable' | 'archive' | 'noDelivery' | undefined> {
  if (isArchiveName(path)) return 'archive';
  const uri = nodeFiles.resolve(path, undefined);
  if (!(await nodeFiles.entryOf(uri))) return 'missing';
  const text = await nodeFiles.readStart(uri, HEADER_BYTES).catch(() => undefined);
  if (text === undefined) return 'unreadable';
  return identityOfDelivery(text, packs) ? undefined : 'noDelivery';
}
