import type { Day } from '../engine/delivery/day.ts';
import type { Language } from '../engine/messages/message.ts';
import type { LoadOptions, Pack } from '../engine/packs/load-pack.ts';
import type { DeliveryFiles } from '../engine/workspace/delivery-files.ts';
import type { DocPage } from '../features/finding-page.ts';

/** What the machine that the server runs on gives it. */
export interface Host {
  readonly version: string;
  shippedPacks(): Promise<readonly Pack[]>;
  /** Packs from folders that the user named, seen from a workspace folder. Rejects with the reason. */
  loadPack(folder: string, workspaceFolder: string | undefined): Promise<Pack>;
  /** Compiles a schema of the user's where it can be stopped; without it, it is compiled in this thread. */
  readonly compileSchema?: NonNullable<LoadOptions['compile']>;
  /** The address of a page that ships, where there is one. */
  pageOf(page: DocPage, language: Language): string | undefined;
  /** The day that it is where the user is. Completion proposes it; nothing is judged by it. */
  today(): Day;
  /** Where deliveries of other months are read from. */
  readonly files: DeliveryFiles;
}
