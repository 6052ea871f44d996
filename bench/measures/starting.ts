import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { LspClient, PULL } from '../../test/support/clients/lsp-client.ts';
import type { Deliveries } from '../deliveries.ts';
import { median } from '../statistics.ts';
import type { Row } from '../table.ts';

const URI = 'file:///levering.srg.xml';

/** What a user waits for before anything is known of a delivery, and how large what they install is. */
export async function measureStarting(deliveries: Deliveries, runs: number): Promise<Row[]> {
  const text = deliveries.text({ records: 20, faulty: 0.5 });
  const starts: number[] = [];
  const findings: number[] = [];
  for (let i = 0; i < runs; i++) {
    const begun = performance.now();
    const client = await new LspClient().start(PULL);
    const started = performance.now();
    await client.open(URI, text);
    const { length } = await client.diagnostics(URI);
    if (length === 0) throw new Error('the delivery has mistakes, and no finding');
    starts.push(started - begun);
    findings.push(performance.now() - started);
    await client.stop();
  }
  return [
    {
      what: 'start of the server: process to answer to initialize',
      unit: 'ms',
      bar: 500,
      aim: 300,
      result: median(starts),
      note: `median of ${runs}, over stdio`,
    },
    {
      what: 'from there to the findings of a small delivery',
      unit: 'ms',
      bar: 500,
      aim: 250,
      result: median(findings),
      note: `median of ${runs}; with reading packs and libxml2`,
    },
  ];
}

/** The size of the package as it is built for installing. */
export function measurePackage(file: string): Row {
  execFileSync(process.execPath, ['scripts/package.mjs', file], { stdio: 'ignore' });
  return {
    what: 'the package (.vsix)',
    unit: 'MB',
    bar: 3,
    result: statSync(file).size / 1_000_000,
    note: 'as npm run package makes it',
  };
}
