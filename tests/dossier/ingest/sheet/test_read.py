"""A row becomes linked records; what is wrong with a row is said, and costs no other row."""

from __future__ import annotations

import csv
import tracemalloc
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dossier.ingest.sheet.making import (
    COLUMNS,
    MAPPING,
    ROW,
    csv_file,
    mapping,
    one,
    row,
    told,
    xlsx_file,
)

from sourcebook.dossier.ingest.sheet import Refused, Row, SheetError, read_sheet, write_refused


def test_row_makes_linked_records(tmp_path: Path) -> None:
    rows, refused, remarks = told(csv_file(tmp_path / "a.csv", [ROW]), mapping(tmp_path))
    assert (len(rows), refused, remarks) == (1, [], [])
    event, place, claim, source = (one(rows, kind) for kind in ("event", "place", "claim", "source"))
    victims = [r for r in rows[0].records if r["kind"] == "actor"]
    assert (event["fields"]["when"], event["fields"]["when_words"]) == ("2031-04-03", "03/04/2031")
    assert (event["fields"]["type"], event["fields"]["scheme"]) == ("armed-attack", "sourcebook")
    assert event["fields"]["place"] == place["id"]
    assert place["fields"]["geometry"] == {"type": "Point", "coordinates": [44.5, 40.1]}
    assert [(n["value"], n["script"], n["main"]) for n in place["parts"]["names"]] == [
        ("Vareth", "Latn", True)
    ]
    involved = [(i["actor"], i["words"], i["part"]) for i in event["parts"]["involvements"]]
    assert involved == [(victims[0]["id"], "Anna Kerr", "victim"), (victims[1]["id"], "Jan Berg", "victim")]
    assert {v["level"] for v in victims} == {"restricted"}
    said = claim["fields"]
    assert (said["low"], said["best"], said["high"], said["words"]) == (None, 2, 5, "2–5")
    assert (said["about"], said["claimant"]) == (event["id"], source["id"])
    assert source["parts"]["urls"][0]["key"] == "times.example/a"
    (evidence,) = rows[0].evidence
    assert (evidence["record"], evidence["basis"], evidence["locator"]) == (event["id"], source["id"], "p. 3")


def test_values_that_repeat_are_one_record(tmp_path: Path) -> None:
    again = row(ID="A2", Place="VARETH ", Link="http://www.times.example/a/", Lat="40.2", Killed="")
    rows, _, remarks = told(csv_file(tmp_path / "a.csv", [ROW, again]), mapping(tmp_path))
    assert sorted(record["kind"] for record in rows[1].records) == ["claim", "event"]
    assert rows[1].records[0]["fields"]["place"] == one(rows, "place")["id"]
    assert [(remark.row, remark.column, "geometry" in remark.text) for remark in remarks] == [
        (3, "place", True),
        (3, "source", False),
    ]


def test_record_of_a_refused_row_comes_with_the_next(tmp_path: Path) -> None:
    rows, refused, _ = told(
        csv_file(tmp_path / "a.csv", [row(Date="31/06/2031"), row(ID="A2")]), mapping(tmp_path)
    )
    assert (len(rows), len(refused)) == (1, 1)
    assert one(rows, "place")


