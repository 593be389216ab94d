#!/usr/bin/env bash
# Installs the npm packages of the page into www/node_modules, unless they are there.
set -euo pipefail
cd "$(dirname "$0")/.."

# A copy of the lock file, written last: an interrupted install has none and starts again.
installed=www/node_modules/package-lock.installed.json

if cmp -s www/package-lock.json "$installed"; then exit 0; fi

echo "setup: installing www/package-lock.json into www/node_modules" >&2
npm ci --prefix www --silent --ignore-scripts --no-audit --no-fund
cp www/package-lock.json "$installed"
