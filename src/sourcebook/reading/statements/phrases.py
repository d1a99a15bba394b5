"""A noun phrase that may name a speaker: who it is, which office is told with the name, or which text it is.

"Ostreyan MP Kadir Salun from the ruling party" is Kadir Salun with an office; "the mayor of Lissk" an office
without a name; "the Commission's statement of 4 May" a text with the body whose text it is.
"""

from __future__ import annotations

from dataclasses import replace

from sourcebook.reading.statements.bounds import (
    after_openers,
    after_self_naming,
    before_participle,
    before_verb,
    is_adverb_alone,
)
from sourcebook.reading.statements.proper_names import (
    bare,
    name_after,
    name_with_letters,
    name_with_tail,
    run_end,
)
from sourcebook.reading.statements.reader import Phrase, Reader


def read_phrase(r: Reader, first: int, last: int) -> Phrase | None:
    """The noun phrase tokens[first:last]; None where there is none."""
    tokens, words = r.tokens, r.words
    start = first
    first = after_openers(r, first, last)
    while last > first and tokens[last - 1].kind == "stop":
        last -= 1
    if first >= last:
        return None
    pronoun = _pronoun(r, start, first, last)
    if pronoun:
        return pronoun
    if all(token.kind in ("quotation", "stop") for token in tokens[first:last]):
        return None
    if is_adverb_alone(r, first, last) or _ends_with_it(r, first, last):
        return None
    first = after_self_naming(r, first, last)
    relative = next(
        (
            n
            for n in range(first + 1, last)
            if words.relatives.at(tokens, n, last) and tokens[n].key != "that"
        ),
        None,
    )
    tail = (relative, last) if relative and last - relative > 1 else None
    definite = start < first and tokens[first - 1].key in words.determiners
    end = before_verb(r, first, relative or last)
    phrase = _text_phrase(r, first, end) or _named(r, first, before_participle(r, first, end))
    if tail and phrase.kind != "text":
        phrase = replace(
            phrase, roles=(*phrase.roles, tail) if phrase.name and phrase.kind == "name" else phrase.roles
        )
    return replace(phrase, definite=definite)


def _pronoun(r: Reader, start: int, first: int, last: int) -> Phrase | None:
    words, tokens = r.words, r.tokens
    if words.first_of_two.before(tokens, start, last):
        return Phrase("former", first, last)
    if words.same.at(tokens, first, last) and start < first:
        return Phrase("he", first, last)
    for kind, listed in (("he", words.he), ("they", words.they)):
        covered = listed.before(tokens, start, last)
        if covered and (last - covered <= first or tokens[last - 1].key not in words.possessives):
            return Phrase("latter" if covered > 1 else kind, first, last)  # type: ignore[arg-type]
    if last - first == 1 and tokens[first].key in words.it:
        return Phrase("it", first, last)
    return None


def _ends_with_it(r: Reader, first: int, last: int) -> bool:
    """ "applications it considers", "the doubts we have": a clause of its own within a phrase."""
    return last - first > 1 and r.words.english and r.tokens[last - 1].key in r.words.indefinite


def _text_phrase(r: Reader, first: int, last: int) -> Phrase | None:
    """Something said or written, and whose it is: before it in the genitive, or after "of", "by", "from"."""
    tokens, words = r.tokens, r.words
    owner = next((n for n in range(first, last) if tokens[n].genitive or tokens[n].key in _OF), None)
    owner = owner if owner is not None and tokens[owner].genitive else None
    noun = first if owner is None else owner + 1
    head = _utterance(r, noun, last)
    if head is None:
        return None
    at, covered = head
    name: tuple[int, int] | None = None
    if owner is not None and owner < at:
        name = (first, owner + 1)
        text_from = owner + 1
    else:
        text_from = first
    end = at + covered
    if name is None:
        for n in range(end, last - 1):
            if tokens[n].key in _OF and tokens[n + 1].kind != "date":
                stop = next(
                    (m for m in range(n + 1, last) if tokens[m].kind in ("date", "stop", "quotation")), last
                )
                while stop > n + 1 and tokens[stop - 1].key in words.prepositions:
                    stop -= 1
                name = (n + 1, stop)
                break
    stop = name[0] - 1 if name and name[0] > at else last
    stop = next((m for m in range(end, stop) if tokens[m].kind in ("date", "stop")), stop)
    while stop > end and (tokens[stop - 1].key in words.prepositions or tokens[stop - 1].key.endswith("ed")):
        stop -= 1
    inner = read_phrase(r, *name) if name else None
    if inner and inner.kind in ("text", "he", "they", "it"):
        inner = None
    title = next(((n, n + 1) for n in range(end, last) if tokens[n].kind == "quotation"), None)
    return Phrase(
        "text",
        first,
        last,
        name=(inner.name or (inner.first, inner.last)) if inner else None,
        roles=inner.roles if inner else (),
        text=(text_from, stop),
        title=title if title and not text_from <= title[0] < stop else None,
    )


