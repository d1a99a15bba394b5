"""What an ODT prints: numbers of lists that go on, of headings, of fields; labels of notes; text boxes."""

from __future__ import annotations

from pathlib import Path

from tests.reading.pandoc.making import odt, read_file

LEVEL = '<text:list-level-style-number text:level="{}" style:num-format="{}" style:num-suffix="{}"{}/>'
STYLES = (
    '<text:list-style style:name="L1">'
    + LEVEL.format(1, "1", ".", "")
    + LEVEL.format(2, "a", ")", ' style:num-prefix="("')
    + '</text:list-style><text:list-style style:name="L2">'
    + LEVEL.format(1, "I", ".", "")
    + LEVEL.format(2, "1", "", ' text:display-levels="2"')
    + "</text:list-style>"
    '<style:style style:name="T9" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="Title" style:family="paragraph"/>'
)


def item(text: str, inner: str = "") -> str:
    return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"


def heading(text: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{text}</text:h>'


def test_lists_count_on_over_headings_and_headings_in_lists_have_their_numbers(tmp_path: Path) -> None:
    inner = f"<text:list>{item('the pier;')}{item('the bell.')}</text:list>"
    titled = f"<text:list-item>{heading('Facts')}</text:list-item>"
    text = (
        '<text:p text:style-name="P1">On ferries</text:p>'
        f'<text:list xml:id="h" text:style-name="L2">{titled}</text:list>'
        f'<text:list xml:id="n" text:style-name="L1">{item("It stopped.")}{item("It asked for:", inner)}</text:list>'
        f'<text:list text:continue-list="h" text:style-name="L2">{titled.replace("Facts", "Law")}</text:list>'
        f'<text:list text:continue-numbering="true" text:style-name="L1">{item("It left.")}</text:list>'
        f'<text:list text:style-name="L1">{item("Anew.")}</text:list>'
    )
    document = read_file(odt(tmp_path / "a.odt", text, STYLES))
    assert document.title == "On ferries"
    assert [s.title for s in document.sections] == ["I. Facts", "II. Law"]
    assert [(p.label, p.text) for p in document.paragraphs] == [
        ("1", "It stopped."),
        ("2", "It asked for:\n(a) the pier;\n(b) the bell."),
        ("3", "It left."),
        ("1", "Anew."),
    ]


def test_fields_boxes_notes_and_hidden_words(tmp_path: Path) -> None:
    note = (
        '<text:note text:note-class="{}"><text:note-citation>{}</text:note-citation><text:note-body>'
        "<text:p>{}</text:p></text:note-body></text:note>"
    )
    frame = "<draw:frame><draw:text-box><text:p>Fourteen were stranded.</text:p></draw:text-box></draw:frame>"
    text = (
        heading("Facts")
        + '<text:p><text:bookmark-start text:name="x"/><text:sequence text:name="a">1</text:sequence>'
        + '<text:bookmark-end text:name="x"/>. It stopped.'
        + note.format("footnote", "1", "Log.")
        + '<text:span text:style-name="T9">Not this.</text:span></text:p>'
        + f"<text:p>{frame}<text:sequence>2</text:sequence>. It left (paragraph "
        + "<text:bookmark-ref>1</text:bookmark-ref>)."
        + note.format("endnote", "i", "Chart.")
        + note.format("footnote", "2", "Bell.")
        + "</text:p>"
    )
    document = read_file(odt(tmp_path / "a.odt", text, STYLES))
    assert [(p.label, p.text) for p in document.paragraphs] == [
        ("1", "It stopped."),
        ("2", "It left (paragraph 1)."),
        (None, "Fourteen were stranded."),
    ]
    assert [(n.number, n.label, n.text, n.cited_in) for n in document.notes] == [
        (1, "1", "Log.", (0,)),
        (2, "2", "Bell.", (1,)),
        (3, "i", "Chart.", (1,)),
    ]
