# make run    opens the dashboard on the demo articles
# make test   runs every check; tests of programs that are not here are skipped by name
# make test-all  installs those programs first, where it may
# make soak   tries for long what the tests try briefly: kills, a crowd of readers, dying workers, fuzzing
# make lock   pins what Timeline is made of: requirements.lock with hashes, sbom.cdx.json with licences
# make audit  asks whether any of that has a known fault
# All set up what they need in .venv; PYTHON3=... chooses another interpreter than python3.
.PHONY: run test test-all soak lock audit programs programs-all clean
.DEFAULT_GOAL = run
VENV = .venv
PYTHON = $(VENV)/bin/python
PYTHON3 ?= python3

run: $(VENV)/.runs
	$(VENV)/bin/timeline serve --demo

test-all: programs-all test

test: $(VENV)/.tests programs
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(PYTHON) -m pytest -n 2 --dist loadfile

soak: $(VENV)/.tests
	$(PYTHON) -m pip install --quiet --disable-pip-version-check atheris
	$(PYTHON) tests/soak/kills.py
	$(PYTHON) tests/soak/load.py
	$(PYTHON) tests/soak/cluster.py
	$(PYTHON) tests/soak/fuzz.py

lock:
	@.ci/lock

audit: $(PYTHON)
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check pip-audit
	$(PYTHON) -m pip_audit --requirement requirements.lock --disable-pip --require-hashes

# Debian keeps the part of venv that brings pip in a package of its own; the pip outside can stand in for it.
$(PYTHON):
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Timeline needs Python 3.11 or newer: make PYTHON3=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON3) -m venv $(VENV) >/dev/null 2>&1 || { \
		$(PYTHON3) -m venv --clear --without-pip $(VENV) && \
		$(PYTHON3) -m pip --python $(PYTHON) install --quiet pip; } || \
		{ rm -rf $(VENV); echo "No virtual environment could be made: install python3-venv or python3-pip."; exit 1; }

$(VENV)/.runs: pyproject.toml | $(PYTHON)
	@echo "Installing Timeline into $(VENV) (a minute or two the first time)"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.tests: pyproject.toml | $(PYTHON)
	@echo "Installing Timeline and its checks into $(VENV) (a minute or two the first time)"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@ $(VENV)/.runs

programs:
	@.ci/programs

programs-all:
	@.ci/programs all

clean:
	rm -rf $(VENV) dist
