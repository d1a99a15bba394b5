"""Rival figures: what each claimant says of the same thing, side by side. No average, no winner.

A figure is drawn where at least two claimants give a number for the same record, property and unit. "At
least" is a line open to the right, "at most" one open to the left, a range a line with its ends. Rules ("more
than", "about") are printed as they were written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sourcebook.publish.charts import remarks
from sourcebook.publish.charts.counting import sources_of, within
from sourcebook.publish.charts.nothing import NoData
from sourcebook.publish.charts.panel import panel
from sourcebook.publish.charts.sketch import Sketch, title_in
from sourcebook.publish.charts.words import counted, number, said
from sourcebook.publish.citing import edtf_words
from sourcebook.publish.material import Material, Plain

Key = tuple[str, str, str]


def rival_figures(name: str, material: Material, language: str, period: str) -> Sketch:
    """Figures with two claimants or more, one panel each. Raises NoData."""
    groups, left_out = _groups(material, language, period)
    if not groups:
        raise NoData(said("no_figures", language, name=name))
    panels, items, claims = [], [], []
    for group in groups.values():
        heading = _heading(group[0], material)
        rows = [_row(claim, material, language) for claim in group]
        panels.append(panel(heading, rows))
        told = "; ".join(
            said("alt_claim", language, claimant=row["told"], value=row["value"]) for row in rows
        )
        items.append(said("alt_figure", language, title=heading, claims=told))
        claims.extend(group)
    sources = frozenset().union(*(sources_of(claim, material) for claim in claims))
    claimants = {_claimant(claim, material, language) for claim in claims}
    what = f"{counted('claim', len(claims), language)} ({counted('claimant', len(claimants), language)})"
    parts = [
        remarks.n_of(what, len(sources), language),
        remarks.period_of(period, language),
        remarks.reasons(left_out, language),
    ]
    spec = {"vconcat": panels, "spacing": 18, "bounds": "full"}
    title = title_in("title_figures", period, language)
    alt = said("alt_figures", language, items=". ".join(items))
    return Sketch(spec, title, alt, remarks.below(parts, [said("key_figures", language)]))


def _groups(material: Material, language: str, period: str) -> tuple[dict[Key, list[Plain]], Counter[str]]:
    found: dict[Key, list[Plain]] = {}
    left_out: Counter[str] = Counter()
    for claim in material.of_kind.get("claim", ()):
        fields = claim["fields"]
        as_of = str(fields.get("as_of") or "")
        if _numbers(fields) == (None, None, None):
            left_out["no_value"] += 1
        elif not fields.get("about"):
            left_out["no_about"] += 1
        elif period and as_of and not within(as_of, period):
            left_out["outside"] += 1
        else:
            key = (
                str(fields.get("about") or ""),
                str(fields.get("property") or ""),
                str(fields.get("unit") or ""),
            )
            found.setdefault(key, []).append(claim)
    rival = {}
    for key, claims in sorted(found.items()):
        if len({_claimant(claim, material, language) for claim in claims}) < 2:
            left_out["one_claimant"] += len(claims)
        else:
            rival[key] = sorted(claims, key=lambda claim: (_least(claim), claim["id"]))
    return rival, left_out


def _numbers(fields: Mapping[str, Any]) -> tuple[float | None, float | None, float | None]:
    return fields.get("low"), fields.get("best"), fields.get("high")


def _least(claim: Plain) -> float:
    return min(one for one in _numbers(claim["fields"]) if one is not None)


def _heading(claim: Plain, material: Material) -> str:
    fields = claim["fields"]
    about = material.records.get(str(fields.get("about") or ""))
    named = str(about.get("label") or "") if about else ""
    what = str(fields.get("property") or "")
    unit = str(fields.get("unit") or "")
    said_of = f"{what} ({unit})" if unit and unit.casefold() not in what.casefold() else what
    return f"{named}: {said_of}" if named and named != what else said_of


def _claimant(claim: Plain, material: Material, language: str) -> str:
    """Who claims: the actor or source by its name, else the words of the record."""
    record = material.records.get(str(claim["fields"].get("claimant") or ""))
    if record is not None:
        fields = record["fields"]
        if record["kind"] == "source":
            return str(fields.get("publisher") or fields.get("title") or record.get("label") or "")
        if record.get("label"):
            return str(record["label"])
    return str(claim["fields"].get("claimant_words") or "") or said("unknown_claimant", language)


def _row(claim: Plain, material: Material, language: str) -> dict[str, Any]:
    fields = claim["fields"]
    low, best, high = _numbers(fields)
    who, date = _claimant(claim, material, language), ""
    if fields.get("as_of"):
        date = said("as_of", language, date=edtf_words(str(fields["as_of"]), language))
    # An open figure has one end, which is its best value where one is given.
    open_right = low is not None and high is None and best in (None, low)
    open_left = high is not None and low is None and best in (None, high)
    point = best if best is not None else low if open_right else high if open_left else None
    return {
        "label": [who, date] if date else [who],
        "told": f"{who}, {date}," if date else who,
        "point": point,
        "low": low if low is not None else point,
        "high": high if high is not None else point,
        "right": open_right,
        "left": open_left,
        "value": _value(claim, (open_left, open_right), language),
    }  # fmt: skip


def _value(claim: Plain, opened: tuple[bool, bool], language: str) -> str:
    """The figure in words: with its rule as written ("more than"), a range behind its best value."""
    low, best, high = _numbers(claim["fields"])
    numbers = [one for one in (low, best, high) if one is not None]
    first, last = number(min(numbers), language), number(max(numbers), language)
    rule = str(claim["fields"].get("rule") or "").strip()
    if first != last:
        span = said("between", language, low=first, high=last)
        return f"{number(best, language)} ({span})" if best is not None and best not in (low, high) else span
    if rule:
        space = " " if rule[-1].isalpha() or rule[-1] == "." else ""
        return f"{rule[0].lower()}{rule[1:]}{space}{first}"
    if any(opened):
        return said("at_most" if opened[0] else "at_least", language, value=first)
    return first
