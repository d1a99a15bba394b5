"""What a file has beside its text, never taken: macros, links to the outside, embedded files, headers."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.publish.word.opening.package import Package
from sourcebook.publish.word.opening.told import shortened
from sourcebook.publish.word.opening.xml import W

_MACROS = ("vbaproject.bin", "vbadata.xml")
_TRACKED = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
# Relations to the outside that are words of the text, and lead there only when a reader clicks.
_CLICKED = "hyperlink"
_OUTSIDE = {
    "attachedTemplate": "a template outside the file",
    "image": "a picture outside the file",
    "oleObject": "an object outside the file",
    "subDocument": "a part of the text outside the file",
    "frame": "a frame outside the file",
}


def beside_text(package: Package, document: str) -> Iterator[str]:
    """A line for each thing; `document` is the part that has the text."""
    parts = sorted(package.parts)
    if any(part.rpartition("/")[2] in _MACROS for part in parts):
        yield "macros: they were neither run nor taken"
    for part in parts:
        if "/embeddings/" in part:
            yield f"an embedded file: {part.rpartition('/')[2]}"
        elif "/activex/" in part and part.endswith(".xml"):
            yield f"an ActiveX control: {part.rpartition('/')[2]}"
    for part in parts:
        if part.endswith(".rels"):
            yield from _outside(package, part)
    for relation in package.relations(document).values():
        if relation.kind in ("header", "footer") and not relation.external:
            root = package.tree(relation.target)
            if root is not None and next(root.iter(*_TRACKED), None) is not None:
                yield f"tracked changes in a {relation.kind} of the pages"


def _outside(package: Package, rels: str) -> Iterator[str]:
    folder, _, file = rels.rpartition("/")
    source = f"{folder.removesuffix('_rels')}{file.removesuffix('.rels')}"
    for relation in package.relations(source).values():
        if relation.external and relation.kind != _CLICKED:
            what = _OUTSIDE.get(relation.kind, f"something outside the file ({relation.kind})")
            yield f"{what}: {shortened(relation.target)}, which was not fetched"
