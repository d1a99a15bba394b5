"""A passage becomes the record that somebody checks, filled with what `reading` found there and nothing else.

What was not found stays empty. For each field that is filled `reads` says in which words, and where, it was
read; a name is linked where exactly one actor or place of the dossier has it, and else told.
"""

from __future__ import annotations

import copy
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.dates import find_dates
from sourcebook.dossier.ingest.passage.candidates import MAIN, Candidate, Stretch, proposed
from sourcebook.dossier.ingest.passage.kept import Text, drafts_of
from sourcebook.dossier.ingest.passage.linking import Linked, linked
from sourcebook.dossier.ingest.passage.wording import (
    Filling,
    NoPassage,
    Read,
    evidence_row,
    lone_day,
    said,
    trimmed,
)
from sourcebook.dossier.kinds.plain import Plain, empty_plain, whole_part
from sourcebook.dossier.offices import with_offices

__all__ = ["KINDS_MADE", "Filled", "NoPassage", "Read", "evidence_row", "filled", "trimmed"]
KINDS_MADE = ("statement", "event", "claim", "actor", "place")
_MAIN_FIELD = {"statement": "text", "event": "type", "claim": "words", "actor": "names", "place": "names"}


@dataclass(frozen=True)
class Filled:
    """The record that a passage makes, with its evidence; `reads` by field, `unknown` are names that the
    dossier does not have, `several` names that more than one has."""

    plain: Plain
    reads: tuple[Read, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    several: tuple[tuple[str, str], ...] = ()
    candidate: str = ""


def filled(text: Text, kind: str, start: int, end: int, candidate: str = "") -> Filled:
    """The record of a kind that `text[start:end]` makes; of a certain candidate where its id is given.

    Raises NoPassage, KeyError for a kind that is not made of a passage.
    """
    _MAIN_FIELD[kind]
    span = trimmed(text.text, start, end)
    found, drafting = _found(text, kind, span, candidate), drafts_of(text)
    if found is None or drafting is None:
        return _bare(text, kind, span)
    chosen, draft = found
    link = linked(draft, drafting)
    filling = Filling(text, _from_draft(draft, link))
    if candidate:
        filling.plain |= {"id": draft["id"], "origin": "machine", "origin_key": draft["origin_key"],
                          "confidence": draft["confidence"]}  # fmt: skip
        for name, stretch in _main_rows(draft):
            filling.rest_on(name, stretch)
    elif kind == "statement":
        said(filling, span)
    else:
        filling.rest_on(_MAIN_FIELD[kind], span)
    _fields(filling, draft)
    return Filled(
        with_offices([filling.plain])[0],
        tuple(filling.reads),
        link.unknown,
        link.several,
        chosen.id if candidate else "",
    )


def _found(text: Text, kind: str, span: Stretch, candidate: str) -> tuple[Candidate, Plain] | None:
    """What `reading` found that shares most with the passage; None where it found nothing there."""
    best: tuple[float, tuple[Candidate, Plain]] | None = None
    for one, draft in proposed(text):
        if candidate:
            if one.id == candidate:
                return one, draft
            continue
        if one.kind != kind:
            continue
        common = sum(max(0, min(span[1], end) - max(span[0], start)) for start, end in one.passages)
        size = sum(end - start for start, end in one.passages)
        share = common / max(1, size + span[1] - span[0] - common)
        if common and (best is None or share > best[0]):
            best = share, (one, draft)
    if candidate:
        raise NoPassage(candidate)
    return best[1] if best else None


def _from_draft(draft: Plain, link: Linked) -> Plain:
    plain = empty_plain(draft["kind"])
    plain["fields"] = {**copy.deepcopy(draft["fields"]), **link.fields}
    for name, rows in link.parts.items():
        plain["parts"][name] = [{**row, "id": str(uuid.uuid4())} for row in rows]
    plain["evidence"] = [{**row, "id": str(uuid.uuid4())} for row in link.cited]
    return plain


def _main_rows(draft: Plain) -> Iterator[tuple[str, Stretch]]:
    for row in draft["evidence"]:
        if row["start"] is not None and row["field"] in MAIN:
            yield row["field"], (row["start"], row["end"])


def _fields(filling: Filling, draft: Plain) -> None:
    """The other fields of a draft: where each was read, as evidence and for the person who checks."""
    plain, text = filling.plain, filling.text
    language = text.language or "en"
    told = {row["field"]: (row["start"], row["end"]) for row in draft["evidence"] if row["start"] is not None}
    sentence = next(
        ((row["start"], row["end"]) for row in draft["evidence"] if row["field"] not in MAIN), None
    ) or next(iter(told.values()))
    own = {row["field"] for row in plain["evidence"]}
    for name, stretch in told.items():
        given = plain["parts"].get(name) or plain["fields"].get(name)
        if name not in own and given not in (None, "", []):
            filling.rest_on(name, stretch)
    for name in ("when", "as_of"):
        if plain["fields"].get(name):
            _day(filling, name, told.get(name, sentence), language)
    for name, rows in plain["parts"].items():
        for row in rows:
            words = row.get("words")
            if words:
                filling.read(name, words, "words", _at(text.text, words, sentence))
    for name in ("place", "claimant", "about", "occasion"):
        if plain["fields"].get(name):
            filling.read(name, "", "sentence", sentence)
    for name in ("property", "best", "low", "high", "rule", "unit", "type", "instrument", "case"):
        value = plain["fields"].get(name)
        if value not in (None, ""):
            filling.read(name, value, "sentence", sentence)


def _at(text: str, words: str, within: Stretch) -> Stretch:
    """Where words stand in a stretch; all of it where they do not stand there as such."""
    at = text.find(words, *within)
    return (at, at + len(words)) if at >= 0 else within


def _day(filling: Filling, name: str, within: Stretch, language: str) -> None:
    """The words of a date that was found; it is said where the year is not in them."""
    fields, text = filling.plain["fields"], filling.text.text[slice(*within)]
    day = fields[name]
    year = int(day[:4]) if day[:4].isdigit() else None
    for mention in find_dates(text, language, year):
        if day in (mention.edtf, mention.open_end()):
            span = within[0] + mention.start, within[0] + mention.end
            fields[f"{name}_words"] = filling.text.text[slice(*span)]
            filling.read(name, day, "date" if mention.year_stated else "no year", span)
            return
    filling.read(name, day, "elsewhere", within)


def _bare(text: Text, kind: str, span: Stretch) -> Filled:
    """Where `reading` found nothing: the words themselves, a lone date in them, and nothing more."""
    filling = Filling(text, empty_plain(kind))
    words = text.text[slice(*span)]
    fields = filling.plain["fields"]
    if kind in ("actor", "place"):
        row = {"value": " ".join(words.split()), "language": text.language, "main": True}
        filling.plain["parts"]["names"] = [whole_part("names", row)]
    elif kind == "statement":
        said(filling, span)
        lone_day(filling, span)
        return Filled(filling.plain, tuple(filling.reads))
    elif kind == "event":
        fields["description"] = words
        lone_day(filling, span)
        # No type was found for which the words could be evidence.
        filling.rest_on("", span)
        filling.read("description", "", "selection", span)
        return Filled(filling.plain, tuple(filling.reads))
    else:
        fields["words"] = words
    filling.rest_on(_MAIN_FIELD[kind], span)
    filling.read(_MAIN_FIELD[kind], "", "selection", span)
    return Filled(filling.plain, tuple(filling.reads))
