import { DeliveryAnalysis } from '../../server/src/engine/analysis/delivery-analysis.ts';
import type { WorkCounters } from '../../server/src/engine/analysis/work-counters.ts';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { loadShippedPacks } from '../../server/src/node/shipped-packs.ts';
import type { Deliveries } from '../deliveries.ts';

/** What must not grow with the file: the work after a keystroke. Counted, so the same on any machine. */
export interface WorkGrowth {
  readonly few: WorkCounters;
  readonly many: WorkCounters;
  readonly grows: boolean;
}

/** The work after a character typed in the middle of 1,000 records, and of 25,000. */
export async function measureWork(deliveries: Deliveries): Promise<WorkGrowth> {
  const packs = await loadShippedPacks(new URL('../../schemas/', import.meta.url));
  const workIn = (records: number): WorkCounters => {
    const source = new SourceText(deliveries.text({ records, faulty: 0.1 }));
    const analysis = new DeliveryAnalysis(source, { packs, rules: {}, berichtgevers: [] });
    analysis.run();
    const at = source.toString().indexOf(`>VZ-${records / 2}<`) + 4;
    Object.assign(analysis.work, { scanned: 0, chunks: 0, ruled: 0, groups: 0, persons: 0, schematron: 0 });
    source.replace(at, at, '9');
    analysis.edited({ start: at, end: at, length: 1 });
    analysis.run();
    return { ...analysis.work };
  };
  const [few, many] = [workIn(1_000), workIn(25_000)];
  const grows = many.scanned > few.scanned || many.chunks > few.chunks || many.ruled > few.ruled || many.groups > 6;
  return { few, many, grows };
}
