"""Pictures of a map from a server of somebody's choice: off, unless one is named and the reader asks.

Who asks for tiles tells the tile server which region is looked at. `SOURCEBOOK_TILES` is the address of a
tile with {z}, {x} and {y}; `SOURCEBOOK_TILES_BY` names whose they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from sourcebook.workbench.drawing import num
from sourcebook.workbench.pages.map.sight import Sight


@dataclass(frozen=True, slots=True)
class Tiles:
    """A server of tiles: the address of a tile, whose they are, the origin that pictures may come from."""

    address: str
    by: str
    origin: str

    @property
    def host(self) -> str:
        """The name of the server."""
        return urlsplit(self.address).netloc

    def under(self, sight: Sight) -> list[tuple[str, str, str]]:
        """(address, x, y) of the tiles under a drawing."""
        return [
            (self.address.format(z=sight.zoom, x=x, y=y), num(left), num(top))
            for x, y, left, top in sight.tiles()
        ]


def tiles_offered() -> Tiles | None:
    """The server that was named; None where none was, or its address is none."""
    address = settings.TILES
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or "{z}" not in address:
        return None
    return Tiles(address, settings.TILES_BY, f"{parts.scheme}://{parts.netloc}")
