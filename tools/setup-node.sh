#!/usr/bin/env bash
# Installs the npm packages of the tests into .tools/node, unless they are there.
set -euo pipefail
cd "$(dirname "$0")/.."

node=.tools/node
# A copy of the lock file, written last: an interrupted install has none and starts again.
installed=$node/package-lock.installed.json

if cmp -s tools/package-lock.json "$installed"; then exit 0; fi

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "setup: node or npm is missing: install Node.js 20 or later with npm" >&2
    exit 1
fi

echo "setup: installing tools/package-lock.json into $node" >&2
rm -rf "$node"
mkdir -p "$node"
cp tools/package.json tools/package-lock.json "$node/"
npm ci --prefix "$node" --silent --ignore-scripts --no-audit --no-fund
# Other versions of Node.js, for the tests of the module: the name without a version stays the machine's own.
rm -f "$node/node_modules/.bin/node"
cp tools/package-lock.json "$installed"
