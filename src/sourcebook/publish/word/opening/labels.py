"""A number or letter before a paragraph that is no number of Word's but text, with a tab behind it."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.publish.word.opening.pieces import Piece

_LONGEST = 12


def typed_label(pieces: Sequence[Piece]) -> tuple[str | None, int]:
    """The label, and how many pieces it and its tab are; None and 0 where none stands there untouched."""
    label = ""
    for count, piece in enumerate(pieces, 1):
        state = piece.state
        if piece.note or piece.cell or state.inserted or state.deleted:
            break
        if piece.text == "\t":
            return (label.strip(), count) if label.strip() else (None, 0)
        label += piece.text
        if len(label) > _LONGEST:
            break
    return None, 0
