# What one does with gongyak's source; `make help` lists it.
# Only Python 3.11 or newer with venv is needed: the first call makes .venv, a later one finds it ready.
# The versions are those of uv.lock. Without a network: PIP_NO_INDEX=1 PIP_FIND_LINKS=wheelhouse make test

PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PINNED := $(VENV)/constraints.txt
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint $(PINNED)
SOURCES := gongyak jobs scheduler admin config templates tests benchmarks .ci

.DEFAULT_GOAL := help
.PHONY: help demo test trials lint format docs coverage bench wheelhouse lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.ready-to-run ## draft every report of the sample city into var/
	@$(BIN)/gongyak demo $(ARGS)
	@echo '  source $(BIN)/activate   (so that the shell knows gongyak)'

test: $(VENV)/.ready-to-test ## run all tests; ARGS="-k draft" picks some
	@timeout --foreground 45m $(BIN)/pytest -n auto --maxprocesses 8 --dist loadgroup $(ARGS)

trials: $(VENV)/.ready-to-test ## kill processes 200 times at random and look for anything lost or doubled
	@$(BIN)/pytest -m trials -s tests/trials tests/scheduler $(ARGS)

lint: $(VENV)/.ready-to-lint ## check style, types, floors, spelling, dependencies
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/codespell
	$(BIN)/deptry .

format: $(VENV)/.ready-to-lint ## put the source into its form
	$(BIN)/ruff check --fix-only $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

docs: $(VENV)/.ready-to-run ## bring up to date what docs/ has from the source: rules, letters, exchange format
	$(BIN)/python -m gongyak.checks.handbook > docs/checks.md
	$(BIN)/python -m gongyak.mail.handbook > docs/letters.md
	$(BIN)/python -m gongyak.exchange.schema docs

coverage: $(VENV)/.ready-to-test ## run all tests and list the lines and branches they miss
	$(BIN)/coverage run -m pytest $(ARGS)
	$(BIN)/coverage report

bench: $(VENV)/.ready-to-test ## measure the renderer against docxtpl and others
	@$(BIN)/python -m benchmarks $(ARGS)

wheelhouse: $(VENV)/.ready-to-run ## gather every package in wheelhouse/, to install where there is no network
	$(PYTHON) .ci/requirements.py dev > $(VENV)/dev.txt
	$(BIN)/python -m pip download --disable-pip-version-check --quiet --dest wheelhouse \
		--constraint $(PINNED) --requirement $(VENV)/dev.txt '.' --no-build-isolation
	$(BIN)/python -m pip wheel --disable-pip-version-check --quiet --wheel-dir wheelhouse \
		--no-deps --no-build-isolation .

lock: ## write uv.lock anew, without the address of any index (needs uv)
	uv lock --no-config
	sed -i -E -e 's|registry = "https?://[^"]*"|registry = "wheelhouse"|' \
		-e 's|url = "https?://[^"]*/([^"/]+)"|path = "\1"|' uv.lock
	uv lock --check

clean: ## remove the environment and every cache; var/ with its data stays
	rm -rf $(VENV) wheelhouse dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(PINNED): pyproject.toml uv.lock .ci/requirements.py
	@$(PYTHON) -c 'import sys; sys.exit("gongyak needs Python 3.11 or newer: make PYTHON=python3.11 …" if sys.version_info < (3, 11) else 0)'
	@echo "Preparing $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(PYTHON) .ci/requirements.py --constraints > $@

$(VENV)/.ready-to-run: $(PINNED)
	@$(PYTHON) .ci/requirements.py build > $(VENV)/build.txt
	@$(INSTALL) --requirement $(VENV)/build.txt
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-to-test: $(VENV)/.ready-to-run
	@$(PYTHON) .ci/requirements.py test > $(VENV)/test.txt
	@$(INSTALL) --requirement $(VENV)/test.txt
	@touch $@

$(VENV)/.ready-to-lint: $(VENV)/.ready-to-test
	@$(PYTHON) .ci/requirements.py lint > $(VENV)/lint.txt
	@$(INSTALL) --requirement $(VENV)/lint.txt
	@touch $@
