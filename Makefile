# Two commands do all the set-up: `make run` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.PHONY: help run env test lint unit engine quiet bench bench-quick gate gate-quick torture lock docs clean

VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
# The first Python that is new enough; set PYTHON=... to choose another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/run.ready  ## the nightly flow under Prefect over data/raw: ingest, checks, publish
	@$(BIN)/python -m flows

env: $(VENV)/test.ready  ## the environment alone, from the lock file

test: lint unit engine gate-quick  ## every check and test

lint: $(VENV)/test.ready  ## ruff, mypy --strict, import-linter, sqlfluff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --disable-progress-bar sql

unit: $(VENV)/test.ready  ## the tests that need no Prefect engine
	$(BIN)/pytest -m "not prefect"

engine: $(VENV)/test.ready  ## the tests that run a real Prefect engine and server
	$(BIN)/pytest -m prefect tests/flows

quiet: $(VENV)/test.ready  ## run `make run` 20 times from nothing and fail on any traceback
	$(BIN)/python tests/tools/quiet.py 20

bench: $(VENV)/bench.ready  ## measure speed and warehouse; writes bench/*.json and docs/{performance,warehouse}.md
	$(BIN)/python -m bench.speed
	$(BIN)/python -m bench.warehouse

bench-quick: $(VENV)/test.ready  ## a little of it, on made-up news, without writing anything
	$(BIN)/python -m bench.speed --quick
	$(BIN)/python -m bench.warehouse --quick

gate: $(VENV)/test.ready  ## measure the quality on all texts with gold and hold its floors (needs ../shared)
	$(BIN)/python -m bench.quality --check

gate-quick: $(VENV)/test.ready  ## the same on every eighth text
	$(BIN)/python -m bench.quality --quick --check

torture: $(VENV)/test.ready  ## kill the run at 200 points, compare with one never killed; writes docs/reliability.md
	$(BIN)/python -m tests.torture

lock:  ## rewrite uv.lock and the requirements from pyproject.toml (needs uv)
	python3 tests/tools/lock.py

docs: $(VENV)/test.ready  ## run the commands in the documents and write what they print
	$(BIN)/python tests/tools/console.py
	$(BIN)/python tests/tools/sqldocs.py

clean:  ## remove the environment, caches and the warehouse
	rm -rf $(VENV) .prefect .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find data/warehouse -mindepth 1 ! -name .gitkeep -delete

$(VENV)/run.ready: requirements.txt pyproject.toml | $(VENV)/bin/python
	@$(call install,requirements.txt,--no-default-groups --group build)
	@touch $@

$(VENV)/test.ready: requirements-test.txt pyproject.toml | $(VENV)/bin/python
	@$(call install,requirements-test.txt,--group build --group test)
	@touch $(VENV)/run.ready $@

$(VENV)/bench.ready: requirements-bench.txt pyproject.toml | $(VENV)/bin/python
	@$(call install,requirements-bench.txt,--group build --group test --group bench)
	@touch $(VENV)/run.ready $(VENV)/test.ready $@

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "error: no Python >= 3.11 found; install one or set PYTHON=/path/to/python" >&2; exit 2; }
ifdef UV
	@uv venv --quiet --allow-existing --python "$(PYTHON)" $(VENV)
else
	@$(PYTHON) -m venv $(VENV)
endif

# Installs what the lock file names, by version and hash, then copydesk itself. The list is complete, so pip
# resolves nothing (it cannot join `sqlalchemy` with the `sqlalchemy[asyncio]` that Prefect asks for).
ifdef UV
install = echo "installing from uv.lock with uv" \
	&& uv export --frozen --quiet --no-emit-project --no-header $(2) \
	| uv pip install --quiet --python $(BIN)/python --require-hashes -r - \
	&& uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
else
install = echo "installing $(1) with pip: no uv here" \
	&& $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(1) \
	&& $(BIN)/python -m pip check --disable-pip-version-check > /dev/null \
	&& $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endif
