#!/usr/bin/env bash
# Makes sure that there are a Chromium and its chromedriver for the tests.
set -euo pipefail

if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then exit 0; fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "setup: installing chromium and chromium-driver" >&2
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver >/dev/null
    exit 0
fi
echo "setup: chromium or chromedriver is missing: install them (Debian: apt-get install chromium chromium-driver)" >&2
exit 1
