import {
  combinePrevious,
  type PreviousDelivery,
  type PreviousFile,
  PreviousReader,
} from '../delivery/previous-delivery.ts';
import type { Pack } from '../packs/load-pack.ts';
import { TextChanged } from '../text/paged-text.ts';
import type { SourceText } from '../text/source-text.ts';
import { runTimeSliced } from '../text/time-sliced.ts';
import { uriKey } from '../text/uri.ts';
import type { DeliveryFiles, FileEntry } from './delivery-files.ts';
import type { DeliveryIndex, OpenText, Places, Wanted } from './delivery-index.ts';

/** So many deliveries of a month before are kept: those of a merger, and of some documents. */
const KEPT = 12;

export interface Search {
  readonly packs: readonly Pack[];
  readonly places: Places;
  /** The files that the user named; without any, the file is looked for. */
  readonly named: readonly string[];
}

/** A text that is at hand, whole or in pages. */
type Text = string | SourceText;

interface Loaded {
  readonly entry: FileEntry;
  readonly packs: readonly Pack[];
  readonly delivery: Promise<PreviousDelivery | undefined>;
}

/** Finds and reads deliveries of the month before. One that has not changed is the same object. */
export class PreviousDeliveries {
  /** The last used last. */
  private readonly loaded = new Map<string, Loaded>();
  /** The texts that are at hand for the time being, by address, see {@link withText}. */
  private readonly texts = new Map<string, Text>();
  /** What several came to last. */
  private combined: { readonly of: readonly PreviousDelivery[]; readonly delivery: PreviousDelivery } | undefined;

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

  /** The delivery of the month before, or what was named, of whatever month; undefined where there is none. */
  async of(wanted: Wanted, { packs, places, named }: Search): Promise<PreviousDelivery | undefined> {
    const found =
      named.length === 0
        ? [await this.index.find(wanted, places, packs)]
        : await Promise.all(named.map((uri) => this.index.entryOf(uri)));
    const entries = new Map(found.flatMap((entry) => (entry ? [[uriKey(entry.uri), entry] as const] : [])));
    entries.delete(uriKey(wanted.uri));
    const read = await Promise.all([...entries.values()].map((entry) => this.read(entry, packs)));
    const deliveries = read.filter((delivery) => delivery !== undefined);
    if (deliveries.length < 2) return deliveries[0];
    const { combined } = this;
    const month = wanted.verslagmaand === undefined ? undefined : wanted.verslagmaand - 1;
    const isSame =
      combined?.of.length === deliveries.length &&
      combined.delivery.verslagmaand === month &&
      combined.of.every((one, i) => one === deliveries[i]);
    if (isSame) return combined.delivery;
    const delivery = combinePrevious(deliveries, month)!;
    this.combined = { of: deliveries, delivery };
    return delivery;
  }

  private read(entry: FileEntry, packs: readonly Pack[]): Promise<PreviousDelivery | undefined> {
    const key = uriKey(entry.uri);
    const known = this.loaded.get(key);
    this.loaded.delete(key);
    const fits = known?.entry.stamp === entry.stamp && known.packs.every((pack, i) => pack === packs[i]);
    const loaded = fits ? known : { entry, packs, delivery: this.load(entry.uri, packs) };
    this.loaded.set(key, loaded);
    for (const oldest of this.loaded.keys()) if (this.loaded.size > KEPT) this.loaded.delete(oldest);
    return loaded.delivery;
  }

  /** Gives an answer while the texts of a delivery's files are at hand, which their `textOf` gives then. */
  async withText<T>({ files }: PreviousDelivery, answer: () => T): Promise<T> {
    const opened = await Promise.all(files.map(({ uri }) => this.open(uri).catch(() => undefined)));
    // No other answer comes between.
    files.forEach(({ uri }, i) => {
      if (opened[i]) this.texts.set(uri, opened[i].text);
    });
    try {
      return answer();
    } finally {
      this.texts.clear();
      for (const one of opened) one?.close();
    }
  }

  private async load(uri: string, packs: readonly Pack[]): Promise<PreviousDelivery | undefined> {
    let opened: { readonly text: Text; close(): void } | undefined;
    try {
      opened = await this.open(uri);
      const textOf: PreviousFile['textOf'] = (start, end) => this.texts.get(uri)?.slice(start, end);
      const reader = new PreviousReader(uri, opened.text, packs, textOf);
      await runTimeSliced((shouldYield) => reader.run(shouldYield));
      return reader.result();
    } catch (error) {
      // It can't be read, or is another meanwhile.
      if (opened && !(error instanceof TextChanged)) throw error;
      this.loaded.delete(uriKey(uri));
      return undefined;
    } finally {
      opened?.close();
    }
  }

  private async open(uri: string): Promise<{ readonly text: Text; close(): void }> {
    const text = this.openText(uri)?.text();
    if (text !== undefined) return { text, close: () => {} };
    return (await this.files.readInPages?.(uri)) ?? { text: await this.files.read(uri), close: () => {} };
  }
}
