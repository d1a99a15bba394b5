"""The engine: runs the rules, keeps one that fails from stopping the others, and sorts what they found."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from sourcebook.checks.findings import Finding, lowered
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules import CATALOGUE
from sourcebook.checks.settings import Settings
from sourcebook.checks.suppression import Suppressed, Suppressions
from sourcebook.reading.extract import Reading

UNCERTAIN = "This rests on an uncertain reading: look before you change anything."


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that failed: its name, where it was, and the error in one line."""

    rule: str
    where: str
    error: str


@dataclass(frozen=True)
class Checked:
    """What came out of a check. `seconds` is the processor time that each rule took."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    failures: tuple[Failure, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)


def check(
    reading: Reading,
    settings: Settings | None = None,
    suppressions: Suppressions | None = None,
    rules: Iterable[type[Rule]] = CATALOGUE,
    progress: Callable[[str], None] | None = None,
) -> Checked:
    """Every finding of the rules that the settings choose, family by family, in the report's order.

    A rule that raises is listed in `failures` with the place where it was; what it had found stays.
    """
    settings = settings or Settings()
    report = Report(reading)
    found: list[Finding] = []
    failures: list[Failure] = []
    seconds: dict[str, float] = {}
    for rule in rules:
        if not settings.chooses(rule.name, rule.family):
            continue
        if progress:
            progress(rule.name)
        began = time.process_time()
        mine: list[Finding] = []
        try:
            mine.extend(rule(settings.options_of(rule.name)).find(report))
        except Exception as error:
            # Whatever a rule trips over, the others go on; the failure is told, and ends in status 2.
            failures.append(Failure(rule.name, report.position, f"{type(error).__name__}: {error}"))
        seconds[rule.name] = time.process_time() - began
        found += sorted((_levelled(finding, settings) for finding in mine), key=lambda f: f.start)
    kept, suppressed = (suppressions or Suppressions()).part(found)
    return Checked(tuple(kept), tuple(suppressed), tuple(failures), seconds)


def _levelled(finding: Finding, settings: Settings) -> Finding:
    """The finding at the level that the user set for its rule; one level lower where reading is uncertain."""
    severity = settings.severity_of(finding.rule) or finding.severity
    if not finding.uncertain:
        return replace(finding, severity=severity)
    return replace(finding, severity=lowered(severity), message=f"{finding.message} {UNCERTAIN}")
