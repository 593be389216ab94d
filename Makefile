# Everything a developer or CI runs. Needs rustup's cargo, Node.js and Python 3; the rest goes into .tools.
.DEFAULT_GOAL := help
.PHONY: help setup test test-native lint

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install the tests' tools into .tools (Traefik, YAML readers), unless they are there
	@tools/setup-python.sh
	@tools/setup-node.sh

test: setup ## The gate: lints and every test, with one line of counts at the end
	@tools/run-tests

test-native: setup ## The tests of the Rust crate alone
	@tools/run-tests native

lint: ## Formatting and clippy
	@tools/run-tests lint