def test_same_sheet_again_makes_the_same_ids(tmp_path: Path) -> None:
    using = mapping(tmp_path)
    first, *_ = told(csv_file(tmp_path / "a.csv", [ROW, row(ID="A2")]), using)
    other, *_ = told(csv_file(tmp_path / "renamed.csv", [row(ID="A2"), ROW], "utf-16", "\t"), using)
    ids = {record["id"] for row in first for record in row.records}
    assert ids == {record["id"] for row in other for record in row.records}
    elsewhere = next(iter(read_sheet(tmp_path / "a.csv", using, UUID(int=4))))
    assert isinstance(elsewhere, Row)
    assert not ids & {record["id"] for record in elsewhere.records}


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ({"Date": "31/06/2031"}, "Date", "no possible date"),
        ({"Date": "soon"}, "Date", "no date"),
        ({"Date": "03/04/31"}, "Date", "two digits"),
        ({"Date": ""}, "Date", "must be filled"),
        ({"ID": ""}, "ID", "key is empty"),
        ({"Killed": "about 30"}, "Killed", "no number"),
        ({"Killed": "1,234"}, "Killed", "decimal"),
        ({"Killed": "1.234"}, "Killed", "decimal"),
        ({"Killed": "1e999"}, "Killed", "no number"),
        ({"Killed": "9" * 30}, "Killed", "beyond"),
        ({"Killed": "9"}, "best", "larger than high"),
        ({"Lat": "91"}, "Lat", "latitude"),
        ({"Lat": ""}, "geometry", "not both"),
        ({"Link": "see file"}, "source.urls.url", "white space"),
        ({"Link": "ftpx://a.example"}, "source.urls.url", "no address on the web"),
        ({"Place": "", "Lat": "40"}, "place", "told apart"),
    ],
)
def test_row_is_refused_with_field_and_reason(
    tmp_path: Path, cells: dict[str, str], column: str, why: str
) -> None:
    rows, refused, _ = told(csv_file(tmp_path / "a.csv", [row(**cells), row(ID="A2")]), mapping(tmp_path))
    assert [r.number for r in rows] == [3]
    (back,) = refused
    assert (back.row, [f.column for f in back.faults]) == (2, [column])
    assert why in back.reason
    assert back.cells == tuple(row(**cells)[name] for name in COLUMNS)


def test_all_faults_of_a_row_are_told_at_once(tmp_path: Path) -> None:
    _, refused, _ = told(
        csv_file(tmp_path / "a.csv", [row(Date="x", Killed="y", Lat="z")]), mapping(tmp_path)
    )
    assert [fault.column for fault in refused[0].faults] == ["Date", "Lat", "Killed"]


def test_key_twice_is_refused(tmp_path: Path) -> None:
    rows, refused, _ = told(csv_file(tmp_path / "a.csv", [ROW, row(Place="Other")]), mapping(tmp_path))
    assert (len(rows), refused[0].reason) == (1, "ID: an earlier row has this key")


def test_rows_without_a_key_are_known_by_their_content(tmp_path: Path) -> None:
    using = mapping(tmp_path, MAPPING.replace("key: ID", ""))
    rows, refused, _ = told(csv_file(tmp_path / "a.csv", [ROW, ROW, row(Page="p. 4")]), using)
    assert (len(rows), [r.row for r in refused]) == (2, [3])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_told_by_the_content(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    cells = row(Place="Варет на реке", Victims="", Remarks="Обстрел моста, по словам жителей")
    rows, refused, _ = told(csv_file(tmp_path / "a.csv", [cells], encoding, delimiter), mapping(tmp_path))
    assert (refused, one(rows, "place")["parts"]["names"][0]["value"]) == ([], "Варет на реке")


def test_line_that_names_the_delimiter_is_no_header(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [ROW], delimiter=";")
    path.write_text("sep=;\n" + path.read_text("utf-8"), "utf-8")
    assert [r.number for r in told(path, mapping(tmp_path))[0]] == [3]


def test_quotation_mark_never_closed_costs_one_row(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [row(ID=f"A{n}") for n in range(6)])
    lines = path.read_text("utf-8").splitlines()
    lines[3] = '"' + lines[3]
    path.write_text("\n".join(lines), "utf-8")
    rows, refused, _ = told(path, mapping(tmp_path))
    assert ([r.number for r in rows], [r.row for r in refused]) == ([2, 3, 5, 6, 7], [4])


def test_row_with_more_cells_than_columns_is_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [ROW])
    path.write_text(path.read_text("utf-8").rstrip() + ",more\n", "utf-8")
    assert "more cells than columns" in told(path, mapping(tmp_path))[1][0].reason


