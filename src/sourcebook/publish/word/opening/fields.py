"""Fields: what Word computes. Their result is text, their instruction is not; a link's says where it leads.

Follows ECMA-376 part 1, 17.16.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sourcebook.publish.word.opening.addresses import canonical
from sourcebook.publish.word.opening.xml import Element, W

_KIND = re.compile(r"\s*\\?([A-Za-z=]+)")
_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|(?!\\)(\S+))?(.*)', re.DOTALL | re.IGNORECASE)
_ANCHOR = re.compile(r'\\l\s+(?:"([^"]*)"|(\S+))')
# What a report prints anyway: numbers and contents, and links.
_USUAL = frozenset(
    [
        "TOC",
        "PAGEREF",
        "NOTEREF",
        "REF",
        "HYPERLINK",
        "SEQ",
        "PAGE",
        "NUMPAGES",
        "STYLEREF",
        "FORMTEXT",
        "SYMBOL",
    ]
)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    shows: bool = False
    link: str = ""
    kind: str = ""


@dataclass(slots=True)
class Fields:
    """The fields that are open, and how often each kind was met that is not usual."""

    open: list[_Field] = field(default_factory=list)
    met: dict[str, int] = field(default_factory=dict)
    instructing: int = 0
    contents: int = 0
    links: list[str] = field(default_factory=list)

    @property
    def silent(self) -> bool:
        """Whether what comes now is an instruction and no text."""
        return self.instructing > 0

    @property
    def link(self) -> str:
        """Where a hyperlink that is open leads; "" for none."""
        return self.links[-1] if self.links else ""

    def instruct(self, text: str) -> None:
        """More of the instruction of the innermost field."""
        if self.open:
            self.open[-1].instruction += text

    def sign(self, element: Element) -> None:
        """A `w:fldChar`: a field begins, its result begins, it ends."""
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self.open.append(_Field())
            self.instructing += 1
        elif self.open and kind == "separate" and not self.open[-1].shows:
            self._show()
        elif self.open and kind == "end":
            if not self.open[-1].shows:
                self._show()
            self._end()

    def begin_simple(self, element: Element) -> None:
        """A `w:fldSimple`: instruction and result in one."""
        self.open.append(_Field(element.get(W + "instr") or ""))
        self.instructing += 1
        self._show()

    def end_simple(self) -> None:
        """It ends."""
        if self.open:
            self._end()

    def _end(self) -> None:
        one = self.open.pop()
        self.contents -= one.kind == "TOC"
        if one.link:
            self.links.pop()

    def _show(self) -> None:
        one = self.open[-1]
        one.shows = True
        self.instructing -= 1
        said = _KIND.match(one.instruction)
        one.kind = said[1].upper() if said else ""
        self.contents += one.kind == "TOC"
        if one.kind == "HYPERLINK":
            one.link = _target(one.instruction)
            self.links += [one.link] if one.link else []
        elif one.kind and one.kind not in _USUAL:
            self.met[one.kind] = self.met.get(one.kind, 0) + 1


def _target(instruction: str) -> str:
    found = _LINK.match(instruction)
    if found is None:
        return ""
    anchor = _ANCHOR.search(found[3])
    within = f"#{anchor[1] or anchor[2]}" if anchor else ""
    return canonical((found[1] or found[2] or "") + within)
