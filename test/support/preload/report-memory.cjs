// Preloaded into a server by the test of its memory: on SIGUSR2 it collects garbage and tells what is left, in bytes.
const { writeFileSync } = require('node:fs');

process.on('SIGUSR2', () => {
  for (let i = 0; i < 3; i++) global.gc();
  const { heapUsed, external } = process.memoryUsage();
  writeFileSync(process.env.SRG_MEMORY_FILE, String(heapUsed + external));
});
