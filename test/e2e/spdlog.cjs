// Stands in for @vscode/spdlog, a native module that is not built here: without it the editor keeps no log files, and
// so no log of the extension host.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

function makeLogger(_name, file) {
  mkdirSync(dirname(file), { recursive: true });
  let bare = false;
  let lowest = LEVELS.indexOf('info');
  const logger = {
    setPattern() {},
    clearFormatters() {
      bare = true;
    },
    setLevel(level) {
      lowest = level;
    },
    flush() {},
    drop() {},
  };
  LEVELS.forEach((level, number) => {
    logger[level] = (text) => {
      if (number < lowest) return;
      appendFileSync(file, bare ? text : `${new Date().toISOString()} [${level}] ${text}\n`);
    };
  });
  return logger;
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = async (...parameters) => makeLogger(...parameters);
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
