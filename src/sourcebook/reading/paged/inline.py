"""Inline Markdown of a block to a passage: emphasis, links, escapes, entities and note marks read away."""

from __future__ import annotations

import re
from html import unescape
from typing import Literal

from sourcebook.text import Passage, PassageBuilder

_TOKEN = re.compile(
    r"""<sup>\s*\[?(?P<mark>\d{1,4}(?:\s*,\s*\d{1,4}){0,9})\]?\s*</sup>
    | <(?P<auto>(?:https?|ftp)://[^\s<>]{1,4000})>
    | <(?P<tag>/?(?:sup|sub|b|i|em|strong|u|span|br|a)\b[^<>]{0,300})>
    | \\(?P<escape>[^\w\s])
    | (?P<entity>&(?:\#\d{1,6}|\#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,12});)
    | \[(?P<text>[^\[\]\n]{1,2000})\]\((?P<target>[^()\s]{1,4000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?)\)
    | (?P<stars>\*{1,3})
    | (?P<raised>[⁰¹²³⁴-⁹]{1,3})
    | (?P<space>\s+)
    """,
    re.VERBOSE,
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_UNIT_BEFORE = re.compile(r"(?:^|[\W\d])[kcdm]?m$")


def read_inline(source: str, start: int, end: int) -> Passage:
    """The passage that `source[start:end]` shows when its Markdown is read."""
    builder = PassageBuilder()
    _read(builder, source, start, end, {})
    return builder.build()


def _read(builder: PassageBuilder, source: str, start: int, end: int, open_at: dict[str, int]) -> None:
    at = start
    for match in _TOKEN.finditer(source, start, end):
        if match.start() < at:
            continue
        builder.add(source[at : match.start()], at)
        at = match.end()
        _token(builder, source, match, open_at)
    builder.add(source[at:end], at)


def _token(builder: PassageBuilder, source: str, match: re.Match[str], open_at: dict[str, int]) -> None:
    kind = match.lastgroup
    if kind == "mark":
        for label in match["mark"].split(","):
            builder.mark(label.strip())
    elif kind == "auto":
        begun = builder.size
        builder.add(match["auto"], match.start("auto"))
        builder.link(begun, match["auto"])
    elif kind == "tag":
        if match["tag"].startswith("br"):
            builder.add(" ", match.start(), len(match[0]))
        elif match["tag"].strip("/ ") in ("b", "i", "em", "strong"):
            _emphasis(builder, "bold" if match["tag"].strip("/ ") in ("b", "strong") else "italic", open_at)
    elif kind == "escape":
        builder.add(match["escape"], match.start(), 2)
    elif kind == "entity":
        builder.add(unescape(match[0]), match.start(), len(match[0]))
    elif kind == "target":
        begun = builder.size
        _read(builder, source, match.start("text"), match.end("text"), {})
        builder.link(begun, _unescaped(match["target"]))
    elif kind == "stars":
        _stars(builder, match, open_at)
    elif kind == "raised":
        _raised(builder, match)
    elif kind == "space":
        builder.add(" ", match.start(), len(match[0]))


def _stars(builder: PassageBuilder, match: re.Match[str], open_at: dict[str, int]) -> None:
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    if (not before or before.isspace()) and (not after or after.isspace()):
        builder.add(match[0], match.start())
        return
    if len(match[0]) >= 2:
        _emphasis(builder, "bold", open_at)
    if len(match[0]) != 2:
        _emphasis(builder, "italic", open_at)


def _emphasis(builder: PassageBuilder, kind: Literal["italic", "bold"], open_at: dict[str, int]) -> None:
    if kind in open_at:
        builder.emphasise(open_at.pop(kind), kind)
    else:
        open_at[kind] = builder.size


def _raised(builder: PassageBuilder, match: re.Match[str]) -> None:
    """¹² is a mark, m² is not."""
    if _UNIT_BEFORE.search(match.string, max(0, match.start() - 3), match.start()):
        builder.add(match[0], match.start())
    else:
        builder.mark(match[0].translate(_RAISED))


def _unescaped(url: str) -> str:
    return unescape(re.sub(r"\\([^\w\s])", r"\1", url))
