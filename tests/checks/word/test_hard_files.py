"""Comments in files that have some already, that are many, that are ours, or that are no sound files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from tests.checks.word.reading_words import commented, covered, on, part, said, through_libreoffice
from tests.publish.word.foreign.making import File, inserted, run

from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.word.letters import W
from sourcebook.checks.word.package import word_package
from sourcebook.reading import Reading, ReadingError


def one(words: str) -> Callable[[Reading], list[Finding]]:
    """One finding on these words."""
    return lambda reading: [on(reading, words)]


def changed(path: Path, target: Path, **parts: tuple[str, str] | None) -> Path:
    """A copy with text in parts replaced ("document" for word/document.xml), or a part left out."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            change = parts.get(name.rpartition("/")[2].partition(".")[0], ("", ""))
            if change is not None:
                data = old.read(name).decode("utf-8", "surrogateescape")
                new.writestr(name, data.replace(*change).encode("utf-8", "surrogateescape") if change[0] else data.encode("utf-8", "surrogateescape"))  # fmt: skip
    return target


def two_comments() -> File:
    file = File()
    file.add("The first words ", file.comment("Is it so?", run("of a partner")), " stand here.")
    file.add(file.comment("And this?", run("The second words of a partner stand here.")))
    return file


def test_comments_of_others_stay_and_numbers_go_on(tmp_path: Path) -> None:
    path, target = two_comments().save(tmp_path / "a.docx"), tmp_path / "b.docx"
    commented(path, one("words of a partner stand"), target)
    assert list(said(target)) == ["0", "1", "2"]
    assert covered(target) == {
        "0": "of a partner",
        "1": "The second words of a partner stand here.",
        "2": "words of a partner stand",
    }
    comments = list(docx.Document(str(target)).comments)
    assert [comment.author for comment in comments] == ["Dario Venn", "Dario Venn", "Sourcebook"]
    assert [comment.initials for comment in comments] == ["DV", "DV", "S"]


def test_a_mark_without_its_comment_takes_no_number_of_ours(tmp_path: Path) -> None:
    """Editors leave marks of comments behind that they deleted."""
    file = File()
    file.add(
        "Old ", '<w:commentRangeStart w:id="4"/>', run("marks"), '<w:commentRangeEnd w:id="4"/>', " stay."
    )
    path, target = file.save(tmp_path / "a.docx"), tmp_path / "b.docx"
    commented(path, one("marks stay"), target)
    assert list(said(target)) == ["5"]
    assert covered(target)["5"] == "marks stay"


def test_two_findings_on_the_same_words_are_two_comments(tmp_path: Path) -> None:
    file = File()
    file.add("They wrote of the same words again.")
    path, target = file.save(tmp_path / "a.docx"), tmp_path / "b.docx"
    commented(
        path,
        lambda reading: [on(reading, "same words"), on(reading, "the same"), on(reading, "same words")],
        target,
    )
    assert covered(target) == {"0": "same words", "1": "the same", "2": "same words"}


def test_a_file_of_libreoffice_gets_its_comments(program: Callable[[str], str], tmp_path: Path) -> None:
    path = through_libreoffice(two_comments().save(tmp_path / "a.docx"), program("soffice"), tmp_path)
    target = tmp_path / "b.docx"
    commented(path, one("words of a partner stand"), target)
    numbers = [number for number, text in said(target).items() if text.startswith("warning")]
    assert [covered(target)[number] for number in numbers] == ["words of a partner stand"]


def test_notes_keep_their_words_in_libreoffice(program: Callable[[str], str], tmp_path: Path) -> None:
    """LibreOffice empties all notes of a file where a comment has the id of the rule above the notes."""
    file = File()
    for number in range(40):
        file.add(f"Paragraph {number} tells of a road that was closed.", file.note(f"Letter {number}."))
    path = through_libreoffice(file.save(tmp_path / "a.docx"), program("soffice"), tmp_path / "first")
    target = tmp_path / "b.docx"
    commented(
        path,
        lambda reading: [on(reading, f"Paragraph {number} tells") for number in (20, 30, *range(1, 19), 2)],
        target,
    )
    again = through_libreoffice(target, program("soffice"), tmp_path / "second")
    notes = [one for one in part(again, "word/footnotes.xml").iter(f"{W}footnote") if not one.get(f"{W}type")]
    assert ["Letter" in "".join(one.itertext()) for one in notes] == [True] * 40


