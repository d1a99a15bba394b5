"""What each role is offered on a record, and what becomes of it: states, levels, two made one and one made two."""

from __future__ import annotations

import pytest
from tests.dossier.write.making import actor, evidence, make, source
from tests.workbench.editing.filling import ROOT
from tests.workbench.editing.test_changing import now
from tests.workbench.holding import Browsers, Held, hold, queries, read, viewer_of

from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Account, Dossier, Edition, EditionText, Proposal
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write.make import now as moment


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> Held:
    return hold(dossier, people["keeper"])


@pytest.fixture
def pair(dossier: Dossier, people: dict[str, Account], held: Held) -> tuple[str, str]:
    """Two records that are of one person perhaps, and a statement of each."""
    one, other = actor("Tavo Brenik"), actor("T. Brenik", "Tavo the younger")
    said = [
        empty_plain("statement", text="No.", speakers=[{"actor": each["id"], "words": "he"}])
        for each in (one, other)
    ]
    with viewing(viewer_of(dossier, people["keeper"])):
        make(one, other, *said, why="two papers")
    return one["id"], other["id"]


@pytest.mark.parametrize(
    ("role", "offered", "not_offered"),
    [
        ("reader", [], ["Change", "Mark as reviewed", "Undo", "State and level"]),
        ("contributor", [">Change<", "State and level"], ["Mark as reviewed", ">Undo<", ">Publish<"]),
        ("reviewer", [">Change<", "Mark as reviewed", ">Undo<", "State and level"], [">Publish<"]),
        ("publisher", [">Change<", "Mark as reviewed", ">Undo<"], []),
    ],
)
def test_each_role_sees_just_its_buttons(
    held: Held, as_: Browsers, role: str, offered: list[str], not_offered: list[str]
) -> None:
    page = read(as_(role), f"/records/{held['shots']}/").split("<main", 1)[1].split("<dialog", 1)[0]
    assert [words for words in offered if words not in page] == []
    assert [words for words in not_offered if words in page] == []
    assert ("data-edit=" in page) == (role != "reader")


def test_from_draft_to_published_and_back(held: Held, as_: Browsers) -> None:
    client, address = as_("publisher"), f"{ROOT}/records/{held['few']}/status/"
    assert client.post(address, {"act": "review", "version": "1"}).status_code == 302
    assert now(held["few"])["status"] == "reviewed"
    refused = client.post(address, {"act": "publish", "version": "2"})
    page = refused.content.decode()
    assert refused.status_code == 422 and "published without evidence" in page
    assert f"/records/{held['few']}/edit/evidence/" in page
    stale = client.post(address, {"act": "reopen", "version": "1", "why": "too soon"})
    assert stale.status_code == 409 and "Somebody changed this record" in stale.content.decode()
    unsaid = client.post(address, {"act": "withdraw", "version": "2"})
    assert unsaid.status_code == 422 and "Say why" in unsaid.content.decode()
    assert client.post(address, {"act": "withdraw", "version": "2", "why": "a mistake"}).status_code == 302
    assert now(held["few"])["status"] == "withdrawn"
    assert client.post(address, {"act": "reopen", "version": "3", "why": "none after all"}).status_code == 302
    assert now(held["few"])["status"] == "draft"


def test_a_contributor_does_not_review(held: Held, as_: Browsers) -> None:
    response = as_("contributor").post(f"{ROOT}/records/{held['few']}/status/", {"act": "review"})
    assert response.status_code == 422 and "not allowed for the role contributor" in response.content.decode()
    assert now(held["few"])["status"] == "draft"


def test_who_sees_a_record_and_one_of_its_fields(held: Held, as_: Browsers) -> None:
    client, address = as_("reviewer"), f"{ROOT}/records/{held['shots']}/status/"
    given = {"act": "withhold", "field": "when", "level": "restricted", "why": "the family asks"}
    assert client.post(address, given).status_code == 302
    assert "2031-03-21" not in read(as_("reader"), f"/records/{held['shots']}/")
    assert client.post(address, {"act": "level", "level": "restricted", "why": "told us"}).status_code == 302
    assert as_("reader").get(f"{ROOT}/records/{held['shots']}/").status_code == 404
    lowered = client.post(address, {"act": "level", "level": "team", "why": "it is known"})
    assert lowered.status_code == 422 and "ask a keeper" in lowered.content.decode()
    sealed = as_("keeper").post(address, {"act": "level", "level": "sealed", "why": "a witness"})
    assert sealed.status_code == 422 and "choose a passphrase first" in sealed.content.decode()


