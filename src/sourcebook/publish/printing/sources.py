"""What a record is cited by: the sources under it, in the order of its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.publish.citing import Cited
from sourcebook.publish.edition import Cite
from sourcebook.publish.material import Material, Plain

# Where a report that was imported has it: told to whoever reviews, never printed.
_OF_IMPORT = re.compile(r"(?:note|paragraph|recommendation) [0-9a-z]+(?:, source (\d+))?")
_DEEPEST = 4
_NUMBERS = re.compile(r"\d+")


def cited_by(cite: Cite, record: Plain, material: Material) -> tuple[Cited, ...]:
    """The citations that a reference to a record stands for; none where no source of it may be cited.

    The words before go with the first, the locator with a source that is referred to itself, or else with the
    only one there is.
    """
    found = list(dict.fromkeys(_sources(record, material, 0))) or _own_report(record, material)
    cited = [Cited(material.records[id], after=locator) for id, locator in _once(found)]
    if cited and (cite.before or cite.after):
        after = cite.after if len(cited) == 1 else cited[0].after
        cited[0] = Cited(cited[0].source, before=cite.before, after=after or cited[0].after)
        if cite.after and len(cited) > 1:
            cited[-1] = Cited(cited[-1].source, before=cited[-1].before, after=cite.after)
    return tuple(cited)


def _own_report(record: Plain, material: Material) -> list[tuple[str, str]]:
    """The team's own earlier report, with the place: all there is where that names no source."""
    for row in sorted(record.get("evidence", ()), key=_place):
        capture = material.records.get(material.capture_of_layer.get(row.get("layer") or "", ""))
        source = capture["fields"].get("source") if capture is not None else None
        if source in material.own:
            return [(str(source), row.get("locator") or "")]
    return []


def source_ids(record: Plain, material: Material) -> tuple[str, ...]:
    """The ids of the sources under a record, each once."""
    return tuple(dict.fromkeys(id for id, _ in _sources(record, material, 0)))


def _once(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each source once, with its locators together."""
    by_id: dict[str, list[str]] = {}
    for id, locator in found:
        places = by_id.setdefault(id, [])
        if locator and locator not in places:
            places.append(locator)
    return [(id, ", ".join(places)) for id, places in by_id.items()]


def _sources(record: Plain, material: Material, depth: int) -> Iterator[tuple[str, str]]:
    if record["kind"] == "source":
        if record["id"] not in material.own:
            yield record["id"], ""
        return
    if record["kind"] == "capture":
        yield from _known(record["fields"].get("source"), "", material)
        return
    for row in sorted(record.get("evidence", ()), key=_place):
        locator = "" if _OF_IMPORT.fullmatch(row.get("locator") or "") else row.get("locator") or ""
        basis = material.records.get(row["basis"]) if row.get("basis") else None
        if basis is not None and basis["kind"] == "source":
            yield from _known(basis["id"], locator, material)
        elif basis is not None and depth < _DEEPEST:
            yield from _sources(basis, material, depth + 1)
        elif row.get("layer"):
            capture = material.records.get(material.capture_of_layer.get(row["layer"], ""))
            if capture is not None:
                yield from _known(capture["fields"].get("source"), locator, material)


def _known(id: str | None, locator: str, material: Material) -> Iterator[tuple[str, str]]:
    if id and id in material.records and id not in material.own:
        yield id, locator


def _place(row: Plain) -> tuple[int, list[int], int, str]:
    """Evidence in the order of the report it was read from, then of the text that it points into."""
    locator = row.get("locator") or ""
    of_note = locator.startswith("note ")
    numbers = [int(number) for number in _NUMBERS.findall(locator)] if of_note else []
    return (0 if of_note else 1, numbers, row.get("start") or 0, row["id"])
