"""Lists: what is shown to whom, by which filters, a page at a time, and what an export holds."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from tests.workbench.holding import Browsers, Held, hold, more_of, queries, read

from sourcebook.dossier.models import Account, Dossier


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> Held:
    return hold(dossier, people["keeper"])


def shown(page: str) -> set[str]:
    return set(re.findall(r'data-target href="/d/ardovia/records/([0-9a-f-]{36})/"', page))


def test_each_sees_their_own(held: Held, as_: Browsers) -> None:
    kept = {held[name] for name in ("witness", "letter", "secret")}
    everything = set(held.values())
    assert shown(read(as_("reader"), "/records/")) == everything - kept
    assert shown(read(as_("reviewer"), "/records/")) == everything
    assert shown(read(as_("keeper"), "/records/")) == everything
    page = read(as_("reader"), "/records/")
    assert "Mira Quell" not in page and "letter to the mill" not in page and "7 records" in page
    assert "Mira Quell" in read(as_("reviewer"), "/records/")


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ("kind=claim", "few many secret"),
        ("kind=event&since=2031-03-20", "shots letter"),
        ("kind=event&until=2031-03-20", "letter"),
        ("level=restricted", "witness letter secret"),
        ("status=published", ""),
        ("theme=hate/othering", "said"),
        ("theme=hate", "said"),
        ("form=killing", "shots"),
        ("sort=date", "source said letter shots"),
    ],
)
def test_filters_stand_in_the_address(held: Held, as_: Browsers, filters: str, names: str) -> None:
    page = read(as_("keeper"), f"/records/?{filters}")
    assert shown(page) == {held[name] for name in names.split()}
    if "kind" in filters:
        assert " selected>" in page


def test_what_one_person_said(held: Held, as_: Browsers) -> None:
    page = read(as_("reader"), f"/records/?speaker={held['speaker']}")
    assert shown(page) == {held["said"]} and "said by <bdi>Oren Dask</bdi>" in page
    hidden = read(as_("reader"), f"/records/?speaker={held['witness']}")
    assert shown(hidden) == set() and "Mira" not in hidden


@pytest.mark.parametrize("filters", ["since=spring", "kind=ghost", "level=-1", "speaker=7", "form=a(b"])
def test_a_filter_that_cannot_be_is_told_and_nothing_is_shown(
    held: Held, as_: Browsers, filters: str
) -> None:
    page = read(as_("reader"), f"/records/?{filters}")
    assert shown(page) == set() and 'class="errorlist"' in page


@pytest.mark.parametrize("sort", ["new", "date", "-date"])
def test_page_after_page_shows_each_once(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers, sort: str
) -> None:
    more_of(dossier, people["keeper"], 120)
    client, seen, address = as_("keeper"), list[str](), f"/records/?kind=event&sort={sort}"
    for _ in range(3):
        page = read(client, address)
        rows = re.findall(r'data-target href="/d/ardovia/records/([0-9a-f-]{36})/"', page)
        seen += rows
        onward = re.search(r'href="/d/ardovia(/records/\?[^"]*)" rel="next"', page)
        address = onward[1].replace("&amp;", "&") if onward else ""
    assert len(seen) == len(set(seen)) == 122 and not address


def test_anything_may_stand_in_the_address(held: Held, as_: Browsers) -> None:
    for odd in (
        "theme=%00",
        "theme=a%00/b",
        "theme=/",
        "form=%00",
        "sort=up",
        "since=-9999",
        "until=9999",
        "kind=",
    ):
        read(as_("reader"), f"/records/?{odd}")


def test_a_place_in_the_list_that_is_none_is_not_there(held: Held, as_: Browsers) -> None:
    for after in ("x", "2031-01-01_7", "_"):
        assert as_("reader").get(f"/d/ardovia/records/?after={after}").status_code == 404


def test_few_queries_however_many_records(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    client = as_("reviewer")
    few = queries(client, "/records/?kind=event")
    more_of(dossier, people["keeper"], 200)
    assert queries(client, "/records/?kind=event") == few <= 11
    assert queries(client, f"/records/?speaker={held['speaker']}&place={held['source']}") <= 15


def test_the_export_holds_what_the_list_shows_and_nothing_hidden(held: Held, as_: Browsers) -> None:
    table = as_("reader").get("/d/ardovia/records/export.csv?kind=claim")
    text = content(table).decode("utf-8-sig")
    assert len(text.splitlines()) == 3 and held["secret"] not in text
    assert "ardovia-claim.csv" in table["Content-Disposition"]
    for who, names in (("reader", 7), ("keeper", 10)):
        response = as_(who).get("/d/ardovia/records/export.jsonl")
        lines = [json.loads(line) for line in content(response).splitlines()]
        assert len(lines) == names
        whole = json.dumps(lines, ensure_ascii=False)
        assert (held["witness"] in whole) == ("Mira Quell" in whole) == (who == "keeper")
        said = next(line for line in lines if line["id"] == held["said"])
        assert said["evidence"][0]["exact"] and said["absent"]["place"] == "not-stated"


def test_no_spreadsheet_takes_a_title_for_a_formula(
    dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    from tests.dossier.write.making import make, source
    from tests.workbench.holding import viewer_of

    from sourcebook.dossier.seen import viewing

    with viewing(viewer_of(dossier, people["keeper"])):
        make(source(title="=HYPERLINK(1)"))
    response = as_("reader").get("/d/ardovia/records/export.csv")
    assert b"'=HYPERLINK(1)" in content(response)
