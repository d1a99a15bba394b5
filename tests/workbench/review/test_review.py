"""The reviewer's morning: a draft beside its evidence, one decision each, nothing decided twice."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from tests.dossier.write.making import actor, make
from tests.workbench.holding import ROOT, Browsers, Held, hold, more_of, queries, viewer_of

from sourcebook.dossier.desk.reasons import reason_words, reasons
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.models import Account, Change, Dossier, Proposal
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.write import Edit, edit
from sourcebook.dossier.write.status import advance

REVIEW = f"{ROOT}/review/"


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> Held:
    return hold(dossier, people["keeper"])


def opened(client: Client, query: str = "") -> tuple[str, str]:
    """(the draft in hand, the page) of the queue."""
    response: Any = client.get(f"{REVIEW}?{query}", follow=True)
    assert response.status_code == 200
    return response.wsgi_request.GET.get("at", ""), response.content.decode()


def decided(client: Client, address: str, **given: str) -> tuple[str, str]:
    response: Any = client.post(address, given, follow=True)
    assert response.status_code == 200
    return response.wsgi_request.GET.get("at", ""), response.content.decode()


def form_of(page: str) -> tuple[str, str]:
    """The address that decides, and the version that was looked at."""
    action = re.search(r'action="(/d/ardovia/review/decide/[^"]*)"', page)
    version = re.search(r'name="version" value="(\d+)"', page)
    assert action
    return action[1].replace("&amp;", "&"), version[1] if version else ""


def one(record: str) -> dict[str, Any]:
    with as_system():
        return by_ids([record])[0]


def test_a_draft_stands_beside_its_evidence(held: Held, as_: Browsers) -> None:
    at, page = opened(as_("reviewer"), "kind=statement")
    assert at == held["said"] and "1 of 1" in page
    assert "<mark>Every hill will be ours again.</mark>" in page and "Nobody answered." in page
    assert f"/records/{held['copy']}/" in page
    assert "No evidence yet for" in page


def test_accepted_and_the_next_comes_by_itself(held: Held, as_: Browsers) -> None:
    client = as_("reviewer")
    first, page = opened(client, "kind=claim")
    assert "1 of 3" in page
    action, version = form_of(page)
    second, page = decided(client, action, act="review", version=version)
    assert second and second != first and "2 of 3" in page
    assert one(first)["status"] == "reviewed" and one(first)["reviewed_by"]
    action, version = form_of(page)
    third, page = decided(client, action, act="review", version=version)
    action, version = form_of(page)
    none, page = decided(client, action, act="review", version=version)
    assert not none and "No draft is like this" in page and len({first, second, third}) == 3


def test_rejected_with_a_reason_from_the_list(held: Held, as_: Browsers) -> None:
    client = as_("reviewer")
    first, page = opened(client, "kind=claim")
    for reason in reasons():
        assert reason.words in page
    action, version = form_of(page)
    same, page = decided(client, action, reason="other", version=version)
    assert same == first and "say in your own words why" in page.lower()
    decided(client, action, reason="not-there", words="page 3 is missing", version=version)
    assert one(first)["status"] == "withdrawn"
    with as_system():
        why = Change.objects.get(record_id=first, version=2).revision.why
    assert why == "The words are not in the source: page 3 is missing"


def test_a_reason_that_is_none_is_refused() -> None:
    assert reason_words("other", " a  rumour ") == "a rumour"
    for key, own in (("ghost", ""), ("other", " ")):
        with pytest.raises(ValueError, match=r"(reason|words)"):
            reason_words(key, own)


def test_what_is_put_off_comes_again_when_asked(held: Held, as_: Browsers) -> None:
    client, seen = as_("reviewer"), []
    at, page = opened(client, "kind=claim")
    while at:
        seen.append(at)
        at, page = decided(client, form_of(page)[0], act="skip")
    assert sorted(seen) == sorted([held["few"], held["many"], held["secret"]])
    assert "You put 3 off." in page
    response: Any = client.post(f"{REVIEW}again/?kind=claim", follow=True)
    assert response.wsgi_request.GET["at"] in seen


def test_the_last_decision_is_taken_back(held: Held, as_: Browsers) -> None:
    client = as_("reviewer")
    first, page = opened(client, "kind=claim")
    action, version = form_of(page)
    _, page = decided(client, action, act="review", version=version)
    undo = re.search(r'action="(/d/ardovia/review/undo/[^"]*)"', page)
    assert undo
    at, page = decided(client, undo[1].replace("&amp;", "&"))
    assert at == first and one(first)["status"] == "draft" and "1 of 3" in page


def test_two_reviewers_never_decide_one_draft_twice(
    held: Held, as_: Browsers, dossier: Dossier, people: dict[str, Account]
) -> None:
    client = as_("reviewer")
    first, page = opened(client, "kind=claim")
    action, version = form_of(page)
    with viewing(viewer_of(dossier, people["publisher"], "publisher")):
        advance([first], "withdraw", "recorded already")
    at, page = decided(client, action, act="review", version=version)
    assert one(first)["status"] == "withdrawn" and one(first)["version"] == 2
    assert at != first and "Vela Publisher rejected it just now: recorded already" in page
    _, page = opened(client, f"at={first}")
    assert "Vela Publisher rejected it" in page and 'value="review"' not in page


def test_what_was_corrected_meanwhile_is_looked_at_again(
    held: Held, as_: Browsers, dossier: Dossier, people: dict[str, Account]
) -> None:
    client = as_("reviewer")
    first, page = opened(client, "kind=claim")
    action, version = form_of(page)
    with viewing(viewer_of(dossier, people["publisher"], "publisher")):
        edit([Edit(first, {"fields/best": 7})], why="the coroner")
    at, page = decided(client, action, act="review", version=version)
    assert at == first and one(first)["status"] == "draft"
    assert "Vela Publisher corrected it just now" in page and "7" in page


def test_those_of_one_text_come_together_in_its_order(
    dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    from tests.dossier.write.making import capture, evidence, layer_of, source, statement

    quoted = ["Nobody answered", "Every hill will be ours again", "Nobody will stop us"]
    with viewing(viewer_of(dossier, people["keeper"])):
        one_source, other = source("https://a.example"), source("https://b.example", "The Selm Post")
        near, far = capture(one_source["id"]), capture(other["id"])
        drafts = []
        for copy in (near, far):
            for words in quoted:
                said = statement(words)
                said["evidence"] = [evidence("text", layer_of(copy), words)]
                drafts.append(said)
        make(one_source, other, near, far, why="two papers")
        make(*(drafts[number] for number in (2, 3, 0, 5, 1, 4)), why="read")
    client = as_("reviewer")
    at, page = opened(client, "kind=statement")
    order = []
    while at:
        order.append(next(n for n, one in enumerate(drafts) if one["id"] == at))
        action, version = form_of(page)
        at, page = decided(client, action, act="review", version=version)
    texts = [order[:3], order[3:]]
    assert sorted(texts) == [[1, 0, 2], [4, 3, 5]], order


@pytest.fixture
def alike(dossier: Dossier, people: dict[str, Account]) -> tuple[str, str, str]:
    with viewing(viewer_of(dossier, people["keeper"])):
        one, other = make(actor("Oren Dask"), actor("O. Dask", "Oren Dasc"))
    with as_system():
        made = Proposal.objects.create(
            dossier=dossier, kind="merge", record_id=one, other_id=other, key="k",
            reasons=["the same office on the same day"], made_at=datetime(2031, 4, 1, tzinfo=UTC),
        )  # fmt: skip
    return str(made.pk), one, other


def test_a_pair_stands_side_by_side_and_becomes_the_one_that_is_kept(
    alike: tuple[str, str, str], as_: Browsers
) -> None:
    client, (proposal, first, other) = as_("reviewer"), alike
    at, page = opened(client, "what=pairs")
    assert at == f"p-{proposal}" and "Are these one and the same?" in page
    assert "the same office on the same day" in page and "Oren Dasc" in page
    _, page = decided(client, f"{REVIEW}proposal/?at=p-{proposal}", keep=other)
    assert one(first)["merged_into"] == other and one(other)["status"] == "draft"
    undo = re.search(r'action="(/d/ardovia/review/undo/[^"]*)"', page)
    assert undo
    at, page = decided(client, undo[1].replace("&amp;", "&"))
    assert at == f"p-{proposal}" and one(first)["merged_into"] is None
    decided(client, f"{REVIEW}proposal/?at=p-{proposal}", act="reject")
    with as_system():
        assert Proposal.objects.get().state == "rejected"
    _, page = decided(client, f"{REVIEW}proposal/?at=p-{proposal}", keep=first)
    assert "Vela Reviewer decided it just now" in page and one(other)["merged_into"] is None


def test_few_queries_however_many_wait(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers, alike: tuple[str, str, str]
) -> None:
    more_of(dossier, people["keeper"], 200)
    client = as_("reviewer")
    for at in (held["said"], held["few"], held["shots"], held["speaker"], f"p-{alike[0]}"):
        assert queries(client, f"/review/?at={at}&back={held['few']}") <= 15, at
    assert "1 of 212" in opened(client, f"at={held['shots']}")[1]


def test_who_may_not_review_has_no_queue(held: Held, as_: Browsers) -> None:
    assert as_("contributor").get(REVIEW).status_code == 403
    assert "/review/" not in as_("reader").get(f"{ROOT}/").content.decode()


def test_anything_may_stand_in_the_address(held: Held, as_: Browsers) -> None:
    client = as_("reviewer")
    for query in (
        "at=7",
        "at=p-7",
        "done=x&at=",
        "kind=ghost",
        "at=00000000-0000-4000-8000-000000000001",
        "back=z",
    ):
        opened(client, query)
        for name in ("decide", "proposal", "undo", "again"):
            assert (
                client.post(f"{REVIEW}{name}/?{query}", {"act": "review", "version": "x"}).status_code == 302
            )
