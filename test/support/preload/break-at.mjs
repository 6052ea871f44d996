// A debugger of a few lines, to be preloaded: it stops at the line of TypeScript that SRG_BREAK_AT names, which it finds
// by the source maps as every debugger does, prints where that was and what is in scope there, and goes on.
import { once } from 'node:events';
import { readFileSync, writeSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { SourceMap } from 'node:module';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

if (isMainThread) {
  // A thread that stands still can't tell itself to go on.
  const debuggerThread = new Worker(new URL(import.meta.url), { execArgv: [] });
  await once(debuggerThread, 'message');
  debuggerThread.unref();
} else {
  // What keeps this thread alive; the session doesn't.
  parentPort.on('message', () => undefined);
  await debugMainThread(process.env.SRG_BREAK_AT);
  parentPort.postMessage('ready');
}

/** @param breakpoint `<path>:<line>` */
async function debugMainThread(breakpoint) {
  const [, file, line] = /^(.+):(\d+)$/.exec(breakpoint);
  const scripts = new Map();
  const session = new Session();
  session.connectToMainThread();

  session.on('Debugger.scriptParsed', ({ params: { scriptId, url, sourceMapURL, endLine } }) => {
    if (!url.startsWith('file:') || !sourceMapURL) return;
    const map = new SourceMap(JSON.parse(readFileSync(new URL(sourceMapURL, url), 'utf8')));
    scripts.set(scriptId, { map, endLine });
  });

  session.on('Debugger.paused', async ({ params: { reason, data, callFrames } }) => {
    if (reason === 'instrumentation') await setBreakpointIn(data.scriptId);
    else writeSync(2, await describe(callFrames[0])); // The console of a thread waits for the main one.
    await session.post('Debugger.resume');
  });

  async function setBreakpointIn(scriptId) {
    const { map, endLine } = scripts.get(scriptId);
    for (let lineNumber = 0; lineNumber < endLine; lineNumber++) {
      const { originalSource, originalLine } = map.findEntry(lineNumber, 0);
      if (!originalSource?.endsWith(file) || originalLine !== line - 1) continue;
      await session.post('Debugger.setBreakpoint', { location: { scriptId, lineNumber } });
      return;
    }
  }

  async function describe({ location, scopeChain }) {
    const { map } = scripts.get(location.scriptId);
    const { originalSource, originalLine } = map.findEntry(location.lineNumber, location.columnNumber);
    const { result } = await session.post('Runtime.getProperties', { objectId: scopeChain[0].object.objectId });
    return `stopped at ${originalSource}:${originalLine + 1} (${result.map(({ name }) => name).join(', ')})\n`;
  }

  await session.post('Debugger.enable');
  await session.post('Debugger.setInstrumentationBreakpoint', {
    instrumentation: 'beforeScriptWithSourceMapExecution',
  });
}
