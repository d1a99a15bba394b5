"""The engine: runs the rules, keeps one that fails from stopping the others, and sorts what they found."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Protocol, TypeVar

from sourcebook.checks.findings import Family, Finding, lowered
from sourcebook.checks.known import Dossier
from sourcebook.checks.report import Report
from sourcebook.checks.rule import DossierRule, Rule
from sourcebook.checks.rules import CATALOGUE, OF_DOSSIERS
from sourcebook.checks.settings import Settings
from sourcebook.checks.suppression import Suppressed, Suppressions
from sourcebook.reading.extract import Reading

UNCERTAIN = "This rests on an uncertain reading: look before you change anything."


_Subject = TypeVar("_Subject", Report, Dossier)
_Looked = TypeVar("_Looked", contravariant=True)


class _Over(Protocol[_Looked]):
    """A rule over a report, or over a dossier."""

    name: ClassVar[str]
    family: ClassVar[Family]

    def __init__(self, options: Mapping[str, Any] | None = None) -> None: ...

    def find(self, subject: _Looked, /) -> Iterator[Finding]: ...


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
    preserved: Mapping[str, str] | None = None,
) -> Checked:
    """Every finding of the rules that the settings choose, family by family, in the report's order.

    A rule that raises is listed in `failures` with the place where it was; what it had found stays.
    `preserved` has the text of preserved sources by address (as `bare_url` gives it), for the rules that
    compare quotations with them.
    """
    report = Report(reading, preserved)
    return _checked(report, rules, settings or Settings(), suppressions, progress, _in_text)


def check_dossier(
    dossier: Dossier,
    settings: Settings | None = None,
    suppressions: Suppressions | None = None,
    progress: Callable[[str], None] | None = None,
    rules: Iterable[type[DossierRule]] = OF_DOSSIERS,
) -> Checked:
    """Every finding of the rules over a dossier that the settings choose, family by family.

    A rule that raises is listed in `failures` with the record at which it was; what it had found stays.
    """
    return _checked(dossier, rules, settings or Settings(), suppressions, progress, lambda found: found)


def _checked(
    subject: _Subject,
    rules: Iterable[type[_Over[_Subject]]],
    settings: Settings,
    suppressions: Suppressions | None,
    progress: Callable[[str], None] | None,
    ordered: Callable[[list[Finding]], list[Finding]],
) -> Checked:
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
        subject.position = ""
        try:
            mine.extend(rule(settings.options_of(rule.name)).find(subject))
        except Exception as error:
            # Whatever a rule trips over, the others go on; the failure is told, and ends in status 2.
            failures.append(Failure(rule.name, subject.position, f"{type(error).__name__}: {error}"))
        seconds[rule.name] = time.process_time() - began
        found += ordered([_levelled(finding, settings) for finding in mine])
    kept, suppressed = (suppressions or Suppressions()).part(found)
    return Checked(tuple(kept), tuple(suppressed), tuple(failures), seconds)


def _in_text(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.start)


def _levelled(finding: Finding, settings: Settings) -> Finding:
    """The finding at the level that the user set for its rule; one level lower where reading is uncertain."""
    severity = settings.severity_of(finding.rule) or finding.severity
    if not finding.uncertain:
        return replace(finding, severity=severity)
    return replace(finding, severity=lowered(severity), message=f"{finding.message} {UNCERTAIN}")
