"""The font of charts and maps, DejaVu Sans, which has the Latin, Cyrillic, Armenian, Georgian and Arabic
letters.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import vl_convert

FAMILY = "DejaVu Sans, sans-serif"


class FontMissing(RuntimeError):
    """The font files are not there; the message says where they come from."""


@cache
def font_folder() -> Path:
    """The folder of the font files, which come with matplotlib. Raises FontMissing."""
    # Only the place is asked for: importing matplotlib would cost half a second.
    spec = find_spec("matplotlib")
    places = spec.submodule_search_locations if spec else None
    for place in places or ():
        folder = Path(place) / "mpl-data" / "fonts" / "ttf"
        if (folder / "DejaVuSans.ttf").is_file():
            return folder
    raise FontMissing(
        "the font DejaVu Sans is missing: it comes with matplotlib, so `pip install matplotlib`"
    )


@cache
def registered() -> None:
    """Makes the font known to the renderer, once."""
    vl_convert.register_font_directory(str(font_folder()))


@cache
def _advances() -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    from fontTools.ttLib import TTFont

    font = TTFont(font_folder() / "DejaVuSans.ttf", lazy=True)
    return font.getBestCmap(), dict(font["hmtx"].metrics), int(font["head"].unitsPerEm)


def width(text: str, size: float) -> float:
    """How wide a text is at a size, in the unit of the size; letters that join are measured unjoined."""
    glyphs, metrics, unit = _advances()
    widths = (metrics[glyphs.get(ord(char), ".notdef")][0] for char in text)
    return size * sum(widths) / unit
