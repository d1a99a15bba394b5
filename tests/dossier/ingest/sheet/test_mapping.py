"""A mapping that cannot be used is refused with its place, and says what there is instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.dossier.ingest.sheet.making import MAPPING, mapping

from sourcebook.dossier.ingest.sheet import MappingError


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("name: Ardovia incidents", "", "name: is missing"),
        ("language: en", "langauge: en", "langauge: is not known"),
        ("dates: day-first", "dates: dmy", "dates: 'dmy' is none of day-first"),
        ("kind: event", "kind: happening", "records.event.kind: 'happening' is none of"),
        ("kind: event", "kind: capture", "records.event.kind: 'capture' is none of"),
        ("event.when", "event.whne", "columns.Date: there is no field 'whne'; there are"),
        ("event.when", "evnt.when", "must begin with a record of the mapping"),
        ("event.when", "event.place", "is a link to a record"),
        ("event.when", "event.when.middle", "is a edtf"),
        ("place.names.value", "place.names", "there is no field 'names'"),
        ("place.geometry.latitude", "place.geometry", "geometry.latitude"),
        ("form: settlement", "form: town", "records.place.fields.form: is none of settlement"),
        ("links: {place: place,", "links: {place: town,", "'town' is none of"),
        ("links: {place: place,", "links: {type: place,", "is no link"),
        ("same: urls.url", "same: title", "no column goes to source.title"),
        (
            "record: event, basis: source",
            "record: event, basis: paper",
            "evidence[1].basis: 'paper' is none of",
        ),
        ("record: event, basis: source", "record: event", "evidence has a basis"),
        ("record: event,", "record: event, field: whne,", "there is no field 'whne'"),
        ("level: restricted", "level: secret", "level: 'secret' is none of"),
        ("key: ID", "key: {a: b}", "key: must be a name"),
        ("key: ID", "header: 0", "header: must be the number of a row"),
        ("columns:", "columns: []\nx:", "x: is not known"),
        ("records:", "records: [", "cannot be read"),
        ("decimal", "decimal", "decimal: ':' is none of"),
    ],
)
def test_mapping_is_refused(tmp_path: Path, old: str, new: str, why: str) -> None:
    text = MAPPING.replace(old, new, 1) if old != "decimal" else MAPPING + 'decimal: ":"\n'
    with pytest.raises(MappingError) as refused:
        mapping(tmp_path, text)
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "text", ["", "- a", "a", "name: x", "name: x\nrecords: 1\ncolumns: 2", "!!python/object:os.system x"]
)
def test_file_that_is_no_mapping(tmp_path: Path, text: str) -> None:
    with pytest.raises(MappingError):
        mapping(tmp_path, text)
