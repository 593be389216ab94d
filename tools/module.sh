# How WebAssembly is built, for other scripts to read.
export PATH=$PWD/.tools/cargo/bin:$PWD/.tools/node/node_modules/.bin:$PATH

# Small is fast here: the module is loaded by everyone who reads a docs page (docs/performance.md).
export CARGO_PROFILE_RELEASE_OPT_LEVEL=z CARGO_PROFILE_RELEASE_LTO=fat CARGO_PROFILE_RELEASE_CODEGEN_UNITS=1

features=(--enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue)
