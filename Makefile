# Everything a contributor types. No target needs another first: each makes the .venv that it lacks.
# PYTHON=python3.12 chooses the interpreter of a new .venv; WORKERS=4 the number of test processes.

WORKERS ?= 3
BIN := .venv/bin
RUN_READY := sh tools/bootstrap run
TEST_READY := sh tools/bootstrap test
TRAIN_READY := sh tools/bootstrap train
PYTEST := $(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help install demo serve test coverage quick soak lint train scores lock clean

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

install: ## Make .venv ready, for the commands of .venv/bin/renom
	@$(RUN_READY)

demo: ## Watch an invented web for six months, build its portal; on a terminal, serve it
	@$(RUN_READY)
	@$(BIN)/renom demo
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/renom serve; fi

serve: ## Serve the portal built last
	@$(RUN_READY)
	@$(BIN)/renom serve

test: ## Run every test
	@$(TEST_READY)
	$(PYTEST)

coverage: ## Run every test, counted (half as long again), and hold collector/core to 100 % of lines and branches
	@$(TEST_READY)
	$(PYTEST) --cov=collector --cov-report=term:skip-covered
	$(BIN)/coverage report --include='collector/core/*' --skip-covered --fail-under=100

quick: ## Run the tests that take milliseconds
	@$(TEST_READY)
	$(BIN)/pytest -q -n 2 --dist loadfile -m "not slow and not site and not tools and not soak and not browser"

soak: ## Run every test with its full counts (long)
	@$(TEST_READY)
	RENOM_SOAK=1 $(PYTEST)

lint: ## Check style, format and types
	@$(TEST_READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

train: ## Learn the model of triage again from the labelled texts
	@$(TRAIN_READY)
	$(BIN)/python tools/judgement/train.py

scores: ## Measure how well Renom judges, by writer, and write docs/judgement.md
	@$(TRAIN_READY)
	$(BIN)/python tools/judgement/scores.py

lock: ## Recompile the hash-pinned locks from pyproject.toml (needs uv)
	sh locks/update

clean: ## Remove what can be made again (not .venv, nor a practice's data)
	rm -rf build dist .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
