.PHONY: run test setup
VENV = .venv
PYTHON = $(VENV)/bin/python

setup: $(VENV)/.ready
$(VENV)/.ready: pyproject.toml
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --editable ".[dev]"
	touch $@

run: setup
	$(VENV)/bin/timeline serve --demo

test: setup
	$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check . && $(VENV)/bin/mypy && $(PYTHON) -m pytest
