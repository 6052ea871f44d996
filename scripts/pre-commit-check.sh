#!/bin/sh
# The hook of .pre-commit-hooks.yaml: pre-commit has a clone of this repository, which is built at the first run. Its own
# way for Node.js takes the file's name from what `npm pack` prints, and that prints the build as well.
set -e
home=$(cd "$(dirname "$0")/.." && pwd)
[ -e "$home/dist/srg.mjs" ] || (cd "$home" && npm ci --no-audit --no-fund) >&2
exec node "$home/dist/srg.mjs" check --ignore-unknown "$@"
