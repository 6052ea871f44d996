import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DeliveryAnalysis } from '../../server/src/engine/analysis/delivery-analysis.ts';
import type { Pack } from '../../server/src/engine/packs/load-pack.ts';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { packs } from '../../test/support/delivery.ts';
import { heldBy, UNLIKE_PACKS } from '../../test/support/packs/unlike-packs.ts';
import type { Deliveries } from '../deliveries.ts';
import { run } from '../processes.ts';
import { median } from '../statistics.ts';
import type { Row } from '../table.ts';

const SHIPPED = 'schemas/srg-regeling-2026';
/** In the other packs nothing may take more than so many times as long. */
const BAR = 2;

interface Times {
  readonly opening: number;
  readonly keystroke: number;
  readonly check: number;
}

/** The same records in packs of other shapes: under a person, and in attributes; against the pack that ships. */
export async function measurePacks(deliveries: Deliveries, records: number, runs: number): Promise<Row[]> {
  const text = deliveries.text({ records });
  const [shipped] = packs as [Pack];
  const opened = open(shipped, text);
  const held = heldBy(opened)!;
  const own = await timesOf({ pack: shipped, text, folder: undefined }, deliveries, runs);
  const rows: Row[] = [];
  for (const { name, pack, write } of UNLIKE_PACKS) {
    const folder = writePack(pack, deliveries.folderOf(`pack-${pack.manifest.id}`));
    const times = await timesOf({ pack, text: write(held), folder }, deliveries, runs);
    for (const [what, key] of [
      ['opening', 'opening'],
      ['keystroke', 'keystroke'],
      ['srg check', 'check'],
    ] as const) {
      rows.push({
        what: `${what} of ${records.toLocaleString('en')} records, ${name}, against the pack that ships`,
        unit: 'x',
        bar: BAR,
        result: times[key] / own[key],
        note: `${times[key].toFixed(1)} ms against ${own[key].toFixed(1)} ms, medians`,
      });
    }
  }
  return rows;
}

function open(pack: Pack, text: string): DeliveryAnalysis {
  const analysis = new DeliveryAnalysis(new SourceText(text), { packs: [pack], rules: {}, berichtgevers: [] });
  analysis.run();
  return analysis;
}

async function timesOf(
  { pack, text, folder }: { readonly pack: Pack; readonly text: string; readonly folder: string | undefined },
  deliveries: Deliveries,
  runs: number,
): Promise<Times> {
  const opening: number[] = [];
  // Once before, so that no compiling counts.
  let analysis = open(pack, text);
  for (let i = 0; i < runs; i++) {
    const started = performance.now();
    analysis = open(pack, text);
    opening.push(performance.now() - started);
  }
  const file = join(deliveries.folderOf(`text-${pack.manifest.id}`), 'levering.srg.xml');
  writeFileSync(file, text);
  const check: number[] = [];
  const given = folder === undefined ? [] : ['--pack', folder];
  for (let i = 0; i < runs; i++) {
    check.push((await run(process.execPath, ['dist/srg.mjs', 'check', '--format', 'lines', ...given, file])).time);
  }
  return { opening: median(opening), keystroke: median(keystrokes(analysis, runs)), check: median(check) };
}

/** Digits typed over one of a registratienummer in the middle. */
function keystrokes(analysis: DeliveryAnalysis, runs: number): number[] {
  const records = [...analysis.recordsIn(0, analysis.source.length)];
  const record = records[Math.floor(records.length / 2)]!;
  const offset = analysis.startOf(record.owner) + record.rangeOf('registratienummer').start;
  const times: number[] = [];
  for (let i = 0; i < runs * 20; i++) {
    const started = performance.now();
    analysis.source.replace(offset, offset + 1, String(i % 10));
    analysis.edited({ start: offset, end: offset + 1, length: 1 });
    analysis.run();
    times.push(performance.now() - started);
  }
  return times;
}

/** The files of a pack, on disk. */
function writePack(pack: Pack, folder: string): string {
  writeFileSync(join(folder, 'pack.json'), pack.files.manifest!.text);
  for (const name of ['codes.json', 'combinations.json', 'gemeenten.json'])
    copyFileSync(join(SHIPPED, name), join(folder, name));
  for (const [path, { text }] of pack.schemaFiles) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
