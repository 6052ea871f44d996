// Counts the work of a program that is bundled with counters, see test/support/counted/with-counters.ts, and writes the
// most that was done in one turn of the event loop since the last SIGUSR2, at the next one. The program's clock goes by
// that work, and by the time in which it has nothing to do: what a machine is slow at makes no slice of work shorter.
const { renameSync, writeFileSync } = require('node:fs');
const { performance } = require('node:perf_hooks');
const { LONGEST_TURN } = process.env;

/** So much is done in a millisecond, by that clock. */
const WORK_PER_MS = 20_000;
/** A built-in goes through so many characters while a block of code is run. */
const CHARACTERS = 16;

const work = { done: 0 };
globalThis.__work = work;
performance.now = () => performance.eventLoopUtilization().idle + work.done / WORK_PER_MS;

const wentThrough = (characters) => {
  work.done += Math.floor(characters / CHARACTERS);
};

/** What a built-in goes through: told by what it was called on, and with, and by what it gave. */
const BUILT_INS = {
  indexOf: (text, [, from = 0], found) => (found < 0 ? text.length : found) - from,
  includes: (text, [, from = 0]) => text.length - from,
  lastIndexOf: (text) => text.length,
  match: (text) => text.length,
  replace: (text) => text.length,
  replaceAll: (text) => text.length,
  search: (text) => text.length,
  split: (text) => text.length,
};
for (const [name, charactersOf] of Object.entries(BUILT_INS)) {
  const original = String.prototype[name];
  String.prototype[name] = function (...given) {
    const result = original.apply(this, given);
    wentThrough(charactersOf(this, given, result));
    return result;
  };
}

const { exec } = RegExp.prototype;
RegExp.prototype.exec = function (text) {
  const from = this.global || this.sticky ? this.lastIndex : 0;
  const found = exec.call(this, text);
  if (found) wentThrough(found.index + found[0].length - from);
  else if (!this.sticky) wentThrough(String(text).length - from);
  return found;
};
RegExp.prototype.test = function (text) {
  return this.exec(text) !== null;
};

let last = 0;
let most = 0;
(function turn() {
  most = Math.max(most, work.done - last);
  last = work.done;
  setImmediate(turn).unref();
})();

process.on('SIGUSR2', () => {
  writeFileSync(`${LONGEST_TURN}.new`, String(most));
  renameSync(`${LONGEST_TURN}.new`, LONGEST_TURN);
  most = 0;
});
