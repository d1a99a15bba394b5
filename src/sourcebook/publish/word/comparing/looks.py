"""Whether words look otherwise than they did: emphasis, weight, link. Their language is never an edit."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

from sourcebook.publish.word.comparing.items import BLANK, key_of
from sourcebook.publish.word.flow import Look, Start, Token, Word


def looks_otherwise(before: Token | Start | None, after: Token | Start | None, exact: bool = False) -> bool:
    """Whether two words, the same otherwise, look differently; a blank's look is nobody's edit.

    `exact`: both are of an edition, where all of a look was typed.
    """
    if not isinstance(before, Word) or not isinstance(after, Word) or before.look == after.look:
        return False
    if exact:
        return True
    return key_of(before) != BLANK and _seen(before.look) != _seen(after.look)


def _seen(look: Look) -> tuple[bool, bool, str]:
    # Editors escape addresses and end them with a slash.
    return look.emphasis, look.strong, unquote(look.link).rstrip("/#")


def dressed(token: Token, like: Token | Start | None, exact: bool = False) -> Token:
    """A word of the edition with the look of another, in its own language (unless `exact`)."""
    if isinstance(token, Word) and isinstance(like, Word):
        if exact:
            return Word(token.text, like.look)
        return Word(token.text, replace(like.look, language=token.look.language))
    return token
