"""Written from the database, as the viewer who is bound, on both databases; and in memory that does not grow."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tracemalloc
from collections.abc import Callable, Collection, Iterator
from typing import BinaryIO

import pytest
from tests.dossier.exchange.foreign.ardovia import TEXT, evidence, id_of, named, record

from sourcebook.dossier.exchange.foreign import (
    WRITERS,
    look_up,
    write_annotations,
    write_events,
    write_statements,
)
from sourcebook.dossier.kinds import Plain
from sourcebook.dossier.kinds.fetch import plains
from sourcebook.dossier.models import Record
from sourcebook.dossier.seen import Viewer, viewing
from sourcebook.dossier.write import create

_SHA = hashlib.sha256(TEXT.encode()).hexdigest()


def _text(write: Callable[..., int], audience: str) -> str:
    out = io.BytesIO()
    write(plains(Record.objects.order_by("kind", "pk")), out, look_up, audience)
    return out.getvalue().decode()


def _dossier() -> list[Plain]:
    layer = {
        "id": id_of("layer"), "sha256": _SHA, "extractor": "reading", "version": "1", "pages": [[0, 1]],
        "made_at": "2031-04-20T10:00:00.000000Z", "language": "en", "current": True,
    }  # fmt: skip
    start = TEXT.index("Vareth")
    passage = {"exact": "Vareth will", "start": start, "end": start + 11, "state": "anchored", "page": 1}
    made = [
        record("source", "article", title="Bridge at Vareth shelled", publisher="Ardovian Times"),
        record("capture", "capture", source=id_of("article"), sha256="ab" * 32, layers=[layer]),
        record(
            "event", "speech", occasion="A speech", evidence=[evidence("e", layer=id_of("layer"), **passage)]
        ),
        record("event", "closed", occasion="A closed meeting", place=id_of("hall")),
        record("place", "hall", form="facility", names=[named("Guildhall")]),
    ]
    for plain in made[3:]:
        plain.update(level="team", status="draft")
    return made


@pytest.fixture
def filled(keeper: Viewer) -> Viewer:
    create(_dossier(), "", texts={_SHA: TEXT})
    return keeper


def test_team_and_public_each_see_their_own(filled: Viewer, member: Callable[..., Viewer]) -> None:
    with viewing(member("reader")):
        rows = {row["occasion"]: row for row in csv.DictReader(io.StringIO(_text(write_events, "team")))}
    assert rows["A closed meeting"]["location"] == "Guildhall"
    assert rows["A speech"]["source"] == "Ardovian Times"
    with viewing(Viewer(filled.dossier, "public")):
        public = {name: _text(write, "public") for name, write in WRITERS.items()}
    assert "Ardovian Times" in public["events.csv"]
    assert not [name for name, text in public.items() if "Guildhall" in text or "closed" in text]


def test_evidence_finds_its_source_by_the_text_layer(filled: Viewer, member: Callable[..., Viewer]) -> None:
    with viewing(member("reader")):
        (annotation,) = json.loads(_text(write_annotations, "team"))["items"]
    target = annotation["target"]
    assert target["source"]["title"] == "Bridge at Vareth shelled"
    assert target["state"]["sha256"] == _SHA
    position = next(one for one in target["selector"] if one["type"] == "TextPositionSelector")
    assert TEXT[position["start"] : position["end"]] == "Vareth will"


class _Nowhere(io.RawIOBase):
    def write(self, data: object) -> int:
        assert isinstance(data, bytes)
        return len(data)


def _peak(write: Callable[..., int], records: int) -> int:
    """The most memory, in bytes, while so many statements are written that each point to a speaker of its own."""
    speaker = record("actor", "one", names=[named("Tavo Brenik")])
    statement = record(
        "statement", "one", text="x" * 500, speakers=[{"id": id_of("s"), "words": "T. Brenik"}]
    )

    def many() -> Iterator[Plain]:
        for number in range(records):
            row = {**statement["parts"]["speakers"][0], "actor": id_of(f"speaker {number}")}
            yield {
                **statement,
                "id": id_of(f"statement {number}"),
                "parts": {"speakers": [row], "addressees": []},
            }

    def look(ids: Collection[str], /) -> dict[str, Plain]:
        return {id: {**speaker, "id": id} for id in ids}

    out: BinaryIO = _Nowhere()  # type: ignore[assignment]
    tracemalloc.start()
    assert write(many(), out, look, "team") >= records
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("write", [write_statements, WRITERS["entities.ftm.json"]])
def test_memory_does_not_grow_with_the_dossier(
    write: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sourcebook.dossier.exchange.foreign.known.MOST", 500)
    _peak(write, 100)
    assert _peak(write, 6000) < 1.2 * _peak(write, 2000)


def test_empty_dossier(keeper: Viewer, member: Callable[..., Viewer]) -> None:
    with viewing(member("reader")):
        assert [_text(write, "team").count("\n") for write in WRITERS.values()] == [1, 1, 1, 1, 0, 2, 0, 2]
