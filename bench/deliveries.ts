import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DeliveryShape, generateDelivery } from './generate-delivery.ts';
import { writeLargeDelivery } from './large-delivery.ts';

const SEED = 20_250_301;

/** Generated deliveries, as texts and as files in a folder that is removed at the end. */
export class Deliveries {
  private readonly folder = mkdtempSync(join(tmpdir(), 'srg-bench-'));
  private readonly texts = new Map<string, string>();
  private readonly files = new Map<string, string>();

  text(shape: Partial<DeliveryShape> & { records: number }): string {
    const whole = { seed: SEED, oneLine: false, faulty: 0, ...shape };
    const key = JSON.stringify(whole);
    const known = this.texts.get(key) ?? generateDelivery(whole);
    this.texts.set(key, known);
    return known;
  }

  file(shape: Partial<DeliveryShape> & { records: number }): string {
    const text = this.text(shape);
    const known = this.files.get(text) ?? join(this.folder, `${this.files.size}.srg.xml`);
    if (!this.files.has(text)) writeFileSync(known, text);
    this.files.set(text, known);
    return known;
  }

  /** A file of records that may be larger than a text. @param mistakes in each of them */
  largeFile(records: number, mistakes = 0): string {
    const path = join(this.folder, `${records}-${mistakes}.srg.xml`);
    writeLargeDelivery(path, records, SEED, mistakes);
    return path;
  }

  /** A folder of its own, removed with the rest. */
  folderOf(name: string): string {
    const folder = join(this.folder, name);
    mkdirSync(folder);
    return folder;
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
