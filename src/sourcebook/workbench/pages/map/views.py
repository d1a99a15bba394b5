"""The map: what is in sight, and what has no location."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sourcebook.dossier.coverage import state_of_counts
from sourcebook.dossier.views.places import (
    There,
    names_of,
    number_of_places,
    placed,
    there,
    unplaced,
    wholes_of,
)
from sourcebook.workbench.drawing import num
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.map.drawn import FAR, Spot, marks, spots
from sourcebook.workbench.pages.map.sight import CLOSEST, HEIGHT, WIDTH, Sight, fitting, sight_of
from sourcebook.workbench.pages.map.tiles import tiles_offered
from sourcebook.workbench.pages.records.asked import Asked, asked_of
from sourcebook.workbench.pages.records.views import choices

# So many places in sight are told by name beside the drawing.
_TOLD = 60
# And so many without being asked for more.
_FIRST = 12
_STEP = 0.4
# Above it stand the scale and the arrow to the north.
_CORNER = 50


@page(MEMBER)
def show(request: Request) -> HttpResponse:
    """Places in sight; fourteen queries at most, and those of the filters by links."""
    asked = asked_of(request.GET)
    told: dict[str, Any] = {**choices(asked, lean=True), "width": WIDTH, "height": HEIGHT}
    shown = ("kind", "status", "theme", "since", "until")
    told["more_given"] = [(name, value) for name, value in asked.given.items() if name not in shown]
    if asked.faults:
        return render(request, "map/show.html", told)
    state = state_of_counts()
    places = placed(state)
    known = there(state, asked.filters, asked.forms)
    asked_for = sight_of(request.GET.get("c", ""), request.GET.get("z", ""))
    sight = asked_for or fitting((one.longitude, one.latitude) for one in places)
    found = spots(places, sight)
    ranked = sorted(found, key=lambda spot: (-_here(known, spot).all, spot.place.label))[:_TOLD]
    ids = [spot.place.record for spot in ranked]
    names, wholes = names_of(ids), wholes_of(ids)
    without = unplaced(state, known, places)
    number_without = number_of_places(state) - len(places)
    offered = tiles_offered()
    tiled = offered if offered is not None and request.GET.get("tiles") else None

    def address(sight: Sight, tiles: bool = bool(tiled)) -> str:
        return _address(asked, sight, tiles)

    def record(pk: str) -> str:
        return reverse("record", args=(request.dossier.slug, pk))

    meridians, parallels = sight.net()
    metres, length = sight.scale()
    told |= {
        "placed": len(places),
        "in_sight": len(found),
        "marks": marks(found, sight, known, names, address, record),
        "meridians": [(num(x), words) for x, words in meridians],
        "parallels": [(num(y), words) for y, words in parallels if y > _CORNER],
        "closest": CLOSEST,
        "scale": (f"{metres // 1000} km" if metres >= 1000 else f"{metres} m", num(length)),
        "told": [
            (
                spot.place,
                _here(known, spot),
                names.get(spot.place.record, ()),
                wholes.get(spot.place.record, ()),
            )
            for spot in ranked
        ],
        "more_told": len(found) - len(ranked),
        "without": [(pk, label, known[pk]) for pk, label in without],
        "number_without": number_without,
        "far": {name: metres // 1000 for name, metres in FAR.items()},
        "few": f":{_FIRST}",
        "rest": f"{_FIRST}:",
        "few_number": _FIRST,
        "folded": len(ranked) - _FIRST,
        "period": asked.address(kind="", place=""),
        "moves": _moves(sight, address),
        "sight": sight,
        "centre": f"{sight.latitude:.4f},{sight.longitude:.4f}",
        "all_of_it": _address(asked, None, bool(tiled)),
        "offered": offered,
        "tiled": tiled,
        "tiles": tiled.under(sight) if tiled else [],
        "turn_tiles": address(sight, not tiled),
    }
    response = render(request, "map/show.html", told)
    if tiled:
        # The one exception to what the browser may fetch, for this answer alone.
        response._csp_update = {"img-src": [tiled.origin]}  # type: ignore[attr-defined]
    return response


def _here(known: dict[str, There], spot: Spot) -> There:
    return known.get(spot.place.record, There())


def _address(asked: Asked, sight: Sight | None, tiles: bool) -> str:
    where = f"c={sight.latitude:.4f},{sight.longitude:.4f}&z={sight.zoom}" if sight else ""
    return "?" + "&".join(filter(None, (where, "tiles=1" if tiles else "", asked.address())))


def _moves(sight: Sight, address: Any) -> dict[str, str]:
    """Where the buttons lead."""
    closer = Sight(sight.longitude, sight.latitude, min(sight.zoom + 1, CLOSEST))
    wider = Sight(sight.longitude, sight.latitude, max(sight.zoom - 1, 1))
    return {
        "west": address(sight.moved(-_STEP, 0)),
        "east": address(sight.moved(_STEP, 0)),
        "north": address(sight.moved(0, -_STEP)),
        "south": address(sight.moved(0, _STEP)),
        "closer": address(closer) if closer != sight else "",
        "wider": address(wider) if wider != sight else "",
    }
