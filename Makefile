# The front door. Every target makes what it needs, starting from Python and pip.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
DOSSIER := SOURCEBOOK_HOME=build/demo/home SOURCEBOOK_USER=you SOURCEBOOK_PASSPHRASE="only for this demo" $(BIN)/sourcebook

.PHONY: help demo test lint format types docs bench clean

help:            ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## */\t/' | expand -t 12

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)

demo: $(READY)   ## the invented country's report: read, its flawed copy checked, a dossier made of it
	@mkdir -p build/demo
	$(BIN)/python examples/build.py build/demo
	$(BIN)/sourcebook read build/demo/report.pdf
	$(BIN)/sourcebook read build/demo/report.docx --format json -o build/demo/reading.json
	$(BIN)/sourcebook read build/demo/report.pdf --format html -o build/demo/reading.html
	$(BIN)/python examples/build.py build/demo --flawed
	$(BIN)/sourcebook check build/demo/flawed.docx --format html -o build/demo/check.html --fail-on never
	$(BIN)/sourcebook check build/demo/flawed.docx --format docx -o build/demo/commented.docx --fail-on never
	rm -rf build/demo/home build/demo/export
	$(DOSSIER) init ardovia --title "Ardovia 2031" --as you --passphrase
	$(DOSSIER) import build/demo/report.docx
	$(DOSSIER) review --kind statement --confidence 0.9 --to reviewed --why "compared with the report" --yes
	$(DOSSIER) search '"no place" OR border*' --limit 3
	$(DOSSIER) export ardovia build/demo/export
	@echo
	@echo "Open build/demo/reading.html and check.html in a browser, and commented.docx in Word or LibreOffice."

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

bench: $(READY)  ## what the pages in docs say about speed
	$(BIN)/python benchmarks/read.py
	$(BIN)/python benchmarks/check.py
	$(BIN)/python benchmarks/verbatim.py
	$(BIN)/python benchmarks/dossier.py
	$(BIN)/python benchmarks/search.py
	$(BIN)/python benchmarks/exchange.py

clean:           ## take away what the targets made
	rm -rf .venv build
