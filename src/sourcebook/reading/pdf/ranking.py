"""What the order of the pieces tells once all are there: title pages, the title, the levels of headings, and
where the front matter ends."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sourcebook.reading.assemble import Block, Heading, Piece
from sourcebook.reading.document import ContentsEntry, Table
from sourcebook.reading.lexicon import phrase_pattern
from sourcebook.reading.pdf.headings import Style, levels

# A block of so many letters is running text, no line of a title page.
_RUNNING = 250


@dataclass
class Blocks:
    """What the pages hold, in the order of reading."""

    pieces: list[Piece] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    contents: list[ContentsEntry] = field(default_factory=list)
    title: str | None = None


def rank(done: Blocks, styles: list[Style], size: float) -> None:
    """Give headings (whose `styles` come in their order) levels, and the document its title.

    `size` is that of the text. Headings of title pages become blocks.
    """
    headings = dict(zip(_headings(done), styles, strict=True))
    first = _first(done.pieces)
    kept = _beyond_title_pages(headings, first, size)
    if first is not None and not _labelled(done.pieces):
        while first - 1 in kept:
            first -= 1
        _enter(done, first)
    done.title = _title(done.pieces, headings)
    ranks = levels([style for n, style in headings.items() if n in kept])
    for n, style in headings.items():
        piece = done.pieces[n]
        assert isinstance(piece, Heading)
        done.pieces[n] = (
            replace(piece, level=ranks[style]) if n in kept else Block(piece.passage, region="front")
        )


def _headings(done: Blocks) -> list[int]:
    return [n for n, piece in enumerate(done.pieces) if isinstance(piece, Heading)]


def _labelled(pieces: list[Piece]) -> bool:
    return any(isinstance(piece, Block) and piece.label for piece in pieces)


def _first(pieces: list[Piece]) -> int | None:
    """Where the text begins: the first numbered paragraph, else the first block of running text."""
    blocks = [(n, piece) for n, piece in enumerate(pieces) if isinstance(piece, Block)]
    labelled = (n for n, block in blocks if block.label)
    running = (n for n, block in blocks if len(block.passage.text) > _RUNNING)
    return next(labelled, next(running, None))


def _beyond_title_pages(headings: dict[int, Style], first: int | None, size: float) -> set[int]:
    """Headings whose style comes again beyond the front matter, and the one right above the first
    paragraph; others there are titles and mastheads."""
    if first is None:
        return set(headings)
    later = {style for n, style in headings.items() if n > first}
    above = first - 1 if first - 1 in headings and headings[first - 1].size < 2.25 * size else -1
    return {n for n, style in headings.items() if style in later or n == above}


def _enter(done: Blocks, start: int) -> None:
    """Let the body of a report without numbered paragraphs begin at `start`."""
    for n, piece in enumerate(done.pieces):
        if n >= start and not isinstance(piece, Table) and piece.region == "front":
            done.pieces[n] = replace(piece, region="body")


def _title(pieces: list[Piece], headings: dict[int, Style]) -> str | None:
    """The largest heading of the front matter, bold before light."""
    no_title = [phrase_pattern("parts", kind, "en") for kind in ("masthead", "contents")]
    early: list[tuple[int, bool, str]] = []
    for n, style in headings.items():
        piece = pieces[n]
        assert isinstance(piece, Heading)
        named = style.numbered or any(p.search(piece.passage.text) for p in no_title)
        if piece.region == "front" and not named:
            early.append((style.size, style.bold, piece.passage.text))
    return max(early, key=lambda e: e[:2])[2] if early else None
