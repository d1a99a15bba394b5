"""Files that other programs made: the template of Word by way of python-docx, a text set by LibreOffice alone."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import docx
from tests.publish.word.office.libreoffice import Job, done
from tests.publish.word.opening.made import shown

from sourcebook.publish.word.opening import opened

PAGE = b"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body>
<h1>The roads of Ardovia</h1><p>The <i>road</i> to <b>Brenn</b> was <a href="https://sel.example/a">closed</a>.</p>
<ul><li>to carts</li><li>to people</li></ul><ol><li>first</li><li>second</li></ol>
<blockquote>The gate shuts at dusk.</blockquote>
<table><tr><td>Day</td><td>1 May</td></tr><tr><td>Place</td><td>Brenn</td></tr></table>
</body></html>"""


def by_python_docx() -> bytes:
    document = docx.Document()
    document.add_heading("The roads of Ardovia", 0)
    document.add_heading("What happened", 1)
    paragraph = document.add_paragraph("The road to ")
    paragraph.add_run("Brenn").bold = True
    paragraph.add_run(" was closed.")
    document.add_paragraph("to carts", style="List Bullet")
    document.add_paragraph("first", style="List Number")
    document.add_paragraph("The gate shuts at dusk.", style="Quote")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Day", "1 May"
    document.add_comment(paragraph.runs[1], text="Which one?", author="Jon Arke", initials="JA")
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_file_with_the_template_of_word_is_read() -> None:
    text = opened(by_python_docx())
    assert [(one.start.kind, one.start.level, one.label, shown(one.bits)) for one in text.blocks] == [
        ("title", 0, "", "The roads of Ardovia"),
        ("heading", 1, "", "What happened"),
        ("paragraph", 0, "", "The road to Brenn was closed."),
        ("item", 0, "•", "to carts"),
        ("item", 0, "1.", "first"),
        ("quotation", 0, "", "The gate shuts at dusk."),
        ("row", 0, "", "Day¦1 May"),
    ]
    assert [bit.token.look.strong for bit in text.blocks[2].bits if shown([bit]) == "Brenn"] == [True]  # type: ignore[union-attr]
    (said,) = text.comments
    assert (said.author, said.text, said.words, said.block) == ("Jon Arke", "Which one?", "Brenn", 2)
    assert text.set_aside == ()


def test_a_text_set_by_libreoffice_is_read(program: Callable[[str], str]) -> None:
    program("soffice")
    (content,) = done([Job(PAGE, given_as="html", through=("odt",))])
    text = opened(content)
    found = [(one.start.kind, one.start.level, shown(one.bits)) for one in text.blocks if one.bits]
    assert found == [
        ("heading", 1, "The roads of Ardovia"),
        ("paragraph", 0, "The road to Brenn was closed."),
        ("item", 0, "to carts"),
        ("item", 0, "to people"),
        ("paragraph", 0, "first"),
        ("paragraph", 0, "second"),
        ("quotation", 0, "The gate shuts at dusk."),
        ("row", 0, "Day¦1 May"),
        ("row", 0, "Place¦Brenn"),
    ]
    looks = {shown([bit]): bit.token.look for bit in text.blocks[1].bits}  # type: ignore[union-attr]
    assert looks["road"].emphasis
    assert looks["Brenn"].strong
    assert looks["closed"].link == "https://sel.example/a"
