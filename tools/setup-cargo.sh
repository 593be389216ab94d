#!/usr/bin/env bash
# Installs what the site is built with into .tools/cargo, unless it is there: wasm-bindgen, mdbook; and rustc's WebAssembly target. Their builds are light on optimization: they run for seconds.
set -euo pipefail
cd "$(dirname "$0")/.."

mdbook=0.5.4

if ! rustup target list --installed | grep -qx wasm32-unknown-unknown; then
    rustup target add wasm32-unknown-unknown
fi

root=$PWD/.tools/cargo
# One directory for the builds of all of them: they share dependencies.
export CARGO_TARGET_DIR=$PWD/.tools/cargo-target
export CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
export CARGO_PROFILE_RELEASE_DEBUG=false

# install CRATE VERSION [FLAG..]
install() {
    local crate=$1 version=$2
    shift 2
    if grep -qs "^\"$crate $version " "$root/.crates.toml"; then return; fi
    echo "setup: installing $crate $version into .tools/cargo" >&2
    cargo install --quiet --locked --root "$root" --version "$version" "$@" "$crate"
}

own=tools/wasm-bindgen
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$own/Cargo.toml")
if ! grep -qs "^\"tcpgen-wasm-bindgen $version " "$root/.crates.toml"; then
    echo "setup: installing wasm-bindgen $version into .tools/cargo" >&2
    cargo install --quiet --locked --force --root "$root" --path "$own"
fi
install mdbook "$mdbook" --no-default-features --features search
rm -rf "$CARGO_TARGET_DIR"
