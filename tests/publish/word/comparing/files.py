"""Word files as they are read, built by hand from a flow, and random edits of them as Word makes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import strategies as st
from tests.publish.word.comparing.flows import words

from sourcebook.publish.edition import Value
from sourcebook.publish.word.flow import Cell, Flow, Mark, Start, Token, Word
from sourcebook.publish.word.opened import Bit, Revision, WordBlock, WordText
from sourcebook.publish.word.tokens import cut

ANNA = Revision("Anna", "2026-03-01T10:00:00Z")
BELA = Revision("Bela", "2026-03-02T11:00:00Z")
SAVED = ("Carla", "2026-03-03T12:00:00Z")


def sent(flow: Flow) -> WordText:
    """The file of a flow, as `opening` reads it: anchors, what marks print, the notes of records too."""
    blocks = []
    notes: dict[str, tuple[Bit, ...]] = {}
    number = 0
    for key, block in enumerate(flow.blocks):
        label = ""
        if block.start.kind == "paragraph":
            number += 1
            label = f"{number}."
        start = replace(block.start, classes=frozenset(), id="")
        blocks.append(
            WordBlock(start, tuple(bits(block.tokens)), (f"p{key:04}",), label=label, place=key + 1)
        )
        for token in block.tokens:
            if isinstance(token, Mark) and token.name and not isinstance(token.marked, Value):
                notes[token.name] = tuple(
                    bits(flow.notes[token.name])
                    if token.name in flow.notes
                    else bits(cut("Source of records."))
                )
    return WordText(tuple(blocks), notes, last_author=SAVED[0], modified=SAVED[1])


def bits(tokens: tuple[Token, ...]) -> Iterator[Bit]:
    for token in tokens:
        if isinstance(token, Mark):
            if token.name:
                yield Bit(Mark(token.name, None, token.look, "12" if isinstance(token.marked, Value) else ""))
        else:
            yield Bit(token)


def stand(text: WordText, final: bool) -> list[tuple[object, ...]]:
    """What stands with all tracked changes accepted, or rejected, as Word does it: blocks that say something."""
    found: list[list[object]] = []
    open_ = False
    for block in text.blocks:
        tokens = [said(bit.token) for bit in block.bits if not (bit.deleted if final else bit.inserted)]
        if open_ and found and block.start.kind != "row":
            found[-1] += tokens
        else:
            found.append(tokens)
        gone = block.mark_deleted if final else block.mark_inserted
        row = block.start.kind == "row"
        open_ = bool(gone) and not row
        if row and gone:
            found.pop()
    return [joined(one) for one in found if joined(one)]


def joined(tokens: list[object]) -> tuple[object, ...]:
    found: list[object] = []
    for token in tokens:
        if isinstance(token, str) and found and isinstance(found[-1], str):
            found[-1] += token
        else:
            found.append(token)
    return tuple(blank_free(found))


def blank_free(row: list[object]) -> Iterator[object]:
    """Without blanks at the ends, and doubled ones: no edit of anybody's."""
    for place, one in enumerate(row):
        if isinstance(one, str):
            one = re.sub(" *\t *", "\t", re.sub(" +", " ", one))
            one = one.lstrip(" ") if place == 0 else one
            one = one.rstrip(" ") if place == len(row) - 1 else one
            if not one:
                continue
        yield one


def said(token: Token) -> object:
    match token:
        case Word(text):
            return text
        case Cell():
            return "\t"
        case _:
            return ("mark", token.name)


def standing(flow: Flow) -> list[tuple[object, ...]]:
    """The same of a flow."""
    rows = [
        joined([said(token) for token in block.tokens if not (isinstance(token, Mark) and not token.name)])
        for block in flow.blocks
    ]
    return [one for one in rows if one]


