"""The rules over a report, on a text that is still being written: printed as a working draft, read back.

What `sourcebook check` would find in the Word file as it would be published. What cannot be printed yet
stands in it as it is typed, and is told by others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sourcebook.checks import Edit, Finding, Severity, Side, check
from sourcebook.checks.fixes.replacing import Replacing, replaced
from sourcebook.publish.edition import Edition
from sourcebook.publish.formats import docx
from sourcebook.publish.gate.passing import may_be_set_aside
from sourcebook.publish.gate.telling import Place, Places
from sourcebook.publish.material import Material
from sourcebook.publish.printing import Given, drafted
from sourcebook.publish.printing.letters import printable
from sourcebook.publish.printing.unmarked import unmarked
from sourcebook.publish.swept import swept_folder
from sourcebook.reading import Reading, read


@dataclass(frozen=True, slots=True)
class Looked:
    """A finding: its rule, how grave, its words, the block that it is about (None: none of the text's own).

    `words` names its places as a reader does. `old` is what the rule offers to replace by `new`; both are ""
    where it offers nothing. `aside`: whether the rule may be set aside. `key` is the same in a later text.
    """

    rule: str
    severity: Severity
    message: str
    at: int | None
    words: str
    old: str
    new: str
    aside: bool
    key: str


@dataclass(frozen=True, slots=True)
class Look:
    """All findings, in the order of the text, and the rules that failed."""

    found: tuple[Looked, ...]
    failed: tuple[str, ...] = ()


def look(edition: Edition, material: Material, day: str) -> Look:
    """Prints and checks. Raises EditionError where nothing can be printed."""
    given = Given(date=edition.front.date or day)
    report, _ = drafted(edition, material, given)
    marked, _ = printable(report)
    plain = unmarked(marked)
    checked = check(_read_back(docx.write(plain)))
    places = Places(edition, plain.lines())
    found = sorted(
        (_looked(one, list(places.of_finding(one))) for one in checked.findings),
        key=lambda one: (one.at is None, one.at or 0),
    )
    return Look(tuple(found), tuple(f"{one.rule}: {one.error}" for one in checked.failures))


def _looked(one: Finding, places: Sequence[Place]) -> Looked:
    at = next((place.at for place in places if place.at is not None), None)
    words = ", ".join(place.words for place in places[:4])
    old, new = (one.edit.old, one.edit.new) if one.edit else ("", "")
    return Looked(
        one.rule, one.severity, one.message, at, words, old, new, one.rule in may_be_set_aside(),
        one.fingerprint,
    )  # fmt: skip


def mended(text: str, one: Looked) -> str | None:
    """A stretch of the text with the edit that is offered; None where the words do not stand in it."""
    if not one.old or one.old == one.new:
        return None
    found = list(Replacing([Edit(Side(one.words, one.old), one.old, one.new)]).within(text))
    return replaced(text, found) if found else None


def _read_back(word: bytes) -> Reading:
    with swept_folder() as folder:
        path = folder / "report.docx"
        path.write_bytes(word)
        return read(path)


def as_plain(found: Iterable[Looked]) -> list[dict[str, Any]]:
    """The findings as JSON has them."""
    return [asdict(one) for one in found]


def of_plain(rows: Iterable[Mapping[str, Any]]) -> tuple[Looked, ...]:
    """The findings, out of what `as_plain` gave."""
    return tuple(Looked(**row) for row in rows)
