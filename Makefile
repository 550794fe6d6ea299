# What people and machines run. `.ci/run` calls `make test`; see CONTRIBUTING.md.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first Python on the path that is new enough; PYTHON=… chooses another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
STORE := --store demo/.kg

.PHONY: help demo test lint fmt lock clean site system bundle bundlecheck

help: ## say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.venv/.locked: requirements/dev.txt
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is missing; on Debian: apt-get install python3 python3-venv" >&2; exit 1; }
	@echo "installing the locked packages into .venv"
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

.venv/.ready: .venv/.locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

define TYPES
MATCH (e:Event) RETURN e.type AS type, count(*) AS n ORDER BY n DESC, type LIMIT 10
endef
define THREATS
MATCH (f:Threaten)-[:AGENT]->(who), (c:Claim)-[:ABOUT]->(f)
RETURN who.name AS who, f.type AS type, f.date AS date, c.quote AS quote ORDER BY who, date, quote LIMIT 10
endef
export TYPES THREATS

demo: .venv/.ready ## read the example corpus, ask it two questions, draw it
	@mkdir -p demo
	$(BIN)/kg ingest examples/refuge $(STORE)
	$(BIN)/kg stats $(STORE)
	$(BIN)/kg query $(STORE) "$$TYPES"
	$(BIN)/kg query $(STORE) "$$THREATS"
	$(BIN)/kg view $(STORE) -o demo/graph.html
	@echo "open demo/graph.html in a browser"

test: system lint bundlecheck ## format, lint, types, all tests
	$(BIN)/pytest

lint: .venv/.ready ## format, lint, types
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

fmt: .venv/.ready ## put the code into its form
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# Run it with the oldest Python we support, so that the lock suits the newer ones too.
PIN := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-options
lock: .venv/.locked ## pin every package with its hashes; LOCK=--upgrade for newer ones
	$(PIN) $(LOCK) -o requirements/run.txt pyproject.toml
	$(PIN) $(LOCK) --extra dev --extra tables -c requirements/run.txt -o requirements/dev.txt pyproject.toml

site: .venv/.ready ## build the documentation into build/site
	$(BIN)/sphinx-build -q -W docs build/site

# The explorer's page is built from web/ into kg/views/assets, which is what is installed.
web/node_modules/.ready: web/package-lock.json web/.npmrc
	@command -v npm >/dev/null || { echo "npm is missing; on Debian: apt-get install nodejs npm, or make system" >&2; exit 1; }
	@echo "installing the locked packages into web/node_modules"
	@cd web && npm ci --ignore-scripts --silent
	@touch $@

bundle: web/node_modules/.ready ## build the explorer's page from web/
	cd web && npm run --silent build

bundlecheck: system web/node_modules/.ready
	cd web && npm run --silent check

# What the tests need beside Python packages: a browser (libatomic1 for the node inside playwright), and Java with
# Maven for a real Neo4j.
system:
	@need=(); \
	command -v chromium chromium-browser google-chrome >/dev/null || need+=(chromium); \
	compgen -G '/usr/lib*/libatomic.so.1' >/dev/null || compgen -G '/usr/lib/*/libatomic.so.1' >/dev/null || need+=(libatomic1); \
	command -v java >/dev/null || need+=(default-jre-headless); \
	command -v mvn >/dev/null || need+=(maven); \
	command -v npm >/dev/null || need+=(nodejs npm); \
	[ $${#need[@]} -eq 0 ] && exit 0; \
	if [ "$$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then \
		echo "installing $${need[*]}"; \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq && apt-get install -qq -y --no-install-recommends "$${need[@]}" >/dev/null; \
	else \
		echo "missing: $${need[*]}; on Debian: sudo apt-get install $${need[*]}" >&2; \
		[ "$${CI:-}" != true ]; \
	fi

clean: ## remove what was built here
	@[ ! -d demo/.kg ] || [ ! -x $(BIN)/kg ] || $(BIN)/kg store stop $(STORE) || true
	rm -rf .venv demo build dist web/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
