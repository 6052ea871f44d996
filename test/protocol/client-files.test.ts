import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';

const PACK = 'schemas/srg-regeling-2026';
const NAMESPACE = 'urn:srg-xml:regeling:2026';
const OWN_NAMESPACE = 'urn:gemeente:eigen';
const URI = 'vscode-vfs://github/gemeente/leveringen/maart.srg.xml';
const CORRECT = readFileSync('examples/correct.srg.xml', 'utf8').replaceAll(NAMESPACE, OWN_NAMESPACE);

describe('a pack of one’s own, in a workspace that only the editor can read', () => {
  let client: LspClient;
  afterEach(() => client.stop());

  const open = async (files: Record<string, string>) => {
    client = new LspClient();
    client.settings = { packs: ['pakketten/eigen pakket'] };
    client.files = files;
    await client.start(PULL, undefined, 'vscode-vfs://github/gemeente');
    await client.open(URI, CORRECT);
    return (await client.diagnostics(URI)).map(({ code }) => code);
  };

  test('is read through it', async () => {
    const files = readdirSync(PACK).map((name) => [
      `vscode-vfs://github/gemeente/pakketten/eigen%20pakket/${name}`,
      readFileSync(`${PACK}/${name}`, 'utf8').replaceAll(NAMESPACE, OWN_NAMESPACE),
    ]);
    expect(await open(Object.fromEntries(files))).toEqual([]);
  });

  test('is told to be missing where it is', async () => {
    expect(await open({})).toEqual(['SRG-T005']);
    expect(client.shown).toEqual([
      expect.stringMatching(/^SRG XML: pakketten\/eigen pakket: pack\.json, regel 1: ‘pack\.json’ is er niet/),
    ]);
  });
});
