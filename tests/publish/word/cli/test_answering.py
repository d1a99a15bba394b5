"""A partner gets their own file back with what was not taken as comments; own words; references that would go."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.publish.cli.dossier import SLUG, Home
from tests.publish.word.cli.partners import back, begun, numbers, open_changes, sent

from sourcebook.publish.word.opening import opened


def test_what_was_rejected_goes_back_at_its_words_without_a_name(home: Home, tmp_path: Path) -> None:
    begun(home, tmp_path)
    file = sent(home, tmp_path, "Observatory").replace("sixty", "seventy", "Mira Tal")
    file.replace("Nobody answered him", "", "Mira Tal").replace("by telephone", "in a letter", "Mira Tal")
    file.replace("forty", "fifty").comment("The mill was open", "Which mill?", "Orvan Pell")
    path = back(tmp_path, "Observatory", file)
    home("take", path)
    home("changes", "reject", "--from", "Observatory", "--why", "the record has another figure")
    home("changes", "answer", "1", "-o", tmp_path / "answer.docx", "--as", "observatory")
    text = opened((tmp_path / "answer.docx").read_bytes())
    [own, *answers] = text.comments
    assert (own.author, own.text, own.words) == ("Orvan Pell", "Which mill?", "The mill was open")
    assert len(answers) == 4
    for one in answers:
        assert one.text.startswith("Not taken: the record has another figure\n")
        assert one.author not in ("you", "Mira Tal") and one.date
    on = {one.text.partition("\n")[2]: one for one in answers}
    assert on["“sixty” → “seventy”"].words == "seventy"
    assert on["“forty” → “fifty”"].words == "fifty"
    assert on["“by telephone” → “in a letter”"].note, "a comment on a note hangs on its mark"
    gone = next(one for said, one in on.items() if said.startswith("−"))
    assert gone.block is not None
    before = opened(path.read_bytes())
    assert _said(before) == _said(text), "the partner's text and changes stay as they are"


def _said(text: object) -> list[list[tuple[object, object, object]]]:
    return [
        [(bit.token, bit.inserted, bit.deleted) for bit in block.bits]
        for block in text.blocks  # type: ignore[attr-defined]
    ]


def test_own_words_take_the_place_of_a_sentence_and_references_stay(home: Home, tmp_path: Path) -> None:
    text = begun(home, tmp_path)
    file = sent(home, tmp_path, "Observatory").replace("in the morning", "at noon", "Mira Tal")
    home("take", back(tmp_path, "Observatory", file))
    own = "On that day the minister spoke at 11."
    home("changes", "accept", *numbers(home, "at noon"), "--text", own, "--why", "the transcript")
    assert home.text() == text.replace("The minister spoke in the morning.", own)
    assert "in own words" in home("changes", "show", "1").stdout


def test_references_go_only_where_somebody_says_so(home: Home, tmp_path: Path) -> None:
    text = begun(home, tmp_path)
    file = sent(home, tmp_path, "Observatory").remove("In May the first carts").replace("sixty", "seventy")
    home("take", back(tmp_path, "Observatory", file))
    assert "(takes 1 reference out)" in home("changes").stdout.replace("\n     ", " ")
    told = home("changes", "accept", "--apart").stdout
    assert "1 change still open, references would go" in told
    assert home.text() == text.replace("sixty", "seventy")
    told = home("changes", "accept", "--apart", "--references").stdout
    assert "this took 1 reference out of the text" in told
    assert "first carts" not in home.text() and not open_changes(home)


def test_a_batch_never_chooses_between_two_partners(home: Home, tmp_path: Path) -> None:
    text = begun(home, tmp_path)
    for partner, words, author in (
        ("Observatory", "at noon", "Mira Tal"),
        ("Initiative", "at dawn", "Lia Voss"),
    ):
        file = sent(home, tmp_path, partner).replace("in the morning", words, author)
        home("take", back(tmp_path, partner, file))
    assert home.told("changes", "accept", "--by", "Lia Voss")["asking"] == numbers(home, "at dawn")
    assert home.text() == text
    home("changes", "accept", "--by", "Lia Voss", "--theirs")
    assert home.text() == text.replace("in the morning", "at dawn")


def test_a_file_is_forgotten_with_all_that_was_read_of_it(home: Home, tmp_path: Path) -> None:
    begun(home, tmp_path)
    file = sent(home, tmp_path, "Observatory").replace("sixty", "seventy", "Mira Tal")
    home("take", back(tmp_path, "Observatory", file))
    home("changes", "reject", "1", "--why", "Mira Tal asked")
    home("changes", "forget", "1", "--why", "asked by letter")
    everything = b"".join(path.read_bytes() for path in home.folder.rglob("*") if path.is_file())
    assert b"Mira Tal" not in everything and b"seventy" not in everything
    [one] = open_changes(home, "--all").values()
    assert (one["state"], one["author"], one["decided"]["why"]) == ("rejected", "", "Erased: asked by letter")


def test_a_draft_that_was_never_ours_becomes_an_edition(home: Home, ardovia: Path) -> None:
    told = home("take", ardovia / "report.docx", "--new", "theirs").stdout
    assert "of theirs" in told and "found in the dossier" in told
    offered = home.told("changes", "theirs")["changes"]
    assert offered and {one["kind"] for one in offered} == {"reference"}
    assert home.told("edition", "texts", "theirs")[0]["why"] == "taken from report.docx"
    again = home("take", ardovia / "report.docx", "--new", "more", status=2).stderr
    assert "report.docx is taken already, into theirs" in again
    assert SLUG in home("edition", "list").stdout


def test_a_scrubbed_file_names_nobody(home: Home, tmp_path: Path) -> None:
    begun(home, tmp_path)
    file = sent(home, tmp_path, "Observatory").replace("sixty", "seventy", "Mira Tal")
    path = back(tmp_path, "Observatory", file.comment("forty", "sure?", "Orvan Pell"))
    assert "taken out" in home("scrub", path, "-o", tmp_path / "clean.docx").stdout
    before = path.read_bytes()
    assert "it stays as it is; name another file" in home("scrub", path, "-o", path, status=2).stderr
    assert path.read_bytes() == before
    text = opened((tmp_path / "clean.docx").read_bytes())
    assert not text.comments and not text.last_author
    assert b"Mira" not in b"".join(_unpacked(tmp_path / "clean.docx"))


def _unpacked(path: Path) -> list[bytes]:
    with zipfile.ZipFile(path) as package:
        return [package.read(name) for name in package.namelist()]
