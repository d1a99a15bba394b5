"""The sources that a report's notes cite: one address is one source, however often it is cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sourcebook.dossier.ingest.addresses import AddressError, address
from sourcebook.dossier.ingest.report.drafting import Drafting, part
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.reading.candidates import Citation, Source
from sourcebook.text.folding import skeleton


@dataclass(frozen=True)
class Cited:
    """The sources of each note, by its number; of an Ibid those of the note it means."""

    of_note: Mapping[int, tuple[str, ...]]

    def by(self, notes: tuple[int, ...]) -> list[tuple[int, str]]:
        """(note, source) of all sources of some notes."""
        return [(note, source) for note in notes for source in self.of_note.get(note, ())]


def draft_sources(drafting: Drafting, known: Mapping[str, str]) -> Cited:
    """Drafts of the cited sources. `known` are sources of the dossier by the key of their addresses."""
    by_key: dict[str, str] = dict(known)
    of_note: dict[int, tuple[str, ...]] = {}
    for number, citation in drafting.reading.citations.items():
        found = []
        for source in citation.sources:
            record = _one(drafting, source, by_key)
            found.append(record)
            if record in drafting.records:
                span = drafting.layer.at_note(number, *source.span)
                drafting.passage(drafting.records[record], [""], span, f"note {number}")
        of_note[number] = tuple(dict.fromkeys(found))
    return Cited({number: _meant(number, drafting.reading.citations, of_note) for number in of_note})


def _meant(
    number: int, citations: Mapping[int, Citation], of_note: Mapping[int, tuple[str, ...]]
) -> tuple[str, ...]:
    seen: set[int] = set()
    while number not in seen:
        seen.add(number)
        target = citations[number].resolves_to if number in citations else None
        if of_note.get(number) or target is None:
            break
        number = target
    return of_note.get(number, ())


def _one(drafting: Drafting, source: Source, by_key: dict[str, str]) -> str:
    keys, own = described(source)
    for key in keys:
        if key in by_key:
            by_key.update(dict.fromkeys((k for k in keys if k not in by_key), by_key[key]))
            return by_key[key]
    plain = drafting.draft("source", "source", [keys[0]], None, **own)
    by_key.update({key: _id(plain) for key in keys})
    return _id(plain)


def described(source: Source) -> tuple[list[str], dict[str, Any]]:
    """The keys of a source read from a note, its addresses or all that is said of it; and its values."""
    urls, keys = [], []
    for url in source.urls:
        try:
            whole, key = address(url)
        except AddressError:
            # Printed as no browser takes it: kept as words beside the source, for a person to mend.
            continue
        if key not in keys:
            urls.append((whole, key))
            keys.append(key)
    if not keys:
        named = [source.publisher, source.title, source.date, source.symbol]
        # Two documents that nothing names are one only where all that is said of them is the same.
        told = named if any(named) else [source.details]
        keys = [f"cited:{skeleton(' '.join(filter(None, told)))}"]
    return keys, {
        "publisher": source.publisher or "",
        "title": source.title or "",
        "title_language": source.language or "",
        "language": source.language or "",
        "published": source.date or "",
        "accessed": source.accessed,
        "symbol": source.symbol or "",
        "details": "; ".join(
            filter(None, [source.details, *(u for u in source.urls if u not in dict(urls))])
        ),
        "form": _form(source),
        "urls": [part("urls", url=url, key=key, role="cited") for url, key in urls],
    }


def _id(plain: Plain) -> str:
    return str(plain["id"])


def _form(source: Source) -> str:
    if source.symbol:
        return "decision"
    return "web-page" if source.urls else "document"
