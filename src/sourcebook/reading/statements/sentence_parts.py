"""The parts of a sentence between commas, and what each is: a phrase, a circumstance, a relative clause."""

from __future__ import annotations

from typing import Literal

from sourcebook.reading.statements.reader import Reader

Part = Literal["phrase", "circumstance", "relative", "tail"]


def is_acting(r: Reader, n: int) -> bool:
    """Whether the token may be a finite verb of any kind."""
    token = r.tokens[n]
    if token.kind != "word" or token.genitive:
        return False
    at = n - 1
    while at > 0 and r.tokens[at].kind == "word" and r.words.is_adverb(r.tokens[at].key):
        at -= 1
    before = r.tokens[at] if at >= 0 else None
    if before is None or before.key in r.words.determiners or before.key in r.words.prepositions:
        return False  # "the newly settled families"
    if token.key in r.words.acting or (r.words.english and token.key.endswith("ed") and len(token.key) > 4):
        return True
    if not r.words.english:
        return token.key.endswith(("ó", "aron", "ieron", "aba", "ía"))
    third = token.key.endswith("s") and not token.key.endswith(("ss", "us"))
    return third and (before.kind == "capital" or r.words.he.has(before.key)) and not before.genitive


def parts_of(r: Reader, start: int, stop: int) -> list[tuple[int, int]]:
    """The stretches between commas, dashes and brackets."""
    found, at = [], start
    for n in range(start, stop + 1):
        if n == stop or r.tokens[n].is_stop:
            if at < n:
                found.append((at, n))
            at = n + 1
        elif n > at and r.tokens[n].key in r.words.clause_openers and is_gerund(r, n + 1, stop):
            found.append((at, n))
            at = n
    return found


def is_gerund(r: Reader, n: int, stop: int) -> bool:
    """Whether a token is a participle that opens a circumstance: "speaking", "asked"."""
    return (
        n < stop
        and r.tokens[n].kind == "word"
        and (r.tokens[n].key in r.words.participles or r.tokens[n].key in r.words.speaking)
    )


def kind_of_part(r: Reader, first: int, last: int) -> Part:
    """What a stretch between commas is."""
    tokens, words = r.tokens, r.words
    while first < last - 1 and (tokens[first].key in words.joining or words.is_adverb(tokens[first].key)):
        if tokens[first].key in words.clause_openers or (
            tokens[first].kind == "capital" and words.at.has(tokens[first].key)
        ):
            break
        first += 1
    token = tokens[first]
    if words.relatives.at(tokens, first, last):
        return "relative"
    if token.key in ("where", "donde"):
        return "circumstance"
    if words.clauses.at(tokens, first, last) > 1:
        return "phrase"  # "in which the mayor, Mara Teken, said"
    if token.key in words.attached and token.kind == "word":
        return "tail"
    if token.kind == "date" or token.key in words.clause_openers or _apposes_date(r, first, last):
        return "circumstance"
    opened = (
        words.at.at(tokens, first, last)
        or words.during.at(tokens, first, last)
        or words.after.at(tokens, first, last)
    )
    gerund = (
        token.key.endswith("ing")
        and r.words.english
        and len(token.key) > 4
        and not (token.kind == "capital" and first + 1 < last and tokens[first + 1].kind == "capital")
    )
    if opened or gerund or token.key in words.participles or token.key in words.prepositions:
        return "circumstance"
    return "phrase"


def _apposes_date(r: Reader, first: int, last: int) -> bool:
    """ "on 5 May, the day of the parade, ...": no subject."""
    while first < last and r.tokens[first].key in r.words.determiners:
        first += 1
    return first < last and r.tokens[first].kind == "word" and r.tokens[first].key in r.words.days


def last_clause(r: Reader, first: int, last: int) -> int:
    """Past the last word that opens a clause of its own: "announced that its spokesman ..."."""
    begin, n = first, first
    while n < last - 1:
        covered = r.words.clauses.at(r.tokens, n, last)
        pointing = n > first and r.tokens[n].key == "that" and r.tokens[n - 1].key in r.words.prepositions
        if covered and n + covered < last and not pointing:
            begin = n + covered
        n += covered or 1
    return begin
