"""Proof of a working file: what the reader of returned files finds in it is what the edition says.

Compared are the words, cells, and the places and names of marks, of every paragraph and every typed note, and
the weight and emphasis of words where the styles are ours: bold words in a bold heading cannot be told. What
a mark prints is printed from records, and no part of the edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sourcebook.publish.building import NotProved
from sourcebook.publish.formats.docx import Anchors
from sourcebook.publish.printed import Paragraph, Printed, Table
from sourcebook.publish.word.flow import Block, Cell, Flow, Mark, Token, Word
from sourcebook.publish.word.opened import WordBlock, WordText
from sourcebook.publish.word.tokens import text_of

__all__ = ["NotProved", "prove"]

_SHOWN = 60
# Blocks whose own style is neither bold nor italic.
_PLAIN = frozenset(("paragraph", "item", "quotation", "row"))
# A character with its weight and emphasis, a mark by its name, a boundary between cells.
_Said = tuple[str, bool, bool]


def prove(flow: Flow, read: WordText, report: Printed, anchors: Anchors, *, own_styles: bool = True) -> None:
    """Raises NotProved at the first block, note or mark that the file does not give back.

    `own_styles` says that the file has Sourcebook's own styles.
    """
    found: dict[str, WordBlock] = {}
    for there in read.blocks:
        for name in there.anchors:
            if found.setdefault(name, there) is not there:
                raise NotProved(f"{name} names two paragraphs of the file; this is a fault of the program")
    printed = _printed(report, anchors)
    captionless = _captionless(report, anchors)
    for number, block in enumerate(flow.blocks):
        name = f"p{number:04}"
        if name in printed and not (block.start.kind == "picture" and name in captionless):
            looks = own_styles and block.start.kind in _PLAIN and not block.start.header
            _prove_block(name, block, found.get(name), looks=looks)
    # A note in a note is an error, and printed in its place as the mark that it is.
    outer = {token.name for block in flow.blocks for token in block.tokens if isinstance(token, Mark)}
    for name, tokens in flow.notes.items():
        if name in outer:
            _prove_note(name, tokens, read, looks=own_styles)


def _printed(report: Printed, anchors: Anchors) -> set[str]:
    """The names of blocks that are printed: an annex of which there is nothing leaves out its heading."""
    places: set[tuple[str, int]] = {("", 0), ("", 1)}
    for block in report.blocks:
        if isinstance(block, Table):
            rows = len(block.rows) + bool(block.header)
            places |= {(block.id, place) for place in range(1, rows + 1)}
        if isinstance(block, Paragraph):
            places |= {(block.id, place) for place in range(1, len(block.items) + 1)}
        # A table without a caption has nothing that is typed in it.
        if getattr(block, "caption", True):
            places.add((block.id, 0))
    return {anchor.name for place, anchor in anchors.items() if place in places}


def _captionless(report: Printed, anchors: Anchors) -> set[str]:
    """The names of blocks without a caption: where there is nothing to draw, a sentence says so instead."""
    without = {block.id for block in report.blocks if not hasattr(block, "caption")}
    return {anchor.name for (id, place), anchor in anchors.items() if id in without and not place}


def _prove_block(name: str, block: Block, found: WordBlock | None, *, looks: bool) -> None:
    wanted = list(_said(block.tokens, looks=looks))
    if found is None:
        raise NotProved(f"{name} ({_words(block.tokens)}) is not in the file; this is a fault of the program")
    got = list(_said((bit.token for bit in found.bits), looks=looks))
    if block.start.kind == "picture":
        # The number of a table or figure stands before its caption.
        got = got[len(got) - len(wanted) :]
    if got != wanted:
        raise NotProved(
            f"{name} ({_words(block.tokens)}) reads otherwise in the file: {_difference(wanted, got)}; "
            "this is a fault of the program"
        )


def _prove_note(name: str, tokens: tuple[Token, ...], read: WordText, *, looks: bool) -> None:
    if name not in read.notes:
        raise NotProved(
            f"the note {name} ({_words(tokens)}) is not in the file; this is a fault of the program"
        )
    bits = read.notes[name]
    wanted, got = list(_said(tokens, looks=looks)), list(_said((bit.token for bit in bits), looks=looks))
    if wanted != got:
        raise NotProved(
            f"the note {name} ({_words(tokens)}) reads otherwise in the file: {_difference(wanted, got)}; "
            "this is a fault of the program"
        )


def _said(tokens: Iterable[Token], *, looks: bool) -> Iterator[_Said]:
    for token in tokens:
        match token:
            case Word(text, look):
                yield from ((one, looks and look.emphasis, looks and look.strong) for one in text)
            case Mark() if token.name:
                yield f"[{token.name}]", False, False
            case Cell():
                yield "\t", False, False


def _words(tokens: Iterable[Token]) -> str:
    text = text_of(tokens)
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"


def _difference(wanted: list[_Said], got: list[_Said]) -> str:
    """The first place where the two differ."""
    same = next(
        (place for place, (one, other) in enumerate(zip(wanted, got, strict=False)) if one != other),
        min(len(wanted), len(got)),
    )
    here, there = ("".join(one[0] for one in said[same : same + 20]) for said in (wanted, got))
    return f"“{there}” for “{here}”" if here != there else f"the look of “{here}”"