@st.composite
def returned(draw: st.DrawFn, text: WordText) -> WordText:
    """The file after a few edits, tracked and not."""
    blocks = list(text.blocks)
    notes = dict(text.notes)
    count = 0
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(blocks) - 1))
        block = blocks[place]
        by = draw(st.sampled_from((None, None, ANNA, BELA)))
        its = list(block.bits)
        at = draw(st.integers(0, len(its)))
        long = draw(st.integers(1, 4))
        row = block.start.kind == "row"
        head = block.start.kind in ("title", "row")
        match draw(st.integers(0, 9)):
            case 0 | 1:
                its[at:at] = [Bit(word, by) for word in draw(words(1, 3))]
            case 2 | 3:
                its[at : at + long] = list(taken_out(its[at : at + long], by))
            case 4 if not head:
                blocks[place : place + 1] = [
                    replace(block, bits=tuple(its[:at]), mark_inserted=by, mark_deleted=None),
                    replace(block, bits=tuple(its[at:]), anchors=draw(st.sampled_from((block.anchors, ())))),
                ]
                continue
            case 5 if (
                not head and place + 1 < len(blocks) and blocks[place + 1].start.kind not in ("row", "title")
            ):
                other = blocks[place + 1]
                if by is None and not block.mark_inserted and not block.mark_deleted:
                    both = replace(
                        other,
                        start=block.start,
                        bits=(*its, *other.bits),
                        anchors=block.anchors + other.anchors,
                    )
                    blocks[place : place + 2] = [both]
                elif by is not None and not block.mark_inserted:
                    blocks[place] = replace(block, mark_deleted=by)
                continue
            case 6:
                new = WordBlock(
                    Start("paragraph"), tuple(Bit(word, by) for word in draw(words())), mark_inserted=by
                )
                if not row and not (place + 1 < len(blocks) and blocks[place + 1].start.kind == "row"):
                    blocks.insert(place + 1, new)
                continue
            case 7 if len(blocks) > 2 and not block.mark_deleted and not block.mark_inserted:
                if by is None:
                    del blocks[place]
                else:
                    blocks[place] = replace(block, bits=tuple(taken_out(its, by)), mark_deleted=by)
                continue
            case 8 if len(blocks) > 3 and not head and not any(bit.inserted or bit.deleted for bit in its):
                if block.mark_deleted or block.mark_inserted:
                    continue
                target = draw(st.integers(1, len(blocks)))
                if target < len(blocks) and blocks[target].start.kind == "row":
                    continue
                if by is None:
                    blocks.insert(min(target, len(blocks) - 1), blocks.pop(place))
                    continue
                count += 1
                move = replace(by, move=draw(st.sampled_from((f"m{count}", ""))))
                blocks[place] = replace(
                    block, bits=tuple(replace(bit, deleted=move) for bit in its), mark_deleted=move
                )
                copy = replace(
                    block, bits=tuple(replace(bit, inserted=move) for bit in its), mark_inserted=move
                )
                blocks.insert(target, copy)
                continue
            case 9 if notes:
                name = draw(st.sampled_from(sorted(notes)))
                words_of = list(notes[name])
                at = draw(st.integers(0, len(words_of)))
                words_of[at : at + long] = list(taken_out(words_of[at : at + long], by))
                words_of[at:at] = [Bit(word, by) for word in draw(words(0, 2))]
                notes[name] = tuple(words_of)
                continue
        blocks[place] = replace(block, bits=tuple(its))
    return replace(text, blocks=tuple(blocks), notes=notes)


def taken_out(its: list[Bit], by: Revision | None) -> Iterator[Bit]:
    for bit in its:
        if by is None and not isinstance(bit.token, Cell):
            continue
        if isinstance(bit.token, Cell) or bit.deleted is not None:
            yield bit
        elif bit.inserted is not None and by is not None and bit.inserted.author == by.author:
            continue
        else:
            yield replace(bit, deleted=by)


def notes_of(text: WordText) -> dict[str, tuple[object, ...]]:
    """What the notes say with all tracked changes accepted."""
    return {
        name: joined([said(bit.token) for bit in its if not bit.deleted]) for name, its in text.notes.items()
    }
