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

demo: $(READY)   ## read the invented country's report: a summary, JSON and a page with everything marked
	@mkdir -p build/demo
	$(BIN)/python examples/build.py build/demo
	$(BIN)/sourcebook read build/demo/report.pdf
	$(BIN)/sourcebook read build/demo/report.docx --format json -o build/demo/reading.json
	$(BIN)/sourcebook read build/demo/report.pdf --format html -o build/demo/reading.html
	@echo
	@echo "Open build/demo/reading.html in a browser, and build/demo/report.pdf beside it."

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

bench: $(READY)  ## what docs/reading.md says about speed
	$(BIN)/python benchmarks/read.py

clean:           ## take away what the targets made
	rm -rf .venv build
