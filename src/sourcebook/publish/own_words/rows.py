"""A passage of a document as inlines: its characters with emphasis and links, note marks in their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sourcebook.publish.edition import Emphasis, Foreign, Inline, Item, Link, Text
from sourcebook.publish.own_words.apparatus import Spoken
from sourcebook.publish.own_words.labels import bracketed
from sourcebook.text import Passage

# Gives the inlines of a note mark: (number of the note or None, mark as printed).
Marked = Callable[[int | None, str], tuple[Inline, ...]]


def lines(passage: Passage, marked: Marked, spoken: Sequence[Spoken] = ()) -> list[tuple[Inline, ...]]:
    """The inlines of each line of a passage, without white space at its ends.

    `spoken` are its words in other languages.
    """
    text = passage.text
    found: list[tuple[Inline, ...]] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        found.append(tuple(_line(passage, start, end, marked, spoken)))
        start = end + 1
    return found


def _line(
    passage: Passage, start: int, end: int, marked: Marked, spoken: Sequence[Spoken]
) -> Iterator[Inline]:
    text = passage.text
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    last = max(first, start + len(text[start:end].rstrip()))
    last_line = end == len(text)
    marks = [
        mark
        for mark in passage.marks
        if start <= mark.at < end or (mark.at == end and (last_line or end > start))
    ]
    if not last_line:
        marks = [mark for mark in marks if mark.at <= end]
    cuts = {first, last, *(min(max(mark.at, first), last) for mark in marks)}
    for emphasis in passage.emphasis:
        cuts |= {min(max(at, first), last) for at in (emphasis.start, emphasis.end)}
    for link in passage.links:
        cuts |= {min(max(at, first), last) for at in (link.start, link.end)}
    for words in spoken:
        cuts |= {min(max(at, first), last) for at in (words.start, words.end)}
    ordered = sorted(cuts)
    for number, at in enumerate(ordered):
        for mark in marks:
            if min(max(mark.at, first), last) == at:
                yield from marked(mark.note, mark.label)
        if number + 1 < len(ordered):
            yield _dressed(passage, at, ordered[number + 1], spoken)


def _dressed(passage: Passage, start: int, end: int, spoken: Sequence[Spoken]) -> Inline:
    text = " ".join(passage.text[start:end].split(" "))
    one: Inline = Text(text)
    for emphasis in passage.emphasis:
        if emphasis.start <= start and end <= emphasis.end:
            one = Emphasis((one,), emphasis.kind == "bold")
    language = next((one.language for one in spoken if one.start <= start and end <= one.end), "")
    if language:
        one = Foreign((one,), language)
    link = next((link for link in passage.links if link.start <= start and end <= link.end), None)
    return Link((one,), link.url) if link and link.url.startswith(("http:", "https:", "mailto:")) else one


def without_label(children: tuple[Inline, ...], label: str) -> Item:
    """A line of a list as an item: its label comes off the text where it stands there."""
    first = children[0] if children else None
    if isinstance(first, Text):
        for printed in (f"({label})", f"{label})", f"{label}.", label):
            if label and first.text.startswith(printed):
                rest = first.text[len(printed) :].lstrip()
                return Item((Text(rest), *children[1:]) if rest else children[1:], _bracketed(label))
    if not label and isinstance(first, Text):
        printed, rest = bracketed(first.text)
        if printed:
            return Item((Text(rest), *children[1:]) if rest else children[1:], printed)
    return Item(children, _bracketed(label) if label else "•")


def _bracketed(label: str) -> str:
    return f"({label})" if label.isalnum() else label
