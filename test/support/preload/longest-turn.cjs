// Writes how long, in milliseconds of the main thread's processor time, the longest turn of the event loop was since the
// last SIGUSR2, at the next one: what else a machine has to do makes no turn longer by that. Linux has it.
const { openSync, readSync, renameSync, writeFileSync } = require('node:fs');
const { LONGEST_TURN } = process.env;

const stat = openSync(`/proc/self/task/${process.pid}/schedstat`, 'r');
const buffer = Buffer.alloc(64);
const used = () => Number(buffer.latin1Slice(0, readSync(stat, buffer, 0, 64, 0)).split(' ')[0]) / 1e6;

let last = used();
let longest = 0;
(function turn() {
  const now = used();
  longest = Math.max(longest, now - last);
  last = now;
  setImmediate(turn).unref();
})();

process.on('SIGUSR2', () => {
  writeFileSync(`${LONGEST_TURN}.new`, String(longest));
  renameSync(`${LONGEST_TURN}.new`, LONGEST_TURN);
  longest = 0;
});
