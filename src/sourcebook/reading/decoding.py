"""Bytes to text: Unicode where it is that, else the encoding declared, else the likeliest; never silently."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from sourcebook.reading.document import Problem
from sourcebook.reading.errors import ReadingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""(?:charset\s{0,9}=\s{0,9}["']?|encoding\s{0,9}=\s{0,9}["']|\\usepackage\[)([A-Za-z][\w.:-]{1,30})""",
    re.IGNORECASE,
)
_LATEX_NAMES = {"latin1": "cp1252", "ansinew": "cp1252", "utf8": "utf-8", "utf8x": "utf-8"}
# The bytes that are letters both in Western European and in Cyrillic Windows encodings.
_HIGH = re.compile(rb"[\xc0-\xff]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# More than this share of control characters is no text.
_JUNK = 0.02
# A file in which so much of what is not ASCII is sound UTF-8 is UTF-8 with damage.
_MOSTLY = 0.9
# In an alphabet other than Latin, letters beyond ASCII stand side by side; in Latin they stand alone.
_SIDE_BY_SIDE = 0.6


def read_text(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file, and what was odd about its encoding. Raises ReadingError where it is no text."""
    text, problems = decoded(path.read_bytes(), str(path))
    return text, problems


def decoded(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of `data`; line ends become "\\n", control characters are left out and reported."""
    text, problems = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    controls = len(_CONTROL.findall(text))
    if controls > 8 and controls > len(text) * _JUNK:
        raise ReadingError(
            f"{name}: this is no text ({controls} control characters); give a document, not a program's data"
        )
    if controls:
        problems = (
            *problems,
            Problem(f"{controls} control characters (such as NUL) were left out", "whole file"),
        )
        text = _CONTROL.sub("", text)
    return text, problems


def _decoded(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, "replace")
            return text.removeprefix("\ufeff"), _damage(text, encoding)
    wide = _without_mark(data)
    if wide:
        text = data.decode(wide, "replace")
        return text, (Problem(f"no encoding is declared; read as {wide.upper()}", "whole file"),)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _old(data)


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is NUL."""
    head = data[:2000]
    if len(head) < 4 or head.count(0) < len(head) * 0.3:
        return None
    low, high = head[0::2].count(0), head[1::2].count(0)
    if max(low, high) < 4 * max(1, min(low, high)):
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def _old(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    text = data.decode("utf-8", "replace")
    spoilt = text.count("\ufffd")
    sound = sum(1 for character in text if character > "\x7f") - spoilt
    if sound > (sound + spoilt) * _MOSTLY:
        return text, _damage(text, "utf-8")
    encoding = _declared(data) or _guessed(data)
    text = data.decode(encoding, "replace")
    return text, (
        Problem(f"the file is not UTF-8; read as {encoding}, check letters with accents", "whole file"),
        *_damage(text, encoding),
    )


def _damage(text: str, encoding: str) -> tuple[Problem, ...]:
    spoilt = text.count("\ufffd")
    if not spoilt:
        return ()
    return (Problem(f"{spoilt} characters are damaged ({encoding}) and stand as \ufffd", "whole file"),)


def _declared(data: bytes) -> str | None:
    """The encoding that an HTML, XML or LaTeX file names in its first lines, if Python knows it."""
    match = _DECLARED.search(data[:4000])
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    name = _LATEX_NAMES.get(name, name)
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return None
    return None if known.startswith("utf") else "cp1252" if known in ("iso8859-1", "ascii") else known


def _guessed(data: bytes) -> str:
    runs = _HIGH.findall(data)
    beside = sum(len(run) for run in runs if len(run) > 1)
    return "cp1251" if beside > sum(map(len, runs)) * _SIDE_BY_SIDE else "cp1252"