_OF = frozenset(("of", "by", "from", "de", "del", "por"))


def _utterance(r: Reader, first: int, last: int) -> tuple[int, int] | None:
    """The noun of speech that heads a phrase: before its first preposition, and not followed by a name."""
    for n in range(first, last):
        token = r.tokens[n]
        if token.kind in ("date", "quotation", "stop") or (token.key in r.words.prepositions and n > first):
            return None
        covered = r.words.utterances.at(r.tokens, n, last) if token.kind == "word" else 0
        if covered:
            after = n + covered
            beside = (
                after < last
                and r.tokens[after].kind == "word"
                and r.tokens[after].key not in r.words.prepositions
            )
            if not beside or r.tokens[after].key.endswith(("ed", "ing")):
                return n, covered
    return None


def _named(r: Reader, first: int, last: int) -> Phrase:
    """A person with an office, an office, or a body."""
    found = _roles(r, first, last)
    several = _several(r, first, last) if found else None
    if several:
        return several
    for at, covered in reversed(found):
        after = at + covered
        if after < last and (r.tokens[after - 1].genitive or r.words.roles.at(r.tokens, after, last)):
            continue
        name = name_after(r, after, last)
        if name is not None:
            start, end = name
            role = first + 1 if r.tokens[first].key in r.words.honorifics and first + 1 < start else first
            stop = start
            while stop - 1 > role and r.tokens[stop - 1].key in r.words.honorifics:
                stop -= 1
            around = tuple(span for span in ((role, stop), (end, last)) if span[0] < span[1])
            return Phrase("name", first, last, bare(r, start, end), around)
    own = name_with_tail(r, first, last) or name_with_letters(r, first, last)
    if own is not None:
        return own
    if found and _heads(r, first, last, found):
        return Phrase("office", first, last)
    capitals = [n for n in range(first, last) if r.tokens[n].kind == "capital"]
    if capitals and run_end(r, first, last) == last and capitals[0] == first:
        return Phrase("name", first, last, bare(r, first, last))
    return Phrase("body" if capitals else "common", first, last)


def _several(r: Reader, first: int, last: int) -> Phrase | None:
    """Two persons, each with an office: both names, the office of the first."""
    for n in range(first + 1, last - 1):
        if r.tokens[n].key in r.words.joining and r.tokens[n].kind == "word":
            one, other = _named(r, first, n), _named(r, n + 1, last)
            if one.kind == other.kind == "name" and one.name and one.roles and other.roles:
                return Phrase("name", first, last, (one.name[0], last), one.roles)
    return None


def _roles(r: Reader, first: int, last: int) -> list[tuple[int, int]]:
    """Where roles stand: (index, how many tokens)."""
    found, n = [], first
    while n < last:
        covered = r.words.roles.at(r.tokens, n, last)
        if covered:
            found.append((n, covered))
        n += covered or 1
    return found


def _heads(r: Reader, first: int, last: int, found: list[tuple[int, int]]) -> bool:
    """Whether a role, not a body's kind, is what the phrase is about."""
    stop = next((n for n in range(first, last) if r.tokens[n].key in r.words.prepositions), last)
    return any(at < stop and at + n >= stop for at, n in found) or found[-1][0] + found[-1][1] == last
