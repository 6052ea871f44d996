import type { Month } from '../delivery/day.ts';
import { type DeliveryIdentity, identifying } from '../delivery/delivery-identity.ts';
import type { Pack } from '../packs/load-pack.ts';
import { timeSliced } from '../text/time-sliced.ts';
import { folderOf, isIn, uriKey } from '../text/uri.ts';
import type { DeliveryFiles, FileEntry } from './delivery-files.ts';

/** A head is looked for in so many bytes. */
export const HEADER_BYTES = 65_536;
/** Larger files are passed over. */
const MOST_BYTES = 60 * 1024 * 1024;
/** So many files of a folder are looked at. */
const MOST_FILES = 2_000;
/** So many files are read at a time. */
const AT_ONCE = 8;

/** A text that counts instead of the one on disk. */
export interface OpenText {
  readonly uri: string;
  /** Tells one state of it from another. */
  readonly stamp: string;
  /** Up to so many characters of it, or all. */
  text(length?: number): string;
}

/** The folders that deliveries are looked for in. */
export interface Places {
  /** With the folders in them. */
  readonly deep: readonly string[];
  /** Without. */
  readonly shallow: readonly string[];
}

/** The delivery whose month before is looked for. */
export interface Wanted {
  readonly uri: string;
  readonly gemeentecode: string | undefined;
  readonly berichtgevercode: string | undefined;
  readonly verslagmaand: Month | undefined;
}

interface KnownIdentity {
  readonly stamp: string;
  readonly packs: readonly Pack[];
  readonly identity: DeliveryIdentity | undefined;
}

/** A file that is a delivery, and what its head says. */
export interface KnownDelivery {
  readonly entry: FileEntry;
  readonly identity: DeliveryIdentity;
}

/** The deliveries in some places. */
interface Searched {
  /** What was gone by, beside the packs. */
  readonly by: string;
  readonly packs: readonly Pack[];
  readonly byMonth: ReadonlyMap<string, readonly FileEntry[]>;
}

/** Which deliveries there are, known by what stands in their heads and never by their names. */
export class DeliveryIndex {
  private readonly identities = new Map<string, KnownIdentity>();
  private readonly listings = new Map<string, Promise<readonly FileEntry[]>>();
  /** What the last search went through; undefined where anything of it may have changed. */
  private searched: Searched | undefined;
  /** Goes up with each change. */
  private version = 0;
  /** Somebody tells of changes on disk; without, folders are looked at anew each time. */
  isWatched = false;
  private holders = 0;

  constructor(
    private readonly files: DeliveryFiles,
    private readonly openTexts: () => readonly OpenText[],
    /** Told where not all files of a folder are looked at. */
    private readonly capped: (folder: string, limit: number) => void,
    /** Told of each folder that can't be read, when it is looked at. */
    private readonly unreadable: (folder: string) => void = () => undefined,
  ) {}

  /** A file has another text. */
  changed(uri: string): void {
    this.forget();
    this.identities.delete(uriKey(uri));
  }

  /** Files came, went or were written. */
  listingsChanged(): void {
    this.forget();
    this.listings.clear();
  }

  private forget(): void {
    this.searched = undefined;
    this.version++;
  }

  /**
   * Folders are looked at anew now, and then not each time until the function that this gives is called: for work on
   * many files.
   */
  hold(): () => void {
    this.listingsChanged();
    this.holders++;
    return () => {
      this.holders--;
    };
  }

  /**
   * The file of the month before: of the same gemeente and berichtgever, and where there are several the last by name.
   * @param places besides the folder of the delivery itself
   */
  async find(wanted: Wanted, { deep, shallow }: Places, packs: readonly Pack[]): Promise<FileEntry | undefined> {
    const { gemeentecode, berichtgevercode, verslagmaand } = wanted;
    if ((gemeentecode ?? berichtgevercode) === undefined || verslagmaand === undefined) return undefined;
    const folder = folderOf(wanted.uri);
    const isCovered = folder === undefined || shallow.includes(folder) || deep.some((one) => isIn(wanted.uri, one));
    const places = { deep, shallow: isCovered ? shallow : [...shallow, folder] };
    const month = monthOf({ gemeentecode, berichtgevercode, verslagmaand: verslagmaand - 1 });
    const { byMonth } = await this.search(places, packs);
    const opened = await this.identitiesOf(this.openEntries(), packs);
    const ofMonth = opened.flatMap(({ entry, identity }) => (monthOf(identity) === month ? [entry] : []));
    const own = uriKey(wanted.uri);
    let best: FileEntry | undefined;
    for (const entry of [...(byMonth.get(month) ?? []), ...ofMonth]) {
      if ((!best || entry.uri > best.uri) && uriKey(entry.uri) !== own) best = entry;
    }
    return best;
  }

