"""One item in each format a library is exported in; what each says ends up in the same places."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.dossier.ingest.zotero import Library, LibraryError, read_library
from sourcebook.dossier.ingest.zotero.item import Item, Refused
from sourcebook.dossier.ingest.zotero.ris import read_ris

CSL = json.dumps(
    [
        {
            "id": "http://zotero.org/users/7/items/VARETH31",
            "type": "article-newspaper",
            "title": "Bridge at Vareth shelled",
            "container-title": "Ardovian Times",
            "author": [{"family": "Kerré", "given": "Anna"}, {"literal": "Ministry of Roads"}],
            "issued": {"date-parts": [["2031", 4, 18]]},
            "accessed": {"date-parts": [[2031, 4, 20]]},
            "URL": "https://times.example/bridge;v=1?a=b&c=d",
            "language": "en",
            "page": "3",
        }
    ]
)
RIS = """TY  - NEWS
AU  - Kerré, Anna
AU  - Ministry of Roads
TI  - Bridge at Vareth
 shelled
T2  - Ardovian Times
DA  - 2031/04/18/
PY  - 2031
UR  - https://times.example/bridge;v=1?a=b&c=d
Y2  - 2031/04/20/10:00:00
LA  - en
SP  - 3
C1  - odd
ID  - VARETH31
ER  -
"""
BIBTEX = r"""
@string{times = "Ardovian Times"}
@article{VARETH31, entrysubtype = {newspaper}, journaltitle = times,
  author = {Kerr{\'e}, Anna and {Ministry of Roads}}, title = {Bridge at {V}areth shelled},
  date = {2031-04-18}, urldate = {2031-04-20}, langid = {english}, pages = {3},
  url = {https://times.example/bridge;v=1?a=b\&c=d}}
"""


def library(folder: Path, dossier_id: UUID, text: str | bytes, name: str = "library") -> Library:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_library(path, dossier_id)


@pytest.mark.parametrize(("text", "format"), [(CSL, "csl-json"), (RIS, "ris"), (BIBTEX, "bibtex")])
def test_same_item_in_every_format(tmp_path: Path, dossier_id: UUID, text: str, format: str) -> None:
    found = library(tmp_path, dossier_id, text, "without-extension")
    assert (found.format, found.refused) == (format, ())
    (record,) = found.records
    fields = record["fields"]
    assert record["origin_key"] == "zotero:VARETH31"
    assert (record["kind"], record["status"], record["origin"]) == ("source", "draft", "import")
    said = {name: fields[name] for name in ("form", "title", "publisher", "authors", "published", "accessed")}
    assert said == {
        "form": "article",
        "title": "Bridge at Vareth shelled",
        "publisher": "Ardovian Times",
        "authors": ["Kerré, Anna", "Ministry of Roads"],
        "published": "2031-04-18",
        "accessed": "2031-04-20",
    }
    assert (fields["language"], fields["title_language"]) == ("en", "en")
    (url,) = record["parts"]["urls"]
    assert url["url"] == "https://times.example/bridge;v=1?a=b&c=d"
    assert url["key"] == "times.example/bridge;v=1?a=b&c=d"
    assert (fields["csl"]["type"], fields["csl"]["page"]) == ("article-newspaper", "3")
    assert not {"title", "URL", "container-title", "issued", "accessed"} & set(fields["csl"])


def test_ids_are_the_same_on_reading_again_and_in_every_format(tmp_path: Path, dossier_id: UUID) -> None:
    ids = {library(tmp_path, dossier_id, text).records[0]["id"] for text in (CSL, RIS, BIBTEX, CSL)}
    assert len(ids) == 1
    assert library(tmp_path, UUID(int=9), CSL).records[0]["id"] not in ids


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path: Path, dossier_id: UUID, encoding: str) -> None:
    for text in (CSL.replace("\\u00e9", "é"), RIS, BIBTEX.replace(r"{\'e}", "é")):
        (record,) = library(tmp_path, dossier_id, text.encode(encoding)).records
        assert record["fields"]["authors"][0] == "Kerré, Anna"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        ("TY  - NEWS\nTI  - Kerr\u00e9\nER  -".encode("cp1252"), "line 2 is not UTF-8"),
        (b"[{]", "broken JSON in line 1"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": ' * 5000, "nested too deeply|broken JSON"),
        (b'["a"]', "no type and no title"),
        (b"a,b\n1,2\n", "no reference library"),
        (b"PK\x03\x04 nothing", "damaged"),
    ],
)
def test_file_that_is_no_library(tmp_path: Path, dossier_id: UUID, content: bytes, why: str) -> None:
    with pytest.raises(LibraryError, match=why):
        library(tmp_path, dossier_id, content)


def test_broken_item_costs_no_other(tmp_path: Path, dossier_id: UUID) -> None:
    text = (
        BIBTEX
        + r"""
@article{VARETH31, title={The same key}}
@book{broken, title={No end
@online{fine, title="Fine", year=2031, month=apr}
@misc{twice, title={a}, title={b}}
"""
    )
    found = library(tmp_path, dossier_id, text)
    assert [record["origin_key"] for record in found.records] == ["zotero:VARETH31", "zotero:fine"]
    reasons = [refused.reason for refused in found.refused]
    assert [reason.split()[0:2] for reason in reasons] == [["the", "key"], ["the", "entry"], ["a", "field"]]
    assert found.records[1]["fields"]["published"] == "2031-04"


def test_item_without_its_end_is_refused(tmp_path: Path, dossier_id: UUID) -> None:
    found = library(tmp_path, dossier_id, RIS + "TY  - RPRT\nTI  - Cut off\n")
    assert (len(found.records), len(found.refused)) == (1, 1)
    assert (found.refused[0].value, "no end" in found.refused[0].reason) == ("Cut off", True)


def test_key_twice_with_other_data_is_refused(tmp_path: Path, dossier_id: UUID) -> None:
    one = json.loads(CSL)[0]
    found = library(tmp_path, dossier_id, json.dumps([one, one, {**one, "title": "Another"}]))
    assert (len(found.records), [refused.field for refused in found.refused]) == (1, ["id"])


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"Kerr{\'e} \& S{\o}n", "Kerré & Søn"),
        (r"{\v{S}}i{\v{s}}ka", "Šiška"),
        (r"50% of 100\%", "50% of 100%"),
        (r"\emph{Vareth} --- a ``siege''", "Vareth — a “siege”"),
        (r"a~b", "a b"),
    ],
)
def test_latex_is_decoded(tmp_path: Path, dossier_id: UUID, latex: str, plain: str) -> None:
    found = library(tmp_path, dossier_id, f"@misc{{a, title = {{{latex}}}}}")
    assert found.records[0]["fields"]["title"] == plain


def csl(**item: object) -> str:
    return json.dumps([{"id": "a", "type": "webpage", "title": "A title of the page", **item}])


def test_what_columns_cannot_say_stays_with_the_item(tmp_path: Path, dossier_id: UUID) -> None:
    rest = {"DOI": "10.1/x", "ISBN": "978", "volume": "4", "keyword": "a", "custom": {"x": [1]}}
    (record,) = library(tmp_path, dossier_id, csl(**rest, publisher="P", **{"container-title": "C"})).records
    assert record["fields"]["publisher"] == "C"
    assert record["fields"]["csl"] == {"id": "a", "type": "webpage", "publisher": "P", **rest}


@pytest.mark.parametrize(
    ("name", "line", "kept"),
    [
        ({"family": "Kerr", "given": "Anna"}, "Kerr, Anna", False),
        ({"literal": "Ministry of Roads"}, "Ministry of Roads", False),
        ({"literal": "Ministry, Second Office"}, "Ministry, Second Office", True),
        ({"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}, "van der Berg, Jan", True),
        ({"family": "Berg", "given": "Jan", "dropping-particle": "von"}, "Berg, Jan von", True),
        ({"family": "Oral", "given": "N.", "suffix": "Jr."}, "Oral, N., Jr.", True),
        ({"family": "Մկրտչյան"}, "Մկրտչյան", True),
    ],
)
def test_names(tmp_path: Path, dossier_id: UUID, name: dict[str, str], line: str, kept: bool) -> None:
    (record,) = library(tmp_path, dossier_id, csl(author=[name])).records
    assert record["fields"]["authors"] == [line]
    assert (record["fields"]["csl"].get("author") == [name]) is kept


@pytest.mark.parametrize(
    ("issued", "edtf", "words"),
    [
        ({"date-parts": [[2031, 4, 18], [2031, 5, 1]]}, "2031-04-18/2031-05-01", ""),
        ({"date-parts": [[2031]], "circa": True}, "2031~", ""),
        ({"date-parts": [["2031", "04", ""]]}, "2031-04", ""),
        ({"date-parts": [[2031, 0, 0]]}, "2031", ""),
        ({"date-parts": [[2031]], "season": 2}, "2031-06~/2031-08~", "summer 2031"),
        ({"date-parts": [[2031]], "season": "24"}, "2031-12~/2032-02~", "winter 2031"),
        ({"raw": "18 April 2031"}, "2031-04-18", "18 April 2031"),
        ({"literal": "forthcoming"}, "", "forthcoming"),
        ({"edtf": "203X"}, "203X", ""),
        ("2031-04-18", "2031-04-18", "2031-04-18"),
    ],
)
def test_dates_of_csl(tmp_path: Path, dossier_id: UUID, issued: object, edtf: str, words: str) -> None:
    found = library(tmp_path, dossier_id, csl(issued=issued))
    assert found.refused == ()
    fields = found.records[0]["fields"]
    assert (fields["published"], fields["published_words"]) == (edtf, words)


@pytest.mark.parametrize(
    ("item", "field"),
    [
        ({"issued": {"date-parts": [[2031, 6, 31]]}}, "issued"),
        ({"issued": {"date-parts": [[2031, None, 3]]}}, "issued"),
        ({"issued": {"raw": "03/04/2031"}}, "issued"),
        ({"issued": [2031]}, "issued"),
        ({"accessed": {"date-parts": [[2031, 4]]}}, "accessed"),
        ({"URL": "javascript:alert(1)"}, "URL"),
        ({"URL": "https://two words.example"}, "URL"),
    ],
)
def test_value_refused_and_kept_with_the_item(
    tmp_path: Path, dossier_id: UUID, item: dict[str, Any], field: str
) -> None:
    found = library(tmp_path, dossier_id, csl(**item))
    assert [refused.field for refused in found.refused] == [field]
    assert found.records[0]["fields"]["csl"][field] == item[field]
    assert not found.records[0]["fields"]["published"]


def test_what_no_database_keeps_is_cleaned(tmp_path: Path, dossier_id: UUID) -> None:
    text = r'[{"id": "a", "type": "book", "title": "A\u0000b \ud800 c", "x": [NaN, {"\u0001k": "v\u0000"}]}]'
    (record,) = library(tmp_path, dossier_id, text).records
    assert record["fields"]["title"] == "Ab \ufffd c"
    assert record["fields"]["csl"]["x"] == ["nan", {"k": "v"}]


LINE = st.tuples(st.sampled_from(["TY", "TI", "AU", "DA", "PY", "UR", "ER", "XX", ""]), st.text(max_size=20))


@settings(max_examples=200, deadline=None)
@given(st.lists(LINE, max_size=30))
def test_ris_loses_no_item_that_was_begun(lines: list[tuple[str, str]]) -> None:
    text = "\n".join(
        f"{tag}  - {' '.join(v.split())}" if tag else "  " + " ".join(v.split()) for tag, v in lines
    )
    begun = sum(tag == "TY" for tag, _ in lines)
    try:
        found = list(read_ris(text, "x"))
    except LibraryError:
        assert not begun
        return
    assert len(found) == begun
    assert all(isinstance(one, Item | Refused) for one in found)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.text('@{}",=\\ab1 \n', max_size=200)),
    st.sampled_from(["[", "TY  - ", "@misc{a,"]),
)
def test_whatever_stands_in_a_file_is_a_library_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, dossier_id: UUID, text: str, start: str
) -> None:
    try:
        found = library(tmp_path_factory.getbasetemp(), dossier_id, (start + text).encode("utf-8", "replace"))
    except LibraryError as error:
        assert "\n" not in str(error)
    else:
        assert all(
            record["fields"]["title"] or record["parts"]["urls"] or record["fields"]["csl"]
            for record in found.records
        )


def test_records_are_what_the_dossier_keeps(tmp_path: Path, dossier_id: UUID) -> None:
    from sourcebook.dossier.kinds import KINDS, PARTS

    for text in (CSL, RIS, BIBTEX):
        (record,) = library(tmp_path, dossier_id, text).records
        assert list(KINDS["source"].table.problems(record["fields"])) == []
        assert [problem for url in record["parts"]["urls"] for problem in PARTS["urls"].problems(url)] == []
