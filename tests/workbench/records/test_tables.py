"""Lists whose columns fit the kind, further filters, files for other programs, lists that were kept."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]
from tests.dossier.write.making import make, source
from tests.workbench.holding import ROOT, Browsers, Held, hold, more_of, queries, read, viewer_of
from tests.workbench.records.test_lists import content, shown

from sourcebook.dossier.kinds import KINDS, empty_plain
from sourcebook.dossier.models import Account, Dossier, SavedView
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.tabled import COLUMNS


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> Held:
    return hold(dossier, people["keeper"])


def row(page: str, record: str) -> str:
    rows = re.findall(r"<tr>.*?</tr>", page, re.DOTALL)
    return re.sub(r"<[^>]+>", " ", next(one for one in rows if f"/records/{record}/" in one))


def test_each_kind_has_its_columns() -> None:
    assert COLUMNS.keys() == KINDS.keys()


def test_a_list_of_statements_says_when_who_what_where_from(held: Held, as_: Browsers) -> None:
    told = row(read(as_("reviewer"), "/records/?kind=statement"), held["said"])
    for words in (
        "2031-03-18",
        "Oren Dask",
        "Mira Quell",
        "Every hill will be ours again.",
        "The Kelmet Gazette",
    ):
        assert words in told, told
    narrow = read(as_("reader"), "/records/?kind=statement")
    assert "Mira Quell" not in narrow and "Oren Dask" in narrow


def test_a_list_of_claims_says_who_claims_which_figure(held: Held, as_: Browsers) -> None:
    page = read(as_("reviewer"), "/records/?kind=claim")
    assert "at least 2" in row(page, held["few"]) and "the police" in row(page, held["few"])
    assert "at least 5" in row(page, held["many"]) and "Oren Dask" in row(page, held["many"])
    assert "shots at the Selm bridge" in row(page, held["many"])


def test_a_list_of_sources_says_whether_there_is_a_copy(held: Held, as_: Browsers) -> None:
    assert "2031-03-18" in row(read(as_("reader"), "/records/?kind=source"), held["source"])
    assert re.search(
        r"Gazette\s+2031-03-18\s+1\s", row(read(as_("reader"), "/records/?kind=source"), held["source"])
    )


def test_columns_are_chosen_in_the_address(held: Held, as_: Browsers) -> None:
    page = read(
        as_("reviewer"), "/records/?kind=statement&col=text&col=themes&col=made_by&col=owner&col=ghost"
    )
    told = row(page, held["said"])
    assert "hate/othering" in told and "Vela Keeper" in told and "2031-03-18" not in told
    assert "col=themes" in page
    mixed = read(as_("reader"), "/records/?col=what&col=made_by")
    assert "Vela Keeper" in row(mixed, held["shots"])


@pytest.mark.parametrize("kind", list(KINDS))
def test_few_queries_for_every_kind_with_all_columns(
    kind: str, held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    chosen = "&".join(f"col={name}" for name in COLUMNS[kind])
    assert queries(as_("reviewer"), f"/records/?kind={kind}&{chosen}&col=themes&col=owner&col=made_by") <= 15


def test_many_rows_take_no_more_queries(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    few = queries(as_("reviewer"), "/records/?kind=event")
    more_of(dossier, people["keeper"], 120)
    assert queries(as_("reviewer"), "/records/?kind=event") == few <= 15


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ("actor={speaker}", "speaker said many"),
        ("language=en", "said"),
        ("unevidenced=1&kind=statement", ""),
        ("unevidenced=1&kind=event", "shots letter"),
        ("made_by=me&kind=claim", "few many secret"),
        ("proposed=1", "few many"),
        ("kind=event&sort=name", "shots letter"),
        ("kind=event&sort=old", "shots letter"),
    ],
)
def test_further_filters(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers, filters: str, names: str
) -> None:
    from datetime import UTC, datetime

    from sourcebook.dossier.models import Proposal

    with as_system():
        Proposal.objects.create(
            dossier=dossier, kind="merge", record_id=held["few"], other_id=held["many"], key="k",
            made_at=datetime(2031, 4, 1, tzinfo=UTC),
        )  # fmt: skip
    page = read(as_("keeper"), f"/records/?{filters.format(**held)}")
    assert shown(page) == {held[name] for name in names.split()}


def test_what_our_organisation_keeps(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    owner = str(people["keeper"].organisation_id)
    with viewing(viewer_of(dossier, people["keeper"])):
        [own] = make(empty_plain("event", type="threat", when="2031-05-01", owner=owner))
    page = read(as_("reviewer"), f"/records/?owner={owner}")
    assert shown(page) == {own} and "Observatory of Ardovia" in page


def test_names_sort_page_after_page(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    more_of(dossier, people["keeper"], 70)
    client, seen, address = as_("keeper"), list[str](), "/records/?kind=event&sort=name"
    while address:
        page = read(client, address)
        seen += re.findall(r'data-target href="/d/ardovia/records/([0-9a-f-]{36})/"', page)
        onward = re.search(r'href="/d/ardovia(/records/\?[^"]*)" rel="next"', page)
        address = onward[1].replace("&amp;", "&") if onward else ""
    assert len(seen) == len(set(seen)) == 72


def sheet(response: Any) -> list[tuple[Any, ...]]:
    book = load_workbook(io.BytesIO(content(response)))
    return [tuple(cell.value for cell in row) for row in book.active.iter_rows()]


def test_a_workbook_holds_the_columns_shown_and_no_formula(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    with viewing(viewer_of(dossier, people["keeper"])):
        [odd] = make(source(title="=HYPERLINK(1)", publisher="+1\x08"))
    response = as_("reader").get(f"{ROOT}/records/export.xlsx?kind=source")
    assert "ardovia-source.xlsx" in response["Content-Disposition"]
    book = load_workbook(io.BytesIO(content(response)))
    cells = [cell for line in book.active.iter_rows() for cell in line]
    assert "=HYPERLINK(1)" in [cell.value for cell in cells] and "+1" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert all(cell.quotePrefix for cell in cells if cell.value == "=HYPERLINK(1)")
    rows = sheet(as_("reader").get(f"{ROOT}/records/export.xlsx?kind=claim"))
    assert rows[0][8:] == ("about", "property", "figure", "claimant", "as_of") and len(rows) == 3
    assert odd in {line[0] for line in sheet(as_("reader").get(f"{ROOT}/records/export.xlsx?kind=source"))}


def test_a_map_and_a_library_for_other_programs(held: Held, as_: Browsers) -> None:
    found = json.loads(content(as_("keeper").get(f"{ROOT}/records/export.geojson?kind=event")))
    assert [one["id"] for one in found["features"]] == [held["shots"]]
    library = json.loads(content(as_("reader").get(f"{ROOT}/records/export.csl?kind=source")))
    assert [one["title"] for one in library] == ["The Kelmet Gazette"]
    page = read(as_("reader"), "/records/?kind=claim")
    assert "export.csl" not in page and "export.geojson" not in page and "export.xlsx" in page


def test_a_list_is_kept_renamed_given_to_all_and_deleted(held: Held, as_: Browsers) -> None:
    mine, other = as_("contributor"), as_("reader")
    kept = mine.post(
        f"{ROOT}/views/", {"page": "records", "query": "kind=claim&after=x", "name": " my  claims "}
    )
    assert kept["Location"] == f"{ROOT}/records/?kind=claim"
    assert "my claims" in read(mine, "/records/") and "my claims" in read(mine, "/")
    assert "my claims" not in read(other, "/records/")
    with as_system():
        view = SavedView.objects.get()
    change = f"{ROOT}/views/{view.pk}/"
    mine.post(change, {"name": "rival figures", "shared": "1"})
    assert "rival figures" in read(other, "/records/") and "rival figures" in read(other, "/")
    assert other.post(change, {"name": "x"}).status_code == 403
    mine.post(f"{ROOT}/views/", {"page": "records", "query": "kind=event", "name": "rival figures"})
    with as_system():
        assert SavedView.objects.get().query == "kind=event"
    assert "rival figures" in read(mine, "/records/")
    # It was kept anew, for oneself: nobody else can delete what they do not see.
    gone = as_("keeper").post(change, {"act": "delete"}, follow=True).content.decode()
    assert "there is no such view" in gone
    mine.post(change, {"act": "delete"}, follow=True)
    assert "rival figures" not in read(mine, "/records/")


def test_who_only_looks_keeps_lists_for_themselves(held: Held, as_: Browsers) -> None:
    reader = as_("reader")
    assert reader.post(f"{ROOT}/views/", {"query": "", "name": "all", "shared": "1"}).status_code == 403
    reader.post(f"{ROOT}/views/", {"query": "kind=claim", "name": "figures"})
    assert "figures" in read(reader, "/records/") and "figures" not in read(as_("keeper"), "/records/")
    for name in ("", " ", "x" * 200):
        page = reader.post(f"{ROOT}/views/", {"query": "", "name": name}, follow=True).content.decode()
        assert "a name has 1 to 120 characters" in page
