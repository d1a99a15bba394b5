"""Citations of Zotero, Mendeley, EndNote and LibreOffice: items become sources, the words stay as typed."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from tests.publish.word.foreign.ardovian import CASE, PAGE, PAPER, REPORT, draft, libre, material
from tests.publish.word.foreign.making import File, complex_field, csl, run, zotero
from tests.publish.word.foreign.sourcing import sourced

from sourcebook.publish.edition.writing import written
from sourcebook.publish.word.foreign import Foreign, read_draft, take_draft


def taken(file: File, tmp_path: Path) -> Foreign:
    return take_draft(file.save(tmp_path / "draft.docx"), sourced, material)


def id_of(item: dict[str, object]) -> str:
    """The source that an item becomes."""
    file = File()
    file.add(zotero("x", item))
    return _only(file)


def _only(file: File) -> str:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        read = read_draft(file.save(Path(folder) / "one.docx"))
        [plain] = sourced(tuple(read.sought()), "one").of_key.values()
        return str(plain["id"])


def mendeley(shown: str) -> str:
    """A citation of Mendeley Cite: a content control with the item in its tag."""
    content = json.dumps(
        {"citationItems": [{"uris": ["http://www.mendeley.com/documents/?uuid=77"], "itemData": PAGE}]}
    )
    tag = "MENDELEY_CITATION_v3_" + base64.b64encode(content.encode()).decode()
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{run(shown)}</w:sdtContent></w:sdt>'
    )


ENDNOTE = (
    " ADDIN EN.CITE <EndNote><Cite><Author>Lakes</Author><Year>2024</Year><RecNum>4</RecNum><Pages>12</Pages>"
    '<record><rec-number>4</rec-number><ref-type name="Report">27</ref-type><contributors><authors><author>'
    "<style>Lakes Human Rights Committee,</style></author></authors></contributors><titles><title>Winter Without "
    "Gas</title></titles><dates><year>2024</year></dates><urls><related-urls><url>"
    "https://lakes.example/reports/winter.pdf</url></related-urls></urls></record></Cite></EndNote>"
)
CASES = [
    ("Zotero", zotero("(Lakes 2024)", REPORT), "(Lakes 2024)", ""),
    ("a page", zotero("(Lakes 2024, p. 4)", REPORT, locator="4"), "(Lakes 2024, p. 4)", ", p. 4"),
    ("pages", zotero("(L, pp. 4–6)", REPORT, locator="4–6", label="page"), "(L, pp. 4–6)", ", pp. 4–6"),
    ("a paragraph", zotero("(K, § 12)", CASE, locator="12", label="paragraph"), "(K, § 12)", ", para. 12"),
    ("a suffix", zotero("(L, annex)", REPORT, suffix=", annex"), "(L, annex)", ", annex"),
    ("no author", zotero("(2024)", REPORT, **{"suppress-author": True}), "(2024)", ""),
    ("Mendeley's field", complex_field(f"ADDIN {csl(PAPER)}", "(Тешик 2024)"), "(Тешик 2024)", ""),
    ("Mendeley's control", mendeley("(Government 2024)"), "(Government 2024)", ""),
    ("EndNote", complex_field(ENDNOTE, "(Lakes, 2024, 12)"), "(Lakes, 2024, 12)", ", p. 12"),
]


@pytest.mark.parametrize(("name", "content", "shown", "after"), CASES, ids=[case[0] for case in CASES])
def test_a_citation_stays_in_words_with_its_source_behind(
    name: str, content: str, shown: str, after: str, tmp_path: Path
) -> None:
    file = File()
    file.add("It was so ", content, ", and then not.")
    text = written(taken(file, tmp_path).edition)
    before, _, behind = text.partition("[~@source:")
    assert before.endswith(f"It was so {shown}")
    assert behind.partition("]")[0][36:] == after
    assert behind.partition("]")[2].startswith(", and then not.")


def test_the_words_before_a_citation_are_kept_with_it(tmp_path: Path) -> None:
    file = File()
    file.add("It was so ", zotero("(see Lakes 2024; Kostrash)", REPORT, CASE, prefix="see "), ".")
    text = written(taken(file, tmp_path).edition)
    assert f"(see Lakes 2024; Kostrash)[~see @source:{id_of(REPORT)}; @source:{id_of(CASE)}]." in text


def test_one_item_cited_twice_is_one_source(tmp_path: Path) -> None:
    file = File()
    file.add("One ", zotero("(Lakes)", REPORT), " two ", zotero("(Lakes again)", REPORT, locator="7"), ".")
    found = taken(file, tmp_path)
    assert found.sources_made == (id_of(REPORT),)
    assert written(found.edition).count(id_of(REPORT)) == 2


def test_a_citation_of_libreoffice_lies_in_the_properties(tmp_path: Path) -> None:
    text = written(taken(libre(), tmp_path).edition)
    assert f"cut off (Lakes 2024, pp. 3–5)[~@source:{id_of(REPORT)}, pp. 3–5] in February." in text


def test_notes_keep_their_words_and_name_what_they_cite(tmp_path: Path) -> None:
    text = written(taken(draft(), tmp_path).edition)
    assert f"^[Тешик 2024; Դորմետի լրատու 2024[~see @source:{id_of(PAPER)}; @source:" in text


def test_a_bibliography_is_known_and_not_typed(tmp_path: Path) -> None:
    found = taken(draft(), tmp_path)
    assert "Findings of a Monitoring Visit" not in written(found.edition)
    assert [line for line in found.told if line.startswith("bibliography")] == [
        "bibliography: 1 line is not typed in the edition: what it names is among the sources"
    ]


def test_an_entry_of_the_bibliography_that_is_cited_nowhere_is_told(tmp_path: Path) -> None:
    file = draft()
    file.body.append(
        f"<w:p>{complex_field('ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY', 'Orsk, The Lower Lake. 2019.')}</w:p>"
    )
    found = taken(file, tmp_path)
    assert any("Orsk, The Lower Lake" in line and "cited nowhere" in line for line in found.told)


BROKEN = [
    (" ADDIN ZOTERO_ITEM CSL_CITATION {broken", "refresh the citations"),
    (' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{"id":1}]}', "does not hold its data"),
    (" ADDIN EN.CITE <EndNote><Cite>", "EndNote"),
    (" ADDIN CitaviPlaceholder{eyJ9}", "Citavi"),
    (" CITATION Dag21 \\l 1033 ", "Word's own sources"),
]


@pytest.mark.parametrize(("code", "reason"), BROKEN)
def test_a_citation_that_cannot_be_read_stays_as_words_and_is_told_with_its_paragraph(
    code: str, reason: str, tmp_path: Path
) -> None:
    file = File()
    file.add("First.")
    file.add("It was so ", complex_field(code, "(Dag 2021)"), ".")
    found = taken(file, tmp_path)
    assert "It was so (Dag 2021)." in written(found.edition)
    [line] = [line for line in found.told if reason in line]
    assert line.startswith("paragraph 2 of the text: the citation “(Dag 2021)”")


def test_looks_links_languages_and_notes_in_tables_are_kept(tmp_path: Path) -> None:
    text = written(taken(draft(), tmp_path).edition)
    for part in (
        "[Сельнская республика]{lang=ru-RU}",
        "*evening*",
        "**not**",
        "[on his page](<https://gov.ardovia.example/minister>)",
        "| Village | Days without gas | Source |",
        "*hospital* (Lakes 2024)[~@source:",
        "| Dormet | 41 | monitors",
        "- • Tolva, from 19 February;",
        "> The road belongs to those",
    ):
        assert part in text
    row = next(line for line in text.splitlines() if line.startswith("| Dormet"))
    assert "^[" in row or "[@source:" in row
