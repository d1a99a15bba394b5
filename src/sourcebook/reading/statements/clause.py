"""The subject of a verb: the parts of a sentence between commas, those that tell when and where left out."""

from __future__ import annotations

from sourcebook.reading.statements.free_names import free_name
from sourcebook.reading.statements.offices import Subject, phrase_before, tells, with_roles
from sourcebook.reading.statements.phrases import read_phrase
from sourcebook.reading.statements.reader import Phrase, Reader
from sourcebook.reading.statements.sentence_parts import (
    is_acting,
    is_gerund,
    kind_of_part,
    last_clause,
    parts_of,
)

# Who "who" means stands no farther before it than this, in tokens.
_NEAR = 30


def subject_of(r: Reader, start: int, verb: int) -> Subject | None:
    """The subject of the verb at `verb` in the sentence (or clause) that begins at `start`."""
    stop = _without_adverbs(r, start, verb)
    if stop <= start:
        return None
    if stop - 1 > start and r.words.english and r.tokens[stop - 1].key in ("that", "which"):
        noun = r.tokens[stop - 2]
        verb = r.words.verbs.at(r.tokens, stop - 2, stop)
        if not (noun.is_stop or verb or noun.key in r.words.prepositions):
            return _text_within(r, start, stop - 1)  # "a text which describes them as"
    joined = r.tokens[stop - 1].key in r.words.joining and r.tokens[stop - 1].kind == "word"
    if joined:
        return _of_first_verb(r, start, stop - 1)
    if stop < verb and is_acting(r, stop - 1):
        return subject_of(r, start, stop - 1)
    parts = parts_of(r, start, stop)
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
    parts = parts_of(r, start, stop)
    for first, last in reversed(parts):
        found = _of_clause(r, start, first, last)
        if found is not None:
            return found
    return _from_parts(r, parts, False) if parts else None


def subject_of_clause(r: Reader, first: int, last: int) -> Subject | None:
    """The subject of the first verb of any kind in tokens[first:last]."""
    return _of_clause(r, first, first, last)


def _of_clause(r: Reader, start: int, first: int, last: int) -> Subject | None:
    """The subject of the first verb of any kind in a part of a sentence."""
    if start < first and is_acting(r, first):
        # "the mayor, Mara Teken, visited the camp and said": the subject stands before the comma.
        return subject_of(r, start, first)
    for n in range(first + 1, last):
        token = r.tokens[n]
        speech = token.kind == "word" and token.key.endswith("ed") and r.words.verbs.at(r.tokens, n, last)
        if is_acting(r, n) or speech:
            return subject_of(r, first, n) or subject_of(r, start, n)
    return None


def _relative_antecedent(r: Reader, start: int, parts: list[tuple[int, int]]) -> Subject | None:
    """ "..., who said": whoever the words before "who" end with."""
    first, last = parts[-1]
    if len(parts) > 1 and last - first > 1 and r.tokens[last - 1].key == "which":
        return _text_within(r, *parts[-2])  # "..., the relevant part of which reads"
    if last - first != r.words.relatives.at(r.tokens, first, last) or r.tokens[first].key == "that":
        return None
    if len(parts) < 2:
        return None
    begin, end = parts[-2]
    if r.tokens[first].key in ("which", "el", "la", "que"):
        return _text_within(r, begin, end)
    if r.tokens[first].key not in ("who", "quien", "quienes"):
        return None
    found: Subject | None = None
    for n in range(end - 1, max(begin, end - _NEAR) - 2, -1):
        opens = n < begin or r.tokens[n].key in r.words.prepositions or is_acting(r, n)
        phrase = read_phrase(r, n + 1, end) if opens and n + 1 < end else None
        if phrase and phrase.kind in ("name", "office"):
            found = Subject(phrase, n + 1, end, phrase.roles)
        # What an office is of still belongs to it; anything else ends the phrase.
        if opens and (n < begin or r.tokens[n].key not in r.words.attached):
            break
    return found


def _text_within(r: Reader, begin: int, end: int) -> Subject | None:
    """ "... a breach of article 3 of the Convention, which reads": the text that the words end with."""
    for n in range(begin, end):
        if r.words.utterances.at(r.tokens, n, end) and not r.tokens[n].genitive:
            phrase = Phrase("text", n, end, text=(n, end))
            return None if any(is_acting(r, m) for m in range(n, end)) else Subject(phrase, n, end)
    return None


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
                return _within_relative(r, first, last)
            continue
        if kind == "tail" and not near:
            tails.insert(0, (first, last))
            continue
        if not near and n and _is_shortened(r, first, last):
            continue
        begin = first
        opened = near and kind == "circumstance" and r.tokens[first].key in r.words.clause_openers
        if opened and last - first > 1 and not is_gerund(r, first + 1, last):
            begin = first + 1
        elif kind in ("circumstance", "tail"):
            if not near:
                continue
            at = free_name(r, first, last)
            if at is None:
                continue
            begin = at
        else:
            begin = last_clause(r, first, last)
            found = None if near else _apposed(r, parts, n, tuple(tails))
            found = found or (None if near else _of_clause(r, begin, begin, last))
            if found is not None:
                return found
        phrase = read_phrase(r, begin, last)
        if phrase is None:
            continue
        alone = phrase.kind == "common" or (phrase.kind == "name" and phrase.last - phrase.first == 1)
        if alone and r.tokens[phrase.first].key in r.words.indefinite:
            return None
        return with_roles(r, parts, n, begin, phrase, tuple(tails))
    return None


def _within_relative(r: Reader, first: int, last: int) -> Subject | None:
    """ "a ruling that the minister called", "which she described as": the subject of a relative clause."""
    begin = first + r.words.relatives.at(r.tokens, first, last)
    phrase = read_phrase(r, begin, last) if begin < last else None
    if phrase is None or phrase.kind not in ("name", "office", "body", "he", "they"):
        return None
    return Subject(phrase, begin, last, phrase.roles)


def _is_shortened(r: Reader, first: int, last: int) -> bool:
    """Whether a part between commas is a clause cut short: "adopted after a debate", "elected in 2029"."""
    token = r.tokens[first]
    if token.kind != "word" or not (token.key in r.words.shortened or token.key.endswith("ed")):
        return False
    after = r.tokens[first + 1] if first + 1 < last else None
    return r.words.english and (
        after is None
        or after.kind in ("date", "number")
        or after.key in r.words.prepositions
        or after.key in r.words.determiners
        or r.words.is_adverb(after.key)
        or after.key in ("public", "known", "available")
    )


def _apposed(
    r: Reader, parts: list[tuple[int, int]], n: int, tails: tuple[tuple[int, int], ...]
) -> Subject | None:
    """ "Lamp Watch, a charity, said", "Mara Teken, now a judge, said": whom the part before names."""
    first, last = parts[n]
    phrase = read_phrase(r, first, last) if r.tokens[first].key in r.words.apposing else None
    if phrase is None or phrase.kind not in ("office", "common", "body"):
        return None
    before = phrase_before(r, parts, n, names=True)
    if before is None or before[0].kind not in ("name", "office", "body", "common"):
        return None
    subject, at = before
    if subject.kind != "name" or phrase.kind != "office":
        return Subject(subject, at, last, subject.roles)
    begin = phrase.first if r.tokens[first].key in r.words.determiners else first
    told = tuple(span for span in tails if tells(r, span))
    return Subject(subject, at, last, (*subject.roles, (begin, last), *told))
