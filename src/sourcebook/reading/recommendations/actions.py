"""What is asked, cut into one action a verb.

A new action begins at a verb that is coordinated with the first ("monitor X and report on Y"), at an
example introduced by "including by", at a participle that is an act of its own ("..., publishing the
results"). Two verbs that share their object ("protect and preserve X") are one action; so is what stands
in a clause that belongs to the action ("ensure that persons who stay and work here ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.reading.recommendations.words import Words, words_of

_ITEM = re.compile(r"(?:^|(?<=[\s;:,]))\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)\s+")
_ASIDE = re.compile(r"\([^()\n]{0,300}\)|[“\"][^“”\"\n]{0,600}[”\"]")
_SEMICOLON = re.compile(r";\s+(?:and\s+|y\s+|or\s+)?")
_TRAILING = re.compile(r"[\s,;:.]+$")
_LEADING_AND = re.compile(r"^(?:and|y|or)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w-]*")


def actions(text: str, language: str) -> list[str]:
    """The actions of what is asked ("monitor X and report on Y"), each beginning with its verb."""
    found: list[str] = []
    for clause in clauses(text):
        found += (action for action in _coordinated(clause, words_of(language)) if action)
    return found


def clauses(text: str) -> Iterator[str]:
    """The items "(a) ...; (b) ..." of a text, what stands before them put in front where it is needed."""
    marks = list(_ITEM.finditer(text))
    if len(marks) < 2:
        yield from (clean(part) for part in _SEMICOLON.split(text) if clean(part))
        return
    lead = text[: marks[0].start()].strip()
    needed = (
        bool(lead)
        and not lead.endswith((":", ","))
        and not lead.casefold().endswith((" to", " that", " and"))
    )
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        item = clean(text[mark.end() : following.start() if following else len(text)])
        if item:
            yield f"{lead} {item}" if needed else item


def clean(text: str) -> str:
    """Without the stops, commas and "and" at the ends of a clause."""
    bare = _TRAILING.sub("", text).strip()
    for ending in (" and", " y", " or"):
        bare = bare.removesuffix(ending)
    return _TRAILING.sub("", _LEADING_AND.sub("", bare))


def _coordinated(clause: str, words: Words) -> Iterator[str]:
    mask = _ASIDE.sub(lambda match: " " * len(match[0]), clause)
    start, prefix = 0, ""
    found = list(words.coordinated.finditer(mask))
    for match, following in zip(found, [*found[1:], None], strict=False):
        begin = max(match.start("verb"), match.start("gerund"), match.start("act"))
        if not _splits(mask, start, match, words) and not _in_a_series(mask, start, match, following, words):
            continue
        yield f"{prefix} {clean(clause[start : match.start()])}".strip()
        start, prefix = _opening(clause, match, begin, words)
    yield f"{prefix} {clean(clause[start:])}".strip()


def _opening(clause: str, match: re.Match[str], begin: int, words: Words) -> tuple[int, str]:
    """Where the new action's text goes on, and the verb to put before it (a gerund's plain form)."""
    if match["verb"]:
        return begin - _adverb_length(clause, match.end("joint"), begin), ""
    gerund = (match["gerund"] or match["act"]).casefold()
    verb = words.gerunds.get(gerund)
    if verb is None:
        return begin, ""
    return begin + len(gerund), verb


def _adverb_length(clause: str, joint: int, begin: int) -> int:
    return begin - joint if clause[joint:begin].strip() else 0


def _in_a_series(
    mask: str, start: int, match: re.Match[str], following: re.Match[str] | None, words: Words
) -> bool:
    """Whether what may be a noun is a verb since verbs stand around it: "pay X, staff Y, and keep Z"."""
    if following is None or not match["verb"] or match["joint"].strip() != ",":
        return False
    if _AS_NOUN.match(mask, match.end()) or not _has_object(mask[start : match.start()], words):
        return False
    last = following["joint"] or ""
    return "," in last and last.strip() != "," and _splits(mask, match.start("verb"), following, words)


def _splits(mask: str, start: int, match: re.Match[str], words: Words) -> bool:
    if match["gerund"]:
        return match["gerund"].casefold() in words.gerunds
    left = mask[start : match.start()]
    if not _has_object(left, words):
        return False
    if match["act"]:
        return True
    verb = match["verb"].casefold()
    if verb in words.nouns_too and not words.objects.match(mask, match.end()):
        return False
    if verb not in words.nouns_too and _followed_as_noun(mask, match.end()):
        return False
    bare = "," not in match["joint"]
    return not (bare and words.relatives.search(left))


_AS_NOUN = re.compile(r"\s*(?:[.;:)]|$)|\s+(?:of|,)\s")


def _followed_as_noun(mask: str, end: int) -> bool:
    return _AS_NOUN.match(mask, end) is not None


def _has_object(left: str, words: Words) -> bool:
    """Whether the verb before the conjunction has an object of its own, as "protect and keep" has not."""
    said = [word for word in _WORD.findall(left) if not words.adverbs.fullmatch(word + " ")]
    if len(said) < 2:
        return False
    last = said[-1].casefold()
    return not (last in words.verbs and last not in words.nouns_too and len(said) < 4)
