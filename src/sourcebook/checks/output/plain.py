"""The findings as calm text for a terminal, grouped by family and rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import fill

from sourcebook.checks.engine import Checked
from sourcebook.checks.findings import SEVERITIES, Finding, Severity, Side
from sourcebook.checks.rules import EVERY

ABOUT = "These findings are about the text, not about the facts. There is no grade."
# Of a rule's findings at level "info" so many are shown, unless all are asked for.
_SHOWN = 3
_FAMILIES = {rule.name: rule.family for rule in EVERY}
_NAMES: dict[Severity, tuple[str, str]] = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "info": ("remark", "remarks"),
}


def plain(checked: Checked, name: str, width: int = 96, everything: bool = False) -> str:
    """The text, ending in a line break. `everything` shows each remark and the evidence under it."""
    return "\n".join(_lines(checked, name, width, everything)) + "\n"


def counted(findings: Iterable[Finding]) -> str:
    """ "2 errors, 1 warning, 3 remarks"."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(f"{counts[s]} {_NAMES[s][counts[s] != 1]}" for s in SEVERITIES)


def _lines(checked: Checked, name: str, width: int, everything: bool) -> Iterator[str]:
    yield f"{name}: {counted(checked.findings)}"
    yield ABOUT
    for family, of_family in groupby(checked.findings, lambda f: _FAMILIES[f.rule]):
        yield ""
        yield family.upper()
        for rule, of_rule in groupby(of_family, lambda f: f.rule):
            yield from _rule(rule, list(of_rule), width, everything)
    if checked.suppressed:
        yield ""
        yield "LET STAND"
        for stands in checked.suppressed:
            words = f"{_where(stands.finding)}: {stands.acceptance.reason} ({stands.acceptance.name})"
            yield _wrapped(f"  {stands.finding.rule}  {words}", width)
    for failure in checked.failures:
        yield ""
        yield _wrapped(
            f"The rule {failure.rule} failed at {failure.where or 'the beginning'} ({failure.error}). The "
            "others went on. Please report this, with the passage if you may.",
            width,
        )


def _rule(rule: str, findings: list[Finding], width: int, everything: bool) -> Iterator[str]:
    shown = 0
    for finding in findings:
        if finding.severity == "info" and shown >= _SHOWN and not everything:
            continue
        shown += 1
        where = _where(finding)
        yield _wrapped(f"  {_NAMES[finding.severity][0]:<8} {rule}{'  ' if where else ''}{where}", width)
        yield _wrapped(f"    {finding.message}", width)
        if everything or finding.severity != "info":
            for side in finding.sides:
                yield _wrapped(f"      {_place(side)}: {side.words}", width, lines=2)
    if shown < len(findings):
        yield f"  … and {len(findings) - shown} more remarks of {rule}; --all shows them"


def _where(finding: Finding) -> str:
    places = []
    if finding.paragraphs:
        places.append("paragraph " + ", ".join(finding.paragraphs))
    if finding.notes:
        places.append("note " + ", ".join(map(str, finding.notes)))
    return "; ".join(places) or next((side.where for side in finding.sides), "")


def _place(side: Side) -> str:
    """Where a side stands; a record with its id, by which it can be opened."""
    return f"{side.where} ({side.record})" if side.record else side.where


def _wrapped(line: str, width: int, lines: int | None = None) -> str:
    indent = " " * (len(line) - len(line.lstrip()))
    return fill(
        line.strip(),
        width,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        max_lines=lines,
        placeholder=" …",
        break_long_words=False,
        break_on_hyphens=False,
    )