  /** The deliveries in some places that no editor holds; the same again as long as nothing has changed. */
  private async search(places: Places, packs: readonly Pack[]): Promise<Searched> {
    const inEditors = this.openTexts().map(({ uri }) => uriKey(uri));
    const by = JSON.stringify([places.deep, places.shallow, inEditors]);
    const { searched, version } = this;
    if (searched?.by === by && samePacks(searched.packs, packs) && this.keepsListings) return searched;
    const entries = await this.entriesOnDisk(places);
    for (const key of inEditors) entries.delete(key);
    const byMonth = new Map<string, FileEntry[]>();
    for (const { entry, identity } of await this.identitiesOf([...entries.values()], packs)) {
      const month = monthOf(identity);
      const same = byMonth.get(month);
      if (same) same.push(entry);
      else byMonth.set(month, [entry]);
    }
    const found = { by, packs, byMonth };
    // What could not be read, and what stands behind a link, is looked at each time.
    const isSettled = Array.from(entries).every(
      ([key, { isLinked, stamp }]) => !isLinked && this.identities.get(key)?.stamp === stamp,
    );
    this.searched = isSettled && version === this.version ? found : undefined;
    return found;
  }

  /** The deliveries in some folders that no editor holds. */
  async closed(places: Places, packs: readonly Pack[]): Promise<readonly KnownDelivery[]> {
    const entries = await this.entriesOnDisk(places);
    for (const { uri } of this.openTexts()) entries.delete(uriKey(uri));
    return this.identitiesOf([...entries.values()], packs);
  }

  /** A file by its URI, as it is in an editor or else on disk. */
  async entryOf(uri: string): Promise<FileEntry | undefined> {
    return this.openEntries().find((entry) => uriKey(entry.uri) === uriKey(uri)) ?? (await this.files.entryOf(uri));
  }

  /** Whether folders are not looked at anew each time. */
  private get keepsListings(): boolean {
    return this.isWatched || this.holders > 0;
  }

  private async entriesOnDisk({ deep, shallow }: Places): Promise<Map<string, FileEntry>> {
    if (!this.keepsListings) this.listings.clear();
    const lists = await Promise.all([
      ...deep.map((folder) => this.list(folder, true)),
      ...shallow.map((folder) => this.list(folder, false)),
    ]);
    const entries = new Map<string, FileEntry>();
    for (const entry of lists.flat()) entries.set(uriKey(entry.uri), entry);
    return entries;
  }

  private openEntries(): FileEntry[] {
    return this.openTexts().map(({ uri, stamp }) => ({ uri, size: 0, stamp }));
  }

  private list(folder: string, deep: boolean): Promise<readonly FileEntry[]> {
    const key = `${deep} ${folder}`;
    let listing = this.listings.get(key);
    if (!listing) {
      listing = this.entriesOf(folder, deep);
      this.listings.set(key, listing);
      // What stands behind a link is listed each time.
      void listing.then((entries) => entries.some(({ isLinked }) => isLinked) && this.listings.delete(key));
    }
    return listing;
  }

  /** One folder that can't be listed hides nothing of the others. */
  private async entriesOf(folder: string, deep: boolean): Promise<readonly FileEntry[]> {
    try {
      const entries = await this.files.list(folder, deep, MOST_FILES, this.unreadable);
      if (entries.length >= MOST_FILES) this.capped(folder, MOST_FILES);
      return entries.filter(({ size }) => size <= MOST_BYTES);
    } catch {
      this.unreadable(folder);
      return [];
    }
  }

  private async identitiesOf(entries: readonly FileEntry[], packs: readonly Pack[]): Promise<KnownDelivery[]> {
    const found: KnownDelivery[] = [];
    for (let from = 0; from < entries.length; from += AT_ONCE) {
      const some = entries.slice(from, from + AT_ONCE);
      const identities = await Promise.all(some.map((entry) => this.identityIn(entry, packs)));
      identities.forEach((identity, i) => {
        if (identity) found.push({ entry: some[i]!, identity });
      });
    }
    return found;
  }

  private async identityIn({ uri, stamp }: FileEntry, packs: readonly Pack[]): Promise<DeliveryIdentity | undefined> {
    const known = this.identities.get(uriKey(uri));
    if (known?.stamp === stamp && samePacks(known.packs, packs)) return known.identity;
    const open = this.openTexts().find((text) => uriKey(text.uri) === uriKey(uri));
    const text = open ? open.text(HEADER_BYTES) : await this.files.readStart(uri, HEADER_BYTES).catch(() => undefined);
    // Another program may have it to itself for a moment: it is tried again when somebody asks.
    if (text === undefined) return undefined;
    const identity = await timeSliced(identifying(text, packs), () => true);
    this.identities.set(uriKey(uri), { stamp, packs, identity });
    return identity;
  }
}

/** Whose delivery it is, and of which month. */
function monthOf({ gemeentecode, berichtgevercode, verslagmaand }: Omit<Wanted, 'uri'>): string {
  return JSON.stringify([gemeentecode, berichtgevercode, verslagmaand]);
}

/** The same packs in the same order. */
export function samePacks(a: readonly Pack[], b: readonly Pack[]): boolean {
  return a.length === b.length && a.every((pack, i) => pack === b[i]);
}
