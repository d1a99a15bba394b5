"""Three partners are sent a text, edit it at once, and send it back: nothing is lost, nothing taken silently."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.publish.cli.dossier import SLUG, Home
from tests.publish.word.cli.partners import EDITORS, PARTNERS, begun, numbers, open_changes, three


def test_all_that_stands_apart_is_taken_and_the_rest_is_asked(home: Home, tmp_path: Path) -> None:
    text = begun(home, tmp_path)
    files = three(home, tmp_path)
    told = home("take", *files).stdout
    assert "Observatory with comments.docx: 4 changes, 1 comment from Observatory" in told
    assert "on “slept in them”: Who says so?" in told
    changes = open_changes(home)
    assert len(changes) == 9
    assert {one["author"] for one in changes.values() if one["tracked"]} == set(EDITORS)
    asked = [one for one in changes.values() if one["stands"] == "meets"]
    assert sorted(one["after"] for one in asked) == ["at noon", "in the evening"]
    assert all(changes[other]["stands"] == "meets" for one in asked for other in one["meets"])
    lorries = [one for one in changes.values() if "Ten" in one["after"]]
    assert [one["same_as"] for one in lorries] == [None, lorries[0]["number"]]
    assert home.text() == text, "nothing is taken before somebody decides"

    done = home.told("changes", "accept", "--apart", "--why", "they know the place")
    assert len(done["taken"]) + len(done["there"]) == 7 and done["there"] == [lorries[1]["number"]]
    expected = text
    for before, after in (
        ("was opened again in May.", "was opened again in May 2024."),
        ("Nine lorries", "Ten lorries"),
        ("sixty", "seventy"),
        ("by telephone", "in a letter"),
        ("Two teachers", "Three teachers"),
    ):
        assert before in expected
        expected = expected.replace(before, after)
    head, tail = expected.split(" {#carts}\n")
    expected = f"{head} {{#carts}}\n\nThey were searched.\n{tail}"
    assert home.text() == expected

    shown = home("changes", "show", *(one["number"] for one in asked)).stdout
    assert "another partner changed the same sentence" in shown
    assert "The minister spoke [-in the morning-]{+at noon+}." in shown.replace("\n    ", " ")
    [noon], [evening] = numbers(home, "at noon"), numbers(home, "in the evening")
    home("changes", "accept", evening)
    assert home.text() == expected.replace("in the morning", "in the evening")
    [one] = open_changes(home).values()
    assert (one["number"], one["stands"]) == (noon, "asks")
    ours = home("changes", "show", noon).stdout.replace("\n    ", " ")
    assert "The minister spoke in the morning." in ours and "ours (text " in ours
    assert "spoke in the [-morning-]{+evening+}." in ours
    left = home("changes", "accept", noon).stdout
    assert "1 change still open, others changed the sentence" in left
    assert home.text() == expected.replace("in the morning", "in the evening")
    home("changes", "accept", noon, "--theirs", "--why", "the record says noon")
    assert home.text() == expected.replace("in the morning", "at noon")
    assert "no change waits for a decision" in home("changes").stdout


def test_every_decision_is_in_the_history(home: Home, tmp_path: Path) -> None:
    begun(home, tmp_path)
    home("take", *three(home, tmp_path))
    home("changes", "accept", "--by", "Lia Voss", "--why", "she was there")
    home("changes", "reject", "--from", "Centre", "--why", "not said so")
    decided = [one for one in open_changes(home, "--all").values() if "decided" in one]
    assert {(one["state"], one["decided"]["by"], one["decided"]["why"]) for one in decided} == {
        ("accepted", "you", "she was there"),
        ("rejected", "you", "not said so"),
    }
    assert home.told("edition", "texts", SLUG)[-1]["why"] == (
        "1 change by Lia Voss taken from Initiative with comments.docx"
    )
    [number] = [one["number"] for one in decided if one["after"] == "seventy"]
    home("changes", "reopen", number, "--why", "it was")
    assert number in open_changes(home)
    assert (
        "decided" in home("changes", "show", number).stdout or open_changes(home)[number]["state"] == "open"
    )


def test_no_editor_is_named_in_a_published_folder(home: Home, tmp_path: Path) -> None:
    begun(home, tmp_path)
    home("take", *three(home, tmp_path))
    home("changes", "accept", "--apart")
    home("changes", "reject", "--from", "Observatory", "--why", f"{EDITORS[0]} took it back")
    home("changes", "accept", "--from", "Centre")
    home(
        "edition",
        "override",
        SLUG,
        "sentence-unreferenced",
        "--why",
        "an invented village",
        "--as",
        "observatory",
    )
    home.signed()
    home("publish", SLUG, "--as", "observatory", "--out", tmp_path / "out", "--quiet")
    home("export", "ardovia", tmp_path / "public", "--public")
    written = [path for name in ("out", "public") for path in (tmp_path / name).rglob("*") if path.is_file()]
    assert len(written) > 10
    for path in written:
        for content in _contents(path):
            for name in (*EDITORS, "Centre of the Mill", "with comments.docx"):
                assert name.encode() not in content, (path, name)


def _contents(path: Path) -> list[bytes]:
    """The bytes of a file, and of what is packed in it."""
    if not zipfile.is_zipfile(path):
        return [path.read_bytes()]
    with zipfile.ZipFile(path) as package:
        return [path.read_bytes(), *(package.read(name) for name in package.namelist())]


def test_partners_are_listed_with_what_they_got_and_when_it_came_back(home: Home, tmp_path: Path) -> None:
    begun(home, tmp_path)
    home("take", *three(home, tmp_path)[:2])
    rows = home.told("send", SLUG, "--list")
    assert [(one["sending"], one["partner"], one["text"], bool(one["back"])) for one in rows] == [
        (1, PARTNERS[0], 2, True),
        (2, PARTNERS[1], 2, True),
        (3, PARTNERS[2], 2, False),
    ]
