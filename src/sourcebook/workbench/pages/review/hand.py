"""What a reviewer has in hand: a draft with its evidence in context, or two records that may be one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from sourcebook.dossier.desk.queue import Decision, decided
from sourcebook.dossier.kinds.valid import unevidenced
from sourcebook.dossier.models import Proposal
from sourcebook.dossier.page import Page, page_of, pages_of
from sourcebook.workbench.pages.record.evidence import Passage, evidence_of
from sourcebook.workbench.pages.record.saying import Line, lines_of
from sourcebook.workbench.pages.record.words import path_words

_UNSURE = 0.7


@dataclass(frozen=True)
class Side:
    """A record as it is looked at."""

    page: Page
    lines: list[Line]
    empty: list[str]
    evidence: list[Passage] = field(default_factory=list)

    @property
    def record(self) -> dict[str, Any]:
        """The record in its plain form."""
        return self.page.record


@dataclass(frozen=True)
class Hand:
    """A draft with what there is to notice about it; `decision` where somebody decided it meanwhile."""

    side: Side
    noticed: list[str]
    decision: Decision | None = None

    @property
    def capture(self) -> str:
        """The preserved copy that it rests on first."""
        return next((one.capture for one in self.side.evidence if one.capture), "")

    @property
    def source(self) -> str:
        """The source that it rests on first, where that is named without a copy."""
        return next((one.basis for one in self.side.evidence if one.basis), "")


@dataclass(frozen=True)
class Pair:
    """A proposal about one record or two, with these side by side."""

    proposal: Proposal
    sides: list[Side]
    values: list[tuple[str, str]]

    @property
    def rows(self) -> list[tuple[str, list[Line | None], bool]]:
        """What the records say, line beside line: the field, the line of each, and whether they differ."""
        by_name = [{line.name: line for line in side.lines} for side in self.sides]
        labels = {line.name: line.label for side in self.sides for line in side.lines}
        beside = [(label, [one.get(name) for one in by_name]) for name, label in labels.items()]
        return [(label, lines, _differs(lines)) for label, lines in beside]


def draft_in_hand(record: str) -> Hand | None:
    """A draft; None where there is no such record that the viewer sees. Eleven queries at most."""
    page = page_of(record)
    if page is None:
        return None
    side = _side(page, evidence=True)
    plain = page.record
    open_still = plain["status"] == "draft" and not plain["merged_into"] and not plain["erased_at"]
    return Hand(side, [] if page.closed else list(_noticed(side)), None if open_still else decided(record))


def pair_in_hand(proposal: Proposal) -> Pair:
    """What is proposed; eight queries."""
    ids = [str(one) for one in (proposal.record_id, proposal.other_id) if one]
    values = proposal.payload.get("values", {}) if proposal.kind == "change" else {}
    told = [(path_words(path), _told(value)) for path, value in values.items()]
    return Pair(proposal, [_side(page, evidence=False) for page in pages_of(ids)], told)


def _side(page: Page, evidence: bool) -> Side:
    if page.closed:
        return Side(page, [], [])
    lines, empty = lines_of(page)
    # What is quoted first: it is what one compares with.
    found = sorted(_joined(evidence_of(page)), key=lambda one: not one.exact) if evidence else []
    return Side(page, lines, [str(one) for one in empty], found)


def _joined(passages: list[Passage]) -> list[Passage]:
    """One passage that is evidence for several fields is shown once, with the names of all of them."""
    fields: dict[Passage, list[str]] = {}
    for one in passages:
        fields.setdefault(replace(one, id="", field=""), []).append(one.field)
    first = {replace(one, id="", field=""): one.id for one in reversed(passages)}
    return [
        replace(one, id=first[one], field=" · ".join(dict.fromkeys(filter(None, names))))
        for one, names in fields.items()
    ]


def _differs(lines: list[Line | None]) -> bool:
    told = {
        None if line is None else tuple(one.text for row in (line.values, *line.rows) for one in row)
        for line in lines
    }
    return len(told) > 1


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return " · ".join(str(one) for name, one in value.items() if one and name != "id")
    return str(value if value is not None else "—")


def _noticed(side: Side) -> Any:
    """What the rules say of this record alone; what needs the whole dossier is told by its checks."""
    plain = side.record
    if missing := unevidenced(plain, found=True):
        names = ", ".join(path_words(name) for name in missing)
        yield _("No evidence yet for: %(fields)s. It cannot be published so.") % {"fields": names}
    if any(one.state == "lost" for one in side.evidence):
        yield _("A quotation is no longer found in the preserved text.")
    if any(one.stance == "contradicts" for one in side.evidence):
        yield _("Some evidence contradicts what it says.")
    if plain["kind"] == "statement" and plain["fields"].get("manner") == "direct":
        text = _flat(plain["fields"]["text"])
        quoted = [_flat(one.exact) for one in side.evidence if one.exact]
        if text and quoted and not any(text in one or one in text for one in quoted):
            yield _("The words differ from those that are quoted as evidence: compare.")
    sure = plain["confidence"]
    if sure is not None and sure < _UNSURE:
        yield _("The program was not sure in reading it (%(sure)s).") % {"sure": f"{sure:.2f}"}


def _flat(text: str) -> str:
    return " ".join(text.split()).strip("“”\"'«» .").casefold()
