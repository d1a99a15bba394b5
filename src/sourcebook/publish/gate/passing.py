"""All checks of an edition in one: its sentences, its quotations, the report as printed, the records beneath.

An `error` blocks. An override in the front matter lets the errors of one rule stand; its reason and
organisation are printed in the methodology. Whoever set it is known to the dossier, by who saved the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sourcebook.checks import check
from sourcebook.checks.findings import Finding
from sourcebook.checks.rules import CATALOGUE, OF_DOSSIERS
from sourcebook.publish.edition import Edition, Picture
from sourcebook.publish.edition.problems import Problem
from sourcebook.publish.gate.protected import protected
from sourcebook.publish.gate.quotations import Quotations
from sourcebook.publish.gate.sentences import Sentences
from sourcebook.publish.material import Material
from sourcebook.reading import Reading

# An override of this would be one that nobody reads of.
NEVER_SET_ASIDE = frozenset(("override-not-printed",))
# The gate's own rules that may be set aside.
OWN = (
    "sentence-unreferenced",
    "conclusion-without-finding",
    "summary-figure-typed",
    "quotation-not-in-record",
    "private-name-typed",
)
OF_PROTECTION = frozenset(rule.name for rule in OF_DOSSIERS if rule.family == "protection")


@dataclass(frozen=True)
class Passing:
    """What the gate found. `blocking` are errors without an override, `standing` those with one, by rule."""

    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    overridden: frozenset[str] = frozenset()
    failed: tuple[str, ...] = ()
    compared: int = 0
    not_compared: int = 0
    unused: tuple[str, ...] = field(default=())

    @property
    def blocking(self) -> list[str]:
        """One line for each error that nothing lets stand."""
        told = [f"{one.rule}: {one}" for one in self.problems if one.rule not in self.overridden]
        told += [
            f"{one.rule}: {_where(one)}{one.message}"
            for one in self.findings
            if one.severity == "error" and one.rule not in self.overridden
        ]
        return [*told, *(f"a check failed: {one}" for one in self.failed)]

    @property
    def standing(self) -> Counter[str]:
        """How many errors stand by an override, by rule."""
        rules = [one.rule for one in self.problems]
        rules += [one.rule for one in self.findings if one.severity == "error"]
        return Counter(rule for rule in rules if rule in self.overridden)

    @property
    def open(self) -> bool:
        """Whether the edition may leave."""
        return not self.blocking


def pass_gate(
    edition: Edition,
    material: Material,
    reading: Reading | None = None,
    of_dossier: Sequence[Finding] = (),
    progress: Callable[[str], None] | None = None,
    gives_away: Callable[[str], bool] = lambda text: False,
) -> Passing:
    """Runs every check. `reading` is the printed report read back; `of_dossier` what the rules over the
    dossier found. Findings about records that the edition may not draw upon are left out. `gives_away` tells
    whether a text names somebody who is protected.
    """
    quotations = Quotations(edition, material)
    problems = [
        *Sentences(edition, material).problems(),
        *quotations.problems(),
        *protected(edition, gives_away),
        *_not_printed(edition),
    ]
    checked = check(reading, progress=progress) if reading is not None else None
    used = material.records.keys()
    records = [one for one in of_dossier if _concerns(one, used)]
    findings = [*(checked.findings if checked else ()), *records]
    overridden = frozenset(one.rule for one in edition.front.overrides) - NEVER_SET_ASIDE
    hit = {one.rule for one in problems} | {one.rule for one in findings if one.severity == "error"}
    return Passing(
        tuple(problems),
        tuple(findings),
        overridden,
        tuple(f"{one.rule} at {one.where}: {one.error}" for one in (checked.failures if checked else ())),
        quotations.compared,
        quotations.not_compared,
        tuple(sorted(overridden - hit)),
    )


def _not_printed(edition: Edition) -> Iterator[Problem]:
    """A check is set aside in the open: what was decided, why and by whom stands in the methodology."""
    printed = any(
        isinstance(block, Picture) and block.target == "table:methodology" for block in edition.blocks
    )
    if edition.front.overrides and not printed:
        yield Problem(
            "override-not-printed",
            "a check is set aside, and nothing prints so: put ![Methodology](table:methodology) in an annex",
        )


def _concerns(finding: Finding, used: Collection[str]) -> bool:
    """Whether a finding about records is one about this edition.

    Who is given away by a record that is printed may have a record that is not.
    """
    if finding.rule in OF_PROTECTION:
        return any(id in used for id in finding.records)
    return all(id in used for id in finding.records)


def _where(finding: Finding) -> str:
    places = [f"paragraph {label}" for label in finding.paragraphs] + [
        f"note {number}" for number in finding.notes
    ]
    # By its id a record is found with `sourcebook show`.
    places += [f"record {id[:8]}" for id in finding.records]
    return f"{', '.join(places[:3])}: " if places else ""


def may_be_set_aside() -> frozenset[str]:
    """The names of all rules that an override may name."""
    return frozenset((*OWN, *(rule.name for rule in (*CATALOGUE, *OF_DOSSIERS))))


def told(lines: Iterable[str], most: int = 20) -> str:
    """Some lines, and how many more there are."""
    some = list(lines)
    more = [f"... and {len(some) - most} more"] if len(some) > most else []
    return "\n".join([*some[:most], *more])
