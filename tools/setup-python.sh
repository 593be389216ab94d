#!/usr/bin/env bash
# Installs the Python packages of the tests (Traefik's binary among them) into .tools/venv, unless they are there.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=.tools/venv
# A copy of the pins, written last: an interrupted install has none and starts again.
installed=$venv/requirements.installed

if cmp -s tools/requirements.txt "$installed"; then exit 0; fi

if ! command -v python3 >/dev/null; then
    echo "setup: python3 is missing: install Python 3.11 or later" >&2
    exit 1
fi
if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    # Debian keeps the module apart from python3 itself.
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv
    else
        echo "setup: Python's venv module is missing: install it (Debian, Ubuntu: apt-get install python3-venv)" >&2
        exit 1
    fi
fi

echo "setup: installing tools/requirements.txt into $venv" >&2
rm -rf "$venv"
mkdir -p .tools
python3 -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
    --requirement tools/requirements.txt
cp tools/requirements.txt "$installed"
