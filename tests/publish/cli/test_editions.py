"""An edition from draft to published and corrected, as a researcher types it."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path

import pytest
from PIL import Image
from tests.publish.cli.dossier import SLUG, Home

WHOLE = """The minister spoke.[@statement:KEY] {#spoke}

![Statements by month](chart:statements-by-month)

The road stays closed. {#road}

# Annex {.annex}

![Figures](table:figures)

![Corrections](table:corrections)"""
BAD = "Told.[@statement:00000000] {#a}\n\nSee [#nowhere].\n\nOn 1 May 2024 they came.\n"


def put_in(home: Home, folder: Path, text: str, status: int = 0, why: str = "") -> str:
    """Takes an edited text in; gives what is said."""
    path = folder / "edited.md"
    path.write_text(text, encoding="utf-8")
    done = home("edition", "in", SLUG, path, "--why", why, status=status)
    return done.stdout + done.stderr


def small(home: Home, body: str, front: str = "") -> str:
    """A text of a few paragraphs, with a key of a published statement as KEY."""
    [row] = home.told(
        "list", "--kind", "statement", "--form", "remark", "--status", "published", "--limit", "1"
    )["records"]
    head = "title: Ardovia in 2024\nperiod: '2024'\ndate: '2025-03-03'\nlanguage: en\nhouse: report"
    return f"---\n{head}\n{front}---\n\n{body}\n".replace("KEY", row["id"])


def test_drafting_says_how_much_and_never_over_an_edition_that_is_there(home: Home) -> None:
    done = home("draft", "second", "--outline", "heritage", "--period", "2024")
    assert done.stdout.startswith("second: drafted, ")
    assert home.told("draft", "third", "--period", "2024")["state"] == "draft"
    refused = home("draft", "second", "--period", "2024", status=2)
    assert "there is an edition second already" in refused.stderr
    assert "annual" in home("draft", "fourth", "--outline", "novel", status=2).stderr


def test_lists_texts_and_json(home: Home, tmp_path: Path) -> None:
    assert home.told("edition", "list") == [{"edition": SLUG, "state": "draft", "build": ""}]
    assert "draft" in home("edition", "list").stdout
    [row] = home.told("edition", "texts", SLUG)
    assert row["text"] == "1"
    assert row["why"] == "drafted by the outline annual"
    assert "none; begin with" not in home("edition", "texts", "nothing", status=2).stderr


def test_a_text_goes_out_and_comes_back_and_the_same_is_not_saved_twice(home: Home, tmp_path: Path) -> None:
    text = home.text()
    assert put_in(home, tmp_path, text) == f"{SLUG}: text 1\n"
    assert (
        put_in(home, tmp_path, text.replace("title: Hatred", "title: On Hatred"), why="a better title")
        == f"{SLUG}: text 2\n"
    )
    assert home.text().count("title: On Hatred") == 1
    assert [one["why"] for one in home.told("edition", "texts", SLUG)] == [
        "drafted by the outline annual",
        "a better title",
    ]


def test_a_text_that_cannot_be_read_is_told_of_line_by_line_and_not_saved(home: Home, tmp_path: Path) -> None:
    before = home.text()
    said = put_in(home, tmp_path, "---\ntitle: T\n---\n\nText {.loud}\n\nA [@statement 12].\n", status=2)
    lines = said.splitlines()
    assert lines[0].startswith("line 5: .loud is none of")
    assert lines[1].startswith("line 7: [@statement 12] cannot be read")
    assert lines[2] == "sourcebook: 2 things are wrong with the edition: mend them"
    assert home.text() == before
    assert "Traceback" not in said
    assert "no such file" in home("edition", "in", SLUG, tmp_path / "none.md", status=2).stderr.casefold()
    assert "the file to take in" in home("edition", "in", SLUG, status=2).stderr


def test_what_cannot_be_printed_cannot_be_frozen(home: Home, tmp_path: Path) -> None:
    put_in(home, tmp_path, small(home, BAD))
    said = home("edition", "freeze", SLUG, status=2).stderr.splitlines()
    assert said[0].startswith("line 9, paragraph 1: statement:00000000 is no record")
    assert said[1].startswith("line 11, paragraph 2: [#nowhere] leads nowhere")
    assert home.told("edition", "list")[0]["state"] == "draft"


def test_freezing_signing_and_opening_again(home: Home, tmp_path: Path) -> None:
    assert "can be signed off" in home("edition", "sign", SLUG, "--as", "centre", status=2).stderr
    said = home("edition", "freeze", SLUG).stdout
    build = home.told("edition", "list")[0]["build"]
    assert said == f"{SLUG}: frozen, build {build[:12]}\n"
    assert "is frozen" in put_in(
        home, tmp_path, home.text().replace("title: Hatred", "title: On Hatred"), status=2
    )
    assert "does so for an organisation" in home("edition", "sign", SLUG, status=2).stderr
    assert "still to sign: Ardovian Observatory" in home("edition", "sign", SLUG, "--as", "centre").stdout
    assert home("edition", "reopen", SLUG).stdout == f"{SLUG}: a draft again\n"
    assert home.told("edition", "freeze", SLUG)["state"] == "frozen"
    assert home.told("edition", "list")[0]["build"] == build


def test_nothing_is_published_without_every_partners_word(home: Home, tmp_path: Path) -> None:
    put_in(home, tmp_path, small(home, WHOLE))
    home("edition", "freeze", SLUG)
    home("edition", "sign", SLUG, "--as", "centre")
    out = tmp_path / "out"
    done = home("publish", SLUG, "--out", out, status=2)
    assert "not signed off by Ardovian Observatory for Equal Rights, Two Banks Initiative" in done.stderr
    assert list(tmp_path.glob("*out*")) == []
    assert home.told("edition", "list")[0]["state"] == "frozen"


def test_a_closed_gate_is_told_line_by_line_and_leaves_the_draft_as_it_was(
    home: Home, tmp_path: Path
) -> None:
    put_in(
        home, tmp_path, small(home, "On 1 May 2024 they came.\n\nHe said “never was it so”.[@statement:KEY]")
    )
    out = tmp_path / "out"
    done = home("publish", SLUG, "--out", out, status=2)
    lines = done.stderr.splitlines()
    assert lines[1].startswith(
        "sentence-unreferenced: line 9, paragraph 1: “On 1 May 2024 they came. ...” has a date"
    )
    assert lines[2].startswith("quotation-not-in-record: line 11, paragraph 2: ")
    assert lines[-1].startswith(f"sourcebook: {SLUG}: 2 errors; mend them, or let a rule stand with")
    assert list(tmp_path.glob("*out*")) == []
    assert home.told("edition", "list")[0]["state"] == "draft"


def test_a_preview_shows_what_is_wrong_says_that_it_is_one_and_changes_nothing(
    home: Home, tmp_path: Path
) -> None:
    put_in(home, tmp_path, small(home, "On 1 May 2024 they came."))
    out = tmp_path / "out"
    done = home("publish", SLUG, "--out", out, "--preview")
    assert "sentence-unreferenced: line 9, paragraph 1" in done.stderr
    assert {path.name for path in out.iterdir()} == {"report.pdf", "report.docx", "report.html", "edition.md"}
    assert "Draft, not published. Not to be cited." in (out / "report.html").read_text("utf-8")
    assert home.told("edition", "list")[0]["state"] == "draft"


def test_an_override_needs_a_reason_and_an_organisation_and_is_printed(home: Home, tmp_path: Path) -> None:
    body = "On 1 May 2024 they came.\n\n# Method {.annex}\n\n![Methodology](table:methodology)"
    put_in(home, tmp_path, small(home, body))
    act = ("edition", "override", SLUG, "sentence-unreferenced")
    wrong = home(
        "edition", "override", SLUG, "sentence-unreferencd", "--why", "x", "--as", "centre", status=2
    )
    assert "is no check that can be set aside; sentence-unreferenced is" in wrong.stderr
    assert "is set aside for a reason" in home(*act, "--as", "centre", status=2).stderr
    assert "does so for an organisation" in home(*act, "--why", "seen", status=2).stderr
    assert home(*act, "--why", "seen by three people", "--as", "centre").stdout == f"{SLUG}: text 3\n"
    home("edition", "override", SLUG, "tone-loaded", "--why", "a word of the law", "--as", "initiative")
    home.signed()
    done = home("publish", SLUG, "--out", tmp_path / "out", "--no-zip", "--unsigned")
    assert "sentence-unreferenced: 1 errors stand by an override" in done.stdout
    assert "tone-loaded: set aside, and nothing fails it" in done.stdout
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "seen by three people" in page
    assert "Sellan Documentation Centre" in page
    assert not (tmp_path / "out" / "package.zip").exists()


def test_an_image_is_part_of_what_is_signed(home: Home, tmp_path: Path) -> None:
    images = tmp_path / "images"
    images.mkdir()
    put_in(home, tmp_path, small(home, "The road stays closed.\n\n![The road to Brenn](maps/road.png)"))
    assert "name that folder with --images" in home("edition", "freeze", SLUG, status=2).stderr
    (images / "maps").mkdir()
    for colour in ("red", "blue"):
        out = io.BytesIO()
        Image.new("RGB", (60, 40), colour).save(out, "PNG")
        (images / "maps" / "road.png").write_bytes(out.getvalue())
        if colour == "red":
            home.signed(images)
    done = home("publish", SLUG, "--out", tmp_path / "out", "--images", images, status=2)
    assert "text or records are not those that were frozen" in done.stderr
    assert not (tmp_path / "out").exists()


def test_published_verified_printed_again_and_corrected(home: Home, tmp_path: Path) -> None:
    put_in(home, tmp_path, small(home, WHOLE))
    home.signed()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("mine")
    assert "holds something" in home("publish", SLUG, "--out", tmp_path / "full", status=2).stderr
    done = home("publish", SLUG, "--out", tmp_path / "out")
    lines = done.stdout.splitlines()
    assert [line.split(":")[0] for line in lines[:3]] == ["PDF", "DOCX", "HTML"]
    assert all(line.endswith(": identical") for line in lines[:3])
    assert lines[3].startswith("quotations compared with their records: ")
    assert home.told("edition", "list")[0]["state"] == "published"
    package = tmp_path / "out" / "package"
    _verified(home, tmp_path, package)

    again = home.told("publish", SLUG, "--out", tmp_path / "again")
    assert again["errors"] == []
    assert _bytes(tmp_path / "again") == _bytes(tmp_path / "out")

    _corrected(home, tmp_path)
    home("publish", SLUG, "--out", tmp_path / "late", "--date", "2025-03-03")
    assert _bytes(tmp_path / "late") == _bytes(tmp_path / "out")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _verified(home: Home, folder: Path, package: Path) -> None:
    for which in (package, package.with_suffix(".zip")):
        assert "everything holds: " in home("verify", which).stdout
    assert home.told("verify", package)["holds"] is True
    page = package / "data" / "report.html"
    whole = page.read_bytes()
    page.write_bytes(whole.replace(b"road", b"path", 1))
    assert "report.html" in home("verify", package, status=1).stderr
    page.write_bytes(whole)
    assert "is no whole evidence package" in home("verify", folder / "full", status=1).stderr
    assert home("verify", package, "--key", "00" * 32, status=1).stderr


def _corrected(home: Home, folder: Path) -> None:
    assert "a correction needs a reason" in home("edition", "correct", SLUG, status=2).stderr
    home("edition", "correct", SLUG, "--why", "a date was wrong")
    slug = f"{SLUG}-c1"
    text = home("edition", "out", slug).stdout
    changed = text.replace("stays closed", "is open again")
    path = folder / "corrected.md"
    path.write_text(changed, encoding="utf-8")
    home("edition", "in", slug, path, "--why", "mended")
    home("edition", "freeze", slug)
    for who in ("observatory", "centre", "initiative"):
        home("edition", "sign", slug, "--as", who)
    home("publish", slug, "--out", folder / "corrected")
    page = (folder / "corrected" / "report.html").read_text("utf-8")
    for told in ("The road stays closed.", "The road is open again.", "a date was wrong"):
        assert told in page
    # What stayed as it was is no correction.
    assert page.count("The minister spoke.") == 1
    states = {one["edition"]: one["state"] for one in home.told("edition", "list")}
    assert states == {SLUG: "corrected", slug: "published"}


def test_captures_are_cleared_with_a_reason_and_called_back(home: Home) -> None:
    assert "say which captures" in home("release", status=2).stderr
    rows = home.told("list", "--kind", "capture", "--limit", "50")["records"]
    ids = [one["id"] for one in rows if one["status"] == "published"]
    assert "is released for a reason" in home("release", ids[0], status=2).stderr
    home("release", *ids, "--why", "all of them looked at")
    assert home("release", *ids, "--why", "again").stdout == "0 captures cleared for handing out\n"
    assert json.loads(home("release", "--revoked").stdout) == []
    assert home.told("release", ids[0], "--withdraw", "--why", "asked to")["captures"] == 1
    assert len(json.loads(home("release", "--revoked").stdout)) == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["publish", "none", "--out", "x"], "there is no edition none; there is: report-2024"),
        (["publish", "--out", "x", "--date", "yesterday", "--preview"], "yesterday"),
        (["edition", "out", "none"], "there is no edition none"),
        (["edition", "correct", SLUG, "--why", "x"], "can be corrected"),
        (["release", "zzz", "--why", "x"], "is no id of a record"),
        (["verify", "/nowhere/at/all"], "/nowhere/at/all"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line_and_status_2(
    drafted: Home, tmp_path: Path, arguments: list[str], expected: str
) -> None:
    given = [str(tmp_path / "x") if one == "x" and "--out" in arguments else one for one in arguments]
    done = drafted(*given, status=2)
    assert expected in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "x").exists()


def test_a_publication_that_is_killed_publishes_nothing(home: Home, tmp_path: Path) -> None:
    home.signed()
    process = home.start("publish", "--out", tmp_path / "out", "--quiet")
    time.sleep(2)
    assert process.poll() is None
    process.kill()
    process.wait(60)
    assert not (tmp_path / "out").exists()
    assert home.told("edition", "list")[0]["state"] == "signed"
