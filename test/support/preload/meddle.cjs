// Does something to a file while a program reads it: `node --require …`. SRG_MEDDLE is the file, what is done to it, and
// when: `reading` it, in the middle of it, or `again`, as it is read for the second time. A system can't be made to fail
// in just that moment, so what it would say then is said in its place.
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const { path, what, when } = JSON.parse(process.env.SRG_MEDDLE);
/** Of a large file, which is read a part at a time: the start is read several times before the rest. */
const IN_THE_MIDDLE = 6;

const fails = (code, syscall) => () => {
  throw Object.assign(new Error(`${code}: ${syscall} '${path}'`), { code, syscall, path });
};
/** Of the same length, and later: what takes no time at all may have the same one. */
const writeOther = (to) => {
  fs.writeFileSync(to, fs.readFileSync(path, 'utf8').replace('<Geslacht>1', '<Geslacht>2'));
  fs.utimesSync(to, new Date(), new Date(Date.now() + 5_000));
};
const DEEDS = {
  append: () => fs.appendFileSync(path, '\n'),
  truncate: () => fs.truncateSync(path, 1_000),
  rewrite: () => writeOther(path),
  replace: () => {
    writeOther(`${path}.new`);
    fs.renameSync(`${path}.new`, path);
  },
  remove: () => fs.rmSync(path),
  directory: () => {
    fs.rmSync(path);
    fs.mkdirSync(path);
  },
  EIO: fails('EIO', 'read'),
  EBUSY: fails('EBUSY', 'open'),
  EACCES: fails('EACCES', 'open'),
};

let count = 0;
const meddleAt = (turn) => {
  if (++count === turn) DEEDS[what]();
};

const { readFile } = fs.promises;
fs.promises.readFile = async function meddled(...args) {
  if (args[0] !== path) return readFile.apply(this, args);
  if (/^E/.test(what)) meddleAt(when === 'again' ? 2 : 1);
  const bytes = await readFile.apply(this, args);
  if (!/^E/.test(what)) meddleAt(when === 'again' ? 2 : 1);
  return bytes;
};
const { openSync, readSync } = fs;
let file;
fs.openSync = function meddled(...args) {
  if (args[0] === path && /^E(BUSY|ACCES)$/.test(what)) DEEDS[what]();
  const opened = openSync.apply(this, args);
  if (args[0] === path && args[1] === 'r') file = opened;
  return opened;
};
fs.readSync = function meddled(...args) {
  if (args[0] === file) meddleAt(IN_THE_MIDDLE);
  return readSync.apply(this, args);
};
syncBuiltinESMExports();
