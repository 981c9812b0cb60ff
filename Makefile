# 回音 Huiyin. `make help` lists everything.
.DEFAULT_GOAL := help
.PHONY: help run test test-sqlite test-postgresql test-browser lint format bench setup clean

HOST ?= 127.0.0.1
PORT ?= 8000
SCRIPT = tools/with-python tools

help: ## list what can be done
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-16s %s\n", $$1, $$2}'

run: ## set everything up and serve on http://127.0.0.1:8000/ (PORT=8001 for another port)
	@exec $(SCRIPT)/run_site.py --host "$(HOST)" --port "$(PORT)"

test: ## set up what tests need and run all of them
	@exec $(SCRIPT)/run_tests.py

test-sqlite: ## the tests without PostgreSQL and browser
	@exec $(SCRIPT)/run_tests.py --only sqlite

test-postgresql: ## engine, records, notices and journeys on a private PostgreSQL
	@exec $(SCRIPT)/run_tests.py --only postgresql

test-browser: ## the browser tests
	@exec $(SCRIPT)/run_tests.py --only browser

lint: ## ruff, mypy, import contracts, templates, migrations, architecture
	@exec $(SCRIPT)/run_lint.py

format: setup ## let ruff put the code in order
	@.venv/bin/ruff check --fix src tests tools bench && .venv/bin/ruff format src tests tools bench

bench: setup ## measure, on SQLite and on a private PostgreSQL; results in bench/results/latest.json
	@exec $(SCRIPT)/run_bench.py

setup: ## only install what running and testing need
	@exec $(SCRIPT)/environment.py

clean: ## remove what can be made again; the data in var/ stays
	rm -rf .venv node_modules src/huiyin/ui/static/vendor var/static var/uv var/log
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
