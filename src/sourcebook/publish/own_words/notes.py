"""The notes of a report that was read: printed from records where that gives their words, else as typed."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sourcebook.publish.citing import Cited, Citer, CitingError, style
from sourcebook.publish.edition import Cite, Inline, Note, Reference, Text, plain_text
from sourcebook.publish.material import Material
from sourcebook.publish.own_words.apparatus import Apparatus, Resting
from sourcebook.publish.own_words.rows import lines
from sourcebook.publish.printed import reading as characters
from sourcebook.reading.candidates import Citation
from sourcebook.reading.document import Document

# Words before the first source, in the languages of reports; a style prints them as they are given.
_SEE = re.compile(
    r"(See also|See, e\.g\.,|See|Cf\.|Cfr\.|Véase también|Véase|Voir aussi|Voir|См\. также|См\.)\s+"
)
_ESCAPED = re.compile(r"\\([_*#\[\]~.\-+!()])")


@dataclass(frozen=True, slots=True)
class NoteKept:
    """What became of a note: `now` is its number in the edition, `recovered`: printed from records."""

    number: int
    now: int
    recovered: bool
    original: str
    proposed: str = ""


class Notes:
    """Goes through the notes in the order of their marks; `kept` says what became of each."""

    def __init__(
        self,
        document: Document,
        citations: Mapping[int, Citation],
        material: Material,
        resting: Resting,
        apparatus: Apparatus,
        form: tuple[str, str],
    ) -> None:
        """`form` is the house whose form of notes is tried, and the language of the report."""
        self._document = document
        self._citations = citations
        self._material = material
        self._resting = resting
        self._apparatus = apparatus
        self._citer = Citer(style(*form))
        self.kept: list[NoteKept] = []

    def inlines(self, number: int) -> tuple[Inline, ...]:
        """What stands in the text for the note of that number."""
        note = self._document.notes_by_number[number]
        now = len(self.kept) + 1
        original = _clean(" ".join(note.text.split()))
        # Tried on a copy: where the note is kept as typed, nothing of it was said. The style never changes.
        citer = copy.deepcopy(self._citer, {id(self._citer.style): self._citer.style})
        proposed, reference = self._proposed(number, now, citer)
        recovered = reference is not None and proposed == original
        if recovered:
            self._citer = citer
        else:
            self._citer.typed(now)
        self.kept.append(NoteKept(number, now, recovered, original, proposed))
        if recovered and reference is not None:
            return (reference,)
        return (Note(self._typed(number, original, reference)),)

    def _typed(self, number: int, original: str, reference: Reference | None) -> tuple[Inline, ...]:
        """The words of a note as they were typed, and in silence what they cite."""
        children: tuple[Inline, ...] = ()
        passage = self._apparatus.passage(self._document.notes_by_number[number].passage)
        for line in lines(passage, self._within, self._apparatus.languages(passage)):
            children = (*children, Text(" "), *line) if children and line else children or line
        if plain_text(children) != original:
            children = (Text(original or "—"),)
        if not self._apparatus.silent(number):
            return children
        ids = self._resting.of_note.get(number, ())
        cites = reference.cites if reference else tuple(Cite("source", id) for id in ids)
        return (*children, Reference(cites, silent=True)) if cites else children

    def _within(self, number: int | None, label: str) -> tuple[Inline, ...]:
        """A mark within a note: of a note in a note there is none."""
        return self._apparatus.placed(label) or ()

    def _proposed(self, number: int, now: int, citer: Citer) -> tuple[str, Reference | None]:
        """The note as records give it, and the reference that prints it; None where nothing is cited."""
        cited = self._apparatus.cited(number) or self._by_reading(number)
        if not cited:
            return "", None
        reference = Reference(tuple(Cite("source", one.id, one.before, one.after) for one in cited))
        try:
            text = characters(citer.note(now, cited).runs)
        except CitingError:
            return "", reference if self._apparatus.silent(number) else None
        return " ".join(text.split()), reference

    def _by_reading(self, number: int) -> tuple[Cited, ...]:
        citation = self._citations.get(number)
        ids = self._resting.of_note.get(number, ())
        if citation is None or citation.kind not in ("citation", "ibid") or not ids:
            return ()
        pinpoints = (
            [citation.pinpoint or ""]
            if citation.kind == "ibid"
            else [one.pinpoint or "" for one in citation.sources]
        )
        pinpoints += [""] * (len(ids) - len(pinpoints))
        see = _SEE.match(self._document.notes_by_number[number].text)
        return tuple(
            Cited(self._material.records[id], before=see[1] if see and not place else "", after=after)
            for place, (id, after) in enumerate(zip(ids, pinpoints, strict=False))
        )


def _clean(text: str) -> str:
    """Without the backslashes that Markdown puts before marks: they are the file's, not the report's."""
    return _ESCAPED.sub(r"\1", text)
