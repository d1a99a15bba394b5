"""A small dossier about Ardovia as plain records, and editions about it as they are typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from tests.publish.drafting.records import id_of, person, record

from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.problems import EditionError
from sourcebook.publish.material import Material, Plain
from sourcebook.publish.printed import Line, Printed, reading
from sourcebook.publish.printing import Given, printed


def key(name: str) -> str:
    """What stands in a reference to the record of this name."""
    return id_of(name).replace("-", "")[:12]


def source(name: str, title: str, publisher: str = "Ardovia Public Television", **fields: object) -> Plain:
    """A web page of 2031."""
    url = f"https://tv.example/{name}"
    given = {"publisher": publisher, "title": title, "published": "2031-04-18", "accessed": "2031-05-02"}
    return record("source", name, urls=[{"url": url, "role": "cited"}], **{**given, **fields})


def said(name: str, text: str, when: str = "2031-04-18", *sources: str, **given: object) -> Plain:
    """A statement of Orvan Dreth with its sources."""
    rows = [
        {"field": "text", "basis": id_of(one), "locator": f"note {n}"} for n, one in enumerate(sources, 1)
    ]
    speakers = [{"actor": id_of("dreth"), "words": "O. Dreth", "role_words": "minister of roads"}]
    return record(
        "statement", name, **{"text": text, "when": when, "speakers": speakers, "evidence": rows, **given}
    )


DRETH = person("dreth", "Orvan Dreth")
COUNCIL = record(
    "actor",
    "council",
    form="body",
    names=[{"value": "Sellan Council", "main": True}, {"value": "SC"}],
)
GUARD = record(
    "actor",
    "guard",
    form="body",
    names=[{"value": "Ilm Valley Border Guard", "main": True}, {"value": "IVBG"}],
)
BRENN = record("place", "brenn", names=[{"value": "Brenn", "main": True}])
HILLS = source("hills", "Every hill is ours")
ROADS = source("roads", "The roads stay closed", published="2031-05-01")
DEBATE = source("debate", "Debate in parliament", "Ardovian News Agency", published="2031-03-02")
BOOK = record(
    "source", "book", form="book", publisher="Saltmarsh Press", title="The Salt Trains", published="2011"
)
THREAT = said("threat", "Every hill is ours, and every road too.", "2031-04-18", "hills", "roads")
DENIAL = said("denial", "There was never a town of that name.", "2031-03-02", "debate")
FINDING = record(
    "statement",
    "finding",
    form="finding",
    text="Two ministers spoke of taking the hills.",
    evidence=[{"basis": id_of("threat")}, {"basis": id_of("denial")}],
)
CLOSED = record(
    "event", "closed", scheme="ardovia", type="blockade", description="The road to Brenn was closed.", when="2031-05-01",
    place=id_of("brenn"), evidence=[{"basis": id_of("roads")}],
    involvements=[{"actor": id_of("guard"), "part": "perpetrator", "attributed_to": id_of("council")}],
)  # fmt: skip
DEAD = record(
    "claim", "dead", about=id_of("closed"), property="killed", words="no fewer than 1,240 people", low=1240.0,
    rule="at least", as_of="2031-06-01", claimant=id_of("council"), evidence=[{"basis": id_of("debate")}],
)  # fmt: skip
DISPLACED = record(
    "claim", "displaced", about=id_of("closed"), property="displaced", words="", low=12000.0, high=15500.0,
    as_of="2031-06", claimant_words="a local official", evidence=[{"basis": id_of("roads")}],
)  # fmt: skip
BASE = (
    DRETH, COUNCIL, GUARD, BRENN, HILLS, ROADS, DEBATE, BOOK, THREAT, DENIAL, FINDING, CLOSED, DEAD, DISPLACED,
)  # fmt: skip
_KEYS = ("threat", "denial", "finding", "closed", "dead", "displaced", "hills", "roads", "debate", "book")


def material(*records: Plain, **given: object) -> Material:
    """The dossier, with some records more."""
    options: dict[str, Any] = dict(given)
    return Material("Ardovia", {one["id"]: one for one in (*BASE, *records)}, **options)


def edition(body: str, front: str = "", names: Iterable[str] = ()) -> str:
    """A file of an edition: `{threat}` in the body is the key of that record."""
    for name in (*_KEYS, *names):
        body = body.replace(f"{{{name}}}", key(name))
    start = "" if "title:" in front else "title: Ardovia in 2031\nperiod: '2031'\n"
    return f"---\n{start}{front}{'' if not front or front.endswith(chr(10)) else chr(10)}---\n\n{body}\n"


def pressed(
    body: str,
    *records: Plain,
    front: str = "",
    given: Given | None = None,
    names: Iterable[str] = (),
    **of: object,
) -> Printed:
    """The printed report of a typed body."""
    return printed(parse(edition(body, front, names)), material(*records, **of), given)


def refused(
    body: str,
    *records: Plain,
    front: str = "",
    given: Given | None = None,
    names: Iterable[str] = (),
    **of: object,
) -> list[str]:
    """What is told of a typed body that cannot be printed, a line each."""
    with pytest.raises(EditionError) as caught:
        pressed(body, *records, front=front, given=given, names=names, **of)
    return [str(one) for one in caught.value.problems]


def texts(report: Printed, *kinds: str) -> list[str]:
    """The lines of these kinds, as they are read."""
    return [line.text for line in report.lines() if not kinds or line.kind in kinds]


def notes(report: Printed) -> list[str]:
    """What the notes say."""
    return [reading(note.runs) for note in report.notes]


def cells(report: Printed, id: str) -> list[list[str]]:
    """The rows of a table, its header first."""
    [table] = [block for block in report.blocks if block.id == id]
    rows: Any = (table.header, *table.rows)  # type: ignore[union-attr]
    return [[reading(cell) for cell in row] for row in rows]


def by_id(report: Printed) -> Mapping[str, list[Line]]:
    """The lines of each block."""
    found: dict[str, list[Line]] = {}
    for line in report.lines():
        found.setdefault(line.id, []).append(line)
    return found
