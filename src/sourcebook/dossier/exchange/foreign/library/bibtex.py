"""BibTeX (biblatex) of the sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from sourcebook.dossier.exchange.foreign.audience import prepared
from sourcebook.dossier.exchange.foreign.format import Format, reading
from sourcebook.dossier.exchange.foreign.known import Look
from sourcebook.dossier.exchange.foreign.library.items import CslItem, item_of, key_of, types
from sourcebook.dossier.exchange.foreign.library.latex import bare, escaped
from sourcebook.dossier.exchange.foreign.permitted import Audience
from sourcebook.dossier.ingest.zotero.tables import form_of, table
from sourcebook.dossier.kinds import Plain

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:.+/-]{0,100}")
_FIELD = re.compile(r"[a-z][a-z0-9_-]*")
_BARE = ("url", "doi", "date", "urldate", "file")
_HANDLED = ("entrytype", "title", "subtitle")


def _entry(csl_type: str) -> tuple[str, str]:
    """The entry type of biblatex for a type of CSL, and its subtype."""
    entry, _, subtype = types()["bibtex"].get(csl_type, "misc").partition("/")
    return entry, subtype


def _read_as(entry: str, subtype: str) -> str:
    known = table("bibtex_types")
    read: str = known["subtypes"].get(subtype, known["types"].get(entry, "document"))
    return read


_CHANGED = [form for form, type in types()["csl"].items() if form_of(_read_as(*_entry(type))) != form]
BIBTEX = Format(
    "BibTeX",
    "sources.bib",
    "One entry of biblatex a source, its date as EDTF.",
    ("source",),
    reading(
        source="""
            origin_key form publisher authors title language published published_words accessed symbol csl
            urls.url urls.role
        """
    ),
    (
        f"Of the forms, biblatex has none for {', '.join(_CHANGED)}: read again, such a source has another.",
        "The words of a date are written only where there is no date; of the addresses, the one cited.",
        "Variables of CSL that biblatex has no field for, and the symbol of an article, are not written.",
    ),
)


def write_bibtex(plains: Iterable[Plain], out: BinaryIO, look: Look, audience: Audience) -> int:
    """Writes the sources among the records as BibTeX, and says how many. Raises NotForThem."""
    written = 0
    taken: set[str] = set()
    for plain, _ in prepared(plains, look, audience, BIBTEX):
        item = item_of(plain)
        key = _key(plain, item, taken)
        entry, rows = _rows(plain["fields"], item)
        lines = [f"@{entry}{{{key}", *(f"  {name} = {{{value}}}" for name, value in rows.items())]
        out.write((",\n".join(lines) + "\n}\n\n").encode("utf-8", "replace"))
        written += 1
    return written


def _key(plain: Plain, item: CslItem, taken: set[str]) -> str:
    """A key that no other entry has: the library's own, the item's id, or the record's."""
    choices = (key_of(plain), str(item["id"]), plain["id"])
    key = next(key for key in choices if _KEY.fullmatch(key) and key.casefold() not in taken)
    taken.add(key.casefold())
    return key


def _rows(fields: Plain, item: CslItem) -> tuple[str, dict[str, str]]:
    """The type of an entry and its fields."""
    known = table("bibtex_types")
    custom = item.get("custom")
    kept = custom.get("bibtex") if isinstance(custom, dict) else None
    kept = {name: str(value) for name, value in kept.items()} if isinstance(kept, dict) else {}
    entry, subtype = kept.get("entrytype", ""), kept.get("entrysubtype", "")
    if not _FIELD.fullmatch(entry) or _read_as(entry, subtype.lower()) != item["type"]:
        entry, subtype = _entry(item["type"])
    rows = {"entrysubtype": subtype, **_title(item, kept)}
    for name, variable in known["names"].items():
        rows[name] = _names(item.get(variable))
    rows.update(_dates(fields))
    for variable, choices in known["variables"].items():
        chosen = types()["fields"].get(variable, {}).get(entry, choices[0])
        rows[chosen] = _text(item.get(variable))
    if not rows.get("publisher") and not rows.get("institution"):
        rows["institution"] = _text(item.get("authority"))
    rows["language"], rows["pages"] = _text(item.get("language")), _text(item.get("page"))
    number = item.get("issue") if entry in known["issue"] else item.get("number")
    rows["number"] = _text(number)
    rest = {
        name: value
        for name, value in kept.items()
        if name not in _HANDLED and not rows.get(name) and _FIELD.fullmatch(name)
    }
    rows.update(rest)
    return entry, {name: _written(name, value) for name, value in rows.items() if value}


def _written(name: str, value: str) -> str:
    if name in _BARE:
        return bare(value)
    if name in table("bibtex_types")["names"]:
        return value
    # Styles put titles in small letters, but for what stands in braces of its own.
    return f"{{{escaped(value)}}}" if name in ("title", "subtitle") else escaped(value)


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _title(item: CslItem, kept: dict[str, str]) -> dict[str, str]:
    title = _text(item.get("title"))
    if kept.get("subtitle") and f"{kept.get('title', '')}: {kept['subtitle']}" == title:
        return {"title": kept["title"], "subtitle": kept["subtitle"]}
    return {"title": title}


def _dates(fields: Plain) -> Iterator[tuple[str, str]]:
    if fields["published"]:
        yield "date", fields["published"]
    elif fields["published_words"]:
        yield "year", fields["published_words"]
    if fields["accessed"]:
        yield "urldate", fields["accessed"]


def _names(names: Any) -> str:
    if not isinstance(names, list):
        return ""
    return " and ".join(filter(None, (_name(name) for name in names if isinstance(name, dict))))


def _name(name: dict[str, Any]) -> str:
    """A name as "von Family, Suffix, Given", or whole within braces."""
    if name.get("literal"):
        literal = _text(name["literal"])
        return "others" if literal == "et al." else f"{{{escaped(literal)}}}"
    family, given = _text(name.get("family")), _text(name.get("given"))
    dropping = _text(name.get("dropping-particle"))
    given = f"{given} {dropping}".strip()
    if not (family and given):
        return f"{{{escaped(family or given)}}}" if family or given else ""
    # Within braces a family name of several words stays one.
    parts = [f"{{{escaped(family)}}}"]
    particle, suffix = _text(name.get("non-dropping-particle")), _text(name.get("suffix"))
    if particle:
        parts = [f"{escaped(particle)} {parts[0]}"]
    return ", ".join([*parts, *([f"{{{escaped(suffix)}}}"] if suffix else []), f"{{{escaped(given)}}}"])
