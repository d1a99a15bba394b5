"""Folding: what may differ between two copies of the same words without being another word."""

from __future__ import annotations

import re
import unicodedata

GLYPHS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″❝❞〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛‹›′ʼ＇`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
        "…": "...",
    }
)
_SPACES = re.compile(r"\s+")
# Letters that casefold and NFKD leave apart though readers type one for the other.
_LETTERS = str.maketrans("ıİəƏёЁłŁøØđĐ", "iieeеЕlLoOdD")


def fold(text: str) -> str:
    """NFKC, one kind of quotation mark, dash and space, no soft hyphens; case is kept."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text.translate(GLYPHS))).strip()


def skeleton(text: str) -> str:
    """Lower case without marks on letters: for finding the same name in another spelling."""
    bare = unicodedata.normalize("NFKD", fold(text).translate(_LETTERS).casefold())
    return "".join(c for c in bare if not unicodedata.combining(c))
