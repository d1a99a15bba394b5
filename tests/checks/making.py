"""Small reports for tests of rules: Markdown written to a file and read as any report is."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sourcebook.checks import Finding, Settings, check
from sourcebook.reading import Reading, read


def reading_of(
    *paragraphs: str, notes: tuple[str, ...] = (), before: str = "", title: str = "Report 2031"
) -> Reading:
    """A report of numbered paragraphs; "[^1]" in them calls the first of `notes`. `before` is Markdown of its own."""
    lines = [f"---\ntitle: {title}\nlang: en\n---\n", before, "\n# Findings\n"]
    lines += (f"{n}. {text}\n" for n, text in enumerate(paragraphs, 1))
    lines += (f"[^{n}]: {text}\n" for n, text in enumerate(notes, 1))
    return reading_from("\n".join(lines))


def reading_from(markdown: str) -> Reading:
    """A report written as Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.md"
        path.write_text(markdown, "utf-8")
        return read(path)


def found(rule: str, reading: Reading, **options: object) -> list[Finding]:
    """What one rule finds. Raises AssertionError where the rule fails."""
    settings = Settings(only=frozenset({rule}), options={rule: options})
    checked = check(reading, settings)
    assert not checked.failures, checked.failures
    return list(checked.findings)
