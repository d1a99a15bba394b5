"""The timeline of events: a row for each event, or for each type where there are many.

A day that is known is a point, a date that is not known to the day a line over all days that it may be. What
is known only to have happened by a day ("by 3 May", from the evidence of it) is a triangle that points back
from that day. Occasions of speech are no events here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sourcebook.dates.bounds import bounds
from sourcebook.publish.charts import remarks
from sourcebook.publish.charts.counting import sources_of, touches
from sourcebook.publish.charts.nothing import NoData
from sourcebook.publish.charts.rendering import FILL, INK, literal
from sourcebook.publish.charts.sketch import Sketch, title_in
from sourcebook.publish.charts.words import counted, months, named, said, series
from sourcebook.publish.citing import day_words, edtf_words
from sourcebook.publish.material import Material, Plain

# Up to so many events have a row each.
_EACH = 20
_LABEL = 50
_WIDTH = 420
_SHAPES = {
    "field": "mark",
    "type": "nominal",
    "legend": None,
    "scale": {"domain": ["day", "until", "since"], "range": ["circle", "triangle-left", "triangle-right"]},
}


@dataclass(frozen=True)
class Dated:
    """An event with the days between which it lies; `low` or `high` is None where a date is open."""

    plain: Plain
    low: date | None
    high: date | None

    @property
    def when(self) -> str:
        """The EDTF date."""
        return str(self.plain["fields"]["when"])


def timeline(name: str, material: Material, language: str, period: str) -> Sketch:
    """Events in time. Raises NoData."""
    events, left_out = _events(material, period)
    if not events:
        why = said("why_period", language, period=period) if period else said("why_all", language)
        raise NoData(said("no_events", language, name=name, why=why))
    rows, items = _rows(events, language)
    sources = frozenset().union(*(sources_of(one.plain, material) for one in events))
    parts = [
        remarks.n_of(counted("event", len(events), language), len(sources), language),
        remarks.period_of(period, language),
        remarks.reasons(left_out, language),
    ]
    title = title_in("title_timeline", period, language)
    alt = said("alt_timeline", language, title=title, items="; ".join(items))
    lines = [said("key_timeline", language), remarks.watched(material, language)]
    return Sketch(_spec(rows, events, language), title, alt, remarks.below(parts, lines))


def _events(material: Material, period: str) -> tuple[list[Dated], Counter[str]]:
    found, left_out = [], Counter[str]()
    for plain in material.of_kind.get("event", ()):
        if plain["fields"].get("type") == "occasion":
            continue
        when = str(plain["fields"].get("when") or "")
        if not when:
            left_out["no_date"] += 1
        elif not touches(when, period):
            left_out["outside"] += 1
        else:
            low, high = bounds(when)
            found.append(Dated(plain, None if low == date.min else low, None if high == date.max else high))
    return sorted(found, key=lambda one: (one.low or one.high or date.min, one.plain["id"])), left_out


def _rows(events: list[Dated], language: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The marks of the chart, and the same in words for the text alternative."""
    each = len(events) <= _EACH
    by_type: dict[str, list[Dated]] = {}
    for one in events:
        by_type.setdefault(str(one.plain["fields"].get("type") or ""), []).append(one)
    rows: list[dict[str, Any]] = []
    items: list[str] = []
    groups = (
        [[one] for one in events]
        if each
        else sorted(by_type.values(), key=lambda group: (-len(group), group[0].when))
    )
    for number, group in enumerate(groups):
        name = _label(group[0].plain) if each else _type(group[0], language)
        row = _cut(name) if each else f"{name} ({len(group)})"
        rows.extend({"row": number, "name": row, **_reach(one)} for one in group)
        dates = _listed(group, language)
        if each:
            items.append(f"{dates}: {name}")
        else:
            items.append(said("alt_row", language, name=name, count=len(group), dates=dates))
    return rows, items


def _reach(one: Dated) -> dict[str, str]:
    """The days of an event, and by which mark they are drawn; of an open date only the day that is said."""
    low, high = one.low or one.high, one.high or one.low
    assert low is not None and high is not None
    mark = "day" if low == high else "line"
    if one.low is None or one.high is None:
        mark = "until" if one.low is None else "since"
    return {"low": low.isoformat(), "high": high.isoformat(), "mark": mark}


def _listed(group: list[Dated], language: str) -> str:
    """The dates of a row; of many the days between which they lie."""
    if len(group) <= 4:
        return series([edtf_words(one.when, language) for one in group], language)
    first, last = _span(group)
    ends = {"first": day_words(first.isoformat(), language), "last": day_words(last.isoformat(), language)}
    return said("first_to_last", language, **ends)


def _type(one: Dated, language: str) -> str:
    return named("types", str(one.plain["fields"].get("type") or ""), language) or said("untyped", language)


def _label(plain: Plain) -> str:
    fields = plain["fields"]
    return str(plain.get("label") or fields.get("description") or fields.get("words") or plain["id"][:8])


def _cut(text: str) -> str:
    return text if len(text) <= _LABEL else text[: _LABEL - 1].rstrip(" ,.;:") + "…"


def _span(events: list[Dated]) -> tuple[date, date]:
    days = [day for one in events for day in (one.low, one.high) if day]
    return min(days), max(days)


def _spec(rows: list[dict[str, Any]], events: list[Dated], language: str) -> dict[str, Any]:
    first, last = _span(events)
    names = {row["row"]: row["name"] for row in rows}
    axis = {"labelExpr": f"({literal(names)})[datum.value]", "labelLimit": 310, "title": None,
            "ticks": False, "domain": False, "grid": True, "labelPadding": 6}  # fmt: skip
    y = {"field": "row", "type": "ordinal", "axis": axis}
    x = {
        "field": "low",
        "type": "temporal",
        "scale": {"type": "utc", "padding": 8},
        "axis": _time_axis(first, last, language),
    }
    place = {"x": x, "y": y}
    line = {"type": "rule", "strokeWidth": 5, "color": FILL, "opacity": 0.45, "strokeCap": "butt"}
    point = {"type": "point", "filled": True, "size": 46, "color": FILL, "stroke": INK, "opacity": 1}
    until = {"x2": {"field": "high", "type": "temporal"}}
    return {
        "width": _WIDTH - 60,
        "height": {"step": 20},
        "data": {"values": rows, "format": {"parse": {"low": "utc:'%Y-%m-%d'", "high": "utc:'%Y-%m-%d'"}}},
        "layer": [
            {"mark": line, "transform": [{"filter": "datum.mark === 'line'"}],
             "encoding": {**place, **until}},
            {"mark": point, "transform": [{"filter": "datum.mark !== 'line'"}],
             "encoding": {**place, "shape": _SHAPES}},
        ],
    }  # fmt: skip


def _time_axis(first: date, last: date, language: str) -> dict[str, Any]:
    """Ticks by month within two years, else by year; the names of months are those of the language."""
    axis: dict[str, Any] = {"title": None, "labelAngle": 0, "grid": False}
    if (last - first).days > 730:
        return {**axis, "labelExpr": "utcFormat(datum.value, '%Y')", "tickCount": 7}
    short = f"{literal(months(language))}[utcmonth(datum.value)]"
    step = 1 if (last - first).days <= 370 else 2
    year = f"[{short}, utcFormat(datum.value, '%Y')]"
    axis["labelExpr"] = f"utcmonth(datum.value) === 0 || datum.index === 0 ? {year} : {short}"
    return {**axis, "tickCount": {"interval": "month", "step": step}}
