import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import type { Pack } from '../../../server/src/engine/packs/load-pack.ts';
import { Client } from '../../../server/src/session/client.ts';
import { OpenTexts } from '../../../server/src/session/documents/open-texts.ts';
import type { Host } from '../../../server/src/session/host.ts';
import { SchematronFiles } from '../../../server/src/session/schematron/schematron-files.ts';
import { Configuration } from '../../../server/src/session/settings/configuration.ts';
import { readSettings } from '../../../server/src/session/settings/settings.ts';
import { WorkspaceFolders } from '../../../server/src/session/workspace/workspace-folders.ts';
import { packs as shipped } from '../../support/delivery.ts';

const [OWN] = shipped as [Pack];
const FILES = { resolve: (path: string) => path, read: () => Promise.reject(new Error('absent')) };

/** A configuration that names one pack of the user's own, and what it told the user. */
function configured(loadPack: Host['loadPack']) {
  const told: string[] = [];
  const connection = { sendNotification: (_method: string, { message }: { message: string }) => told.push(message) };
  const configuration = new Configuration(
    connection as unknown as Connection,
    { shippedPacks: async () => shipped, loadPack, files: FILES } as unknown as Host,
    {
      client: new Client(),
      folders: new WorkspaceFolders(),
      schematronFiles: new SchematronFiles(FILES, new OpenTexts()),
    },
  );
  configuration.begin({ packs: ['eigen'] });
  return { configuration, told };
}

describe('a pack that can’t be used', () => {
  test('is told of once, however many documents ask for it', async () => {
    const { configuration, told } = configured(() => Promise.reject(new Error('eigen: stuk')));
    const uris = ['file:///a.xml', 'file:///b.xml', 'file:///c.xml'];
    await Promise.all(uris.map((uri) => configuration.packsOf(uri)));
    expect(await configuration.packsOf('file:///d.xml')).toEqual(shipped);
    expect(told).toEqual(['SRG XML: eigen: stuk']);
  });

  test('is told of again when something else is wrong with it, and when settings change', async () => {
    let reason = 'stuk';
    const { configuration, told } = configured(() => Promise.reject(new Error(reason)));
    const ask = () => configuration.packsOf('file:///a.xml');
    await ask();
    reason = 'anders stuk';
    await ask();
    await ask();
    configuration.changed({ packs: ['eigen'] });
    await ask();
    expect(told).toEqual(['SRG XML: stuk', 'SRG XML: anders stuk', 'SRG XML: anders stuk']);
  });

  test('is told of again when it was right meanwhile', async () => {
    const answers = [Promise.reject(new Error('stuk')), Promise.resolve(OWN), Promise.reject(new Error('stuk'))];
    for (const answer of answers) answer.catch(() => undefined);
    const { configuration, told } = configured(() => answers.shift()!);
    const ask = () => configuration.packsOf('file:///a.xml');
    await ask();
    expect(await ask()).toEqual([OWN, ...shipped]);
    expect(told).toHaveLength(1);
  });
});

describe('a pack on a share that is gone', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('keeps no document waiting, is asked for once, and taken when it comes', async () => {
    let come = (_pack: Pack) => {};
    let asked = 0;
    const { configuration, told } = configured(() => {
      asked++;
      return new Promise((resolve) => (come = resolve));
    });
    let late = 0;
    configuration.onDidLoadLate(() => late++);
    const ask = async () => {
      const packs = configuration.packsOf('file:///a.xml');
      await vi.advanceTimersByTimeAsync(10_000);
      return packs;
    };
    expect(await ask()).toEqual(shipped);
    expect(await ask()).toEqual(shipped);
    expect(told).toEqual([expect.stringContaining('antwoordt niet')]);
    expect(late).toBe(0);
    come(OWN);
    expect(await ask()).toEqual([OWN, ...shipped]);
    expect(asked).toBe(1);
    expect(late).toBe(1);
  });
});

