"""The anchors of a draft under the names of an edition's blocks and marks, as if we had sent it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from sourcebook.checks.word.filetext import FileText, NoteMark
from sourcebook.checks.word.letters import folded
from sourcebook.checks.word.placing import LABEL, Ahead
from sourcebook.publish.own_words.notes import NoteKept
from sourcebook.publish.word.flow import Flow, Mark, Token
from sourcebook.publish.word.foreign.anchors import name_of_mark, name_of_paragraph, renamed
from sourcebook.publish.word.foreign.drafts import Draft
from sourcebook.publish.word.tokens import text_of


def name_blocks(draft: Draft, flow: Flow, notes: Sequence[NoteKept]) -> None:
    """Names the anchors of both states of the draft after the blocks and note marks of its edition.

    A block that is nowhere in the file (a table made from records) has none.
    """
    names = _blocks(draft.placed.body, flow) | _marks(draft, flow, notes)
    renamed(draft.base, names)
    renamed(draft.theirs, names)


def _blocks(body: FileText, flow: Flow) -> dict[str, str]:
    """The names of blocks by those that paragraphs were marked with."""
    starts = [start for start, _ in body.paragraphs]
    ahead = Ahead(body.letters)
    found: dict[str, str] = {}
    for key, block in enumerate(flow.blocks):
        text = text_of(block.tokens)
        label = LABEL.match(text)
        for wanted in (folded(text), folded(text[label.end() :]) if label else ""):
            place = ahead.find(wanted) if wanted else None
            if place is None:
                continue
            # Of several paragraphs that begin at a letter the last has it; a row is many.
            first, last = bisect_right(starts, place.start) - 1, bisect_left(starts, place.end) - 1
            for _, paragraph in body.paragraphs[first : last + 1]:
                for name in name_of_paragraph(paragraph):
                    found.setdefault(name, f"_sbp_{key:04}")
            break
    return found


def _marks(draft: Draft, flow: Flow, notes: Sequence[NoteKept]) -> dict[str, str]:
    """The names of marks of notes by those that they were marked with: both count in their order."""
    of_number = {number: key for key, number in draft.numbers.items()}
    in_file: Mapping[tuple[str, str], NoteMark] = {(one.kind, one.id): one for one in draft.placed.body.marks}
    printed = [name for block in flow.blocks for name in _names(block.tokens)]
    found: dict[str, str] = {}
    for name, note in zip(printed, sorted(notes, key=lambda one: one.now), strict=False):
        mark = in_file.get(of_number.get(note.number, ("", "")))
        if mark is not None and (own := name_of_mark(mark.element)):
            found[own] = f"_sbr_{name[1:]}"
    return found


def _names(tokens: Sequence[Token]) -> list[str]:
    return [token.name for token in tokens if isinstance(token, Mark) and token.name]
