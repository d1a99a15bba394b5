"""Images that an edition brings along: PNG, JPEG or SVG, opened once to know that they can be shown.

Bitmaps are written anew as PNG: what a camera put beside the picture (place, device, name) is gone. Of an SVG
only what draws stays: what an editor noted in it (its user, paths, dates) is gone too.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from pathlib import Path

from lxml import etree
from PIL import Image, ImageOps, UnidentifiedImageError

# Wider than any page at 300 dots an inch.
_WIDEST = 3000
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_ACTIVE = ("script", "foreignObject", "image", "feImage", "use", "a", "iframe", "animate", "set")
_OUTSIDE = re.compile(
    r"url\(\s*['\"]?(?!#|['\"])|@import|\\|^\s*(?:(?:https?|ftp|file|data|javascript):|//)", re.I
)
_ADDRESSES = ("href", f"{{{_XLINK}}}href", "src")
_UNREADABLE = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    Image.DecompressionBombError,
)


class BadImage(ValueError):
    """An image that cannot be shown; the message says which, why, and what to do."""


def images_in(folder: Path | None) -> Callable[[str], bytes | None]:
    """Gives the bytes of the images of a folder by their paths in it; of what lies elsewhere, None."""

    def image(path: str) -> bytes | None:
        if folder is None:
            return None
        file = (folder / path).resolve()
        return file.read_bytes() if folder.resolve() in file.parents and file.is_file() else None

    return image


def bitmap(path: str, content: bytes | None) -> tuple[str, bytes]:
    """(SVG, PNG) of an image, one of them empty. Raises BadImage."""
    if content is None:
        raise BadImage(
            f"{path}: there is no such image in the folder of images; name that folder with --images, put it "
            "there, or take it out"
        )
    if path.casefold().endswith(".svg"):
        return _svg(path, content), b""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content)) as image:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image.load()
            # A camera held upright says so beside the picture: turned now, or it would lie on its side.
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((_WIDEST, _WIDEST))
            mode = "RGBA" if upright.has_transparency_data else "RGB"
            clean = Image.frombytes(mode, upright.size, upright.convert(mode).tobytes())
    except (*_UNREADABLE, Image.DecompressionBombWarning) as error:
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
    if root.tag != f"{{{_SVG}}}svg":
        raise BadImage(f"{path}: this is no SVG; save it anew, or as PNG")
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            raise BadImage(f"{path}: the SVG holds an entity, which could load something; save it as PNG")
        name = etree.QName(element).localname
        if name in _ACTIVE or _loads(element):
            raise BadImage(
                f"{path}: the SVG holds <{name}>, which could load or run something; save it as PNG"
            )
    _only_what_draws(root)
    return str(etree.tostring(root, encoding="unicode"))


def _loads(element: etree._Element) -> bool:
    """Whether an element could fetch something, or run it."""
    if etree.QName(element).localname == "style" and _styled_outside(element.text or ""):
        return True
    for key, value in element.attrib.items():
        name = etree.QName(key).localname.casefold()
        if name.startswith("on") or (key in _ADDRESSES and not value.startswith("#")):
            return True
        if etree.QName(key).namespace in (None, _XLINK) and _styled_outside(value):
            return True
    return False


def _styled_outside(value: str) -> bool:
    return _OUTSIDE.search(value) is not None


def _only_what_draws(root: etree._Element) -> None:
    """Takes out what an editor noted: its metadata, and elements and attributes of its own names."""
    for element in list(root.iter()):
        own = etree.QName(element)
        if element is not root and (own.namespace != _SVG or own.localname == "metadata"):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for key in list(element.attrib):
            namespace = etree.QName(key).namespace
            if namespace not in (None, _XLINK, _XML) or key.startswith("data-"):
                del element.attrib[key]
    etree.cleanup_namespaces(root, top_nsmap={None: _SVG})
