"""What comes back in bad state is said in one line or taken as far as can be; nothing is taken twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.publish.cli.dossier import SLUG, Home, stopped
from tests.publish.word.cli.partners import back, begun, numbers, one_line, open_changes, sent
from tests.publish.word.taking.editing import WordFile


@pytest.fixture(scope="module")
def taken(drafted: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which a file came back and was taken; what is only refused changes nothing in it."""
    folder = tmp_path_factory.mktemp("asked")
    home = drafted.copy(folder / "home")
    begun(home, folder)
    home("draft", "second", "--period", "2024")
    file = sent(home, folder, "Observatory").replace("sixty", "seventy", "Mira Tal")
    home("take", back(folder, "Observatory", file))
    return home.folder


@pytest.fixture
def asked(taken: Path) -> Iterator[Home]:
    """That home; its process ends with the test."""
    yield Home(taken)
    stopped()


def file_of(home: Home) -> Path:
    """The file that came back."""
    return home.folder.parent / "Observatory with comments.docx"


@pytest.fixture
def returned(home: Home, tmp_path: Path) -> Path:
    """A file that came back with one change in it."""
    begun(home, tmp_path)
    return back(
        tmp_path, "Observatory", sent(home, tmp_path, "Observatory").replace("sixty", "seventy", "Mira Tal")
    )


def test_the_same_file_is_not_taken_twice(asked: Home) -> None:
    again = one_line(asked("take", file_of(asked)).stdout)
    assert "taken already on" in again and "as file 1" in again
    assert len(open_changes(asked)) == 1


def test_a_file_without_an_edit_says_so(home: Home, tmp_path: Path) -> None:
    begun(home, tmp_path)
    sent(home, tmp_path, "Observatory")
    told = home("take", tmp_path / "Observatory.docx").stdout
    assert "nothing was changed; from Observatory" in told and "not taken" not in told
    assert not open_changes(home)


def test_a_file_of_an_older_text_is_brought_together_with_the_newest(
    home: Home, tmp_path: Path, returned: Path
) -> None:
    text = (
        home.text().replace("Two teachers", "Three teachers").replace("It has forty now.", "It has 40 now.")
    )
    (tmp_path / "newer.md").write_text(text, "utf-8")
    home("edition", "in", SLUG, tmp_path / "newer.md")
    assert "sent as text 2; the edition is at text 3" in home("take", returned).stdout
    home("changes", "accept", *numbers(home, "seventy"))
    assert home.text() == text.replace("sixty", "seventy")


def test_without_our_names_it_is_compared_with_what_it_agrees_with(home: Home, tmp_path: Path) -> None:
    begun(home, tmp_path)
    file = sent(home, tmp_path, "Observatory").replace("sixty", "seventy", "Mira Tal").without_names()
    told = one_line(home("take", back(tmp_path, "stripped", file), "--from", "Observatory").stdout)
    assert "it does not say what it was made of; " in told and "sent to Observatory" in told
    [one] = open_changes(home).values()
    assert (one["before"], one["after"], one["partner"]) == ("sixty", "seventy", "Observatory")


def test_of_a_text_that_was_sent_to_nobody_a_file_is_taken_by_its_edition(home: Home, tmp_path: Path) -> None:
    begun(home, tmp_path)
    file = sent(home, tmp_path, "Observatory").replace("sixty", "seventy", "Mira Tal").without_names()
    path = back(tmp_path, "stripped", file)
    text = home.text()
    home("draft", "second", "--period", "2024")
    (tmp_path / "again.md").write_text(text, "utf-8")
    home("edition", "in", "second", tmp_path / "again.md")
    told = one_line(home("take", path, "--edition", "second").stdout)
    assert "nothing that was sent fits: compared with text 2" in told
    assert home.told("changes", "second")["changes"][0]["after"] == "seventy"


def test_a_file_of_another_edition_is_told(asked: Home, tmp_path: Path) -> None:
    file = WordFile(file_of(asked).read_bytes()).replace("forty", "fifty")
    refused = asked("take", back(tmp_path, "more", file), "--edition", "second", status=2).stderr
    assert refused.strip().endswith(f"was made of {SLUG}, not of second: take it with --edition {SLUG}")
    assert refused.count("\n") == 1


def test_a_file_of_another_dossier_is_told(home: Home, tmp_path: Path, returned: Path) -> None:
    home("init", "other", "--title", "Other")
    refused = home("take", returned, "--dossier", "other", status=2).stderr
    assert "was made of an edition that is not in this dossier; choose the dossier with --dossier" in refused
    assert refused.count("\n") == 1