def test_what_is_published_is_changed_by_publishers_alone(held: Held, as_: Browsers) -> None:
    publisher = as_("publisher")
    with as_system():
        record = held["letter"]
    for act in ("review", "publish"):
        publisher.post(f"{ROOT}/records/{record}/status/", {"act": act})
    assert now(record)["status"] == "reviewed", "no evidence: it stays"
    source = held["source"]
    for act in ("review", "publish"):
        assert publisher.post(f"{ROOT}/records/{source}/status/", {"act": act}).status_code == 302
    refused = as_("reviewer").get(f"{ROOT}/records/{source}/edit/")
    assert refused.status_code == 403 and "This record is published" in refused.content.decode()
    assert publisher.get(f"{ROOT}/records/{source}/edit/").status_code == 200


def test_two_are_looked_at_side_by_side_and_made_one(pair: tuple[str, str], as_: Browsers) -> None:
    client, (one, other) = as_("reviewer"), pair
    page = read(client, f"/records/{one}/merge/?with={other}")
    assert "Tavo Brenik" in page and "Tavo the younger" in page
    address = f"{ROOT}/records/{one}/merge/"
    unsaid = client.post(address, {"with": other, "keep": one, "act": "merge"})
    assert unsaid.status_code == 422 and "Say why" in unsaid.content.decode()
    done = client.post(address, {"with": other, "keep": other, "act": "merge", "why": "one biography"})
    assert done.headers["Location"].endswith(f"/records/{other}/")
    assert now(one)["merged_into"] == other
    assert {row["value"] for row in now(other)["parts"]["names"]} >= {"Tavo Brenik", "T. Brenik"}
    assert "This is part of another record" in client.get(f"{ROOT}/records/{one}/edit/").content.decode()


def test_a_contributor_proposes_and_a_reviewer_makes_one(pair: tuple[str, str], as_: Browsers) -> None:
    one, other = pair
    address = f"{ROOT}/records/{one}/merge/"
    given = {"with": other, "keep": one, "why": "one biography"}
    assert as_("contributor").post(address, {**given, "act": "merge"}).status_code == 403
    assert as_("contributor").post(address, {**given, "act": "propose"}).status_code == 302
    assert as_("contributor").post(address, {**given, "act": "propose"}).status_code == 302
    with as_system():
        assert Proposal.objects.get().state == "open"
    assert as_("reviewer").post(address, {**given, "act": "merge"}).status_code == 302
    with as_system():
        assert Proposal.objects.get().state == "accepted"
    assert now(other)["merged_into"] == one


def test_what_is_of_another_kind_is_no_other_half(pair: tuple[str, str], held: Held, as_: Browsers) -> None:
    given = {"with": held["source"], "keep": pair[0], "why": "x", "act": "propose"}
    response = as_("reviewer").post(f"{ROOT}/records/{pair[0]}/merge/", given)
    assert response.status_code == 422 and "only records of one kind" in response.content.decode()


def test_one_is_made_two_with_the_links_that_go(pair: tuple[str, str], as_: Browsers) -> None:
    client, record = as_("reviewer"), pair[1]
    page = read(client, f"/records/{record}/split/")
    link = page.split('name="link" value="', 1)[1].split('"', 1)[0]
    name = now(record)["parts"]["names"][1]["id"]
    address = f"{ROOT}/records/{record}/split/"
    unnamed = client.post(address, {"why": "two men"})
    assert unnamed.status_code == 422 and "name some of its names" in unnamed.content.decode()
    done = client.post(address, {"name": name, "link": link, "why": "two men"})
    new = done.headers["Location"].rstrip("/").rsplit("/", 1)[-1]
    assert [row["value"] for row in now(new)["parts"]["names"]] == ["Tavo the younger"]
    assert now(link)["parts"]["speakers"][0]["actor"] == new


def test_the_page_tells_where_it_is_used_and_what_the_checks_find(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    with as_system(), writing():
        edition = Edition.objects.create(dossier=dossier, slug="report-2031", made_at=moment())
        text = f"He said it [@statement:{held['said'][:8]}]."
        EditionText.objects.create(edition=edition, serial=1, content=text, at=moment())
    page = read(as_("reviewer"), f"/records/{held['said']}/about/")
    assert "report-2031" in page
    other = read(as_("reviewer"), f"/records/{held['shots']}/about/")
    assert "report-2031" not in other and "No edition refers to it" in other
    leaflet = source("https://leaflet.example/1", title="A leaflet")
    told = empty_plain(
        "event", type="threat", when="2031-05-01", evidence=[evidence("type", basis=leaflet["id"])]
    )
    with viewing(viewer_of(dossier, people["keeper"])):
        make(leaflet, told, why="found on a wall")
    assert "no copy of it was kept" in read(as_("reviewer"), f"/records/{told['id']}/about/")
    assert queries(as_("reviewer"), f"/records/{held['said']}/about/") <= 25
