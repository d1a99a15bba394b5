"""Bodies: an abbreviation and what it stands for, the same words in another order or spelling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sourcebook.reading.names.groups import Link
from sourcebook.reading.names.spelling import plain

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    (
        "of",
        "the",
        "for",
        "on",
        "and",
        "in",
        "against",
        "to",
        "de",
        "la",
        "del",
        "para",
        "los",
        "las",
        "el",
        "y",
    )
)
_ISATION = re.compile(r"is(?=ation|ed|ing|e$|es$)")
_CENTRE = re.compile(r"tre$")
_DEFENCE = re.compile(r"nce$")
_OUR = re.compile(r"our(?=$|s$)")


def body_links(
    forms: Iterable[str], abbreviations: Mapping[str, str], counts: Mapping[str, int]
) -> Iterator[Link]:
    """Links among the forms of bodies; an abbreviation is linked where both it and its long form stand."""
    names = list(dict.fromkeys(forms))
    by_letters = {letters(name): name for name in names}
    for short, full in abbreviations.items():
        known = by_letters.get(letters(full))
        if counts.get(short, 0) and known and short != known:
            yield Link(known, short, "abbreviation", "an abbreviation and what it stands for")
    same: dict[frozenset[str], list[str]] = defaultdict(list)
    for name in names:
        content = frozenset(
            w for w in (british(plain(m[0])) for m in _WORD.finditer(name)) if w not in _SMALL
        )
        if len(content) > 1:
            same[content].append(name)
    for alike in same.values():
        for other in alike[1:]:
            spelling = letters(alike[0]) == letters(other)
            why = "the same letters" if spelling else "the same words in another order or spelling"
            yield Link(alike[0], other, "letters" if spelling else "body words", why)


def letters(name: str) -> str:
    """A body's name by its letters only, without article."""
    words = [plain(m[0]) for m in _WORD.finditer(name)]
    return "".join(words[1:] if words and words[0] in ("the", "el", "la") else words)


def british(word: str) -> str:
    """One spelling for British and American words: "organisation", "centre", "defence", "labour"."""
    word = _ISATION.sub("iz", word)
    word = _CENTRE.sub("ter", word)
    word = _DEFENCE.sub("nse", word) if word in ("defence", "offence", "licence", "pretence") else word
    return _OUR.sub("or", word)
