"""Two names side by side: "X (formerly Y)", "X [Y]", "X, also known as Y"; and places spelt in two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from sourcebook.reading.names.forms import person_name
from sourcebook.reading.names.groups import Link
from sourcebook.reading.names.spelling import key, likeness, plain, sound
from sourcebook.reading.names.words import Words

_BLOCK = 60
_ALIKE = 86.0
_GLOSS = 70.0
# How far before a bracket a name may begin.
_REACH = 60
_BREAK = re.compile(r"[.,;:!?)\]”\"]$")


def alias_links(texts: Iterable[str], words: Words, language: str) -> Iterator[Link]:
    """Pairs that the text itself sets side by side.

    Square brackets are the author's own gloss; round ones count with a word of explanation, or where the two
    sound alike.
    """
    for text in texts:
        if "[" in text or "(" in text:
            for match in words.bracketed.finditer(text):
                one, other = _name_before(text, match.start(), words), match["other"].strip()
                one = person_name(one, language)
                if _both_names(one, other, words):
                    link = _glossed(one, other, match)
                    yield from [link] if link else []
        for match in words.known_as.finditer(text):
            one, other = _name_before(text, match.start(), words), _leading(match["other"], words)
            one = person_name(one, language)
            if _both_names(one, other, words):
                yield Link(one, other, "alias", "said to be another name of the same")


def _glossed(one: str, other: str, match: re.Match[str]) -> Link | None:
    if match["word"]:
        return Link(one, other, "alias", f"“{match['word']}” in brackets")
    if likeness(one, other) >= _GLOSS and sound(one)[:1] == sound(other)[:1]:
        return Link(one, other, "gloss alike", "one in brackets after the other, sounding alike")
    if match["open"] == "[":
        return Link(one, other, "gloss", "the author's gloss in square brackets")
    return None


def _name_before(text: str, end: int, words: Words) -> str:
    """The capitalised words right before `end`, without a break between them."""
    tokens = text[max(0, end - _REACH, text.rfind("\n", 0, end) + 1) : end].split()
    at = len(tokens)
    while at and _names(tokens[at - 1], words) and (at == len(tokens) or not _BREAK.search(tokens[at - 1])):
        at -= 1
    return " ".join(tokens[at:]).strip("“”\"'‘’(),")


def _leading(run: str, words: Words) -> str:
    """The capitalised words at the start of a run."""
    tokens = run.split()
    at = 0
    while at < len(tokens) and _names(tokens[at], words):
        at += 1
    return " ".join(tokens[:at])


def _names(token: str, words: Words) -> bool:
    bare = token.lstrip("“\"‘'(")
    return bare[:1].isupper() and bare.casefold() not in words.no_names


def _both_names(one: str, other: str, words: Words) -> bool:
    if not one or not other or one == other:
        return False
    if any(token.casefold() in words.no_names for token in other.split()):
        return False
    if any(not token[0].isupper() and token.casefold() not in words.particles for token in other.split()):
        return False
    # Abbreviations are told elsewhere; a caseless script has neither capitals nor abbreviations.
    return not any(name.isupper() and name.isascii() and len(name) < 12 for name in (one, other))


def place_links(places: Mapping[str, int], persons: frozenset[str]) -> Iterator[Link]:
    """Places of one word that sound alike: the same consonants, one perhaps an adjective of neither."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for place in places:
        if " " not in place and len(place) >= 5 and place not in persons:
            blocks[key(place)].append(place)
    for block in blocks.values():
        for one, other in combinations(block[:_BLOCK], 2):
            if plain(one) == plain(other):
                yield Link(one, other, "letters", "the same letters but for marks, capitals or hyphens")
            elif likeness(one, other) >= _ALIKE and not _derived(one, other):
                yield Link(one, other, "place sound", "places that sound alike")


def _derived(one: str, other: str) -> bool:
    """Whether one may be made from the other ("Arland", "Arlandi"; "Norland", "Norlands")."""
    a, b = sorted((plain(one), plain(other)), key=len)
    return b.startswith(a[:-1])
