"""Who is asked: the subject of "should", the object of "urges", the body named in a heading."""

from __future__ import annotations

import re

from sourcebook.reading.analysis.bodies import body_words, kind_of
from sourcebook.reading.recommendations.words import Words, words_of

_COMMA = re.compile(r",\s+")
_ABBREVIATION = re.compile(r"\(([^\W\d_][\w.-]{1,11})\)")
_ARTICLE = re.compile(r"^(?:the|el|la|los|las)\s+", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]{0,200}\)")
_AND = re.compile(r"^(?:and|as well as|y|e)\s+", re.IGNORECASE)
_LONGEST = 260


def subject_addressees(subject: str, language: str) -> list[str] | None:
    """The actors that a subject names; None where it names no actor ("the findings should ...")."""
    words = words_of(language)
    named = without_circumstances(subject, words)
    if words.demonstrative.match(named):
        return []  # "This visit should ...": of those who were named before.
    if not named or len(named) > _LONGEST or words.anaphora.match(named):
        return (
            []
            if named and words.anaphora.match(named) and named.casefold() not in ("this", "these")
            else None
        )
    if not is_actor(named, language) and not _bare_names(named, words):
        return None
    return split_actors(named, language)


def _bare_names(named: str, words: Words) -> bool:
    """ "Arland, Borland and Corland": names of one or two capitalised words each."""
    pieces = [piece for part in _COMMA.split(named) for piece in words.conjunction.split(_AND.sub("", part))]
    return all(piece[:1].isupper() and len(piece.split()) <= 2 for piece in pieces)


def without_circumstances(subject: str, words: Words) -> str:
    """The subject without "In cases of ..., " and "Furthermore, " before it."""
    parts = _COMMA.split(subject.strip(" ,;:"))
    while len(parts) > 1 and words.circumstance.match(parts[0]):
        parts.pop(0)
    return ", ".join(parts).strip()


def is_actor(name: str, language: str) -> bool:
    """Whether a noun phrase names somebody who can be asked: by an actor noun, a body, an abbreviation.

    "The findings of the Committee" names findings: what counts is the part before the first "of", unless
    that is a body's head itself.
    """
    words = words_of(language)
    bare = _ARTICLE.sub("", _ASIDE.sub("", name)).strip()
    head = re.split(r"\s(?:of|on|for|to|de|del|sobre|para|in|against|with)\s", bare, maxsplit=1)[0]
    if words.actor.search(head) or body_words(language).roles.search(head):
        return True
    if kind_of(head, language) != "other":
        return True
    return (head.isupper() and 2 <= len(head) <= 12) or (" " not in bare and bare[:1].isupper())


def split_actors(name: str, language: str) -> list[str]:
    """ "X, Y and Z" as three actors, where each part names an actor; else the one name, commas and all.

    Bare names ("Arland, Borland and Corland") are several only where all of them are bare.
    """
    written = _COMMA.split(name)
    pieces = [_AND.sub("", piece) for piece in written]
    bare = _bare_names(name, words_of(language))
    parts: list[str] = []
    for n, piece in enumerate(pieces):
        if n and not bare and not _is_told(piece, language):
            parts[-1] = f"{parts[-1]}, {written[n]}"
        else:
            parts += _at_and(piece, language)
    return [_ARTICLE.sub("", part).strip() for part in parts if part.strip()]


def _is_told(piece: str, language: str) -> bool:
    """An actor by a noun, a body's form or an abbreviation, not by a capital alone."""
    return is_actor(piece, language) and (" " in piece.strip() or piece.isupper())


def _at_and(piece: str, language: str) -> list[str]:
    words = words_of(language)
    if _bare_names(piece, words):
        return words.conjunction.split(piece)
    for match in words.conjunction.finditer(piece):
        left, right = piece[: match.start()], piece[match.end() :]
        # "regional and international organizations" is one; "the X Council and the Y Council" are two.
        if (
            is_actor(left, language)
            and is_actor(right, language)
            and (_complete(left, words) or right[:4] == "the ")
        ):
            return [left, *_at_and(right, language)]
    return [piece]


def _complete(left: str, words: Words) -> bool:
    """Whether the words before "and" end in an actor noun or a name, not in an adjective or an office."""
    last = left.split()[-1]
    return (
        words.actor.fullmatch(last) is not None
        or (last[:1].isupper() and " of " not in left)
        or last.endswith(")")
    )


def repeated(name: str, before: list[str]) -> bool:
    """Whether an addressee only repeats one named before: by its abbreviation or in fewer words."""
    bare = _ARTICLE.sub("", name).casefold().strip()
    for other in before:
        shorts = [m[1].casefold() for m in _ABBREVIATION.finditer(other)]
        full = _ASIDE.sub(" ", other).casefold()
        if bare in shorts or bare == full.strip() or set(bare.split()) <= set(full.split()):
            return True
    return False
