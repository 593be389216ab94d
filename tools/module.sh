# How WebAssembly is built, for other scripts to read.
export PATH=$PWD/.tools/cargo/bin:$PWD/.tools/node/node_modules/.bin:$PATH

# Small is fast here: the module is loaded by everyone who reads a docs page (docs/performance.md).
export CARGO_PROFILE_RELEASE_OPT_LEVEL=z CARGO_PROFILE_RELEASE_LTO=fat CARGO_PROFILE_RELEASE_CODEGEN_UNITS=1

features=(--enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue)

# build_module CARGO_FEATURE DIRECTORY NAME: makes NAME.js, NAME.d.ts and NAME_bg.wasm in DIRECTORY, with the functions' names.
build_module() {
    local feature=$1 directory=$2 name=$3
    cargo build --quiet --lib --release --target wasm32-unknown-unknown --no-default-features --features "$feature"
    wasm-bindgen target/wasm32-unknown-unknown/release/tcpgen.wasm --target web --typescript --out-dir "$directory" --out-name "$name"
    wasm-opt --quiet -g -O1 "${features[@]}" "$directory/${name}_bg.wasm" --output "$directory/${name}_bg.wasm"
}
