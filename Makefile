# The front door. Every target makes what it needs, starting from Python and pip.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
DEMO := SOURCEBOOK_HOME=build/demo/home SOURCEBOOK_USER=you SOURCEBOOK_PASSPHRASE="only for this demo"
DOSSIER := $(DEMO) $(BIN)/sourcebook

.PHONY: help demo test lint format types docs messages bench clean

help:            ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## */\t/' | expand -t 12

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)

demo: $(READY)   ## the invented country: its report read and checked, a dossier made, an edition published and proved
	@mkdir -p build/demo
	$(BIN)/python examples/build.py build/demo
	$(BIN)/sourcebook read build/demo/report.pdf
	$(BIN)/sourcebook read build/demo/report.pdf --format html -o build/demo/reading.html
	$(BIN)/python examples/build.py build/demo --flawed
	$(BIN)/sourcebook check build/demo/flawed.docx --format html -o build/demo/check.html --fail-on never
	$(BIN)/sourcebook check build/demo/flawed.docx --format docx -o build/demo/commented.docx --fail-on never
	rm -rf build/demo/home build/demo/export build/demo/published build/demo/rebuilt
	$(DOSSIER) init ardovia --title "Hatred and Its Consequences in Ardovia" --as you --passphrase
	$(DOSSIER) import build/demo/report.docx --url https://observatory.example/en/reports/2024 --accessed 2025-03-03
	$(DEMO) $(BIN)/python examples/dossier.py
	$(DOSSIER) search '"no place" OR border*' --limit 3
	$(DOSSIER) draft report-2024 --period 2024 --date 2025-03-03 --subtitle "Monitoring report 2024"
	$(DOSSIER) edition freeze report-2024
	for partner in observatory centre initiative; do $(DOSSIER) edition sign report-2024 --as $$partner || exit 1; done
	$(DOSSIER) publish report-2024 --as observatory --out build/demo/published
	$(BIN)/sourcebook verify build/demo/published/package.zip
	$(BIN)/python build/demo/published/package/verify.py build/demo/published/package
	$(BIN)/sourcebook rebuild build/demo/report.docx --out build/demo/rebuilt --date 2025-03-03
	@echo
	@echo "The report, drafted from records alone, in three formats: build/demo/published/report.pdf, report.docx, report.html"
	@echo "Its evidence package, verified: build/demo/published/package; open verify.html there in a browser"
	@echo "The invented report rebuilt, with what was recovered and what differs: build/demo/rebuilt/comparison.html"
	@echo "The flawed copy with what the checks found: build/demo/check.html, commented.docx"
	@echo "The dossier in the browser: SOURCEBOOK_HOME=build/demo/home SOURCEBOOK_USER=you .venv/bin/sourcebook serve"

test: $(READY)   ## every test
	$(BIN)/python -m pytest

lint: $(READY)   ## ruff and its format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)  ## mypy, strict
	$(BIN)/mypy

format: $(READY) ## put the code in its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY)   ## make the pages that come from the code: docs/rules.md, docs/exchange.md
	$(BIN)/python -c 'from sourcebook.checks.output.catalogue import markdown; print(markdown(), end="")' > docs/rules.md
	$(BIN)/python -c 'from sourcebook.dossier import start; start(); from sourcebook.dossier.exchange.foreign import losses_markdown; print(losses_markdown(), end="")' > docs/exchange.md

messages: $(READY)  ## gather the words of the interface for translators, and make what is loaded of translations
	SOURCEBOOK_HOME=build/messages $(BIN)/sourcebook admin messages

tour: $(READY)   ## the pictures of docs/tour.md, of the dossier that `make demo` made
	rm -rf build/demo/tour
	cp -r build/demo/home build/demo/tour
	$(BIN)/python examples/tour.py build/demo/tour

bench: $(READY)  ## what the pages in docs say about speed
	$(BIN)/python benchmarks/read.py
	$(BIN)/python benchmarks/check.py
	$(BIN)/python benchmarks/verbatim.py
	$(BIN)/python benchmarks/dossier.py
	$(BIN)/python benchmarks/search.py
	$(BIN)/python benchmarks/exchange.py
	$(BIN)/python benchmarks/publish.py
	$(BIN)/python benchmarks/redraft.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,load]'
	$(BIN)/python benchmarks/workbench.py
	$(BIN)/python benchmarks/reader.py

clean:           ## take away what the targets made
	rm -rf .venv build
