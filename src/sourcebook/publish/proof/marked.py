"""The text of each marked content of a PDF's pages, decoded from the bytes of the page.

A content stream is read operator by operator (ISO 32000-1, 14.6 and 9.4): what is shown goes to the marked
content that it stands in, through the ToUnicode map of its font. /ActualText replaces what it spans (14.9.4);
/ReversedChars turns round what it spans (14.8.2.3.3). Artifacts (running header, page number, rules) are left
out; text that is in no marked content at all is told.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf.generic import DictionaryObject, create_string_object

from sourcebook.publish.proof.operators import Operator, operators
from sourcebook.publish.proof.to_unicode import Decode, decoding

# Text in no marked content.
OUTSIDE = -1
_RTL = frozenset({"R", "AL"})


@dataclass
class _Part:
    """What was shown in one piece: its glyphs in the order they were shown, or what is said for them."""

    glyphs: list[str]
    reversed: bool = False


@dataclass
class _Mark:
    """A marked content that is open; `id` is its MCID, None where it has none."""

    id: int | None = None
    artifact: bool = False
    reversed: bool = False
    actual: str | None = None


@dataclass
class _Page:
    fonts: Callable[[str], Decode]
    properties: DictionaryObject
    texts: dict[int, list[str]] = field(default_factory=dict)
    marks: list[_Mark] = field(default_factory=list)
    saved: list[Decode | None] = field(default_factory=list)
    font: Decode | None = None
    parts: list[_Part] = field(default_factory=list)


def marked_texts(page: DictionaryObject) -> dict[int, str]:
    """The text of each marked content id of a page; under OUTSIDE what stands in none and is no artifact."""
    resources = _dictionary(page, "/Resources")
    state = _Page(decoding(resources), _dictionary(resources, "/Properties"))
    for operator in operators(_bytes_of(page)):
        _run(state, operator)
    _flush(state)
    return {id: "".join(texts) for id, texts in state.texts.items()}


def _bytes_of(page: DictionaryObject) -> bytes:
    contents = page["/Contents"].get_object() if "/Contents" in page else None
    if contents is None:
        return b""
    streams = contents if isinstance(contents, list) else [contents]
    return b"\n".join(_stream(one.get_object()) for one in streams)


def _stream(one: Any) -> bytes:  # noqa: ANN401 - pypdf's streams have no common type with data
    data = one.get_data()
    return bytes(data)


def _dictionary(parent: DictionaryObject, key: str) -> DictionaryObject:
    found = parent.get(key)
    whole = found.get_object() if found is not None else None
    return whole if isinstance(whole, DictionaryObject) else DictionaryObject()


def _run(state: _Page, operator: Operator) -> None:
    name, operands = operator.name, operator.operands
    if name in _SHOWING:
        _show(state, operands[-1] if operands else b"")
    elif name == b"Tf":
        state.font = state.fonts(str(operands[0]))
    elif name in (b"BDC", b"BMC"):
        _open(state, operands)
    elif name == b"EMC":
        if state.marks and state.marks[-1].id is not None:
            _flush(state)
        if state.marks:
            state.marks.pop()
    elif name == b"ET":
        _flush(state)
    elif name == b"q":
        state.saved.append(state.font)
    elif name == b"Q" and state.saved:
        state.font = state.saved.pop()


_SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"'})


def _open(state: _Page, operands: list[Any]) -> None:
    tag = str(operands[0])
    properties = operands[1] if len(operands) > 1 else {}
    if isinstance(properties, str):
        properties = _dictionary(state.properties, properties)
    mark = _Mark(artifact=tag == "/Artifact", reversed=tag == "/ReversedChars")
    if "/MCID" in properties:
        _flush(state)
        mark.id = int(properties["/MCID"])
    if "/ActualText" in properties:
        actual = properties["/ActualText"]
        mark.actual = actual if isinstance(actual, str) else str(create_string_object(actual))
    state.marks.append(mark)
    if mark.actual is not None and not any(one.artifact for one in state.marks):
        state.parts.append(_Part([mark.actual]))


def _show(state: _Page, shown: Any) -> None:  # noqa: ANN401 - a string or an array of strings and numbers
    if state.font is None or any(mark.artifact or mark.actual is not None for mark in state.marks):
        return
    reverse = any(mark.reversed for mark in state.marks)
    strings = shown if isinstance(shown, list) else [shown]
    glyphs = [glyph for one in strings if isinstance(one, bytes) for glyph in state.font(one)]
    state.parts.append(_Part(glyphs, reverse))


def _flush(state: _Page) -> None:
    """Gives what was shown since the last marked content or text object to the one that is open."""
    parts, state.parts = state.parts, []
    if not parts:
        return
    id = next((mark.id for mark in reversed(state.marks) if mark.id is not None), OUTSIDE)
    state.texts.setdefault(id, []).extend(_in_order(parts))


def _in_order(parts: list[_Part]) -> Iterator[str]:
    """The characters of one text object in the order in which they are read.

    Glyphs are shown from left to right. Where their letters run to the left, the last is the first to be
    read, whether /ReversedChars says so or not; where there are letters of both directions, it alone decides.
    """
    directions = {unicodedata.bidirectional(char) for part in parts for text in part.glyphs for char in text}
    marked = any(part.reversed for part in parts)
    leftward = marked or ("L" not in directions and bool(directions & _RTL))
    for part in reversed(parts) if leftward else parts:
        turned = part.reversed or (leftward and not marked)
        yield from reversed(part.glyphs) if turned else part.glyphs
