"""Where the font files are: the folder of a package, found without loading the package."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst


class MissingFont(ValueError):
    """A character or a font that a report needs and no font file gives; the message says where."""


@cache
def folder() -> Path:
    """The folder of the DejaVu font files. Raises MissingFont where matplotlib is not installed."""
    found = find_spec("matplotlib")
    for place in (found.submodule_search_locations or ()) if found else ():
        fonts = Path(place) / "mpl-data" / "fonts" / "ttf"
        if (fonts / "DejaVuSerif.ttf").is_file():
            return fonts
    raise MissingFont("the DejaVu fonts are not there: install the package matplotlib, which brings them")


@cache
def book(system: bool = False) -> typst.Fonts:
    """The fonts for the Typst compiler; with `system` those of the machine too, after ours."""
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=True, font_paths=[str(folder())])
