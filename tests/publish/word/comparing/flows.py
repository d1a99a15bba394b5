"""Random texts of an edition about Ardovia, and random edits of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st

from sourcebook.publish.edition import Cite, Note, Reference, Text, Value
from sourcebook.publish.word.flow import PLAIN, Block, Cell, Flow, Kind, Look, Mark, Start, Token, Word
from sourcebook.publish.word.tokens import cut, text_of

WORDS = [
    "army",
    "road",
    "village",
    "closed",
    "border",
    "Vell",
    "Ardovia",
    "men",
    "river",
    "bridge",
    "school",
    "opened",
    "two",
    "soldiers",
    "said",
    "shelling",
    "on",
    "the",
    "a",
    "of",
    "in",
    "and",
    "was",
    "12",
    "2024",
    "court",
    "decree",
    "minister",
    "speech",
]
KINDS: tuple[Kind, ...] = ("paragraph", "paragraph", "paragraph", "heading", "item", "quotation")


@st.composite
def words(draw: st.DrawFn, least: int = 1, most: int = 12) -> tuple[Token, ...]:
    chosen = draw(st.lists(st.sampled_from(WORDS), min_size=least, max_size=most))
    sign = draw(st.sampled_from((".", ".", "", "?")))
    return cut(" ".join(chosen) + sign)


def marked(number: int, draw: st.DrawFn) -> tuple[Mark, tuple[Token, ...] | None]:
    name = f"r{number:04}"
    match draw(st.integers(0, 3)):
        case 0:
            return Mark(name, Value(f"count:statement {number % 3}")), None
        case 1:
            note = draw(words())
            return Mark(name, Note((Text(text_of(note)),))), note
        case 2:
            return Mark("", Reference((Cite("statement", f"{number % 4:08}"),), silent=True)), None
        case _:
            return Mark(name, Reference((Cite("source", f"{number % 4:08}"),))), None


@st.composite
def flows(draw: st.DrawFn, most: int = 8) -> Flow:
    """A small edition: title, blocks with marks here and there, a table at times, notes."""
    blocks, notes, count = [Block(Start("title"), draw(words(2, 4)))], {}, 0
    for place in range(draw(st.integers(1, most))):
        kind = draw(st.sampled_from(KINDS))
        tokens = list(draw(words()))
        for _ in range(draw(st.integers(0, 2))):
            count += 1
            mark, note = marked(count, draw)
            tokens.insert(draw(st.integers(1, len(tokens))), mark)
            if note is not None:
                notes[mark.name] = note
        id = draw(st.sampled_from(("", "", f"id-{place}"))) if kind in ("paragraph", "heading") else ""
        blocks.append(Block(Start(kind, id, 2 if kind == "heading" else 0), tuple(tokens)))
    if draw(st.booleans()):
        blocks += [
            Block(Start("row", grid="t1"), (*draw(words(1, 3)), Cell(), *draw(words(1, 3))))
            for _ in range(draw(st.integers(1, 3)))
        ]
    return Flow(tuple(blocks), notes)


@st.composite
def edited(draw: st.DrawFn, flow: Flow) -> Flow:
    """The same after a few edits: words, marks, looks, kinds, blocks added, taken out, moved, split, joined."""
    blocks, notes = list(flow.blocks), dict(flow.notes)
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(blocks) - 1))
        block = blocks[place]
        tokens = list(block.tokens)
        at = draw(st.integers(0, len(tokens)))
        match draw(st.integers(0, 9)):
            case 0:
                tokens[at : at + draw(st.integers(0, 3))] = draw(words(0, 3)) if at else draw(words(1, 2))
            case 1:
                del tokens[at : at + draw(st.integers(1, 3))]
            case 2 if tokens:
                at = min(at, len(tokens) - 1)
                if isinstance(tokens[at], Word):
                    tokens[at] = Word(
                        text_of(tokens[at : at + 1]), draw(st.sampled_from((PLAIN, Look(emphasis=True))))
                    )
            case 3:
                blocks.insert(place + 1, Block(Start("paragraph"), draw(words())))
                continue
            case 4 if len(blocks) > 2:
                del blocks[place]
                continue
            case 5:
                blocks.insert(draw(st.integers(0, len(blocks) - 1)), blocks.pop(place))
                continue
            case 6 if block.start.kind not in ("row", "title"):
                blocks[place : place + 1] = [
                    Block(block.start, tuple(tokens[:at])),
                    Block(replace(block.start, id=""), tuple(tokens[at:])),
                ]
                continue
            case 7 if place and block.start.kind not in ("row", "title"):
                before = blocks[place - 1]
                if before.start.kind not in ("row", "title"):
                    blocks[place - 1 : place + 1] = [Block(before.start, before.tokens + block.tokens)]
                continue
            case 8 if notes:
                name = draw(st.sampled_from(sorted(notes)))
                notes[name] = (*notes[name][: draw(st.integers(0, 9))], *draw(words(1, 3)))
            case 9 if block.start.kind in ("paragraph", "quotation"):
                blocks[place] = Block(
                    Start("quotation" if block.start.kind == "paragraph" else "paragraph"), block.tokens
                )
                continue
        blocks[place] = Block(block.start, tuple(tokens))
    present = {token.name for block in blocks for token in block.tokens if isinstance(token, Mark)}
    return Flow(tuple(blocks), {name: its for name, its in notes.items() if name in present})


def plain(flow: Flow) -> tuple[object, ...]:
    """What a flow says, whatever its marks and tables are named and its words are cut."""
    return tuple((replace(block.start, grid=""), row(block.tokens, flow)) for block in flow.blocks)


def row(tokens: Iterable[Token], flow: Flow) -> tuple[object, ...]:
    found: list[object] = []
    for token in tokens:
        if isinstance(token, Word):
            if (
                found
                and isinstance(found[-1], tuple)
                and found[-1][0] == "words"
                and found[-1][2] == token.look
            ):
                found[-1] = ("words", found[-1][1] + token.text, token.look)
            else:
                found.append(("words", token.text, token.look))
        elif isinstance(token, Mark):
            typed = token.marked is None or isinstance(token.marked, Note)
            found.append(("note", row(flow.notes.get(token.name, ()), flow)) if typed else token.marked)
        else:
            found.append(token)
    return tuple(found)
