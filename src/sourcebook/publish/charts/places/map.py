"""The map of places: points, circles of uncertainty, all names in use, graticule and scale bar; no borders.

Nothing is loaded: there are no tiles and no outlines, for a drawn border is a claim, and a straight line
between two known points one that nobody made.
"""

from __future__ import annotations

from lxml import etree

from sourcebook.publish.charts import remarks
from sourcebook.publish.charts.fonts import FAMILY
from sourcebook.publish.charts.nothing import NoData
from sourcebook.publish.charts.places.chosen import Spot, chosen
from sourcebook.publish.charts.places.frame import BOTTOM, RIGHT, SIDE, TOP, Frame, frame_of
from sourcebook.publish.charts.places.labels import SIZE, Label, placed
from sourcebook.publish.charts.rendering import FAINT, FILL, INK, SOFT, SVG, legible
from sourcebook.publish.charts.sketch import Sketch
from sourcebook.publish.charts.words import counted, named, number, said
from sourcebook.publish.material import Material

_DOT = 3.5
_SMALL = 14.0
_LINE = 16.0


def map_of_places(name: str, material: Material, language: str, period: str) -> Sketch:
    """The map of all places that may be shown; a period says nothing of places. Raises NoData."""
    spots, left_out = chosen(material)
    if not spots:
        raise NoData(said("no_places", language, name=name))
    frame = frame_of(spots)
    items = [_spoken(spot, language) for spot in spots]
    alt = said("alt_map", language, count=counted("place", len(spots), language), items="; ".join(items))
    parts = [
        said("n", language, what=counted("place", len(spots), language)),
        remarks.reasons(left_out, language),
    ]
    several = any(len(spot.names) > 1 for spot in spots)
    sentences = [
        said("names_of_sides", language) if several else "",
        said("rounded", language),
        said("projection", language, latitude=_degrees(frame.latitude, "north", "south", language, 1)),
    ]
    svg = _drawn(spots, frame, language)
    return Sketch({}, said("title_map", language), alt, remarks.below(parts, sentences), svg)


def _spoken(spot: Spot, language: str) -> str:
    where = ", ".join(
        [
            _degrees(spot.latitude, "north", "south", language, 2),
            _degrees(spot.longitude, "east", "west", language, 2),
        ]
    )
    precision = named("precisions", spot.precision, language)
    return said("alt_place", language, name=spot.label, where=where, precision=precision)


def _degrees(value: float, positive: str, negative: str, language: str, decimals: int) -> str:
    degrees = number(round(abs(value), decimals), language)
    return said(positive if value >= 0 else negative, language, degrees=degrees)


def _drawn(spots: tuple[Spot, ...], frame: Frame, language: str) -> str:
    points = [(*frame.at(spot.longitude, spot.latitude), spot.label) for spot in spots]
    area = (SIDE + 2, TOP + 2, SIDE + frame.width - 2, TOP + frame.height - 2)
    labels = placed(points, area, [_clear(spot, frame) for spot in spots])
    numbered = [label for label in labels if label.number]
    height = TOP + frame.height + BOTTOM + _LINE * len(numbered)
    root = _root(SIDE + frame.width + RIGHT, height)
    _graticule(root, frame, language)
    for spot, (x, y, _) in zip(spots, points, strict=True):
        radius = max(spot.radius * frame.km, _DOT + 1)
        look = {"fill": FILL, "fill_opacity": "0.14", "stroke": FILL, "stroke_dasharray": "3 2"}
        _add(root, "circle", cx=x, cy=y, r=radius, stroke_width="0.8", **look)
    for (x, y, _), label in zip(points, labels, strict=True):
        _mark(root, x, y, label)
    for place, label in enumerate(numbered):
        y = TOP + frame.height + BOTTOM + _LINE * place
        _text(root, SIDE, y, f"{label.number}  {label.text}")
    _scale_bar(root, frame, language)
    return str(etree.tostring(root, encoding="unicode"))