describe('a configuration beside a document', () => {
  const CONFIG = { maxProblems: 7, templates: { files: ['*.sjabloon'], placeholders: ['\\?\\w+\\?'] } };
  const DEFAULT_FILES = readSettings({}).templates.files;

  async function settingsOf(set: object) {
    const read = async () => JSON.stringify(CONFIG);
    const files = { ...FILES, read };
    const folders = new WorkspaceFolders();
    folders.begin({ workspaceFolders: [{ uri: 'file:///w', name: 'w' }], rootUri: null });
    const parts = { client: new Client(), folders, schematronFiles: new SchematronFiles(FILES, new OpenTexts()) };
    const host = { shippedPacks: async () => shipped, files } as unknown as Host;
    const configuration = new Configuration({ sendDiagnostics: () => {} } as unknown as Connection, host, parts);
    configuration.begin(set);
    const { maxProblems, templates } = await configuration.of('file:///w/a.xml');
    return { maxProblems, templates };
  }

  type Row = [
    what: string,
    set: object,
    maxProblems: number,
    files: readonly string[],
    placeholders: readonly string[],
  ];

  test.each<Row>([
    ['nothing', {}, 7, CONFIG.templates.files, CONFIG.templates.placeholders],
    [
      'what is so by default',
      { maxProblems: 500, templates: { files: DEFAULT_FILES } },
      7,
      CONFIG.templates.files,
      CONFIG.templates.placeholders,
    ],
    ['another number', { maxProblems: 3 }, 3, CONFIG.templates.files, CONFIG.templates.placeholders],
    ['other files', { templates: { files: ['*.tpl'] } }, 7, ['*.tpl'], CONFIG.templates.placeholders],
    [
      'more files',
      { templates: { files: [...DEFAULT_FILES, '*.tpl'] } },
      7,
      [...DEFAULT_FILES, '*.tpl'],
      CONFIG.templates.placeholders,
    ],
    ...[[], DEFAULT_FILES.slice(0, -1), [...DEFAULT_FILES.slice(0, -1), '*.tpl']].map(
      (files): Row => [`files ${files.join()}`, { templates: { files } }, 7, files, CONFIG.templates.placeholders],
    ),
    ['other placeholders', { templates: { placeholders: ['x'] } }, 7, CONFIG.templates.files, ['x']],
  ])('counts where the user has set nothing: %s', async (_what, set, maxProblems, files, placeholders) => {
    expect(await settingsOf(set)).toEqual({ maxProblems, templates: { files, placeholders } });
  });
});

describe('a client that is asked for settings', () => {
  function asking(answer: (uri: string) => Promise<unknown>) {
    const asked: string[] = [];
    const getConfiguration = ({ scopeUri, section }: { scopeUri: string; section: string }) => {
      asked.push(`${section} ${scopeUri}`);
      return answer(scopeUri);
    };
    const client = new Client();
    client.begin({ processId: null, rootUri: null, capabilities: { workspace: { configuration: true } } });
    const configuration = new Configuration(
      { workspace: { getConfiguration }, sendDiagnostics: () => {} } as unknown as Connection,
      { shippedPacks: async () => shipped, files: FILES } as unknown as Host,
      { client, folders: new WorkspaceFolders(), schematronFiles: new SchematronFiles(FILES, new OpenTexts()) },
    );
    configuration.begin({ maxProblems: 5 });
    const most = async (uri: string) => (await configuration.of(uri)).maxProblems;
    return { configuration, asked, most };
  }

  test('is asked once for each document, until it is closed or settings change', async () => {
    let number = 0;
    const { configuration, asked, most } = asking(async () => ({ maxProblems: ++number }));
    expect([await most('file:///a'), await most('file:///b'), await most('file:///a')]).toEqual([1, 2, 1]);
    expect(asked).toEqual(['srg file:///a', 'srg file:///b']);
    configuration.forget('file:///a');
    expect([await most('file:///a'), await most('file:///b')]).toEqual([3, 2]);
    configuration.changed({});
    expect([await most('file:///a'), await most('file:///b')]).toEqual([4, 5]);
  });

  test('and one that gives none has those that it sent along', async () => {
    expect(await asking(async () => null).most('file:///a')).toBe(5);
    expect(await asking(() => Promise.reject(new Error('no answer'))).most('file:///a')).toBe(5);
  });

  test('a pack is chosen for one document, until it is no longer', async () => {
    const { configuration } = asking(async () => null);
    configuration.choosePack('file:///a', 'x');
    expect([configuration.chosenFor('file:///a'), configuration.chosenFor('file:///b')]).toEqual(['x', undefined]);
    configuration.choosePack('file:///a', null);
    expect(configuration.chosenFor('file:///a')).toBeUndefined();
  });

  test('files on disk count where they are configurations', () => {
    const { configuration } = asking(async () => null);
    expect(configuration.filesChanged(['file:///w/a.xml', 'file:///w/pack.json'])).toBe(false);
    expect(configuration.filesChanged(['file:///w/a.xml', 'file:///w/srg.config.json'])).toBe(true);
  });

  test('what is said may be seen by anybody: BSNs are masked', async () => {
    const options = await asking(async () => ({ language: 'en' })).configuration.optionsFor('file:///a');
    expect(options).toMatchObject({ uri: 'file:///a', language: 'en', maskBsn: true, maxProblems: 500 });
  });
});