def test_what_cannot_be_read_is_one_line_and_the_others_are_taken(asked: Home, tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    for content in (b"dear all, please find below", b"", file_of(asked).read_bytes()[:200]):
        path.write_bytes(content)
        alone = asked("take", path, status=2).stderr
        assert alone.count("\n") == 1 and "broken.docx" in alone
    both = asked("take", path, file_of(asked), status=2)
    assert "broken.docx" in both.stderr and "taken already" in both.stdout


def test_of_a_file_that_was_cut_off_what_is_left_is_taken(home: Home, returned: Path) -> None:
    content = returned.read_bytes()
    returned.write_bytes(content[: content.index(b"PK\x01\x02")])
    told = home("take", returned).stdout
    assert "the file is damaged or cut off: read as far as it goes" in told
    assert [one["after"] for one in open_changes(home).values()] == ["seventy"]


def test_a_draft_of_somebody_else_is_refused_with_what_to_do(asked: Home, ardovia: Path) -> None:
    refused = asked("take", ardovia / "report.docx", status=2).stderr
    assert "does not say what it was made of" in refused and "--new NAME" in refused


def test_nothing_is_written_over_a_file_that_is_there(asked: Home, tmp_path: Path) -> None:
    refused = asked("send", SLUG, "--to", "Observatory", "-o", file_of(asked), status=2).stderr
    assert "is there already; choose another place with --output" in refused
    assert len(asked.told("send", SLUG, "--list")) == 1, "what was not written is not noted"
    asked("send", SLUG, "--again", "1", "-o", tmp_path / "again.docx")
    first = asked.folder.parent / "Observatory.docx"
    assert (tmp_path / "again.docx").read_bytes() == first.read_bytes()


WRONG: list[tuple[list[str], str]] = [
    (["send", SLUG], "say whom it is for: --to PARTNER"),
    (["changes", "accept", "--edition", SLUG], "say which changes: their numbers (4 7-9), --by, --kind, --from, or --apart"),
    (["changes", "accept", "99"], "there is no open change 99"),
    (["changes", "accept", "x"], "'x' is no number of a change; write 4 or 7-9"),
    (["changes", "accept", "--by", "Nobody"], "there is no open change by 'Nobody'; there is: Mira Tal"),
    (["changes", "accept", "1", "--kind", "moved"], "there is no open change of the kind 'moved'"),
    (["changes", "answer", "-o", "x.docx"], "of file 1 nothing was rejected: there is nothing to answer"),
    (["changes", "answer", "9", "-o", "x.docx"], "no such file came back; there is: 1 (Observatory with"),
    (["changes", "show", "99"], "there is no change 99"),
    (["changes", "show"], "say which changes"),
    (["changes", "reopen", "1"], "there is no rejected change"),
    (["changes", "forget", "1", "--why", "asked"], "1 changes of what came back (1) wait for a decision"),
    (["changes", "nothing"], "there is no edition nothing; there is: second, report-2024"),
    (["changes", SLUG, "4"], "'4': say before it what is to be done: list, show, accept"),
    (["changes", "acept", "4"], "'4': say before it what is to be done: list, show, accept"),
    (["changes", "4"], "a change is shown by `sourcebook changes show 4`"),
    (["changes", SLUG, "accept", "99"], "there is no open change 99"),
    (["changes", "reject", "--why", "so", "98"], "there is no open change 98"),
    (["changes", "--edition", SLUG, "show", "--all", "98"], "there is no change 98"),
    (["changes", "accept", "98, 99"], "there is no open change 98"),
    (["changes", SLUG, "show", "1", "--edition", "second"], "two editions are named"),
    (["changes", "list", SLUG, "4"], "'4': list takes an edition alone"),
]  # fmt: skip


def test_what_is_asked_wrongly_is_one_line(asked: Home) -> None:
    for arguments, told in WRONG:
        refused = asked(*arguments, status=2).stderr
        assert told in refused and refused.count("\n") == 1, (arguments, refused)


def test_only_a_draft_is_taken_into(home: Home, returned: Path) -> None:
    home("take", returned)
    home("edition", "override", SLUG, "sentence-unreferenced", "--why", "invented", "--as", "observatory")
    home("edition", "freeze", SLUG)
    assert home("changes").stdout.startswith(f"{SLUG}, text 3: 1 open change")
    refused = home("changes", "accept", "1", status=2).stderr
    assert f"{SLUG} is frozen: changes are taken into a draft; a frozen one is reopened" in refused
    home("changes", "reject", "1", "--why", "too late")
    assert not open_changes(home)
