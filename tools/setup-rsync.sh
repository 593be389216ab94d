#!/usr/bin/env bash
# Makes sure that there is rsync, which gitlab-ci-local copies a repository with.
set -euo pipefail

if command -v rsync >/dev/null; then exit 0; fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "setup: rsync is missing: install it (Debian: apt-get install rsync)" >&2
    exit 1
fi
echo "setup: installing rsync" >&2
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq rsync >/dev/null
