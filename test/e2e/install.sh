#!/bin/sh
# Sets up the real editor: VS Code's server (out of code-server), Debian's Chromium and a font.
set -eu
cd "$(dirname "$0")"

if ! command -v chromium >/dev/null; then
  apt-get update
  apt-get install -y --no-install-recommends chromium fonts-dejavu-core
fi

# No install scripts: one of them downloads ripgrep. So the editor has no terminal and no search, which no test needs.
if [ ! -d node_modules/code-server ]; then
  npm ci --ignore-scripts --no-audit --no-fund
fi

# `npm ci` fails in this folder: its lock file is not complete.
cd node_modules/code-server/lib/vscode
if [ ! -e node_modules.asar ]; then
  npm install --omit=dev --ignore-scripts --no-audit --no-fund
  ln -sfn node_modules node_modules.asar
fi
# The editor's log files are the test's evidence.
cp ../../../../spdlog.cjs node_modules/@vscode/spdlog/index.js
