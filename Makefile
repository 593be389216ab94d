# Everything a developer or CI runs. Needs rustup's cargo, Node.js and Python 3; the rest goes into .tools.
.DEFAULT_GOAL := help
.PHONY: help setup test test-native conformance-long lint

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install the tests' tools into .tools (Traefik, YAML readers), unless they are there
	@tools/setup-python.sh
	@tools/setup-node.sh

test: setup ## The gate: lints and every test, with one line of counts at the end
	@tools/run-tests

test-native: setup ## The tests of the Rust crate alone
	@tools/run-tests native

# `make conformance-long TCPGEN_SEED=random` makes up other tables.
conformance-long: export TCPGEN_SEED ?= 1
conformance-long: export TCPGEN_TABLES ?= 500
conformance-long: export TCPGEN_CONNECTIONS ?= 20
conformance-long: export TCPGEN_RELOADS ?= 15
conformance-long: setup ## 10,000 random connections judged by the real Traefik (docs/conformance.md)
	@cargo test --test conformance random -- --nocapture

lint: ## Formatting and clippy
	@tools/run-tests lint
