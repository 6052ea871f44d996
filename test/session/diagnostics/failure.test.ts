import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { type Pack, PackError } from '../../../server/src/engine/packs/load-pack.ts';
import { CHECK_WORKSPACE } from '../../../server/src/protocol/workspace.ts';
import { PULL, PUSH } from '../../support/clients/protocol-client.ts';
import { SessionClient } from '../../support/clients/session-client.ts';
import { BSN, delivery, packs, record } from '../../support/delivery.ts';

const URI = 'file:///levering.srg.xml';
const DELIVERY = delivery([record()]);
const INTERNAL = {
  severity: 1,
  source: 'srg',
  code: 'SRG-T006',
  message: expect.stringMatching(/^Dit bestand is niet beoordeeld: .*RangeError/),
};

/** Packs that have something fail when records are held against the schema. */
const failing = (error: Error): Pack[] =>
  packs.map((pack) =>
    Object.create(pack, {
      validator: {
        get() {
          throw error;
        },
      },
    }),
  );

let client: SessionClient;
afterEach(() => client.stop());

const start = (error: Error, capabilities: typeof PULL = PULL, options?: object) => {
  client = new SessionClient({ shippedPacks: async () => failing(error) });
  return client.start(capabilities, options);
};

describe('a delivery on which judging fails', () => {
  test('has that as its finding where it is pulled, and is unchanged until something is known', async () => {
    await start(new RangeError(`too many: ${BSN[0]}`));
    await client.open(URI, DELIVERY);
    const report = await client.pull(URI);
    expect(report).toMatchObject({ kind: 'full', items: [INTERNAL] });
    expect(await client.pull(URI, report.resultId!)).toEqual({ kind: 'unchanged', resultId: report.resultId });
    await client.change(URI, 2, [{ text: `${DELIVERY}\n` }]);
    expect(await client.pull(URI, report.resultId!)).toMatchObject({ kind: 'full', items: [INTERNAL] });
  });

  test('has it where it is pushed', async () => {
    await start(new RangeError(), PUSH);
    await client.open(URI, DELIVERY);
    const { diagnostics } = await client.pushed(URI, 1, ({ length }) => length > 0);
    expect(diagnostics).toMatchObject([INTERNAL]);
  });

  test('says nothing of the text of the error, and is logged once', async () => {
    await start(new RangeError(`too many: ${BSN[0]}`));
    await client.open(URI, DELIVERY);
    const [found] = await client.diagnostics(URI);
    expect(found!.message).not.toContain(BSN[0]);
    expect(await client.hover(URI, 3, 20)).toBeNull();
    await client.ask('documentSymbol', URI);
    expect(client.logged).toHaveLength(1);
    expect(client.logged[0]).not.toContain(BSN[0]);
  });

  test('says what is wrong with the pack where it is that', async () => {
    await start(new PackError('eigen: srg.xsd is geen schema'));
    await client.open(URI, DELIVERY);
    expect(await client.diagnostics(URI)).toMatchObject([
      {
        code: 'SRG-T006',
        message: expect.stringMatching(/schemapakket kan niet worden gebruikt. eigen: srg.xsd is geen schema/),
      },
    ]);
  });

  test('has a status that says so', async () => {
    const received: unknown[] = [];
    client = new SessionClient({ shippedPacks: async () => failing(new RangeError()) });
    client.connection.onNotification('srg/status', ({ status }) => {
      received.push(status);
    });
    await client.start(PULL, { status: true });
    await client.open(URI, DELIVERY);
    await client.pull(URI);
    expect(received.at(-1)).toEqual({ failed: true });
  });

  test('is not judged by a check of the workspace, which says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'srg-mislukt-'));
    for (const name of ['a', 'b']) writeFileSync(join(folder, `${name}.srg.xml`), DELIVERY);
    const [a, b] = ['a', 'b'].map((name) => pathToFileURL(join(folder, `${name}.srg.xml`)).href);
    client = new SessionClient({ shippedPacks: async () => failing(new RangeError()) });
    await client.start(PULL, undefined, pathToFileURL(folder).href);
    await client.open(a!, DELIVERY);
    await client.pull(a!);
    expect(await client.connection.sendRequest(CHECK_WORKSPACE, {})).toMatchObject({ unchecked: 2, goedgekeurd: 0 });
    expect((await client.pushed(b!, undefined)).diagnostics).toMatchObject([INTERNAL]);
    expect(client.published.map(({ uri }) => uri)).not.toContain(a);
    rmSync(folder, { recursive: true });
  });
});

test('other XML on which that fails is none of our business', async () => {
  client = new SessionClient({ shippedPacks: () => Promise.reject(new RangeError()) });
  await client.start(PULL);
  await client.open(URI, '<note><to>CBS</to></note>', 'xml');
  expect(await client.diagnostics(URI)).toEqual([]);
  await client.open('file:///b.xml', DELIVERY, 'xml');
  expect(await client.diagnostics('file:///b.xml')).toMatchObject([INTERNAL]);
});

test('a failure behind the first findings is told, too: the client is asked to ask again', async () => {
  let isAnswered = false;
  const some = packs.map((pack) =>
    Object.create(pack, {
      validator: {
        get() {
          if (isAnswered) throw new RangeError();
          return pack.validator;
        },
      },
    }),
  );
  client = new SessionClient({ shippedPacks: async () => some });
  const refreshed = new Promise<void>((resolve) => {
    client.connection.onRequest('workspace/diagnostic/refresh', () => {
      resolve();
      return null;
    });
  });
  await client.start({ ...PULL, workspace: { ...PULL.workspace, diagnostics: { refreshSupport: true } } });
  await client.open(URI, delivery(Array.from({ length: 20_000 }, (_, n) => record({ nummer: `A${n}` }))));
  await client.pull(URI);
  isAnswered = true;
  await refreshed;
  expect(await client.diagnostics(URI)).toMatchObject([INTERNAL]);
});
