import type { SegmentVerdict } from '../document/segment-verdict.ts';
import { ByteWriter } from './byte-buffer.ts';
import { ByteStore } from './byte-store.ts';
import { PlainData } from './plain-data.ts';

/** When verdicts take so many bytes, what comes then is judged again. */
const MOST_BYTES = 100_000_000;

/** Of the schema's model, what is found wrong tells which part it is about. */
const REFERENCED: ReadonlySet<string> = new Set<'type' | 'missing'>(['type', 'missing']);

/** The verdicts on segments in which something was found, in few bytes, as long as there is room. */
export class KeptVerdicts {
  private readonly data = new PlainData(REFERENCED);
  private readonly store = new ByteStore();
  private readonly writer = new ByteWriter();

  constructor(private readonly mostBytes = MOST_BYTES) {}

  /** @returns where they start; undefined where they are not kept */
  keep(verdicts: readonly SegmentVerdict[]): number | undefined {
    const { store, writer } = this;
    if (store.size >= this.mostBytes) return undefined;
    writer.begin();
    return this.data.write(verdicts, writer) ? store.push(writer.written) : undefined;
  }

  /** Those that start at a place: others each time. */
  from(start: number): readonly SegmentVerdict[] {
    return this.data.read(this.store.readFrom(start)) as readonly SegmentVerdict[];
  }
}
