// Writes down what a program opens and whom it calls: `node --require …`, into the file that SRG_ACCESS_FILE names.
const fs = require('node:fs');
const dns = require('node:dns');
const net = require('node:net');
const { syncBuiltinESMExports } = require('node:module');

const { appendFileSync } = fs;
const tell = (what, of) => {
  const text = typeof of === 'string' || of instanceof URL || Buffer.isBuffer(of) ? String(of) : JSON.stringify(of);
  appendFileSync(process.env.SRG_ACCESS_FILE, `${what} ${text}\n`);
};

/** Has a function tell its first argument before it does its work. */
function watch(owner, name, what) {
  const own = owner[name];
  owner[name] = function watched(...args) {
    // The file that this is written to.
    if (args[0] !== process.env.SRG_ACCESS_FILE && typeof args[0] !== 'number') tell(what, args[0]);
    return own.apply(this, args);
  };
  Object.assign(owner[name], own);
}

for (const name of ['open', 'openSync', 'readFile', 'readFileSync', 'createReadStream']) watch(fs, name, 'file');
for (const name of ['open', 'readFile']) watch(fs.promises, name, 'file');
watch(net.Socket.prototype, 'connect', 'socket');
watch(dns, 'lookup', 'name');
watch(dns.promises, 'lookup', 'name');
syncBuiltinESMExports();