def test_columns_that_nobody_mapped_are_named(tmp_path: Path) -> None:
    using = mapping(tmp_path, MAPPING.replace("ignored: [Remarks]", ""))
    assert [remark.column for remark in told(csv_file(tmp_path / "a.csv", [ROW]), using)[2]] == ["Remarks"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"ID;Place\n1;2\n", "no column 'Date'"),
        (b"\xd0\xcf\x11\xe0", "XLSX"),
        (b"PK\x03\x04", "damaged"),
        (b"a" * 3_000_000, "more than 2000000 characters"),
        (bytes(range(256)) * 20, "control characters|no column"),
    ],
)
def test_file_that_is_no_sheet(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(SheetError, match=why):
        told(path, mapping(tmp_path))


def test_corrected_rows_are_read_again_by_the_same_mapping(tmp_path: Path) -> None:
    using = mapping(tmp_path, MAPPING.replace("language: en", 'language: en\ndecimal: ","'))
    bad = row(Date="31/06/2031", Remarks="=HYPERLINK(1)", Lat="40,1", Lon="-44,5", Page="'quoted'")
    _, refused, _ = told(csv_file(tmp_path / "a.csv", [bad]), using)
    (path,) = write_refused(tmp_path / "refused.csv", refused)
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, cells = list(csv.reader(file))
    assert header == ["[sheet]", "[row]", "[reason]", *COLUMNS]
    assert cells[1] == "2"
    assert cells[2].startswith("Date: no possible date")
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    again = told(path, using)[1]
    assert again[0].cells == refused[0].cells
    path.write_text(path.read_text("utf-8-sig").replace("31/06/2031", "30/06/2031"), "utf-8")
    rows, refused, _ = told(path, using)
    whole, *_ = told(csv_file(tmp_path / "b.csv", [{**bad, "Date": "30/06/2031"}]), using)
    assert (refused, [r.records for r in rows]) == ([], [r.records for r in whole])
    assert one(rows, "place")["fields"]["geometry"]["coordinates"] == [-44.5, 40.1]
    assert rows[0].evidence[0]["locator"] == "'quoted'"


def test_no_file_where_nothing_was_refused(tmp_path: Path) -> None:
    assert write_refused(tmp_path / "refused.csv", []) == []
    assert not (tmp_path / "refused.csv").exists()


def table(*rows: dict[str, Any]) -> list[list[Any]]:
    return [COLUMNS, *([cells[name] for name in COLUMNS] for cells in rows)]


def test_spreadsheet_with_typed_cells(tmp_path: Path) -> None:
    typed = row(
        ID=17.0, Date=date(2031, 4, 3), Killed=2.0, Lat=40.1, Lon=44.5, Published=datetime(2031, 4, 4, 10, 30)
    )
    path = xlsx_file(tmp_path / "a.xlsx", {"Incidents": table(typed), "Other": [["x"]]})
    rows, refused, _ = told(path, mapping(tmp_path))
    assert (refused, rows[0].sheet) == ([], "Incidents")
    assert one(rows, "event")["fields"]["when"] == "2031-04-03"
    assert one(rows, "event")["origin_key"].endswith("Incidents#17/event")
    assert one(rows, "source")["fields"]["published"] == "2031-04-04"


def test_number_in_a_column_of_dates_is_refused(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", {"Incidents": table(row(Date=47945))})
    assert "format the column as a date" in told(path, mapping(tmp_path))[1][0].reason


def test_several_sheets_of_one_shape(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", {"2030": table(ROW), "2031": table(ROW)})
    rows, refused, _ = told(path, mapping(tmp_path, MAPPING + 'sheet: "*"\n'))
    assert (refused, [r.sheet for r in rows]) == ([], ["2030", "2031"])
    assert [record["kind"] for record in rows[1].records] == ["event", "claim"]
    with pytest.raises(SheetError, match="no sheet '2032'; there are 2030, 2031"):
        told(path, mapping(tmp_path, MAPPING + 'sheet: ["2032"]\n'))


def test_refused_rows_of_a_spreadsheet_keep_their_sheet(tmp_path: Path) -> None:
    using = mapping(tmp_path, MAPPING + 'sheet: "*"\n')
    path = xlsx_file(
        tmp_path / "a.xlsx",
        {"2030": table(row(Date="x")), "2031": table(row(Killed="y", Date=date(2031, 5, 6)))},
    )
    (back,) = write_refused(tmp_path / "refused.csv", told(path, using)[1])
    back.write_text(back.read_text("utf-8-sig").replace(",x,", ",5 May 2030,").replace(",y,", ",3,"), "utf-8")
    rows, refused, _ = told(back, using)
    assert (refused, [r.sheet for r in rows]) == ([], ["2030", "2031"])
    whole = xlsx_file(
        tmp_path / "b.xlsx",
        {"2030": table(row(Date="5 May 2030")), "2031": table(row(Killed=3, Date=date(2031, 5, 6)))},
    )
    assert {r["id"] for one in rows for r in one.records} == {
        r["id"] for one in told(whole, using)[0] for r in one.records
    }


def test_header_over_two_rows_and_cells_merged_downwards(tmp_path: Path) -> None:
    text = """
name: two rows
header: [2, 3]
fill-down: [Place]
records:
  event: {kind: event, links: {place: place}}
  place: {kind: place, same: names.value}
  killed: {kind: claim, fields: {property: killed}, links: {about: event}}
  hurt: {kind: claim, fields: {property: injured}, links: {about: event}}
columns: {Date: event.when, Place: place.names.value, Victims / killed: killed.best, injured: hurt.best}
"""
    rows: list[list[Any]] = [
        ["A title"],
        ["Place", "Date", "Victims", None],
        [None, None, "killed", "injured"],
        ["Vareth", date(2031, 4, 3), 1, 2],
        [None, date(2031, 4, 4), 0, 3],
    ]
    found, refused, _ = told(xlsx_file(tmp_path / "a.xlsx", {"S": rows}), mapping(tmp_path, text))
    assert (refused, [[r["kind"] for r in one.records] for one in found]) == (
        [],
        [["event", "place", "claim", "claim"], ["event", "claim", "claim"]],
    )
    assert found[1].records[0]["fields"]["place"] == found[0].records[1]["id"]
    assert [r["fields"]["best"] for r in found[1].records[1:]] == [0, 3]


def test_formula_without_result_and_error_are_refused(tmp_path: Path) -> None:
    path = xlsx_file(
        tmp_path / "a.xlsx", {"S": table(row(Killed="=1+1"), row(ID="A2", Killed="#REF!"), row(ID="A3"))}
    )
    rows, refused, _ = told(path, mapping(tmp_path))
    assert ([r.number for r in rows], [r.row for r in refused]) == ([4], [2, 3])
    assert "no result in the file" in refused[0].reason
    assert "G3 holds the error #REF!" in refused[1].reason


def test_two_columns_make_one_date(tmp_path: Path) -> None:
    text = "name: s\nrecords: {event: {kind: event}}\ncolumns: {A: event.when.start, B: event.when.end, W: event.words}\n"
    path = tmp_path / "a.csv"
    path.write_text(
        "A,B,W\n2031-04-01,2031-04-03,x\n2031-04-01,,x\n,2031-04-01,x\n2031-04-01,2031-04-01,x\n2031-04-03,2031-04-01,x\n",
        "utf-8",
    )
    rows, refused, _ = told(path, mapping(tmp_path, text))
    dates = [r.records[0]["fields"]["when"] for r in rows]
    assert dates == ["2031-04-01/2031-04-03", "2031-04-01/..", "../2031-04-01", "2031-04-01"]
    assert "ends before" in refused[0].reason


def test_file_of_several_sheets_with_their_own_columns(tmp_path: Path) -> None:
    text = """
name: several
sheets:
  - {sheet: Places, records: {p: {kind: place, same: names.value}}, columns: {Name: p.names.value, Հայերեն: "p.names[hy].value", Form: p.form}}
  - sheet: Remarks
    records: {s: {kind: statement, links: {place: p}}, p: {kind: place, same: names.value}}
    columns: {Words: s.text, Where: p.names.value, Who: {to: s.speakers.words, split: ","}}
"""
    path = xlsx_file(
        tmp_path / "a.xlsx",
        {
            "Places": [["Name", "Հայերեն", "Form"], ["Vareth", "Վարեթ", "Heritage site"]],
            "Remarks": [["Words", "Where", "Who"], ["We saw the bridge fall.", "Vareth", "A, B"]],
        },
    )
    rows, refused, _ = told(path, mapping(tmp_path, text))
    assert refused == []
    place, statement = one(rows, "place"), one(rows, "statement")
    assert [(n["value"], n["script"]) for n in place["parts"]["names"]] == [
        ("Vareth", "Latn"),
        ("Վարեթ", "Armn"),
    ]
    assert (place["fields"]["form"], statement["fields"]["place"]) == ("heritage-site", place["id"])
    assert [s["words"] for s in statement["parts"]["speakers"]] == ["A", "B"]
    assert statement["fields"]["language"] == "en"


def test_zip_bomb_is_refused(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "a.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("xl/workbook.xml", "w") as part,
    ):
        for _ in range(45):
            part.write(b" " * 10_000_000)
    with pytest.raises(SheetError, match="more than is read"):
        told(path, mapping(tmp_path))


CELL = st.one_of(
    st.sampled_from(["", "2031", "03/04/2031", "5", "=1", "'x", '"', "a;b", "https://x.example"]),
    st.text(max_size=12),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELL, min_size=len(COLUMNS), max_size=len(COLUMNS)), max_size=6))
def test_every_row_comes_out_once(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    folder = tmp_path_factory.getbasetemp()
    using = mapping(folder)
    path = csv_file(
        folder / "a.csv",
        [
            dict(
                zip(
                    COLUMNS,
                    ["".join(c for c in cell if not "\ud800" <= c <= "\udfff") for cell in cells],
                    strict=True,
                )
            )
            for cells in rows
        ],
    )
    found, refused, _ = told(path, using)
    with path.open(encoding="utf-8", newline="") as file:
        filled = sum(
            any(cell.strip(" \t\r\n") not in ("", "-") for cell in cells)
            for cells in list(csv.reader(file))[1:]
        )
    assert len(found) + len(refused) <= len(rows)
    assert (
        len(found) + len(refused)
        >= filled - sum(not any(c.isprintable() for cell in r for c in cell) for r in rows) - 1
    )
    write_refused(folder / "refused.csv", refused)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text('",;\n\r\tA1', max_size=80), st.text(max_size=80)))
