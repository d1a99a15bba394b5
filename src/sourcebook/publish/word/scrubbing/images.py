"""What pictures say beside what they show: camera, place, program, path.

JPEG (ITU T.81 annex B, Exif 2.32): segments of Exif, XMP, IPTC and comments are taken out; how the picture is
turned stays, alone. PNG (ISO/IEC 15948): chunks of text, time and Exif. GIF: comments and programs' blocks.
SVG: metadata, comments, and what drawing programs write for themselves. EMF: its description.
"""

from __future__ import annotations

import struct

from lxml import etree

_JPEG, _PNG, _EMF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\x01\x00\x00\x00"
_GIFS = (b"GIF87a", b"GIF89a")
# Bitmaps and metafiles of Windows, which say nothing but the picture.
_SILENT = (b"BM", b"\xd7\xcd\xc6\x9a")
# Exif and XMP, IPTC, comments. The colours (APP2) and Adobe's own (APP14) are needed to show it.
_JPEG_TOLD = frozenset((0xE1, 0xED, 0xFE, *range(0xE3, 0xED), 0xEF))
_SCAN, _END, _IN_SCAN = 0xDA, 0xD9, frozenset((0x00, 0xFF, *range(0xD0, 0xD8)))
_PNG_TOLD = frozenset((b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf", b"dSIG"))
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_PROGRAMS = (
    "inkscape",
    "sodipodi",
    "adobe",
    "figma",
    "bohemiancoding",
    "serif",
    "corel",
    "w3.org/1999/02/22-rdf",
)
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_ORIENTATION = 0x0112


def bare(content: bytes) -> bytes | None:
    """The picture without what it says beside what it shows; None for a kind that is not looked into."""
    if content.startswith(_JPEG):
        return _jpeg(content)
    if content.startswith(_PNG):
        return _png(content)
    if content.startswith(_GIFS):
        return _gif(content)
    if content.startswith(_EMF) and content[40:44] == b" EMF":
        return _emf(content)
    if content.startswith(_SILENT):
        return content
    if b"<svg" in content[:4096]:
        return _svg(content)
    return None


def _jpeg(content: bytes) -> bytes:
    """Segment for segment up to the end of the picture: those for a preview may stand behind it."""
    found, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != _END:
        kind = content[at + 1]
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        found.append(_segment(kind, content[at:end]))
        at = end
        if kind == _SCAN:
            at = _next_marker(content, end)
            found.append(content[end:at])
    return b"".join((*found, bytes((0xFF, _END))))


def _segment(kind: int, segment: bytes) -> bytes:
    if kind == 0xE1 and segment[4:10] == b"Exif\0\0":
        return _turned(segment[10:])
    told = kind in _JPEG_TOLD or (kind == 0xE2 and not segment[4:].startswith(b"ICC_PROFILE"))
    return b"" if told else segment


def _next_marker(content: bytes, at: int) -> int:
    """The end of the data of a scan: a marker that is neither a stuffed byte nor a restart (B.1.1.5)."""
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        following = content[at + 1]
        if following not in _IN_SCAN:
            return at
        at += 1 if following == 0xFF else 2
    return len(content)


def _turned(exif: bytes) -> bytes:
    """A segment that says how the picture is turned, and nothing else; empty where it is not."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 10:
        return b""
    at = struct.unpack_from(f"{order}I", exif, 4)[0]
    count = struct.unpack_from(f"{order}H", exif, at)[0] if at + 2 <= len(exif) else 0
    for place in range(at + 2, min(at + 2 + 12 * count, len(exif) - 11), 12):
        tag, kind = struct.unpack_from(f"{order}HH", exif, place)
        if tag == _ORIENTATION and kind == 3:
            turned = struct.unpack_from(f"{order}H", exif, place + 8)[0]
            if not 2 <= turned <= 8:
                return b""
            entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0)
            said = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
            return b"\xff\xe1" + struct.pack(">H", len(said) + 2) + said
    return b""


def _png(content: bytes) -> bytes:
    found, at = [content[:8]], 8
    while at + 12 <= len(content):
        size = struct.unpack_from(">I", content, at)[0]
        kind = content[at + 4 : at + 8]
        if kind not in _PNG_TOLD:
            found.append(content[at : at + 12 + size])
        at += 12 + size
        if kind == b"IEND":
            break
    return b"".join(found)


def _gif(content: bytes) -> bytes:
    """Blocks one after the other (GIF89a, 23 and 24 to 26)."""
    if len(content) < 13:
        return content
    at = 13 + (3 << (content[10] & 7) + 1 if content[10] & 0x80 else 0)
    found = [content[:at]]
    while at < len(content):
        start = at
        if content[at] == 0x21:
            kind, loops = (
                content[at + 1 : at + 2],
                content[at + 3 : at + 14] in (b"NETSCAPE2.0", b"ANIMEXTS1.0"),
            )
            at = _past(content, at + 2)
            if kind == b"\xf9" or (kind == b"\xff" and loops):
                found.append(content[start:at])
        elif content[at] == 0x2C and at + 10 < len(content):
            flags = content[at + 9]
            at = _past(content, at + 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0))
            found.append(content[start:at])
        else:
            break
    return b"".join((*found, b";"))


def _past(content: bytes, at: int) -> int:
    """Behind a row of blocks, each with its size before it, that ends with an empty one."""
    while at < len(content) and content[at]:
        at += content[at] + 1
    return at + 1


def _emf(content: bytes) -> bytes:
    """The description (MS-EMF 2.2.9) as zeros: where it stands is named in the header."""
    count, at = struct.unpack_from("<II", content, 60)
    end = at + 2 * count
    if not count or end > len(content):
        return content
    return content[:at] + bytes(2 * count) + content[end:]


def _svg(content: bytes) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return content
    for one in list(root.iter()):
        foreign = isinstance(one.tag, str) and any(name in one.tag.casefold() for name in _PROGRAMS)
        if one is not root and (foreign or one.tag == _SVG + "metadata"):
            one.getparent().remove(one)
            continue
        for key, value in list(one.attrib.items()):
            outside = key == _XLINK and value.lower().startswith(("file:", "/", "c:", "\\"))
            if outside or any(name in key.casefold() for name in _PROGRAMS):
                del one.attrib[key]
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
