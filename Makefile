# Two commands: `make site` and `make test`. The others are for those who build.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CLIENT := clients/typescript
EXAMPLE := examples/frontend
# The Node of the development tools, so that none has to be installed.
NODE = PATH="$(CURDIR)/$(BIN):$$PATH" ASTRO_TELEMETRY_DISABLED=1 node
NPM = PATH="$(CURDIR)/$(BIN):$$PATH" ASTRO_TELEMETRY_DISABLED=1 npm --prefix
export PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help site dev test test-postgres lint types bench bench-site bench-api bench-moving bench-search bench-import audit-tools client example example-build example-check api-examples lock messages pictures clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

site: $(VENV)/site ## Make what is missing, load the sample content once, and serve the site
	@exec $(BIN)/python manage.py site

dev: $(VENV)/dev ## The same with DEBUG and reloading
	@DEBUG=1 $(BIN)/python manage.py site --prepare-only
	@DEBUG=1 exec $(BIN)/python manage.py runserver $(PORT)

test: $(VENV)/dev ## Run the whole suite
	@$(BIN)/pytest

test-postgres: $(VENV)/dev ## Run the suite on PostgreSQL: DATABASE_URL=postgres://... make test-postgres
	@test -n "$$DATABASE_URL" || { echo "Set DATABASE_URL=postgres://user:password@localhost/name"; exit 1; }
	@$(BIN)/pytest -m "not browser"

lint: $(VENV)/dev ## Check style of Python and templates
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --lint --quiet cms blog home search

types: $(VENV)/dev ## Check the types
	@$(BIN)/mypy cms blog home search

bench: $(VENV)/dev ## Measure queries, times and bytes at 1,000 posts
	@$(BIN)/python -m tests.bench

bench-site: $(VENV)/dev $(VENV)/audit/done ## Measure weight, requests and Lighthouse's scores of the pages
	@$(BIN)/python -m tests.bench_site

bench-api: $(VENV)/dev ## Measure the API at 1,000, 10,000 and 100,000 posts
	@$(BIN)/python -m tests.bench_api

bench-moving: $(VENV)/dev ## Measure moving out and in, the copy as files and the backup at 5,000 posts
	@$(BIN)/python -m tests.bench_moving

bench-search: $(VENV)/dev ## Measure the search at 20,000 posts, beside the backend that Wagtail ships
	@$(BIN)/python -m tests.bench_search

bench-import: $(VENV)/dev ## Measure the import from WordPress: posts a second, memory, kills; takes half an hour
	@$(BIN)/python -m tests.bench_import

audit-tools: $(VENV)/audit/done ## Install what tests measure pages with: axe, Lighthouse, the HTML checker

client: $(VENV)/dev $(CLIENT)/node_modules/done ## Make the TypeScript client anew from the API: types, checks, tests, package
	@$(BIN)/python manage.py openapi $(VENV)/openapi.json
	@OPENAPI="$(CURDIR)/$(VENV)/openapi.json" $(NPM) $(CLIENT) run --silent generate
	@$(NPM) $(CLIENT) run --silent check
	@$(NPM) $(CLIENT) test --silent
	@$(NPM) $(CLIENT) run --silent build

example: example-build ## Serve the example frontend on port 4321, beside `make site`
	@echo "The frontend:   http://127.0.0.1:4321/   (Ctrl+C stops it)"
	@CMS_URL="$${CMS_URL:-http://localhost:$(PORT)}" FRONTEND_URL="$${FRONTEND_URL:-http://127.0.0.1:4321}" \
		HOST=127.0.0.1 PORT=4321 $(NODE) $(EXAMPLE)/dist/server/entry.mjs

example-build: $(EXAMPLE)/dist/server/entry.mjs

example-check: example-build ## Check the types of the example frontend: each block, each page
	@$(NPM) $(EXAMPLE) run --silent check

api-examples: $(VENV)/dev ## Make the examples of the API's calls anew, from the sample site
	@$(BIN)/python -m tests.api_examples

pictures: $(VENV)/dev ## Make the pictures of the documentation anew
	@$(BIN)/python -m tests.pictures

messages: $(VENV)/dev ## Collect the interface texts for translation (needs gettext)
	@$(BIN)/python manage.py makemessages --no-location --no-obsolete -l zh_Hant -l ur \
		--ignore .venv --ignore var --ignore tests --ignore home/sample
	@$(BIN)/python manage.py compilemessages --ignore .venv

lock: ## Choose the newest allowed versions of all dependencies (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --upgrade -q -o requirements.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --upgrade -q --group dev -c requirements.lock -o requirements-dev.lock

clean: ## Remove the virtual environment; DATA_DIR stays
	rm -rf $(VENV)

$(VENV)/site: requirements.lock
	@PYTHON="$(PYTHON)" sh deploy/environment.sh $(VENV) requirements.lock
	@touch $@

$(VENV)/dev: requirements-dev.lock
	@PYTHON="$(PYTHON)" sh deploy/environment.sh $(VENV) requirements-dev.lock
	@touch $@ $(VENV)/site

$(VENV)/audit/done: tests/audit/package-lock.json | $(VENV)/dev
	@mkdir -p $(@D)
	@cp tests/audit/package.json tests/audit/package-lock.json tests/audit/.npmrc $(@D)
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix $(@D) ci --ignore-scripts --no-audit --no-fund
	@touch $@

$(CLIENT)/node_modules/done $(EXAMPLE)/node_modules/done: %/node_modules/done: %/package-lock.json | $(VENV)/dev
	@$(NPM) $* ci --ignore-scripts --no-audit --no-fund
	@touch $@

$(CLIENT)/dist/index.js: $(CLIENT)/node_modules/done $(wildcard $(CLIENT)/src/*.ts)
	@$(NPM) $(CLIENT) run --silent build

$(EXAMPLE)/dist/server/entry.mjs: $(EXAMPLE)/node_modules/done $(CLIENT)/dist/index.js $(EXAMPLE)/astro.config.ts \
		$(shell find $(EXAMPLE)/src $(EXAMPLE)/public -type f)
	@$(NPM) $(EXAMPLE) run --silent build -- --silent
