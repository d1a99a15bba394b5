"""What a person does to a Word file in LibreOffice, as steps of `edits.bas`.

Places are found by their characters, the first in the file, so each must be given with words that stand there
once: in notes and cells too, and also where a tracked change took them out.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A verb of `edits.bas` with what it needs."""

    verb: str
    needs: tuple[str, ...] = ()

    def line(self) -> str:
        """The step as a line of the list. Raises ValueError for what a line cannot hold."""
        fields = (self.verb, *self.needs)
        if any(set(field) & set("\t\n\r") for field in fields):
            raise ValueError(f"a step has a tab or a line break: {fields}")
        return "\t".join(fields)


def tracked(*steps: Step) -> tuple[Step, ...]:
    """The steps with the recording of changes on."""
    return (Step("tracking", ("on",)), *steps, Step("tracking", ("off",)))


def as_author(name: str) -> Step:
    """From here on somebody else edits."""
    given, _, family = name.partition(" ")
    return Step("author", (given, family))


def replace(old: str, new: str) -> Step:
    """Types over words."""
    return Step("replace", (old, new))


def delete(words: str) -> Step:
    """Takes words out."""
    return Step("delete", (words,))


def delete_from(first: str, last: str) -> Step:
    """Takes out all from the first words to the last, what stands between them as well."""
    return Step("delete-from", (first, last))


def insert(after: str, words: str) -> Step:
    """Types words behind others."""
    return Step("insert", (after, words))


def split(before: str) -> Step:
    """Presses Enter before words."""
    return Step("split", (before,))


def join(words: str) -> Step:
    """Presses Delete at the end of the paragraph before that of the words."""
    return Step("join", (words,))


def add(after: str, text: str) -> Step:
    """Types a paragraph below that of the words."""
    return Step("add", (after, text))


def remove(words: str) -> Step:
    """Takes out the paragraph of the words, its end too."""
    return Step("remove", (words,))


def move(words: str, before: str) -> Step:
    """Cuts the paragraph of the words and pastes it before another."""
    return Step("move", (words, before))


def copy(words: str, before: str) -> Step:
    """Copies the paragraph of the words and pastes it before another."""
    return Step("copy", (words, before))


def move_words(words: str, after: str) -> Step:
    """Cuts words and pastes them behind others."""
    return Step("move-words", (words, after))


def note(after: str, text: str) -> Step:
    """Puts in a footnote behind words."""
    return Step("note", (after, text))


def delete_mark(after: str) -> Step:
    """Deletes the one character behind words, as the mark of a note is."""
    return Step("delete-mark", (after,))


def delete_after(words: str, characters: int) -> Step:
    """Deletes characters behind words."""
    return Step("delete-after", (words, str(characters)))


def overtype(after: str, characters: int, text: str) -> Step:
    """Types over a number of characters behind words."""
    return Step("overtype", (after, str(characters), text))


def comment(words: str, text: str, author: str, date: str = "") -> Step:
    """Hangs a comment on words; date is ISO 8601 to the minute, or "" for none."""
    return Step("comment", (words, text, author, date))


def comment_mark(after: str, text: str, author: str) -> Step:
    """Hangs a comment on the mark of the note behind words."""
    return Step("comment-mark", (after, text, author))


def style(words: str, name: str) -> Step:
    """Gives the paragraph of the words another style, by LibreOffice's name of it."""
    return Step("style", (words, name))


def strong(words: str) -> Step:
    """Makes words bold."""
    return Step("strong", (words,))


def emphasise(words: str) -> Step:
    """Makes words italic."""
    return Step("emphasis", (words,))


def row_after(words: str) -> Step:
    """Puts an empty row below the one of the words."""
    return Step("row-after", (words,))


def row_remove(words: str) -> Step:
    """Deletes the row of the words."""
    return Step("row-remove", (words,))


def type_below(words: str, text: str) -> Step:
    """Types into the cell below that of the words."""
    return Step("type-below", (words, text))


def accept_all() -> Step:
    """Accepts all tracked changes."""
    return Step("accept-all")


def reject_all() -> Step:
    """Rejects all tracked changes."""
    return Step("reject-all")
