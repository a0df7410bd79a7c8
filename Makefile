# The doors of the project; `make` alone lists them. Only python3 (3.11 or newer, with venv) and make are needed.
.DEFAULT_GOAL := help
.PHONY: help demo story run update test check quick static fast coverage postgres slow format soak bench bench-reader pins browser shots

PYTHON ?= python3
# Tests run in so many processes.
WORKERS ?= 2
# The browser of Debian; playwright brings none.
CHROMIUM ?= /usr/bin/chromium
# Kills per stage in `make soak`.
ROUNDS ?= 200

# Whoever is done takes over from the others.
PARALLEL := -n $(WORKERS) --dist worksteal

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Stamps of what .venv holds: what the product needs, and what its checks need besides.
PRODUCT := .venv/.product
CHECKS := .venv/.checks

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

demo: $(PRODUCT) ## the whole product on a page of this machine, without a token or network
	$(BIN)/python -m demo.web

story: $(PRODUCT) ## the main job as a printed chat
	$(BIN)/python -m bot demo

run: $(PRODUCT) ## the bot itself, with the settings of .env
	$(BIN)/python -m bot run

update: ## a newer version: backup, stop, code, packages, tables, start; all the way back when it does not live
	$(BIN)/python -m bot update

test: check postgres slow ## everything: all checks and all tests

check: static fast ## format, lint, types, imports, fast tests, coverage gates

quick: static ## static checks and unit tests, for the loop of an editor
	TEST_DATABASE_URL= $(BIN)/pytest -m "not slow" $(PARALLEL) tests/unit tests/architecture

static: $(CHECKS) ## format, lint, types, imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/lint-imports

fast: $(CHECKS) ## fast tests on SQLite with the coverage gates
	TEST_DATABASE_URL= $(BIN)/pytest -m "not slow" $(PARALLEL) --every-button --cov --cov-report=
	$(BIN)/coverage report --include='domain/*' --skip-covered --show-missing --fail-under=100
	$(BIN)/coverage report --skip-covered --fail-under=90

coverage: $(CHECKS) ## what all fast tests reach, stories too; slower than the gates of `fast`
	TEST_DATABASE_URL= $(BIN)/pytest -m "not slow" $(PARALLEL) --cov --measure-stories --cov-report=term:skip-covered

postgres: $(CHECKS) ## fast tests of the database once more, on the PostgreSQL of TEST_DATABASE_URL
	@if [ -n "$$TEST_DATABASE_URL" ]; then $(BIN)/pytest -m "not slow" -k postgresql $(PARALLEL); \
		else echo "== NO PostgreSQL: set TEST_DATABASE_URL to test on it; the tests ran on SQLite ONLY"; fi

slow: $(CHECKS) browser ## tests that start processes, and those in a browser
	$(BIN)/pytest -m slow $(PARALLEL)

browser: ## Chromium for the page's tests and pictures, where it can be installed
	@command -v $(CHROMIUM) >/dev/null \
		|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get -qq update \
			&& apt-get -qq install -y --no-install-recommends chromium fonts-inter fonts-noto-color-emoji >/dev/null; } \
		|| echo "== NO CHROMIUM: the page is NOT tested; install chromium and run again"

shots: $(CHECKS) browser ## the pictures of the README, taken anew from the demo
	CHROMIUM=$(CHROMIUM) $(BIN)/python -m demo.shots

format: $(CHECKS) ## lay the code out and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

soak: $(CHECKS) ## kill the bot at random moments, ROUNDS times a stage
	KILL_ROUNDS=$(ROUNDS) $(BIN)/pytest -m kill

bench: $(CHECKS) ## the measurements, as ratios
	$(BIN)/python -m benchmarks

bench-reader: $(CHECKS) ## the reader on every labelled set; DIR=folder for any other
	$(BIN)/python -m benchmarks.reader $(DIR)

pins: $(CHECKS) ## pin the newest versions that requirements*.in allow
	$(PIP) uv
	$(BIN)/uv pip compile $(COMPILE) requirements.in -o requirements.txt
	$(BIN)/uv pip compile $(COMPILE) -c requirements.txt requirements-postgres.in -o requirements-postgres.txt
	$(BIN)/uv pip compile $(COMPILE) -c requirements.txt requirements-dev.in -o requirements-dev.txt

# No header and no annotations: pins name versions, never the place they came from.
COMPILE := --quiet --upgrade --universal --python-version 3.11 --no-header --no-annotate

$(PRODUCT): requirements.txt | $(BIN)/python
	@echo "Installing what the product needs into .venv (once)"
	@$(PIP) -r requirements.txt
	@touch $@

$(CHECKS): requirements.txt requirements-dev.txt | $(BIN)/python
	@echo "Installing what the checks need into .venv (once)"
	@$(PIP) -r requirements-dev.txt
	@touch $(PRODUCT) $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed, for example: make PYTHON=python3.12 demo" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }
