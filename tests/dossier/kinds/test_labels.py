"""What a record is called in a list."""

from __future__ import annotations

from typing import Any

import pytest

from sourcebook.dossier.kinds import KINDS, empty_plain
from sourcebook.dossier.kinds.labels import label_of

TWO = [{"value": "Kelmet"}, {"value": "Кельмет", "main": True}, {"value": "Kelmeth"}]
CASES: list[tuple[str, dict[str, Any], str, str]] = [
    ("source", {"title": "Hills", "publisher": "The Gazette", "published": "2024-03-18"}, "Hills", "The Gazette, 2024-03-18"),
    ("source", {"publisher": "The Gazette"}, "The Gazette", "The Gazette"),
    ("source", {"urls": [{"url": "https://a.example/", "key": "a"}]}, "https://a.example/", "https://a.example/"),
    ("capture", {"file_name": "hills.pdf", "media_type": "application/pdf", "accessed": "2024-03-20"}, "hills.pdf", "application/pdf, 2024-03-20"),
    ("capture", {"sha256": "ab" * 32}, "abababababab", ""),
    ("capture", {"final_url": "https://a.example/", "captured_at": "2024-03-20T10:00:00Z"}, "https://a.example/", "2024-03-20"),
    ("actor", {"names": [{"value": "Tavo Brenik"}, {"value": "T. Brenik"}]}, "Tavo Brenik", "person; T. Brenik"),
    ("actor", {"pseudonym": "Witness 3", "form": "person"}, "Witness 3", "person"),
    ("relation", {"title": "Minister of Roads", "when": "2021/2024"}, "Minister of Roads", "2021/2024"),
    ("relation", {"when": "2021", "when_words": "since spring"}, "holds-office", "since spring"),
    ("place", {"names": TWO}, "Кельмет", "settlement; Кельмет; Kelmeth"),
    ("event", {"occasion": "session of parliament", "type": "other", "when": "2024-03-18"}, "session of parliament", "other, 2024-03-18"),
    ("event", {"words": "were taken", "involvements": [{"words": "two herders"}]}, "were taken", "two herders"),
    ("statement", {"text": "Hills!", "speakers": [{"words": "Tavo"}, {"words": "Sana"}], "when": "2024"}, "Tavo, Sana: “Hills!”", "remark, 2024"),
    ("statement", {"text": "that hills are ours", "manner": "indirect"}, "that hills are ours", "remark"),
    ("statement", {"points": ["stop", "go home"], "form": "measure"}, "stop; go home", "measure"),
    ("claim", {"property": "killed", "words": "at least five", "claimant_words": "the mayor", "as_of": "2024-03"}, "killed: at least five", "the mayor, 2024-03"),
    ("followup", {"outcome": "partly", "as_of": "2025", "description": "two of five"}, "partly, 2025", "two of five"),
    ("watch", {"outlet": "The Gazette", "period": "2024-03", "criteria": "ministers"}, "The Gazette, 2024-03", "ministers"),
    ("coding", {"code": "threat-of-force", "passage": "Hills!"}, "threat-of-force", "Hills!"),
    ("statement", {"text": "a " * 500}, ("“" + "a " * 79).rstrip() + "…", "remark"),
    ("statement", {"text": "one\n\ntwo"}, "“one two”", "remark"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "own", "label", "summary"), CASES)
def test_a_record_is_called_by_what_it_says(kind: str, own: dict[str, Any], label: str, summary: str) -> None:
    found = label_of(empty_plain(kind, **own))
    assert found == (label, summary)
    assert len(found[0]) <= 160


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_record_that_says_nothing_is_called_by_its_kind(kind: str) -> None:
    assert label_of(empty_plain(kind))[0]


def test_every_kind_has_a_case() -> None:
    assert {case[0] for case in CASES} == set(KINDS)
