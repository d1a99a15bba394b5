"""Finds words of a template that stand outside the tags which translate them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.template.base import Lexer, TokenType

# Attributes that people read or hear.
_READ = "aria-label|aria-description|title|placeholder|alt|data-key-label|data-none"
_ATTRIBUTE = re.compile(rf"(?<![\w-])(?:{_READ})=(\"[^\"]*\"|'[^']*')")
_SILENT = re.compile(r"<(script|style|code|pre|kbd)\b[^>]*>.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"""<(?:"[^"]*"|'[^']*'|[^<>"'])*>|&#?\w+;""")
_WORD = re.compile(r"[^\W\d_]{2,}")
# Where a tag of the template stood: neither a word nor the end of a markup tag.
_GAP = "\u0000"


def bare(template: str) -> Iterator[str]:
    """The words that would be shown in English whatever the language."""
    text = _SILENT.sub(" ", "".join(_outside(template)))
    for met in _ATTRIBUTE.finditer(text):
        if _WORD.search(met[1]):
            yield met[1].replace(_GAP, "")
    for piece in re.split(f"[\n{_GAP}]", _TAG.sub("\n", text)):
        if _WORD.search(piece):
            yield piece.strip()


def _outside(template: str) -> Iterator[str]:
    until = ""
    for token in Lexer(template).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = token.contents.split()[0]
            if until:
                until = "" if name == until else until
            elif name in ("blocktranslate", "blocktrans", "comment"):
                until = f"end{name}"
            elif token.contents == "block main_class":
                until = "endblock"
            yield _GAP
        elif token.token_type == TokenType.TEXT:
            yield "" if until else token.contents
        else:
            yield _GAP
