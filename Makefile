# The front door. Every target makes what it needs, starting from Python and pip.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: help demo test lint format types docs bench clean

help:            ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## */\t/' | expand -t 12

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)

demo: $(READY)   ## read the invented country's report, and check its flawed copy: text, data and pages
	@mkdir -p build/demo
	$(BIN)/python examples/build.py build/demo
	$(BIN)/sourcebook read build/demo/report.pdf
	$(BIN)/sourcebook read build/demo/report.docx --format json -o build/demo/reading.json
	$(BIN)/sourcebook read build/demo/report.pdf --format html -o build/demo/reading.html
	$(BIN)/python examples/build.py build/demo --flawed
	$(BIN)/sourcebook check build/demo/flawed.docx --format html -o build/demo/check.html --fail-on never
	$(BIN)/sourcebook check build/demo/flawed.docx --format docx -o build/demo/commented.docx --fail-on never
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

docs: $(READY)   ## make the pages that come from the code: docs/rules.md
	$(BIN)/python -c 'from sourcebook.checks.output.catalogue import markdown; print(markdown(), end="")' > docs/rules.md

bench: $(READY)  ## what docs/reading.md and docs/checks.md say about speed
	$(BIN)/python benchmarks/read.py
	$(BIN)/python benchmarks/check.py
	$(BIN)/python benchmarks/verbatim.py

clean:           ## take away what the targets made
	rm -rf .venv build
