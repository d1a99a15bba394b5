"""What is read in a Word file with every tracked change accepted: lines and notes, found apart from the product."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.publish.word.whole_way.sheet import FIXED, Element, Sheet, W, out

from sourcebook.publish.word.flow import Cell, Flow, Mark, Token, Word

_GONE = (f"{W}del", f"{W}moveFrom")
_NOTE = "¤"


@dataclass(frozen=True)
class Seen:
    """Lines of the body (of a row its cells, apart by "|"; "¤" for the mark of a note), then the notes in order."""

    lines: tuple[str, ...]
    notes: tuple[str, ...]


def final(pen: Sheet) -> Seen:
    """What stands in the file once everything is accepted, without contents and tables from records."""
    body = copy.deepcopy(pen.body)
    _accept(body)
    found, numbers = [], []
    rest = ""
    for one in _lines(body):
        if one.tag == f"{W}tr":
            if rest:
                # Nothing can be joined to a table.
                found.append(_one_blank(rest))
                rest = ""
            cells = [" ".join(_line(cell)[0] for cell in cell_.iter(f"{W}p")) for cell_ in one.iter(f"{W}tc")]
            line, ended = "|".join(cell.strip() for cell in cells), True
            if not line.strip("|"):
                continue
        else:
            line, ended = _line(one)
        numbers += [mark.get(f"{W}id") for mark in one.iter(f"{W}footnoteReference")]
        rest += line
        if ended:
            found.append(_one_blank(rest))
            rest = ""
    notes = copy.deepcopy(pen.notes)
    said = {}
    if notes is not None:
        _accept(notes)
        said = {
            one.get(f"{W}id"): _one_blank(" ".join(_line(p)[0] for p in one.iter(f"{W}p"))) for one in notes
        }
    return Seen(tuple(filter(None, found)), tuple(said[number] for number in numbers if number))


def printed(pen: Sheet) -> tuple[dict[str, str], frozenset[str]]:
    """What each reference of the file prints, characters or the words of its note; which of them are notes."""
    found: dict[str, str] = {}
    notes: set[str] = set()
    for tree in (pen.body, pen.notes):
        for control in tree.iter(f"{W}sdt") if tree is not None else ():
            tag = control.find(f"{W}sdtPr/{W}tag")
            if tag is None:
                continue
            name = tag.get(f"{W}val", "").replace("_sbr_", "r")
            mark = next(control.iter(f"{W}footnoteReference"), None)
            if mark is None:
                found[name] = _line(control)[0]
            else:
                notes.add(name)
                found[name] = _line(pen.note_of(mark))[0]
    return found, frozenset(notes)


def shown(flow: Flow, prints: Mapping[str, str], notes: frozenset[str]) -> Seen:
    """The same of a text of the edition; `prints` are what its references print, `notes` those in notes."""
    lines, said = [], []
    for block in flow.blocks:
        if block.start.kind in ("fixed", "picture"):
            continue
        line = "".join(_said(token, prints, notes, flow) for token in block.tokens)
        line = "|".join(cell.strip() for cell in line.split("|"))
        if line.strip("|"):
            lines.append(_one_blank(line))
        for token in block.tokens:
            if isinstance(token, Mark) and token.name and (token.name in notes or token.name in flow.notes):
                typed = flow.notes.get(token.name)
                said.append(
                    _one_blank(
                        prints.get(token.name, "")
                        if typed is None
                        else "".join(_said(one, prints, notes, flow) for one in typed)
                    )
                )
    return Seen(tuple(lines), tuple(said))


def _said(token: Token, prints: Mapping[str, str], notes: frozenset[str], flow: Flow) -> str:
    match token:
        case Word(text):
            return text
        case Cell():
            return "|"
        case Mark(name):
            if name in notes or name in flow.notes:
                return _NOTE
            # A copy of a reference has a name of its own.
            return prints.get(name, token.printed)


def _accept(tree: Element) -> None:
    for tag in _GONE:
        for one in list(tree.iter(tag)):
            parent = one.getparent()
            if parent is not None and parent.tag not in (f"{W}rPr", f"{W}trPr"):
                parent.remove(one)
    for row in list(tree.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}del") is not None:
            out(row)


def _lines(body: Element) -> Iterator[Element]:
    for one in body.iter(f"{W}p", f"{W}tr"):
        style = one.find(f"{W}pPr/{W}pStyle")
        caption = style is not None and style.get(f"{W}val") == "Caption"
        if (
            not caption
            and one.get(FIXED) is None
            and not (one.tag == f"{W}p" and any(up.tag == f"{W}tr" for up in one.iterancestors()))
        ):
            yield one


def _line(paragraph: Element) -> tuple[str, bool]:
    """Its characters, and whether its end stands."""
    found = [
        _NOTE if one.tag == f"{W}footnoteReference" else one.text or ""
        for one in paragraph.iter(f"{W}t", f"{W}footnoteReference")
    ]
    look = paragraph.find(f"{W}pPr/{W}rPr")
    gone = look is not None and any(look.find(tag) is not None for tag in _GONE)
    return "".join(found), not gone


def _one_blank(text: str) -> str:
    """White space at the edge of a block is none of the text, and several blanks are one."""
    return re.sub(" +", " ", text).strip()
