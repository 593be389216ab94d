# Everything a developer or CI runs. Needs rustup's cargo, Node.js and Python 3; the rest goes into .tools.
.DEFAULT_GOAL := help
.PHONY: help setup setup-native setup-site site module test test-native test-wasm test-browser conformance-long conformance-classes conformance-versions upgrade-long no-harm-long fmt lint fuzz screenshot bench-browser audit dist test-dist

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-20s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: setup-native setup-site ## Install all tools into .tools and www/node_modules, unless they are there
	@tools/setup-generators.sh
	@tools/setup-chromium.sh
	@tools/setup-firefox.sh
	@tools/setup-rsync.sh

# The tests of the Rust crate: Traefik, YAML readers.
setup-native:
	@tools/setup-python.sh
	@tools/setup-traefik.sh
	@tools/setup-node.sh

# The site: wasm-bindgen, wasm-opt, mdbook, Vite.
setup-site:
	@tools/setup-node.sh
	@tools/setup-www.sh
	@tools/setup-cargo.sh

site: setup-site ## Build www/dist (page, module, docs, pkg.json) and www/package (for npm)
	@tools/build-site

module: setup-site ## Build www/pkg alone: the WebAssembly module with its TypeScript types
	@tools/build-site module

test: setup ## The gate: lints and every test, with one line of counts at the end
	@tools/run-tests

test-native: setup-native ## The tests of the Rust crate alone
	@tools/run-tests native

test-wasm: setup ## The tests of the WebAssembly module, in Node and in Chromium
	@tools/run-tests wasm

dist: site ## Build in dist/ what is released: archives, npm packages, wheels, an image (docs/install.md)
	@tools/build-dist

test-dist: ## Install and use everything in dist/ (`make dist`) where there is no cargo
	@tools/run-tests dist

test-browser: setup ## Build the site and test the page in Chromium
	@tools/run-tests site browser

fuzz: MINUTES ?= 10
fuzz: ## Fuzz every target for MINUTES in all (fuzz/README.md)
	@tools/fuzz $(MINUTES)

screenshot: site ## Write docs/screenshot.png, the README's picture, from the real page
	@node tests/browser/screenshot.mjs

bench-browser: site ## How fast the module is in Chromium (docs/performance.md)
	@tools/bench-browser

# `make conformance-long TCPGEN_SEED=random` makes up other tables.
conformance-long: export TCPGEN_SEED ?= 1
conformance-long: export TCPGEN_TABLES ?= 500
conformance-long: export TCPGEN_CONNECTIONS ?= 20
conformance-long: export TCPGEN_RELOADS ?= 15
conformance-long: setup-native ## 10,000 random connections judged by the real Traefik (docs/conformance.md)
	@cargo test --test suite conformance::random -- --nocapture

conformance-classes: export TCPGEN_CLASS_TABLES ?= 150
conformance-classes: export TCPGEN_CLASS_CONNECTIONS ?= 40
conformance-classes: setup-native ## Connections of every class of `tcpgen reach`, judged by the real Traefik (docs/conformance.md)
	@cargo test --all-features --test suite -- conformance::classes --nocapture

# `make conformance-versions TCPGEN_VERSIONS=3.6.15` takes one version alone.
conformance-versions: export TCPGEN_VERSIONS ?= all
conformance-versions: export TCPGEN_VERSION_TABLES ?= 100
conformance-versions: export TCPGEN_VERSION_CONNECTIONS ?= 1500
conformance-versions: setup-native ## tcpgen's answers for ten versions, judged by the ten real Traefiks (docs/conformance.md)
	@tools/setup-traefik.sh all
	@cargo test --test suite conformance::versions -- --nocapture

# `make upgrade-long TCPGEN_SEED=random` makes up other tables.
upgrade-long: export TCPGEN_UPGRADE_PAIRS ?= 3.0.4:3.7.15,3.4.3:3.6.15,3.6.15:3.7.15
upgrade-long: export TCPGEN_UPGRADE_TABLES ?= 40
upgrade-long: export TCPGEN_UPGRADE_CONNECTIONS ?= 45
upgrade-long: setup-native ## What `tcpgen upgrade` lists, judged by both real Traefiks (docs/conformance.md)
	@cargo test --test suite conformance::versions::upgrades -- --nocapture

no-harm-long: export TCPGEN_FIX_CASES ?= 10000
no-harm-long: export TCPGEN_KILLS ?= 1000
no-harm-long: export TCPGEN_ROLLOUTS ?= 1000
no-harm-long: export TCPGEN_UPDATES ?= 10000
no-harm-long: setup-native ## The long form of what tests promise: fixes, killed builds, rollouts, updates (some minutes)
	@cargo test --all-features --test suite -- fix_properties kills rollouts::random rollouts::applied update_properties --nocapture

fmt: ## Format every Rust file
	@git ls-files -z '*.rs' | xargs -0 rustfmt --edition 2024

audit: ## Licences, sources and known vulnerabilities of the dependencies, by deny.toml; before a release
	@tools/audit

lint: ## Formatting, clippy, and the warnings of rustdoc
	@tools/run-tests lint
