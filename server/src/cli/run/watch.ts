import { dirname, resolve } from 'node:path';
import { watch } from 'chokidar';
import { CONFIG_NAME } from '../../engine/configuration/find-config.ts';
import { baseOfPattern } from '../files/paths.ts';

/** Several files are often written at once, by one program; what comes within so many milliseconds is one change. */
const DEBOUNCE_MS = 150;

export interface WatchOptions {
  /** Files, folders and patterns, as they are given. */
  readonly inputs: readonly string[];
  /** Files and folders that they are judged by. */
  readonly judgedBy: readonly string[];
  /** What the run itself writes. */
  readonly outputs: readonly string[];
}

/** Runs, and runs again each time when something of what it goes by has changed; never two at a time, and without end. */
export async function runOnChanges(
  { inputs, judgedBy, outputs }: WatchOptions,
  run: () => Promise<void>,
): Promise<never> {
  const written = new Set(outputs.map((path) => resolve(path)));
  const bases = inputs.map((input) => baseOfPattern(input));
  const configs = [...bases, ...inputs].map((path) => resolve(dirname(path), CONFIG_NAME));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wake = () => {};
  const watcher = watch([...bases, ...judgedBy, ...configs], {
    ignoreInitial: true,
    ignored: (path) => /[\\/](node_modules|\.git)([\\/]|$)/.test(path) || written.has(resolve(path)),
  });
  watcher.on('all', (_event, path) => {
    // An output is written beside its place first.
    if (!/\.(xml|zip|tmpl|xslt?|json|xsd|sch)$/i.test(path)) return;
    clearTimeout(timer);
    timer = setTimeout(() => wake(), DEBOUNCE_MS);
  });
  await new Promise<void>((ready) => watcher.once('ready', () => ready()));
  for (;;) {
    const changed = new Promise<void>((resolve) => {
      wake = resolve;
    });
    await run();
    await changed;
  }
}
