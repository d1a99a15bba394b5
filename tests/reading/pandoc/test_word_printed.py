"""What stands on the page of a Word file and what does not: boxes, fields, hidden and deleted words, labels."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading.pandoc.making import para, read_file, style, word

from sourcebook.reading.document import Document

_COMPATIBLE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_SHAPE = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
_OLD = 'xmlns:v="urn:schemas-microsoft-com:vml"'
LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def numbered(depth: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def foot(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def end(number: int) -> str:
    return f'<w:r><w:endnoteReference w:id="{number}"/></w:r>'


def notes(kind: str, **texts: str) -> str:
    return "".join(
        f'<w:{kind} w:id="{name[1:]}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'
        for name, text in texts.items()
    )


def box(text: str) -> str:
    """A text box as Word writes it: once as a shape, once for older programs."""
    content = f"<w:txbxContent>{para(text)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent {_COMPATIBLE}><mc:Choice Requires="wps"><w:drawing><wps:wsp {_SHAPE}>'
        f"<wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:shape {_OLD}><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def field(instruction: str, result: str) -> str:
    return mark("begin") + code(instruction) + mark("separate") + run(result) + mark("end")


def labelled(document: Document) -> list[tuple[str | None, str]]:
    return [(p.label, p.text) for p in document.paragraphs]


def test_a_text_box_is_read_once_and_its_paragraph_with_it(tmp_path: Path) -> None:
    body = (
        para("1. The bridge was closed.")
        + para(run("2. Nobody crossed it.") + box("Fourteen people were stranded."))
        + para("3. It opened.")
    )
    assert labelled(read_file(word(tmp_path / "a.docx", body))) == [
        ("1", "The bridge was closed."),
        ("2", "Nobody crossed it."),
        (None, "Fourteen people were stranded."),
        ("3", "It opened."),
    ]


def test_a_table_of_contents_made_by_a_field_gives_its_entries(tmp_path: Path) -> None:
    first = mark("begin") + code('TOC \\o "1-2"') + mark("separate")
    entry = "<w:r><w:tab/></w:r>"
    body = (
        para("Contents", "TOCHeading")
        + para(first + run("The bridge") + entry + field("PAGEREF _Toc1", "2"), "TOC1")
        + para(run("The toll") + entry + field("PAGEREF _Toc2", "3"), "TOC1")
        + para(mark("end"))
        + para("The bridge", "H")
        + para(run("1. It was closed (see paragraph ") + field("REF _Ref5 \\r", "2") + run(" below)."))
        + para("The toll", "H")
        + para("2. It rose.")
    )
    styles = style("H", '<w:outlineLvl w:val="0"/>') + style("toc 1").replace('Id="toc 1"', 'Id="TOC1"')
    styles += style("TOC Heading").replace('Id="TOC Heading"', 'Id="TOCHeading"')
    document = read_file(word(tmp_path / "a.docx", body, styles))
    assert [(e.title, e.page) for e in document.contents] == [("The bridge", "2"), ("The toll", "3")]
    assert labelled(document) == [("1", "It was closed (see paragraph 2 below)."), ("2", "It rose.")]
    assert [s.title for s in document.sections] == ["The bridge", "The toll"]


def test_hidden_words_are_not_read(tmp_path: Path) -> None:
    body = para(
        run("Draft 3. ", "<w:vanish/>") + run("1. It ") + run("rained", '<w:vanish w:val="0"/>') + run(".")
    )
    assert labelled(read_file(word(tmp_path / "a.docx", body))) == [("1", "It rained.")]


def test_a_deleted_paragraph_has_no_number(tmp_path: Path) -> None:
    gone = '<w:rPr><w:del w:id="7" w:author="x"/></w:rPr>'
    deleted = '<w:del w:id="8" w:author="x"><w:r><w:delText>Gone.</w:delText></w:r></w:del>'
    body = (
        para("The first.", properties=numbered())
        + para(deleted, properties=numbered() + gone)
        + para("The mayor ", properties=numbered() + gone)
        + para("answered.", properties=numbered())
        + para("The third.", properties=numbered())
    )
    assert labelled(read_file(word(tmp_path / "a.docx", body, numbering=LIST))) == [
        ("1", "The first."),
        ("2", "The mayor answered."),
        ("3", "The third."),
    ]


def test_footnotes_and_endnotes_count_apart(tmp_path: Path) -> None:
    body = para(run("1. One.") + foot(2) + run(" Two.") + end(2)) + para(run("2. Three.") + foot(3) + end(3))
    document = read_file(
        word(
            tmp_path / "a.docx",
            body,
            footnotes=notes("footnote", n2="Log.", n3="Bell."),
            endnotes=notes("endnote", n2="Chart.", n3="Map."),
        )
    )
    assert [(n.number, n.label, n.text, n.cited_in) for n in document.notes] == [
        (1, "1", "Log.", (0,)),
        (2, "2", "Bell.", (1,)),
        (3, "i", "Chart.", (0,)),
        (4, "ii", "Map.", (1,)),
    ]


def test_footnotes_that_restart_in_each_section_keep_their_printed_labels(tmp_path: Path) -> None:
    restart = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
    body = (
        para(run("1. One.") + foot(2) + foot(3))
        + f"<w:p><w:pPr>{restart}</w:pPr></w:p>"
        + para(run("2. Two.") + foot(4))
        + restart
    )
    document = read_file(
        word(tmp_path / "a.docx", body, footnotes=notes("footnote", n2="Log.", n3="Bell.", n4="Map."))
    )
    assert [(n.number, n.label, n.text) for n in document.notes] == [
        (1, "1", "Log."),
        (2, "2", "Bell."),
        (3, "1", "Map."),
    ]


def test_a_star_at_the_title_does_not_shift_the_numbers_of_notes(tmp_path: Path) -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    body = para(run("The ferry report") + own, "Title") + para(run("1. It stopped.") + foot(3))
    document = read_file(
        word(tmp_path / "a.docx", body, style("Title"), footnotes=notes("footnote", n2="* Late.", n3="Log."))
    )
    assert [(n.number, n.label, n.text) for n in document.notes] == [(1, "1", "Log."), (2, "*", "Late.")]
    assert not document.problems


def test_a_note_cited_in_a_table_or_a_heading_is_a_note_like_others(tmp_path: Path) -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    table = row.format(para("Town"), para(run("Schools closed") + foot(3))) + row.format(
        para("Orl"), para("4")
    )
    body = (
        para(run("Findings") + foot(2), "H")
        + para(run("1. It rained.") + foot(4))
        + f"<w:tbl>{table}</w:tbl>"
        + para("2. It stopped.")
    )
    document = read_file(
        word(
            tmp_path / "a.docx",
            body,
            style("H", '<w:outlineLvl w:val="0"/>'),
            footnotes=notes("footnote", n2="As adopted.", n3="School board.", n4="Log."),
        )
    )
    assert [n.text for n in document.notes] == ["As adopted.", "Log.", "School board."]
    assert document.tables[0].rows == (("Town", "Schools closed"), ("Orl", "4"))
    assert not document.problems


@pytest.mark.parametrize(
    ("title", "first", "second"),
    [
        ("Titel", "Überschrift 1", "Überschrift 2"),
        ("Título", "Título 1", "Título 2"),
        ("Titre", "Titre 1", "Titre 2"),
        ("Название", "Заголовок 1", "Заголовок 2"),
        ("Title", "heading 1", "heading 2"),
    ],
)
def test_styles_go_by_their_names_in_the_authors_language(
    tmp_path: Path, title: str, first: str, second: str
) -> None:
    styles = "".join(
        style(name).replace(f'styleId="{name}"', f'styleId="S{n}"')
        for n, name in enumerate((title, first, second))
    )
    body = (
        para("On bridges", "S0")
        + para("Introduction", "S1")
        + para("1. The bridge was closed.")
        + para("The visit", "S2")
        + para("2. The delegation came in May.")
    )
    document = read_file(word(tmp_path / "a.docx", body, styles))
    assert document.title == "On bridges"
    assert [(s.level, s.title) for s in document.sections] == [(1, "Introduction"), (2, "The visit")]


def test_paragraphs_numbered_below_their_heading_are_paragraphs(tmp_path: Path) -> None:
    heading = '<w:outlineLvl w:val="0"/>' + numbered()
    body = (
        para("Introduction", "H")
        + para("The committee met.", properties=numbered(1))
        + para("It heard the mayor.", properties=numbered(1))
        + para("Evidence", "H")
        + para("Nobody spoke.", properties=numbered(1))
    )
    document = read_file(word(tmp_path / "a.docx", body, style("H", heading), LIST))
    assert [s.title for s in document.sections] == ["1. Introduction", "2. Evidence"]
    assert labelled(document) == [
        ("1.1", "The committee met."),
        ("1.2", "It heard the mayor."),
        ("2.1", "Nobody spoke."),
    ]


@pytest.mark.parametrize("typed", [True, False], ids=["typed", "automatic"])
def test_numbers_in_a_column_of_their_own_label_the_paragraphs_beside_them(
    tmp_path: Path, typed: bool
) -> None:
    rows = "".join(
        "<w:tr><w:tc>"
        + (para(f"{n}.") if typed else para("", properties=numbered()))
        + f"</w:tc><w:tc>{para(text)}</w:tc></w:tr>"
        for n, text in ((1, "The bridge was closed for nine days."), (2, "The ferries did not run at all."))
    )
    document = read_file(
        word(tmp_path / "a.docx", f"<w:tbl>{rows}</w:tbl>" + para("The end."), numbering=LIST)
    )
    assert labelled(document)[:2] == [
        ("1", "The bridge was closed for nine days."),
        ("2", "The ferries did not run at all."),
    ]
    assert not document.tables


def test_words_in_wrappers_are_read(tmp_path: Path) -> None:
    ruby = "<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>"
    body = f'<w:customXml w:element="x">{para("1. The bridge.")}</w:customXml>' + para(
        run("2. ")
        + f'<w:customXml w:element="y"><w:customXmlPr/><w:bdo w:val="rtl">{run("Turned")}</w:bdo></w:customXml>'
        + f'<w:dir w:val="rtl">{run(" words")}</w:dir>'
        + ruby.format(run("x"), run(", read"))
        + f"{run('.')}<w:r><w:cr/></w:r>{run('Below')}"
        + '<w:r><w:sym w:font="Times New Roman" w:char="005D"/></w:r>'
    )
    assert labelled(read_file(word(tmp_path / "a.docx", body))) == [
        ("1", "The bridge."),
        ("2", "Turned words, read.\nBelow]"),
    ]


def test_underlined_lines_are_headings_where_the_file_marks_none(tmp_path: Path) -> None:
    line = '<w:u w:val="single"/>'
    body = (
        para(run("Introduction", line))
        + para("1. The committee met in May.")
        + para(run("Evidence", line))
        + para(run("2. It heard ") + run("the mayor", line) + run("."))
    )
    document = read_file(word(tmp_path / "a.docx", body))
    assert [s.title for s in document.sections] == ["Introduction", "Evidence"]
    assert labelled(document) == [("1", "The committee met in May."), ("2", "It heard the mayor.")]


def test_a_table_with_titled_columns_is_one_though_a_cell_has_paragraphs(tmp_path: Path) -> None:
    long = "The council should mend the bridge before the winter of the next year comes."
    rows = (
        f"<w:tr><w:tc>{para('Step')}</w:tc><w:tc>{para('Status')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{para(long) + para(long)}</w:tc><w:tc>{para('Open')}</w:tc></w:tr>"
    )
    document = read_file(word(tmp_path / "a.docx", f"<w:tbl>{rows}</w:tbl>" + para("The end.")))
    assert document.tables[0].rows == (("Step", "Status"), (f"{long}\n{long}", "Open"))
