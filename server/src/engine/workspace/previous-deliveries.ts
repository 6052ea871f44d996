import { type PreviousDelivery, PreviousReader } from '../delivery/previous-delivery.ts';
import type { Pack } from '../packs/load-pack.ts';
import { runTimeSliced } from '../text/time-sliced.ts';
import { uriKey } from '../text/uri.ts';
import type { DeliveryFiles, FileEntry } from './delivery-files.ts';
import type { DeliveryIndex, OpenText, Places, Wanted } from './delivery-index.ts';

/** So many deliveries of a month before are kept. */
const KEPT = 4;

export interface Search {
  readonly packs: readonly Pack[];
  readonly places: Places;
  /** The file that the user named, which is not looked for. */
  readonly named: string | undefined;
}

interface Loaded {
  readonly entry: FileEntry;
  readonly packs: readonly Pack[];
  readonly delivery: Promise<PreviousDelivery | undefined>;
}

/** Finds and reads deliveries of the month before. One that has not changed is the same object. */
export class PreviousDeliveries {
  /** The last used last. */
  private readonly loaded = new Map<string, Loaded>();
  /** The texts that are at hand for the time being, see {@link withText}. */
  private readonly texts = new Map<PreviousDelivery, string>();

  constructor(
    private readonly files: DeliveryFiles,
    private readonly index: DeliveryIndex,
    private readonly openText: (uri: string) => OpenText | undefined,
  ) {}

  /** A file came, went, or has another text. */
  changed(uri: string): void {
    this.index.changed(uri);
    this.loaded.delete(uriKey(uri));
  }

  /** The delivery of the month before, or the one that was named, of whatever month; undefined where there is none. */
  async of(wanted: Wanted, { packs, places, named }: Search): Promise<PreviousDelivery | undefined> {
    const entry = named === undefined ? await this.index.find(wanted, places, packs) : await this.index.entryOf(named);
    if (!entry || uriKey(entry.uri) === uriKey(wanted.uri)) return undefined;
    const key = uriKey(entry.uri);
    const known = this.loaded.get(key);
    this.loaded.delete(key);
    const fits = known?.entry.stamp === entry.stamp && known.packs.every((pack, i) => pack === packs[i]);
    const loaded = fits ? known : { entry, packs, delivery: this.load(entry.uri, packs) };
    this.loaded.set(key, loaded);
    for (const oldest of this.loaded.keys()) if (this.loaded.size > KEPT) this.loaded.delete(oldest);
    return loaded.delivery;
  }

  /** Gives an answer while the text of a delivery is at hand, which its `textOf` gives then. */
  async withText<T>(delivery: PreviousDelivery, answer: () => T): Promise<T> {
    const text = await this.textAt(delivery.uri).catch(() => undefined);
    if (text !== undefined) this.texts.set(delivery, text);
    try {
      return answer();
    } finally {
      this.texts.delete(delivery);
    }
  }

  private async load(uri: string, packs: readonly Pack[]): Promise<PreviousDelivery | undefined> {
    const text = await this.textAt(uri).catch(() => undefined);
    if (text === undefined) {
      this.loaded.delete(uriKey(uri));
      return undefined;
    }
    const reader = new PreviousReader(uri, text, packs);
    await runTimeSliced((shouldYield) => reader.run(shouldYield));
    const delivery = reader.result((start, stop) => this.texts.get(delivery!)?.slice(start, stop));
    return delivery;
  }

  private async textAt(uri: string): Promise<string> {
    return this.openText(uri)?.text() ?? (await this.files.read(uri));
  }
}
