"""statements.csv: what was said or decided, one row each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

from sourcebook.dossier.exchange.foreign.audience import Known
from sourcebook.dossier.exchange.foreign.format import Format, reading
from sourcebook.dossier.exchange.foreign.known import Look
from sourcebook.dossier.exchange.foreign.permitted import Audience
from sourcebook.dossier.exchange.foreign.sheets.rows import (
    Columns,
    Value,
    field,
    linked,
    named,
    themes,
    write_rows,
)
from sourcebook.dossier.exchange.foreign.sheets.shared import (
    HEADER,
    dates,
    names_of,
    source_urls,
    sources,
)
from sourcebook.dossier.exchange.foreign.sources import CAPTURE, SOURCE
from sourcebook.dossier.exchange.foreign.when import the_day
from sourcebook.dossier.kinds import Plain

STATEMENTS = Format(
    "CSV: statements",
    "statements.csv",
    "One row a statement, for spreadsheets. Lists within a cell are joined by “; ”.",
    ("statement",),
    reading(
        statement=f"""
            {HEADER} evidence.exact evidence.locator evidence.page
            form when when_words published published_words occasion place about text language translation
            translation_language translator second_reader manner instrument case points compliance label
            speakers.actor speakers.part speakers.office speakers.words speakers.role_words
            addressees.actor addressees.words
        """,
        actor="names.value names.main pseudonym",
        place="names.value names.used_by names.main",
        relation="title",
        event="label occasion",
        capture=CAPTURE,
        source=SOURCE,
    ),
    ("Of evidence, the passages and pages that support a statement are given, not for which field.",),
)


def _of_parts(part: str, value: Callable[[Plain, Known], str]) -> Callable[[Plain, Known], Value]:
    return lambda plain, known: [value(row, known) for row in plain["parts"][part]]


def _who(row: Plain, known: Known) -> str:
    return known.name(row["actor"]) or str(row["words"])


def _place_names(plain: Plain, known: Known) -> Value:
    place = known.get(plain["fields"]["place"])
    return names_of(place, known) if place else None


def _supporting(column: str) -> Callable[[Plain, Known], Value]:
    def values(plain: Plain, known: Known) -> Value:
        rows = (row for row in plain["evidence"] if row["stance"] == "supports")
        return list(dict.fromkeys(str(row[column]) for row in rows if row[column] not in ("", None)))

    return values


_COLUMNS: Columns = {
    "statement_id": lambda plain, known: plain["id"],
    "status": lambda plain, known: plain["status"],
    "form": field("form"),
    "letter": field("label"),
    "date": lambda plain, known: the_day(plain["fields"]["when"]),
    **dates("when", "date"),
    **dates("published"),
    "speakers": _of_parts("speakers", _who),
    "speakers_as_printed": _of_parts("speakers", lambda row, known: row["words"]),
    "speakers_part": _of_parts("speakers", lambda row, known: row["part"]),
    "roles_as_printed": _of_parts("speakers", lambda row, known: row["role_words"]),
    "offices": _of_parts("speakers", lambda row, known: known.name(row["office"])),
    "addressees": _of_parts("addressees", _who),
    "occasion": named("occasion"),
    "occasion_id": linked("occasion"),
    "place": named("place"),
    "place_names": _place_names,
    "about": named("about"),
    "about_id": linked("about"),
    "manner": field("manner"),
    "text": field("text"),
    "language": field("language"),
    "translation": field("translation"),
    "translation_language": field("translation_language"),
    "translator": field("translator"),
    "second_reader": field("second_reader"),
    "instrument": field("instrument"),
    "case": field("case"),
    "points": field("points"),
    "compliance": field("compliance"),
    "sources": sources,
    "source_urls": source_urls,
    "passages": _supporting("exact"),
    "pages": _supporting("page"),
    "locators": _supporting("locator"),
    "themes": themes,
}
# Never for the public: who translated works for the team, and themes are the team's own.
_FOR_THE_TEAM = ("translator", "second_reader", "themes")


def write_statements(
    plains: Iterable[Plain], out: BinaryIO, look: Look, audience: Audience, bom: bool = False
) -> int:
    """Writes the statements among the records as CSV, and says how many. Raises NotForThem.

    `bom` puts a byte order mark first: Excel takes the file for UTF-8 only with it.
    """
    columns = {
        name: value for name, value in _COLUMNS.items() if audience == "team" or name not in _FOR_THE_TEAM
    }
    return write_rows(plains, out, look, audience, STATEMENTS, columns, bom)
