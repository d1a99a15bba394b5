"""Images that an edition brings along: PNG, JPEG or SVG, opened once to know that they can be shown.

Bitmaps are written anew as PNG: what a camera put beside the picture (place, device, name) is gone.
"""

from __future__ import annotations

import io

from lxml import etree
from PIL import Image, UnidentifiedImageError

# Wider than any page at 300 dots an inch.
_WIDEST = 3000
_ACTIVE = ("script", "foreignObject", "image", "use", "a", "iframe", "animate", "set")


class BadImage(ValueError):
    """An image that cannot be shown; the message says which, why, and what to do."""


def bitmap(path: str, content: bytes | None) -> tuple[str, bytes]:
    """(SVG, PNG) of an image, one of them empty. Raises BadImage."""
    if content is None:
        raise BadImage(f"{path}: there is no such image beside the edition; put it there, or take it out")
    if path.casefold().endswith(".svg"):
        return _svg(path, content), b""
    try:
        with Image.open(io.BytesIO(content)) as image:
            image.load()
            image.thumbnail((_WIDEST, _WIDEST))
            clean = Image.frombytes("RGBA", image.size, image.convert("RGBA").tobytes())
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise BadImage(f"{path}: the image cannot be opened ({error}); save it anew as PNG or JPEG") from None
    out = io.BytesIO()
    clean.save(out, "PNG")
    return "", out.getvalue()


def _svg(path: str, content: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BadImage(f"{path}: the SVG cannot be read ({error.msg}); save it anew") from None
    for element in root.iter():
        name = etree.QName(element).localname
        outside = any(
            value.startswith(("http:", "https:", "//", "file:")) for value in element.attrib.values()
        )
        if name in _ACTIVE or outside or any(key.casefold().startswith("on") for key in element.attrib):
            raise BadImage(
                f"{path}: the SVG holds <{name}>, which could load or run something; save it as PNG"
            )
    return str(etree.tostring(root, encoding="unicode"))
