# Names that the scripts of this folder share. `target` is set.
version=$(sed -n '/^\[package\]/,/^\[/ s/^version = "\(.*\)"/\1/p' Cargo.toml)
exe=
if [[ "${target-}" = *windows* ]]; then exe=.exe; fi
# The folder that cargo builds into, and in it what is the same for every target.
built=${CARGO_TARGET_DIR:-target}/${target-}/dist/tcpgen$exe
shared=${CARGO_TARGET_DIR:-target}/dist-shared
# The same bytes whenever and by whomever it is packed.
epoch=$(git log -1 --format=%ct)
pack() { tar --sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner "$@"; }