def _clear(spot: Spot, frame: Frame) -> float:
    """How far from the point its name stands: outside of a small circle, within a large one."""
    radius = spot.radius * frame.km
    return radius if _DOT < radius <= _SMALL else _DOT


def _root(width: float, height: float) -> etree._Element:
    root = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG})
    root.set("width", _n(width))
    root.set("height", _n(height))
    root.set("viewBox", f"0 0 {_n(width)} {_n(height)}")
    _add(root, "rect", width=width, height=height, fill="white")
    return root


def _graticule(root: etree._Element, frame: Frame, language: str) -> None:
    """Meridians and parallels with their degrees along the frame."""
    meridians, parallels = frame.lines()
    bottom, right = TOP + frame.height, SIDE + frame.width
    for longitude in meridians:
        x, _ = frame.at(longitude, frame.north)
        _add(root, "line", x1=x, y1=TOP, x2=x, y2=bottom, stroke=FAINT, stroke_width="0.8")
        label = _degrees(longitude, "east", "west", language, 2)
        _text(root, x, TOP - 8, label, anchor="middle", size=9, fill=SOFT)
    for latitude in parallels:
        _, y = frame.at(frame.west, latitude)
        _add(root, "line", x1=SIDE, y1=y, x2=right, y2=y, stroke=FAINT, stroke_width="0.8")
        _text(
            root,
            SIDE - 5,
            y + 3,
            _degrees(latitude, "north", "south", language, 2),
            anchor="end",
            size=9,
            fill=SOFT,
        )
    _add(root, "rect", x=SIDE, y=TOP, width=frame.width, height=frame.height, fill="none", stroke=SOFT,
         stroke_width="0.8")  # fmt: skip


def _mark(root: etree._Element, x: float, y: float, label: Label) -> None:
    """A point, the line to its name where that stands away, and the name on a white edge."""
    left, top, right, bottom = label.box
    if label.led:
        near_x, near_y = min(max(x, left), right), min(max(y, top), bottom)
        _add(root, "line", x1=x, y1=y, x2=near_x, y2=near_y, stroke=SOFT, stroke_width="0.7")
    _add(root, "circle", cx=x, cy=y, r=_DOT, fill=INK, stroke="white", stroke_width="0.8")
    text = str(label.number) if label.number else label.text
    # The edge is a text of its own underneath: not every renderer knows paint-order.
    _text(root, (left + right) / 2, bottom - SIZE * 0.3, text, anchor="middle", edge=True)
    _text(root, (left + right) / 2, bottom - SIZE * 0.3, text, anchor="middle")


def _scale_bar(root: etree._Element, frame: Frame, language: str) -> None:
    length, y = frame.bar(), TOP + frame.height + 18
    end = SIDE + length * frame.km
    for x1, y1, x2, y2 in ((SIDE, y, end, y), (SIDE, y - 4, SIDE, y + 4), (end, y - 4, end, y + 4)):
        _add(root, "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=INK, stroke_width="1.2")
    _text(root, end + 7, y + 4, said("kilometres", language, count=length), size=10)


def _text(
    root: etree._Element,
    x: float,
    y: float,
    text: str,
    anchor: str = "start",
    size: float = SIZE,
    fill: str = INK,
    edge: bool = False,
) -> None:
    look = (
        {"stroke": "white", "stroke_width": "3", "stroke_linejoin": "round", "fill": "white"}
        if edge
        else {"fill": fill}
    )
    element = _add(root, "text", x=x, y=y, font_family=FAMILY, font_size=size, text_anchor=anchor, **look)
    element.text = legible(text)


def _add(parent: etree._Element, tag: str, **attributes: float | str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{SVG}}}{tag}")
    for name, value in attributes.items():
        element.set(name.replace("_", "-"), value if isinstance(value, str) else _n(value))
    return element


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