def test_our_own_file_keeps_its_anchors(tmp_path: Path) -> None:
    file = File()
    anchor = '<w:bookmarkStart w:id="{0}" w:name="{1}"/>{2}<w:bookmarkEnd w:id="{0}"/>'
    control = f'<w:sdt><w:sdtPr><w:tag w:val="_sbr_0001"/></w:sdtPr><w:sdtContent>{run("forty-one")}</w:sdtContent></w:sdt>'
    inner = run("It lasted ") + anchor.format(2, "_sbr_0001", control) + run(" days in all.")
    file.add(anchor.format(1, "_sbp_0001", inner))
    path, target = file.save(tmp_path / "a.docx"), tmp_path / "b.docx"
    commented(path, lambda reading: [on(reading, "forty"), on(reading, "one days in")], target)
    names = [mark.get(f"{W}name") for mark in part(target, "word/document.xml").iter(f"{W}bookmarkStart")]
    assert names == ["_sbp_0001", "_sbr_0001"]
    # What a record gives is commented as a whole: the control is replaced with its content.
    assert covered(target) == {"0": "forty-one", "1": "forty-one days in"}


def test_ten_thousand_comments_are_written_and_each_at_its_words(tmp_path: Path) -> None:
    file = File()
    for number in range(1000):
        file.add(
            f"Line {number} has the words alpha{number} beta{number} gamma{number}",
            inserted(run(f" delta{number}.")),
        )
    path, target = file.save(tmp_path / "a.docx"), tmp_path / "b.docx"
    found = commented(path, _many, target)
    words = covered(target)
    assert len(found) == len(words) == 10_000
    assert all(words[str(number)] == finding.sides[0].words for number, finding in enumerate(found))


def _many(reading: Reading) -> list[Finding]:
    found = []
    for number, paragraph in enumerate(reading.document.paragraphs):
        for name in ("alpha", "beta", "gamma", "delta", "words") * 2:
            text = name if name == "words" else f"{name}{number}"
            at = paragraph.text.index(text)
            span = paragraph.passage.source_span(at, at + len(text))
            found.append(Finding("tone-loaded", "info", text, (Side("here", text, span),)))
    return found


STRICT = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)


def test_a_file_of_the_strict_form_is_refused_in_one_line(tmp_path: Path) -> None:
    path = changed(two_comments().save(tmp_path / "a.docx"), tmp_path / "strict.docx", document=STRICT)
    with pytest.raises(ReadingError, match=r"strict form of Open XML.*save it in Word") as error:
        word_package(path)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "without", ["styles", "settings", "core", "app", "theme1", "fontTable", "webSettings"]
)
def test_a_file_that_lacks_a_part_gets_its_comments(without: str, tmp_path: Path) -> None:
    path = changed(two_comments().save(tmp_path / "a.docx"), tmp_path / "less.docx", **{without: None})
    target = tmp_path / "b.docx"
    commented(path, one("words of a partner stand"), target)
    assert covered(target)["2"] == "words of a partner stand"


BROKEN = [
    (b"PK\x03\x04 and nothing", "damaged"),
    (b"%PDF-1.7", "no DOCX"),
    (b"", "no DOCX"),
]


@pytest.mark.parametrize(("content", "reason"), BROKEN)
def test_what_is_no_word_file_is_refused_in_one_line(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(content)
    with pytest.raises(ReadingError, match=reason) as error:
        word_package(path)
    assert "\n" not in str(error.value)


def test_a_part_cut_off_is_named(tmp_path: Path) -> None:
    path = changed(
        two_comments().save(tmp_path / "a.docx"), tmp_path / "cut.docx", document=("</w:body>", "")
    )
    with pytest.raises(ReadingError, match=r"word/document.xml: the DOCX is damaged"):
        word_package(path)


def test_the_text_may_have_another_name(tmp_path: Path) -> None:
    """Other programs name the part with the text as they like; the package's relations say which it is."""
    path, target = two_comments().save(tmp_path / "a.docx"), tmp_path / "named.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name in ("_rels/.rels", "[Content_Types].xml"):
                data = data.replace(b"document.xml", b"document2.xml")
            new.writestr(name.replace("document.xml", "document2.xml"), data)
    package = word_package(target)
    assert package.names["body"] == "word/document2.xml" and "comment" in package.trees
