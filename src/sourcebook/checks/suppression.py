"""Findings that somebody has looked at and lets stand: always with a reason and a name, always still listed.

A baseline file names them by fingerprint (the rule and the words it shows), so it survives a renumbering of
paragraphs and notes; it is TOML, to be read and changed by hand:

    [[accepted]]
    fingerprint = "0f3c..."
    rule = "date-order"
    reason = "The section is ordered by place, not by day."
    name = "L. Orsk"
    shown = "On 3 May ... / On 2 April ..."

Others stand beside the text itself: see `beside`.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sourcebook.checks.findings import Finding
from sourcebook.checks.settings import SettingsError

_MISSING = "say why and who decided"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Why a finding may stand, and who decided so."""

    reason: str
    name: str


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is let stand."""

    finding: Finding
    acceptance: Acceptance


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a paragraph (label) or a note (number): a rule that is let off there, and why."""

    rule: str
    acceptance: Acceptance
    paragraph: str | None = None
    note: int | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is one of that rule, and concerns that place."""
        here = self.paragraph in finding.paragraphs or self.note in finding.notes
        return finding.rule == self.rule and here


@dataclass(frozen=True)
class Suppressions:
    """What is let stand: by fingerprint, and beside the text."""

    accepted: Mapping[str, Acceptance] = field(default_factory=dict)
    beside: tuple[Beside, ...] = ()

    def part(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Suppressed]]:
        """The findings that count, and those that are let stand."""
        kept: list[Finding] = []
        stand: list[Suppressed] = []
        for finding in findings:
            acceptance = self.accepted.get(finding.fingerprint) or self._beside(finding)
            if acceptance is None:
                kept.append(finding)
            else:
                stand.append(Suppressed(finding, acceptance))
        return kept, stand

    def _beside(self, finding: Finding) -> Acceptance | None:
        return next((beside.acceptance for beside in self.beside if beside.covers(finding)), None)


def load_baseline(path: Path) -> Suppressions:
    """The suppressions of a baseline file. Raises SettingsError where an entry lacks reason or name."""
    try:
        rows = tomllib.loads(path.read_text("utf-8")).get("accepted", [])
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: no valid TOML: {error}") from error
    accepted = {}
    for number, row in enumerate(rows, 1):
        fingerprint, reason, name = (
            str(row.get(key, "")).strip() for key in ("fingerprint", "reason", "name")
        )
        if not (fingerprint and reason and name):
            raise SettingsError(f"{path}: entry {number} lacks a fingerprint, reason or name; {_MISSING}")
        accepted[fingerprint] = Acceptance(reason, name)
    return Suppressions(accepted)


def baseline_of(findings: Iterable[Finding], reason: str, name: str) -> str:
    """A baseline file that accepts these findings, with one reason and one name for all.

    Raises SettingsError where reason or name is empty.
    """
    if not reason.strip() or not name.strip():
        raise SettingsError(f"a baseline needs a reason and a name; {_MISSING}")
    parts = [
        "# Findings that were looked at and may stand. Each keeps its reason and the name of who decided.\n"
    ]
    for finding in dict.fromkeys(findings):
        shown = " / ".join(side.words for side in finding.sides)
        rows = {
            "fingerprint": finding.fingerprint,
            "rule": finding.rule,
            "reason": reason,
            "name": name,
            "shown": shown,
        }
        lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in rows.items())
        parts.append("\n[[accepted]]\n" + "\n".join(lines) + "\n")
    return "".join(parts)
