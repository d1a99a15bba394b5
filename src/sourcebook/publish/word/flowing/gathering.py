"""Blocks of a flow gathered into an edition: items under their paragraph, rows in their table.

What is the same as a block of the edition before is that very block: nothing untouched is rewritten. The
rest is put down so that the Markdown file can say it, and what has no place there keeps its words elsewhere.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sourcebook.publish.edition import Block as EditionBlock
from sourcebook.publish.edition import Edition, Front, Note, Paragraph
from sourcebook.publish.word.flow import Block, Flow, Look, Mark, Start, Token, Word
from sourcebook.publish.word.flowing.building import built
from sourcebook.publish.word.flowing.laying import blocks_of
from sourcebook.publish.word.tokens import cut, text_of

_Notes = Mapping[str, tuple[Token, ...]]
# What a group of blocks says, whatever its marks are named.
_Said = tuple[object, ...]


def edition_of(flow: Flow, front: Front, like: Edition) -> Edition:
    """The edition that a flow says, with what is not in a flow from `front`.

    A block (with its items, or rows) that says what a block of `like` says is that very object. Title and
    subtitle go into the front matter. Items gather under the paragraph before them, rows of one grid in one
    table, a row without grid is a table of its own. Blocks of kind "fixed" are made from records and left
    out. `parse(written(...))` of the edition is the same edition.
    """
    known: dict[_Said, deque[EditionBlock]] = {}
    for one in like.blocks:
        blocks, notes = blocks_of(one)
        known.setdefault(_said(blocks, notes), deque()).append(one)
    found: list[EditionBlock] = []
    ids: set[str] = set()
    head: dict[str, list[Block]] = {"title": [], "subtitle": []}
    for group in _groups(flow.blocks):
        if group[0].start.kind in head:
            head[group[0].start.kind] += group
            continue
        same = known.get(_said(group, flow.notes))
        if same and not ids & {block.start.id for block in group if block.start.id}:
            found.append(same.popleft() if len(same) > 1 else same[0])
        else:
            found += built(_own_ids(group, ids), flow.notes, found[-1] if found else None)
        ids |= {block.start.id for block in group}
    settled = _lists_joined([*_of_head(head, flow.notes), *found], frozenset(map(id, like.blocks)))
    return Edition(_front(front, head, flow.notes), tuple(settled))


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks that become one block of an edition."""
    group: list[Block] = []
    for block in blocks:
        if block.start.kind == "fixed":
            continue
        if group and not _belongs(block.start, group[-1].start):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _belongs(start: Start, before: Start) -> bool:
    if start.kind == "item":
        return before.kind in ("paragraph", "item")
    return start.kind == "row" == before.kind and start.grid == before.grid != ""


def _lists_joined(blocks: Iterable[EditionBlock], untouched: frozenset[int]) -> list[EditionBlock]:
    """A list without words before it is that of the paragraph before it, as in the Markdown file."""
    found: list[EditionBlock] = []
    for one in blocks:
        last = found[-1] if found else None
        bare = isinstance(one, Paragraph) and not (one.children or one.id or {id(one), id(last)} <= untouched)
        if bare and isinstance(one, Paragraph) and isinstance(last, Paragraph):
            found[-1] = replace(last, items=(*last.items, *one.items))
        else:
            found.append(one)
    return found


def _own_ids(group: Sequence[Block], taken: set[str]) -> list[Block]:
    """The group without an id that a block before it has: an id names one block."""
    return [
        replace(block, start=replace(block.start, id="")) if block.start.id in taken else block
        for block in group
    ]


def _said(group: Iterable[Block], notes: _Notes) -> _Said:
    return tuple((replace(block.start, grid=""), _plain(block.tokens, notes, frozenset())) for block in group)


def _plain(tokens: Iterable[Token], notes: _Notes, within: frozenset[str]) -> _Said:
    """Tokens without the names of marks, characters of one look together, notes as what they say."""
    found: list[object] = []
    text, look = "", Look()
    for token in tokens:
        if isinstance(token, Word):
            if text and token.look != look:
                found.append((text, look))
                text = ""
            text, look = text + token.text, token.look
            continue
        if text:
            found.append((text, look))
            text = ""
        found.append(_plain_mark(token, notes, within) if isinstance(token, Mark) else token)
    return tuple([*found, (text, look)] if text else found)


def _plain_mark(mark: Mark, notes: _Notes, within: frozenset[str]) -> object:
    typed = mark.marked is None or isinstance(mark.marked, Note)
    if typed and mark.name in notes and mark.name not in within:
        return "note", _plain(notes[mark.name], notes, within | {mark.name}), mark.look
    return mark.marked, mark.look


def _front(front: Front, head: Mapping[str, list[Block]], notes: _Notes) -> Front:
    """The front matter with the title and subtitle as they are now; a report is never without a title."""
    title, subtitle = (
        " ".join(filter(None, (text_of(block.tokens).strip() for block in head[kind])))
        for kind in ("title", "subtitle")
    )
    # As it was typed, where only white space differs.
    title = front.title if not title or title == _bare(front.title) else title
    return replace(
        front, title=title, subtitle=front.subtitle if subtitle == _bare(front.subtitle) else subtitle
    )


def _bare(text: str) -> str:
    return text_of(cut(text)).strip()


def _of_head(head: Mapping[str, list[Block]], notes: _Notes) -> Iterator[EditionBlock]:
    """Notes that somebody set into a title: the front matter has no place for them."""
    for blocks in head.values():
        marks = tuple(token for block in blocks for token in block.tokens if isinstance(token, Mark))
        if marks:
            yield from built([Block(Start("paragraph", numbered=False), marks)], notes, None)
