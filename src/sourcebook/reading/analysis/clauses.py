"""The report's own words of a sentence, cut at its commas: what quotations and brackets say is not read.

Quotations become a break and bracketed asides blanks, one character for one, so that offsets stay those
of the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.reading.analysis.views import ParagraphView
from sourcebook.text import Span

# Stands for each character of a quotation; no text has it.
QUOTED = "\ufffc"
_BRACKET = re.compile(r"\([^()\n]{0,300}\)|\[[^\[\]\n]{0,300}\]")
_BREAK = re.compile(rf"[,;:]\s|\s[–—-]\s|{QUOTED}+|\n")


def masked(view: ParagraphView) -> str:
    """The paragraph with every quotation and bracketed aside blotted out, at equal length."""
    text = view.text
    parts: list[str] = []
    at = 0
    for quoted in view.quotations:
        if quoted.depth == 0 and quoted.start >= at:
            parts += (text[at : quoted.start], QUOTED * (quoted.end - quoted.start))
            at = quoted.end
    parts.append(text[at:])
    return _BRACKET.sub(lambda match: " " * len(match[0]), "".join(parts))


def segments(text: str, start: int, end: int) -> Iterator[Span]:
    """The parts of a masked text between commas, dashes and quotations, blank ones left out."""
    at = start
    for match in _BREAK.finditer(text, start, end):
        if text[at : match.start()].strip():
            yield stripped(text, at, match.start())
        at = match.end()
    if text[at:end].strip():
        yield stripped(text, at, end)


def stripped(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    body = text[start:end]
    return Span(start + len(body) - len(body.lstrip()), start + len(body.rstrip()))
