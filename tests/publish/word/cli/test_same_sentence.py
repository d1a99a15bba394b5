"""Three partners in one sentence, two of whom say the same: nobody's change is taken unseen."""

from __future__ import annotations

from pathlib import Path

from tests.publish.cli.dossier import SLUG, Home
from tests.publish.word.cli.partners import EDITORS, PARTNERS, back, begun, open_changes, sent


def test_two_who_agree_are_asked_about_where_a_third_does_not(home: Home, tmp_path: Path) -> None:
    text = begun(home, tmp_path)
    words = (("sixty", "seventy"), ("had", "has"), ("sixty", "seventy"))
    files = [
        back(tmp_path, partner, sent(home, tmp_path, partner).replace(*edit, editor))
        for partner, edit, editor in zip(PARTNERS, words, EDITORS, strict=True)
    ]
    home("take", *files)
    changes = open_changes(home)
    first, _, third = changes.values()
    assert third["same_as"] == first["number"]
    assert {one["stands"] for one in changes.values()} == {"meets"}
    assert third["meets"] == [2] and third["number"] not in first["meets"]

    for choice in (["--apart"], ["--by", EDITORS[2]], ["--from", PARTNERS[2]]):
        home("changes", "accept", *choice, status=2 if choice == ["--apart"] else 0)
        assert home.text() == text, choice

    home("changes", "reject", "2", "--why", "it had")
    home("changes", "accept", "--apart")
    assert home.text() == text.replace("sixty", "seventy")
    assert "no change waits for a decision" in home("changes", SLUG).stdout
