"""A content stream cut into its operators with their operands (ISO 32000-1, 7.8.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_SPACE = rb"[\x00\t\n\f\r ]"
_ENDS = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|$)"
_NUMBER = rb"[+-]?(?:\d+\.?\d*|\.\d+)"
_STRING = rb"\((?:[^()\\]|\\[\s\S])*\)"
_TOKEN = re.compile(
    # Drawing, colours and places, which say nothing about text, in one go with their numbers.
    rb"(?P<skipped>(?:" + _NUMBER + _SPACE + rb"+)*(?:cm|Tm|Td|Tr|scn|SCN|re|[mlchwMSfn])" + _ENDS + rb")"
    # Text with spaces between its glyphs, as most text is.
    rb"|(?P<spaced>\[(?:" + _STRING + rb"|[^\[\]()<>/%])*\]TJ" + _ENDS + rb")"
    rb"|(?P<string>" + _STRING + rb")"
    rb"|(?P<nested>\()"
    rb"|(?P<open><<)|(?P<close>>>)"
    rb"|(?P<hex><[0-9A-Fa-f\x00\t\n\f\r ]*>)"
    rb"|(?P<array>\[)|(?P<end>\])"
    rb"|(?P<name>/[^\x00\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<number>" + _NUMBER + _ENDS + rb")"
    rb"|(?P<operator>[^\x00\t\n\f\r ()<>\[\]{}/%]+)"
    rb"|(?P<space>" + _SPACE + rb"+|%[^\r\n]*)"
)
_STRINGS = re.compile(_STRING)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\s\S]))|\r\n?")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_HASH = re.compile(rb"#([0-9A-Fa-f]{2})")
_MARK = object()


class BrokenStream(ValueError):
    """A content stream that cannot be read."""


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator; operands are numbers, names ("/F1"), strings (bytes), lists and dictionaries."""

    name: bytes
    operands: list[Any]


def operators(stream: bytes) -> Iterator[Operator]:
    """The operators of a stream in their order. Raises BrokenStream."""
    stack: list[Any] = []
    at, end = 0, len(stream)
    while at < end:
        found = _TOKEN.match(stream, at)
        if found is None:
            raise BrokenStream(f"a content stream cannot be read at byte {at}")
        kind, at = found.lastgroup, found.end()
        match kind:
            case "space":
                continue
            case "skipped":
                stack = []
            case "spaced":
                yield Operator(b"TJ", [_string(b"".join(one[1:-1] for one in _STRINGS.findall(found[0])))])
                stack = []
            case "operator":
                if found[0] in (b"true", b"false", b"null"):
                    stack.append(found[0] == b"true")
                elif found[0] == b"BI":
                    at = _behind_image(stream, at)
                else:
                    yield Operator(found[0], stack)
                    stack = []
            case "number":
                stack.append(float(found[0]) if b"." in found[0] else int(found[0]))
            case "name":
                stack.append(_name(found[0]))
            case "string":
                stack.append(_string(found[0][1:-1]))
            case "nested":
                at = _balanced(stream, found.start())
                stack.append(_string(stream[found.start() + 1 : at - 1]))
            case "hex":
                digits = b"".join(found[0][1:-1].split())
                stack.append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")))
            case "open" | "array":
                stack.append(_MARK)
            case "end":
                stack.append(_taken(stack))
            case "close":
                stack.append(_dictionary(_taken(stack)))
    if _MARK in stack:
        raise BrokenStream("a content stream ends within an array or a dictionary")


def _taken(stack: list[Any]) -> list[Any]:
    """What stands on the stack above the last opening, which goes too."""
    taken: list[Any] = []
    while stack:
        one = stack.pop()
        if one is _MARK:
            return taken[::-1]
        taken.append(one)
    raise BrokenStream("a content stream closes what it did not open")


def _dictionary(pairs: list[Any]) -> dict[str, Any]:
    if len(pairs) % 2 or not all(isinstance(key, str) for key in pairs[::2]):
        raise BrokenStream("a dictionary in a content stream has a key without value")
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


def _name(written: bytes) -> str:
    return _HASH.sub(lambda found: bytes([int(found[1], 16)]), written).decode("utf-8", "surrogateescape")


def _string(inner: bytes) -> bytes:
    return _ESCAPE.sub(_unescaped, inner) if b"\\" in inner or b"\r" in inner else inner


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 8) & 0xFF])
    if found[2] is None:
        return b"\n"
    return b"" if found[2] in (b"\n", b"\r", b"\r\n") else _ESCAPED.get(found[2], found[2])


def _balanced(stream: bytes, start: int) -> int:
    """The end of a string with brackets within."""
    depth = 0
    for found in re.compile(rb"\\[\s\S]|[()]").finditer(stream, start):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    raise BrokenStream(f"a string in a content stream does not end (byte {start})")


def _behind_image(stream: bytes, start: int) -> int:
    found = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|$)").search(stream, start)
    if found is None:
        raise BrokenStream(f"an image in a content stream does not end (byte {start})")
    return found.end()
