"""Every expansion of an abbreviation that differs from the first one given, the list's before the text's."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.report import Report
from sourcebook.checks.rules.abbreviations.expanded import Difference, difference
from sourcebook.checks.rules.abbreviations.listed import Entry, entries
from sourcebook.checks.rules.abbreviations.used import spellings


def expansions_that_differ(report: Report) -> Iterator[tuple[str, Entry, Entry, Difference]]:
    """The abbreviation, its first expansion, the one that differs, and how; each wording once."""
    words = report.words("abbreviations")
    small = frozenset(words["small"])
    kinds = frozenset([*words["bodies"], *words["instruments"]])
    first = entries(report)
    short_forms = {short: entry.full for short, entry in first.items()}
    seen: set[tuple[str, str]] = set()
    for short, full, side in spellings(report):
        entry = first.setdefault(short, Entry(short, full, side))
        if (short, full) in seen:
            continue
        seen.add((short, full))
        how = difference(entry.full, full, small, kinds, short_forms)
        if how != "none":
            yield short, entry, Entry(short, full, side), how
