import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { readForComparison } from '../../engine/compare/side.ts';
import type { RecordFacts } from '../../engine/delivery/record-facts.ts';
import { compareTexts } from '../../engine/text/ascending.ts';
import { runTimeSliced } from '../../engine/text/time-sliced.ts';
import { ClosedDeliveries } from '../../engine/workspace/closed-deliveries.ts';
import type { DeliveryFiles } from '../../engine/workspace/delivery-files.ts';
import type { KnownDelivery } from '../../engine/workspace/delivery-index.ts';
import type { ClosedDelivery } from '../../features/navigation/closed-symbols.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import type { LastMonth } from '../last-month/last-month.ts';
import type { Configuration } from '../settings/configuration.ts';

/** A delivery that no editor holds, of which no more is read than is asked for. */
export interface ClosedSource extends ClosedDelivery {
  /** See `ClosedDeliveries.recordsOf`. */
  recordsOf(wanted: string, goesOn: () => boolean): Promise<readonly RecordFacts[]>;
}

export interface WorkspaceDeliveriesSources {
  readonly configuration: Configuration;
  readonly documents: OpenDocuments;
  readonly files: DeliveryFiles;
  readonly lastMonth: LastMonth;
}

/** The deliveries of the workspace, open or not, for what is asked about more than one document. */
export class WorkspaceDeliveries {
  private readonly records: ClosedDeliveries;

  constructor(private readonly sources: WorkspaceDeliveriesSources) {
    this.records = new ClosedDeliveries(sources.files);
  }

  /**
   * The finished analysis of a delivery: of one that is open as the user sees it (unfinished where its work was called
   * off), of another as the host reads it, which shows no more than what it holds. undefined where it can't be read.
   */
  async at(uri: string): Promise<DeliveryAnalysis | undefined> {
    const { configuration, documents, files } = this.sources;
    const document = documents.get(uri);
    if (document) return document.analysed();
    const text = await files.read(uri).catch(() => undefined);
    if (text === undefined) return undefined;
    const { analysis } = await readForComparison(
      { text },
      {
        settings: await configuration.forAnalysis(uri),
        run: (analysis) => runTimeSliced((shouldYield) => analysis.run(shouldYield)),
      },
    );
    return analysis;
  }

  /**
   * The deliveries of the workspace, and of the folders of documents outside it, that no editor holds: the latest month
   * first.
   */
  async closed(): Promise<readonly ClosedSource[]> {
    const { configuration, lastMonth } = this.sources;
    const { places, index } = lastMonth;
    const [folder] = [...places.deep, ...places.shallow];
    if (folder === undefined) return [];
    const packs = await configuration.packsOf(folder);
    const found = await index.closed(places, packs);
    const month = ({ identity }: KnownDelivery) => identity.verslagmaand ?? Number.NEGATIVE_INFINITY;
    return [...found]
      .sort((a, b) => month(b) - month(a) || compareTexts(a.entry.uri, b.entry.uri))
      .map(({ entry, identity }) => ({
        uri: entry.uri,
        identity,
        recordsOf: (wanted, goesOn) => this.records.recordsOf(entry, wanted, packs, goesOn),
      }));
  }
}
