"""A draft as it was read: its text before its tracked changes, and the citations that programs left in it."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sourcebook.checks.word.filetext import FileText, file_text
from sourcebook.checks.word.letters import W
from sourcebook.checks.word.notes import note_marks
from sourcebook.checks.word.package import WordPackage, word_package
from sourcebook.checks.word.placing import Place, Placed, placed
from sourcebook.dossier.ingest.draft.sought import Sought
from sourcebook.dossier.ingest.zotero.docx_fields import bookmark_codes
from sourcebook.dossier.ingest.zotero.sources import origin_key
from sourcebook.languages import script_of
from sourcebook.publish.word.foreign.anchors import marked
from sourcebook.publish.word.foreign.fields import Citing, citings
from sourcebook.publish.word.foreign.original import as_it_was
from sourcebook.reading import read_document
from sourcebook.reading.candidates import Citation
from sourcebook.reading.citations import read_citations
from sourcebook.reading.document import Document

Progress = Callable[[str], None]
# A language that so large a part of a file is tagged with is the tag of a template, not of some words.
_TEMPLATE = 1 / 3


@dataclass(frozen=True)
class Draft:
    """A draft that was read.

    `base` is the file before its tracked changes, `theirs` as it came, both with marks at every paragraph and
    note. `document` and `citations` are read from `base`. `in_text`, `in_notes`: the citations of programs
    with the letters that they show, `bibliography` the letters that are one. `numbers` lead from the kind and
    id of a note in the file to its number. `foreign` are tags of languages that some words have.
    """

    name: str
    title: str
    base: WordPackage
    theirs: WordPackage
    document: Document
    citations: dict[int, Citation]
    placed: Placed
    in_text: tuple[tuple[Place, Citing], ...]
    in_notes: tuple[tuple[Place, Citing], ...]
    bibliography: tuple[Place, ...]
    numbers: dict[tuple[str, str], int]
    foreign: frozenset[str]

    def sought(self) -> Iterator[Sought]:
        """What it cites: the items of programs in the order of the text, then what was read from notes."""
        cited_by_field = set()
        for place, citing in (*self.in_text, *self.in_notes):
            for _, item in citing.items:
                yield Sought(origin_key(item.key, item.data), citing.where, item=item)
            if citing.items:
                cited_by_field.add(place)
        for number, citation in sorted(self.citations.items()):
            own = self.placed.of_note.get(number)
            if own and any(own.start <= place.start < own.end for place, one in self.in_notes if one.items):
                continue
            for count, source in enumerate(citation.sources):
                yield Sought(f"note {number}, source {count + 1}", f"note {number}", read=source)


def read_draft(path: Path, progress: Progress | None = None) -> Draft:
    """Reads a Word file of anybody's. Raises ReadingError, in one line, where it cannot be read."""
    theirs = word_package(path)
    marked(theirs)
    base = theirs.copy()
    for tree in base.trees.values():
        as_it_was(tree)
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder) / path.name
        before.write_bytes(base.written())
        document = read_document(before, progress)
    body = file_text([base.body], base.addresses())
    notes = file_text(base.notes)
    found = placed(document, body, notes)
    properties = base.xml("docProps/custom.xml")
    codes = dict(bookmark_codes(properties)) if properties is not None else {}
    in_text = tuple(_standing(citings(base.body, codes), body))
    in_notes = tuple(one for tree in base.notes for one in _standing(citings(tree, codes), notes))
    return Draft(
        path.name,
        path.stem,
        base,
        theirs,
        document,
        read_citations(document),
        found,
        tuple(one for one in in_text if one[1].kind == "citation"),
        tuple(one for one in in_notes if one[1].kind == "citation"),
        tuple(place for place, one in in_text if one.kind == "bibliography"),
        _numbers(base, document),
        _foreign(body, document.language),
    )


def _standing(found: Iterable[Citing], text: FileText) -> Iterator[tuple[Place, Citing]]:
    """Citations with the letters that they show, in the order of the text; without those within another."""
    places = []
    for one in found:
        own = [text.at[element] for element in one.texts if element in text.at]
        if own:
            places.append((Place(min(start for start, _ in own), max(end for _, end in own)), one))
    places.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    reach = -1
    for place, one in places:
        if place.end > reach or not one.texts:
            yield place, one
        reach = max(reach, place.end)


def _numbers(base: WordPackage, document: Document) -> dict[tuple[str, str], int]:
    """The numbers of the reader's notes, by their kind and id in the file."""
    return {
        ("footnote" if mark.tag == f"{W}footnoteReference" else "endnote", mark.get(f"{W}id") or ""): number
        for number, mark in note_marks(base, document).items()
    }


def _foreign(body: FileText, language: str) -> frozenset[str]:
    """The tags of words in other languages: not the report's, not that of a template, and of their script."""
    share: Counter[str] = Counter()
    fits: dict[str, bool] = {}
    own = language.partition("-")[0]
    for one in body.languages:
        tag = one.value.partition("-")[0].casefold()
        if tag in ("", own, "x", "und"):
            continue
        share[one.value] += one.end - one.start
        script = script_of(body.letters[one.start : one.end])
        fits[one.value] = fits.get(one.value, True) and _written_in(tag, script)
    most = max(len(body.letters), 1) * _TEMPLATE
    return frozenset(tag for tag, letters in share.items() if letters < most and fits[tag])


def _written_in(tag: str, script: str | None) -> bool:
    """Whether words of a script can be of a language, as far as its script is beyond doubt."""
    scripts = {
        "ru": "Cyrl",
        "uk": "Cyrl",
        "hy": "Armn",
        "ka": "Geor",
        "ar": "Arab",
        "fa": "Arab",
        "he": "Hebr",
    }
    latin = {"en", "fr", "es", "de", "it", "pt", "nl", "pl", "cs", "tr", "ro", "hu", "sv", "da", "fi"}
    wanted = scripts.get(tag) or ("Latn" if tag in latin else None)
    return script is None or wanted is None or script == wanted
