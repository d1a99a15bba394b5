"""What is known of a text beside what was read: what it rests on, and marks and languages in its passages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sourcebook.publish.citing import Cited
from sourcebook.publish.edition import Inline
from sourcebook.reading.document import Table
from sourcebook.text import Passage


@dataclass(frozen=True)
class Resting:
    """`of_paragraph`: (kind, id) of the records read from a paragraph, by its index; `of_note`: the sources
    that a note cites, an Ibid those of the note it means; `labels`: of items, by their place in the source.
    """

    of_paragraph: Mapping[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    of_note: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Characters of a passage that are in another language than the report (BCP 47)."""

    start: int
    end: int
    language: str


class Apparatus:
    """What a passage has beside its text. This one knows nothing more than the reader does."""

    def passage(self, passage: Passage) -> Passage:
        """The passage with what the reader left out: marks whose labels `placed` knows."""
        return passage

    def languages(self, passage: Passage) -> tuple[Spoken, ...]:
        """The words in other languages."""
        return ()

    def placed(self, label: str) -> tuple[Inline, ...] | None:
        """What stands at a mark that `passage` put in; None for a mark that it did not."""
        return None

    def cited(self, note: int) -> tuple[Cited, ...]:
        """What a note cites, as a citation program left it there; nothing where none did."""
        return ()

    def cells(self, table: Table) -> tuple[tuple[Passage, ...], ...] | None:
        """The cells of a table as passages, where more is known of them than their words."""
        return None

    def left_out(self, paragraph: int) -> bool:
        """Whether the paragraph at this index is no text of the report but is printed from its records."""
        return False

    def silent(self, note: int) -> bool:
        """Whether a note that stays as typed names what it cites with a silent reference."""
        return False
