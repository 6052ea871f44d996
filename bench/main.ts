import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import '../server/src/engine/schema/libxml2.ts';
import { Deliveries } from './deliveries.ts';
import { measureCheck } from './measures/check.ts';
import { measureEditing } from './measures/editing.ts';
import { measurePacks } from './measures/packs.ts';
import { measurePackage, measureStarting } from './measures/starting.ts';
import { measureStylesheet } from './measures/stylesheet.ts';
import { measureWork } from './measures/work.ts';
import { measureWorkspace } from './measures/workspace.ts';
import { toTable } from './table.ts';

// The short form leaves out what is larger than 25,000 records, and has fewer runs.
const short = process.argv.includes('--short');
const deliveries = new Deliveries();
try {
  const work = await measureWork(deliveries);
  process.stdout.write(`Work after a keystroke in 1,000 records: ${JSON.stringify(work.few)}\n`);
  process.stdout.write(`                      in 25,000 records: ${JSON.stringify(work.many)}\n`);
  if (work.grows) {
    process.stderr.write('The work after a keystroke grows with the number of records.\n');
    process.exitCode = 1;
  }
  const rows = [
    ...(await measureCheck(deliveries, short ? 5 : 7, !short)),
    ...(await measureEditing(deliveries, short ? 40 : 400, !short)),
    ...(await measurePacks(deliveries, short ? 1_000 : 25_000, short ? 3 : 7)),
    ...(await measureStylesheet(short ? 40 : 400)),
    ...(await measureWorkspace(deliveries)),
    ...(await measureStarting(deliveries, short ? 3 : 15)),
    // It makes the bundles anew: the last of all.
    measurePackage(join(deliveries.folderOf('package'), 'srg-xml.vsix')),
  ];
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`;
  process.stdout.write(`\n${machine}\n\n${toTable(rows)}`);
  const results = new URL('results.json', import.meta.url);
  writeFileSync(results, `${JSON.stringify({ machine, short, work, rows }, undefined, 2)}\n`);
} finally {
  deliveries.dispose();
}
