"""The whole way: parts left out, the rest cleaned, the text compared with what it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sourcebook.publish.formats.docx import stamp
from sourcebook.publish.word.opening import NotWord
from sourcebook.publish.word.opening.xml import W
from sourcebook.publish.word.scrubbing import images, package, properties, revisions
from sourcebook.publish.word.scrubbing.fields import unlink
from sourcebook.publish.word.scrubbing.markup import clean
from sourcebook.publish.word.scrubbing.traces import Element, Told, traces

_CUSTOM_XML = "customxml/"
_MEDIA = "word/media/"
_OUTSIDE = frozenset((W + "altChunk", W + "subDoc"))
_SHOWN = tuple(
    W + name for name in ("t", "delText", "tab", "br", "noBreakHyphen", "sym", "footnoteReference")
)


@dataclass(frozen=True)
class Scrubbed:
    """The file, what was taken out of it, and what was left for a person to look at, a line for each kind."""

    content: bytes
    removed: tuple[str, ...]
    left: tuple[str, ...] = ()


def scrubbed(content: bytes, *, accept: bool = False) -> Scrubbed:
    """A Word file without names, comments, revision ids, paths, times and the properties of a machine.

    With `accept` all tracked changes are accepted; else they stay, without a name and a time. The text stays
    as it is. The same file gives the same bytes. Raises NotWord for what is no Word file, or a damaged one.
    """
    told = Told()
    parts = _kept(package.unpacked(content), told)
    names = frozenset(parts)
    gone: dict[str, frozenset[str]] = {}
    made: dict[str, bytes] = {}
    for name in sorted(filter(package.is_relations, parts)):
        root = package.parsed(name, parts[name])
        gone[package.source_of(name)] = package.settle_relations(name, root, names, told)
        made[name] = package.written(root)
    types = package.parsed(package.CONTENT_TYPES, parts[package.CONTENT_TYPES])
    package.settle_types(types, names)
    made[package.CONTENT_TYPES] = package.written(types)
    for name in sorted(names - made.keys()):
        made[name] = _part(name, parts[name], gone.get(name, frozenset()), accept, told)
    if accept:
        _drop_loose_notes(made, told)
    return Scrubbed(package.packed(made), tuple(told.lines()), tuple(told.left))


def _drop_loose_notes(made: dict[str, bytes], told: Told) -> None:
    """Notes whose mark was taken out with a tracked deletion: Word shows them no more, the file would."""
    for name in [name for name in made if name.casefold().endswith(("/footnotes.xml", "/endnotes.xml"))]:
        root = package.parsed(name, made[name])
        kind = "footnote" if "footnote" in name.casefold() else "endnote"
        folder = name.rpartition("/")[0]
        marks = {
            mark.get(W + "id")
            for part in made
            if part.rpartition("/")[0] == folder and part.casefold().endswith(".xml") and part != name
            for mark in package.parsed(part, made[part]).iter(W + f"{kind}Reference")
        }
        loose = [one for one in root if not one.get(W + "type") and one.get(W + "id") not in marks]
        for one in loose:
            told.say("notes whose mark was deleted")
            root.remove(one)
        if loose:
            made[name] = package.written(root)


def _kept(parts: Mapping[str, bytes], told: Told) -> dict[str, bytes]:
    """The parts that stay; what belonged to another that goes, goes too."""
    kept = {}
    reached = package.reachable(parts)
    for name, content in parts.items():
        said = traces().of_part(name)
        if said is None and name not in reached:
            said = "parts of older states that nothing leads to"
        if said is None and name.casefold().startswith(_CUSTOM_XML) and not _ours(name, parts):
            said = "data of an organisation or of add-ins"
        if said is not None:
            told.say(said)
            continue
        kept[name] = content
    return {
        name: content
        for name, content in kept.items()
        if not package.is_relations(name) or package.source_of(name) in ("", *kept)
    }


def _ours(name: str, parts: Mapping[str, bytes]) -> bool:
    """Whether a part of custom XML is the one that says which edition the file is of."""
    item = parts.get(stamp.ITEM, b"")
    return stamp.NAMESPACE.encode() in item and name in (
        stamp.ITEM,
        stamp.ITEM_PROPERTIES,
        "customXml/_rels/item1.xml.rels",
    )


def _part(name: str, content: bytes, gone: frozenset[str], accept: bool, told: Told) -> bytes:
    if name.casefold().startswith(_MEDIA) or not _is_xml(name):
        return _picture(name, content, told)
    root = package.parsed(name, content)
    low = name.casefold()
    if low == "docprops/core.xml":
        properties.core(root, traces(), told)
    elif low == "docprops/app.xml":
        properties.extended(root, told)
    elif low == "docprops/custom.xml":
        properties.custom(root, told)
    else:
        _markup(name, root, gone, accept, told)
    return package.written(root)


def _markup(name: str, root: Element, gone: frozenset[str], accept: bool, told: Told) -> None:
    if any(True for _ in root.iter(*_OUTSIDE)):
        told.left[f"{name}: another file is set into the text; it was not looked into"] = None
    if accept:
        revisions.accepted(root, told)
    else:
        revisions.made_anonymous(root, told)
    before = list(_text(root))
    unlink(root, traces(), told)
    clean(root, traces(), told, gone)
    if list(_text(root)) != before:
        raise NotWord(f"{name}: its text would not stay as it is; save the file anew in Word")


def _text(root: Element) -> Iterator[str]:
    for one in root.iter(*_SHOWN):
        yield one.text or one.tag


def _picture(name: str, content: bytes, told: Told) -> bytes:
    made = images.bare(content)
    if made is None:
        told.left[f"{name}: a file of a kind that was not looked into"] = None
        return content
    if made != content:
        told.say("what pictures say beside what they show", name)
    return made


def _is_xml(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels", ".vml"))
