"""What Word prints and its file hides: automatic numbers, fields, outline levels, marks of the author's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading.pandoc.making import para, read_file, style, word

from sourcebook.reading.pandoc.word_numbering import counted


def level(depth: int, format: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def in_list(number: int, depth: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def field(code: str, result: str | None) -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'{shown if result is not None else ""}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


LISTS = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.", 9)
    + level(1, "lowerLetter", "(%2)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "\u2022")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    '</w:lvlOverride></w:num><w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>'
)


def test_automatic_numbers_go_on_over_headings_and_restart_where_told(tmp_path: Path) -> None:
    body = (
        para("HARBOUR", "Head")
        + para("The council asked for:", properties=in_list(1))
        + para("a pier;", properties=in_list(1, 1))
        + para("a bell.", properties=in_list(1, 1))
        + para("OPINION OF THE PILOT", "Head")
        + para("It rang.", properties=in_list(2))
        + para("BY THE MAYOR", "Head")
        + para("I agree.", properties=in_list(3))
        + para("I add this.", properties=in_list(3))
        + para("Open the pier.", properties=in_list(4))
    )
    styles = style("Head", '<w:outlineLvl w:val="0"/>')
    document = read_file(word(tmp_path / "a.docx", body, styles, LISTS))
    assert [(p.label, p.text, p.kind) for p in document.paragraphs] == [
        ("9", "The council asked for:\n(a) a pier;\n(b) a bell.", "paragraph"),
        ("10", "It rang.", "paragraph"),
        ("1", "I agree.", "paragraph"),
        ("2", "I add this.", "paragraph"),
        (None, "Open the pier.", "item"),
    ]


def test_a_style_numbers_its_paragraphs(tmp_path: Path) -> None:
    styles = style("Num", in_list(1))
    body = (
        para("One.", "Num")
        + para("Two.", "Num")
        + para("Not this.", "Num", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    document = read_file(word(tmp_path / "a.docx", body, styles, LISTS))
    assert [(p.label, p.text) for p in document.paragraphs] == [
        ("9", "One."),
        ("10", "Two."),
        (None, "Not this."),
    ]


@pytest.mark.parametrize(
    "number",
    [
        lambda n: f'<w:fldSimple w:instr=" SEQ level0 "><w:r><w:t>{n}</w:t></w:r></w:fldSimple>' + run("."),
        lambda n: field(" SEQ level0 ", str(n)) + run("."),
        lambda n: field(" AUTONUM ", None),
        lambda n: field(" LISTNUM \\l 7 ", None),
    ],
    ids=["simple field", "field with result", "AUTONUM", "LISTNUM"],
)
def test_numbers_made_by_fields(tmp_path: Path, number: object) -> None:
    assert callable(number)
    body = "".join(para(number(n) + run(f" The ferry left {n} times.")) for n in (1, 2, 3))
    document = read_file(word(tmp_path / "a.docx", body))
    assert [p.text for p in document.paragraphs] == [f"The ferry left {n} times." for n in (1, 2, 3)]
    assert [p.label for p in document.paragraphs] == ["1", "2", "3"]


def test_headings_by_outline_and_size_titles_quotations_and_contents(tmp_path: Path) -> None:
    styles = (
        style("Title1", '<w:outlineLvl w:val="0"/>', '<w:sz w:val="28"/>')
        + style("Chapter", '<w:outlineLvl w:val="0"/>', '<w:sz w:val="24"/>')
        + style("Quote_Para")
        + style("toc 1").replace('styleId="toc 1"', 'styleId="TOC1"')
    )
    body = (
        para("THE FACTS 3", "TOC1")
        + para("THE FACTS", "Title1")
        + para("I. The harbour", "Chapter")
        + para("1. The law reads:")
        + para("Article 1", "Chapter")
        + para("Nobody rings the bell.", "Quote_Para")
        + para("2. It was rung.")
        + para("THE LAW", "Title1")
        + para("3. It stands.")
    )
    document = read_file(word(tmp_path / "a.docx", body, styles))
    assert [(s.title, s.level) for s in document.sections] == [
        ("THE FACTS", 1),
        ("I. The harbour", 2),
        ("THE LAW", 1),
    ]
    assert [(p.label, p.text) for p in document.paragraphs] == [
        ("1", "The law reads:\nArticle 1\nNobody rings the bell."),
        ("2", "It was rung."),
        ("3", "It stands."),
    ]
    assert [(e.title, e.page) for e in document.contents] == [("THE FACTS", "3")]


def test_a_report_whose_styles_say_nothing_of_outline(tmp_path: Path) -> None:
    styles = style("H_1", "<w:keepNext/>", "<w:b/>")
    said = "The Committee notes that the ferry has not left the harbour since May of that year."
    body = (
        para("Summary", "H_1")
        + para(said)
        + para(run("I.") + "<w:r><w:tab/></w:r>" + run("Introduction"), "H_1")
        + para(said, properties=in_list(1))
        + para(run("A.") + "<w:r><w:tab/></w:r>" + run("Legal framework"), "H_1")
        + para(said + " It calls on the harbour to:", properties=in_list(1))
        + para(run("(a)") + "<w:r><w:tab/></w:r>" + run("Open the pier;"))
        + para(run("(b)") + "<w:r><w:tab/></w:r>" + run("Ring the bell."))
        + para("Annex", "H_1")
        + para("A list of ferries.")
    )
    document = read_file(word(tmp_path / "a.docx", body, styles, LISTS))
    assert [(s.level, s.title) for s in document.sections] == [
        (1, "Summary"),
        (1, "I. Introduction"),
        (2, "A. Legal framework"),
        (1, "Annex"),
    ]
    assert [(p.label, p.region) for p in document.paragraphs] == [
        (None, "body"),
        ("9", "body"),
        ("10", "body"),
        (None, "annex"),
    ]
    assert document.paragraphs[2].text.endswith("to:\n(a) Open the pier;\n(b) Ring the bell.")
    assert "told by their look" in document.problems[0].what


def test_notes_with_marks_of_the_authors_own(tmp_path: Path) -> None:
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for n, text in ((2, "* Late submission."), (3, "Harbour log."), (4, "Bell log."))
    )
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = para(run("The ferry report") + own) + para(
        run("1. It stopped.") + mark.format(3) + run(" It left.") + mark.format(4)
    )
    document = read_file(word(tmp_path / "a.docx", body, footnotes=notes))
    assert document.paragraphs[0].text == "The ferry report"
    assert document.paragraphs[1].text == "It stopped. It left."
    by_text = {n.text: (n.label, n.cited_in) for n in document.notes}
    assert by_text["Harbour log."] == ("1", (1,))
    assert by_text["Bell log."] == ("2", (1,))
    assert next(label for text, (label, _) in by_text.items() if "Late" in text) == "*"


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    body = para(
        run("1. The ferry ")
        + '<w:del w:id="1" w:author="x"><w:r><w:delText>never </w:delText></w:r></w:del>'
        + f'<w:ins w:id="2" w:author="x">{run("soon ")}</w:ins>'
        + run("stopped.")
    )
    document = read_file(word(tmp_path / "a.docx", body))
    assert document.paragraphs[0].text == "The ferry soon stopped."


@pytest.mark.parametrize(
    ("value", "format", "printed"),
    [(4, "lowerRoman", "iv"), (14, "upperRoman", "XIV"), (28, "lowerLetter", "bb"), (7, "decimalZero", "07")],
)
def test_numbers_in_words_formats(value: int, format: str, printed: str) -> None:
    assert counted(value, format) == printed
