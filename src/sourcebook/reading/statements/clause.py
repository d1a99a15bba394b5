"""The subject of a verb: the parts of a sentence between commas, those that tell when and where left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from sourcebook.reading.statements.phrases import Phrase, Reader, free_name, read_phrase

Part = Literal["phrase", "circumstance", "relative", "tail"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a verb's subject is, where all that is told of them begins and ends, and whether it is near."""

    phrase: Phrase
    first: int
    last: int
    roles: tuple[tuple[int, int], ...] = ()


def subject_of(r: Reader, start: int, verb: int) -> Subject | None:
    """The subject of the verb at `verb` in the sentence (or clause) that begins at `start`."""
    stop = _without_adverbs(r, start, verb)
    if stop <= start:
        return None
    joined = r.tokens[stop - 1].key in r.words.joining and r.tokens[stop - 1].kind == "word"
    if joined:
        return _of_first_verb(r, start, stop - 1)
    if stop < verb and is_acting(r, stop - 1):
        return subject_of(r, start, stop - 1)
    parts = _parts(r, start, stop)
    if not parts:
        return None
    apart = r.tokens[stop - 1].is_stop and r.tokens[stop - 1].key != ")"
    return _relative_antecedent(r, start, parts) or _from_parts(r, parts, apart)


def _without_adverbs(r: Reader, start: int, stop: int) -> int:
    while stop > start:
        token = r.tokens[stop - 1]
        plain = token.kind == "word" or stop - 1 == start
        if plain and r.words.is_adverb(token.key) and not token.genitive:
            stop -= 1
        elif r.words.adverbs.before(r.tokens, start, stop) > (token.kind != "word"):
            stop -= r.words.adverbs.before(r.tokens, start, stop)
        elif (
            token.kind == "stop"
            and token.key == ","
            and stop - 2 >= start
            and r.words.adverbs.before(r.tokens, start, stop - 1) > 1
        ):
            stop -= 1
        else:
            break
    return stop


def _of_first_verb(r: Reader, start: int, stop: int) -> Subject | None:
    """ "Mara Teken visited the camp and said": the subject of the verb before."""
    parts = _parts(r, start, stop)
    for first, last in reversed(parts):
        found = _of_clause(r, start, first, last)
        if found is not None:
            return found
    return _from_parts(r, parts, False) if parts else None


def _of_clause(r: Reader, start: int, first: int, last: int) -> Subject | None:
    """The subject of the first verb of any kind in a part of a sentence."""
    for n in range(first + 1, last):
        token = r.tokens[n]
        speech = token.kind == "word" and token.key.endswith("ed") and r.words.verbs.at(r.tokens, n, last)
        if is_acting(r, n) or speech:
            return subject_of(r, first, n) or subject_of(r, start, n)
    return None


def is_acting(r: Reader, n: int) -> bool:
    """Whether the token may be a finite verb of any kind."""
    token = r.tokens[n]
    if token.kind != "word" or token.genitive:
        return False
    before = r.tokens[n - 1] if n else None
    if before is None or before.key in r.words.determiners or before.key in r.words.prepositions:
        return False
    if token.key in r.words.acting or (r.words.english and token.key.endswith("ed") and len(token.key) > 4):
        return True
    if not r.words.english:
        return token.key.endswith(("ó", "aron", "ieron", "aba", "ía"))
    third = token.key.endswith("s") and not token.key.endswith(("ss", "us"))
    return third and (before.kind == "capital" or r.words.he.has(before.key)) and not before.genitive


def _parts(r: Reader, start: int, stop: int) -> list[tuple[int, int]]:
    """The stretches between commas, dashes and brackets."""
    found, at = [], start
    for n in range(start, stop + 1):
        if n == stop or r.tokens[n].is_stop:
            if at < n:
                found.append((at, n))
            at = n + 1
        elif n > at and r.tokens[n].key in r.words.clause_openers and _is_gerund(r, n + 1, stop):
            found.append((at, n))
            at = n
    return found


def _is_gerund(r: Reader, n: int, stop: int) -> bool:
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


def _relative_antecedent(r: Reader, start: int, parts: list[tuple[int, int]]) -> Subject | None:
    """ "..., who said": whoever the words before "who" end with."""
    first, last = parts[-1]
    if last - first != r.words.relatives.at(r.tokens, first, last) or r.tokens[first].key == "that":
        return None
    if len(parts) < 2 or r.tokens[first].key not in ("who", "quien", "quienes"):
        return None
    begin, end = parts[-2]
    at = begin
    for n in range(end - 1, begin - 1, -1):
        if r.tokens[n].key in r.words.prepositions or is_acting(r, n):
            at = n + 1
            break
    phrase = read_phrase(r, at, end) if at < end else None
    return Subject(phrase, at, end, phrase.roles) if phrase and phrase.kind in ("name", "office") else None


