"""What a file says of itself: which edition and state it was made of, who saved it last and when.

The edition stands in a custom part; where an editor dropped that, in the file's properties.
"""

from __future__ import annotations

from typing import NamedTuple

from sourcebook.publish.word.opening.package import Package
from sourcebook.publish.word.opening.revisions import date_of
from sourcebook.publish.word.opening.xml import Element

_OURS = "{urn:sourcebook:word}sourcebook"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TERMS = "{http://purl.org/dc/terms/}"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"


class Properties(NamedTuple):
    """The properties; "" for what a file does not say."""

    edition: str = ""
    build: str = ""
    sending: str = ""
    last_author: str = ""
    modified: str = ""


def read_properties(package: Package) -> Properties:
    """The properties of a file."""
    core = package.tree(package.related("", "core-properties", "docProps/core.xml"))
    custom = package.tree(package.related("", "custom-properties", "docProps/custom.xml"))
    said = _of_part(package) or _of_properties(custom)
    return Properties(
        said.get("edition", ""),
        said.get("build", ""),
        said.get("sending", ""),
        _said(core, _CORE + "lastModifiedBy"),
        date_of(_said(core, _TERMS + "modified")),
    )


def _of_part(package: Package) -> dict[str, str]:
    for part in sorted(package.parts):
        folder, _, file = part.rpartition("/")
        if folder == "customxml" and file.startswith("item") and not file.startswith("itemprops"):
            root = package.tree(part)
            if root is not None and root.tag == _OURS:
                return {str(key): str(value) for key, value in root.attrib.items()}
    return {}


def _of_properties(root: Element | None) -> dict[str, str]:
    found = {}
    for one in root.iterfind(_CUSTOM + "property") if root is not None else ():
        name = (one.get("name") or "").lower()
        if name.startswith("sourcebook"):
            found[name.removeprefix("sourcebook")] = "".join(one.itertext()).strip()
    return found


def _said(root: Element | None, tag: str) -> str:
    found = root.find(tag) if root is not None else None
    return (found.text or "").strip() if found is not None else ""
