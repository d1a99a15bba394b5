"""Notes to sources: each note becomes citation, Ibid, explanation or empty, its sources taken apart.

A note is read in four steps, each a module: `addresses` (URLs and access dates), `splitting` (where one
source ends and the next begins, and what is the note's own words), `naming` (publisher, title, date, the
rest) and `reaching` (Ibid, supra).
"""

from __future__ import annotations

from dataclasses import replace

from sourcebook.reading.analysis.views import scope_year
from sourcebook.reading.candidates import Citation
from sourcebook.reading.citations.naming import Known, read_source
from sourcebook.reading.citations.publishers import known_publishers
from sourcebook.reading.citations.reaching import Back, reach, resolve
from sourcebook.reading.citations.splitting import split
from sourcebook.reading.citations.vocabulary import Vocabulary, vocabulary
from sourcebook.reading.document import Document, Note
from sourcebook.text import Passage

__all__ = ["read_citations"]


def read_citations(document: Document) -> dict[int, Citation]:
    """The citation of each note, by its number.

    Names that stand where publishers stand in several notes are known as publishers in all; a day without a
    year is taken from the year the report is about and flagged "date-without-year".
    """
    known_words = vocabulary(document.language)
    backs = {note.number: reach(note, known_words) for note in document.notes}
    works = {number: back.work for number, back in backs.items() if back and back.work}
    parts = {note.number: _parts(note, backs[note.number], known_words) for note in document.notes}
    passages = [passage for _, found in parts.values() for passage in found]
    publishers = known_publishers(passages, known_words)
    sources = {
        number: [
            read_source(p, at, Known(publishers, None), known_words, document.language) for at, p in found
        ]
        for number, (_, found) in parts.items()
    }
    citations = {n: replace(c, sources=tuple(sources[n])) for n, (c, _) in parts.items()}
    year = scope_year(document, citations)
    if year is not None:
        # Only now can "29 September" be dated: sources without a date are read once more.
        for number, (citation, found) in parts.items():
            again = [
                source
                if source.date is not None
                else read_source(passage, at, Known(publishers, year), known_words, document.language)
                for source, (at, passage) in zip(sources[number], found, strict=True)
            ]
            citations[number] = replace(citation, sources=tuple(again))
    return resolve(document, citations, works)


def _parts(note: Note, back: Back | None, words: Vocabulary) -> tuple[Citation, list[tuple[int, Passage]]]:
    """What kind of note it is, and its sources as passages with their place in the note."""
    text = note.text
    if not any(c.isalnum() for c in text):
        return Citation(note.number, "empty"), []
    start = back.end if back else 0
    prose, sources = split(note.passage, start, words)
    if back:
        citation = Citation(note.number, "ibid", resolves_to=back.note, pinpoint=back.pinpoint)
    elif prose or not sources:
        citation = Citation(note.number, "explanatory")
    else:
        citation = Citation(note.number, "citation")
    return citation, [(at, note.passage.slice(at, end)) for at, end in sources]
