"""A record's page: what it says and does not say, its evidence, rival claims, history; to each their own."""

from __future__ import annotations

import re
import uuid

import pytest
from tests.dossier.write.making import make
from tests.workbench.holding import ARABIC, QUOTED, ROOT, Browsers, Held, hold, queries, read, viewer_of

from sourcebook.dossier.kinds import KINDS, PARTS, empty_plain
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import viewing
from sourcebook.dossier.write import Edit, edit
from sourcebook.dossier.write.levels import withhold
from sourcebook.workbench.pages.record.words import FIELDS


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> Held:
    return hold(dossier, people["keeper"])


def test_unknown_none_not_stated_and_withheld_are_told_apart(held: Held, as_: Browsers) -> None:
    page = read(as_("reader"), f"/records/{held['said']}/")
    for reason, words in (
        ("unknown", "not known"),
        ("none", "there is none"),
        ("not-stated", "the source does not say"),
        ("withheld", "known, and withheld"),
    ):
        assert f'<span class="absent {reason}">{words}</span>' in page
    empty = re.search(r"Empty here: ([^<]*)<", page)
    assert empty and "translator" in empty[1] and "words," not in empty[1].split()


def test_a_quotation_stands_in_its_context(held: Held, as_: Browsers) -> None:
    page = read(as_("reader"), f"/records/{held['said']}/")
    assert f"<mark>{QUOTED}</mark>" in page
    around = re.findall(r'<span class="around">([^<]*)</span>', page)
    assert around[0].startswith("Speech in parliament") and "Nobody answered." in around[1]
    assert f"/records/{held['copy']}/" in page and "gazette.html" in page


def test_evidence_leads_to_its_place_and_a_source_is_read_from_its_page(held: Held, as_: Browsers) -> None:
    reader = as_("reader")
    page = read(reader, f"/records/{held['said']}/")
    places = re.findall(rf'href="({ROOT}/read/[\w-]+/\?passage=[\w-]+)#passage"', page)
    assert places and "Read it in its place" in page
    assert "data-jump=" in reader.get(places[0]).content.decode()
    for name in ("source", "copy"):
        assert f'href="{ROOT}/read/{held[name]}/"' in read(reader, f"/records/{held[name]}/")


def test_a_translation_reads_its_own_way(held: Held, as_: Browsers) -> None:
    page = read(as_("reader"), f"/records/{held['said']}/")
    assert f'<div class="long" dir="auto" lang="ar">{ARABIC}</div>' in page


def test_rival_claims_stand_side_by_side(held: Held, as_: Browsers) -> None:
    for name in ("shots", "few"):
        page = read(as_("reader"), f"/records/{held[name]}/")
        assert "Who claims what" in page and "at least 2" in page and "at least 5" in page
        assert "the police" in page and "Oren Dask" in page
        assert "at least 9" not in page and "Mira" not in page
        seen = read(as_("reviewer"), f"/records/{held[name]}/")
        assert "at least 9" in seen and "Mira Quell" in seen


def test_what_points_to_it(held: Held, as_: Browsers) -> None:
    page = read(as_("reader"), f"/records/{held['speaker']}/")
    assert f"/records/{held['said']}/" in page and f"/records/{held['many']}/" in page
    assert f"/records/?speaker={held['speaker']}" in page
    assert f"/records/{held['copy']}/" in read(as_("reader"), f"/records/{held['source']}/")


def test_the_history_says_who_when_why_and_what_differs(held: Held, as_: Browsers) -> None:
    page = read(as_("reader"), f"/records/{held['shots']}/history/")
    assert "Vela Keeper" in page and "the coroner says so" in page
    assert "<del>2031-03-19</del>" in page and "<ins>2031-03-21</ins>" in page
    assert page.index("ask the mill") < page.index("the coroner says so") < page.index("told by two papers")


