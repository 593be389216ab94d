#!/usr/bin/env bash
# Makes sure that there is a Firefox for tests/browser/firefox.test.mjs, where the distribution's package manager can be asked. The
# test is skipped without one.
set -euo pipefail

if command -v firefox-esr >/dev/null || command -v firefox >/dev/null; then exit 0; fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-cache show firefox-esr >/dev/null 2>&1; then
    echo "setup: installing firefox-esr" >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends firefox-esr >/dev/null && exit 0
fi
echo "setup: there is no Firefox: its test is skipped" >&2
