"""What a report calls somebody, as the name of an actor: who is a person, who a body, and who has no name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sourcebook.reading.analysis.bodies import body_words
from sourcebook.reading.names.forms import is_person, person_name
from sourcebook.text.folding import skeleton

_SHORT_FORM = re.compile(r"(?P<long>[^()]{3,}?)\s*\((?P<short>[^\W\d_][\w.&/-]{1,15})\)$")


@dataclass(frozen=True, slots=True)
class Named:
    """The names of an actor, the first its main one, and its form ("person", "body" or "group")."""

    values: tuple[str, ...]
    form: str


@lru_cache(maxsize=4096)
def named(words: str, language: str, alone: frozenset[str] = frozenset()) -> Named | None:
    """The actor that some words name; None where they name nobody ("32 prisoners", "the evidence").

    `alone` are single words that name persons in this report (a surname). A name without titles before it is
    the actor's; an abbreviation in brackets is a second name.
    """
    value = _bare(" ".join(words.split()), language)
    if not value or not value[0].isupper():
        return None
    person = person_name(value, language)
    if is_person(person, language) or person in alone:
        return Named((person,), "person")
    short = _SHORT_FORM.fullmatch(value)
    values = (short["long"], short["short"]) if short else (value,)
    last = values[0].split()[-1]
    return Named(values, "body" if last[0].isupper() or last.isdigit() else "group")


def _bare(value: str, language: str) -> str:
    first, space, rest = value.partition(" ")
    articles = body_words(language).articles
    return _bare(rest, language) if space and first.casefold() in articles else value


def key_of(value: str) -> str:
    """What two spellings of one name have in common, as far as that is beyond doubt."""
    return skeleton(value)
