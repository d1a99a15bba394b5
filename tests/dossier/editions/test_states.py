"""An edition is led from draft to published by those who may, one step after the other."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from tests.dossier.editions.conftest import Partners
from tests.dossier.editions.making import frozen, page, person, state

from sourcebook.dossier.editions import (
    EditionRefused,
    Frozen,
    correct,
    edition_of,
    freeze,
    newest,
    opened,
    publish,
    reopen,
    save,
    sign,
)
from sourcebook.dossier.editions.states import partners_of, unchanged, waiting_for
from sourcebook.dossier.models import Account, Dossier, Edition, Membership, Organisation, SignOff
from sourcebook.dossier.seen import NotAllowed, Viewer, as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write import Edit, edit
from sourcebook.dossier.write.levels import set_level

BUILD = "a" * 64
LINES = [("heading", "b1", "1. Hills"), ("paragraph", "b2", "Every hill. ")]


def test_the_whole_way(annual: Edition, keeper: Viewer, partners: Partners) -> None:
    record = page()
    freeze(annual, frozen(BUILD, record))
    assert (annual.state, annual.build) == ("frozen", BUILD)
    with viewing(partners.lake):
        assert sign(annual) == ["Archive of the Mill"]
        assert annual.state == "frozen"
        assert sign(annual) == ["Archive of the Mill"], "a second time is no second word"
    with viewing(partners.mill):
        assert sign(annual) == []
        assert annual.state == "signed"
        publish(annual, BUILD, LINES)
    kept = Edition.objects.get(pk=annual.pk)
    assert (kept.state, kept.published_by_id) == ("published", partners.mill.account)
    assert kept.published_at is not None
    assert kept.lines == [list(one) for one in LINES] and kept.rests_on == {record: 1}
    assert {one.who_id for one in SignOff.objects.all()} == {partners.lake.account, partners.mill.account}


def test_it_is_published_only_when_every_partner_has_signed(annual: Edition, partners: Partners) -> None:
    freeze(annual, frozen(BUILD))
    with pytest.raises(
        EditionRefused, match=r"^annual: not signed off by Archive of the Mill, Lake Watch; a publ"
    ):
        publish(annual, BUILD, LINES)
    with viewing(partners.lake):
        sign(annual)
        with pytest.raises(
            EditionRefused, match=r"^annual: not signed off by Archive of the Mill; a publisher"
        ):
            publish(annual, BUILD, LINES)
    assert state(annual) == "frozen"


def test_one_team_alone_needs_no_word(annual: Edition, dossier: Dossier) -> None:
    freeze(annual, frozen(BUILD))
    person(dossier, "publisher", "Lake Watch")
    publish(annual, BUILD, LINES)
    assert state(annual) == "published"


def test_a_partner_who_comes_later_signs_too(annual: Edition, dossier: Dossier, partners: Partners) -> None:
    freeze(annual, frozen(BUILD))
    for partner in (partners.lake, partners.mill):
        with viewing(partner):
            sign(annual)
    assert annual.state == "signed"
    person(dossier, "contributor", "Road Desk")
    with pytest.raises(EditionRefused, match="not signed off by Road Desk"):
        publish(annual, BUILD, LINES)
    with viewing(partners.lake):
        assert sign(annual) == ["Road Desk"]
    assert state(annual) == "frozen"


def test_a_partner_whose_people_have_all_left_is_not_waited_for(
    annual: Edition, dossier: Dossier, partners: Partners
) -> None:
    person(dossier, "publisher", "Road Desk")
    with as_system(), writing():
        Account.objects.filter(organisation__name="Road Desk").update(is_active=False)
        Membership.objects.filter(account__organisation__name="Archive of the Mill").delete()
    assert list(partners_of(dossier.pk).values()) == ["Lake Watch"]
    freeze(annual, frozen(BUILD))
    assert waiting_for(annual) == ["Lake Watch"]


def test_partners_stand_in_one_order_in_each_database(dossier: Dossier, keeper: Viewer) -> None:
    for name in ("beta", "Alpha", "Éclair", "álamo", "Zoom", "alpha", "Ժամ"):
        person(dossier, "contributor", name)
    names = list(partners_of(dossier.pk).values())
    assert names == ["Alpha", "alpha", "beta", "Zoom", "álamo", "Éclair", "Ժամ"]


def test_a_partner_is_named_without_the_mark_of_a_load(dossier: Dossier, keeper: Viewer) -> None:
    with as_system():
        pk = uuid.uuid4()
        Organisation.objects.create(pk=pk, name=f"Lake Watch~{pk.hex[:8]}")
        account = Account.objects.create(handle="x", name="x", organisation_id=pk)
        Membership.objects.create(dossier=dossier, account=account, role="contributor")
    assert partners_of(dossier.pk) == {str(pk): "Lake Watch"}


def test_whose_members_only_look_is_no_partner(dossier: Dossier, keeper: Viewer) -> None:
    person(dossier, "contributor", "Lake Watch")
    person(dossier, "reader", "Foundation of Friends")
    assert list(partners_of(dossier.pk).values()) == ["Lake Watch"]


def test_who_has_no_organisation_signs_for_nobody(annual: Edition, partners: Partners) -> None:
    freeze(annual, frozen(BUILD))
    with pytest.raises(EditionRefused, match="whoever signs off does so for an organisation"):
        sign(annual)
    assert not SignOff.objects.exists()


def test_a_record_that_changed_after_freezing_is_noticed(
    annual: Edition, keeper: Viewer, partners: Partners
) -> None:
    record, other = page(), page("another page")
    freeze(annual, frozen(BUILD, record, other))
    unchanged(annual)
    edit([Edit(record, {"note": "look again"})], "")
    told = rf"^annual: records changed since it was frozen \({record}\): reopen it, look, freeze it again$"
    with viewing(partners.lake), pytest.raises(EditionRefused, match=told):
        sign(annual)
    with as_system(), writing():
        Membership.objects.filter(account_id__in=[partners.lake.account, partners.mill.account]).delete()
    with pytest.raises(EditionRefused, match=told):
        publish(annual, BUILD, LINES)
    assert state(annual) == "frozen"


def test_a_record_that_was_hidden_after_freezing_is_noticed(annual: Edition, partners: Partners) -> None:
    record = page()
    freeze(annual, frozen(BUILD, record))
    set_level([record], "restricted", "danger")
    with viewing(partners.lake), pytest.raises(EditionRefused, match="records changed since it was frozen"):
        sign(annual)


def test_many_changed_records_are_counted(annual: Edition) -> None:
    records = [page(f"page {number}") for number in range(5)]
    rests_on = frozen(BUILD, *records)
    for record in records:
        edit([Edit(record, {"note": "x"})], "")
    with pytest.raises(EditionRefused, match=r"records changed meanwhile \(.*, .*, .* and 2 more\): freeze"):
        freeze(annual, rests_on)
    assert state(annual) == "draft"


def test_a_text_saved_meanwhile_is_not_frozen_unseen(annual: Edition) -> None:
    save(annual, "theirs", "")
    with pytest.raises(
        EditionRefused, match="annual: somebody saved text 2 meanwhile; look at it, freeze ag"
    ):
        freeze(annual, Frozen(BUILD, {}, text=1))
    assert state(annual) == "draft"
    freeze(annual, Frozen(BUILD, {}, text=2))


def test_reopened_it_is_a_draft_and_another_build_needs_other_words(
    annual: Edition, partners: Partners
) -> None:
    freeze(annual, frozen(BUILD))
    for partner in (partners.lake, partners.mill):
        with viewing(partner):
            sign(annual)
    reopen(annual)
    assert (annual.state, annual.build, annual.rests_on) == ("draft", "", {})
    save(annual, "better", "")
    freeze(annual, frozen("b" * 64))
    assert waiting_for(annual) == ["Archive of the Mill", "Lake Watch"]
    reopen(annual)
    freeze(annual, frozen(BUILD))
    assert waiting_for(annual) == [], "the same text and records have the words they had"
    publish(annual, BUILD, LINES)


def test_what_is_printed_is_what_was_frozen(annual: Edition) -> None:
    freeze(annual, frozen(BUILD))
    with pytest.raises(EditionRefused, match="annual: text or records are not those that were frozen"):
        publish(annual, "c" * 64, LINES)
    assert state(annual) == "frozen"


STEPS: list[tuple[str, Callable[[Edition], object]]] = [
    ("frozen", lambda one: freeze(one, frozen(BUILD))),
    ("reopened", reopen),
    ("signed off", sign),
    ("published", lambda one: publish(one, BUILD, LINES)),
    ("corrected", lambda one: correct(one, "an error")),
]
FROM = {
    "frozen": ["draft"],
    "reopened": ["frozen", "signed"],
    "signed off": ["frozen", "signed"],
    "published": ["frozen", "signed"],
    "corrected": ["published"],
}


@pytest.mark.parametrize("now", ["draft", "frozen", "signed", "published", "corrected"])
@pytest.mark.parametrize(("act", "step"), STEPS, ids=[name for name, _ in STEPS])
def test_each_step_begins_from_its_states_alone(
    annual: Edition, dossier: Dossier, act: str, step: Callable[[Edition], object], now: str
) -> None:
    with writing():
        Edition.objects.filter(pk=annual.pk).update(state=now, build=BUILD)
    with viewing(person(dossier, "publisher", "Lake Watch")):
        if now in FROM[act]:
            step(annual)
            return
        with pytest.raises(EditionRefused) as refused:
            step(annual)
    text = str(refused.value)
    assert text.startswith(f"annual is {now}, and only a {' or '.join(FROM[act])} edition can be {act}: ")
    assert "\n" not in text
    assert state(annual) == now and newest(annual).serial == 1


@pytest.mark.parametrize("role", ["reader", "contributor", "reviewer"])
@pytest.mark.parametrize(("act", "step"), STEPS, ids=[name for name, _ in STEPS])
def test_only_who_may_publish_leads_an_edition_on(
    annual: Edition, dossier: Dossier, role: str, act: str, step: Callable[[Edition], object]
) -> None:
    with viewing(person(dossier, role, "Lake Watch")), pytest.raises(NotAllowed, match="publish"):
        step(annual)
    assert state(annual) == "draft"


def test_nobody_leads_an_edition_of_another_dossier_on(annual: Edition, dossier: Dossier) -> None:
    with as_system():
        other = Dossier.objects.create(slug="other", title="Other", made_at=dossier.made_at)
    with viewing(person(other, "keeper", "Lake Watch")):
        for _, step in STEPS:
            with pytest.raises(EditionRefused, match="there is no edition annual in this dossier"):
                step(annual)
        with pytest.raises(EditionRefused, match="there is no edition annual in this dossier"):
            save(annual, "mine now", "")
        with pytest.raises(EditionRefused, match="there is no edition annual; there is: none"):
            edition_of("annual")
        opened("annual", "text")
    assert state(annual) == "draft"
