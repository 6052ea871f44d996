import { check } from '../check.mjs';

/**
 * What the editor itself misses here (native modules that are not built, a network, the page that has just been left),
 * what it asks of a list that it has closed meanwhile, and its own extensions.
 */
const OF_THE_EDITOR =
  /provider FAILED$|DisposableStore is missing|watchdog|ripgrep|getaddrinfo|read ECONNRESET|ProxyResolver|\/lib\/vscode\/extensions\/|Activating extension vscode\./;

/** What is to be told when a server was ended twice, as one of the scenarios does. */
const MEANT = /crashed 2 times/;

/** Looks back on the whole run: the extension ran where it should, and nothing went wrong unseen. */
export const theHostIsSound = {
  name: 'the host is sound',

  async run({ step, editor, host }) {
    const inBrowser = host === 'web' || host === 'page';
    await step('the server ran in its host', async () => {
      const servers = await editor.languageServers();
      check(servers.length === (inBrowser ? 0 : 1), `${servers.length} processes`);
    });

    await step('the extension host logged no error', async () => {
      const log = await editor.extensionHostLog();
      check(inBrowser || log.includes('srg-xml.srg-xml'), `the log tells nothing of the extension:\n${log}`);
      const entries = log.split(/\n(?=\d{4}-)/); // An error goes on with its stack.
      const errors = entries.filter((entry) => /^\S+ \[error\]/.test(entry) && !OF_THE_EDITOR.test(entry));
      check(errors.length === 0, errors.join('\n'));
    });

    await step('the page logged no error of the extension', async () => {
      const errors = editor
        .printed()
        .split('\n')
        .filter((line) => /\[browser error\].*(srg-xml\.srg-xml|SRG XML)/.test(line) && !MEANT.test(line));
      check(errors.length === 0, errors.join('\n'));
    });
  },
};
