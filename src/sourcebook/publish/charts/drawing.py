"""Draws a chart or a map by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sourcebook.publish.charts.figures import rival_figures
from sourcebook.publish.charts.places.map import map_of_places
from sourcebook.publish.charts.rendering import png_of, svg_of, told
from sourcebook.publish.charts.sketch import Sketch
from sourcebook.publish.charts.statements import by_month, by_theme, by_theme_and_month
from sourcebook.publish.charts.timeline import timeline
from sourcebook.publish.charts.words import marks
from sourcebook.publish.material import Material
from sourcebook.publish.printed import Picture, Run

_CHARTS: Mapping[str, Callable[[str, Material, str, str], Sketch]] = {
    "statements-by-theme": by_theme,
    "statements-by-month": by_month,
    "statements-by-theme-and-month": by_theme_and_month,
    "events-timeline": timeline,
    "figures": rival_figures,
    "places": map_of_places,
}


class NoSuchChart(LookupError):
    """A chart that is not there; the message names those that are."""


def chart_names() -> tuple[str, ...]:
    """What can be drawn; `places` is the map."""
    return tuple(_CHARTS)


def draw(
    name: str, material: Material, *, language: str = "en", caption: str = "", period: str = "", id: str = ""
) -> Picture:
    """The chart or map of this name from published records.

    `period` (EDTF) leaves out what lies outside; `caption` is printed as it is given (the title of the chart
    where it is empty), `id` is that of the block. Raises NoSuchChart, and NoData for nothing to draw.
    """
    name = "places" if name == "map" else name
    if name not in _CHARTS:
        raise NoSuchChart(f"there is no chart {name!r}; there are {', '.join(_CHARTS)}")
    id = id or f"chart-{name}"
    sketch = _CHARTS[name](name, material, language, period)
    if sketch.svg:
        svg = told(sketch.svg, id, sketch.title, sketch.alt)
    else:
        svg = svg_of(sketch.spec, id, sketch.title, sketch.alt, marks(language))
    return Picture(id, (Run(caption or sketch.title),), sketch.alt, svg, png_of(svg), sketch.below)
