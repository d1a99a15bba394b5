"""From a Vega-Lite specification to an SVG with text alternatives, and from an SVG to a PNG.

The renderer numbers its clip paths over its whole life, and several charts may stand in one page: ids are
made anew for each, from the id of the picture. What a screen reader is told is the title and the
description; the marks are silent, for the numbers stand in both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import vl_convert
from lxml import etree

from sourcebook.publish.charts.fonts import FAMILY, registered

SVG = "http://www.w3.org/2000/svg"
# Ink that stays apart in black and white and for colour-blind readers (a ramp of one hue).
INK, SOFT, FAINT, FILL, BAR = "#1a1a1a", "#595959", "#d9d9d9", "#3b5b85", "#9db0cb"
CONFIG: dict[str, Any] = {
    "background": "white",
    "font": FAMILY,
    "view": {"stroke": None},
    "axis": {
        "domainColor": SOFT,
        "gridColor": FAINT,
        "labelColor": INK,
        "labelFontSize": 11,
        "labelLimit": 320,
        "tickColor": SOFT,
        "titleColor": INK,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
    },
    "header": {"labelColor": INK, "labelFontSize": 11, "labelFontWeight": "bold", "labelLimit": 560},
    "legend": {"labelColor": INK, "labelFontSize": 11, "titleColor": INK, "titleFontWeight": "normal"},
    "bar": {"color": FILL},
    "text": {"color": INK, "fontSize": 11},
    "rule": {"color": INK},
}
_SCALE = 2
_ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def svg_of(spec: dict[str, Any], id: str, title: str, description: str, marks: Mapping[str, object]) -> str:
    """The SVG of a Vega-Lite specification whose data stand in it; nothing is loaded from anywhere.

    `marks` are those of numbers (a locale of d3-format).
    """
    registered()
    whole = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "config": CONFIG, **_clean(spec)}
    svg = vl_convert.vegalite_to_svg(whole, allowed_base_urls=[], format_locale=dict(marks))
    return told(svg, id, title, description)


def told(svg: str, id: str, title: str, description: str) -> str:
    """An SVG with its title and description, ids of its own, and no other words for screen readers."""
    root = etree.fromstring(legible(svg).encode())
    names = {}
    for number, element in enumerate(root.xpath("//*[@id]")):
        names[element.get("id")] = f"{id}-{number}"
        element.set("id", f"{id}-{number}")
    for element in root.iter(etree.Element):
        for key, value in element.attrib.items():
            if key.startswith("aria-") or key in ("role", "class"):
                del element.attrib[key]
            elif "url(#" in value:
                element.set(key, _REFERENCE.sub(lambda found: f"url(#{names[found[1]]})", value))
    for place, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = etree.Element(f"{{{SVG}}}{tag}", id=f"{id}-{tag}")
        element.text = legible(text)
        root.insert(place, element)
    root.set("role", "img")
    root.set("aria-labelledby", f"{id}-title {id}-desc")
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode"))


def legible(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _ILLEGIBLE.sub("", text)


def literal(value: object) -> str:
    """Texts, and lists and mappings of them, as a literal of a Vega expression."""
    return json.dumps(_clean(value))


def _clean(value: Any) -> Any:  # noqa: ANN401
    """A specification without those characters: at one of them the renderer ends the whole process."""
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list | tuple) else value


def png_of(svg: str) -> bytes:
    """The picture of an SVG, at twice its size, for formats that cannot show it."""
    registered()
    return bytes(vl_convert.svg_to_png(svg, scale=_SCALE))
