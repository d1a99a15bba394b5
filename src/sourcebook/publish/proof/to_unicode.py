"""What the codes of a PDF's fonts stand for: the ToUnicode maps (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pypdf.generic import DictionaryObject

# Shown bytes to the text of each glyph.
Decode = Callable[[bytes], list[str]]
UNKNOWN = "\ufffd"
_HEX = rb"<\s*([0-9A-Fa-f\s]*)>\s*"
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_CHAR = re.compile(_HEX + _HEX)
_RANGE = re.compile(_HEX + _HEX + rb"(?:" + _HEX + rb"|\[([^\]]*)\])")


def decoding(resources: DictionaryObject) -> Callable[[str], Decode]:
    """Gives for the name of a font of these resources ("/F1") how its codes are read."""
    known: dict[str, Decode] = {}

    def find(name: str) -> Decode:
        if name not in known:
            fonts = resources.get("/Font")
            font = fonts.get_object().get(name) if fonts is not None else None
            known[name] = _decode(font.get_object() if font is not None else DictionaryObject())
        return known[name]

    return find


def _decode(font: DictionaryObject) -> Decode:
    width = 2 if font.get("/Subtype") == "/Type0" else 1
    stream = font.get("/ToUnicode")
    codes = to_unicode(stream.get_object().get_data()) if stream is not None else {}

    def decode(shown: bytes) -> list[str]:
        return [
            codes.get(int.from_bytes(shown[at : at + width], "big"), UNKNOWN)
            for at in range(0, len(shown), width)
        ]

    return decode


def to_unicode(cmap: bytes) -> Mapping[int, str]:
    """The text of each code of a ToUnicode map."""
    codes: dict[int, str] = {}
    for part in _CHARS.findall(cmap):
        codes.update({_code(code): _text(text) for code, text in _CHAR.findall(part)})
    for part in _RANGES.findall(cmap):
        for first, last, start, several in _RANGE.findall(part):
            span = range(_code(first), _code(last) + 1)
            texts = re.findall(_HEX, several) if several else None
            for step, code in enumerate(span):
                codes[code] = _text(texts[step]) if texts else _next(_text(start), step)
    return codes


def _code(digits: bytes) -> int:
    return int(b"".join(digits.split()), 16)


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")


def _next(text: str, step: int) -> str:
    return text[:-1] + chr(ord(text[-1]) + step) if text else ""
