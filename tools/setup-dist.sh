#!/usr/bin/env bash
# Installs what `make dist` builds with, unless it is there: the compiler and linker for other targets, maturin, the tools
# that write licences and the bill of materials, and rustc's targets (all that are given).
# Usage: tools/setup-dist.sh TARGET..
set -euo pipefail
cd "$(dirname "$0")/.."

cyclonedx=0.5.9
bundle_licenses=5.0.0

for target in "$@"; do
    if ! rustup target list --installed | grep -qx "$target"; then rustup target add "$target"; fi
done

venv=.tools/dist
# A copy of the pins, written last: an interrupted install has none and starts again.
installed=$venv/requirements.installed
if ! cmp -s tools/dist/requirements.txt "$installed"; then
    echo "setup: installing tools/dist/requirements.txt into $venv" >&2
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
        --requirement tools/dist/requirements.txt
    cp tools/dist/requirements.txt "$installed"
fi

# Light on optimization: they run for seconds.
export CARGO_TARGET_DIR=$PWD/$venv/cargo-target CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off
export CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=false
install() {
    if grep -qs "^\"$1 $2 " "$venv/.crates.toml"; then return; fi
    echo "setup: installing $1 $2 into $venv" >&2
    cargo install --quiet --locked --root "$venv" --version "$2" "$1"
}
install cargo-cyclonedx "$cyclonedx"
install cargo-bundle-licenses "$bundle_licenses"
rm -rf "$CARGO_TARGET_DIR"
