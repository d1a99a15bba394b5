"""Pages saved from the web: what stands around the text is set apart, what is not shown is not read."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading.pandoc.making import read_text_as

from sourcebook.reading.document import Document
from sourcebook.reading.pandoc.furniture import is_furniture_name

TEXT = """<h2>I. Facts</h2><p>1. The ferry stopped on the third of May, and nobody told the harbour.</p>
<p>2. It left in June, when the harbour master had written to the company twice.</p>"""
MENU = '<ul><li><a href="/a">Home</a></li><li><a href="/b">News</a></li><li><a href="/c">Donate</a></li></ul>'


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def labelled(document: Document) -> list[tuple[str | None, str]]:
    return [(p.label, p.text) for p in document.paragraphs]


@pytest.mark.parametrize(
    "around",
    [
        f"<nav>{MENU}</nav>{{}}<footer><p>© Varnia Post</p></footer>",
        f'<div id="leftnav">{MENU}</div>{{}}<div class="site-footer">Terms of use</div>',
        '<div class="cookieBanner"><p>We use cookies.</p><button>Accept all</button></div>{}',
        f"<div>{MENU}</div>{{}}",
        "<header><p>The site</p></header><main>{}</main><section><h3>Related</h3><p>Toll rises</p></section>",
        '<div role="navigation"><p>Skip</p></div>{}<aside class="related"><h3>More</h3><p>Toll</p></aside>',
        "{}<form><label>Search</label><select><option>English</option></select></form>",
        '<p hidden>Menu</p><div style="display: none"><p>Menu</p></div><template><p>x</p></template>{}',
        '<p class="gone">Menu</p>{}<p class="sr-only">opens anew</p>',
        '{}<noscript><p>Turn scripts on</p></noscript><p><img src="x" alt="A ferry at the pier"></p>',
    ],
    ids=[
        "parts",
        "names",
        "banner",
        "list of links",
        "main",
        "roles",
        "controls",
        "hidden",
        "classes",
        "images",
    ],
)
def test_what_stands_around_the_text_is_set_apart(tmp_path: Path, around: str) -> None:
    sheet = "<style>.gone { display: none } @media print { p { display: none } }</style>"
    document = read_text_as(page(around.format(TEXT), sheet), tmp_path / "a.html")
    assert labelled(document) == [
        ("1", "The ferry stopped on the third of May, and nobody told the harbour."),
        ("2", "It left in June, when the harbour master had written to the company twice."),
    ]
    assert [s.title for s in document.sections] == ["I. Facts"]


def test_what_is_set_apart_is_told(tmp_path: Path) -> None:
    document = read_text_as(page(f"<nav><p>Home page</p></nav>{TEXT}"), tmp_path / "a.html")
    assert [document.source[s.start : s.end] for s in document.furniture] == ["Home page"]


@pytest.mark.parametrize(
    ("name", "around"),
    [
        ("site-footer", True),
        ("cookieBanner", True),
        ("leftnav", True),
        ("content-with-sidebar", False),
        ("footer-notes", False),
        ("no-sidebar", False),
        ("article-body", False),
        ("", False),
    ],
)
def test_names_of_parts_of_a_page(name: str, around: bool) -> None:
    assert is_furniture_name(name) is around


def test_text_in_parts_with_misleading_names_is_kept(tmp_path: Path) -> None:
    document = read_text_as(page(f'<div class="sidebar">{TEXT}</div>'), tmp_path / "a.html")
    assert [p.label for p in document.paragraphs] == ["1", "2"]


def test_notes_in_a_footer_are_notes(tmp_path: Path) -> None:
    body = (
        '<main><p>1. The ferry stopped, and nobody told the harbour of it.<a href="#f1" id="b1"><sup>1</sup></a>'
        '</p></main><footer><p id="f1"><a href="#b1">1</a> Harbour log.</p></footer>'
    )
    document = read_text_as(page(body), tmp_path / "a.html")
    assert [(n.text, n.cited_in) for n in document.notes] == [("Harbour log.", (0,))]


def test_text_that_opens_on_a_click_is_read(tmp_path: Path) -> None:
    said = "The panel found that the bridge had been closed for nine days. " * 5
    document = read_text_as(page(f'{TEXT}<div style="display:none"><p>{said}</p></div>'), tmp_path / "a.html")
    assert any("The panel found" in p.text for p in document.paragraphs)


def test_paragraphs_and_notes_set_with_line_breaks(tmp_path: Path) -> None:
    body = (
        "<div>1. It stopped.<sup>1</sup><br><br>2. It left.<sup>2</sup> Nobody saw<br>it.<br><br>&nbsp; 3. The law says:"
        "<br>(a) ring;<br>(b) wait.<br><br>4. The end.</div>"
        "<p><small><sup>1</sup> Harbour log.<br><sup>2</sup> Bell log.</small></p>"
    )
    document = read_text_as(page(body), tmp_path / "a.html")
    assert labelled(document) == [
        ("1", "It stopped."),
        ("2", "It left. Nobody saw\nit."),
        ("3", "The law says:\n(a) ring;\n(b) wait."),
        ("4", "The end."),
    ]
    assert [(n.text, n.cited_in) for n in document.notes] == [("Harbour log.", (0,)), ("Bell log.", (1,))]


def test_notes_cited_in_a_table_and_notes_in_a_list_of_terms(tmp_path: Path) -> None:
    body = (
        '<p>1. It stopped.<a href="#_ftn1" name="_r1">[1]</a></p><table><tr><td>Town</td><td>Boats</td></tr>'
        '<tr><td>Orl</td><td>4<sup><a href="#_ftn2" name="_r2">[2]</a></sup></td></tr></table>'
        '<p>2. It left.<a href="#_ftn3" name="_r3">[3]</a></p><h2>Notes</h2><dl>'
        '<dt id="_ftn1"><a href="#_r1">1</a></dt><dd>Harbour log.</dd>'
        '<dt id="_ftn2"><a href="#_r2">2</a></dt><dd>Own count.</dd>'
        '<dt id="_ftn3"><a href="#_r3">3</a></dt><dd>Bell log.</dd></dl>'
    )
    document = read_text_as(page(body), tmp_path / "a.html")
    assert [(n.label, n.text, n.cited_in) for n in document.notes] == [
        ("1", "Harbour log.", (0,)),
        ("2", "Own count.", ()),
        ("3", "Bell log.", (1,)),
    ]
    assert document.tables[0].rows == (("Town", "Boats"), ("Orl", "4"))
    assert not document.problems


@pytest.mark.parametrize("shape", ["{}", "[{}]", "({})", "{}."])
def test_numbers_of_paragraphs_in_the_shapes_that_courts_use(tmp_path: Path, shape: str) -> None:
    said = [
        "The pilot lives in Orl.",
        "He lost a boat.",
        "On 3 May he wrote.",
        "Nobody answered.",
        "He wrote again.",
    ]
    body = "".join(f"<p>{shape.format(n)} {text}</p>" for n, text in enumerate(said, 1))
    document = read_text_as(page(body), tmp_path / "a.html")
    assert labelled(document) == [(str(n), text) for n, text in enumerate(said, 1)]


def test_dates_at_the_start_of_lines_are_no_numbers(tmp_path: Path) -> None:
    body = "".join(f"<p>{n} May was a day on which nobody rang the bell.</p>" for n in range(3, 9))
    document = read_text_as(page(body), tmp_path / "a.html")
    assert [p.label for p in document.paragraphs] == [None] * 6


def test_an_article_with_one_headline_is_text_and_no_title_page(tmp_path: Path) -> None:
    body = (
        "<h1>Ferries stop</h1><p>By A. Pell, 3 May 2022</p><p>The ferries stopped on Tuesday, the company said.</p>"
        "<p>“We cannot pay,” said the director.</p><h2>What comes next</h2><p>A meeting.</p>"
    )
    document = read_text_as(page(body, "<title>Ferries stop | Varnia Post</title>"), tmp_path / "a.html")
    assert document.title == "Ferries stop"
    assert [p.region for p in document.paragraphs] == ["front", "body", "body", "body"]


def test_numbers_on_lines_of_their_own_and_items_in_tables(tmp_path: Path) -> None:
    body = (
        '<p>1</p><p>This request concerns a boat.</p><p><span class="bold">The law</span></p>'
        "<p>2</p><p>Article 4 of the Code says:</p>"
        "<table><tr><td><p>‘1.</p></td><td><p>Nobody rings.</p></td></tr></table>"
        "<table><tr><td><p>(a)</p></td><td><p>At night;</p></td></tr></table>"
        "<p>3</p><p>It says so still.</p>"
    )
    document = read_text_as(page(body), tmp_path / "a.html")
    assert [p.label for p in document.paragraphs] == ["1", "2", "3"]
    assert document.paragraphs[1].text.startswith("Article 4 of the Code says:\n‘1. Nobody rings.")
    assert [s.title for s in document.sections] == ["The law"]
    assert not document.tables


def test_what_follows_a_list_of_notes_is_no_note(tmp_path: Path) -> None:
    body = "<p>It fell.[1]</p><h3>Footnotes</h3><ol><li>Harbour log.</li></ol><p>Filed under piers.</p>"
    document = read_text_as(page(body), tmp_path / "a.html")
    assert [n.text for n in document.notes] == ["Harbour log."]
    assert [p.text for p in document.paragraphs] == ["It fell.", "Filed under piers."]
