"""What cannot be printed is told in one clear line each, with paragraph and line, all of it at once."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.publish.drafting.records import id_of
from tests.publish.printing.ardovia import key, pressed, refused, said

from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.problems import EditionError
from sourcebook.publish.fonts import MissingFont, require_glyphs
from sourcebook.publish.material import Material
from sourcebook.publish.printed import Picture
from sourcebook.publish.printing import Given, printed
from sourcebook.publish.printing.images import BadImage, bitmap, images_in

REFUSED = {
    id_of("gone"): "withdrawn",
    id_of("sealed"): "of level sealed, not for the public",
    id_of("draft"): "a draft",
    id_of("erased"): "erased",
}
CASES = [
    ("withdrawn", f"A.[@statement:{key('gone')}]", f"statement:{key('gone')} is withdrawn; take the reference out"),
    ("sealed", f"A.[@source:{key('sealed')}]", "is of level sealed, not for the public; take the reference out"),
    ("a draft", f"A.[@event:{key('draft')}]", "is a draft; take the reference out or publish the record"),
    ("erased", f"A.[~@claim:{key('erased')}]", "is erased"),
    ("a draft as a value", f"[=claim:{key('draft')}]", "is a draft"),
    ("unknown", "A.[@statement:00000000]", "statement:00000000 is no record of the dossier; see `sourcebook list`"),
    ("too short", "A.[@statement:3f2a]", "is no record of the dossier"),
    ("the wrong kind", "A.[@event:{threat}]", "is a statement; write statement:"),
    ("no finding", "A.[@finding:{threat}]", "is a statement; write statement:"),
    ("a cross-reference to nothing", "See [#nowhere].", "[#nowhere] leads nowhere: no numbered block has this id"),
    ("a cross-reference to what has no number", "See [#b].\n\nB. {#b .unnumbered}", "[#b] leads nowhere"),
    ("a count of nothing known", "[=count:apples]", "'apples' is no kind of record; there are statement"),
    ("a filter that is none", "[=count:statement colour:red]", "colour"),
    ("a count with a bad date", "[=count:statement since:yesterday]", "yesterday"),
    ("an empty claim", "[=claim: ]", "claim: is no record of the dossier"),
    ("a value of neither", "[=claim:{dead} letters]", "'letters' is neither number nor words"),
    ("a value of nothing known", "[=sum:statement]", "write claim:ID, or count:KIND"),
    ("a note in a note", "A.^[Words ^[more words] here.]", "a note stands in a note: put its words into the outer one"),
    ("a missing image", "![The road](road.png)", "road.png: there is no such image in the folder of images"),
    ("an unknown chart", "![Chart](chart:pies)", "there is no chart 'pies'; there are statements-by-theme"),
    ("a chart without data", "![Chart](chart:statements-by-theme)", "theme"),
    ("a map without data", "![Map](map:places)", "place"),
    ("an unknown table", "![Table](table:apples)", "table:apples is none of methodology, statements, events"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "body", "expected"), CASES, ids=[what for what, _, _ in CASES])
def test_one_clear_line_says_what_is_wrong_and_where(what: str, body: str, expected: str) -> None:
    told = refused(f"Before.\n\n{body}\n\nAfter.", refused=REFUSED)
    assert len(told) == 1, told
    assert expected in told[0]
    assert "\n" not in told[0]
    assert told[0].startswith("line 8"), told[0]
    if not body.startswith("!["):
        assert "paragraph 2" in told[0]


def test_an_id_that_begins_two_records_is_ambiguous() -> None:
    one, other = said("one", "A.", "2031", "hills"), said("two", "B.", "2031", "hills")
    one["id"] = "abcdef12-0000-4000-8000-000000000001"
    other["id"] = "abcdef12-0000-4000-8000-000000000002"
    [told] = refused("A.[@statement:abcdef12]", one, other)
    assert "begins 2 ids; write more of it" in told


def test_everything_is_told_together_each_with_its_place() -> None:
    told = refused(
        "First.[@statement:00000000]\n\nSecond. See [#nowhere].\n\n- an item [=count:apples]\n- another [#gone]\n\n"
        "![x](chart:pies)\n\n| a |\n|---|\n| [#lost] |\n\n# H [#off]\n\n> said [#away]"
    )
    assert [one.split(":")[0] for one in told] == [
        "line 6, paragraph 1",
        "line 8, paragraph 2",
        "line 10, paragraph 2",
        "line 11, paragraph 2",
        "line 13, paragraph 1",
        "line 15",
        "line 19, heading “H ”",
        "line 21",
    ]


def test_the_message_of_an_error_is_the_first_and_how_many_more() -> None:
    with pytest.raises(EditionError, match=r"^line 6, paragraph 1: \[#a\] leads nowhere.* \(and 1 more\)$"):
        pressed("See [#a] and [#b].")


def test_a_house_style_that_is_not_there() -> None:
    [told] = refused("Text.", front="house: baroque\n")
    assert "baroque" in told
    assert "report" in told


def test_a_character_that_no_font_has_is_named_with_its_place() -> None:
    report = pressed("Fine.\n\nHe wrote \ue123 there.")
    with pytest.raises(MissingFont, match="E123"):
        require_glyphs(report)


def _png(mode: str = "RGB", size: tuple[int, int] = (40, 20), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 120 if mode in ("L", "P") else None or 0).save(out, "PNG", **more)
    return out.getvalue()


def _svg(inside: str, attributes: str = "") -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" '
        f"{attributes}>{inside}</svg>"
    ).encode()


GOOD = [
    ("a.png", _png()),
    ("b.png", _png("LA")),
    ("c.png", _png("P")),
    ("d.svg", _svg('<rect width="4" height="4" style="fill:red;stroke:url(#g)"/>')),
    ("e.svg", _svg('<style>rect { fill: #fff } </style><text x="1" xml:space="preserve">Saarn: 3</text>')),
    ("f.svg", _svg('<linearGradient id="g"/><linearGradient id="h" xlink:href="#g"/>')),
]
BAD = [
    ("empty.png", b"", "cannot be opened"),
    ("text.png", b"this is no image", "cannot be opened"),
    ("half.png", _png(size=(400, 300))[:200], "cannot be opened"),
    ("half.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "cannot be opened"),
    ("broken.svg", b"<svg", "the SVG cannot be read"),
    ("page.svg", b"<html><body/></html>", "this is no SVG"),
    ("script.svg", _svg("<script>alert(1)</script>"), "<script>, which could load or run something"),
    ("clicked.svg", _svg('<rect onclick="alert(1)"/>'), "<rect>"),
    ("linked.svg", _svg('<image xlink:href="https://spy.example/x.png"/>'), "<image>"),
    ("inner.svg", _svg('<image xlink:href="data:image/png;base64,AAAA"/>'), "<image>"),
    ("used.svg", _svg('<use xlink:href="other.svg#a"/>'), "<use>"),
    ("filled.svg", _svg('<rect style="fill:url(https://spy.example/a.svg#g)"/>'), "<rect>"),
    ("filled2.svg", _svg('<rect fill="url( \'//spy.example/a.svg#g\' )"/>'), "<rect>"),
    ("styled.svg", _svg("<style>@import 'https://spy.example/a.css';</style>"), "<style>"),
    ("font.svg", _svg("<style>@font-face{src:url(https://spy.example/a.woff)}</style>"), "<style>"),
    ("gradient.svg", _svg('<linearGradient xlink:href="file:///etc/passwd"/>'), "<linearGradient>"),
    ("foreign.svg", _svg("<foreignObject/>"), "<foreignObject>"),
    ("entity.svg", b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + _svg("<text>&x;</text>"), "entity"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "content"), GOOD, ids=[path for path, _ in GOOD])
def test_an_image_is_printed(path: str, content: bytes) -> None:
    report = pressed(f"![The road to Brenn]({path})", given=Given(image={path: content}.get))
    [picture] = [block for block in report.blocks if isinstance(block, Picture)]
    assert bool(picture.svg) != bool(picture.png)
    assert picture.alt == "The road to Brenn"


@pytest.mark.parametrize(("path", "content", "expected"), BAD, ids=[path for path, _, _ in BAD])
def test_an_image_that_cannot_be_shown_or_could_do_harm(path: str, content: bytes, expected: str) -> None:
    [told] = refused(f"![The road]({path})", given=Given(image={path: content}.get))
    assert told.startswith(f"line 6, paragraph 1: {path}: ")
    assert expected in told


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=12))
def test_a_damaged_image_is_shown_or_refused_and_nothing_else(at: int, put: bytes) -> None:
    whole = _png(size=(60, 60))
    damaged = whole[: at % len(whole)] + put + whole[at % len(whole) + len(put) :]
    try:
        svg, png = bitmap("damaged.png", damaged)
    except BadImage as error:
        assert "\n" not in str(error)
    else:
        assert not svg
        assert png.startswith(b"\x89PNG")


def test_nothing_that_a_camera_or_an_editor_noted_stays() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (40, 20), (9, 9, 9)).save(out, "JPEG", exif=exif, comment=b"SECRETCOMMENT")
    _, png = bitmap("a.jpg", out.getvalue())
    assert b"SECRET" not in png
    with Image.open(io.BytesIO(png)) as image:
        # The camera was held upright: so is the picture.
        assert image.size == (20, 40)
        assert not image.info
    svg, _ = bitmap(
        "a.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://inkscape.example/ns" '
        b'inkscape:export-filename="/home/SECRETUSER/a.png" data-by="SECRET"><!-- SECRET --><?x SECRET?>'
        b"<metadata>SECRETAUTHOR</metadata><inkscape:view>SECRET</inkscape:view><rect id='r'/></svg>",
    )
    assert "SECRET" not in svg
    assert '<rect id="r"/>' in svg


def test_a_typed_path_leaves_the_folder_of_images_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(_png())
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "inside.png").write_bytes(_png())
    image = images_in(folder)
    assert image("inside.png") is not None
    for path in ("../secret.png", str(tmp_path / "secret.png"), "link.png", "", ".", "inside.png/.."):
        assert image(path) is None


def test_an_empty_dossier_prints_an_edition_of_words_alone() -> None:
    text = parse(
        "---\ntitle: T\n---\n\n# Method {.annex}\n\n![](table:methodology)\n\n![S](table:statements)\n"
    )
    assert printed(text, Material("T", {})).blocks
