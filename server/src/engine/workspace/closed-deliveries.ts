import { type RecordFacts, readFacts } from '../delivery/record-facts.ts';
import type { Pack } from '../packs/load-pack.ts';
import { timeSliced } from '../text/time-sliced.ts';
import { uriKey } from '../text/uri.ts';
import type { DeliveryFiles, FileEntry } from './delivery-files.ts';
import { samePacks } from './delivery-index.ts';

/** The facts of so many records are kept, of the files that were asked last. */
const KEPT_RECORDS = 100_000;
/** So many texts are remembered of a file that it doesn't hold. */
const KEPT_MISSES = 16;

interface Known {
  readonly stamp: string;
  readonly packs: readonly Pack[];
  /** undefined where the file held nothing of what it was asked for. */
  readonly facts: readonly RecordFacts[] | undefined;
  /** Texts, in small letters, that it doesn't hold. */
  readonly misses: readonly string[];
}

/** The records of deliveries that no editor holds. A file is read when it is asked for, and little of it is kept. */
export class ClosedDeliveries {
  /** The last asked last. */
  private readonly known = new Map<string, Known>();

  constructor(private readonly files: DeliveryFiles) {}

  /** Of how many records something is kept. */
  get kept(): number {
    let count = 0;
    for (const { facts } of this.known.values()) count += facts?.length ?? 0;
    return count;
  }

  /**
   * The records of a file that may have a text somewhere, in the order of the file: all of them, or none where the file
   * can't be read or doesn't hold the text.
   * @param wanted in small letters
   * @param goesOn false when the answer is no longer of use; the answer is none then
   */
  async recordsOf(
    { uri, stamp }: FileEntry,
    wanted: string,
    packs: readonly Pack[],
    goesOn: () => boolean,
  ): Promise<readonly RecordFacts[]> {
    const key = uriKey(uri);
    const last = this.known.get(key);
    const known = last && last.stamp === stamp && samePacks(last.packs, packs) ? last : undefined;
    this.known.delete(key);
    const keep = (facts: Known['facts'], misses: Known['misses']) => {
      if (facts && facts.length > KEPT_RECORDS) return;
      this.known.set(key, { stamp, packs, facts, misses });
      this.dropOldest();
    };
    if (known?.facts || known?.misses.some((miss) => wanted.includes(miss))) {
      keep(known.facts, known.misses);
      return known.facts ?? [];
    }
    const misses = known?.misses ?? [];
    const text = await this.files.read(uri).catch(() => undefined);
    // Another program may have it to itself for a moment: nothing is known of it by that.
    if (text === undefined) return [];
    if (!mayHold(text, wanted)) {
      keep(undefined, [...misses, wanted].slice(-KEPT_MISSES));
      return [];
    }
    const facts = goesOn() ? await timeSliced(readFacts(text, packs), goesOn) : undefined;
    if (facts) keep(facts, misses);
    return facts ?? [];
  }

  private dropOldest(): void {
    let { kept } = this;
    for (const [key, { facts }] of this.known) {
      if (kept <= KEPT_RECORDS) return;
      this.known.delete(key);
      kept -= facts?.length ?? 0;
    }
  }
}

/** Reading the text as it stands tells it, at a tenth of the cost, unless characters are written in another way. */
function mayHold(text: string, wanted: string): boolean {
  return text.includes('&') || text.includes('<![CDATA[') || text.toLowerCase().includes(wanted);
}
