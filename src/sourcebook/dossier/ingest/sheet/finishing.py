"""What follows from the filled fields of a record, and what in them cannot be true."""

from __future__ import annotations

from itertools import pairwise

from sourcebook.dossier.ingest.dating import DateRefused, checked
from sourcebook.dossier.ingest.schema import Plain
from sourcebook.dossier.ingest.sheet.cells import CellRefused, checked_address
from sourcebook.dossier.ingest.sheet.plans import Mapping
from sourcebook.dossier.ingest.sheet.refused import Fault
from sourcebook.languages import language_of, script_of


class Faulty(ValueError):
    """A record that cannot be made of the row; the fault says why."""

    def __init__(self, column: object, value: str, reason: str) -> None:
        super().__init__(reason)
        self.fault = Fault(str(column), value, reason)


def finish(record: Plain, mapping: Mapping) -> None:
    """What follows from what was filled; what cannot be true is refused."""
    fields = record["fields"]
    _finished_dates(record)
    for name in record["parts"].get("names", []):
        name["script"] = name["script"] or script_of(name["value"]) or ""
    names = record["parts"].get("names")
    if names and not any(name["main"] for name in names):
        names[0]["main"] = True
    for url in record["parts"].get("urls", []):
        try:
            url["url"], url["key"] = checked_address(url["url"])
        except CellRefused as error:
            raise Faulty("urls.url", url["url"], str(error)) from None
    if fields.get("text") and "language" in fields and not fields["language"]:
        fields["language"] = language_of(fields["text"], mapping.language) or ""
    if fields.get("title") and "title_language" in fields and not fields["title_language"]:
        fields["title_language"] = language_of(fields["title"], fields["language"] or None) or ""
    place = fields.get("geometry")
    if place and None in place["coordinates"]:
        raise Faulty("geometry", "", "has latitude or longitude, but not both")
    if record["kind"] == "claim":
        _claim(fields)


def _finished_dates(record: Plain) -> None:
    """Dates of two halves become one: ends in order, `D/..` where one is not known, D where they agree."""
    for at in (record["fields"], *(one for parts in record["parts"].values() for one in parts)):
        for name, value in at.items():
            if (
                not isinstance(value, str)
                or "/" not in value
                or name not in ("when", "published", "as_of", "period")
            ):
                continue
            start, _, end = value.partition("/")
            try:
                at[name] = start if start == end else checked(value)
            except DateRefused as error:
                raise Faulty(name, value, str(error)) from None


def _claim(fields: Plain) -> None:
    given = [(name, fields[name]) for name in ("low", "best", "high") if fields[name] is not None]
    for (lower, less), (higher, more) in pairwise(given):
        if less > more:
            raise Faulty(lower, f"{less:g}", f"is larger than {higher}, {more:g}")
    if given and not fields["words"]:
        ends = [f"{value:g}" if value != int(value) else str(int(value)) for _, value in given]
        fields["words"] = ends[0] if len(given) == 1 else f"{ends[0]}–{ends[-1]}"
