"""Pictures as Word shows them: a PNG with its size in inches, which fits the page."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import vl_convert

from sourcebook.publish.formats.docx.refused import Unprintable
from sourcebook.publish.printed import Picture

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TWIPS = 1440
# A drawing is rendered three times as fine as its units (96 to the inch), and no picture fills a page.
_SCALE, _UNITS = 3, 96
_TALLEST = 0.7


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture and its size in inches."""

    png: bytes
    width: float
    height: float


def shown(picture: Picture, text_width: int, text_height: int) -> Shown:
    """The picture to print on lines of `text_width` and pages of `text_height` twips.

    Raises Unprintable where it is no PNG and no drawing.
    """
    png = picture.png or _drawn(picture)
    if not png.startswith(_SIGNATURE) or len(png) < 33:
        raise Unprintable(f"{picture.id}: the picture is no PNG; make it anew")
    across, down = struct.unpack(">II", png[16:24])
    if not across or not down:
        raise Unprintable(f"{picture.id}: the picture has no size; make it anew")
    # Charts and maps were made for the width of the text; small ones are not blown up to it.
    widest, tallest = text_width / _TWIPS, text_height / _TWIPS * _TALLEST
    width = min(widest, across / _UNITS)
    height = width * down / across
    return Shown(png, width, height) if height <= tallest else Shown(png, tallest * across / down, tallest)


def _drawn(picture: Picture) -> bytes:
    if not picture.svg:
        raise Unprintable(f"{picture.id}: the picture is empty; make it anew")
    try:
        return bytes(vl_convert.svg_to_png(picture.svg, scale=_SCALE))
    except (RuntimeError, ValueError) as error:
        # Its first line; a trace of the renderer follows.
        said = str(error).partition("\n")[0]
        raise Unprintable(f"{picture.id}: the drawing cannot be rendered ({said}); make it anew") from None
