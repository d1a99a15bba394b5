"""A capture is handed out only while a person's clearance holds, and what was called back is told by its hash."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.dossier.editions.making import hash_of, page
from tests.dossier.write.conftest import open_vault

from sourcebook.dossier.editions import EditionRefused
from sourcebook.dossier.editions.releasing import captures_of, release, released, revoked, withdraw
from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Dossier, Release
from sourcebook.dossier.seen import NotAllowed, Viewer, as_system, viewing
from sourcebook.dossier.write import Edit, create, edit
from sourcebook.dossier.write.erasing import erase
from sourcebook.dossier.write.levels import set_level
from sourcebook.dossier.write.merging import merge
from sourcebook.dossier.write.status import advance
from sourcebook.dossier.write.undoing import undo
from sourcebook.publish.gathering import gather

GHOST = "5c4f8f9e-1111-4222-8333-444455556666"


def source(**own: object) -> str:
    plain = empty_plain("source", title="The Kelmet Gazette", level="public", **own)
    return create([plain], "").ids[0]


def test_it_works(keeper: Viewer) -> None:
    one, other = page("one"), page("other")
    assert release([one, other, one], "the publisher agreed") == 2
    assert released() == {one, other}
    assert revoked() == []
    kept = Release.objects.get(capture__pk=one)
    assert (kept.why, kept.who_id, kept.sha256) == ("the publisher agreed", keeper.account, hash_of(one))


def test_released_again_it_is_released_once(keeper: Viewer) -> None:
    one, other = page("one"), page("other")
    release([one], "looked at")
    assert release([one, other], "looked at both") == 1
    assert release([one], "again") == 0
    assert Release.objects.count() == 2


@pytest.mark.parametrize("why", ["", "  \n"])
def test_a_reason_is_needed(keeper: Viewer, why: str) -> None:
    one = page()
    with pytest.raises(EditionRefused, match="a capture is released for a reason"):
        release([one], why)
    release([one], "looked at")
    with pytest.raises(EditionRefused, match="say --why the release is withdrawn"):
        withdraw([one], why)
    assert released() == {one}


def test_what_cannot_be_released_refuses_all(keeper: Viewer) -> None:
    good, gazette = page(), source()
    team = create([empty_plain("capture", sha256="ab" * 32)], "").ids[0]
    empty = create([empty_plain("capture", level="public", status="published")], "").ids[0]
    draft = create([empty_plain("capture", level="public", sha256="ab" * 32)], "").ids[0]
    for bad, told in (
        (GHOST, "is no capture of this dossier"),
        ("no id", "is no capture of this dossier"),
        (gazette, "is no capture of this dossier"),
        (team, "only a published capture of level public"),
        (draft, "only a published capture of level public"),
        (empty, "no bytes are kept of it"),
    ):
        with pytest.raises(EditionRefused, match=f"^{bad}.*{told}") as refused:
            release([good, bad], "looked at")
        assert "\n" not in str(refused.value)
    with pytest.raises(EditionRefused, match="there is no published capture of level public to release"):
        release([], "looked at")
    assert not Release.objects.exists()


def test_of_a_source_its_public_captures_are_meant(keeper: Viewer) -> None:
    gazette = source()
    one, other = page("one", source=gazette), page("other", source=gazette)
    create([empty_plain("capture", source=gazette, sha256="ab" * 32)], "")
    create([empty_plain("capture", source=gazette, level="public", status="published")], "")
    alone = page("alone")
    assert captures_of([gazette, alone]) == sorted([one, other, alone])
    assert captures_of([source()]) == []
    assert captures_of([GHOST]) == [GHOST], "so that it is refused by name"


def test_called_back_it_stands_on_the_list_until_it_is_released_again(keeper: Viewer) -> None:
    one, other = page("one"), page("other")
    release([one, other], "looked at")
    assert withdraw([one], "consent withdrawn") == 1
    assert released() == {other}
    assert revoked() == [hash_of(one)]
    kept = Release.objects.get(capture__pk=one)
    assert (kept.withdrawn_why, kept.withdrawn_by_id) == ("consent withdrawn", keeper.account)
    with pytest.raises(EditionRefused, match="none of these is released, so there is nothing to call back"):
        withdraw([one], "again")
    release([one], "consent given again")
    assert released() == {one, other} and revoked() == []
    withdraw([one, other], "all of it")
    assert revoked() == sorted([hash_of(one), hash_of(other)])
    assert Release.objects.filter(capture__pk=one).count() == 2, "nothing is forgotten"


def test_the_same_bytes_elsewhere_are_called_back_too(keeper: Viewer) -> None:
    one, same = page("one"), page("one")
    release([one, same], "looked at")
    assert withdraw([one], "consent withdrawn") == 2
    assert released() == frozenset()
    assert revoked() == [hash_of(one)]


def test_what_is_not_public_any_more_is_not_handed_out(keeper: Viewer) -> None:
    one, other = page("one"), page("other")
    release([one, other], "looked at")
    set_level([one], "team", "a face can be seen")
    advance([other], "withdraw", "not genuine")
    assert released() == frozenset()
    assert revoked() == sorted([hash_of(one), hash_of(other)])
    set_level([one], "public", "the face was nobody's")
    assert released() == {one} and revoked() == [hash_of(other)]


def test_a_sealed_capture_is_never_handed_out(dossier: Dossier, keeper: Viewer) -> None:
    keys = open_vault(dossier)
    gazette = source()
    one, clear = page("one", source=gazette), page("other")
    release([one, clear], "looked at")
    digest = hash_of(one)
    assert gather().released == {one, clear}
    set_level([gazette], "sealed", "too dangerous", keys=keys)
    material = gather()
    assert material.released == {clear}
    assert one not in material.records
    assert material.bytes_of(one) is None and material.text_of(one) is None
    assert released() == {clear}
    assert revoked() == [digest]


def test_a_withdrawn_capture_is_not_gathered(keeper: Viewer) -> None:
    one, clear = page("one"), page("other")
    release([one, clear], "looked at")
    advance([one], "withdraw", "not genuine")
    assert gather().released == {clear} and gather(already_public=True).released == {clear}


def test_the_list_is_whole_whoever_asks_for_it(
    dossier: Dossier, keeper: Viewer, member: Callable[..., Viewer]
) -> None:
    keys = open_vault(dossier)
    one = page("one")
    release([one], "looked at")
    digest = hash_of(one)
    set_level([one], "sealed", "too dangerous", keys=keys)
    with viewing(member("publisher")):
        assert not Release.objects.exists(), "what was said of a sealed capture is the keeper's"
        assert revoked() == [digest]


def test_other_bytes_are_not_cleared(keeper: Viewer) -> None:
    one = page("one")
    old = hash_of(one)
    release([one], "looked at")
    other = page("other")
    edit([Edit(one, {"fields/sha256": hash_of(other)})], "the page as it was")
    assert released() == frozenset() and revoked() == [old]
    assert release([one], "looked at that too") == 1
    assert released() == {one} and revoked() == [old]
    assert Release.objects.get(sha256=old).withdrawn_why == "the capture has other bytes now"


def test_sources_with_released_captures_are_merged_and_nothing_is_called_back(keeper: Viewer) -> None:
    keep, gone = source(), source()
    one = page("one", source=gone)
    release([one], "looked at")
    revision = merge(keep, [gone], "one paper")
    assert released() == {one} and revoked() == []
    assert captures_of([keep]) == [one] and captures_of([gone]) == []
    assert revision is not None
    undo(str(revision), "two papers")
    assert released() == {one} and captures_of([gone]) == [one]


def test_of_an_erased_capture_the_hash_stays_and_nothing_else(keeper: Viewer) -> None:
    one, never, clear = page("one"), page("never released"), page("clear")
    release([one], "Orla Minch agreed")
    withdraw([one], "Orla Minch asked")
    release([one], "Orla Minch agreed again")
    release([clear], "looked at")
    digest = hash_of(one)
    erase([one, never], "asked by letter")
    assert released() == {clear}
    assert revoked() == [digest]
    with as_system():
        kept = list(Release.objects.filter(capture__pk=one).values_list("why", "withdrawn_why"))
        assert kept == [("(erased)", "(erased)")] * 2
        assert not Release.objects.filter(capture__pk=one, withdrawn_at=None).exists()
        assert "Orla" not in str(list(Release.objects.values()))
    with pytest.raises(EditionRefused, match="only a published capture"):
        release([one], "looked at")
    assert gather().released == {clear}


@pytest.mark.parametrize("role", ["reader", "contributor", "reviewer"])
def test_only_who_may_publish_releases(keeper: Viewer, member: Callable[..., Viewer], role: str) -> None:
    one = page()
    release([one], "looked at")
    with viewing(member(role)):
        for act in (lambda: release([one], "why"), lambda: withdraw([one], "why"), revoked):
            with pytest.raises(NotAllowed):
                act()
        assert released() == {one}, "whoever sees the capture sees that it is released"


def test_nothing_of_another_dossier_is_released_or_told(dossier: Dossier, keeper: Viewer) -> None:
    one = page()
    release([one], "looked at")
    withdraw([one], "no")
    with as_system():
        other = Dossier.objects.create(slug="other", title="Other", made_at=dossier.made_at)
    with viewing(Viewer(other.pk, "keeper", keeper.account)):
        assert revoked() == [] and released() == frozenset()
        with pytest.raises(EditionRefused, match="is no capture of this dossier"):
            release([one], "mine")
        with pytest.raises(EditionRefused, match="none of these is released"):
            withdraw([one], "mine")


def test_the_number_of_queries_does_not_grow(keeper: Viewer) -> None:
    def asked(count: int) -> int:
        gazette = source()
        for number in range(count):
            page(f"{count}, {number}", source=gazette)
        with CaptureQueriesContext(connection) as queries:
            captures = captures_of([gazette])
            assert release(captures, "looked at") == count
            assert len(released()) == count
            assert withdraw(captures, "consent withdrawn") == count
            revoked()
        return len(queries)

    assert asked(30) == asked(2)
