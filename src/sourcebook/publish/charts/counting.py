"""What the charts count: documented statements of others, with their themes and months, and what is left out.

Counted are remarks. Reactions of bodies, measures, recommendations and findings of the team are no remarks
and are not left out of anything. A statement is dated by the day it was made, else by the day it was
published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sourcebook.dates.bounds import bounds
from sourcebook.publish.charts.nothing import NoData
from sourcebook.publish.charts.words import said
from sourcebook.publish.material import Material, Plain

Month = tuple[int, int]


@dataclass(frozen=True)
class Counted:
    """A statement that is counted: its id, themes, month ("" of nothing is None), and its sources."""

    id: str
    themes: tuple[str, ...]
    month: Month | None
    by_publication: bool
    sources: frozenset[str]


@dataclass(frozen=True)
class Selection:
    """The statements of a chart, and how many were left out for which reason (an entry of the words)."""

    statements: tuple[Counted, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def sources(self) -> int:
        """From how many sources they are."""
        return len(frozenset().union(*(one.sources for one in self.statements)))

    @property
    def by_publication(self) -> int:
        """How many are dated by their publication."""
        return sum(one.by_publication and one.month is not None for one in self.statements)


def selected(name: str, material: Material, language: str, period: str, *needs: str) -> Selection:
    """The statements of a period (EDTF, "" for all) that have what a chart needs: "theme", "month".

    Raises NoData with a line that says what is missing.
    """
    kept: list[Counted] = []
    left_out: Counter[str] = Counter()
    why = "why_all"
    for plain in material.of_kind.get("statement", ()):
        if plain["fields"].get("form") != "remark":
            continue
        one = _counted(plain, material)
        reason = _outside(plain, period)
        if not reason and "theme" in needs and not one.themes:
            reason, why = "no_theme", "why_theme"
        if not reason and "month" in needs and one.month is None:
            reason, why = ("no_month" if _when(plain)[0] else "no_date"), "why_month"
        if reason:
            left_out[reason] += 1
        else:
            kept.append(one)
    if not kept:
        reason = (
            said("why_period", language, period=period)
            if why == "why_all" and period
            else said(why, language)
        )
        raise NoData(said("no_statements", language, name=name, why=reason))
    return Selection(tuple(kept), dict(left_out))


def sources_of(plain: Plain, material: Material) -> frozenset[str]:
    """The sources that support a record: cited, or quoted from a capture; never our own report."""
    found = set()
    for row in plain.get("evidence") or ():
        if row.get("stance", "supports") != "supports":
            continue
        capture = material.records.get(material.capture_of_layer.get(row.get("layer") or "", ""))
        source = capture["fields"]["source"] if capture else row.get("basis")
        if source and source not in material.own:
            found.add(str(source))
    return frozenset(found)


def month_of(edtf: str) -> Month | None:
    """The month in which an EDTF date lies wholly; None where it may lie in several."""
    if not edtf:
        return None
    low, high = bounds(edtf)
    return (low.year, low.month) if (low.year, low.month) == (high.year, high.month) else None


def months_between(months: Iterable[Month]) -> Iterator[Month]:
    """All months from the first to the last of some, those without anything too."""
    ordered = sorted(months)
    year, month = ordered[0]
    while (year, month) <= ordered[-1]:
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def within(edtf: str, period: str) -> bool:
    """Whether a date lies, as far as it is known, in a period; all do where there is none."""
    if not period:
        return True
    low, high = bounds(edtf)
    first, last = bounds(period)
    return first <= low and high <= last


def touches(edtf: str, period: str) -> bool:
    """Whether a date may lie in a period. What happened "by" a day is dated by that day."""
    if not period:
        return True
    low, high = bounds(edtf)
    first, last = bounds(period)
    if low == date.min:
        low = high
    if high == date.max:
        high = low
    return low <= last and high >= first


def period_months(period: str) -> tuple[Month, ...]:
    """The first and the last month of a period; none of an open one."""
    if not period:
        return ()
    low, high = bounds(period)
    if low == date.min or high == date.max:
        return ()
    return (low.year, low.month), (high.year, high.month)


def _when(plain: Plain) -> tuple[str, bool]:
    """The date of a statement, and whether it is that of its publication."""
    fields = plain["fields"]
    if fields.get("when"):
        return str(fields["when"]), False
    return str(fields.get("published") or ""), bool(fields.get("published"))


def _outside(plain: Plain, period: str) -> str:
    when, _ = _when(plain)
    if not period:
        return ""
    if not when:
        return "no_date"
    return "" if within(when, period) else "outside"


def _counted(plain: Plain, material: Material) -> Counted:
    when, by_publication = _when(plain)
    themes = tuple(dict.fromkeys(material.themes.get(plain["id"], ())))
    return Counted(plain["id"], themes, month_of(when), by_publication, sources_of(plain, material))
