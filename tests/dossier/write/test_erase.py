"""Erasure of personal data on request: what goes, what stays, and what a person must look at."""

from __future__ import annotations

import pytest
from tests.dossier.write.making import actor, capture, evidence, layer_of, make, named, one, source, statement

from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Change, Evidence, Proposal, Revision, SearchText, Withheld
from sourcebook.dossier.seen import NotAllowed, Viewer, as_system, viewing
from sourcebook.dossier.vault import OpenVault, Store
from sourcebook.dossier.write import Edit, Refused, edit
from sourcebook.dossier.write.erasing import erase
from sourcebook.dossier.write.levels import set_level, withhold
from sourcebook.dossier.write.make import now
from sourcebook.dossier.write.merging import merge
from sourcebook.dossier.write.status import advance


def test_a_tombstone_stays_with_the_reason(keeper: Viewer) -> None:
    [record] = make(actor("Anta Levash", pseudonym="A. L.") | {"note": "born at the mill"})
    edit([Edit(record, {"note": "born at the bridge"})], "Anta Levash told me")
    erase([record], "asked by letter on 3 May")
    plain = one(record)
    assert (plain["status"], plain["note"]) == ("withdrawn", "Erased: asked by letter on 3 May")
    assert plain["erased_at"] is not None
    assert plain["parts"]["names"] == [] and plain["fields"]["pseudonym"] == ""
    revision = Revision.objects.get(act="erase")
    assert (revision.who_id, revision.why) == (keeper.account, "asked by letter on 3 May")
    assert [(c.before, c.after) for c in Change.objects.filter(record_id=record)] == [({}, {})] * 3
    told = str(list(Revision.objects.values())) + str(list(Change.objects.values()))
    assert "Anta" not in told and "mill" not in told and "bridge" not in told
    assert not SearchText.objects.filter(record_id=record).exists()


def test_other_records_that_still_name_them_are_told(keeper: Viewer) -> None:
    [record] = make(actor("Anta Levash", "Анта Леваш"))
    said = statement("I saw Anta Levash there.", points=["protect Анта Леваш"])
    said["evidence"] = [evidence("text", on_file="letter of Анта Леваш")]
    other = statement("Nobody was there.")
    town = named("place", "Levash")
    make(said, other, town)
    edit([Edit(other["id"], {"note": "Anta Levash was"})], "")
    edit([Edit(other["id"], {"note": ""})], "no, Anta Levash was not")
    found = {(r.record, r.where, r.name) for r in erase([record], "")}
    assert found == {
        (said["id"], "statement.text", "Anta Levash"),
        (said["id"], "statement.points", "Анта Леваш"),
        (said["id"], "evidence.on_file", "Анта Леваш"),
        (other["id"], "change.after", "Anta Levash"),
        (other["id"], "change.before", "Anta Levash"),
        (other["id"], "revision.why", "Anta Levash"),
    }


def test_what_was_merged_into_them_goes_with_them(keeper: Viewer) -> None:
    keep, other, third = make(actor("Anta Levash"), actor("A. Levash"), actor("Levash A."))
    merge(other, [third], "both are Anta")
    merge(keep, [other], "Anta Levash is A. Levash")
    erase([keep], "")
    for record in (keep, other, third):
        assert one(record)["erased_at"] and one(record)["parts"]["names"] == []
    assert "Levash" not in str(list(Revision.objects.values_list("why", flat=True)))


def test_an_erased_capture_takes_its_text_bytes_and_quotations_along(keeper: Viewer) -> None:
    page, said = source(), statement()
    copy = capture(page["id"], sha256=Store(captures()).put(b"<p>Every hill</p>").sha256)
    make(page, copy, said)
    path = "evidence/5c4f8f9e-1111-4222-8333-444455556666"
    edit([Edit(said["id"], {path: evidence("text", layer_of(copy), "Every hill")})], "")
    erase([copy["id"]], "")
    assert not Evidence.objects.exists()
    assert one(said["id"])["evidence"] == []
    assert "Every hill" not in str(list(Change.objects.values("before", "after")))


def test_a_sealed_record_is_erased_without_the_passphrase(keeper: Viewer, keys: OpenVault) -> None:
    [record, other] = make(actor("Anta Levash"), statement(translator="Sana Irmel"))
    set_level([record], "sealed", "")
    withhold(other, "translator", "sealed", "")
    erase([record, other], "asked for it")
    assert not Withheld.objects.exists()
    for one_ in (record, other):
        assert one(one_)["note"] == "Erased: asked for it"
    assert not Change.objects.filter(sealed__isnull=False).exists()


def test_proposals_about_them_are_emptied(keeper: Viewer) -> None:
    assert keeper.dossier is not None
    [record, other] = make(actor("Anta Levash"), actor("A. Levash"))
    with as_system():
        Proposal.objects.create(
            dossier_id=keeper.dossier, kind="merge", record_id=other, other_id=record,
            payload={"name": "Anta"}, reasons=["“Anta Levash” and “A. Levash”"], made_at=now(),
        )  # fmt: skip
    erase([record], "")
    assert (Proposal.objects.get().payload, Proposal.objects.get().reasons) == ({}, [])


def test_only_a_keeper_erases_and_nothing_brings_it_back(keeper: Viewer, publisher: Viewer) -> None:
    [record] = make(empty_plain("watch", outlet="Gazette"))
    with viewing(publisher), pytest.raises(NotAllowed):
        erase([record], "")
    erase([record], "")
    with pytest.raises(Refused, match="was erased, for good"):
        advance([record], "reopen", "")
    with pytest.raises(Refused, match="no such record"):
        erase(["5c4f8f9e-1111-4222-8333-444455556666"], "")
