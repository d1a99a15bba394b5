"""The list of traces can be changed by whoever finds another one; a slip in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcebook.publish.word.scrubbing import traces
from sourcebook.publish.word.scrubbing.paths import is_local, without_folder

LIST = Path(traces.__file__).with_name("traces.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("parts:", "part:", "traces.yaml has parts, elements"),
        ("  w:rsids: revision ids", "  rsids: revision ids", "rsids has no prefix"),
        ("  w:rsids: revision ids", "  w99:rsids: revision ids", "w99:rsids has no prefix"),
        ("  w:rsids: revision ids", "  w:rsids: 3", "elements has a name and words in each line"),
        ("properties: [title, language, identifier]", "properties: title", "properties is a list of words"),
        ("parts:", "parts: [", "no YAML"),
    ],
)
def test_a_slip_is_named(old: str, new: str, message: str) -> None:
    assert old in LIST
    with pytest.raises(traces.TracesError, match=message):
        traces.read_traces(LIST.replace(old, new, 1))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("word/people.xml", True),
        ("word/commentsExtended.xml", True),
        ("docProps/thumbnail.jpeg", True),
        ("word/document.xml", False),
        ("word/media/image1.png", False),
    ],
)
def test_parts_are_known_by_their_names(name: str, said: bool) -> None:
    assert bool(traces.traces().of_part(name)) is said


PATHS = [
    ("C:\\Users\\Mira\\report.docx", "report.docx"),
    ("file:///C:/Users/Mira%20T/report.docx", "report.docx"),
    ("\\\\server\\share\\report.docx", "report.docx"),
    ("/home/mira/report.docx", "report.docx"),
    ('INCLUDETEXT "D:\\\\x\\\\draft.docx" \\* MERGEFORMAT', 'INCLUDETEXT "draft.docx" \\* MERGEFORMAT'),
    ("https://sel.example/home/users/a", "https://sel.example/home/users/a"),
    ('TOC \\o "1-3" \\h \\z', 'TOC \\o "1-3" \\h \\z'),
    ("mailto:office@sel.example", "mailto:office@sel.example"),
    ("3/4 of it", "3/4 of it"),
]


@pytest.mark.parametrize(("text", "bare"), PATHS)
def test_of_a_path_the_name_of_the_file_stays(text: str, bare: str) -> None:
    assert without_folder(text)[0] == bare
    assert is_local(text) is (text != bare and not text.startswith("INCLUDE"))
