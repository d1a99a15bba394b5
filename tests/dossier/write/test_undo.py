"""A revision is taken back, as far as nobody built upon it; the history tells all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.dossier.write.making import actor, content, evidence, make, one, source, statement

from sourcebook.dossier.codebooks import choose_codebook
from sourcebook.dossier.history import history_of, lately
from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Revision
from sourcebook.dossier.seen import NotAllowed, Viewer, viewing
from sourcebook.dossier.vault import OpenVault
from sourcebook.dossier.write import Conflict, Edit, Refused, create, edit
from sourcebook.dossier.write.erasing import erase
from sourcebook.dossier.write.levels import set_level, withhold
from sourcebook.dossier.write.status import advance, put_theme, take_theme
from sourcebook.dossier.write.undoing import undo

Act = Callable[[str], Any]


def _names(record: str) -> list[str]:
    return [row["id"] for row in one(record)["parts"]["names"]]


ACTS: dict[str, Act] = {
    "edit a field": lambda r: edit([Edit(r, {"fields/pseudonym": "A."})], ""),
    "take a name away": lambda r: edit([Edit(r, {f"parts/names/{_names(r)[0]}": None})], ""),
    "take all names away": lambda r: edit([Edit(r, {f"parts/names/{n}": None for n in _names(r)})], ""),
    "order names": lambda r: edit([Edit(r, {"parts/names": _names(r)[::-1]})], ""),
    "take evidence away": lambda r: edit([Edit(r, {f"evidence/{one(r)['evidence'][0]['id']}": None})], ""),
    "review": lambda r: advance([r], "review", ""),
    "withdraw": lambda r: advance([r], "withdraw", ""),
    "put a theme": lambda r: put_theme([r], "state-rhetoric", "collective-blame"),
    "take a theme": lambda r: take_theme([r], "state-rhetoric", "threat-of-force", ""),
    "raise": lambda r: set_level([r], "restricted", ""),
    "withhold": lambda r: withhold(r, "pseudonym", "restricted", ""),
    "withhold a name": lambda r: withhold(r, f"names/{_names(r)[1]}", "restricted", ""),
}  # fmt: skip


def _actor(keeper: Viewer) -> str:
    choose_codebook(keeper.dossier, "state-rhetoric", "")  # type: ignore[arg-type]
    plain = actor("Tavo Brenik", "T. Brenik", "Таво Бреник", pseudonym="B.")
    plain["evidence"] = [evidence("names", on_file="a list"), evidence("form", on_file="a register")]
    [record] = make(plain)
    put_theme([record], "state-rhetoric", "threat-of-force")
    put_theme([record], "state-rhetoric", "glorification-of-force")
    return record


@pytest.mark.parametrize("act", list(ACTS))
def test_undo_puts_back_what_was_and_undo_of_undo_what_came(keeper: Viewer, act: str) -> None:
    record = _actor(keeper)
    before = content(one(record))
    revision = ACTS[act](record)
    after = content(one(record))
    assert after != before
    back = undo(str(revision), "a mistake")
    assert content(one(record)) == before
    with pytest.raises(Refused, match="taken back already"):
        undo(str(revision), "")
    again = undo(str(back), "no mistake")
    assert again is not None
    assert content(one(record)) == after
    # What was taken back and done again can be taken back again.
    undo(str(revision), "")
    assert content(one(record)) == before
    assert Revision.objects.get(pk=again).undo_of_id == back


def test_undo_of_making_withdraws(keeper: Viewer) -> None:
    made = create([statement(), source()], "")
    back = undo(str(made.revision), "the wrong dossier")
    assert {one(record)["status"] for record in made.ids} == {"withdrawn"}
    undo(str(back), "")
    assert {one(record)["status"] for record in made.ids} == {"draft"}


@pytest.mark.parametrize("act", ["edit", "review"])
def test_what_somebody_built_upon_is_not_taken_back(keeper: Viewer, act: str) -> None:
    made = create([statement()], "")
    [record] = made.ids
    first = edit([Edit(record, {"fields/language": "hy", "note": "a"})], "")
    if act == "edit":
        edit([Edit(record, {"note": "b"})], "")
        with pytest.raises(Conflict) as conflict:
            undo(str(first), "")
        assert conflict.value.theirs == {"note": "b"}
        assert conflict.value.mine == {"fields/language": "en", "note": ""}
    else:
        advance([record], "review", "")
        # Other values of the record stand by themselves.
        undo(str(first), "")
    with pytest.raises(Conflict):
        undo(str(made.revision), "")


def test_making_can_be_undone_after_an_edit_that_was_undone(keeper: Viewer) -> None:
    made = create([statement()], "")
    undo(str(edit([Edit(made.ids[0], {"note": "a"})], "")), "")
    undo(str(made.revision), "")
    assert one(made.ids[0])["status"] == "withdrawn"


def test_another_name_is_nothing_built_upon_a_name(keeper: Viewer) -> None:
    [record] = make(actor("Tavo Brenik"))
    first = edit([Edit(record, {"parts/names/5c4f8f9e-1111-4222-8333-444455556666": {"value": "T. B."}})], "")
    edit([Edit(record, {"parts/names/5c4f8f9e-1111-4222-8333-444455556667": {"value": "Brenik"}})], "")
    undo(str(first), "")
    assert [row["value"] for row in one(record)["parts"]["names"]] == ["Tavo Brenik", "Brenik"]


def test_undo_of_a_seal_opens_all_that_was_sealed_with_it(keeper: Viewer, keys: OpenVault) -> None:
    [page] = make(source("https://gazette.example/1"))
    before = content(one(page))
    revision = set_level([page], "sealed", "")
    with pytest.raises(NotAllowed, match="passphrase"):
        undo(str(revision), "")
    undo(str(revision), "", keys)
    assert content(one(page)) == before


def test_who_may_undo_and_what(keeper: Viewer, contributor: Viewer, reviewer: Viewer) -> None:
    [record] = make(empty_plain("watch"))
    revision = edit([Edit(record, {"note": "a"})], "")
    with viewing(contributor), pytest.raises(NotAllowed):
        undo(str(revision), "")
    [hidden] = make(empty_plain("watch"))
    raised = set_level([hidden], "restricted", "")
    with viewing(reviewer):
        undo(str(revision), "")
        with pytest.raises(NotAllowed):
            undo(str(raised), "")
        for name in ("5c4f8f9e-1111-4222-8333-444455556666", "first"):
            with pytest.raises(Refused, match="no such revision"):
                undo(name, "")


def test_what_was_erased_does_not_come_back(keeper: Viewer) -> None:
    [record] = make(actor("Anta Levash"))
    revision = edit([Edit(record, {"note": "a"})], "")
    erase([record], "asked by letter")
    for one_ in (revision, Revision.objects.get(act="erase").pk):
        with pytest.raises(Refused, match="gone for good"):
            undo(str(one_), "")


def test_the_history_tells_who_when_why_and_what(keeper: Viewer, contributor: Viewer) -> None:
    [record] = make(statement(), why="from the session")
    with viewing(contributor):
        revision = edit([Edit(record, {"fields/language": "hy"})], "he speaks Armenian")
    undo(str(revision), "he does not")
    entries = history_of(record)
    assert [(entry.act, entry.who, entry.why, entry.version) for entry in entries] == [
        ("undo", "A keeper", "he does not", 3),
        ("edit", "A contributor", "he speaks Armenian", 2),
        ("create", "A keeper", "from the session", 1),
    ]
    assert (entries[1].before, entries[1].after) == ({"fields/language": "en"}, {"fields/language": "hy"})
    assert entries[0].undo_of == entries[1].revision == str(revision)
    assert entries[0].at > entries[1].at
    assert entries[1].plain()["who"] == "A contributor"
    assert [(entry.act, entry.records) for entry in lately(2)] == [("undo", 1), ("edit", 1)]


def test_the_history_of_what_is_withheld_is_withheld(
    keeper: Viewer, contributor: Viewer, reviewer: Viewer
) -> None:
    [record] = make(statement())
    edit([Edit(record, {"fields/translator": "Sana Irmel"})], "translated by Sana")
    edit([Edit(record, {"note": "a"})], "a note")
    withhold(record, "translator", "restricted", "Sana asked for it")
    with viewing(contributor):
        assert [entry.why for entry in history_of(record)] == ["a note", ""]
        assert "Sana" not in str([entry.plain() for entry in [*history_of(record), *lately()]])
    with viewing(reviewer):
        assert len(history_of(record)) == 4
    with viewing(Viewer(keeper.dossier, "public")):
        assert history_of(record) == lately() == []


def test_the_history_of_what_is_sealed_opens_with_the_passphrase(keeper: Viewer, keys: OpenVault) -> None:
    [record] = make(statement(), why="told by a guard")
    edit([Edit(record, {"fields/translator": "Sana Irmel"})], "translated by Sana")
    set_level([record], "sealed", "the guard is in danger")
    closed = history_of(record)
    assert [entry.sealed for entry in closed] == [True, True, True]
    assert [entry.why for entry in closed] == ["", "", ""]
    opened = history_of(record, keys)
    assert [entry.why for entry in opened] == [
        "the guard is in danger",
        "translated by Sana",
        "told by a guard",
    ]
    assert opened[1].after == {"fields/translator": "Sana Irmel"}
