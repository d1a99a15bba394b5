"""Two texts of an edition compared: what others changed in it meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from sourcebook.publish.edition import Note
from sourcebook.publish.word.comparing.aligning import Side
from sourcebook.publish.word.comparing.blocks import New, Old
from sourcebook.publish.word.comparing.drafts import Drafting
from sourcebook.publish.word.comparing.grouping import grouped
from sourcebook.publish.word.comparing.items import Element, Item, item_of, key_of, said
from sourcebook.publish.word.comparing.loom import Woven
from sourcebook.publish.word.comparing.marking import Marks
from sourcebook.publish.word.comparing.relocating import free_prefix
from sourcebook.publish.word.comparing.scripting import Placing, scripted
from sourcebook.publish.word.comparing.starts import Starts
from sourcebook.publish.word.comparing.still import marks_kept
from sourcebook.publish.word.comparing.weaving import Weaving
from sourcebook.publish.word.flow import Block, Cell, Flow, Mark, Start, Token, Word
from sourcebook.publish.word.opened import Revision
from sourcebook.publish.word.script import Script

_NOBODY = Revision("")


def compare_flows(base: Flow, ours: Flow) -> Script:
    """The changes that make `ours` of `base`, two texts of one edition; none has an author.

    Blocks are matched by their ids, then by their words. A reference is the same where it says the same; a
    typed note is the note of its place whose words agree most, and keeps its name. What is new gets names
    that the base does not have. With all changes accepted the script gives `ours`, but for the names of
    marks and tables.
    """
    prefix = free_prefix("o", _names(base))
    names = {name: f"{prefix}{place}" for place, name in enumerate(dict.fromkeys(_names(ours)), 1)}
    olds = [_old(key, block) for key, block in enumerate(base.blocks)]
    news = [_new(block, names) for block in ours.blocks]
    notes = {names.get(name, name): tokens for name, tokens in ours.notes.items()}
    drafting = Drafting(_NOBODY)
    marks = Marks(
        {token.name: token for token in _marks(base)},
        frozenset(),
        {name: _said(tokens) for name, tokens in base.notes.items()},
        {name: _said(tokens) for name, tokens in notes.items()},
    )
    woven = Woven(len(olds))
    starts = Starts(True, {block.start.grid for block in base.blocks})
    weaving = Weaving(woven, drafting, marks, starts)
    placing = Placing(drafting)
    sides = [_side_of(new, block) for new, block in zip(news, ours.blocks, strict=True)]
    groups = grouped([_side(old) for old in olds], sides, sure=True)
    pairs = [([olds[one] for one in group.first], [news[two] for two in group.second]) for group in groups]
    starts.known((its[0].start, _start_of(found[0])) for its, found in pairs if its and found)
    for its, found in pairs:
        if not found:
            for old in its:
                weaving.deleted(old)
        elif its:
            placing.row.append(([old.key for old in its if old.key is not None], found[0]))
            if len(its) == len(found) == 1 and _is_still(its[0], found[0], weaving, names):
                weaving.still(its[0])
                continue
            for old in its:
                marks.recognise(old.elements, found)
            weaving.group(its, found)
        else:
            placing.row.append(([weaving.added(found[0])], found[0]))
    words = _woven_notes(base, notes, weaving, names)
    moved = placing.moved(dict(enumerate(olds)))
    row = [key for keys, _ in placing.row for key in keys]
    return scripted(base, woven, row, moved, words).script


def _names(flow: Flow) -> Iterator[str]:
    yield from (mark.name for mark in _marks(flow))
    yield from flow.notes


def _marks(flow: Flow) -> Iterator[Mark]:
    for row in (*(block.tokens for block in flow.blocks), *flow.notes.values()):
        yield from (token for token in row if isinstance(token, Mark) and token.name)


def _same(token: Token) -> object:
    """What a token of an edition is compared by: a mark by what it stands for, a typed note by its name."""
    if isinstance(token, Mark) and token.marked is not None and not isinstance(token.marked, Note):
        return ("marked", token.marked, token.look)
    return token.text if isinstance(token, Word) else key_of(token)


def _old(key: int, block: Block) -> Old:
    start, tokens = block.start, block.tokens
    return Old(key, start, tokens, start, tokens, partial(_elements, tokens), _said(tokens), start.id)


def _is_still(old: Old, new: New, weaving: Weaving, names: Mapping[str, str]) -> bool:
    """Whether a block says what it said, with its notes recognised."""
    if new.tokens is None or weaving.starts.restyled(old.read, _start_of(new), old.start) not in (
        None,
        old.start,
    ):
        return False
    return _are_still(old.tokens, new.tokens, weaving.marks, names)


def _are_still(
    before: Sequence[Token], after: Sequence[Token], marks: Marks, names: Mapping[str, str]
) -> bool:
    found = marks_kept(before, after, marks, names)
    for name, known in (found or {}).items():
        marks.tell(name, known)
    return found is not None


def _elements(tokens: Sequence[Token]) -> list[Element]:
    return [Element(_bare(token), _same(token), place, place + 1) for place, token in enumerate(tokens)]


def _bare(token: Token) -> Token:
    """A mark without what it printed in some file: that is no part of what an edition says."""
    return replace(token, printed="") if isinstance(token, Mark) and token.printed else token


def _said(tokens: Sequence[Token]) -> tuple[str, ...]:
    # Without what marks printed in some file.
    return said(token for token in tokens if isinstance(token, Word))


def _named(token: Token, names: Mapping[str, str]) -> Token:
    if isinstance(token, Mark) and token.name:
        return _bare(replace(token, name=names[token.name]))
    return _bare(token)


def _item(token: Token, names: Mapping[str, str]) -> Item:
    token = _named(token, names)
    item = item_of(token)
    item.key = _same(token)
    return item


def _new(block: Block, names: Mapping[str, str]) -> New:
    make = partial(_item, names=names)
    return New(item_of(block.start), block.tokens, said=_said(block.tokens), make=make)


def _start_of(new: New) -> Start:
    assert isinstance(new.head.token, Start)
    return new.head.token


def _side(old: Old) -> Side:
    row = old.start.kind == "row" or any(isinstance(token, Cell) for token in old.tokens)
    return Side(old.said, (old.start.id,) if old.start.id and not row else (), row, old.start.kind)


def _side_of(new: New, block: Block) -> Side:
    row = block.start.kind == "row"
    return Side(new.said, (block.start.id,) if block.start.id and not row else (), row, block.start.kind)


def _woven_notes(
    base: Flow, notes: Mapping[str, tuple[Token, ...]], weaving: Weaving, names: Mapping[str, str]
) -> dict[str, tuple[Token, ...]]:
    """Weaves the notes that both texts have; the words of those that only the new one has."""
    back = {ours: found for found, ours in weaving.marks.renamed.items()}
    for name, tokens in base.notes.items():
        ours = notes.get(back.get(name, ""))
        if ours is None:
            weaving.woven.notes[name] = tokens
        elif _are_still(tokens, ours, weaving.marks, names):
            weaving.passed(tokens, tokens)
            weaving.woven.notes[name] = tokens
        else:
            start = base.blocks[0].start
            old = Old(None, start, tokens, start, tokens, partial(_elements, tokens), ())
            items = [_item(token, names) for token in ours]
            weaving.marks.recognise_in(old.elements, items)
            weaving.woven.notes[name] = weaving.note(name, old, items)
    return {
        name: tuple(_named(token, names) for token in tokens)
        for name, tokens in notes.items()
        if name not in weaving.marks.renamed
    }
