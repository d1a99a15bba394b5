"""Search: what is found by whom, where it stands, in any script."""

from __future__ import annotations

import pytest
from tests.dossier.write.making import make, source
from tests.workbench.holding import Browsers, Held, hold, more_of, queries, read, viewer_of

from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import viewing


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> Held:
    return hold(dossier, people["keeper"])


def test_the_words_are_marked_where_they_stand(held: Held, as_: Browsers) -> None:
    page = read(as_("reader"), "/search/?q=selm+bridge")
    assert "shots at the <mark>Selm</mark> <mark>bridge</mark>" in page and "1 record found" in page
    assert f"/records/{held['shots']}/" in page


def test_every_page_leads_here(held: Held, as_: Browsers) -> None:
    assert 'action="/d/ardovia/search/"' in read(as_("reader"), "/")


def test_another_script_reads_its_own_way(held: Held, as_: Browsers) -> None:
    page = read(as_("reader"), "/search/?q=سيكون")
    assert "<mark>سيكون</mark>" in page and 'class="quoted" dir="auto"' in page


@pytest.mark.parametrize("words", ["Quell", "mill", "lett*", "Mira OR nothing"])
def test_what_is_hidden_is_not_found(held: Held, as_: Browsers, words: str) -> None:
    page = read(as_("reader"), f"/search/?q={words}")
    assert "Nothing found" in page and "<mark>" not in page
    for who in ("reviewer", "keeper"):
        assert "<mark>" in read(as_(who), f"/search/?q={words}")


def test_filters_and_other_names(held: Held, as_: Browsers) -> None:
    client = as_("reader")
    assert "Nothing found" in read(client, "/search/?q=hill&kind=event")
    assert "<mark>hill</mark>" in read(client, "/search/?q=hill&kind=statement&theme=hate&since=2031")
    assert "no date" in read(client, "/search/?q=hill&since=spring")


def test_somebody_is_found_by_their_other_names(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    with viewing(viewer_of(dossier, people["keeper"])):
        make(source(title="Речь, Орен Даск"))
    assert "Речь" not in read(as_("reader"), "/search/?q=%22Oren+Dask%22")
    assert "Речь, <mark>Орен Даск</mark>" in read(as_("reader"), "/search/?q=%22Oren+Dask%22&variants=1")


def test_more_hits_and_few_queries(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    client = as_("reader")
    few = queries(client, "/search/?q=bridge")
    more_of(dossier, people["keeper"], 90)
    assert queries(client, "/search/?q=bridge") == few <= 8
    assert queries(client, "/search/?q=bridge&variants=1&theme=hate") <= 15
    first, last = read(client, "/search/?q=bridge"), read(client, "/search/?q=bridge&page=5")
    assert first.count("<mark>bridge</mark>") == 20 and "page=2" in first
    assert last.count("<mark>bridge</mark>") == 11 and 'rel="next"' not in last


@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=%00", "?q=-", '?q="', "?q=a&page=-1", "?q=a&page=²", "?q=a&page=9999"]
)
def test_anything_may_be_typed(held: Held, as_: Browsers, query: str) -> None:
    read(as_("reader"), f"/search/{query}")
