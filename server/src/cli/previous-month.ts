import { headOf } from '../delivery/delivery-head.ts';
import type { PreviousDelivery } from '../delivery/previous-delivery.ts';
import { nodeFiles } from '../host/node-files.ts';
import { activeRules } from '../rules/registry.ts';
import { folderOf } from '../workspace/delivery-files.ts';
import { DeliveryIndex } from '../workspace/delivery-index.ts';
import { PreviousDeliveries } from '../workspace/previous-deliveries.ts';
import type { CheckOptions } from './check.ts';
import { type Input, InputError } from './inputs.ts';

type Setting = Pick<CheckOptions, 'packs' | 'previous' | 'rules' | 'complain'>;

/** Finds the delivery of the month before one of those that are checked. */
export type FindPrevious = (input: Input, text: string) => Promise<PreviousDelivery | undefined>;

/** The month before is looked for among the files that are checked and in their folders. */
export function previousFor(inputs: readonly (Input | InputError)[], { packs, previous, rules }: Setting) {
  const index = new DeliveryIndex(
    nodeFiles,
    () => [],
    () => undefined,
  );
  index.isWatched = true;
  const deliveries = new PreviousDeliveries(nodeFiles, index, () => undefined);
  const uris = inputs.flatMap((input) => (input instanceof InputError || input.uri === '' ? [] : [input.uri]));
  const places = { deep: [], shallow: [...new Set(uris.map(folderOf))] };
  const named = previous === undefined ? undefined : nodeFiles.resolve(previous, undefined);
  const find: FindPrevious = async (input, text) => {
    const head = headOf(text, packs);
    if (!head || !activeRules(head.pack, rules).some((rule) => rule.checkContinuity)) return undefined;
    const { berichtgevercode, verslagmaand } = head;
    return deliveries.of({ uri: input.uri, berichtgevercode, verslagmaand }, { packs, places, named });
  };
  return { find, deliveries };
}

/** Whether the file that was named for the month before is a delivery; complains where it isn't. */
export async function isDelivery(path: string, { packs, complain }: Setting): Promise<boolean> {
  const uri = nodeFiles.resolve(path, undefined);
  if (!(await nodeFiles.entryOf(uri))) complain(path, 'absent');
  else {
    const text = await nodeFiles.read(uri).catch(() => undefined);
    if (text !== undefined && headOf(text, packs)) return true;
    complain(path, text === undefined ? 'unreadable' : 'noDelivery');
  }
  return false;
}
