"""The comparison of a report with the text that was taken back from a file: line by line, character by
character.

Lines are aligned by those that stand once on both sides (Heckel 1978, "A technique for isolating differences
between files"), grown in both directions; what is left between is paired by likeness. So a changed letter is
one line that differs, a lost note is one line missing, and two swapped paragraphs are one that moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sourcebook.publish.printed import Heading, Line, Printed, labelled, reading
from sourcebook.publish.proof.aligning import align
from sourcebook.publish.proof.foldings import fold

What = Literal["missing", "added", "differs", "moved", "kind", "number", "contents"]
# Kinds that a file may not tell apart; an empty kind fits every one.
_ALIKE = dict.fromkeys(("paragraph", "subtitle", "partner", "date", "below"), "paragraph")
_AROUND = 24


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not as it should be. `expected` is the line of the report, `found` that of the file.

    what: missing, added, differs, moved (out of its order), kind (a heading that is a paragraph, say), number
    (of a note), contents (an entry of the table of contents). `at` is the first character that differs.
    """

    what: What
    expected: Line | None
    found: Line | None
    at: int = 0

    def __str__(self) -> str:
        line = self.expected or self.found
        place = f"{line.kind or 'line'} {line.id}".strip() if line else ""
        if self.what == "differs" and self.expected and self.found:
            ours, theirs = (_around(one.text, self.at) for one in (self.expected, self.found))
            return f"{place} differs at character {self.at + 1}: “{ours}” became “{theirs}”"
        if self.what in ("kind", "number") and self.expected and self.found:
            return (
                f"{place} became {self.found.kind} {self.found.id}".strip()
                + f": “{_around(self.expected.text, 0)}”"
            )
        return f"{place}: {_SAID[self.what]}: “{_around(line.text, 0) if line else ''}”"


_SAID = {
    "missing": "missing",
    "added": "not in the report",
    "moved": "out of its order",
    "contents": "the contents",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of a comparison. `lines` and `characters` are those of the report, after the foldings.

    `identical` lines have the same characters in the same place, as the same kind of line.
    """

    lines: int
    characters: int
    identical: int
    paragraphs: int
    notes: int
    differences: tuple[Difference, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing was lost, added, changed or moved."""
        return not self.differences

    def of(self, what: What) -> tuple[Difference, ...]:
        """The differences of one sort."""
        return tuple(one for one in self.differences if one.what == what)

    def summary(self, name: str) -> str:
        """One line for a person: "PDF: 217 paragraphs, 239 notes, 412,345 characters: identical"."""
        counts = Counter(one.what for one in self.differences)
        found = ", ".join(f"{counts[sort]} {said}" for sort, said in _COUNTED.items() if counts[sort])
        what = f"{self.paragraphs} paragraphs, {self.notes} notes, {self.characters:,} characters"
        return f"{name}: {what}: {found or 'identical'}"


_COUNTED: dict[What, str] = {
    "missing": "missing",
    "added": "added",
    "moved": "moved",
    "contents": "wrong in the contents",
    "differs": "changed",
    "kind": "of another kind",
    "number": "with another number",
}


def compare(printed: Printed, taken: Sequence[Line], *, contents: bool = False) -> Comparison:
    """Compares a report with lines that were taken back from a file.

    Lines of the kind "contents" are compared with the headings that are listed; with `contents` the file must
    have them. The date may stand on the title page, as it is or in words. Notes are compared by their
    numbers.
    """
    given = [Line(line.kind, line.id, fold(line.text)) for line in taken]
    found = _by_number([line for line in given if line.kind != "contents" and _counts(line)])
    expected = [Line(line.kind, line.id, fold(line.text)) for line in printed.lines()]
    expected = _by_number([line for line in _with_date(printed, expected, found) if _counts(line)])
    differences = [*_differences(expected, found), *_contents(printed, given, contents)]
    wrong = {id(one.expected) for one in differences if one.expected is not None}
    return Comparison(
        lines=len(expected),
        characters=sum(len(line.text) for line in expected),
        identical=sum(id(line) not in wrong for line in expected),
        paragraphs=sum(line.kind == "paragraph" for line in expected),
        notes=sum(line.kind == "note" for line in expected),
        differences=tuple(differences),
    )


def _counts(line: Line) -> bool:
    # An empty cell keeps its place in the row; another line without characters cannot be seen.
    return bool(line.text) or line.kind == "cell"


def _with_date(printed: Printed, expected: list[Line], found: list[Line]) -> list[Line]:
    """The lines of the report, with the date where the file prints it on its title page."""
    front = 1 + bool(printed.subtitle) + len(printed.partners)
    dates = {fold(text) for text in (printed.date, printed.words.get("date", "")) if text}
    line = next((line for line in found[: front + 1] if line.text in dates), None)
    if line is None or any(one.kind == "date" for one in expected):
        return expected
    at = found.index(line)
    return [*expected[:at], Line("date", "", line.text), *expected[at:]]


def _by_number(lines: list[Line]) -> list[Line]:
    """The lines with the notes at the end, by their numbers where they all have one."""
    notes = [line for line in lines if line.kind == "note"]
    numbers = [line.id.removeprefix("note-") for line in notes]
    if all(number.isdigit() for number in numbers):
        notes = [
            note for _, note in sorted(zip(map(int, numbers), notes, strict=True), key=lambda pair: pair[0])
        ]
    return [*(line for line in lines if line.kind != "note"), *notes]


def _differences(expected: list[Line], found: list[Line]) -> Iterator[Difference]:
    for ours, theirs, moved in align([line.text for line in expected], [line.text for line in found]):
        one = expected[ours] if ours is not None else None
        other = found[theirs] if theirs is not None else None
        if one is None or other is None:
            yield Difference("missing" if other is None else "added", one, other)
            continue
        if one.text != other.text:
            yield Difference("differs", one, other, _first_difference(one.text, other.text))
        elif moved:
            yield Difference("moved", one, other)
        if _alike(one.kind) != _alike(other.kind) and one.kind and other.kind:
            yield Difference("kind", one, other)
        elif one.kind == "note" and other.id and other.id != one.id:
            yield Difference("number", one, other)


def _alike(kind: str) -> str:
    return _ALIKE.get(kind, kind)


def _first_difference(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (ours, theirs) in enumerate(pairs) if ours != theirs), min(len(one), len(other)))


def _contents(printed: Printed, given: list[Line], required: bool) -> Iterator[Difference]:
    found = [line for line in given if line.kind == "contents"]
    if not found and not required:
        return
    expected = [Line("contents", heading.id, _entry(heading)) for heading in printed.contents()]
    for ours, theirs, moved in align([line.text for line in expected], [line.text for line in found]):
        one = expected[ours] if ours is not None else None
        other = found[theirs] if theirs is not None else None
        if one is None or other is None or moved or one.text != other.text:
            yield Difference("contents", one, other)


def _entry(heading: Heading) -> str:
    """A heading as the contents print it: without the marks of its notes."""
    return fold(labelled(heading.label, reading(run for run in heading.runs if run.note is None)))


def _around(text: str, at: int) -> str:
    start, end = max(at - _AROUND, 0), at + _AROUND
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
