"""Who was sent what, what came back, what was proposed in it and decided: kept, by whom, and never twice."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from tests.dossier.editions.conftest import Partners
from tests.dossier.editions.exchanging import BUILD, EDITOR, NAME, ids, send, take
from tests.dossier.editions.making import frozen, person

from sourcebook.dossier.editions import EditionRefused, correct, freeze, newest, publish
from sourcebook.dossier.editions.deciding import Decisions, decide, last_decisions
from sourcebook.dossier.editions.forgetting import forget_taking
from sourcebook.dossier.editions.sendings import Sent, content_of, keep_sending, sendings_of
from sourcebook.dossier.editions.takings import Taken, keep_taking, takings_of
from sourcebook.dossier.models import (
    ChangeDecision,
    Dossier,
    Edition,
    ProposedChange,
    Record,
    Sending,
    Taking,
)
from sourcebook.dossier.seen import NotAllowed, Viewer, viewing
from sourcebook.dossier.write.files import remove_unused
from sourcebook.dossier.write.remains import remains_of


def test_it_works(annual: Edition, partners: Partners, keeper: Viewer) -> None:
    sent = send(annual)
    assert (sent.serial, sent.text, sent.partner, sent.organisation_id) == (
        1,
        1,
        "Lake Watch",
        partners.lake.organisation,
    )
    assert (sent.who_id, content_of(sent), sent.size) == (keeper.account, b"a word file", 11)
    taking = take(annual, sent)
    assert content_of(taking) == b"edited" and taking.serial == 1
    one, two, _ = ids(taking)
    text = decide(
        annual, Decisions([one], [two], why="they know the place", content="# New\n", over=1, told="1 change")
    )
    assert text is not None and (text.serial, text.content, text.why) == (2, "# New\n", "1 change")
    states = ProposedChange.objects.order_by("serial").values_list("serial", "state")
    assert list(states) == [(1, "accepted"), (2, "rejected"), (3, "open")]
    decided = last_decisions(annual)
    assert decided.keys() == {one, two}
    assert (decided[one].text, decided[one].why, decided[one].who_id) == (
        2,
        "they know the place",
        keeper.account,
    )
    assert decided[two].text is None
    assert [one.serial for one in sendings_of(annual)] == [one.serial for one in takings_of(annual)] == [1]


def test_numbers_go_on_through_the_edition(annual: Edition) -> None:
    sent = send(annual)
    again = send(annual, b"the same text for the mill", "Archive of the Mill")
    assert again.serial == 2 and again.organisation is None
    take(annual, sent)
    take(annual, again, b"other")
    serials = ProposedChange.objects.order_by("serial").values_list("serial", "change", "taking__serial")
    assert list(serials) == [(1, 1, 1), (2, 2, 1), (3, 3, 1), (4, 1, 2), (5, 2, 2), (6, 3, 2)]


def test_the_same_file_is_taken_once(annual: Edition) -> None:
    first = take(annual, None)
    again, new = keep_taking(annual, Taken("renamed.docx", b"edited", 1))
    assert (again.pk, new) == (first.pk, False)
    assert Taking.objects.count() == 1 and ProposedChange.objects.count() == 3


@pytest.mark.parametrize("state", ["frozen", "published"])
def test_sending_taking_and_rejecting_work_in_any_state(annual: Edition, state: str) -> None:
    freeze(annual, frozen(BUILD))
    if state == "published":
        publish(annual, BUILD, [("paragraph", "b1", "said")])
    taking = take(annual, send(annual))
    one, two, _ = ids(taking)
    assert decide(annual, Decisions(rejected=[one], why="too late")) is None
    with pytest.raises(EditionRefused, match=f"annual is {state}: a frozen one is reopened, a published one"):
        decide(annual, Decisions([two], content="# New\n", over=1))
    assert list(ChangeDecision.objects.values_list("proposed", flat=True)) == [one]


def test_a_rejection_is_taken_back_and_both_stay_known(annual: Edition) -> None:
    one, *_ = ids(take(annual, None))
    decide(annual, Decisions(rejected=[one], why="not ours to say"))
    decide(annual, Decisions(reopened=[one], why="it is"))
    decide(annual, Decisions([one], content="# New\n", over=1, wordings={one: "The road was shut."}))
    rows = ChangeDecision.objects.order_by("at").values_list("state", "why", "wording")
    assert list(rows) == [
        ("rejected", "not ours to say", ""),
        ("open", "it is", ""),
        ("accepted", "", "The road was shut."),
    ]
    with pytest.raises(
        EditionRefused, match="annual: changes 1 are not rejected; `sourcebook changes --all` sh"
    ):
        decide(annual, Decisions(reopened=[one]))


def test_two_who_decide_at_once_lose_nothing(annual: Edition) -> None:
    one, two, _ = ids(take(annual, None))
    decide(annual, Decisions([one], content="# New\n", over=1))
    with pytest.raises(EditionRefused, match="annual: changes 1 are decided already"):
        decide(annual, Decisions(rejected=[one]))
    with pytest.raises(EditionRefused, match="somebody saved text 2 meanwhile; nothing was decided"):
        decide(annual, Decisions([two], content="# Other\n", over=1))
    assert newest(annual).content == "# New\n"
    assert ProposedChange.objects.get(pk=two).state == "open"


def test_a_file_of_the_edition_that_it_corrects_is_taken_into_the_correction(annual: Edition) -> None:
    sent = send(annual)
    freeze(annual, frozen(BUILD))
    publish(annual, BUILD, [("paragraph", "b1", "said")])
    new = correct(annual, "a name")
    taking = take(new, sent)
    assert (taking.edition_id, taking.sending_id, taking.text) == (new.pk, sent.pk, 1)


@pytest.mark.parametrize(
    ("partner", "reason"),
    [("  ", "say whom it is for: --to PARTNER"), ("x" * 201, "up to 200 characters"), ("a\x00", "up to 200")],
)
def test_a_partner_without_a_name_is_told(annual: Edition, partner: str, reason: str) -> None:
    with pytest.raises(EditionRefused, match=reason):
        send(annual, partner=partner)
    assert not Sending.objects.exists()


@pytest.mark.parametrize("role", ["public", "reader"])
def test_who_may_not_edit_neither_sends_nor_takes_nor_decides(
    annual: Edition, dossier: Dossier, role: str
) -> None:
    taking = take(annual, None)
    viewer = Viewer(dossier.pk, "public") if role == "public" else person(dossier, role)
    with viewing(viewer):
        for act in (
            lambda: keep_sending(annual, Sent(uuid.uuid4(), 1, BUILD, "Lake Watch", b"x")),
            lambda: take(annual, None, b"more"),
            lambda: decide(annual, Decisions(rejected=ids(taking))),
            lambda: forget_taking(taking, "asked"),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_the_public_and_other_dossiers_see_nothing(annual: Edition, dossier: Dossier) -> None:
    one, *_ = ids(take(annual, send(annual)))
    decide(annual, Decisions([one], content="# New\n", over=1))
    models: tuple[Any, ...] = (Sending, Taking, ProposedChange, ChangeDecision)
    other = Dossier.objects.create(slug="other", title="Other", made_at=dossier.made_at)
    for viewer in (Viewer(dossier.pk, "public"), person(other, "keeper", "Lake Watch")):
        with viewing(viewer):
            assert not any(model.objects.exists() for model in models)
            assert not Record.objects.filter(dossier__editions__proposed__author=EDITOR).exists()
    with viewing(person(dossier, "reader")):
        assert all(model.objects.exists() for model in models)


def test_bytes_stay_as_long_as_somebody_needs_them(annual: Edition) -> None:
    sent, taking = send(annual), take(annual, None)
    remove_unused([sent.sha256, taking.sha256])
    assert content_of(sent) == b"a word file" and content_of(taking) == b"edited"


def test_where_names_of_erased_people_still_stand_is_told(annual: Edition, dossier: Dossier) -> None:
    taking = take(annual, send(annual), script={"ops": {"0": [{"text": f"{NAME} saw it."}]}})
    decide(annual, Decisions(rejected=ids(taking), why=f"{NAME} does not want it"))
    found = {(one.where, one.name) for one in remains_of(dossier.pk, [NAME, EDITOR], [])}
    assert found == {
        ("edition annual: taking.script", NAME),
        ("edition annual: changedecision.why", NAME),
        ("edition annual: proposedchange.author", EDITOR),
    }
