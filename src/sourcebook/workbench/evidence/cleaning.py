"""A captured page as it may be shown: without whatever runs, sends, leads away or fetches from elsewhere.

The bytes that were preserved stay as they are; this is a view of them. The policy of the answer alone would
forbid all of this to the browser: two doors, so that neither need be perfect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html

from sourcebook.text.letters import letters_of, stretch
from sourcebook.workbench.evidence.styles import Find, clean_style, fetched

# The id of the first piece of the passage that is marked.
PASSAGE = "sourcebook-passage"
# A page of more is shown as text.
LARGEST = 8 << 20
_GONE = {
    "script", "iframe", "frameset", "object", "applet", "portal", "base", "meta",
    "template", "fencedframe", "animate", "animatetransform", "animatemotion", "set", "discard",
    "foreignobject", "audio", "video",
}  # fmt: skip
# These have no content: what the parser puts into them stands behind them.
_EMPTY = {"embed", "source", "track", "param", "frame"}
_FETCHING = {"src", "href", "xlink:href", "background", "poster", "lowsrc", "dynsrc", "data"}
_DROPPED = {
    "srcset", "imagesrcset", "ping", "action", "formaction", "srcdoc", "manifest", "integrity", "crossorigin",
    "nonce", "http-equiv", "target", "loading", "autofocus", "cite", "longdesc", "usemap", "profile",
    "codebase", "classid", "archive", "accesskey", "contenteditable", "is", "attributionsrc",
}  # fmt: skip
_MARK = "background:#ffe27a;color:#1d1d1f;outline:2px solid #b98900"
_LEADS = re.compile(r"\s*https?://", re.IGNORECASE)
_HIDDEN = ("style", "title", "textarea", "option", "select", "noscript")


def clean_page(text: str, url: str, find: Find, exact: str = "") -> bytes:
    """The page in UTF-8; `url` is its own address, `exact` words to mark in it.

    `find` is given whole addresses.
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    if not text.strip():
        text = "<p></p>"
    root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    base = _joined(url, next((each.get("href") or "" for each in root.iter("base")), ""))

    def there(address: str) -> str:
        whole = _joined(base, address)
        return find(whole) if whole else ""

    removed = _Removed()
    for element in list(root.iter()):
        _clean(element, there, removed)
    removed.put_back()
    if exact:
        _mark(root.find("body"), exact)
    made: bytes = etree.tostring(root, method="html", encoding="utf-8")
    return b'<!DOCTYPE html>\n<meta charset="utf-8">\n' + made


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""


def _clean(element: Any, find: Find, removed: _Removed) -> None:
    if not isinstance(element.tag, str):
        return
    tag = re.sub(r"^(\{[^}]*\}|\w+:)", "", element.tag).lower()
    if tag in _EMPTY:
        # What stands behind it stays where it is, in something that means nothing.
        element.tag = "span"
        element.attrib.clear()
        return
    if tag in _GONE or (tag == "link" and not _is_style(element)):
        removed.take_out(element)
        return
    if tag == "style":
        element.text = clean_style(element.text or "", find)
    if tag in ("a", "area") and _LEADS.match(element.get("href") or ""):
        # Where a link led can still be read; it leads nowhere here.
        element.set("title", element.get("title") or element.get("href"))
    for name in list(element.attrib):
        value = element.attrib.pop(name)
        kept = _attribute(tag, name.lower(), value, find)
        if kept is not None:
            element.set(name, kept)


class _Removed:
    """Takes elements out, in the order of the page, and puts the text behind them back at the end.

    lxml's own way copies the text that stands before it each time: of a hostile page with a hundred thousand
    of them that is an hour.
    """

    def __init__(self) -> None:
        # What a text belongs to, and whether it stands behind that.
        self._texts: dict[tuple[Any, bool], list[str]] = {}

    def take_out(self, element: Any) -> None:
        """Takes one out, with all that is in it."""
        parent = element.getparent()
        if parent is None:
            return
        if element.tail:
            before = element.getprevious()
            place = (parent, False) if before is None else (before, True)
            self._texts.setdefault(place, []).append(element.tail)
            element.tail = None
        parent.remove(element)

    def put_back(self) -> None:
        """Once all are out."""
        for (element, behind), texts in self._texts.items():
            if behind:
                element.tail = (element.tail or "") + "".join(texts)
            else:
                element.text = (element.text or "") + "".join(texts)


def _attribute(tag: str, name: str, value: str, find: Find) -> str | None:
    """What is kept of an attribute; None for nothing."""
    if name.startswith("on") or name in _DROPPED or not re.fullmatch(r"[\w:.-]+", name):
        return None
    if name == "style":
        return clean_style(value, find)
    if tag in ("a", "area") and name in ("href", "xlink:href"):
        return value if value.startswith("#") else None
    if name in _FETCHING:
        return fetched(value, find) or None
    # In drawings, attributes such as `fill` and `filter` may fetch as styles do.
    return clean_style(value, find) if "url(" in value.lower() else value


def _is_style(element: Any) -> bool:
    return (element.get("rel") or "").lower().split() == ["stylesheet"]


def _mark(body: Any, exact: str) -> None:
    """Marks the first place where the words stand, over however many elements."""
    if body is None:
        return
    pieces = list(_texts(body))
    characters = [(n, i, c) for n, (_, _, text) in enumerate(pieces) for i, c in enumerate(text)]
    letters, at = letters_of(c for _, _, c in characters)
    found = stretch(letters, letters_of(exact)[0])
    if found is None:
        return
    first, last = characters[at[found[0]]], characters[at[found[1] - 1]]
    # From the last to the first, so that what is still to be marked stands where it stood.
    for number in range(last[0], first[0] - 1, -1):
        element, tail, text = pieces[number]
        begin = first[1] if number == first[0] else 0
        end = last[1] + 1 if number == last[0] else len(text)
        if text[begin:end].strip():
            _wrap(element, tail, text, begin, end, number == first[0])


def _texts(body: Any) -> Iterator[tuple[Any, bool, str]]:
    """Every stretch of text that is seen, in order: the element, whether it stands behind it, the text."""
    hidden = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        hides = element.tag in _HIDDEN
        if event == "start":
            hidden += hides
            if element.text and not hidden:
                yield element, False, element.text
            continue
        hidden -= hides
        if element.tail and not hidden and element is not body:
            yield element, True, element.tail


def _wrap(element: Any, tail: bool, text: str, begin: int, end: int, first: bool) -> None:
    mark = element.makeelement("mark", {"style": _MARK, **({"id": PASSAGE} if first else {})})
    mark.text, mark.tail = text[begin:end], text[end:]
    if tail:
        element.tail = text[:begin]
        parent = element.getparent()
        parent.insert(parent.index(element) + 1, mark)
    else:
        element.text = text[:begin]
        element.insert(0, mark)
