"""The timeline: a window of time, by kind, theme or actor."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.coverage import state_of_counts
from sourcebook.dossier.views.timeline import FEW, LANES, USUAL, Counts, counts, dated, watched, years
from sourcebook.dossier.views.window import Window, window_of
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.words import kind_words
from sourcebook.workbench.pages.records.asked import Asked, asked_of
from sourcebook.workbench.pages.records.views import choices
from sourcebook.workbench.pages.timeline.drawn import WIDTH, Drawing, bands, bars, marks
from sourcebook.workbench.pages.timeline.strip import strip_of
from sourcebook.workbench.pages.timeline.table import table_of


@page(MEMBER)
def show(request: Request) -> HttpResponse:
    """A window of time; fourteen queries at most, and those of the filters by links."""
    asked = asked_of(request.GET)
    lanes = request.GET.get("by", "kind")
    lanes = lanes if lanes in LANES else "kind"
    told: dict[str, Any] = {**choices(asked, lean=True), "lanes": lanes, "usual": USUAL, "width": WIDTH}
    told["more_given"] = [(n, v) for n, v in asked.given.items() if n not in ("kind", "status", "theme")]
    if asked.faults:
        return render(request, "timeline/show.html", told)
    state = state_of_counts()
    by_year = years(state, asked.filters, asked.forms)
    window = _window(request.GET.get("at", ""), by_year)
    found = counts(state, asked.filters, asked.forms, window, lanes)
    told |= _drawn(request, asked, window, lanes, found)
    told |= {
        "window": window,
        "number": found.number,
        "all": sum(by_year.values()),
        "undated": by_year.get("", 0),
        "strip": strip_of(by_year, window, lambda at: _address(asked, lanes, at)),
        **_moves(asked, lanes, window, found),
    }
    return render(request, "timeline/show.html", told)


def _window(at: str, by_year: dict[str, int]) -> Window:
    """What is asked for; else the year of which most is known."""
    try:
        return window_of(at)
    except ValueError:
        real = {year: number for year, number in by_year.items() if year not in ("", "0001")}
        return window_of(max(real, key=lambda year: (real[year], year)) if real else "2000")


def _address(asked: Asked, lanes: str, at: str) -> str:
    rest = asked.address()
    return "?" + "&".join(filter(None, (f"at={at}", f"by={lanes}" if lanes != "kind" else "", rest)))


def _moves(asked: Asked, lanes: str, window: Window, found: Counts) -> dict[str, Any]:
    """Where the buttons lead: wider, closer (to the fullest part), before, after."""
    wider, before, after = window.wider(), window.before(), window.after()
    parts = {part.at for part in window.parts()} if window.zoom != "day" else set()
    full: dict[str, int] = {}
    for one in found.rows:
        if one.first == one.last and one.first in parts:
            full[one.first] = full.get(one.first, 0) + one.number
    closer = max(sorted(full), key=lambda part: full[part]) if full else next(iter(sorted(parts)), "")
    return {
        "trail": [(one.at, _address(asked, lanes, one.at), _named(one)) for one in _trail(window)],
        "window_name": _named(window),
        "wider": _address(asked, lanes, wider.at) if wider else "",
        "closer": _address(asked, lanes, closer) if closer else "",
        "closer_at": closer,
        "before": _address(asked, lanes, before.at) if before else "",
        "after": _address(asked, lanes, after.at) if after else "",
    }


def _named(window: Window) -> str:
    """A window as one says it."""
    if window.zoom == "decade":
        return _("the %(year)ss") % {"year": f"{window.at[:3]}0"}
    return window.at


def _ordered(found: Counts) -> list[str]:
    """The lanes from top to bottom: kinds in the order of the trade, others the fullest first."""
    lanes = list(dict.fromkeys(one.lane for one in found.rows))
    return sorted(lanes, key=lambda lane: USUAL.index(lane) if lane in USUAL else len(USUAL))


def _trail(window: Window) -> list[Window]:
    found = [window]
    while (wider := found[0].wider()) is not None:
        found.insert(0, wider)
    return found


def _drawn(request: Request, asked: Asked, window: Window, lanes: str, found: Counts) -> dict[str, Any]:
    slug = request.dossier.slug
    names = dict(found.names)

    def name(lane: str) -> str:
        if lanes == "kind":
            return kind_words(lane, 2)
        return names.get(lane) or (lane.partition("/")[2].replace("-", " ") if lane else _("without a theme"))

    def record(pk: str) -> str:
        return reverse("record", args=(slug, pk))

    def address(at: str) -> str:
        return _address(asked, lanes, at)

    drawing = Drawing(window)
    watches, more_watches = watched(window)
    few = found.number <= FEW or window.zoom == "day"
    records = dated(asked.filters, asked.forms, window, lanes) if few else []
    # Of a day nothing is drawn: where something would stand within it says nothing, the list does.
    if window.zoom != "day":
        if few:
            marks(drawing, records, _ordered(found), name, record)
        else:
            bars(drawing, found, _ordered(found), name, address)
        bands(drawing, watches, record)
    return {
        "drawing": drawing,
        "ticks": drawing.ticks(address) if window.zoom != "day" else [],
        "height": round(drawing.height + 6),
        "few": few,
        "records": records,
        "cut": max(0, found.number - len(records)) if few else 0,
        "table": None
        if few
        else table_of(found, _ordered(found), window, name, asked, reverse("records", args=(slug,))),
        "watches": watches,
        "more_watches": more_watches,
    }
