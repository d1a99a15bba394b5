"""The subject that follows its verb: "said Mara Teken, the mayor, on 3 May"."""

from __future__ import annotations

from dataclasses import replace

from sourcebook.reading.statements.offices import Subject
from sourcebook.reading.statements.phrases import read_phrase
from sourcebook.reading.statements.reader import Reader
from sourcebook.reading.statements.sentence_parts import kind_of_part


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
        if loose and token.key in ("by", "por") and any(words.is_text(t.key) for t in r.tokens[start:n]):
            loose = False  # "a message posted by the brigade"
        opened = words.during.at(r.tokens, n, stop) or words.after.at(r.tokens, n, stop)
        on_date = token.key in words.prepositions and n + 1 < stop and r.tokens[n + 1].kind == "date"
        clause = words.clauses.at(r.tokens, n, stop) or words.relatives.at(r.tokens, n, stop)
        if n > start and (loose or opened or on_date or clause or token.key in words.clause_openers):
            break
        adverb = token.kind == "word" and words.is_adverb(token.key) and token.key not in words.determiners
        if n > start and adverb:
            break
        n += 1
    return n
