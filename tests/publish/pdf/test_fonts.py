"""Fonts: the same on every machine, the right one for each script, and a clear word where one is missing."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from importlib.machinery import ModuleSpec

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.sample import mark, printed, t

from sourcebook.publish import fonts
from sourcebook.publish.fonts import files
from sourcebook.publish.printed import Heading, Note, Paragraph, Printed, Table

PARTS = [
    ("He said «Սահմանը փակ է» and left", [("He said «", ""), ("Սահմանը փակ է", "DejaVu Serif"), ("» and left", "")]),
    ("„საზღვარი დაკეტილია“", [("„", ""), ("საზღვარი დაკეტილია", "DejaVu Serif"), ("“", "")]),
    ("«الحدود (Sel) منذ ٣ مارس»", [("«", ""), ("الحدود", "DejaVu Sans"), (" (Sel) ", ""), ("منذ ٣ مارس", "DejaVu Sans"), ("»", "")]),
    ("Սահ საზ", [("Սահ", "DejaVu Serif"), (" ", ""), ("საზ", "DejaVu Serif")]),
    ("Граница Ardovia Ωμέγα", [("Граница Ardovia Ωμέγα", "")]),
    ("გა\u0301 b", [("გა\u0301", "DejaVu Serif"), (" b", "")]),
    ("12 שלום 34", [("12 ", ""), ("שלום", "DejaVu Sans"), (" 34", "")]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_each_script_has_its_family(text: str, parts: list[tuple[str, str]]) -> None:
    assert [(segment.text, segment.family) for segment in fonts.segments(text)] == parts


@given(st.text(st.sampled_from("ab ,.«»12ՍახЯשم٣\u0301\u064b")))
def test_segments_joined_are_the_text(text: str) -> None:
    found = list(fonts.segments(text))
    assert "".join(segment.text for segment in found) == text
    assert all(segment.text for segment in found)


def test_no_font_of_the_system_is_used_unless_it_is_asked_for() -> None:
    ours = fonts.known_families()
    assert {"libertinus serif", "dejavu serif", "dejavu sans"} <= ours
    assert {family.casefold() for family in fonts.families()} <= ours
    assert ours <= fonts.known_families(system=True)


def test_the_folder_of_the_fonts_is_found_without_loading_its_package() -> None:
    script = "import sys; from sourcebook.publish.fonts import folder; print(folder().is_dir(), 'matplotlib' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
        == "True False\n"
    )


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> ModuleSpec | None:
        return None

    files.folder.cache_clear()
    monkeypatch.setattr(files, "find_spec", nothing)
    with pytest.raises(fonts.MissingFont, match="install the package matplotlib"):
        files.folder()
    files.folder.cache_clear()


def test_the_sample_lacks_nothing() -> None:
    assert fonts.missing_glyphs(printed()) == []


def missing(report: Printed) -> list[tuple[str, str]]:
    return [(one.char, one.id) for one in fonts.missing_glyphs(report)]


def test_each_missing_character_is_told_once_with_the_first_place() -> None:
    report = Printed("T", "en", (
        Heading("h", 1, (t("北 京"),)), Paragraph("p", (t("北 ok क्"), mark(1)), label="1."), Table("t", (t("x"),), (), (((t("नमस्ते"),),),)),
    ), (Note(1, (t("京 ᚠ"),)),))  # fmt: skip
    found = missing(report)
    assert [place for char, place in found if char in "北京"] == ["h", "h"]
    assert ("क्", "p") in found
    assert ("ᚠ", "note-1") in found
    assert len({char for char, _ in found}) == len(found)


@pytest.mark.parametrize("char", ["\x07", "\ue000", "\ufffe", "\U0001f44d"])
def test_what_is_not_for_printing_is_told_too(char: str) -> None:
    assert missing(replace(printed(), title=f"Ardovia {char}")) == [(char, "")]


@pytest.mark.parametrize("space", ["\t", "\n", "\r\n", "\u2028", "\u00a0", "\u202f", "\u200b", "\u00ad"])
def test_spaces_and_what_has_no_shape_are_never_missing(space: str) -> None:
    assert missing(replace(printed(), title=f"Ardovia{space}2031")) == []


def test_the_message_names_characters_and_places_and_what_to_do() -> None:
    report = Printed("T", "en", tuple(Paragraph(f"p{n}", (t(chr(0x4E00 + n)),)) for n in range(11)))
    with pytest.raises(fonts.MissingFont) as caught:
        fonts.require_glyphs(report)
    said = str(caught.value)
    assert said.startswith("no font has U+4E00 (CJK UNIFIED IDEOGRAPH-4E00) in p0; ")
    assert "and 3 more" in said
    assert "allow the system's fonts" in said
    assert "\n" not in said
