# Two commands, each of which sets up all that it needs: `make tables` and `make test`.
# The first Python here that is new enough; name another with `make tables PYTHON=python3.12`.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := i18n tests tools

.PHONY: tables test lint format clean

tables: $(VENV)/tabl10n  ## extract the strings, build every locale's table, audit the machine-translated copy
	@$(BIN)/python tools/tables.py

test: $(VENV)/test  ## run the tests
	$(BIN)/python -m pytest --numprocesses auto --dist loadgroup

lint: $(VENV)/lint  ## check style and types
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy

format: $(VENV)/lint  ## put the code into the usual shape
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

clean:  ## remove the environment and caches
	rm -rf $(VENV) .venv-sites .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/tabl10n: pyproject.toml tools/constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it with PYTHON=..."; exit 1; }
	@echo "setting up $(VENV), once: this takes about half a minute"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --constraint tools/constraints.txt --editable .
	@touch $@

# What shows the pages of tests/sites, apart from what the other tests need.
.venv-sites: tests/sites/requirements.txt tests/sites/package.json
	@$(PYTHON) -m venv $@
	@$@/bin/python -m pip --disable-pip-version-check --quiet install --requirement $<
	@cp tests/sites/package.json $@
	@npm install --prefix $@ --no-package-lock --no-audit --no-fund --silent
	@touch $@

$(VENV)/test $(VENV)/lint: $(VENV)/%: $(VENV)/tabl10n
	@$(PIP) install --constraint tools/constraints.txt --editable '.[$*]'
	@touch $@