@pytest.mark.parametrize("name", ["witness", "letter", "secret"])
def test_what_is_hidden_is_not_there(held: Held, as_: Browsers, name: str) -> None:
    for tail in ("", "history/"):
        assert as_("reader").get(f"/d/ardovia/records/{held[name]}/{tail}").status_code == 404
        for who in ("reviewer", "keeper"):
            assert as_(who).get(f"/d/ardovia/records/{held[name]}/{tail}").status_code == 200


def test_nothing_of_somebody_hidden_is_on_what_they_are_part_of(held: Held, as_: Browsers) -> None:
    for tail in ("", "history/"):
        page = read(as_("reader"), f"/records/{held['said']}/{tail}")
        assert "Mira" not in page and held["witness"] not in page
    seen = read(as_("reviewer"), f"/records/{held['said']}/")
    assert "Mira Quell" in seen and seen.count('<span class="level level-restricted">restricted</span>') == 1


def test_the_history_does_not_tell_that_somebody_hidden_was_added(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    added, gone = str(uuid.uuid4()), str(uuid.uuid4())
    with viewing(viewer_of(dossier, people["keeper"])):
        row = {"actor": held["witness"], "part": "witness", "words": "Mira Quell"}
        other = {"actor": held["speaker"], "part": "organiser", "words": "Oren Dask"}
        values = {f"parts/involvements/{added}": row, f"parts/involvements/{gone}": other}
        edit([Edit(held["shots"], values)], why="two more")
        edit([Edit(held["shots"], {f"parts/involvements/{added}": None})], why="one less")
    for who, told in (("reader", False), ("contributor", False), ("reviewer", True)):
        page = read(as_(who), f"/records/{held['shots']}/history/")
        assert ("Mira" in page or held["witness"] in page) == told, who
    assert "Oren Dask" in read(as_("keeper"), f"/records/{held['shots']}/history/")


def test_a_field_that_is_withheld_later_is_gone_from_page_and_history(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    with viewing(viewer_of(dossier, people["keeper"])):
        withhold(held["shots"], "when", "restricted", why="the family asks")
    reader, reviewer = as_("reader"), as_("reviewer")
    for tail in ("", "history/"):
        assert "2031-03-21" not in read(reader, f"/records/{held['shots']}/{tail}")
    assert "2031-03-21" in read(reviewer, f"/records/{held['shots']}/")
    assert "withheld: restricted" in read(reviewer, f"/records/{held['shots']}/")


def test_what_is_no_record_is_not_there(held: Held, as_: Browsers) -> None:
    for one in (str(uuid.uuid4()), "x", "%00"):
        assert as_("keeper").get(f"/d/ardovia/records/{one}/").status_code == 404


@pytest.mark.parametrize("name", ["speaker", "source", "copy", "said", "shots", "few"])
def test_at_most_fifteen_queries(held: Held, as_: Browsers, name: str) -> None:
    client = as_("reviewer")
    assert queries(client, f"/records/{held[name]}/") <= 15
    assert queries(client, f"/records/{held[name]}/history/") <= 15


def test_no_more_queries_for_more_that_points_to_it(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    client = as_("reviewer")
    few = queries(client, f"/records/{held['shots']}/")
    with viewing(viewer_of(dossier, people["keeper"])):
        make(*(empty_plain("claim", about=held["shots"], property="killed", best=n) for n in range(40)))
    assert queries(client, f"/records/{held['shots']}/") == few


def test_every_kind_opens_and_every_field_has_a_word(
    dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    own = {"about", "target"}
    with viewing(viewer_of(dossier, people["keeper"])):
        for kind, its in KINDS.items():
            assert {column.name for column in its.table.columns} <= set(FIELDS), kind
            if not own & set(its.table.by_name) and kind not in ("capture", "relation"):
                [record] = make(empty_plain(kind))
                assert queries(as_("reader"), f"/records/{record}/") <= 15
    for part, table in PARTS.items():
        assert {column.name for column in table.columns} - {"id"} <= set(FIELDS), part
