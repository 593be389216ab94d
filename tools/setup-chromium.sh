#!/usr/bin/env bash
# Makes sure that there are a Chromium and its chromedriver for the tests, and, where the distribution has it, the Chromium
# without a user interface (tools/test-browser), which takes half the time.
set -euo pipefail

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

install() {
    echo "setup: installing $*" >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

if ! command -v chromium >/dev/null || ! command -v chromedriver >/dev/null; then
    if ! can_install; then
        echo "setup: chromium or chromedriver is missing: install them (Debian: apt-get install chromium chromium-driver)" >&2
        exit 1
    fi
    apt-get update -qq
    install chromium chromium-driver
fi

if ! command -v chromium-headless-shell >/dev/null && can_install &&
    apt-cache show chromium-headless-shell >/dev/null 2>&1; then
    install chromium-headless-shell || echo "setup: without it, the tests use chromium" >&2
fi
