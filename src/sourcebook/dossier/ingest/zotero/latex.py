"""Text written for LaTeX as plain text: accents decoded, braces and commands gone, nothing lost at a `%`."""

from __future__ import annotations

import re
from functools import cache

from pylatexenc.latex2text import (  # type: ignore[import-untyped]
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

_NEEDED = re.compile(r"[\\{}$~`']|--")
# A percent sign without backslash begins a comment in LaTeX; in a library it is a slip.
_PERCENT = re.compile(r"(?<!\\)%")
_URL_ESCAPES = re.compile(r"\\([_%&#~{}$])")
_URL_MACRO = re.compile(r"\\(?:url|href)\s{0,3}\{([^{}]*)\}.*", re.DOTALL)


class LatexError(ValueError):
    """LaTeX that cannot be decoded; the message says why."""


def plain(text: str) -> str:
    """The text of a field, on one line. Raises LatexError."""
    if not _NEEDED.search(text):
        return " ".join(text.split())
    try:
        decoded: str = _decoder().latex_to_text(_PERCENT.sub(r"\\%", text))
    except (Exception, RecursionError) as error:  # its errors have no common base
        raise LatexError(f"LaTeX that cannot be decoded ({str(error)[:80]})") from None
    return " ".join(decoded.split())


def bare_address(text: str) -> str:
    """A URL as it is, without LaTeX's escapes and its `\\url`."""
    return _URL_ESCAPES.sub(r"\1", _URL_MACRO.sub(r"\1", text.strip()).strip("{}"))


@cache
def _decoder() -> LatexNodes2Text:
    context = get_default_latex_context_db()
    # Its own rule puts angle brackets around addresses.
    context.add_context_category("addresses", prepend=True, macros=[MacroTextSpec("url", simplify_repl="%s")])
    return LatexNodes2Text(latex_context=context, math_mode="text", keep_comments=True)
