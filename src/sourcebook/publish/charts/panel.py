"""One panel of rival figures: a row for each claim, with its point, its range, its open side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sourcebook.publish.charts.rendering import FILL, INK, literal

_WIDTH = 330
# How long an open side is drawn, as a share of the largest figure, and the room for the words beside it.
_OPEN, _ROOM = 0.12, 0.29
_TITLE = {
    "anchor": "start",
    "fontSize": 11,
    "fontWeight": "bold",
    "frame": "group",
    "limit": 600,
    "offset": 6,
}


def panel(heading: str, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The Vega-Lite of a panel. Rows have `label`, `low`, `high`, `point`, `value`, `left`, `right`."""
    far = max(row["high"] for row in rows)
    reach = far * _OPEN or 1
    values = [{**row, "row": number, **_open(row, reach)} for number, row in enumerate(rows)]
    place = {"x": _along(rows, far + _ROOM * (far or 1)), "y": _down(rows)}
    range_ = {"type": "rule", "strokeWidth": 4, "color": FILL}
    open_ = {"type": "rule", "strokeWidth": 2, "strokeDash": [3, 3], "color": INK}
    point = {"type": "point", "filled": True, "size": 60, "color": INK, "opacity": 1}
    words = {"type": "text", "align": "left", "dx": 6, "dy": -9, "fontSize": 10}
    return {
        "title": {"text": heading, **_TITLE},
        "width": _WIDTH,
        "height": {"step": 30},
        "data": {"values": values},
        "layer": [
            {"mark": range_, "transform": [{"filter": "datum.low !== datum.high"}],
             "encoding": {**place, "x2": {"field": "high"}}},
            {"mark": open_, "transform": [{"filter": "datum.end !== null"}],
             "encoding": {**_from("edge", place), "x2": {"field": "end"}}},
            {"mark": point, "transform": [{"filter": "datum.point !== null"}],
             "encoding": _from("point", place)},
            {"mark": words, "encoding": {**_from("high", place), "text": {"field": "value"}}},
        ],
    }  # fmt: skip


def _open(row: dict[str, Any], reach: float) -> dict[str, float | None]:
    """Where the line of an open side begins and ends."""
    if row["right"]:
        return {"edge": row["high"], "end": row["high"] + reach}
    return {"edge": row["low"], "end": row["low"] - reach if row["left"] else None}


def _along(rows: Sequence[dict[str, Any]], last: float) -> dict[str, Any]:
    scale = {"domainMin": min(0, *(row["low"] for row in rows)), "domainMax": last}
    axis = {"title": None, "tickCount": 5, "grid": False, "labelFlush": False}
    return {"field": "low", "type": "quantitative", "scale": scale, "axis": axis}


def _down(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    # By number: two claims of one claimant are two rows, in the order given whatever marks they have.
    labels = literal({number: row["label"] for number, row in enumerate(rows)})
    axis = {
        "labelExpr": f"({labels})[datum.value]",
        "title": None,
        "labelLimit": 300,
        "ticks": False,
        "domain": False,
        "grid": True,
        "labelPadding": 6,
    }
    return {"field": "row", "type": "ordinal", "axis": axis}


def _from(field: str, place: dict[str, Any]) -> dict[str, Any]:
    return {**place, "x": {**place["x"], "field": field}}
