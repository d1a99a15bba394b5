"""A subject with the offices told beside its name: in the phrase, or between commas beside it."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.reading.statements.free_names import free_name
from sourcebook.reading.statements.phrases import read_phrase
from sourcebook.reading.statements.reader import Phrase, Reader
from sourcebook.reading.statements.sentence_parts import is_gerund, kind_of_part, last_clause


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a verb's subject is, where all that is told of them begins and ends, and whether it is near."""

    phrase: Phrase
    first: int
    last: int
    roles: tuple[tuple[int, int], ...] = ()


def with_roles(
    r: Reader,
    parts: list[tuple[int, int]],
    n: int,
    begin: int,
    phrase: Phrase,
    tails: tuple[tuple[int, int], ...],
) -> Subject:
    """The office beside a name: in the phrase, or between commas before or after it."""
    first, last = parts[n]
    own = tuple(span for span in (*phrase.roles, *tails) if span[0] < span[1])
    before = phrase_before(r, parts, n) if begin == first else None
    if phrase.kind in ("office", "body", "common") and before and before[0].kind == "name":
        name = before[0]
        if phrase.kind == "office" and _is_person(r, name):
            return Subject(name, before[1], last, (*name.roles, (phrase.first, phrase.last), *tails))
    if phrase.kind == "name" and before and before[0].kind == "office" and not _is_body(r, phrase):
        role = before[0]
        return Subject(phrase, before[1], last, ((role.first, role.last), *own))
    first_named = _listed_before(r, parts, n, begin, phrase)
    if first_named is not None:
        whole = Phrase("name", first_named, last, (first_named, last))
        return Subject(whole, first_named, last)
    if phrase.kind == "name":
        told = tuple(span for span in own if tells(r, span) or span in phrase.roles)
        return Subject(phrase, begin, last, told)
    return Subject(phrase, begin, last, phrase.roles)


def _listed_before(r: Reader, parts: list[tuple[int, int]], n: int, begin: int, phrase: Phrase) -> int | None:
    """ "Lamp Watch, Bread Now and Open Door said": where the first name of a list begins."""
    first, last = parts[n]
    joined = any(t.key in r.words.joining for t in r.tokens[first:last])
    named = r.tokens[first].kind == r.tokens[last - 1].kind == "capital"
    if not (joined and named) or phrase.roles or phrase.kind == "text" or begin != first:
        return None
    at: int | None = None
    while n and kind_of_part(r, *parts[n - 1]) == "phrase":
        n -= 1
        before = read_phrase(r, *parts[n])
        if before is None or before.kind != "name" or before.roles or len(range(*parts[n])) < 2:
            break
        at = before.first
    return at


def tells(r: Reader, span: tuple[int, int]) -> bool:
    """Whether a part after a name tells an office: "who chairs ...", "from the ruling party"."""
    first, last = span
    if r.tokens[first].key in r.words.attached:
        return True
    if not r.words.relatives.has(r.tokens[first].key):
        return False
    return any(r.words.office_verbs.at(r.tokens, n, last) for n in range(first + 1, last))


def _is_person(r: Reader, phrase: Phrase) -> bool:
    assert phrase.name is not None
    first, last = phrase.name
    return last - first >= 2 and not any(t.key in r.words.kinds for t in r.tokens[first:last])


def _is_body(r: Reader, phrase: Phrase) -> bool:
    assert phrase.name is not None
    return phrase.name[1] - phrase.name[0] == 1 and r.tokens[phrase.name[0]].key in r.words.kinds


def phrase_before(
    r: Reader, parts: list[tuple[int, int]], n: int, names: bool = False
) -> tuple[Phrase, int] | None:
    """The noun phrase of the part before, where it stands alone or after a phrase of time and place.

    `names`: a name, too, may stand there without a comma ("On 2 May Mara Teken, a judge, said").
    """
    while n and kind_of_part(r, *parts[n - 1]) in ("relative", "tail"):
        n -= 1
    if not n:
        return None
    first, last = parts[n - 1]
    at: int | None
    if kind_of_part(r, first, last) == "phrase":
        at = last_clause(r, first, last)
    elif r.tokens[first].key in r.words.clause_openers and not is_gerund(r, first + 1, last):
        # "As the minister of culture, Mara Teken, put it".
        at = first + 1 if last - first > 1 else None
    else:
        at = _free(r, first, last, names)
    if at is None:
        return None
    phrase = read_phrase(r, at, last)
    return (phrase, at) if phrase else None


def _free(r: Reader, first: int, last: int, names: bool) -> int | None:
    """ "On 2 June in Orvel the foreign minister, ...": an office that nothing binds to what precedes it."""
    at = free_name(r, first, last)
    if at is None:
        return None
    phrase = read_phrase(r, at, last)
    office = phrase and phrase.kind == "office" and r.tokens[at].key in r.words.determiners
    return at if office or (names and phrase and phrase.kind == "name") else None
