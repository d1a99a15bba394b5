"""Signs of Symbol and Wingdings come out as what they show, not as characters that no font has."""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reading.pandoc.making import para, read_file, word

import sourcebook.reading.symbols as symbols
from sourcebook.languages import WordsError, words
from sourcebook.reading.document import Document
from sourcebook.reading.pdf import read_pdf
from sourcebook.reading.symbols import signs_of

# Font, code, what it shows in Word, and what it shows where the font is not known.
SIGNS = [
    ("Symbol", "F0B7", "•", "•"),
    ("Symbol", "F02D", "−", "–"),
    ("Symbol", "F0AE", "→", "→"),
    ("Wingdings", "F0A7", "▪", "▪"),
    ("Wingdings", "F06E", "■", "■"),
    ("Wingdings", "F076", "❖", "❖"),
    ("Wingdings", "F0E0", "→", "→"),
    ("Wingdings", "F0FD", "☒", "☒"),
    ("Wingdings", "F0FE", "☑", "☑"),
    ("Wingdings", "F0FC", "✓", "✓"),
    ("Wingdings", "F0D8", "➢", "➢"),
]


def _sign(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r><w:r><w:t xml:space="preserve"> the pier</w:t></w:r>'


@pytest.fixture(scope="module")
def printed(program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A Word file with each sign, printed to PDF by LibreOffice, which puts a font of its own in their place."""
    folder = tmp_path_factory.mktemp("signs")
    body = para("On 3 May 2030 the harbour office of Dorn closed the following:")
    path = word(folder / "a.docx", body + "".join(para(_sign(font, code)) for font, code, _, _ in SIGNS))
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [
        program("soffice"),
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return read_pdf(folder / "a.pdf")


def test_no_character_of_a_printed_list_is_private(printed: Document) -> None:
    lines = [line for line in printed.source.splitlines() if line.endswith(" the pier")]
    assert [line[0] for line in lines] == [unknown for _, _, _, unknown in SIGNS]
    assert not any(unicodedata.category(character) == "Co" for character in printed.source)


def test_printed_bullets_make_a_list(printed: Document) -> None:
    (listed,) = printed.lists
    assert [item.passage.text for item in listed.items] == ["the pier"] * len(SIGNS)


def test_word_shows_the_same_signs(tmp_path: Path) -> None:
    body = "".join(
        para(f'<w:r><w:t xml:space="preserve">By </w:t></w:r>{_sign(f, c)}') for f, c, _, _ in SIGNS
    )
    document = read_file(word(tmp_path / "a.docx", body))
    found = [character for character in document.source if not character.isascii()]
    assert not any(unicodedata.category(character) == "Co" for character in found)
    assert len(found) == len(SIGNS)


@pytest.mark.parametrize(
    ("font", "text", "shown"),
    [
        ("ABCDEF+Wingdings-Regular", "\uf0a7", "▪"),
        ("ABCDEF+Wingdings-Regular", "§", "▪"),
        ("Wingdings 2", "\uf050", "✓"),
        ("Wingdings3", "\uf07d", "▸"),
        ("SymbolMT", "\uf0a7\uf061 §a", "♣α §a"),
        ("OpenSymbol", "\uf0a7 §", "▪ §"),
        ("TimesNewRoman", "\uf0b7 §\uf041", "• §\uf041"),
        ("", "\uf0fc", "✓"),
    ],
)
def test_a_code_means_what_its_font_shows(font: str, text: str, shown: str) -> None:
    assert text.translate(signs_of(font)) == shown


def test_a_wrong_code_in_a_word_list_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / "symbols.yaml").write_text('any: {"zz": "•"}\n', "utf-8")
    monkeypatch.setenv("SOURCEBOOK_WORDS", str(tmp_path))
    for made in (words, signs_of, symbols._tables):
        made.cache_clear()
    try:
        with pytest.raises(WordsError, match=r"symbols\.yaml: a code of any is no hexadecimal number"):
            signs_of()
    finally:
        monkeypatch.delenv("SOURCEBOOK_WORDS")
        for made in (words, signs_of, symbols._tables):
            made.cache_clear()
    assert signs_of()[0xF0B7] == "•"
