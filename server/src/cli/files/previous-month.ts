import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { identityOfDelivery } from '../../engine/delivery/delivery-identity.ts';
import type { PreviousDelivery } from '../../engine/delivery/previous-delivery.ts';
import { verslagmaandOf } from '../../engine/delivery/verslagmaand.ts';
import type { Pack } from '../../engine/packs/load-pack.ts';
import { folderOf } from '../../engine/text/uri.ts';
import { DeliveryIndex } from '../../engine/workspace/delivery-index.ts';
import { PreviousDeliveries } from '../../engine/workspace/previous-deliveries.ts';
import { nodeFiles } from '../../node/node-files.ts';
import { type Input, InputError } from './inputs.ts';

/** What the search goes by. */
export interface PreviousMonthOptions {
  readonly packs: readonly Pack[];
  /** The files of the month before; where none is named, it is looked for. */
  readonly previous: readonly string[];
  /** A file that can't be read: its path, and why. */
  complain(path: string, reason: 'missing' | 'unreadable' | 'tooLarge' | 'noDelivery'): void;
}

/** Finds the delivery of the month before one of those that are checked. */
export type FindPrevious = (input: Input, analysis: DeliveryAnalysis) => Promise<PreviousDelivery | undefined>;

/** The month before is looked for among the files that are checked and in their folders. */
export function previousFor(inputs: readonly (Input | InputError)[], { packs, previous }: PreviousMonthOptions) {
  const index = new DeliveryIndex(
    nodeFiles,
    () => [],
    () => undefined,
  );
  index.isWatched = true;
  const deliveries = new PreviousDeliveries(nodeFiles, index, () => undefined);
  const uris = inputs.flatMap((input) => (input instanceof InputError || input.uri === '' ? [] : [input.uri]));
  const places = { deep: [], shallow: [...new Set(uris.flatMap((uri) => folderOf(uri) ?? []))] };
  const named = previous.map((path) => nodeFiles.resolve(path, undefined));
  const find: FindPrevious = async (input, { header }) => {
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

/** Whether the file that was named for the month before is a delivery; complains where it isn't. */
export async function isDelivery(path: string, { packs, complain }: PreviousMonthOptions): Promise<boolean> {
  const uri = nodeFiles.resolve(path, undefined);
  if (!(await nodeFiles.entryOf(uri))) complain(path, 'missing');
  else {
    const text = await nodeFiles.read(uri).catch(() => undefined);
    if (text !== undefined && identityOfDelivery(text, packs)) return true;
    complain(path, text === undefined ? 'unreadable' : 'noDelivery');
  }
  return false;
}
