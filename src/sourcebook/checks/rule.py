"""What every rule is: a name, a family, a severity, a docstring that explains it, and one method."""

from __future__ import annotations

import inspect
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from sourcebook.checks.findings import Edit, Family, Finding, Severity, Side
from sourcebook.checks.known import Dossier
from sourcebook.checks.report import Report

_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
SECTIONS = ("What it does", "Why it matters", "Example", "False alarms")


class Named:
    """What rules over a report and rules over a dossier have in common.

    A subclass says in its docstring, under the headings of `SECTIONS`, what it does, why it matters, an
    example that fails and one that passes, and which false alarms to expect; under "## Options", where it
    has any, what each option means. `severity` is that of most findings; a finding may bear another.
    """

    name: ClassVar[str]
    family: ClassVar[Family]
    severity: ClassVar[Severity]
    options: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        """`options` are the user's, by name; what is not given has the rule's own value."""
        self.option = {**self.options, **(options or {})}

    def finding(
        self,
        message: str,
        *sides: Side,
        severity: Severity | None = None,
        paragraphs: Iterable[str] = (),
        notes: Iterable[int] = (),
        terms: Iterable[str] = (),
        uncertain: bool = False,
        edit: Edit | None = None,
    ) -> Finding:
        """A finding of this rule; paragraphs and notes are those of its sides and those named beside."""
        labels = dict.fromkeys([*(s.paragraph for s in sides if s.paragraph), *paragraphs])
        numbers = dict.fromkeys([*(s.note for s in sides if s.note is not None), *notes])
        return Finding(
            self.name,
            severity or self.severity,
            message,
            sides,
            tuple(labels),
            tuple(numbers),
            tuple(terms),
            uncertain,
            edit,
        )


class Rule(Named, ABC):
    """One rule over a report."""

    @abstractmethod
    def find(self, report: Report) -> Iterator[Finding]:
        """The findings, in the order of the report. Must take time in proportion to the report's length."""


class DossierRule(Named, ABC):
    """One rule over a dossier."""

    @abstractmethod
    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings, in the order of the records. Must take time in proportion to their number and to the
        length of the texts."""


def explained(rule: type[Named]) -> dict[str, str]:
    """The docstring of a rule by its headings; the line before the first heading is under ""."""
    parts = _SECTION.split(inspect.cleandoc(rule.__doc__ or ""))
    return {"": parts[0].strip(), **{parts[i]: parts[i + 1].strip() for i in range(1, len(parts) - 1, 2)}}
