"""Editions travel with every text, every partner's word and every release; and can be led on where they came."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.dossier.exchange.own_dossier import empty_database, empty_store, files, fill, lines, vault_for_keys
from tests.dossier.exchange.test_own_refused import resigned

from sourcebook.dossier import editions
from sourcebook.dossier.editions.deciding import Decisions, decide, last_decisions
from sourcebook.dossier.editions.releasing import released, revoked
from sourcebook.dossier.editions.sendings import content_of
from sourcebook.dossier.editions.states import partners_of, waiting_for
from sourcebook.dossier.editions.takings import takings_of
from sourcebook.dossier.exchange.editions import TABLES
from sourcebook.dossier.exchange.export import export
from sourcebook.dossier.exchange.load import load
from sourcebook.dossier.models import Dossier, EditionText, ProposedChange, Record
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.dossier.write.erasing import erase
from sourcebook.dossier.write.levels import set_level


def test_every_text_word_and_release_is_in_it(dossier: Dossier, keeper: Viewer, tmp_path: Path) -> None:
    ids = fill(dossier, keeper)
    export(dossier, tmp_path / "one")
    rows = {name: lines(tmp_path / "one", f"{name}.jsonl") for name in TABLES}
    assert {name: len(found) for name, found in rows.items()} == {
        "editions": 3,
        "editiontexts": 5,
        "signoffs": 2,
        "releases": 4,
        "sendings": 2,
        "takings": 2,
        "proposedchanges": 3,
        "changedecisions": 3,
    }
    annual = next(one for one in rows["editions"] if one["id"] == ids["edition"])
    assert annual["slug"] == "տարեկան-2024" and annual["state"] == "published"
    assert annual["rests_on"].keys() == {ids["out"], ids["face"]}
    assert annual["lines"] == [["heading", "b1", "1. Hills"], ["paragraph", "b2", "Ճանապարհ 𝄞"]]
    texts = [one for one in rows["editiontexts"] if one["edition"] == ids["edition"]]
    assert [(one["serial"], one["why"]) for one in texts] == [(1, "first text"), (2, "a better title")]
    assert texts[0]["content"] == "# Hills\n\n\u202eodd\u202c \\u0000 “quote”\r\n"
    assert {one["build"] for one in rows["signoffs"]} == {"a" * 64}
    assert sorted(bool(one["withdrawn_at"]) for one in rows["releases"]) == [False, False, True, True]
    people = lines(tmp_path / "one", "people.jsonl")
    names = {one["name"] for one in people if one["type"] == "organisation"}
    assert names >= {"Lake Watch", "Archive of the Mill"}
    known = {one["id"] for one in people}
    assert {one["who"] for one in (*texts, *rows["signoffs"], *rows["releases"])} <= known


def test_what_was_sent_and_came_back_travels_with_its_bytes(
    dossier: Dossier, keeper: Viewer, tmp_path: Path
) -> None:
    fill(dossier, keeper)
    export(dossier, tmp_path / "one")
    sent, taken = lines(tmp_path / "one", "sendings.jsonl"), lines(tmp_path / "one", "takings.jsonl")
    for one in (*sent, *taken):
        assert (tmp_path / "one" / "data" / "captures" / one["sha256"]).stat().st_size == one["size"]
    assert [one["partner"] for one in sent] == ["Lake Watch", "Ռադիո of Ard"]
    assert [one["until"] for one in sent] == ["2031-05-02", None]
    assert [one["sending"] for one in taken] == [sent[0]["id"], None]
    empty_database()
    empty_store()
    with as_system():
        load(tmp_path / "one")
    with viewing(keeper):
        draft = editions.edition_of("draft")
        taking, _ = takings_of(draft)
        assert content_of(taking) == b"edited"
        two, three = ProposedChange.objects.filter(taking=taking, state="open").order_by("serial")
        saved = decide(draft, Decisions([two.pk], [three.pk], content="more", over=2))
        assert saved is not None and saved.serial == 3
        assert last_decisions(draft)[two.pk].text == 3


def test_where_it_came_it_is_led_on(dossier: Dossier, keeper: Viewer, tmp_path: Path) -> None:
    ids = fill(dossier, keeper)
    before = (released(), revoked(), partners_of(dossier.pk))
    export(dossier, tmp_path / "one")
    empty_database()
    empty_store()
    with as_system():
        load(tmp_path / "one")
    with viewing(keeper):
        assert (released(), revoked(), partners_of(dossier.pk)) == before
        annual = editions.edition_of("տարեկան-2024")
        assert waiting_for(annual) == []
        with pytest.raises(editions.EditionRefused, match="-c1 corrects it already"):
            editions.correct(annual, "again")
        new = editions.edition_of("տարեկան-2024-c1")
        assert editions.save(new, "better", "", over=1).serial == 2
        with as_system():
            version = Record.objects.values_list("version", flat=True).get(pk=ids["out"])
        editions.freeze(new, editions.Frozen("b" * 64, {ids["out"]: version}))
        assert waiting_for(new) == ["Archive of the Mill", "Lake Watch"]


def test_who_sees_less_is_not_told_of_hidden_captures(
    dossier: Dossier, keeper: Viewer, member: Callable[..., Viewer], tmp_path: Path
) -> None:
    ids = fill(dossier, keeper)
    reader = member("reader")
    with viewing(reader):
        export(dossier, tmp_path / "one")
    captures = [one["capture"] for one in lines(tmp_path / "one", "releases.jsonl")]
    assert ids["face"] not in captures and len(captures) == 3
    annual = next(one for one in lines(tmp_path / "one", "editions.jsonl") if one["id"] == ids["edition"])
    assert annual["rests_on"].keys() == {ids["out"]}
    assert not [name for name, content in files(tmp_path / "one").items() if ids["face"].encode() in content]
    assert len(lines(tmp_path / "one", "editiontexts.jsonl")) == 5
    empty_database()
    with as_system():
        load(tmp_path / "one")
    with viewing(reader):
        export(Dossier.objects.get(), tmp_path / "two")
    assert files(tmp_path / "two") == files(tmp_path / "one")


def test_erased_and_forgotten_it_goes_there_and_back(
    dossier: Dossier, keeper: Viewer, tmp_path: Path
) -> None:
    ids = fill(dossier, keeper)
    called_back = revoked()
    erase([ids["out"]], "asked")
    editions.forget(editions.edition_of("տարեկան-2024"), 1, "asked")
    export(dossier, tmp_path / "one")
    empty_database()
    empty_store()
    with as_system():
        load(tmp_path / "one")
    with viewing(keeper):
        assert len(revoked()) == len(called_back) + 1
        export(Dossier.objects.get(), tmp_path / "two")
    assert files(tmp_path / "two") == files(tmp_path / "one")


def test_a_release_of_a_sealed_capture_goes_there_and_back(
    dossier: Dossier, keeper: Viewer, tmp_path: Path
) -> None:
    ids = fill(dossier, keeper)
    set_level([ids["out"]], "sealed", "too dangerous", keys=vault_for_keys(dossier))
    called_back = revoked()
    assert released() == frozenset() and len(called_back) == 3
    export(dossier, tmp_path / "one", vault_for_keys(dossier))
    empty_database()
    empty_store()
    with as_system():
        load(tmp_path / "one")
    with viewing(keeper):
        again = Dossier.objects.get()
        assert revoked() == called_back
        export(again, tmp_path / "two", vault_for_keys(again))
    assert files(tmp_path / "two") == files(tmp_path / "one")


def test_an_export_from_before_there_were_editions_is_loaded(
    dossier: Dossier, keeper: Viewer, tmp_path: Path
) -> None:
    fill(dossier, keeper)
    export(dossier, tmp_path / "one")
    for name in TABLES:
        (tmp_path / "one" / "data" / f"{name}.jsonl").unlink()
        (tmp_path / "one" / "data" / "schemas" / f"{name}.json").unlink()
    resigned(tmp_path / "one")
    empty_database()
    with as_system():
        assert load(tmp_path / "one").records
        assert not EditionText.objects.exists()
