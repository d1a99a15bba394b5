"""What somebody brings in: told what it is, taken in by long work, and the same again makes nothing new."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sourcebook.dossier.models import Account, Claim, Event, Record, Source
from sourcebook.dossier.models.desk import Work
from sourcebook.dossier.seen import as_system
from sourcebook.dossier.seen.compiler import writing
from sourcebook.workbench.work.folders import works
from sourcebook.workbench.work.process import work_off

Browsers = Callable[[str], Client]
BRING = "/d/ardovia/bring/"
CSV = """ID,Date,Type of incident,Place,Lat,Lon,Victims,Killed,Link,Page,Remarks,Our colour
1,13/04/2031,Shelling,Vareth,40.1,44.5,Anna Kerr; Jan Berg,2,https://times.example/a,p. 3,ask the mill,red
2,31/06/2031,Fire,Selm,,,,1,https://times.example/b,,,
"""
BIB = b"@article{a, title={On hills}, author={Dask, Oren}, year={2031}, url={https://hills.example/1}}\n@article{b, title={}}\n"
RIS = b"TY  - NEWS\nTI  - On roads\nUR  - https://roads.example/9\nER  - \n"
CSL = b'[{"id": "x1", "type": "webpage", "title": "On mills", "URL": "https://mills.example/2"}]'
PAGE = b"<html><title>The road</title><p>The road was closed on 3 April 2031, Oren Dask said.</p></html>"


@pytest.fixture(autouse=True)
def nothing_held() -> None:
    """No file waits from a test before."""
    shutil.rmtree(works() / "held", ignore_errors=True)


def send(client: Client, name: str, data: bytes) -> str:
    """Sends a file; the address on which one says what is to become of it."""
    answer = client.post(BRING, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def told(client: Client, at: str, **form: Any) -> str:
    """What came of it, once the form is sent and the work is done."""
    answer = client.post(at, form)
    assert answer.status_code == 302, answer.content.decode()
    work_off()
    assert "/work/" in answer["Location"], answer["Location"]
    return client.get(answer["Location"]).content.decode()


def filled(page: str) -> dict[str, str]:
    """The form of a sheet as the page offers it."""
    found = {}
    for name, options in re.findall(r'<select[^>]* name="([\w-]+)"(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    named = re.search(r'name="name"[^>]* value="([^"]*)"', page)
    found |= {"name": named[1]} if named else {}
    return {**found, "row": found.get("row", "event")}


def records() -> int:
    with as_system():
        return Record.objects.count()


def test_a_report_becomes_drafts_and_the_same_report_nothing_new(as_: Browsers, ardovia: Path) -> None:
    mine, data = as_("contributor"), (ardovia / "report.docx").read_bytes()
    at = send(mine, "report.docx", data)
    page = mine.get(at).content.decode()
    assert "a Word document" in page and 'value="report" checked' in page
    first = told(mine, at, **{"as": "report", "url": "https://ardovia.example/report"})
    new = re.search(r"(\d+) new drafts", first)
    assert new and int(new[1]) > 100 and "/d/ardovia/read/" in first
    assert re.search(r"\d+ statements found, \d+ new", first) and re.search(r"\d+ numbers found", first)
    before = records()
    at = send(mine, "report.docx", data)
    assert "in the dossier already" in mine.get(at).content.decode()
    assert "Nothing new" in told(mine, at, **{"as": "report"}) and records() == before


def test_who_may_review_is_led_to_the_queue(as_: Browsers) -> None:
    data = b"# On 3 April 2031\n\nOren Dask said: \xe2\x80\x9cEvery hill will be ours.\xe2\x80\x9d\n"
    assert "/d/ardovia/review/" in told(
        as_("reviewer"), send(as_("reviewer"), "r.md", data), **{"as": "report"}
    )


def test_a_saved_page_becomes_a_source_at_the_level_that_was_chosen(as_: Browsers) -> None:
    mine = as_("reviewer")
    at = send(mine, "road.html", PAGE)
    assert 'value="source" checked' in mine.get(at).content.decode()
    form = {"as": "source", "url": "https://road.example/x", "accessed": "2031-04-04", "level": "restricted"}
    assert "is a source now" in told(mine, at, **form, publisher="The Mill")
    with as_system():
        [source] = Source.objects.select_related("record")
        assert (source.publisher, source.record.get_level_display()) == ("The Mill", "restricted")
    before = records()
    again = told(mine, send(mine, "road.html", PAGE), **{"as": "source"})
    assert "Nothing new: these bytes are in the dossier already" in again and records() == before


def test_what_a_contributor_restricts_belongs_to_their_organisation_and_they_see_it(as_: Browsers) -> None:
    mine = as_("contributor")
    form = {"as": "source", "level": "restricted", "title": "Hidden"}
    page = told(mine, send(mine, "road.html", PAGE), **form)
    assert "is a source now" in page and "Hidden" in page
    at = send(mine, "i.csv", CSV.encode())
    told(mine, at, **{**filled(mine.get(at).content.decode()), "level": "restricted"})
    with as_system():
        kept = Record.objects.filter(level=2)
        assert kept.count() > 3 and not kept.filter(owner=None).exists()
    assert "Hidden" in mine.get("/d/ardovia/records/?kind=source").content.decode()
    assert "Hidden" not in as_("reader").get("/d/ardovia/records/?kind=source").content.decode()


def test_who_would_not_see_it_again_is_told_so_beside_the_level(
    as_: Browsers, people: dict[str, Account]
) -> None:
    with as_system(), writing():
        Account.objects.filter(handle="contributor").update(organisation=None)
    mine = as_("contributor")
    answer = mine.post(send(mine, "road.html", PAGE), {"as": "source", "level": "restricted"})
    assert answer.status_code == 422 and "You would not see it again" in answer.content.decode()
    at = send(mine, "i.csv", CSV.encode())
    form = {**filled(mine.get(at).content.decode()), "level": "restricted"}
    answer = mine.post(at, form)
    assert answer.status_code == 422 and "You would not see it again" in answer.content.decode()
    assert records() == 0


def test_numbers_in_words_and_sources_without_an_address_are_taken(as_: Browsers) -> None:
    mine = as_("contributor")
    sheet = (
        "Ref,Date,What happened,How many hurt,Source,Link\n"
        "1,3 April 2031,Stones thrown,at least 12,Ardovian Herald,https://herald.example/1\n"
        "2,4 April 2031,Bus stopped,20-30,police statement,\n"
        "3,5 April 2031,Sign removed,?,,\n"
    )
    at = send(mine, "i.csv", sheet.encode())
    form = filled(mine.get(at).content.decode())
    assert (form["column-3"], form["column-4"], form["column-5"]) == ("injured", "publisher", "address")
    assert "refused" not in told(mine, at, **form)
    with as_system():
        figures = set(Claim.objects.values_list("low", "best", "high", "rule", "words"))
        assert figures == {(12, 12, None, "at least", "at least 12"), (20, None, 30, "", "20-30")}
        assert set(Source.objects.values_list("publisher", flat=True)) == {
            "Ardovian Herald",
            "police statement",
        }
        assert Event.objects.count() == 3


def test_a_picture_comes_with_its_words(as_: Browsers) -> None:
    mine = as_("contributor")
    at = send(mine, "board.png", b"\x89PNG\r\n\x1a\n" + b"0" * 60)
    assert "Its words (a text file)" in mine.get(at).content.decode()
    words = SimpleUploadedFile("words.txt", b"No entry for people of the hills.")
    assert "is a source now" in told(mine, at, **{"as": "source", "text": words, "title": "A board"})
    from sourcebook.dossier.models import TextLayer

    with as_system():
        assert TextLayer.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [("lib.bib", BIB, "Not understood"), ("lib.ris", RIS, ""), ("lib.json", CSL, "")],
)
def test_a_library_becomes_sources_and_what_was_not_understood_is_listed(
    as_: Browsers, name: str, data: bytes, line: str
) -> None:
    mine = as_("contributor")
    at = send(mine, name, data)
    assert "a reference library" in mine.get(at).content.decode()
    first = told(mine, at)
    assert "new record" in first and line in first
    before = records()
    told(mine, send(mine, name, data))
    assert records() == before > 0


def test_a_sheet_is_mapped_by_its_columns_and_refused_rows_come_back(as_: Browsers) -> None:
    mine = as_("contributor")
    at = send(mine, "incidents.csv", CSV.encode())
    form = filled(mine.get(at).content.decode())
    assert [form[f"column-{n}"] for n in range(12)] == [
        "key", "when", "words", "place", "latitude", "longitude", "victims", "killed", "address", "page", "note", "",
    ]  # fmt: skip
    assert (form["row"], form["name"], form["dates"]) == ("event", "incidents", "day-first")
    first = told(mine, at, **form)
    assert "6 new records, 1 row refused." in first
    assert all(one in first for one in ("2 persons and bodies", "1 event", "1 place", "1 source", "1 claim"))
    assert "row 3: Date: no possible date" in first
    with as_system():
        [event] = Event.objects.select_related("record")
        assert (event.when, event.words, event.record.origin) == ("2031-04-13", "Shelling", "import")
        work = Work.objects.get()
    refused = b"".join(mine.get(f"/d/ardovia/work/{work.pk}/files/refused.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "31/06/2031" in refused and "no possible date" in refused
    # Corrected and brought again, it is read as the sheet was, though it is called otherwise.
    at = send(mine, "corrected.csv", refused.replace("31/06/2031", "30/06/2031").encode())
    form = filled(mine.get(at).content.decode())
    assert form["name"] == "incidents"
    assert "new record" in told(mine, at, **form)
    with as_system():
        assert Event.objects.count() == 2


def test_the_mapping_can_be_changed_before_it_runs(as_: Browsers) -> None:
    mine = as_("contributor")
    at = send(mine, "said.csv", b"When;Who;Said;Where\n2031-04-13;Oren Dask;Every hill will be ours;Selm\n")
    page = mine.get(f"{at}?row=statement").content.decode()
    form = {**filled(page), "column-2": "text"}
    assert (form["column-0"], form["column-1"], form["column-3"]) == ("when", "speaker", "place")
    assert "3 new records" in told(mine, at, **form)
    with as_system():
        kinds = sorted(Record.objects.values_list("kind", flat=True))
    assert kinds == ["actor", "place", "statement"]


def test_choices_that_make_no_record_are_told_and_nothing_chosen_is_lost(as_: Browsers) -> None:
    mine = as_("contributor")
    at = send(mine, "x.csv", b"Alpha,Beta\n1,2\n")
    answer = mine.post(at, {"row": "event", "column-0": "latitude", "column-1": "", "name": "My list"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Alpha: needs a column that becomes: place" in page
    assert 'value="latitude" selected' in page and 'value="My list"' in page
    assert mine.post(at, {"row": "event", "name": "My list"}).status_code == 422
    assert records() == 0


def test_a_workbook_offers_its_sheets(as_: Browsers) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nothing", "here"])
    other = book.create_sheet("People")
    other.append(["Name", "Also known as"])
    other.append(["Mira Quell", "M. Quell; Quell"])
    data = BytesIO()
    book.save(data)
    mine = as_("contributor")
    at = send(mine, "book.xlsx", data.getvalue())
    page = mine.get(f"{at}?sheet=People").content.decode()
    form = filled(page)
    assert (form["row"], form["sheet"], form["column-0"], form["column-1"]) == (
        "actor",
        "People",
        "name",
        "other_name",
    )
    assert "1 new record" in told(mine, at, **form)


def test_a_mapping_file_is_taken_instead(as_: Browsers) -> None:
    mine = as_("contributor")
    mapping = b"name: By hand\nrecords:\n  place: {kind: place, fields: {form: settlement}}\ncolumns: {Where: place.names.value}\n"
    at = send(mine, "x.csv", b"Where\nSelm\nVareth\n")
    assert "2 new records" in told(mine, at, mapping=SimpleUploadedFile("m.yaml", mapping))
    at = send(mine, "y.csv", b"Where\nSelm\n")
    assert "name: is missing" in told(mine, at, mapping=SimpleUploadedFile("m.yaml", b"records: {}"))


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("note.rtf", b"{\\rtf1 x}", "save it as DOCX"),
        ("library.rdf", b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="x"></rdf:RDF>', "CSL JSON"),
        ("empty.csv", b"", "empty"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "save it as"),
        ("not.docx", b"PK\x03\x04 cut off", "damaged"),
        ("data.bin", bytes(range(200)) * 9, ""),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line_and_not_kept(
    as_: Browsers, name: str, data: bytes, why: str
) -> None:
    answer = as_("contributor").post(BRING, {"file": SimpleUploadedFile(name, data)})
    page = answer.content.decode()
    assert answer.status_code in (400, 422), page
    assert 'class="errorlist"' in page and why in page and str(works()) not in page
    assert not list((works() / "held").glob("*"))


def test_a_file_that_waits_is_its_senders_alone(as_: Browsers) -> None:
    at = send(as_("contributor"), "road.html", PAGE)
    assert (
        as_("reviewer").get(at).status_code == 302
        and as_("keeper").post(at, {"as": "source"}).status_code == 302
    )
    as_("keeper").post(f"{at}away/")
    assert as_("contributor").get(at).status_code == 200
    as_("contributor").post(f"{at}away/")
    assert as_("contributor").get(at).status_code == 302 and not list((works() / "held").glob("*"))


def test_a_reader_brings_nothing_in(as_: Browsers) -> None:
    assert as_("reader").post(BRING, {"file": SimpleUploadedFile("road.html", PAGE)}).status_code == 403


def test_a_form_of_another_site_is_not_taken(people: Any) -> None:
    from tests.workbench.conftest import BACKEND

    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1:8000"})
    client.force_login(people["contributor"], backend=BACKEND)
    assert client.post(BRING, {"file": SimpleUploadedFile("road.html", PAGE)}).status_code == 403
    assert not list((works() / "held").glob("*"))


def test_the_page_of_a_file_takes_few_queries(as_: Browsers) -> None:
    from tests.workbench.holding import queries

    mine = as_("contributor")
    for name, data in (("x.csv", CSV.encode()), ("road.html", PAGE)):
        taken = queries(mine, send(mine, name, data).removeprefix("/d/ardovia"))
        print(f"bring {name}: {taken} queries")
        assert taken <= 15


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (
            b'<link rel="canonical" href="https://times.example/a?b=1&amp;c=2">',
            "https://times.example/a?b=1&amp;c=2",
        ),
        (b"<meta content='https://times.example/b' property='og:url'>", "https://times.example/b"),
        (b"<!-- saved from url=(0025)https://times.example/c -->", "https://times.example/c"),
        (
            b"<!--\n Page saved with SingleFile \n url: https://times.example/d \n-->",
            "https://times.example/d",
        ),
        (b'<link rel="canonical" href="javascript:alert(1)">', ""),
        (b'<link rel="canonical" href="/d">', ""),
        (b'<link rel="stylesheet" href="https://times.example/x.css">', ""),
    ],
)
def test_where_a_saved_page_says_it_was_is_offered(as_: Browsers, head: bytes, said: str) -> None:
    client = as_("contributor")
    at = send(client, "page.html", PAGE.replace(b"<title>", head + b"<title>"))
    page = client.get(at).content.decode()
    field = re.search(r'<input id="url"[^>]* value="([^"]*)"', page)
    assert field and field[1] == said
    assert ("As the file says" in page) == bool(said)
