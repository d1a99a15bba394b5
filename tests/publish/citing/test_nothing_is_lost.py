"""Whatever a source says: no mark is printed twice, no bracket is empty, and no character is lost."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.citing.ardovian import source

from sourcebook.publish.citing import Cited, Citer, full, style, style_names
from sourcebook.publish.printed import reading

PIECES = """
    Sel Kelmet hills road «Граница закрыта» “ours” it's 5–7 (second) Սահման الحدود საზღვარი [sic] end. why? a;b x,y
"""
KINDS = """
    web-page article post video audio image report book decision legislation document dataset interview other
"""
WORDS = st.sampled_from(PIECES.split())
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
URLS = st.sampled_from(
    [
        "https://a.example/",
        "https://b.example/x?a=1&b=2",
        "http://c.example/(1)",
        "www.d.example/é",
        "https://e.example/a.",
    ]
)
DATES = st.sampled_from(
    ["", "2031", "2031-04", "2031-04-18", "../2031-04-18", "2031-04-18~", "1991/1994", "203X"]
)
FORMS = st.sampled_from(KINDS.split())
SOURCES = st.builds(
    lambda urls, archived, authors, csl, **fields: source(
        "s-000001", *urls, archived=archived, authors=authors, csl=csl, **fields
    ),
    st.lists(URLS, max_size=2, unique=True),
    st.lists(URLS, max_size=1).map(tuple),
    st.lists(TEXTS, max_size=4),
    st.sampled_from(
        [
            {},
            {"volume": "9", "issue": "2", "page": "5–9"},
            {"type": "chapter", "container-title": "Two Banks"},
        ]
    ),
    form=FORMS,
    publisher=TEXTS,
    title=TEXTS.map(lambda text: f"Title {text}".strip()),
    title_translated=TEXTS,
    published=DATES,
    details=st.sampled_from(["", "on Hearth", "vol. 2"]),
    symbol=st.sampled_from(["", "41234/29", "CERD/C/1"]),
    accessed=st.sampled_from([None, "2031-05-02"]),
)
LANGUAGES = st.sampled_from(["en", "ru", "hy", "ka", "az", "ar", "fr"])
STYLES = st.sampled_from(style_names())
DOUBLED = re.compile(r", ,|,,|; ;|;;| [,;]|\(\s*\)|<\s*>|\[\s*\]|\.\.$|[“‘]\s*[”’]|  ")


@settings(deadline=None)
@given(SOURCES, STYLES, LANGUAGES)
def test_full_citations(record: dict[str, Any], name: str, language: str) -> None:
    text = reading(full(Cited(record), style(name, language)))
    assert record["fields"]["title"] in text
    for row in record["parts"]["urls"]:
        assert row["url"] in text
    if name != "chicago" and not record["fields"]["authors"]:
        assert record["fields"]["publisher"] in text


@settings(deadline=None)
@given(SOURCES, STYLES, LANGUAGES)
def test_addresses_stand_in_runs_of_their_own(record: dict[str, Any], name: str, language: str) -> None:
    links = [run.text for run in full(Cited(record), style(name, language)) if run.link]
    assert set(links) == {row["url"] for row in record["parts"]["urls"]}


@settings(deadline=None)
@given(SOURCES, SOURCES, STYLES, LANGUAGES, st.lists(st.sampled_from(["0", "1", "01", "t"]), max_size=8))
def test_no_note_has_a_mark_too_many(
    first: dict[str, Any], second: dict[str, Any], name: str, language: str, notes: list[str]
) -> None:
    citer = Citer(style(name, language))
    records = [first, {**second, "id": "s-000002"}]
    for number, note in enumerate(notes, 1):
        if note == "t":
            citer.typed(number)
            continue
        cited = [Cited(records[int(digit)], after="p. 4" if number % 3 else "") for digit in note]
        text = reading(citer.note(number, cited).runs)
        assert not DOUBLED.search(text), text
        assert text and text == text.strip()
