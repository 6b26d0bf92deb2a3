PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site test cover clean

# Installs cpdsite and builds the example portfolio into public/.
site: $(VENV)/site
	$(BIN)/cpdsite build

# Installs what the tests need, then runs them all.
test: $(VENV)/test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist worksteal

# Counts the lines and branches that the tests run; that takes a third longer.
cover: $(VENV)/test
	$(BIN)/pytest -n 2 --dist worksteal --cov

$(VENV)/pip:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	touch $@

$(VENV)/site: $(VENV)/pip pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/test: $(VENV)/site pyproject.toml tests/install-packages tests/package-lock.json
	tests/install-packages
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

clean:
	rm -rf $(VENV) public .cpdsite
