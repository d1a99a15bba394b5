"""Sources in CSL-JSON and BibTeX: what goes out is read back by the project's own readers as the same source."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dossier.exchange.foreign.ardovia import id_of, record, written

from sourcebook.dossier.exchange.foreign import write_bibtex, write_csl_json
from sourcebook.dossier.exchange.foreign.library.items import issued
from sourcebook.dossier.exchange.foreign.library.latex import escaped
from sourcebook.dossier.ingest.zotero import read_library
from sourcebook.dossier.ingest.zotero.dates import csl_date
from sourcebook.dossier.ingest.zotero.latex import plain as decoded
from sourcebook.dossier.kinds import Plain, empty_plain

DOSSIER = UUID(int=31)
_WRITERS = {"csl": write_csl_json, "bibtex": write_bibtex}
_DATES = ["2031", "2031-04", "2031-04-18", "2031-04-18/2031-04-20", "2031-04/2031-05"]
_UNCERTAIN = [
    "2031-04~", "2031-04-18?", "../2031-06-14", "2031-04-18/..", "203X", "2031-04-XX", "2031-04~/2031-05",
    "[2031-04,2031-06]",
]  # fmt: skip


def source(**given: object) -> Plain:
    url = given.pop("url", "https://times.example/a_b%20c~d?x=1&y=#z")
    urls = [{"id": id_of("u"), "url": url, "key": url, "role": "cited"}] if url else []
    return record("source", "one", **{"title": "A title", "published": "2031-04-18", **given}, urls=urls)


def read(folder: Path, text: str) -> list[Plain]:
    path = folder / "library"
    path.write_text(text, "utf-8")
    library = read_library(path, DOSSIER)
    assert library.refused == ()
    # What an import leaves to the write path.
    return [{**empty_plain("source"), **plain} for plain in library.records]


def said(plain: Plain, *without: str) -> dict[str, Any]:
    """The columns of a source that a library can say, and its cited address."""
    kept = ("form", "publisher", "authors", "title", "language", "published", "accessed", "symbol")
    urls = [row["url"] for row in plain["parts"]["urls"] if row["role"] == "cited"]
    return {**{name: plain["fields"][name] for name in kept if name not in without}, "urls": urls}


@pytest.mark.parametrize("format", _WRITERS)
@pytest.mark.parametrize(
    "given",
    [
        {},
        {"form": "article", "publisher": "Ardovian Times", "accessed": "2031-05-01", "language": "en"},
        {"form": "report", "publisher": "Roads & Bridges {Trust}", "symbol": "A/31/7"},
        {"form": "decision", "publisher": "High Court", "symbol": "Case 7/31"},
        {"form": "legislation", "publisher": "Parliament"},
        {"form": "book", "publisher": "Elm Press", "title": "Roads: a 50% history_of #1 ~ “$5” \\o/"},
        {"form": "video", "publisher": "Channel 3"},
        {"form": "audio", "publisher": "Radio 1"},
        {"form": "image"},
        {"form": "dataset", "publisher": "Office of Counting"},
        {"form": "document", "published": "", "published_words": "forthcoming"},
        {"authors": ["Kerré, Anna", "Ministry of Roads", "van der Berg, Jan", "Ministry, Second Office"]},
        {"authors": ["Smith and Sons", "Oral, Nihat, Jr.", "Мельник, Олена", "Մկրտչյան", "العمدة, خالد"]},
        {"title": "Վարեթի կամուրջը", "language": "hy"},
        {"title": "Мост в Варете", "language": "ru"},
        {"title": "Varet körpüsü", "language": "az"},
        {"title": "جسر «فاريت»", "language": "ar"},
        {"title": "a <b>b</b> &amp; c"},
        {"title": "1 < 2 > 0 & more"},
        {"title": "", "published": ""},
        {"url": "", "title": "On paper only"},
        *({"published": date} for date in _DATES),
    ],
)
def test_source_comes_back(tmp_path: Path, format: str, given: dict[str, Any]) -> None:
    plain = source(**given)
    (back,) = read(tmp_path, written(_WRITERS[format], [plain], "team"))
    assert said(back) == said(plain)


@pytest.mark.parametrize("date", _UNCERTAIN)
@pytest.mark.parametrize("words", ["", "about April"])
def test_uncertain_date_comes_back(tmp_path: Path, date: str, words: str) -> None:
    plain = source(published=date, published_words=words)
    (back,) = read(tmp_path, written(write_csl_json, [plain], "team"))
    assert (back["fields"]["published"], back["fields"]["published_words"]) == (date, words)
    (back,) = read(tmp_path, written(write_bibtex, [plain], "team"))
    assert back["fields"]["published"] == date


@pytest.mark.parametrize(
    ("edtf", "value"),
    [
        ("2031-04-18", {"date-parts": [[2031, 4, 18]]}),
        ("2031-04~", {"date-parts": [[2031, 4]], "circa": True}),
        ("2031-04/2031-05", {"date-parts": [[2031, 4], [2031, 5]]}),
        ("203X", {"date-parts": [[2030, 1, 1], [2039, 12, 31]], "edtf": "203X"}),
        ("../2031-06-14", {"edtf": "../2031-06-14"}),
        ("", {}),
    ],
)
def test_date_in_the_parts_of_csl(edtf: str, value: dict[str, Any]) -> None:
    assert issued(edtf, "") == value
    assert not edtf or csl_date(value) == (edtf, "")


ITEM: dict[str, Any] = {
    "id": "VARETH31",
    "type": "article-newspaper",
    "title": "Bridge at Vareth shelled",
    "container-title": "Ardovian Times",
    "author": [{"family": "Kerré", "given": "Anna"}, {"literal": "Ministry of Roads"}],
    "issued": {"date-parts": [[2031, 4, 18]]},
    "accessed": {"date-parts": [[2031, 4, 20]]},
    "URL": "https://times.example/bridge",
    "language": "en",
    "page": "3",
}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"title": "Bridge at <i>Vareth</i> shelled &amp; closed"},
        {"author": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr."}]},
        {"author": [{"family": "Berg", "given": "Jan", "dropping-particle": "von"}]},
        {"issued": {"raw": "about 18 April 2031"}},
        {"issued": {"date-parts": [["2031", "4"]], "circa": True}},
        {"issued": {"date-parts": [[2031]], "season": 1}},
        {"issued": {"literal": "forthcoming"}},
        {"publisher": "Elm Press", "DOI": "10.1/x", "volume": "4", "issue": "2", "keyword": "a, b"},
        {"custom": {"x": [1, {"y": None}]}, "note": "line\nline", "unknown-variable": [1]},
        {"archive": "https://archive.example/1", "archive_location": "Box 7"},
        {"number": "A/31/7", "language": "Ardovian"},
        {"type": "legal_case", "authority": "High Court"},
        {"type": "speech", "id": 7},
        {"type": "no-such-type"},
    ],
)
def test_item_of_a_library_goes_out_as_it_came_in(tmp_path: Path, more: dict[str, Any]) -> None:
    item = {**ITEM, **more}
    (plain,) = read(tmp_path, json.dumps([item]))
    text = written(write_csl_json, [plain], "team")
    assert json.loads(text) == [item]
    (again,) = read(tmp_path, text)
    assert again == plain


def test_what_somebody_changed_goes_out_changed(tmp_path: Path) -> None:
    odd = {"title": "Bridge at <i>Vareth</i>", "author": [{"family": "B", "given": "J", "suffix": "Jr."}]}
    (plain,) = read(
        tmp_path, json.dumps([{**ITEM, **odd, "issued": {"raw": "about 2031"}, "publisher": "P"}])
    )
    changes = {"title": "Another", "authors": ["Kerr, Anna"], "published": "2030", "published_words": ""}
    plain["fields"].update(changes, publisher="Elm Press", form="book", accessed=None)
    plain["parts"]["urls"][0]["url"] = "https://other.example/"
    (item,) = json.loads(written(write_csl_json, [plain], "team"))
    assert item["title"] == "Another"
    assert item["author"] == [{"family": "Kerr", "given": "Anna"}]
    assert item["issued"] == {"date-parts": [[2030]]}
    assert (item["type"], item["publisher"]) == ("book", "Elm Press")
    assert item["URL"] == "https://other.example/"
    assert "accessed" not in item


BIBTEX = r"""@article{VARETH31,
  entrysubtype = {newspaper},
  title = {{Bridge at Vareth shelled}},
  author = {{Kerré}, {Anna} and {Ministry of Roads}},
  date = {2031-04-18},
  urldate = {2031-04-20},
  journaltitle = {Ardovian Times},
  volume = {4},
  doi = {10.1/x_y},
  url = {https://times.example/a_b%20c?x=1&y=2#z},
  language = {en},
  pages = {3--5},
  number = {2},
  shelfmark = {Box 7 \& 8}
}

"""


def test_entry_of_a_library_goes_out_as_it_came_in(tmp_path: Path) -> None:
    (plain,) = read(tmp_path, BIBTEX)
    text = written(write_bibtex, [plain], "team")
    # An en dash is one character of its own once it is read.
    assert text == BIBTEX.replace("3--5", "3–5")
    assert read(tmp_path, text) == [plain]


@pytest.mark.parametrize(
    ("entry", "fields"),
    [
        ("book", "subtitle = {A history}, publisher = {Elm Press}, isbn = {978}, edition = {2}"),
        ("techreport", "institution = {Roads Trust}, number = {7}, month = {4}, year = {2031}"),
        ("inproceedings", "booktitle = {Proceedings}, editor = {Kerr, Anna and others}"),
        ("misc", r"howpublished = {\url{https://a.example/x_y}}, year = {2031}"),
        ("online", "organization = {Roads Trust}, date = {2031}"),
        ("thesis", "school = {Dol College}, type = {PhD}"),
    ],
)
def test_second_round_changes_nothing(tmp_path: Path, entry: str, fields: str) -> None:
    first = read(tmp_path, f"@{entry}{{a, title = {{Roads}}, {fields}}}")
    text = written(write_bibtex, first, "team")
    assert text.startswith(f"@{entry}{{a,")
    second = read(tmp_path, text)
    assert [said(plain) for plain in second] == [said(plain) for plain in first]
    assert written(write_bibtex, second, "team") == text


def test_keys_are_never_given_twice(tmp_path: Path) -> None:
    plains = [
        {**source(title=f"Title {number}", csl={"id": "same"}), "id": id_of(f"same {number}")}
        for number in range(3)
    ]
    plains.append({**source(title="odd key", csl={"id": "a{b},c d"}), "id": id_of("odd")})
    back = read(tmp_path, written(write_bibtex, plains, "team"))
    assert [plain["fields"]["title"] for plain in back] == ["Title 0", "Title 1", "Title 2", "odd key"]


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])))
@settings(max_examples=300)
def test_any_text_survives_latex(text: str) -> None:
    assert decoded(escaped(text)) == " ".join(text.split())


@given(st.text("ab -'`?!\\{}$&#_%~^\"<>,=@;/", max_size=12))
@settings(max_examples=300)
def test_any_title_survives_bibtex(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    plain = source(title=text, publisher=text, authors=[])
    (back,) = read(tmp_path_factory.mktemp("t"), written(write_bibtex, [plain], "team"))
    assert back["fields"]["title"] == " ".join(text.split())


def test_braces_of_an_entry_are_even(plains: list[Plain]) -> None:
    text = re.sub(r"\\[{}]", "", written(write_bibtex, plains, "team"))
    assert text.count("{") == text.count("}")


def test_public_file_has_nothing_of_the_library_of_the_team(plains: list[Plain]) -> None:
    article = next(plain for plain in plains if plain["kind"] == "source")
    article["origin_key"] = "zotero:STAFF7"
    article["fields"]["csl"].update(
        id="http://zotero.org/users/7/items/STAFF7", custom={"bibtex": {"file": "/home/staff/a.pdf"}}
    )
    for write in _WRITERS.values():
        text = written(write, plains, "public")
        assert "Bridge at Vareth" in text and "staff" not in text.lower() and "zotero" not in text
        assert "STAFF7" in written(write, plains, "team")


def test_no_source_is_an_empty_list() -> None:
    assert json.loads(written(write_csl_json, [], "team")) == []
