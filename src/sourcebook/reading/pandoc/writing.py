"""Writing the text layer: inline pandoc elements become characters of the layer and a passage over them.

Every paragraph is written once, in reading order, blank lines between; its passage knows where it went.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sourcebook.reading.pandoc.line import Anchor, Reference
from sourcebook.reading.pandoc.marker import take
from sourcebook.reading.pandoc.run import Node
from sourcebook.reading.symbols import signs_of
from sourcebook.text import Passage, PassageBuilder, Span

_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_SUP = re.compile(r"<(/?)sup\b", re.IGNORECASE)
_NOTE_REF = frozenset({"footnote-ref", "noteref", "doc-noteref", "footnoteref", "endnote-ref"})
# One kind of space and of hyphen: which of them keeps two words on a line says nothing to a reader.
_GLYPHS: dict[int, str | None] = {0xA0: " ", 0x202F: " ", 0x2011: "-", 0xAD: None, 0xFEFF: None, **signs_of()}
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]{1,4}")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# A power, not a mark: m², km², 10².
_POWER = re.compile(r"(?:(?<![^\W\d_])(?:[kcdmµ]?m|ft|yd|in|mi|км|м|см)|(?<!\d{3})\d)$")
_SPACES = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
_WRAPPERS = frozenset({"Underline", "SmallCaps", "Strikeout", "Subscript"})


def raised_digits(text: str) -> tuple[str, list[Span]]:
    """A text with superscript digits as plain ones, and where they stand; powers are left alone."""
    raised: list[Span] = []

    def plain(match: re.Match[str]) -> str:
        if _POWER.search(text[max(0, match.start() - 5) : match.start()]):
            return match[0]
        raised.append(Span(*match.span()))
        return match[0].translate(_PLAIN)

    return _RAISED.sub(plain, text), raised


@dataclass
class Layer:
    """The text layer as far as it is written, and the notes met on the way whose bodies are still to come."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    notes: list[tuple[str, list[Node]]] = field(default_factory=list)
    left_out: int = 0
    tables: int = 0

    def write(self, text: str) -> int:
        """Add characters; returns where they begin."""
        at = self.size
        self.parts.append(text)
        self.size += len(text)
        return at

    def source(self) -> str:
        """All that is written."""
        return "".join(self.parts)


@dataclass
class Written:
    """A passage under way: its builder and what stands beside it."""

    layer: Layer
    builder: PassageBuilder = field(default_factory=PassageBuilder)
    pending: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    note_label: str | None = None
    anchors: list[Anchor] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    raised: list[Span] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)

    def text(self, text: str) -> None:
        """Add characters of the file; they are held back until all of a run are there."""
        self.pending.append(text)

    def flush(self) -> None:
        """Put what was held back into the layer, free of markers and of double or leading white space."""
        if not self.pending:
            return
        text, said, label = take("".join(self.pending))
        self.pending.clear()
        text = text.translate(_GLYPHS)
        self.said = self.said or said
        self.note_label = label or self.note_label
        last = self.builder.parts[-1][-1] if self.builder.parts else "\n"
        if last in " \n":
            text = text.lstrip(" ")
        elif text.startswith("\n"):
            pass
        if text:
            shown, raised = raised_digits(text)
            self.raised += (Span(s.start + self.builder.size, s.end + self.builder.size) for s in raised)
            self.builder.add(shown, self.layer.write(text))

    def finish(self) -> Passage:
        """The passage, without white space around it."""
        self.flush()
        passage = self.builder.build()
        start = len(passage.text) - len(passage.text.lstrip())
        end = max(start, len(passage.text.rstrip()))
        self.anchors = [Anchor(name, max(0, at - start)) for name, at in self.anchors]
        self.references = [
            r._replace(start=max(0, r.start - start), end=min(r.end, end) - start)
            for r in self.references
            if r.start < end and r.end > start
        ]
        self.raised = [
            Span(max(0, s.start - start), min(s.end, end) - start)
            for s in self.raised
            if s.start < end and s.end > start
        ]
        return passage if end - start == len(passage.text) else passage.slice(start, end)


def write_inlines(written: Written, inlines: list[Node]) -> None:
    """Write a list of pandoc's inline elements."""
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            written.text(content)
        elif kind in _SPACES:
            written.text(_SPACES[kind])
        elif kind in ("Emph", "Strong"):
            start = _here(written)
            write_inlines(written, content)
            written.flush()
            written.builder.emphasise(start, "italic" if kind == "Emph" else "bold")
        elif kind == "Superscript":
            start = _here(written)
            write_inlines(written, content)
            _raise(written, start)
        elif kind in _WRAPPERS:
            write_inlines(written, content)
        else:
            _write_other(written, kind, content)


def _write_other(written: Written, kind: str, content: Node) -> None:
    if kind in ("Link", "Image"):
        _link(written, content, kind)
    elif kind == "Span":
        _span(written, content)
    elif kind == "Quoted":
        left, right = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
        written.text(left)
        write_inlines(written, content[1])
        written.text(right)
    elif kind == "Note":
        written.flush()
        automatic = sum(1 for label, _ in written.layer.notes if label.isdigit())
        label = written.note_label or str(automatic + 1)
        written.note_label = None
        written.layer.notes.append((label, content))
        written.builder.mark(label, len(written.layer.notes))
    elif kind == "Cite":
        write_inlines(written, content[1])
    elif kind in ("Code", "Math"):
        written.text(content[1])
    elif kind == "RawInline":
        _raw(written, content[0], content[1])


def _here(written: Written) -> int:
    written.flush()
    return written.builder.size


def _raise(written: Written, start: int) -> None:
    written.flush()
    if written.builder.size > start:
        written.raised.append(Span(start, written.builder.size))


def _link(written: Written, content: Node, kind: str) -> None:
    (name, classes, extra), inlines, (url, _) = content
    start = _here(written)
    if name:
        written.anchors.append(Anchor(name, start))
    if kind == "Image":
        # What an image says to those who cannot see it is no text of the document.
        return
    write_inlines(written, inlines)
    written.flush()
    target = url.partition("#")[2]
    local = url.startswith("#")
    if not local and url:
        written.builder.link(start, url)
    if target or local:
        said = {*classes, *(value for _, value in extra)}
        written.references.append(
            Reference(start, written.builder.size, target, name, bool(said & _NOTE_REF))
        )


def _span(written: Written, content: Node) -> None:
    (name, _, extra), inlines = content
    start = _here(written)
    if name:
        written.anchors.append(Anchor(name, start))
    style = dict(extra).get("style", "").replace(" ", "").lower()
    if "display:none" in style:
        return
    write_inlines(written, inlines)
    written.flush()
    if "vertical-align:super" in style:
        _raise(written, start)
    if "font-style:italic" in style:
        written.builder.emphasise(start, "italic")
    if "font-weight:bold" in style:
        written.builder.emphasise(start, "bold")


def _raw(written: Written, format: str, text: str) -> None:
    """Tags of HTML among Markdown: a line break, a superscript; others say nothing that is kept."""
    if not format.startswith("html"):
        written.layer.left_out += 1
    elif _BREAK.match(text):
        written.text("\n")
    elif sup := _SUP.match(text):
        if not sup[1]:
            written.opened.append(_here(written))
        elif written.opened:
            _raise(written, written.opened.pop())
