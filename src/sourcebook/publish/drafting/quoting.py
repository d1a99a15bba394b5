"""The quotation of a statement: its words as the record has them, with honest omissions.

Several passages of one text stand between one pair of quotation marks, dots between them, only where the
text is at hand and nothing that was left out denies or limits ("not", "never", "unless"). Else each stands in
marks of its own. What a team left out within a passage is marked in the record with "[…]", and stays so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sourcebook.checks.verbatim.negation import denies, known
from sourcebook.publish.drafting.template import Inlines
from sourcebook.publish.drafting.writer import Writer
from sourcebook.publish.edition.tree import Foreign, Note, Reference, Text
from sourcebook.publish.material import Material, Plain

_OMITTED = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")
# A quotation stands in a paragraph, however many it was taken from.
_LINES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What is quoted: passages, their language where it is not the report's, from which one translated."""

    passages: tuple[str, ...]
    language: str = ""
    translated_from: str = ""
    original: tuple[str, ...] = ()


def quoted(record: Plain, material: Material, language: str) -> Quoted | None:
    """What a statement is quoted with in a report in `language`; None for one without words.

    A translation into the report's language stands for an original in another one.
    """
    fields = record["fields"]
    original = passages(record, material)
    into = fields["translation_language"] or language
    if fields["translation"] and not _same(fields["language"], language) and _same(into, language):
        return Quoted((_in_one_line(fields["translation"]),), "", fields["language"], original)
    if not original:
        return None
    foreign = fields["language"] if fields["language"] and not _same(fields["language"], language) else ""
    return Quoted(original, foreign)


def passages(record: Plain, material: Material) -> tuple[str, ...]:
    """The passages of a statement's text, each to stand between quotation marks."""
    text = record["fields"]["text"]
    fragments = [_in_one_line(part) for part in _OMITTED.split(text) if part.strip()]
    read = {_in_one_line(row["exact"]) for rows in _anchored(record) for row in rows}
    if len(fragments) > 1 and read.issuperset(fragments):
        return tuple(_merged(fragments, record, material))
    return _apart(text, record, material)


def _in_one_line(text: str) -> str:
    return _LINES.sub(" ", text.strip())


def _same(language: str, other: str) -> bool:
    return language.partition("-")[0] == other.partition("-")[0]


def _anchored(record: Plain) -> list[list[Plain]]:
    """The passages of the text in each text layer that has some, in the order of that layer."""
    layers: dict[str, list[Plain]] = {}
    for row in record["evidence"]:
        if row["field"] == "text" and row["layer"] and row["exact"] and row["start"] is not None:
            layers.setdefault(row["layer"], []).append(row)
    return [sorted(layers[layer], key=lambda row: (row["start"], row["end"])) for layer in sorted(layers)]


def _apart(text: str, record: Plain, material: Material) -> tuple[str, ...]:
    """A text that was put together of passages that do not follow one another in the source."""
    for rows in _anchored(record):
        pieces = _pieces(text, rows)
        if len(pieces) > 1:
            return tuple(_merged(pieces, record, material))
    return (_in_one_line(text),) if text.strip() else ()


def _pieces(text: str, rows: list[Plain]) -> list[str]:
    """A text as the passages that it is put together of; nothing where they do not make it up."""
    pieces, at = [], 0
    for row in rows:
        exact = row["exact"].strip()
        if not text[at:].lstrip().startswith(exact):
            return []
        at = text.index(exact, at) + len(exact)
        pieces.append(_in_one_line(exact))
    return [] if text[at:].strip() else pieces


def _merged(pieces: list[str], record: Plain, material: Material) -> Iterator[str]:
    """Passages, those made one between which nothing was left out that denies."""
    layers = [{_in_one_line(row["exact"]): row for row in rows} for rows in _anchored(record)]
    language = record["fields"]["language"]
    current = pieces[0]
    for before, piece in pairwise(pieces):
        gaps = (_between(rows.get(before), rows.get(piece), material) for rows in layers)
        gap = next((gap for gap in gaps if gap is not None), None)
        if gap is None or not known(language) or denies(gap, language):
            yield current
            current = piece
        else:
            current += (" " if not gap.strip() else " ... ") + piece
    yield current


def _between(first: Plain | None, last: Plain | None, material: Material) -> str | None:
    """The words between two passages of one text; None where it is not at hand, or they are not in order.

    The text of the team's own report is none: what stands between is its own words.
    """
    if first is None or last is None or last["start"] < first["end"]:
        return None
    capture = material.capture_of_layer.get(first["layer"])
    if capture is None or capture not in material.released:
        return None
    if material.records[capture]["fields"]["source"] in material.own:
        return None
    text = material.text_of(capture)
    return None if text is None else text[first["end"] : last["start"]]


def in_marks(found: Quoted, writer: Writer) -> Inlines:
    """Passages between quotation marks: “one”; “other”."""
    marks = writer.patterns.quotation
    told = marks["between"].join(f"{marks['open']}{one}{marks['close']}" for one in found.passages)
    return (Foreign((Text(told),), found.language),) if found.language else (Text(told),)


def language_name(tag: str, writer: Writer) -> str:
    """The name of a language in the report's; the tag where it has none."""
    names = writer.patterns.languages
    return names.get(tag) or names.get(tag.partition("-")[0]) or tag


def original_note(found: Quoted, writer: Writer, record: Plain) -> Inlines:
    """A note with the citation and the words in the original, where a translation is quoted; else none."""
    if not found.original:
        return ()
    marks = writer.patterns.quotation
    words = marks["between"].join(f"{marks['open']}{one}{marks['close']}" for one in found.original)
    told = writer.fill("original", language=language_name(found.translated_from, writer) or "?")
    foreign = Foreign((Text(words),), found.translated_from) if found.translated_from else Text(words)
    cited = (writer.reference(record), Text(". ")) if writer.naming.is_citable(record) else ()
    return (Note((*cited, *told, foreign, Text("."))), Reference(writer.reference(record).cites, silent=True))
