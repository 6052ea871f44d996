// Starts and ends the real editor: VS Code's server with the packed extension, and Chromium.
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const run = promisify(execFile);
const here = import.meta.dirname;
const serverMain = path.join(here, 'node_modules/code-server/lib/vscode/out/server-main.js');
const EXTENSION = 'srg-xml.srg-xml';

const settings = {
  'chat.commandCenter.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

export function launchBrowser() {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    // Playwright's own would end this process before the editor has ended.
    handleSIGINT: false,
    handleSIGTERM: false,
  });
}

/** A page for an editor; what it prints comes into `printed`. */
export async function newPage(browser, printed) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(30_000);
  page.on('console', (message) => printed.push(`[browser ${message.type()}] ${message.text()}\n`));
  return page;
}

/**
 * The real editor, in folders of its own.
 * @param vsix the packed extension
 * @param web run the extension in the browser's extension host, with its server in a worker
 * @param restricted ask for trust in workspaces, which nobody gives
 */
export async function startEditor({ vsix, web = false, restricted = false }) {
  const home = await mkdtemp(path.join(tmpdir(), 'srg-e2e-'));
  const data = path.join(home, 'data');
  await mkdir(path.join(data, 'data/Machine'), { recursive: true });
  const kind = web ? { 'remote.extensionKind': { [EXTENSION]: ['web'] } } : {};
  await writeFile(path.join(data, 'data/Machine/settings.json'), JSON.stringify({ ...settings, ...kind }));

  // Sockets of the editor go to the temp folder, and so with `home`.
  const env = { ...process.env, TMPDIR: home, XDG_RUNTIME_DIR: home };
  const extensions = path.join(home, 'extensions');
  const common = serverCommand(data, extensions);
  const listening = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--disable-telemetry'];
  const trust = restricted ? [] : ['--disable-workspace-trust'];

  const printed = [];
  let server;
  let browser;
  async function stop() {
    await browser?.close();
    if (server) await endGroup(server);
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop().finally(() => process.exit(1)));

  try {
    await installExtension(vsix, { data, extensions, env });
    server = spawn(process.execPath, [...common, ...listening, ...trust], { env, detached: true });
    server.stdout.on('data', (chunk) => printed.push(chunk));
    server.stderr.on('data', (chunk) => printed.push(chunk));
    const port = await until(
      () => /agent listening on (\d+)/.exec(printed.join(''))?.[1],
      () => `the editor did not start:\n${printed.join('')}`,
      30,
    );
    browser = await launchBrowser();
    const page = await newPage(browser, printed);

    return {
      page,
      stop,
      /** Makes a folder with these files, by name or path, to be opened as the workspace. */
      async makeWorkspace(name, files) {
        const folder = path.join(home, name);
        await writeFiles(folder, files);
        return folder;
      },
      /** Loads the workbench with a workspace and one file of it. */
      async open(folder, file) {
        const address = `vscode-remote://127.0.0.1:${port}${folder}/${file}`;
        const payload = encodeURIComponent(JSON.stringify([['openFile', address]]));
        await page.goto(`http://127.0.0.1:${port}/?folder=${folder}&payload=${payload}`);
      },
      /** The ids of the processes that run the language server of this editor. */
      languageServers: () => processesWith(extensions, 'dist/server.mjs'),
      /** What the editor's server and the page printed. */
      printed: () => printed.join(''),
      /** What the extension hosts on the server logged. */
      extensionHostLog: () => logsOf(data, /exthost\d+\/remoteexthost\.log$/),
      /** What the extension itself logged there. */
      extensionLog: () => logsOf(data, /exthost\d+\/srg-xml\.srg-xml\/.*\.log$/),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serverCommand(data, extensions) {
  const folders = ['--server-data-dir', data, '--extensions-dir', extensions];
  return [serverMain, '--accept-server-license-terms', ...folders];
}

/** Unpacks an extension into a folder of extensions. */
export async function installExtension(vsix, { data, extensions, env }) {
  await run(process.execPath, [...serverCommand(data, extensions), '--install-extension', vsix], {
    env,
    timeout: 60_000,
  });
}

/** Writes files, by name or path, into a folder. */
export async function writeFiles(folder, files) {
  for (const [file, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), content);
  }
}

/** Waits until `read` gives something true, at most `seconds`; gives that, or fails with the complaint. */
export async function until(read, complaint, seconds = 30) {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const value = await read();
    if (value) return value;
    if (performance.now() > end) throw new Error(typeof complaint === 'string' ? complaint : await complaint());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function logsOf(data, wanted) {
  const logs = path.join(data, 'data/logs');
  const files = (await readdir(logs, { recursive: true })).filter((file) => wanted.test(file));
  return (await Promise.all(files.map((file) => readFile(path.join(logs, file), 'utf8')))).join('');
}

async function processesWith(...parts) {
  const found = [];
  for (const id of await readdir('/proc')) {
    if (!/^\d+$/.test(id)) continue;
    const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
    if (parts.every((part) => command.includes(part))) found.push(Number(id));
  }
  return found;
}

async function endGroup(server) {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    try {
      process.kill(-server.pid, signal);
    } catch {
      return; // No process of the group is left.
    }
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2000))]);
  }
}
