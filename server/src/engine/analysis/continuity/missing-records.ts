import type { RunningRecord } from '../../delivery/previous-delivery.ts';

const BLOCK = 256;

/** Which of last month's running records are missing: a bitmap with counts by block. */
export class MissingRecords {
  private readonly flags: Uint8Array;
  private readonly counts: Int32Array;
  private total = 0;

  constructor(private readonly running: readonly RunningRecord[]) {
    this.flags = new Uint8Array(running.length);
    this.counts = new Int32Array(Math.ceil(running.length / BLOCK));
  }

  get count(): number {
    return this.total;
  }

  /** @returns whether that is a change */
  set({ index }: RunningRecord, missing: boolean): boolean {
    const flag = missing ? 1 : 0;
    const change = flag - this.flags[index]!;
    if (change === 0) return false;
    this.flags[index] = flag;
    this.counts[Math.floor(index / BLOCK)]! += change;
    this.total += change;
    return true;
  }

  /** In the order of last month's file. */
  first(limit: number): RunningRecord[] {
    const found: RunningRecord[] = [];
    for (let block = 0; block < this.counts.length && found.length < limit; block++) {
      if (this.counts[block] === 0) continue;
      const end = Math.min(this.flags.length, (block + 1) * BLOCK);
      for (let i = block * BLOCK; i < end && found.length < limit; i++) if (this.flags[i]) found.push(this.running[i]!);
    }
    return found;
  }
}