def test_whatever_stands_in_a_csv_file_is_rows_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = folder / "b.csv"
    path.write_bytes((",".join(COLUMNS) + "\n" + text).encode("utf-8", "replace"))
    try:
        for found in read_sheet(path, mapping(folder), UUID(int=1)):
            assert not isinstance(found, Refused) or found.reason
    except SheetError as error:
        assert "\n" not in str(error)


def test_records_are_what_the_dossier_keeps(tmp_path: Path) -> None:
    from sourcebook.dossier.kinds import KINDS, PARTS

    for made in told(csv_file(tmp_path / "a.csv", [ROW]), mapping(tmp_path))[0][0].records:
        kind = KINDS[made["kind"]]
        assert list(kind.table.problems(made["fields"])) == []
        assert set(made["fields"]) == set(kind.table.by_name)
        for name, parts in made["parts"].items():
            assert [problem for part in parts for problem in PARTS[name].problems(part)] == []


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    using = mapping(tmp_path)

    def peak(count: int) -> int:
        path = csv_file(tmp_path / "a.csv", [row(ID=f"A{n}", Place=f"Place {n % 50}") for n in range(count)])
        for _ in zip(read_sheet(path, using, UUID(int=1)), range(100), strict=False):
            pass
        tracemalloc.start()
        rows = sum(isinstance(found, Row) for found in read_sheet(path, using, UUID(int=1)))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert rows == count
        return most

    # A hash of each row is kept, by which a row given twice is found.
    assert peak(4000) < peak(400) + 1_000_000
