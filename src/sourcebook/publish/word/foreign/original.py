"""A Word file as it was before its tracked changes: what was put in goes, what was taken out is there again.

Follows ECMA-376 part 1, 17.13.5 (revisions). A paragraph whose mark was put in is one with the next again.
"""

from __future__ import annotations

from lxml import etree

from sourcebook.checks.word.letters import W

_PUT_IN = frozenset((f"{W}ins", f"{W}moveTo"))
_TAKEN_OUT = frozenset((f"{W}del", f"{W}moveFrom"))
_RANGES = frozenset(
    f"{W}{name}"
    for name in (
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
        "cellIns", "cellDel", "cellMerge",
    )
)  # fmt: skip
# The properties that a change of properties keeps beside itself: they never were in what it replaces.
_KEPT = frozenset((f"{W}rPr", f"{W}sectPr"))
_PROPERTIES = frozenset((f"{W}rPr", f"{W}trPr"))
_DELETED = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}
# Every tag that says something was changed.
TRACKED = (*_PUT_IN, *_TAKEN_OUT, *(f"{W}{name}Change" for name in ("rPr", "pPr")))


def is_tracked(root: etree._Element) -> bool:
    """Whether a part of a file has tracked changes."""
    return next(root.iter(*TRACKED), None) is not None


def as_it_was(root: etree._Element) -> None:
    """Takes every tracked change in a part of a file back."""
    joining = [p for p in root.iter(f"{W}p") if _mark_put_in(p)]
    rows = [row for row in root.iter(f"{W}tr") if row.find(f"{W}trPr/{W}ins") is not None]
    for row in rows:
        _remove(row)
    for element in list(root.iter(*_PUT_IN)):
        _remove(element)
    for element in list(root.iter(*_TAKEN_OUT)):
        _unwrap(element)
    for element in list(root.iter(*_RANGES)):
        _remove(element)
    for element in root.iter(*_DELETED):
        element.tag = _DELETED[element.tag]
    for change in [one for one in root.iter() if isinstance(one.tag, str) and one.tag.endswith("Change")]:
        _before(change)
    for paragraph in joining:
        _join(paragraph)


def _mark_put_in(paragraph: etree._Element) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(mark.find(tag) is not None for tag in _PUT_IN)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    """What was taken out stands again; in properties the sign that it was goes."""
    parent = element.getparent()
    if parent is None:
        return
    if parent.tag not in _PROPERTIES:
        for child in reversed(element):
            element.addnext(child)
    parent.remove(element)


def _before(change: etree._Element) -> None:
    """Properties as they were before a change of them."""
    owner = change.getparent()
    if owner is None:
        return
    old = change[0] if len(change) else None
    if old is None or old.tag != owner.tag:
        owner.remove(change)
        return
    for child in list(owner):
        if child.tag not in _KEPT:
            owner.remove(child)
    for child in reversed(old):
        owner.insert(0, child)


def _join(paragraph: etree._Element) -> None:
    """Puts what is left of a paragraph whose mark was put in before what the next one says."""
    following = paragraph.getnext()
    while following is not None and following.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        following = following.getnext()
    inner = [child for child in paragraph if child.tag != f"{W}pPr"]
    if following is not None and following.tag == f"{W}p":
        at = 1 if len(following) and following[0].tag == f"{W}pPr" else 0
        for child in reversed(inner):
            following.insert(at, child)
        _remove(paragraph)
    elif not any(child.tag == f"{W}r" for child in inner):
        _remove(paragraph)
