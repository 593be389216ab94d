#!/usr/bin/env bash
# Installs the site generators of tests/browser/generators.test.mjs into .tools/generators, unless they are there.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=.tools/generators
# Copies of the pins, written last: an interrupted install has none and starts again.
installed=$folder/installed
wanted() { cat tools/generators/requirements.txt tools/generators/package-lock.json; }

if wanted | cmp -s - "$installed"; then exit 0; fi

echo "setup: installing tools/generators into $folder" >&2
rm -rf "$folder"
mkdir -p "$folder"
cp tools/generators/package.json tools/generators/package-lock.json "$folder/"
# Astro wants a newer Node.js to run (tools/build-generators), not to be installed.
npm ci --prefix "$folder" --silent --ignore-scripts --no-audit --no-fund
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
    --requirement tools/generators/requirements.txt
wanted >"$installed"
