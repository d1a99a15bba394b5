"""Pictures as the compiler takes them, and what is wrong with one before it does."""

from __future__ import annotations

import re
import struct
import zlib
from base64 import b64encode
from collections.abc import Iterator

from lxml import etree

from sourcebook.publish.fonts import known_families
from sourcebook.publish.printed import Picture

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GENERIC = frozenset({"serif", "sans-serif", "monospace", "cursive", "fantasy", "inherit"})
_LINK = "{http://www.w3.org/1999/xlink}href"


def faults(block: Picture, system: bool = False) -> Iterator[str]:
    """What is wrong with a picture, in words that name it."""
    if not block.alt.strip():
        yield f"the picture {block.id} has no text alternative: say in words what it shows"
    if block.svg:
        yield from _svg(block, system)
    elif not _is_whole(block.png):
        yield f"the picture {block.id} is no PNG image, or only a part of one: choose the file again"


def framed(png: bytes) -> str:
    """A PNG as an SVG that holds it whole: the compiler takes its files as text. 96 pixels are an inch."""
    width, height = struct.unpack(">II", png[16:24])
    size = f'width="{width}" height="{height}"'
    data = b64encode(png).decode("ascii")
    image = f'<image {size} href="data:image/png;base64,{data}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}">{image}</svg>'


def _is_whole(png: bytes) -> bool:
    """Whether all chunks of a PNG are there, with their checksums (ISO/IEC 15948, 5.3)."""
    if not png.startswith(_SIGNATURE):
        return False
    at, image = len(_SIGNATURE), zlib.decompressobj()
    while at + 12 <= len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, data, check = (
            png[at + 4 : at + 8],
            png[at + 8 : at + 8 + length],
            png[at + 8 + length : at + 12 + length],
        )
        if len(check) < 4 or zlib.crc32(kind + data) != struct.unpack(">I", check)[0]:
            return False
        if kind == b"IDAT":
            try:
                image.decompress(data, 1)
            except zlib.error:
                return False
        if kind == b"IEND":
            return True
        at += 12 + length
    return False


def _svg(block: Picture, system: bool) -> Iterator[str]:
    try:
        root = etree.fromstring(block.svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        yield f"the picture {block.id} is no SVG: {error.msg}"
        return
    known = known_families(system) | _GENERIC
    for element in root.iter(etree.Element):
        declared = element.get("font-family") or _declared(element.get("style") or "")
        names = {name.strip(" '\"").casefold() for name in declared.split(",")} if declared else set()
        if names and not known & names:
            yield f"the picture {block.id} names the font {declared}, which is not there: use DejaVu Sans"
        address = element.get("href") or element.get(_LINK) or ""
        if element.tag.endswith("}image") and not address.startswith("data:"):
            yield f"the picture {block.id} draws {address}, nothing is fetched: put the image into the SVG"


def _declared(style: str) -> str:
    found = re.search(r"font-family\s*:\s*([^;]+)", style)
    return found[1] if found else ""
