"""What a draft cites is found among the sources of the dossier, or becomes one of them: once."""

from __future__ import annotations

from typing import Any

import pytest

from sourcebook.dossier.ingest.draft.sought import Sought
from sourcebook.dossier.ingest.draft.sources import take_sources
from sourcebook.dossier.ingest.zotero.item import Item
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.kinds.plain import empty_plain
from sourcebook.dossier.models import Record
from sourcebook.dossier.seen import Viewer
from sourcebook.dossier.write import create
from sourcebook.reading.candidates import Source
from sourcebook.text import Span

ITEM: dict[str, Any] = {
    "type": "report",
    "title": "Winter Without Gas: Findings of a Monitoring Visit to Dormet",
    "publisher": "Lakes Human Rights Committee",
    "issued": {"date-parts": [[2024, 5]]},
    "URL": "https://lakes.example/reports/winter.pdf",
}
KEY = "http://zotero.org/groups/4410021/items/ZX55CV44"


def item(key: str = KEY, **own: Any) -> Sought:
    """An item of Zotero."""
    return Sought("zotero:ZX55CV44", "the citation “(Lakes)”", item=Item("field 1", key, {**ITEM, **own}))


def noted(number: int = 3, **own: Any) -> Sought:
    """A source that was read from a note."""
    said = {"publisher": "Radio Oshtal", "title": "Evening news of 9 July", "date": "2024-07-09", **own}
    return Sought(f"note {number}, source 1", f"note {number}", read=Source(Span(0, 9), **said))


def known(**own: Any) -> str:
    """A source that the dossier has."""
    plain = empty_plain("source", form="report", **own)
    create([plain], "known")
    return str(plain["id"])


def url(address: str, key: str) -> list[dict[str, str]]:
    return [{"url": address, "key": key, "role": "cited"}]


def test_what_is_new_becomes_a_draft_and_again_nothing_is_made(keeper: Viewer) -> None:
    sought = [
        item(),
        noted(urls=("https://radio-oshtal.example/9",)),
        noted(7, title="News of the morning of 9 July"),
    ]
    first = take_sources(sought, "draft.docx")
    assert len(first.made) == 3 and first.found == () and first.refused == ()
    made = by_ids(first.made)
    assert {plain["status"] for plain in made} == {"draft"}
    assert {plain["origin"] for plain in made} == {"import"}
    again = take_sources(sought, "draft.docx")
    assert again.made == () and set(again.found) == set(first.made)
    assert again.of_key == first.of_key


def test_one_that_is_cited_twice_is_one(keeper: Viewer) -> None:
    found = take_sources(
        [item(), item(), noted(3), noted(5), noted(6, title="Other news of that evening")], "d"
    )
    assert len(found.made) == 3
    assert found.of_key["note 3, source 1"] == found.of_key["note 5, source 1"]


ADDRESS = "lakes.example/reports/winter.pdf"


@pytest.mark.parametrize(
    "own",
    [
        {"title": "Winter", "urls": url(f"https://{ADDRESS}", ADDRESS)},
        {"title": "WINTER without gas – findings of a monitoring visit to Dormet"},
        {"title": ITEM["title"], "published": "2024"},
        {"title": ITEM["title"], "publisher": "Lakes Human Rights Committee"},
    ],
    ids=["address", "title", "title and year", "title and publisher"],
)
def test_a_source_of_the_dossier_is_found(own: dict[str, Any], keeper: Viewer) -> None:
    id = known(**own)
    found = take_sources([item()], "draft.docx")
    assert (found.made, found.found) == ((), (id,))
    assert found.of_key["zotero:ZX55CV44"]["id"] == id


@pytest.mark.parametrize(
    "own",
    [
        {"title": ITEM["title"], "published": "2019"},
        {"title": ITEM["title"], "publisher": "Another Committee"},
        {"title": "Winter Without Gas"},
        {"title": ITEM["title"], "urls": url("https://lakes.example/other.pdf", "lakes.example/other.pdf")},
    ],
    ids=["another year", "another publisher", "another title", "another address"],
)
def test_one_that_may_be_another_is_not_taken_for_it(own: dict[str, Any], keeper: Viewer) -> None:
    known(**own)
    found = take_sources([item()], "draft.docx")
    assert len(found.made) == 1 and found.found == ()


def test_a_short_title_alone_names_no_source(keeper: Viewer) -> None:
    known(title="Press release")
    found = take_sources([noted(title="Press release", publisher=None, date=None)], "draft.docx")
    assert len(found.made) == 1


def test_an_item_that_says_nothing_is_refused_and_the_others_are_taken(keeper: Viewer) -> None:
    nothing = Sought("zotero:x", "the citation “(2024)”", item=Item("field 2", "x", {"type": "report"}))
    found = take_sources([nothing, noted()], "draft.docx")
    assert len(found.made) == 1 and "zotero:x" not in found.of_key
    [line] = found.refused
    assert line.startswith("the citation “(2024)”") and "neither title nor URL" in line


def test_nothing_is_written_where_nothing_is_cited(keeper: Viewer) -> None:
    before = Record.objects.count()
    assert take_sources([], "draft.docx").of_key == {}
    assert Record.objects.count() == before
