"""Codebooks are files that a team can read and change; a dossier chooses one, none is the default."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sourcebook.dossier.codebooks import CodebookError, choose_codebook, load_codebook, shipped
from sourcebook.dossier.models import Codebook
from sourcebook.dossier.seen import NotAllowed, Viewer, viewing

CODE = {
    "code": "threat",
    "label": "Threat",
    "definition": "Harm is announced.",
    "example": "“Whoever stays …”",
}
BOOK: dict[str, Any] = {
    "name": "ours",
    "version": "1",
    "title": "Ours",
    "source": "the team",
    "codes": [CODE],
}


def _written(folder: Path, content: Any) -> Path:
    path = folder / "ours.yaml"
    path.write_text(content if isinstance(content, str) else yaml.safe_dump(content), "utf-8")
    return path


def test_it_works(tmp_path: Path) -> None:
    assert load_codebook(_written(tmp_path, BOOK)) == {**BOOK, "note": ""}


BROKEN: list[tuple[Any, str]] = [
    ("- a\n- b\n", "file: must be a table"),
    ("name: [", "cannot be read as YAML"),
    ({**BOOK, "name": "Our codes!"}, "name: must be words of letters and digits"),
    ({**BOOK, "version": 1}, 'version: must be text: write version: "1"'),
    ({**BOOK, "source": ""}, "source: is missing"),
    ({**BOOK, "colour": "red"}, "colour: is none of name"),
    ({**BOOK, "codes": []}, "codes: must be a list"),
    ({**BOOK, "codes": ["threat"]}, "code 1: must be a table"),
    ({**BOOK, "codes": [CODE, {**CODE, "label": "Again"}]}, "code threat: stands 2 times"),
    ({**BOOK, "codes": [CODE | {"code": "a threat"}]}, "code 1, code: must be words"),
    ({**BOOK, "codes": [CODE | {"weight": 3}]}, "code 1, weight: is none of code"),
    *(({**BOOK, "codes": [{k: v for k, v in CODE.items() if k != name}]}, f"code 1, {name}: is missing") for name in CODE),
]  # fmt: skip


@pytest.mark.parametrize(("content", "reason"), BROKEN)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, content: Any, reason: str) -> None:
    path = _written(tmp_path, content)
    with pytest.raises(CodebookError) as error:
        load_codebook(path)
    assert str(error.value).startswith(f"{path}: ") and reason in str(error.value)
    assert "\n" not in str(error.value)


def test_two_are_shipped_each_code_with_an_example_of_the_invented_country() -> None:
    books = {book["name"]: book for book in shipped()}
    assert set(books) == {"state-rhetoric", "ecri-gpr15"}
    assert [code["code"] for code in books["state-rhetoric"]["codes"]] == [
        "dehumanisation", "collective-blame", "claim-of-superiority", "glorification-of-force",
        "humiliation-of-the-defeated", "denial-of-existence-or-identity", "rewriting-of-history",
        "territorial-claim", "threat-of-force", "intimidation-of-supporters-and-observers",
        "persecution-of-dissent",
    ]  # fmt: skip
    for book in books.values():
        # Both sides speak, and about equally often: whoever is named first.
        first = [_first(code["example"]) for code in book["codes"]]
        assert abs(first.count("Ardov") - first.count("Sella")) <= 1, first


def _first(example: str) -> str:
    return min(("Ardov", "Sella"), key=lambda side: example.find(side) if side in example else len(example))


def test_none_is_chosen_until_somebody_chooses_one(keeper: Viewer, tmp_path: Path) -> None:
    assert keeper.dossier is not None
    assert not Codebook.objects.exists()
    book = choose_codebook(keeper.dossier, "ecri-gpr15", "agreed in May")
    assert book.content["chosen"]["why"] == "agreed in May"
    assert book.content["chosen"]["by"] == str(keeper.account)
    assert choose_codebook(keeper.dossier, "ecri-gpr15", "again").pk == book.pk
    path = _written(tmp_path, BOOK)
    choose_codebook(keeper.dossier, path, "our own")
    _written(tmp_path, {**BOOK, "title": "Changed"})
    with pytest.raises(CodebookError, match="give the changed one a new version"):
        choose_codebook(keeper.dossier, str(path), "")
    _written(tmp_path, {**BOOK, "title": "Changed", "version": "2"})
    choose_codebook(keeper.dossier, str(path), "")
    assert sorted(Codebook.objects.values_list("name", "version")) == [
        ("ecri-gpr15", "1"),
        ("ours", "1"),
        ("ours", "2"),
    ]
    with pytest.raises(
        CodebookError, match="there is no codebook rabat: name a file, or one of ecri-gpr15, state-rhetoric"
    ):
        choose_codebook(keeper.dossier, "rabat", "")


def test_a_reader_chooses_none(keeper: Viewer) -> None:
    assert keeper.dossier is not None
    with viewing(Viewer(keeper.dossier, "contributor")), pytest.raises(NotAllowed):
        choose_codebook(keeper.dossier, "ecri-gpr15", "")
