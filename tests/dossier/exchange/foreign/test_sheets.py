"""CSV: what a person sees on opening the files in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dossier.exchange.foreign.ardovia import id_of, record, written

from sourcebook.dossier.exchange.foreign import write_events, write_figures, write_statements
from sourcebook.dossier.exchange.foreign.sheets.rows import Value, cell
from sourcebook.dossier.kinds import Plain

Row = dict[str, str]


def rows(write: Callable[..., int], plains: list[Plain], audience: str = "team") -> dict[str, Row]:
    read = csv.DictReader(io.StringIO(written(write, plains, audience), newline=""), strict=True)
    return {next(iter(row.values())): row for row in read}


def test_statement(plains: list[Plain]) -> None:
    row = rows(write_statements, plains)[id_of("remark")]
    said = {
        "status": "published",
        "form": "remark",
        "letter": "b",
        "date": "2031-04-18",
        "date_words": "on 18 April",
        "published_earliest": "2031-04-01",
        "published_latest": "2031-04-30",
        "speakers": "Tavo Brenik; Lenü Brask",
        "speakers_as_printed": "T. Brenik; L. Brask",
        "speakers_part": "signatory; supporter",
        "roles_as_printed": "the mayor; a teacher in Dol",
        "offices": "Mayor; ",
        "addressees": "Council of Elders; the crowd",
        "occasion": "Speech at the bridge",
        "place": "Vareth",
        "place_names": "Vareth (used by Ministry of Roads); Varetsk (used by Council of Elders); Վարեթ",
        "about": "Night raid",
        "text": "'=Vareth will be ours again.\nNobody answered.",
        "translation": "Варет снова будет нашим.",
        "translator": "staff-translator",
        "points": "Stop; Report back",
        "sources": "Ardovian Times",
        "source_urls": "https://times.example/a?b=1",
        "passages": "Vareth will be ours again.",
        "pages": "3",
        "locators": "paragraph 4",
        "themes": "speech:threat",
    }
    assert {name: row[name] for name in said} == said


def test_event_in_the_columns_of_acled(plains: list[Plain]) -> None:
    row = rows(write_events, plains)[id_of("arrest")]
    said = {
        "event_date": "",
        "event_date_earliest": "2031-04-18",
        "event_date_latest": "2031-04-20",
        "event_date_edtf": "2031-04-18/2031-04-20",
        "year": "2031",
        "time_precision": "2",
        "event_type": "detention",
        "event_type_scheme": "acts",
        "actor1": "Tavo Brenik",
        "actor1_according_to": "Ministry of Roads",
        "actor2": "Lenü Brask; Pim Okarel",
        "assoc_actor_2": "Council of Elders",
        "country": "Selmark; Ardovia",
        "country_according_to": "Council of Elders; Ministry of Roads",
        "admin1": "North Region",
        "location": "Vareth",
        "latitude": "40.654321",
        "longitude": "45.123456",
        "geo_precision": "1",
        "source": "Ardovian Times",
        "fatalities": "",
        "interaction": "",
        "tags": "speech:threat",
        "part_of_event": id_of("speech"),
    }
    assert {name: row[name] for name in said} == said
    assert row["notes"].count("\n") == 1
    assert "perpetrator: Tavo Brenik (according to Ministry of Roads)" in row["involved"]


def test_figures_keep_their_claimant_and_are_not_averaged(plains: list[Plain]) -> None:
    found = rows(write_figures, plains)
    row = found[id_of("figure")]
    assert (row["low"], row["best"], row["high"], row["rule"]) == ("12", "15.5", "20", "at least")
    assert (row["claimant"], row["claimant_as_printed"]) == ("Ministry of Roads", "the roads ministry")
    assert (row["relayed_by"], row["part_of"]) == ("Bridge at Vareth shelled", id_of("total"))
    assert (row["about"], row["about_kind"], row["sources"]) == ("Night raid", "event", "Ardovian Times")
    total = found[id_of("total")]
    assert (total["best"], total["low"], total["high"]) == ("-3", "", "")


@pytest.mark.parametrize(
    ("when", "day", "year", "precision"),
    [
        ("2031-04-18", "2031-04-18", "2031", "1"),
        ("2031-04-18~", "", "2031", ""),
        ("2031-04", "", "2031", "3"),
        ("2031-04-12/2031-04-18", "", "2031", "2"),
        ("2031", "", "2031", ""),
        ("2030-12-30/2031-01-02", "", "", "2"),
        ("../2031-06-14", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_date_is_never_guessed(when: str, day: str, year: str, precision: str) -> None:
    row = rows(write_events, [record("event", "one", when=when)])[id_of("one")]
    assert (row["event_date"], row["year"], row["time_precision"]) == (day, year, precision)
    assert row["event_date_edtf"] == when


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30 1", "'+49 30 1"),
        ("+4930", "'+4930"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("  =1", "'  =1"),
        ("＝1+1", "'＝1+1"),
        ("-5", "-5"),
        ("-5.25", "-5.25"),
        (-5, "-5"),
        (-5.25, "-5.25"),
        (12.0, "12"),
        (None, ""),
        (["=1", "a"], "'=1; a"),
        ("a=1", "a=1"),
        ("'quoted", "'quoted"),
    ],
)
def test_no_cell_is_a_formula(value: Value, shown: str) -> None:
    assert cell(value) == shown


@given(st.text())
def test_no_text_is_a_formula(text: str) -> None:
    shown = cell(text)
    assert shown in (text, f"'{text}")
    assert shown[:1] not in ("=", "+", "@", "\t", "\r")
    assert not shown.startswith("-") or shown[1:2].isdecimal()


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_what_is_written_comes_back(text: str) -> None:
    row = rows(write_statements, [record("statement", "one", text=text)])[id_of("one")]
    assert row["text"].removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize(
    "text",
    [
        "Վարեթը մերն է",
        "Варет — наш",
        "Varet bizimdir, ə və ğ",
        "قال العمدة: «فاريت لنا»",
        "瓦雷斯",
        'a “b”, "c"\r\nd; e',
    ],
)
def test_every_script_and_line_break(text: str) -> None:
    row = rows(write_statements, [record("statement", "one", text=text)])[id_of("one")]
    assert row["text"] == text


def test_lines_end_as_rfc_4180_asks_and_the_mark_is_first(plains: list[Plain]) -> None:
    plain = written(write_figures, plains, "team")
    assert plain.count("\r\n") == 3
    assert written(write_figures, plains, "team", bom=True) == "\ufeff" + plain


def test_places_in_a_circle_end() -> None:
    one, two = (
        record("place", name, form="region", names=[{"value": name}], wholes=[{"whole": id_of(other)}])
        for name, other in (("a", "b"), ("b", "a"))
    )
    event = record("event", "one", place=id_of("a"))
    assert rows(write_events, [event, one, two])[id_of("one")]["admin1"] == "a; b"
