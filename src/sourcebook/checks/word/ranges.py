"""The marks of a comment around runs of a Word file: as near to the words as every program reads them.

They stand beside the runs, within links, tracked insertions and content controls (tried with LibreOffice). It
loses marks within a field's result, a simple field or a smart tag: these are taken as a whole, and so is
a reference of ours, whose control is replaced with its content.
"""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from sourcebook.checks.word.letters import W, paragraph_of

_MAY_HOLD = frozenset(f"{W}{name}" for name in ("p", "hyperlink", "ins", "moveTo", "sdtContent"))
_OURS = "_sbr_"

Run: TypeAlias = etree._Element


def between(first: Run, last: Run, number: int) -> None:
    """Puts a comment's marks around two runs, which may stand in different paragraphs."""
    begin = etree.Element(f"{W}commentRangeStart", {f"{W}id": str(number)})
    end = etree.Element(f"{W}commentRangeEnd", {f"{W}id": str(number)})
    reference = etree.Element(f"{W}r")
    etree.SubElement(reference, f"{W}commentReference", {f"{W}id": str(number)})
    _holder(_of_field(first, "begin")).addprevious(begin)
    after = _holder(_of_field(last, "end"))
    after.addnext(end)
    # The reference is no part of a link or of what somebody inserted.
    _below_paragraph(end).addnext(reference)


def _holder(run: Run) -> etree._Element:
    """What stands for a run where marks may stand: itself, or what holds it there."""
    while (parent := run.getparent()) is not None and (parent.tag not in _MAY_HOLD or _is_ours(parent)):
        run = parent
    return run


def _below_paragraph(element: etree._Element) -> etree._Element:
    while (parent := element.getparent()) is not None and parent.tag != f"{W}p":
        element = parent
    return element


def _is_ours(content: etree._Element) -> bool:
    """Whether it is the content of the control of a reference that we sent."""
    if content.tag != f"{W}sdtContent":
        return False
    tag = content.getparent().find(f"{W}sdtPr/{W}tag")
    return tag is not None and (tag.get(f"{W}val") or "").startswith(_OURS)


def _of_field(run: Run, side: str) -> Run:
    """The run that begins (or ends) the field of one paragraph that a run stands in; else the run itself.

    A link is no such field; one over several paragraphs (a table of contents) is left as it is.
    """
    opened: list[tuple[Run, list[str]]] = []
    within: Run | None = None
    outer: Run | None = None
    for one in paragraph_of(run).iter(f"{W}r"):
        if one is run:
            fields = [begin for begin, code in opened if not "".join(code).lstrip().startswith("HYPERLINK")]
            if not fields:
                return run
            within, outer = one, fields[0]
        for child in one:
            kind = child.get(f"{W}fldCharType") if child.tag == f"{W}fldChar" else None
            if child.tag == f"{W}instrText" and opened:
                opened[-1][1].append(child.text or "")
            elif kind == "begin":
                opened.append((one, []))
            elif kind == "end" and opened:
                ended, _ = opened.pop()
                if within is not None and ended is outer:
                    return ended if side == "begin" else one
    return run
