"""What programs get: exactly what the person sees who made the key, in the form of an export."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.workbench.holding import QUOTED, SPEECH, Held, more_of, viewer_of
from tests.workbench.samples import SAMPLES

from sourcebook.dossier.exchange.seen_records import seen_records
from sourcebook.dossier.models import Account, Dossier, Edition, EditionText, Record
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.workbench.frame import TOKEN
from sourcebook.workbench.frame.matrix import MEMBERS, addresses

Ask = Callable[..., Any]


def every(ask: Ask, role: str, **query: Any) -> list[dict[str, Any]]:
    """All records, part after part."""
    found: list[dict[str, Any]] = []
    after: dict[str, str] = {}
    while True:
        part = ask(role, "records", limit=3, **query, **after).json()
        found += part["items"]
        if part["next"] is None:
            return found
        after = {"after": part["next"]}


@pytest.mark.parametrize("role", MEMBERS)
def test_a_key_sees_exactly_what_its_person_sees(
    role: str, held: Held, ask: Ask, dossier: Dossier, people: dict[str, Account]
) -> None:
    with viewing(viewer_of(dossier, people[role], role)):
        seen = {plain["id"]: plain for plain in seen_records(Record.objects.order_by("id"))}
    assert {plain["id"]: plain for plain in every(ask, role)} == json.loads(json.dumps(seen))
    lines = ask(role, "records.jsonl")
    assert lines.headers["Content-Type"] == "application/jsonl"
    assert [json.loads(one) for one in b"".join(lines.streaming_content).splitlines()] == list(seen.values())
    for record in held.values():
        answer = ask(role, f"records/{record}")
        assert answer.status_code == (200 if record in seen else 404)
        assert ask(role, f"records/{record}/history").status_code == answer.status_code
    restricted = held["witness"] in seen
    assert restricted == (role in ("reviewer", "publisher", "keeper"))
    told = ask(role, f"records/{held['said']}")
    assert ("Mira Quell" in told.content.decode()) == restricted


@pytest.mark.parametrize("role", MEMBERS)
def test_every_address_answers_a_key_of_every_role(role: str, ask: Ask, dossier: Dossier, held: Held) -> None:
    for each in addresses():
        if each.rule is None or each.rule.who != TOKEN:
            continue
        address = reverse(each.name, kwargs={name: SAMPLES[name](dossier) for name in each.arguments})
        answer = ask(role, address.removeprefix("/api/v1/"), **({"q": "hill"} if "search" in address else {}))
        assert answer.status_code == (404 if "layer" in each.arguments else 200), address


def test_filters_are_those_of_the_lists(held: Held, ask: Ask) -> None:
    def ids(**query: str) -> set[str]:
        return {one["id"] for one in ask("keeper", "records", **query).json()["items"]}

    assert ids(kind="statement") == {held["said"]}
    assert ids(kind="event", since="2031-03-21") == {held["shots"]}
    assert ids(speaker=held["speaker"]) == {held["said"]}
    assert ids(theme="hate/othering") == {held["said"]}
    assert ids(form="threat") == {held["letter"]} and ids(status="published") == set()
    sources = ask("keeper", "sources", kind="event").json()["items"]
    assert [one["id"] for one in sources] == [held["source"]]


@pytest.mark.parametrize(
    ("path", "query", "where"),
    [
        ("records", {"kind": "person"}, "kind"), ("records", {"since": "2031-13-01"}, "since"),
        ("records", {"limit": "501"}, "limit"), ("records", {"after": "x"}, "after"), ("search", {}, "q"),
        ("records.jsonl", {"speaker": "Oren"}, "speaker"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_told(
    path: str, query: dict[str, str], where: str, dossier: Dossier, ask: Ask
) -> None:
    answer = ask("reader", path, **query)
    assert answer.status_code == 422 and answer.headers["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == 422 and where in told["errors"][0]["where"]


def test_what_is_not_there_or_not_taken_is_told_as_a_problem(dossier: Dossier, ask: Ask, key_of: Any) -> None:
    answer = ask("reader", "records/00000000-0000-4000-8000-000000000001")
    assert answer.status_code == 404 and answer.json()["title"].startswith("There is no such")
    assert ask("reader", "nothing").headers["Content-Type"] == "application/problem+json"
    client = Client(headers={"host": "127.0.0.1:8000", "authorization": f"Bearer {key_of('keeper')}"})
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        refused = client.generic(method, "/api/v1/records")
        assert refused.status_code == 405 and "GET" in refused.headers["Allow"]
        assert refused.headers["Content-Type"] == "application/problem+json"


def test_what_a_program_has_already_is_not_sent_again(held: Held, ask: Ask) -> None:
    first = ask("reader", f"records/{held['said']}")
    again = ask("reader", f"records/{held['said']}", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304 and again.content == b""
    other = ask("keeper", f"records/{held['said']}", headers={"if-none-match": first.headers["ETag"]})
    assert other.status_code == 200


def test_a_text_has_the_places_of_its_evidence_in_code_points(held: Held, ask: Ask) -> None:
    for of in ("copy", "source"):
        [head] = ask("reader", f"records/{held[of]}/texts").json()
        assert head["capture"] == held["copy"] and "text" not in head
    text = ask("reader", f"texts/{head['id']}").json()
    assert text["text"] == SPEECH
    [stands] = text["evidence"]
    assert stands["record"] == held["said"] and text["text"][stands["start"] : stands["end"]] == QUOTED


def test_search_finds_what_the_page_finds(held: Held, ask: Ask) -> None:
    found = ask("reader", "search", q="hill").json()
    assert held["said"] in {hit["record"] for hit in found["hits"]} and found["total"] >= 1
    assert any(sought for _, sought in found["hits"][0]["excerpt"])
    assert ask("reader", "search", q="Quell").json()["hits"] == []
    assert ask("keeper", "search", q="Quell").json()["hits"] != []


def test_editions_and_codebooks(dossier: Dossier, ask: Ask) -> None:
    with as_system():
        made = Edition.objects.create(dossier=dossier, slug="report-2031", made_at=dossier.made_at)
        EditionText.objects.create(edition=made, serial=1, content="# Roads", at=dossier.made_at)
    [edition] = ask("reader", "editions").json()
    assert edition["slug"] == "report-2031" and edition["state"] == "draft" and edition["corrects"] is None
    assert ask("reader", "editions/report-2031").json()["content"] == "# Roads"
    assert ask("reader", "editions/other").status_code == 404
    assert ask("reader", "codebooks").json() == []


def test_it_takes_as_many_queries_for_many_records_as_for_few(
    held: Held, ask: Ask, dossier: Dossier, people: dict[str, Account]
) -> None:
    def number() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert ask("reviewer", "records", kind="event", limit=100).status_code == 200
        return len(asked)

    number()
    few = number()
    more_of(dossier, people["keeper"], 60)
    assert number() == few <= 20


def test_the_description_is_a_page_and_a_file_and_tells_of_no_dossier(dossier: Dossier) -> None:
    anyone = Client(headers={"host": "127.0.0.1:8000"})
    told = anyone.get("/api/v1/openapi.json").json()
    assert len(told["paths"]) == 12 and told["openapi"].startswith("3.")
    page = anyone.get("/api/v1/").content.decode()
    assert all(path in page for path in told["paths"]) and "Ardovia" not in page
    assert '<script src="http' not in page and "cdn" not in page
