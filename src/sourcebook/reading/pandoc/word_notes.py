"""Labels of Word's notes as printed: footnotes and endnotes count apart, in their own formats, from their own
start, by section where the file says so; an author may set a mark of his own ("*").

Follows ECMA-376 part 1, 17.11 (footnotes and endnotes). Numbers that restart on each page go on here: where
pages end is not in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from sourcebook.reading.pandoc.marker import note_label
from sourcebook.reading.pandoc.word_numbering import W, counted
from sourcebook.reading.pandoc.word_runs import parents_of, text_run

_FORMATS = {"footnote": "decimal", "endnote": "lowerRoman"}
_SIGNS = "*†‡§"


@dataclass
class _Counter:
    """How one kind of note counts: its format, its start, whether anew in each section; how far it is."""

    format: str
    start: int = 1
    restarts: bool = False
    number: int = 0

    def next(self) -> str:
        """The label of the next note."""
        self.number = max(self.number + 1, self.start)
        if self.format == "chicago":
            return _SIGNS[(self.number - 1) % 4] * ((self.number - 1) // 4 % 9 + 1)
        return counted(self.number, self.format)


@dataclass
class _Section:
    """A stretch of the document with page settings of its own, which stand at its end."""

    settings: Element | None = None
    references: list[Element] = field(default_factory=list)


def label_notes(root: Element, settings: Element | None) -> None:
    """Say before each note mark how it is printed, and take marks of the author's own out of the text."""
    parents = parents_of(root)
    counters = {kind: _Counter(format) for kind, format in _FORMATS.items()}
    for kind, counter in counters.items():
        _set(counter, settings, kind)
    for section in _sections(root):
        for kind, counter in counters.items():
            _set(counter, section.settings, kind)
            counter.number = 0 if counter.restarts else counter.number
        for reference in section.references:
            run = parents[reference]
            kind = "footnote" if reference.tag == f"{W}footnoteReference" else "endnote"
            own = reference.get(f"{W}customMarkFollows") in ("1", "true", "on")
            label = _own_label(run, reference) if own else counters[kind].next()
            parents[run].insert(list(parents[run]).index(run), text_run(note_label(label)))


def _sections(root: Element) -> list[_Section]:
    """The sections of the document, each with the note marks in it that are not deleted."""
    sections = [_Section()]
    gone = {
        child for tag in (f"{W}del", f"{W}moveFrom") for removed in root.iter(tag) for child in removed.iter()
    }
    for element in root.iter():
        if element.tag in (f"{W}footnoteReference", f"{W}endnoteReference") and element not in gone:
            sections[-1].references.append(element)
        elif element.tag == f"{W}sectPr":
            sections[-1].settings = element
            sections.append(_Section())
    return sections


def _set(counter: _Counter, holder: Element | None, kind: str) -> None:
    """Take over what the file or a section says of this kind of note."""
    said = holder.find(f"{W}{kind}Pr") if holder is not None else None
    if said is None:
        return
    values = {child.tag: child.get(f"{W}val", "") for child in said}
    counter.format = values.get(f"{W}numFmt", counter.format)
    start = values.get(f"{W}numStart", "")
    counter.start = int(start[:6]) if start.isascii() and start.isdigit() else counter.start
    counter.restarts = values.get(f"{W}numRestart", "") == "eachSect" or counter.restarts


def _own_label(run: Element, reference: Element) -> str:
    after = list(run)[list(run).index(reference) + 1 :]
    label = "".join((t.text or "") for t in after if t.tag == f"{W}t").strip() or "*"
    for element in after:
        run.remove(element)
    return label
