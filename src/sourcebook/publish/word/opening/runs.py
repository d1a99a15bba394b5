"""A run of a Word file: its characters, the marks of notes in it, and what in it is told and left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sourcebook.publish.word.opened import Revision
from sourcebook.publish.word.opening.pieces import NoteMark, Piece, State
from sourcebook.publish.word.opening.revisions import revision
from sourcebook.publish.word.opening.signs import sign, spelled
from sourcebook.publish.word.opening.told import shortened
from sourcebook.publish.word.opening.xml import MC, SPACE, Element, W, child

if TYPE_CHECKING:
    from sourcebook.publish.word.opening.walking import Around, Walk

_DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_IMAGE = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_V_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_CHANGED = W + "rPrChange"
# A page that breaks is a blank only where words would run together.
PAGE_BREAK = "\x0c"
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_WITHOUT_AUTHOR = Revision("")


def read_run(walk: Walk, run: Element, around: Around) -> None:
    """Add what a run holds to the paragraph in which the walk is."""
    properties = run.find(W + "rPr")
    link = around.link or walk.fields.link
    look, hidden = walk.looks.run(properties, walk.toggles, link)
    if hidden:
        _hidden(walk, run)
        return
    was, restyled = None, None
    changed = properties.find(_CHANGED) if properties is not None else None
    if changed is not None:
        before, _ = walk.looks.run(changed.find(W + "rPr"), walk.toggles, link)
        if before != look:
            was, restyled = before, revision(changed)
    state = State(look, around.inserted, around.deleted, was, restyled, walk.comments)
    _content(walk, run, state)


def _content(walk: Walk, run: Element, state: State) -> None:
    custom = False
    for one in run:
        tag = one.tag
        if tag in _CHARACTERS:
            if not custom and not walk.fields.silent and (text := _text(one)):
                text = text if text.isprintable() else spelled(text, _font(run), walk.told)
                walk.add(Piece(text, state if tag == W + "t" else _gone(state)))
        elif tag in _NOTES:
            if not walk.fields.silent:
                custom = one.get(W + "customMarkFollows") in ("1", "true", "on")
                said = _custom(one) if custom else ""
                walk.add(Piece("", state, NoteMark(_NOTES[tag], one.get(W + "id") or "", said)))
        elif tag in _SIGNS or tag == W + "br":
            if not custom and not walk.fields.silent:
                walk.add(Piece(_SIGNS.get(tag) or _break(one), state))
        elif step := _OTHERS.get(tag):
            step(walk, one, state)


def _text(element: Element) -> str:
    """The characters of `w:t`; Word drops blanks at its edges unless they are to be kept."""
    text: str = element.text or "" if not len(element) else "".join(element.itertext())
    return text if element.get(SPACE) == "preserve" else text.strip(" \t\r\n")


def _font(run: Element) -> str:
    fonts = child(run, "rPr", "rFonts")
    return "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""


def _break(element: Element) -> str:
    return PAGE_BREAK if element.get(W + "type") in ("page", "column") else "\n"


def _gone(state: State) -> State:
    return state if state.deleted else state._replace(deleted=_WITHOUT_AUTHOR)


def _custom(reference: Element) -> str:
    return "".join(_text(one) for one in reference.itersiblings(W + "t"))


def _symbol(walk: Walk, element: Element, state: State) -> None:
    """A sign of a font of signs as the character that it shows, where that is known."""
    shown = sign(element.get(W + "char") or "", element.get(W + "font") or "", walk.told)
    if not walk.fields.silent:
        walk.add(Piece(shown, state))


def _hidden(walk: Walk, run: Element) -> None:
    for one in run:
        # A field may begin or end in what is hidden.
        if one.tag in (W + "fldChar", W + "instrText"):
            _OTHERS[one.tag](walk, one, State())
    text = "".join(_text(one) for one in run.iter(W + "t"))
    if text.strip() and not walk.fields.silent:
        walk.told.say(f"hidden text: {shortened(text)}")


def _drawing(walk: Walk, element: Element, state: State) -> None:
    """A picture, a shape or a text box: not taken."""
    boxes = list(element.iter(W + "txbxContent"))
    if boxes:
        text = " ".join("".join(_text(t) for t in p.iter(W + "t")) for p in boxes[0].iter(W + "p"))
        walk.told.say(f"a text box: {shortened(text)}")
        return
    if walk.own_picture():
        return
    alt = next((one.get("descr") or one.get("title") or "" for one in element.iter(_DESCRIBED)), "")
    is_image = any(True for _ in element.iter(_IMAGE, _V_IMAGE))
    what = "a picture" if is_image else "a drawing"
    walk.told.say(f"{what}: {shortened(alt)}" if alt.strip() else f"{what} without words for it")


def _object(walk: Walk, element: Element, state: State) -> None:
    walk.told.say("an embedded object")


def _field_sign(walk: Walk, element: Element, state: State) -> None:
    walk.fields.sign(element)


def _instruction(walk: Walk, element: Element, state: State) -> None:
    walk.fields.instruct(element.text or "")


def _comment_sign(walk: Walk, element: Element, state: State) -> None:
    walk.comment_sign(element.get(W + "id") or "")


def _alternatives(walk: Walk, element: Element, state: State) -> None:
    chosen = element.find(MC + "Choice")
    chosen = element.find(MC + "Fallback") if chosen is None else chosen
    if chosen is not None:
        _content(walk, chosen, state)


def _ruby(walk: Walk, element: Element, state: State) -> None:
    """Words with small ones above them that say how they sound: the words alone."""
    for run in element.iterfind(f"{W}rubyBase/{W}r"):
        _content(walk, run, state)


_CHARACTERS = (W + "t", W + "delText")
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_OTHERS: dict[str, Callable[[Walk, Element, State], None]] = {
    W + "sym": _symbol,
    W + "drawing": _drawing,
    W + "pict": _drawing,
    W + "object": _object,
    W + "fldChar": _field_sign,
    W + "instrText": _instruction,
    W + "delInstrText": _instruction,
    W + "commentReference": _comment_sign,
    W + "ruby": _ruby,
    MC + "AlternateContent": _alternatives,
}
