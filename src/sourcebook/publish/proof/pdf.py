"""The text of a PDF taken back through its tag tree, in the order in which it is read aloud.

Nothing is handed over from the writer: the bytes of the file are all that is read. Headings, paragraphs,
items, quotations, tables, captions and notes are known by their tags; running headers and page numbers are
artifacts and fall out; the table of contents is told apart by its tags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from sourcebook.publish.printed import Line, labelled
from sourcebook.publish.proof.tags import Tag, read_tags

_HEADING = re.compile(r"H[1-6]?")
_CELLS = frozenset({"TH", "TD"})
# Tags whose text belongs to the line that they stand in.
_INLINE = frozenset(
    {"Span", "Link", "Reference", "Quote", "Code", "Em", "Strong", "Annot", "BibEntry", "Lbl", "Note"}
)
# A contents entry ends with its page number.
_PAGE = re.compile(r"[\s\u2060]+([0-9]+|[ivxlcdm]+)$")


def lines(pdf: bytes) -> list[Line]:
    """What can be read in a PDF, line by line, notes at the end.

    Kinds are those of `Line` as far as tags tell them: what stands below a table or on the title page is a
    paragraph. Entries of the table of contents have the kind "contents", without their page numbers; text
    that no tag leads to has the kind "untagged". A note has the id "note-12", from its own number. Raises
    NoTags.
    """
    tagged = read_tags(pdf)
    taking = _Taking()
    found = list(taking.below(tagged.root))
    return [*found, *taking.notes, *(Line("untagged", "", text) for text in tagged.untagged)]


def tag_tree(pdf: bytes) -> str:
    """The tag tree as an outline for a person, with the number of each tag below it."""
    root = read_tags(pdf).root
    counts: Counter[str] = Counter()
    shown = [line for kid in root.tags() for line in _outline(kid, 0, counts)]
    total = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    return "\n".join([*shown, "", total, ""])


def _outline(tag: Tag, depth: int, counts: Counter[str]) -> Iterator[str]:
    counts[tag.name] += 1
    text = " ".join("".join(kid for kid in tag.kids if isinstance(kid, str)).split())
    parts = [tag.name]
    if tag.alt:
        parts.append(f"alt “{tag.alt}”")
    if tag.language:
        parts.append(f"({tag.language})")
    if text:
        parts.append(text if len(text) <= 60 else text[:59] + "…")
    yield "  " * depth + " ".join(parts)
    for kid in tag.tags():
        yield from _outline(kid, depth + 1, counts)


class _Taking:
    """Makes lines of tags; notes are put by until the end."""

    def __init__(self) -> None:
        self.notes: list[Line] = []

    def below(self, tag: Tag, kind: str = "paragraph") -> Iterator[Line]:
        """The lines of what stands below a tag; text of its own is a line of this kind."""
        kids = list(tag.kids)
        own: list[Tag | str] = []
        for at, kid in enumerate(kids):
            if isinstance(kid, str) or _is_inline(kid):
                own.append(kid)
                continue
            yield from self._own(kind, own)
            own = []
            following = kids[at + 1] if at + 1 < len(kids) else None
            if _HEADING.fullmatch(kid.role) and isinstance(following, Tag) and following.role == "TOC":
                continue  # the heading of the contents
            yield from self._lines(kid, kind)
        yield from self._own(kind, own)

    def _own(self, kind: str, kids: list[Tag | str]) -> Iterator[Line]:
        text = self._text(kids)
        if text:
            yield Line(kind, "", text)

    def _lines(self, tag: Tag, kind: str) -> Iterator[Line]:
        if tag.name == "Title":
            yield Line("title", "", self._text(tag.kids))
        elif _HEADING.fullmatch(tag.role):
            yield Line("heading", "", self._text(tag.kids))
        elif tag.role == "LI":
            label = "".join(self._text(kid.kids) for kid in tag.tags() if kid.role == "Lbl")
            first, *more = [
                line for kid in tag.tags() if kid.role != "Lbl" for line in self.below(kid, "item")
            ] or [Line("item", "", "")]
            yield Line(first.kind, "", labelled(label, first.text))
            yield from more
        elif tag.role in _CELLS:
            yield Line("cell", "", " ".join(line.text for line in self.below(tag, "cell")))
        elif tag.role == "TOC":
            yield from self._contents(tag)
        elif tag.role == "Figure":
            # What is drawn is no text; a caption within is.
            yield from (
                line for kid in tag.tags() if kid.role == "Caption" for line in self.below(kid, "caption")
            )
        else:
            yield from self.below(tag, {"Caption": "caption", "BlockQuote": "quotation"}.get(tag.role, kind))

    def _contents(self, tag: Tag) -> Iterator[Line]:
        for kid in tag.tags():
            if kid.role == "TOC":
                yield from self._contents(kid)
            else:
                whole = "".join(_all_text(kid.kids))
                page = _PAGE.search(whole)
                yield Line("contents", "", whole[: page.start()] if page else whole)

    def _text(self, kids: Iterable[Tag | str]) -> str:
        """The text of a line; the mark of a note in brackets, the note itself put by."""
        found = []
        for kid in kids:
            if isinstance(kid, str):
                found.append(kid)
            elif kid.role == "Note":
                self._note(kid)
            elif kid.role == "Lbl":
                found.append(f"[{''.join(_all_text(kid.kids))}]")
            elif kid.role != "Figure":
                found.append(self._text(kid.kids))
        return "".join(found)

    def _note(self, tag: Tag) -> None:
        number = "".join("".join(_all_text(kid.kids)) for kid in tag.tags() if kid.role == "Lbl").strip()
        text = self._text([kid for kid in tag.kids if isinstance(kid, str) or kid.role != "Lbl"])
        self.notes.append(Line("note", f"note-{number}", text))


def _is_inline(tag: Tag) -> bool:
    """Whether a tag is part of a line; one without meaning is where all within it is."""
    return tag.role in _INLINE or (tag.role == "NonStruct" and all(map(_is_inline, tag.tags())))


def _all_text(kids: Iterable[Tag | str]) -> Iterator[str]:
    for kid in kids:
        if isinstance(kid, str):
            yield kid
        else:
            yield from _all_text(kid.kids)
