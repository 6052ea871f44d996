import { anonymiseTogether, type Outcome } from '../../../server/src/engine/anonymise/together.ts';
import type { Pack } from '../../../server/src/engine/packs/load-pack.ts';
import { packs as shipped } from '../../support/delivery.ts';

/** What is made of deliveries of one run, with a secret that is always the same. */
export function anonymised(
  texts: readonly string[],
  { packs = shipped, seed = 'proef', previous = [] as readonly number[] } = {} as {
    packs?: readonly Pack[];
    seed?: string;
    previous?: readonly number[];
  },
): Promise<Outcome[]> {
  const uri = (n: number) => `file:///levering-${n}.srg.xml`;
  return anonymiseTogether(
    texts.map((text, n) => ({ uri: uri(n), text })),
    {
      settings: { packs, rules: {}, berichtgevers: [] },
      secret: new TextEncoder().encode(seed),
      previous: previous.map(uri),
      async run(steps) {
        let step = steps.next();
        while (!step.done) step = steps.next();
        return step.value;
      },
    },
  );
}

/** The one delivery that is made of one. @throws where none is made */
export async function anonymisedText(text: string, options: Parameters<typeof anonymised>[1] = {}): Promise<string> {
  const [outcome] = await anonymised([text], options);
  if (outcome?.kind !== 'done') throw new Error(outcome?.reason);
  return outcome.text;
}
