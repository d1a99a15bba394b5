"""What a number counts or measures: its qualifier, its unit and the noun phrase after it."""

from __future__ import annotations

import re
from typing import NamedTuple

from sourcebook.reading.analysis.numbers import Number
from sourcebook.reading.figures.words import Words

_WORD = re.compile(r"[^\W_](?:[\w’'./-]{0,40}\w)?")
_BREAK = re.compile(r"[,;:()\[\]\n“”\"«»!?]|\.(?=\s|$)|\s[–—-]\s")
_LONGEST = 8


class Measured(NamedTuple):
    """`text[start:end]` with qualifier and unit; bounds as the qualifier sets them."""

    start: int
    end: int
    quantity: str
    unit: str | None
    qualifier: str | None
    low: float | None
    high: float | None


def measure(text: str, number: Number, words: Words, sentence: tuple[int, int]) -> Measured:
    """Qualifier, unit and quantity of a number in its sentence."""
    qualifier, sense, start = _qualifier_before(text, number, words, sentence[0])
    unit, kind, end = _unit(text, number, words)
    if text[end : end + 1] == ")" and text[start - 1 : start] == "(":
        end += 1
    phrase, phrase_end = _phrase(text, end, words, sentence[1])
    if qualifier is None:
        after = words.qualifier_after.match(text, end)
        if after:
            qualifier, sense = (
                after["words"],
                words.qualifiers_after[" ".join(after["words"].casefold().split())],
            )
            phrase, phrase_end = _phrase(text, after.end(), words, sentence[1])
    if unit is None:
        unit = _counted(phrase, words) or _outcome_unit(text, phrase_end, words)
    quantity = _quantity(text, number, phrase, kind, words, sentence[0])
    low, high = _bounds(number, sense)
    return Measured(start, max(end, phrase_end), quantity, unit, qualifier, low, high)


def _qualifier_before(
    text: str, number: Number, words: Words, sentence_start: int
) -> tuple[str | None, str | None, int]:
    start = number.start
    currency = words.currency.search(text, max(sentence_start, start - 6), start)
    if currency:
        start = currency.start()
    match = words.qualifier.search(text, max(sentence_start, start - 40), start)
    if match is None:
        return None, None, start
    if words.governed.search(text, max(sentence_start, match.start() - 20), match.start()):
        return None, None, start
    written = " ".join(match["words"].split())
    return written, words.qualifiers[written.casefold()], match.start("words")


def _unit(text: str, number: Number, words: Words) -> tuple[str | None, str, int]:
    """The unit's name, its kind ("time", "measure", "money", "votes", "age") and where its words end."""
    currency = words.currency.search(text, max(0, number.start - 6), number.start)
    if currency:
        return words.currencies[currency[0].strip().casefold()], "money", number.end
    if number.kind == "share":
        return "%", "measure", number.end
    glued = re.match(r"[ \u00a0]?([%‰°]C?|[A-Za-zµ]{1,3}[²³2]?)(?!\w)", text[number.end : number.end + 8])
    if glued and glued[1].casefold() in words.symbols and (glued[1] in "%‰" or text[number.start].isdigit()):
        return words.symbols[glued[1].casefold()], "measure", number.end + glued.end()
    match = words.units.match(text, number.end)
    if match is None:
        return None, "", number.end
    kind, name = words.unit_names[" ".join(match["words"].casefold().split())]
    return name, kind, match.end()


def _phrase(text: str, start: int, words: Words, end: int) -> tuple[str, int]:
    """The noun phrase from `start`: up to a break, a word that ends phrases, or eight words."""
    stop = _BREAK.search(text, start, min(end, start + 160))
    limit = stop.start() if stop else min(end, start + 160)
    last, after_of = start, False
    for count, match in enumerate(_WORD.finditer(text, start, limit)):
        word = match[0].casefold()
        if word in words.phrase_ends or count >= _LONGEST:
            break
        after_of = word in ("of", "de", "del")
        last = match.end()
        if words.outcomes.fullmatch(word) and count:
            break
    found = text[start:last].strip(" -\u00a0")
    return (found, last) if not after_of else (found.rpartition(" ")[0], last)


def _counted(phrase: str, words: Words) -> str | None:
    """The noun counted: "persons" for people, else the last plural (or first word) of the phrase."""
    head = re.split(r"\s(?:of|de|del)\s", phrase, maxsplit=1)[0]
    people = words.persons.search(head)
    if (people and people[0].islower()) or words.outcomes.search(head):
        return "persons"
    named = [word for word in head.split() if word[:1].islower()]
    if words.head_first:
        return named[0] if named else None
    plurals = [word for word in named if word.endswith("s")]
    return (plurals or named[:1])[-1] if named else None


def _outcome_unit(text: str, at: int, words: Words) -> str | None:
    """ "Three were killed": people, though no noun says so."""
    return "persons" if words.outcomes.search(text, at, at + 32) else None


def _quantity(text: str, number: Number, phrase: str, kind: str, words: Words, sentence_start: int) -> str:
    if phrase:
        of = re.match(r"(?:of|de|del)\s+(?:the\s+|los\s+|las\s+)?", phrase)
        return phrase[of.end() :] if of and len(phrase) > of.end() else phrase
    before = [m[0] for m in _WORD.finditer(text, max(sentence_start, number.start - 70), number.start)]
    while before and before[-1].casefold() in words.phrase_ends | {"of", "the"}:
        before.pop()
    return ("age" if kind == "age" else "") or " ".join(before[-4:])


def _bounds(number: Number, sense: str | None) -> tuple[float | None, float | None]:
    if number.value is None:
        return number.low, number.high
    if sense in ("within", "high"):
        return None, number.value
    return (number.value, None) if sense == "low" else (None, None)
