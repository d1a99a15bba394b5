"""Many records at once: what will go is told before, all goes in one act, and all comes back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests.workbench.holding import ROOT, Browsers, Held, hold, more_of, viewer_of

from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.models import Account, Dossier, Record, Revision
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.write import Edit, edit

MANY = f"{ROOT}/records/many/"


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> Held:
    return hold(dossier, people["keeper"])


def statuses(*ids: str) -> list[str]:
    with as_system():
        return [one["status"] for one in by_ids(ids)]


def revisions() -> int:
    with as_system():
        return Revision.objects.count()


def ticked(*ids: str) -> list[str]:
    with as_system():
        return [f"{one['id']}:{one['version']}" for one in by_ids(ids)]


def sent(client: Client, **given: Any) -> Any:
    return client.post(MANY, {"why": "read against the papers", **given})


def test_what_stays_is_told_with_its_reason_and_the_rest_goes_in_one_act(held: Held, as_: Browsers) -> None:
    client, x = as_("reviewer"), ticked(held["few"], held["many"], held["shots"])
    before = revisions()
    shown = sent(client, act="review", x=x).content.decode()
    assert "3 records go." in shown and revisions() == before
    assert sent(client, act="review", x=x[:1], sure="1").status_code == 302
    page = sent(client, act="review", x=ticked(held["few"], held["many"], held["shots"])).content.decode()
    assert "2 records go." in page and "1 stays as it is." in page
    assert "is reviewed; review takes draft" in page
    done = sent(client, act="review", x=ticked(held["few"], held["many"], held["shots"]), sure="1")
    assert statuses(held["few"], held["many"], held["shots"]) == ["reviewed"] * 3
    assert revisions() == before + 2
    page = client.get(done["Location"]).content.decode()
    assert "reviewed 2 records" in page and "read against the papers" in page


def test_the_whole_act_is_taken_back(held: Held, as_: Browsers) -> None:
    client = as_("reviewer")
    done = sent(client, act="withdraw", x=ticked(held["few"], held["many"]), sure="1", query="kind=claim")
    revision = re.search(r"revision=([0-9a-f-]{36})", done["Location"])
    assert revision and done["Location"].endswith("kind=claim")
    back = client.post(f"{MANY}undo/", {"revision": revision[1], "query": "kind=claim"}, follow=True)
    assert "all 2 are as they were" in back.content.decode()
    assert statuses(held["few"], held["many"]) == ["draft", "draft"]


def test_nothing_is_taken_back_where_somebody_built_upon_one(
    held: Held, as_: Browsers, dossier: Dossier, people: dict[str, Account]
) -> None:
    client = as_("reviewer")
    sent(client, act="note", note="compare with the mill", x=ticked(held["few"], held["many"]), sure="1")
    with viewing(viewer_of(dossier, people["keeper"])):
        edit([Edit(held["few"], {"note": "compared"})], why="done")
    with as_system():
        revision = Revision.objects.get(why="read against the papers")
    page = client.post(f"{MANY}undo/", {"revision": str(revision.pk)}, follow=True).content.decode()
    assert "Nothing was taken back" in page
    with as_system():
        assert [one["note"] for one in by_ids([held["few"], held["many"]])] == [
            "compared", "compare with the mill",
        ]  # fmt: skip


def test_what_somebody_changed_since_stays(
    held: Held, as_: Browsers, dossier: Dossier, people: dict[str, Account]
) -> None:
    x = ticked(held["few"], held["many"])
    with viewing(viewer_of(dossier, people["keeper"])):
        edit([Edit(held["few"], {"note": "ask again"})], why="doubt")
    page = sent(as_("reviewer"), act="review", x=x).content.decode()
    assert "1 record goes." in page and "somebody changed it after you looked at it" in page
    sent(as_("reviewer"), act="review", x=x, sure="1")
    assert statuses(held["few"], held["many"]) == ["draft", "reviewed"]


def test_publishing_leaves_out_what_has_no_evidence(held: Held, as_: Browsers) -> None:
    client = as_("publisher")
    sent(client, act="review", x=ticked(held["said"], held["shots"]), sure="1")
    page = sent(client, act="publish", x=ticked(held["said"], held["shots"])).content.decode()
    assert "published without evidence" in page and "0 records go." in page
    assert statuses(held["shots"]) == ["reviewed"]


def test_levels_themes_and_notes(held: Held, as_: Browsers) -> None:
    client = as_("reviewer")
    sent(client, act="level", level="restricted", x=ticked(held["few"]), sure="1")
    sent(client, act="take-theme", theme="hate/othering", x=ticked(held["said"]), sure="1")
    with as_system():
        few, said = by_ids([held["few"], held["said"]])
    assert few["level"] == "restricted" and said["themes"] == []
    page = sent(client, act="level", level="sealed", x=ticked(held["few"]))
    assert page.status_code == 400 and "choose who sees them" in page.content.decode()
    page = sent(client, act="put-theme", theme="ghost/none", x=ticked(held["few"]), sure="1")
    assert "no codebook ghost" in page.content.decode() and few["themes"] == []


def test_a_reason_is_asked_for_and_what_was_ticked_is_kept(held: Held, as_: Browsers) -> None:
    x = ticked(held["few"])
    page = sent(as_("reviewer"), act="review", x=x, why=" ", sure="1")
    assert page.status_code == 400 and "say in a few words why" in page.content.decode()
    assert "0 records go" not in page.content.decode()
    assert x[0] in page.content.decode() and statuses(held["few"]) == ["draft"]


def test_nobody_acts_on_what_they_do_not_see_or_may_not(held: Held, as_: Browsers) -> None:
    page = sent(as_("contributor"), act="note", note="n", x=[f"{held['secret']}:1", *ticked(held["few"])])
    told = page.content.decode()
    assert "you may not see it" in told and "1 record goes." in told
    assert sent(as_("reader"), act="note", note="n", x=ticked(held["few"])).status_code == 403
    assert sent(as_("contributor"), act="review", x=ticked(held["few"]), sure="1").status_code == 403
    assert statuses(held["few"], held["secret"]) == ["draft", "draft"]
    listed = as_("reader").get(f"{ROOT}/records/").content.decode()
    assert 'name="x"' not in listed and 'id="many"' not in listed


def test_all_that_the_list_finds(held: Held, as_: Browsers) -> None:
    client = as_("reviewer")
    page = sent(client, act="review", all="1", query="kind=claim&status=draft").content.decode()
    assert "3 records go." in page
    x = re.search(r'name="x" value="([^"]+)"', page)
    assert x
    sent(client, act="review", x=x[1], query="kind=claim", sure="1")
    with as_system():
        assert set(Record.objects.filter(kind="claim").values_list("status", flat=True)) == {"reviewed"}


def test_very_many_are_long_work_done_once_and_whole(
    held: Held, as_: Browsers, dossier: Dossier, people: dict[str, Account]
) -> None:
    from sourcebook.dossier.models import Work
    from sourcebook.workbench.work.process import work_off

    more_of(dossier, people["keeper"], 320)
    client = as_("reviewer")
    page = sent(client, act="review", all="1", query="kind=event").content.decode()
    assert "322 records are in it." in page and "<b>322</b> draft" in page
    digest = re.search(r'name="digest" value="(\w+)"', page)
    assert digest
    sent(as_("reviewer"), act="review", x=ticked(held["shots"]), sure="1")
    moved = sent(client, act="review", all="1", query="kind=event", sure="1", digest=digest[1])
    assert moved.status_code == 400 and "The list changed while you looked" in moved.content.decode()
    digest = re.search(r'name="digest" value="(\w+)"', moved.content.decode())
    assert digest
    before = revisions()
    begun = sent(client, act="review", all="1", query="kind=event", sure="1", digest=digest[1])
    assert "/work/" in begun["Location"]
    work_off()
    with as_system():
        work = Work.objects.get()
        assert set(Record.objects.filter(kind="event").values_list("status", flat=True)) == {"reviewed"}
    assert work.state == "done" and "321 records changed, 1 stay" in work.words, work.words
    assert revisions() == before + 1


def test_anything_may_be_sent(held: Held, as_: Browsers) -> None:
    for given in (
        {},
        {"x": "7"},
        {"x": "a:b"},
        {"all": "1", "query": "kind=ghost"},
        {"act": "burn", "x": ticked(held["few"])},
    ):
        assert as_("keeper").post(MANY, given).status_code in (302, 400), given  # fmt: skip
    assert as_("keeper").get(f"{MANY}?revision=7").status_code == 404
    assert as_("keeper").post(f"{MANY}undo/", {"revision": "7"}).status_code == 302


def test_what_lacks_evidence_is_told_with_what_to_do(held: Held, as_: Browsers) -> None:
    sent(as_("reviewer"), act="review", x=ticked(held["few"]), sure="1")
    page = sent(as_("reviewer"), act="publish", x=ticked(held["few"])).content.decode()
    assert ("published without evidence" in page) == ('id="what-lacks"' in page)
