# Everything one does with this site. Bare `make` lists it.
# Settings come from the environment, for example: PORT=8001 make run (docs/operations.md has them all).

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
export PYTHON VENV

.DEFAULT_GOAL := help
.PHONY: help run dev build test check format lint html lighthouse bench messages lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The two stamps say: this environment holds exactly these locked requirements. A stamp is written last,
# so that a set-up that was interrupted is made again.
$(VENV)/.run: requirements.txt scripts/setup
	@scripts/setup $@ requirements.txt
$(VENV)/.dev: requirements.txt requirements-dev.txt scripts/setup
	@scripts/setup $@ requirements.txt requirements-dev.txt
	@touch $(VENV)/.run

run: $(VENV)/.run ## build the pages and serve the site at http://localhost:8000 (PORT, HOST)
	@exec $(BIN)/python manage.py serve

dev: $(VENV)/.run ## serve with live content and code, for writing
	@DEBUG=1 exec $(BIN)/python manage.py runserver $${HOST:-127.0.0.1}:$${PORT:-8000}

build: $(VENV)/.run ## build the pages as plain files and say where they are
	@$(BIN)/python manage.py build

test: $(VENV)/.dev ## run every test (finds or installs a browser)
	@scripts/tools
	@CHROMIUM="$$(scripts/chromium)" $(BIN)/python -m pytest $(TESTS)

check: $(VENV)/.run ## read all content and list every problem with file and line
	@$(BIN)/python manage.py check

format: $(VENV)/.dev ## put Python code into the one format
	@$(BIN)/ruff check --quiet --fix . || true
	@$(BIN)/ruff format .

lint: $(VENV)/.dev ## look at code, templates and settings without running them
	@scripts/lint

html: $(VENV)/.run ## check the HTML of every page with the Nu checker (needs java and npm)
	@scripts/html

lighthouse: $(VENV)/.run ## Lighthouse's scores for one page of each kind (needs node and npm)
	@scripts/lighthouse

bench: $(VENV)/.dev ## measure speed and weight (needs wrk and nginx)
	@$(BIN)/python -m benchmarks

messages: $(VENV)/.run ## collect the words of the interface for translators (LANGUAGE=es; needs gettext)
	@scripts/messages "$(LANGUAGE)"

lock: ## resolve and hash the requirements again (needs uv)
	@scripts/lock

clean: ## remove the environment and everything built
	rm -rf $(VENV) var .pytest_cache .ruff_cache .hypothesis
