"""The edition of a draft: its own words, its notes printed from records where that gives them back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sourcebook.checks.word.placing import Place
from sourcebook.dossier.ingest.zotero.sources import origin_key
from sourcebook.publish.citing import Cited, style_names
from sourcebook.publish.edition import Block, Edition, Paragraph
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.writing import written
from sourcebook.publish.material import Material
from sourcebook.publish.own_words.apparatus import Resting
from sourcebook.publish.own_words.edition import OwnWords, front_of, own_words
from sourcebook.publish.own_words.labels import item_labels
from sourcebook.publish.word.foreign.drafts import Draft
from sourcebook.publish.word.foreign.dressing import Dressing, Standing
from sourcebook.publish.word.foreign.fields import Citing
from sourcebook.publish.word.foreign.locators import located
from sourcebook.text.folding import skeleton

Plain = dict[str, Any]


@dataclass(frozen=True)
class Written:
    """The edition, and a line each for what a person should know. `words` says what became of every note."""

    edition: Edition
    words: OwnWords
    told: tuple[str, ...]


def edition_of_draft(
    draft: Draft, of_key: Mapping[str, Plain], material: Material, house: str = "", date: str = ""
) -> Written:
    """The edition of a draft. `of_key` are the records of what it cites, by the keys of `draft.sought()`.

    Without a `house` the form of notes is taken that gives most of the draft's own notes back.
    """
    records = {**material.records, **{plain["id"]: plain for plain in of_key.values()}}
    whole = replace(material, records=records)
    making = _Making(draft, of_key)
    tried = [making.words(whole, one, date) for one in ([house] if house else style_names())]
    # Where none fits better, the commonest form.
    done = max(tried, key=lambda one: (sum(note.recovered for note in one.notes), one.house == "report"))
    blocks: tuple[Block, ...] = tuple(map(_without_id, done.edition.blocks))
    # As it will be kept and read again: what the file cannot tell apart is one.
    edition = parse(written(Edition(done.edition.front, blocks)))
    return Written(edition, done, tuple(_told(draft, done, making)))


def _without_id(block: Block) -> Block:
    """A paragraph of a draft has no id: nothing refers to it yet."""
    return replace(block, id="") if isinstance(block, Paragraph) else block


class _Making:
    """What the edition is made of, the same for each form of notes that is tried."""

    def __init__(self, draft: Draft, of_key: Mapping[str, Plain]) -> None:
        self.draft = draft
        self.of_key = of_key
        self.language = draft.document.language or "en"
        self.in_text = [self._standing(place, one) for place, one in draft.in_text]
        self.in_notes = [self._standing(place, one) for place, one in draft.in_notes]
        self.resting = Resting({}, dict(_of_notes(draft, of_key)), item_labels(draft.document))
        self.bibliography = frozenset(_bibliography(draft))
        self.dressing = self._dressing()

    def words(self, material: Material, house: str, date: str) -> OwnWords:
        """The edition with the notes of one house."""
        draft = self.draft
        front = front_of(draft.document, draft.title, house, date)
        self.dressing = self._dressing()
        return own_words(draft.document, draft.citations, material, front, self.resting, self.dressing)

    def _dressing(self) -> Dressing:
        draft = self.draft
        return Dressing(
            draft.placed, self.in_text, self.in_notes, draft.foreign, draft.numbers, self.bibliography
        )

    def _standing(self, place: Place, citing: Citing) -> Standing:
        cited = []
        for said, item in citing.items:
            record = self.of_key.get(origin_key(item.key, item.data))
            if record is not None:
                after = [located(said, self.language), str(said.get("suffix") or "").strip(" ,;")]
                before = str(said.get("prefix") or "").strip()
                cited.append(Cited(record, before, ", ".join(filter(None, after))))
        return Standing(place, citing.shown, tuple(cited))


def _of_notes(draft: Draft, of_key: Mapping[str, Plain]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The sources that each note cites as it was read, an Ibid those of the note that it means."""
    found: dict[int, tuple[str, ...]] = {}
    for number, citation in sorted(draft.citations.items()):
        keys = (f"note {number}, source {count + 1}" for count in range(len(citation.sources)))
        own = tuple(dict.fromkeys(of_key[key]["id"] for key in keys if key in of_key))
        target = citation.resolves_to
        found[number] = own or (found.get(target, ()) if target is not None else ())
        yield number, found[number]


def _bibliography(draft: Draft) -> Iterator[int]:
    """The indexes of paragraphs that lie in a bibliography."""
    for paragraph in draft.document.paragraphs:
        places = [segment.place for segment in draft.placed.passages.get(id(paragraph.passage), ())]
        for one in draft.bibliography:
            if places and one.start <= places[0].start and places[-1].end <= one.end:
                yield paragraph.index


def _records(draft: Draft, of_key: Mapping[str, Plain]) -> Iterator[Plain]:
    """The records that the citations of programs name."""
    for _, citing in (*draft.in_text, *draft.in_notes):
        for _, item in citing.items:
            if (record := of_key.get(origin_key(item.key, item.data))) is not None:
                yield record


def _told(draft: Draft, done: OwnWords, making: _Making) -> Iterator[str]:
    where = _Where(draft)
    for place, citing in draft.in_text:
        yield from (f"{where.of(place)}: {problem}" for problem in citing.problems)
    for place, citing in draft.in_notes:
        yield from (f"{where.of_note(place)}: {problem}" for problem in citing.problems)
    for standing in making.dressing.unplaced():
        yield f"{where.of(standing.place)}: the citation “{standing.shown}” was not found in what was read"
    yield from (f"note {number} has no mark in the text: it stands at the end" for number in done.unplaced)
    yield from (f"the mark {label} has no note" for label in done.unmatched)
    yield from _uncited(draft, making)
    yield from (f"{problem.where}: {problem.what}" for problem in draft.document.problems)


def _uncited(draft: Draft, making: _Making) -> Iterator[str]:
    """That the bibliography is left out, and its entries that no citation names."""
    if making.bibliography:
        count = len(making.bibliography)
        lines = "1 line is" if count == 1 else f"{count} lines are"
        yield f"bibliography: {lines} not typed in the edition: what it names is among the sources"
    titles = {
        skeleton(plain["fields"]["title"])
        for plain in _records(draft, making.of_key)
        if plain["fields"]["title"]
    }
    for index in sorted(making.bibliography):
        entry = draft.document.paragraphs[index].text
        if not any(title in skeleton(entry) for title in titles):
            words = " ".join(entry.split())[:120]
            yield f"bibliography: “{words}” is cited nowhere: it is not in the edition"


class _Where:
    """Says in words in which paragraph or note something stands."""

    def __init__(self, draft: Draft) -> None:
        self._paragraphs = sorted(
            (segments[0].place.start, paragraph.key or f"{paragraph.index + 1} of the text")
            for paragraph in draft.document.paragraphs
            if (segments := draft.placed.passages.get(id(paragraph.passage)))
        )
        self._notes = sorted((place.start, str(number)) for number, place in draft.placed.of_note.items())

    def of(self, place: Place) -> str:
        """The paragraph of a place in the body."""
        return f"paragraph {_last(self._paragraphs, place)}"

    def of_note(self, place: Place) -> str:
        """The note of a place in the notes."""
        return f"note {_last(self._notes, place)}"


def _last(starts: list[tuple[int, str]], place: Place) -> str:
    number = bisect_right(starts, place.start, key=lambda one: one[0]) - 1
    return starts[max(number, 0)][1] if starts else "1"
