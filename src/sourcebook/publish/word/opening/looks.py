"""How characters look: what their run says, what its character style says, against their paragraph's style.

What the run itself says counts: on is a look, also in a paragraph that has it all over, as a report that is
sent says it; off is one where the paragraph's style has it on, as words upright in italics are emphasised.
Weight and emphasis of a paragraph's style and of a character style cancel each other out (ECMA-376 part 1,
17.7.3), so a character style stands out either way. The language is not read: editors write it everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sourcebook.publish.word.flow import PLAIN, Look
from sourcebook.publish.word.opening.xml import Element, W, is_on, val

_B, _I, _VANISH, _STYLE = W + "b", W + "i", W + "vanish", W + "rStyle"
_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Toggles:
    """What a style says of weight, emphasis and hiding; None where it says nothing."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None


_NOTHING = Toggles()


@dataclass(frozen=True, slots=True)
class Looks:
    """Tells looks. `styles` says the toggles of each style by id, with what it inherits."""

    styles: Mapping[str, Toggles]
    default: str = ""
    known: dict[tuple[Toggles, str, bool, bool, str], Look] = field(default_factory=dict)

    def paragraph(self, properties: Element | None) -> Toggles:
        """What the paragraph's style says."""
        return self.styles.get(val(properties, "pStyle") or self.default, _NOTHING)

    def run(self, properties: Element | None, around: Toggles, link: str) -> tuple[Look, bool]:
        """The look of a run with these properties, and whether it is hidden."""
        if properties is None:
            return self._look(False, False, link), bool(around.hidden)
        own = {one.tag: one for one in properties}
        style = _NOTHING
        if _STYLE in own:
            style = self.styles.get(own[_STYLE].get(W + "val") or "", _NOTHING)
        strong = _stands_out(own.get(_B), around.bold, style.bold)
        emphasis = _stands_out(own.get(_I), around.italic, style.italic)
        hidden = is_on(own[_VANISH]) if _VANISH in own else bool(around.hidden) or bool(style.hidden)
        return self._look(emphasis, strong, link), hidden

    def _look(self, emphasis: bool, strong: bool, link: str) -> Look:
        if not (emphasis or strong or link):
            return PLAIN
        return Look(emphasis=emphasis, strong=strong, link=link)


def _stands_out(own: Element | None, around: bool | None, style: bool | None) -> bool:
    """Whether a run stands out by a property, that of its own, of its paragraph's and its own style."""
    if own is None:
        return bool(style)
    return is_on(own) or bool(around)


def read_looks(root: Element | None) -> Looks:
    """The looks that word/styles.xml says."""
    elements = {} if root is None else {one.get(W + "styleId"): one for one in root.iter(W + "style")}
    default = ""
    for id, one in elements.items():
        if one.get(W + "default") in ("1", "true", "on") and one.get(W + "type", "paragraph") == "paragraph":
            default = id or ""
    known: dict[str | None, Toggles] = {}
    for id in elements:
        _inherited(id, elements, known)
    return Looks({id: said for id, said in known.items() if id}, default)


def _inherited(
    id: str | None, elements: Mapping[str | None, Element], known: dict[str | None, Toggles]
) -> None:
    chain: list[str | None] = []
    while id in elements and id not in known and id not in chain and len(chain) < _DEPTH:
        chain.append(id)
        id = val(elements[id], "basedOn")
    said = known.get(id, _NOTHING)
    for one in reversed(chain):
        said = known[one] = _refined(said, elements[one].find(W + "rPr"))


def _refined(said: Toggles, properties: Element | None) -> Toggles:
    if properties is None:
        return said
    found = [properties.find(tag) for tag in (_B, _I, _VANISH)]
    known = (said.bold, said.italic, said.hidden)
    return Toggles(*(was if one is None else is_on(one) for one, was in zip(found, known, strict=True)))
