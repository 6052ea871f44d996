import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CHECK_WORKSPACE, type CheckedWorkspace } from '../../server/src/protocol/workspace.ts';
import { LspClient, PULL } from '../../test/support/clients/lsp-client.ts';
import type { Deliveries } from '../deliveries.ts';
import { median } from '../statistics.ts';
import type { Row } from '../table.ts';

const OTHER = 'file:///andere.srg.xml';
const FILES = 100;
const RECORDS = 250;
const ROUNDS = 3;

/** The check of a whole folder, and how long a request about an open delivery waits meanwhile. */
export async function measureWorkspace(deliveries: Deliveries): Promise<Row[]> {
  const folder = deliveries.folderOf('werkmap');
  for (let i = 0; i < FILES; i++) {
    const month = `${2017 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`;
    const text = deliveries.text({ records: RECORDS, faulty: 0.05, seed: i });
    mkdirSync(join(folder, month.slice(0, 4)), { recursive: true });
    // Each has a month before, which counts.
    writeFileSync(join(folder, month.slice(0, 4), `${month}.srg.xml`), text.replace('>2025-03<', `>${month}<`));
  }
  const times: number[] = [];
  const waits: number[] = [];
  const firstSearches: number[] = [];
  const searches: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const client = await new LspClient().start(PULL, undefined, pathToFileURL(folder).href);
    await client.open(OTHER, deliveries.text({ records: 10 }));
    await client.pull(OTHER);
    const begun = performance.now();
    let checked: CheckedWorkspace | undefined;
    const checking = client.connection.sendRequest<CheckedWorkspace>(CHECK_WORKSPACE, {}).then((answer) => {
      checked = answer;
      times.push(performance.now() - begun);
    });
    let longest = 0;
    while (!checked) {
      const asked = performance.now();
      await client.hover(OTHER, 0, 0);
      longest = Math.max(longest, performance.now() - asked);
    }
    await checking;
    if (checked.seen !== FILES) throw new Error(`${checked.seen} files checked, not ${FILES}`);
    waits.push(longest);
    for (const times of [firstSearches, searches]) {
      const asked = performance.now();
      const found = await client.connection.sendRequest<unknown[]>('workspace/symbol', { query: 'VZ-124' });
      times.push(performance.now() - asked);
      if (found.length === 0) throw new Error('nothing found in closed files');
    }
    await client.stop();
  }
  return [
    {
      what: `check of the workspace, ${FILES} files of ${RECORDS} records`,
      unit: 'ms',
      result: median(times),
      note: `median of ${ROUNDS}, over the protocol, with questions about another document all the while`,
    },
    {
      what: 'longest wait of another request meanwhile',
      unit: 'ms',
      bar: 100,
      aim: 50,
      result: median(waits),
      note: `median of ${ROUNDS}`,
    },
    {
      what: `search for records in ${FILES} closed files, the first time`,
      unit: 'ms',
      result: median(firstSearches),
      note: `median of ${ROUNDS}`,
    },
    { what: 'the same, once they are known', unit: 'ms', result: median(searches), note: `median of ${ROUNDS}` },
  ];
}
