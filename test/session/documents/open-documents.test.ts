import { afterEach, expect, test } from 'vitest';
import { nodeFiles } from '../../../server/src/node/node-files.ts';
import { PULL } from '../../support/clients/protocol-client.ts';
import { SessionClient } from '../../support/clients/session-client.ts';
import { delivery, NAMESPACE, record } from '../../support/delivery.ts';

const URI = 'file:///map/levering.srg.xml';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

let client: SessionClient;
afterEach(() => client.stop());

test.each<[location: string, asked: string[], found: number]>([
  ['weg.xsd', ['file:///map/weg.xsd'], 1],
  ['er.xsd', ['file:///map/er.xsd'], 0],
  ['schijf.xsd', ['file:///map/schijf.xsd'], 0],
  ['https://voorbeeld.test/weg.xsd', [], 0],
])(
  'a file that a document names as its schema is told of where it is not there: %s',
  async (location, asked, found) => {
    const seen: string[] = [];
    const exists = async (uri: string) => {
      seen.push(uri);
      return uri.endsWith('er.xsd') || (uri.endsWith('schijf.xsd') ? undefined : false);
    };
    client = new SessionClient({ files: { ...nodeFiles, exists } });
    await client.start(PULL);
    const attributes = `xmlns:xsi="${XSI}" xsi:schemaLocation="${NAMESPACE} ${location}"`;
    await client.open(URI, delivery(record()).replace('<SRG ', `<SRG ${attributes} `));
    await client.diagnostics(URI);
    // It is looked for once all is known, which nobody waits for.
    const about = (await client.diagnostics(URI)).filter(({ message }) => JSON.stringify(message).includes(location));
    expect(seen).toEqual(asked);
    expect(about).toHaveLength(found);
  },
);