def _from_parts(r: Reader, parts: list[tuple[int, int]], apart: bool) -> Subject | None:
    """Walks from the verb to the left until it has met a noun phrase; `apart`: a comma stands at the verb."""
    tails: list[tuple[int, int]] = []
    for n in range(len(parts) - 1, -1, -1):
        first, last = parts[n]
        near = n == len(parts) - 1 and not apart
        kind = kind_of_part(r, first, last)
        if kind == "relative":
            tails.insert(0, (first, last))
            if near:
                return None
            continue
        if kind == "tail" and not near:
            tails.insert(0, (first, last))
            continue
        begin = first
        opened = near and kind == "circumstance" and r.tokens[first].key in r.words.clause_openers
        if opened and last - first > 1 and not _is_gerund(r, first + 1, last):
            begin = first + 1
        elif kind in ("circumstance", "tail"):
            if not near:
                continue
            at = free_name(r, first, last)
            if at is None:
                continue
            begin = at
        else:
            begin = _last_clause(r, first, last)
            if not near:
                found = _of_clause(r, begin, begin, last)
                if found is not None:
                    return found
        phrase = read_phrase(r, begin, last)
        if phrase is None:
            continue
        if phrase.kind == "common" and r.tokens[phrase.first].key in r.words.indefinite:
            return None
        return _with_roles(r, parts, n, begin, phrase, tuple(tails))
    return None


def _last_clause(r: Reader, first: int, last: int) -> int:
    """Past the last word that opens a clause of its own: "announced that its spokesman ..."."""
    begin, n = first, first
    while n < last - 1:
        covered = r.words.clauses.at(r.tokens, n, last)
        if covered and n + covered < last:
            begin = n + covered
        n += covered or 1
    return begin


def _with_roles(
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
    before = _phrase_before(r, parts, n) if begin == first else None
    if (
        phrase.kind in ("office", "body", "common")
        and before
        and before[0].kind == "name"
        and not before[0].roles
    ):
        name = before[0]
        if phrase.kind == "office" and _is_person(r, name):
            return Subject(name, before[1], last, ((phrase.first, phrase.last), *tails))
    if phrase.kind == "name" and before and before[0].kind == "office":
        role = before[0]
        return Subject(phrase, before[1], last, ((role.first, role.last), *own))
    if phrase.kind == "name":
        told = tuple(span for span in own if _tells(r, span) or span in phrase.roles)
        return Subject(phrase, begin, last, told)
    return Subject(phrase, begin, last, phrase.roles)


def _tells(r: Reader, span: tuple[int, int]) -> bool:
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


def _phrase_before(r: Reader, parts: list[tuple[int, int]], n: int) -> tuple[Phrase, int] | None:
    """The noun phrase of the part before, where it stands alone or after a phrase of time and place."""
    while n and kind_of_part(r, *parts[n - 1]) in ("relative", "tail"):
        n -= 1
    if not n:
        return None
    first, last = parts[n - 1]
    at: int | None
    if kind_of_part(r, first, last) == "phrase":
        at = _last_clause(r, first, last)
    elif r.tokens[first].key in r.words.clause_openers and not _is_gerund(r, first + 1, last):
        # "As the minister of culture, Mara Teken, put it".
        at = first + 1 if last - first > 1 else None
    else:
        at = _free_office(r, first, last)
    if at is None:
        return None
    phrase = read_phrase(r, at, last)
    return (phrase, at) if phrase else None


def _free_office(r: Reader, first: int, last: int) -> int | None:
    """ "On 2 June in Orvel the foreign minister, ...": an office that nothing binds to what precedes it."""
    at = free_name(r, first, last)
    if at is None:
        return None
    phrase = read_phrase(r, at, last)
    return at if phrase and phrase.kind == "office" and r.tokens[at].key in r.words.determiners else None


def subject_after(r: Reader, start: int, stop: int) -> Subject | None:
    """The subject that follows its verb: '"...", said Mara Teken, the mayor, on 3 May'."""
    end = _end_of_phrase(r, start, stop)
    phrase = read_phrase(r, start, end) if end > start else None
    if phrase is None or phrase.kind in ("it", "they"):
        return Subject(phrase, start, end) if phrase else None
    if end < stop and r.tokens[end].key == ",":
        second_end = _end_of_phrase(r, end + 1, stop)
        part = (end + 1, second_end)
        if part[0] < part[1] and kind_of_part(r, *part) in ("phrase", "relative"):
            beside = read_phrase(r, *part) if kind_of_part(r, *part) == "phrase" else None
            if beside and phrase.kind == "office" and beside.kind == "name":
                return Subject(
                    replace(beside), start, second_end, ((phrase.first, phrase.last), *beside.roles)
                )
            if beside and phrase.kind == "name" and beside.kind in ("office", "common"):
                return Subject(phrase, start, second_end, (*phrase.roles, (beside.first, beside.last)))
    return Subject(phrase, start, end, phrase.roles)


def _ends_name(r: Reader, n: int, start: int) -> bool:
    """Whether the token ends a person's name: what follows then tells where, not who."""
    return n >= start and r.tokens[n].kind == "capital" and r.tokens[n].key not in r.words.kinds


def _end_of_phrase(r: Reader, start: int, stop: int) -> int:
    """Where a noun phrase that begins at `start` ends: at a stop, date, quotation or loose preposition."""
    n = start
    while n < stop:
        token, words = r.tokens[n], r.words
        if token.kind in ("date", "quotation", "stop"):
            break
        loose = token.key in words.prepositions and (
            token.key not in words.connectors
            or (token.key not in words.attached and _ends_name(r, n - 1, start))
        )
        opened = words.during.at(r.tokens, n, stop) or words.after.at(r.tokens, n, stop)
        on_date = token.key in words.prepositions and n + 1 < stop and r.tokens[n + 1].kind == "date"
        clause = words.clauses.at(r.tokens, n, stop) or words.relatives.at(r.tokens, n, stop)
        if n > start and (loose or opened or on_date or clause or token.key in words.clause_openers):
            break
        if n > start and token.kind == "word" and words.is_adverb(token.key):
            break
        n += 1
    return n
