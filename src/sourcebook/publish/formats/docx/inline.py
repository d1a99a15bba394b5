"""Runs as pandoc's inline elements: characters with their look, links, marks of notes.

Pandoc is given its tree, never markup, so that no character is read as a sign. What it has no element for
(bookmarks, fields, tabs) is given as raw Word markup, which `finish` puts where it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import groupby

from sourcebook.publish.formats.docx import anchors
from sourcebook.publish.formats.docx.addresses import address
from sourcebook.publish.formats.docx.language import rtl, tag
from sourcebook.publish.formats.docx.marks import Marks
from sourcebook.publish.formats.docx.markup import Node, raw
from sourcebook.publish.formats.docx.refused import Unprintable
from sourcebook.publish.formats.docx.xml import Element, element
from sourcebook.publish.printed import Run

# Pandoc drops a soft hyphen at the end of a string.
_SIGNS = re.compile("([\n\t\u00ad])")


def inlines(runs: Iterable[Run], marks: Marks, place: str) -> list[Node]:
    """Runs as inline elements. `place` is named where a note is not there: raises Unprintable."""
    return _inlines(runs, marks, partial(_mark, marks=marks, place=place))


def within_note(runs: Iterable[Run], marks: Marks) -> list[Node]:
    """Runs of a note, in which Word allows no other note: a mark in it refers to one that is elsewhere."""
    return _inlines(runs, marks, partial(_again, marks=marks))


def _inlines(runs: Iterable[Run], marks: Marks, mark: Callable[[int], list[Node]]) -> list[Node]:
    found: list[Node] = []
    for name, group in groupby(runs, key=lambda run: run.mark if marks.anchors is not None else ""):
        held: list[Node] = []
        for run in group:
            if run.note is not None:
                held += mark(run.note)
            else:
                one = _run(run, marks.language)
                held.append(_linked(one, run.link, marks) if run.link else one)
        found += marks.bookmark(anchors.hidden(name), *held) if name else held
    return found


def plain(runs: Iterable[Run], language: str) -> list[Node]:
    """Runs without weight, links and marks of notes, as the contents print them."""
    return [_run(replace(run, strong=False), language) for run in runs if run.note is None]


def words(text: str, language: str) -> Node:
    """Characters without a look of their own."""
    return _run(Run(text), language)


def field_of(instruction: str, *result: Node) -> list[Node]:
    """A field of Word with the result that it shows until Word counts anew."""
    begin, apart, end = (
        element("r", element("fldChar", fldCharType=one)) for one in ("begin", "separate", "end")
    )
    return [raw(begin, element("r", _instruction(instruction)), apart), *result, raw(end)]


def instruction_run(instruction: str) -> Element:
    """The run that says what a field is."""
    return element("r", _instruction(instruction))


def _instruction(text: str) -> Element:
    made = element("instrText")
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.text = f" {text} "
    return made


def _run(run: Run, language: str) -> Node:
    """One element that holds the characters of a run."""
    held: list[Node] = []
    for piece in _SIGNS.split(run.text):
        if piece == "\n":
            held.append({"t": "LineBreak"})
        elif piece == "\t":
            held.append(raw(element("r", element("tab"))))
        elif piece == "\u00ad":
            held.append(raw(element("r", element("softHyphen"))))
        elif piece:
            held.append({"t": "Str", "c": piece})
    for look, wanted in (("Strong", run.strong), ("Emph", run.emphasis)):
        if wanted:
            held = [{"t": look, "c": held}]
    told = []
    if run.language:
        told.append(["lang", tag(run.language)])
    if rtl(run.text, run.language or language):
        told.append(["dir", "rtl"])
    return {"t": "Span", "c": [["", [], told], held]}


def _linked(held: Node, link: str, marks: Marks) -> Node:
    target = address(link)
    if link.startswith("#"):
        # Evidence and sources stand in the package, not in this file: the words are printed without a link.
        target = f"#{marks.targets[link[1:]]}" if link[1:] in marks.targets else ""
    return {"t": "Link", "c": [["", [], []], [held], [target, ""]]} if target else held


def _mark(number: int, marks: Marks, place: str) -> list[Node]:
    note = marks.notes.get(number)
    if note is None:
        raise Unprintable(
            f"{place}: there is a mark of note {number}, but no such note; add it or take the mark out"
        )
    if number in marks.placed:
        return _again(number, marks)
    marks.placed.add(number)
    made: list[Node] = []
    if number == marks.counted + 1:
        marks.counted += 1
    else:
        made.append(raw(element("customMark", val=number)))
    written = within_note(note.runs, marks)
    made.append({"t": "Note", "c": [{"t": "Para", "c": written or [raw(element("r"))]}]})
    return marks.bookmark(anchors.of_note(number), *made) if number in marks.again else made


def _again(number: int, marks: Marks) -> list[Node]:
    """The mark of a note that stands elsewhere, kept right by Word where it is marked in the text."""
    mark = raw(reference_run(str(number)))
    in_text = number in marks.again
    return field_of(f"NOTEREF {anchors.of_note(number)} \\f \\h", mark) if in_text else [mark]


def reference_run(text: str) -> Element:
    """A run that looks like the mark of a note and is text."""
    held = element("t")
    held.text = text
    return element("r", element("rPr", element("rStyle", val="FootnoteReference")), held)
