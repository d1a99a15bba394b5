"""Charts of documented statements: by theme, by month, and by both."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sourcebook.publish.charts import remarks
from sourcebook.publish.charts.counting import Month, Selection, months_between, period_months, selected
from sourcebook.publish.charts.interval import poisson_interval
from sourcebook.publish.charts.rendering import BAR, FILL, INK, literal
from sourcebook.publish.charts.sketch import Sketch, title_in
from sourcebook.publish.charts.words import counted, months, said, series
from sourcebook.publish.citing import edtf_words
from sourcebook.publish.material import Material
from sourcebook.publish.printed import Runs

_WIDTH = 420
# More months than can have a label each.
_MANY = 14


def by_theme(name: str, material: Material, language: str, period: str) -> Sketch:
    """Bars, one a theme, the most frequent first, with the exact interval of each count."""
    selection = selected(name, material, language, period, "theme")
    totals = _totals(selection)
    titles = {code: material.theme_titles.get(code, code) for code in totals}
    ordered = sorted(totals, key=lambda code: (-totals[code], titles[code]))
    rows = [_bar({"name": titles[code]}, totals[code]) for code in ordered]
    axis = {"labelLimit": 300, "title": None, "ticks": False, "domain": False, "labelPadding": 6}
    y = {"field": "name", "type": "nominal", "sort": None, "axis": axis}
    x = {"field": "count", "type": "quantitative", "axis": _counts(language, rows), "scale": _scale(rows)}
    label = {"align": "left", "dx": 4, "dy": -6, "baseline": "middle"}
    spec = _bars(rows, {"x": x, "y": y}, "x", label, width=_WIDTH - 80, height={"step": 26})
    items = [_item(row["name"], row["count"], language) for row in rows]
    title = title_in("title_themes", period, language)
    alt = said("alt_bars", language, title=title, items=series(items, language))
    return Sketch(spec, title, alt, _below(selection, material, language, period, interval=True, themes=True))


def by_month(name: str, material: Material, language: str, period: str) -> Sketch:
    """Bars, one a month, months without statements too, with the exact interval of each count."""
    selection = selected(name, material, language, period, "month")
    totals = Counter(one.month for one in selection.statements if one.month)
    span = list(months_between([*totals, *period_months(period)]))
    rows = [_bar({"month": _key(month)}, totals[month]) for month in span]
    y = {"field": "count", "type": "quantitative", "axis": _counts(language, rows), "scale": _scale(rows)}
    label = {"align": "left", "dx": 3, "dy": -5, "baseline": "bottom"}
    spec = _bars(rows, {"x": _month_axis(span, language), "y": y}, "y", label, width=_WIDTH, height=180)
    full = [month for month in span if totals[month]]
    items = [_item(_spoken(month, language), totals[month], language) for month in full]
    empty = list(_runs([month for month in span if not totals[month]], language))
    if empty:
        items.append(said("alt_months_none", language, months=series(empty, language)))
    title = title_in("title_months", period, language)
    alt = said("alt_bars", language, title=title, items="; ".join(items))
    return Sketch(spec, title, alt, _below(selection, material, language, period, interval=True))


def by_theme_and_month(name: str, material: Material, language: str, period: str) -> Sketch:
    """Cells with their counts, a row for each theme and a column for each month, the darker the more."""
    selection = selected(name, material, language, period, "theme", "month")
    totals = _totals(selection)
    cells = Counter((theme, one.month) for one in selection.statements if one.month for theme in one.themes)
    titles = {code: material.theme_titles.get(code, code) for code in totals}
    ordered = sorted(totals, key=lambda code: (-totals[code], titles[code]))
    span = list(months_between([*(month for _, month in cells), *period_months(period)]))
    rows = [
        {"name": titles[code], "month": _key(month), "count": cells[code, month]}
        for code in ordered
        for month in span
    ]
    spec = _heat(rows, span, max(cells.values()), language)
    listed = []
    for code in ordered:
        here = [(month, cells[code, month]) for month in span if cells[code, month]]
        dated = series([_item(_spoken(month, language), count, language) for month, count in here], language)
        listed.append(said("alt_heat_row", language, theme=titles[code], total=totals[code], months=dated))
    title = title_in("title_both", period, language)
    alt = said("alt_heat", language, title=title, rows="; ".join(listed))
    return Sketch(
        spec, title, alt, _below(selection, material, language, period, interval=False, themes=True)
    )


def _totals(selection: Selection) -> Counter[str]:
    return Counter(theme for one in selection.statements for theme in one.themes)


def _bar(row: dict[str, Any], count: int) -> dict[str, Any]:
    low, high = poisson_interval(count)
    return {**row, "count": count, "low": round(low, 3), "high": round(high, 3)}


def _bars(
    rows: Sequence[dict[str, Any]],
    encoding: dict[str, Any],
    along: str,
    label: dict[str, Any],
    **size: object,
) -> dict[str, Any]:
    """Bars, the interval of each as a thin line over it, and its count beside the line."""
    band = {"x": "y", "y": "x"}[along]
    reach = {
        band: encoding[band],
        along: {**encoding[along], "field": "low"},
        f"{along}2": {"field": "high"},
    }
    shown = {**encoding, "text": {"field": "count", "type": "quantitative"}}
    # A month without statements has no line to keep clear of.
    empty = {"type": "text", "baseline": "bottom", "dy": -2} if along == "y" else {"type": "text", **label}
    return {
        **size,
        "data": {"values": list(rows)},
        "layer": [
            {"mark": {"type": "bar", "color": BAR}, "encoding": encoding},
            {"mark": {"type": "rule", "color": INK, "strokeWidth": 1}, "encoding": reach,
             "transform": [{"filter": "datum.count > 0"}]},
            {"mark": {"type": "text", **label}, "encoding": shown,
             "transform": [{"filter": "datum.count > 0"}]},
            {"mark": empty, "encoding": shown, "transform": [{"filter": "datum.count === 0"}]},
        ],
    }  # fmt: skip


def _heat(rows: Sequence[dict[str, Any]], span: Sequence[Month], most: int, language: str) -> dict[str, Any]:
    axis = {"labelLimit": 300, "title": None, "ticks": False, "domain": False, "labelPadding": 6}
    place = {
        "x": _month_axis(span, language),
        "y": {"field": "name", "type": "nominal", "sort": None, "axis": axis},
    }
    ramp = {"domain": [0, most], "range": ["#ffffff", FILL], "type": "linear", "interpolate": "rgb"}
    colour = {"field": "count", "type": "quantitative", "legend": None, "scale": ramp}
    ink = {"condition": {"test": f"datum.count > {most * 0.6}", "value": "white"}, "value": INK}
    number = {"field": "count", "type": "quantitative"}
    return {
        "width": {"step": max(14, min(30, _WIDTH // len(span)))},
        "height": {"step": 24},
        "data": {"values": list(rows)},
        "layer": [
            {"mark": {"type": "rect", "stroke": "#d9d9d9"}, "encoding": {**place, "color": colour}},
            {"mark": {"type": "text", "baseline": "middle"}, "transform": [{"filter": "datum.count > 0"}],
             "encoding": {**place, "text": number, "color": ink}},
        ],
    }  # fmt: skip


def _month_axis(span: Sequence[Month], language: str) -> dict[str, Any]:
    """Months by their short names, the year under the first of each; of many only those of a quarter."""
    shown = [month for month in span if len(span) <= _MANY or month[1] % 3 == 1]
    labels: dict[str, list[str]] = {}
    years: set[int] = set()
    for year, month in shown:
        labels[_key((year, month))] = [months(language)[month - 1], *([] if year in years else [str(year)])]
        years.add(year)
    axis = {
        "title": None,
        "labelAngle": 0,
        "labelExpr": f"({literal(labels)})[datum.value]",
        "values": list(labels),
        "labelOverlap": False,
    }
    return {"field": "month", "type": "ordinal", "sort": None, "axis": axis}


def _key(month: Month) -> str:
    return f"{month[0]:04d}-{month[1]:02d}"


def _item(name: str, count: int, language: str) -> str:
    return said("alt_item", language, name=name, count=count)


def _runs(found: Sequence[Month], language: str) -> Iterator[str]:
    """Months in words, three or more in a row as "May 2031 to July 2031"."""
    runs: list[list[Month]] = []
    for month in found:
        follows = runs and list(months_between([runs[-1][-1], month])) == [runs[-1][-1], month]
        if follows:
            runs[-1].append(month)
        else:
            runs.append([month])
    for run in runs:
        said_of = [_spoken(month, language) for month in run]
        if len(run) > 2:
            yield said("first_to_last", language, first=said_of[0], last=said_of[-1])
        else:
            yield from said_of


def _spoken(month: Month, language: str) -> str:
    return edtf_words(_key(month), language)


def _counts(language: str, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    most = max(row["high"] for row in rows)
    return {
        "title": said("axis_statements", language),
        "tickMinStep": 1,
        "format": "d",
        "tickCount": min(6, int(most)),
        "labelFlush": False,
    }


def _scale(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"domainMin": 0, "domainMax": math.ceil(max(row["high"] for row in rows) * 1.04)}


def _below(
    selection: Selection, material: Material, language: str, period: str, interval: bool, themes: bool = False
) -> Runs:
    what = counted("statement", len(selection.statements), language)
    published = (
        said("published", language, count=selection.by_publication) if selection.by_publication else ""
    )
    parts = [
        remarks.n_of(what, selection.sources, language),
        remarks.period_of(period, language),
        published,
        remarks.reasons(selection.left_out, language),
        remarks.codebooks(material, language) if themes else "",
    ]
    sentences = [
        said("several_themes", language)
        if themes and any(len(one.themes) > 1 for one in selection.statements)
        else "",
        said("interval", language) if interval else "",
        said("documented", language),
        remarks.watched(material, language),
    ]
    return remarks.below(parts, sentences)
