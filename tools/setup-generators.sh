#!/usr/bin/env bash
# Installs the site generators of tests/browser/generators.test.mjs into .tools/generators, unless they are there.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=.tools/generators
# Copies of the pins, written last: an interrupted install has none and starts again.
installed=$folder/installed
wanted() { cat tools/generators/requirements.txt tools/generators/package.json; }

if wanted | cmp -s - "$installed"; then exit 0; fi

echo "setup: installing tools/generators into $folder" >&2
rm -rf "$folder"
mkdir -p "$folder"
cp tools/generators/package.json "$folder/"
# Astro wants a newer Node.js to run (tools/build-generators), not to be installed.
# A lock file of these 1,400 packages would be larger than the page.
npm install --prefix "$folder" --silent --no-package-lock --ignore-scripts --no-audit --no-fund
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
    --requirement tools/generators/requirements.txt
wanted >"$installed"
