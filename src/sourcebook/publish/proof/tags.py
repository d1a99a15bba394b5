"""The tag tree of a PDF, read in its logical order, with the text of each leaf (ISO 32000-1, 14.7)."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, IndirectObject, create_string_object

from sourcebook.publish.proof.marked import OUTSIDE, marked_texts

# What it complains of on the way ends in an error of ours, or does not matter for the tags.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class NoTags(ValueError):
    """A PDF without a tag tree."""


@dataclass(slots=True)
class Tag:
    """A structure element; `kids` are tags and texts in order, `role` its standard type (P, H1, ...)."""

    name: str
    role: str
    id: str = ""
    title: str = ""
    alt: str = ""
    language: str = ""
    kids: list[Tag | str] = field(default_factory=list)

    def tags(self) -> Iterator[Tag]:
        """The tags right below."""
        return (kid for kid in self.kids if isinstance(kid, Tag))


@dataclass(frozen=True, slots=True)
class Tagged:
    """What a tagged PDF holds: its tree, and texts on its pages that no tag leads to."""

    root: Tag
    untagged: tuple[str, ...]


def read_tags(pdf: bytes) -> Tagged:
    """The tag tree of a PDF. Raises NoTags where it has none or is no PDF, BrokenStream for a broken page."""
    try:
        reader = PdfReader(BytesIO(pdf))
        catalog = _resolved(reader.trailer["/Root"])
    except (PyPdfError, KeyError) as error:
        raise NoTags(f"this is no PDF that can be opened ({error})") from None
    tree = catalog.get("/StructTreeRoot")
    if tree is None:
        raise NoTags("the PDF has no tag tree: it cannot be read back in its order")
    pages = {page.indirect_reference.idnum: page for page in reader.pages if page.indirect_reference}
    texts = {number: marked_texts(page) for number, page in pages.items()}
    walk = _Walk(texts, _roles(_resolved(tree)))
    root = Tag("", "")
    for kid in _list(_resolved(tree).get("/K")):
        walk.into(root, kid, None)
    return Tagged(root, tuple(walk.left()))


def _roles(tree: DictionaryObject) -> Mapping[str, str]:
    found = tree.get("/RoleMap")
    return (
        {str(name)[1:]: str(role)[1:] for name, role in found.get_object().items()}
        if found is not None
        else {}
    )


def _list(kids: Any) -> list[Any]:  # noqa: ANN401 - whatever a PDF holds
    if kids is None:
        return []
    whole = _resolved(kids)
    return list(whole) if isinstance(whole, list) else [kids]


def _resolved(found: Any) -> Any:  # noqa: ANN401
    return found.get_object() if isinstance(found, IndirectObject) else found


class _Walk:
    """Goes through the tree and takes each marked content's text once."""

    def __init__(self, texts: dict[int, dict[int, str]], roles: Mapping[str, str]) -> None:
        self._texts = texts
        self._roles = roles
        self._taken: set[tuple[int, int]] = set()

    def into(self, parent: Tag, kid: Any, page: int | None) -> None:  # noqa: ANN401
        """Puts what a kid of the tree stands for among the kids of its parent."""
        found = _resolved(kid)
        if isinstance(found, int):
            parent.kids.append(self._text(page, int(found)))
        elif found.get("/Type") == "/MCR":
            parent.kids.append(self._text(_page(found, page), int(found["/MCID"])))
        elif found.get("/Type") != "/OBJR":
            parent.kids.append(self._tag(found, _page(found, page)))

    def left(self) -> Iterator[str]:
        """The texts that no tag has taken."""
        for page, texts in self._texts.items():
            for id, text in texts.items():
                if (id == OUTSIDE or (page, id) not in self._taken) and text.strip():
                    yield text

    def _tag(self, found: DictionaryObject, page: int | None) -> Tag:
        name = str(found["/S"])[1:]
        id, title, alt, language = (_string(found, key) for key in ("/ID", "/T", "/Alt", "/Lang"))
        tag = Tag(name, self._roles.get(name, name), id, title, alt, language)
        for kid in _list(found.get("/K")):
            self.into(tag, kid, page)
        if "/ActualText" in found:
            tag.kids = [_string(found, "/ActualText")]
        return tag

    def _text(self, page: int | None, id: int) -> str:
        if page is None:
            raise NoTags("the tag tree names a marked content and no page")
        self._taken.add((page, id))
        return self._texts.get(page, {}).get(id, "")


def _page(found: DictionaryObject, page: int | None) -> int | None:
    own = found.raw_get("/Pg") if "/Pg" in found else None
    return own.idnum if isinstance(own, IndirectObject) else page


def _string(found: DictionaryObject, key: str) -> str:
    whole = _resolved(found.get(key, ""))
    return whole if isinstance(whole, str) else str(create_string_object(bytes(whole)))
