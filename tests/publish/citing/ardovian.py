"""Sources of the invented country, as plain records of the public side."""

from __future__ import annotations

from typing import Any

_EMPTY: dict[str, Any] = {
    "form": "web-page",
    "publisher": "",
    "authors": [],
    "title": "",
    "title_language": "",
    "title_translated": "",
    "language": "",
    "published": "",
    "published_words": "",
    "accessed": None,
    "symbol": "",
    "details": "",
    "csl": {},
}


def source(id: str, *urls: str, archived: tuple[str, ...] = (), **fields: object) -> dict[str, Any]:
    """A plain source with cited and archived addresses."""
    rows = [{"url": url, "role": "cited"} for url in urls]
    rows += [{"url": url, "role": "archived"} for url in archived]
    return {"id": id, "kind": "source", "fields": {**_EMPTY, **fields}, "parts": {"urls": rows}}


HILLS = source(
    "hills-01",
    "https://tv.example/2031/04/18/hills?id=7&lang=en",
    archived=("https://archive.example/a1",),
    publisher="Ardovia Public Television",
    title="Every hill is ours; all of them",
    published="2031-04-18",
    accessed="2031-05-02",
)
ROADS = source(
    "roads-01",
    "https://tv.example/2031/05/01/roads",
    publisher="Ardovia Public Television",
    title="Every road is ours",
    published="2031-05-01",
    accessed="2031-05-02",
)
TRAINS = source(
    "trains-1",
    form="book",
    authors=["Rennock, Paul"],
    title="The Salt Trains",
    publisher="Saltmarsh Press",
    published="2011",
    csl={"publisher-place": "Saarn", "edition": "2"},
)
RETURN = source(
    "return-1",
    form="article",
    authors=["Helderaux, Anna", "Marlowen, Edith"],
    title="Le retour impossible: les Sellans de Saarn",
    title_language="fr",
    title_translated="The impossible return",
    publisher="Revue des frontières",
    published="2003",
    csl={"type": "article-journal", "volume": "9", "issue": "2", "page": "55–80"},
)
CASE = source(
    "case-001",
    "https://cases.example/1",
    form="decision",
    publisher="European Court of Human Rights",
    title="Vaškel v. Ardovia",
    symbol="41234/29",
    published="2031-06-03",
    accessed="2031-07-01",
)
NEWS = source(
    "news-001",
    "https://kelmet-post.example/not-a-vote",
    form="article",
    publisher="Kelmet Post",
    title="“Not a vote”, says Minister",
    published="2031-10-10",
    accessed="2031-10-11",
)
POST = source(
    "post-001",
    "https://hearth.example/dreth/17",
    form="post",
    publisher="Orvan Dreth",
    details="on Hearth",
    published="2031-05-03",
    accessed="2031-05-04",
)
VIEWS = source(
    "views-01",
    form="report",
    publisher="CERD",
    title="Concluding Observations on Ardovia",
    symbol="CERD/C/ARD/CO/9-11",
    published="2021-12-09",
)
LAW = source(
    "law-0001",
    form="legislation",
    publisher="Official Gazette of Ardovia",
    title="Law on the State Language",
    symbol="No. 61",
    published="2019-05-28",
)
CHAPTER = source(
    "chapter1",
    form="book",
    authors=["Imre Tol"],
    title="Names of the Deported",
    publisher="Valley Press",
    published="2001",
    csl={
        "type": "chapter",
        "container-title": "Two Banks",
        "editor": [{"family": "Oral", "given": "Nihat"}],
        "page": "5–9",
    },
)
DAILY = source(
    "daily-01",
    "https://selyan.example/թերթ",
    publisher="Սելյան օրաթերթ",
    title="Սահմանը փակ է",
    title_language="hy",
    language="hy",
    published="2031-03",
)
ALL = (HILLS, ROADS, TRAINS, RETURN, CASE, NEWS, POST, VIEWS, LAW, CHAPTER, DAILY)
