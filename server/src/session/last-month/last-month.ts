import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { PreviousDelivery } from '../../engine/delivery/previous-delivery.ts';
import { folderOf } from '../../engine/text/uri.ts';
import type { DeliveryFiles } from '../../engine/workspace/delivery-files.ts';
import { DeliveryIndex, type Places } from '../../engine/workspace/delivery-index.ts';
import { PreviousDeliveries } from '../../engine/workspace/previous-deliveries.ts';
import type { OpenTexts } from '../documents/open-texts.ts';
import type { Guard } from '../guard.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { WorkspaceFolders } from '../workspace/workspace-folders.ts';

export interface LastMonthSources {
  readonly guard: Guard;
  readonly configuration: Configuration;
  readonly texts: OpenTexts;
  readonly files: DeliveryFiles;
  readonly folders: WorkspaceFolders;
  /** Writes to the log. */
  log(text: string): void;
}

/** Finds the delivery of the month before another one, on disk and in editors. */
export class LastMonth {
  readonly index: DeliveryIndex;
  private readonly deliveries: PreviousDeliveries;

  constructor(private readonly sources: LastMonthSources) {
    const { files, texts, log } = sources;
    const unreadable = new Set<string>();
    this.index = new DeliveryIndex(
      files,
      () => texts.all,
      (_folder, limit) => log(`SRG XML: of a folder no more than ${limit} XML files are looked at for last month's.`),
      (folder) => {
        if (!unreadable.has(folder))
          log("SRG XML: a folder can't be read: last month's delivery is not looked for in it.");
        unreadable.add(folder);
      },
    );
    this.deliveries = new PreviousDeliveries(files, this.index, (uri) => texts.of(uri));
  }

  /** The folders of the workspace, and those of open documents outside it. */
  get places(): Places {
    const { texts, folders } = this.sources;
    const outside = texts.all.filter(({ uri }) => folders.of(uri) === undefined);
    return { deep: folders.all, shallow: [...new Set(outside.flatMap(({ uri }) => folderOf(uri) ?? []))] };
  }

  /**
   * The delivery of the month before one that is open or not.
   * @param analysis of that one, with its header known
   */
  find({ uri }: { readonly uri: string }, analysis: DeliveryAnalysis): Promise<PreviousDelivery | undefined> {
    const { configuration, guard, folders } = this.sources;
    return guard('previousDelivery', undefined, async () => {
      const named = await configuration.previousOf(uri);
      const { header, verslagmaand, packs } = analysis;
      const wanted = {
        uri,
        gemeentecode: header?.value('gemeentecode'),
        berichtgevercode: header?.value('berichtgevercode'),
        verslagmaand,
      };
      return this.deliveries.of(wanted, { packs, places: { deep: folders.all, shallow: [] }, named });
    });
  }

  /** A file came, went, or has another text. */
  changed(uri: string): void {
    this.deliveries.changed(uri);
  }

  /** Gives an answer while the text of a delivery is at hand, for what is copied from it. */
  withText<T>(previous: PreviousDelivery, answer: () => T): Promise<T> {
    return this.deliveries.withText(previous, answer);
  }
}
