"""Four times the records take about four times as long, not sixteen: also where they are all alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.checks.dossier.making import proof, record

from sourcebook.checks import Dossier, check_dossier

Short = dict[str, Any]
WORDS = [
    "road",
    "bridge",
    "patrol",
    "dawn",
    "market",
    "school",
    "mill",
    "harbour",
    "court",
    "winter",
    "orchard",
    "river",
]


def of_all_kinds(size: int) -> Iterator[Short]:
    """A dossier such as teams have: for each eight records one place, person, source, capture and so on."""
    for n in range(size // 8):
        yield {
            "id": f"place{n}",
            "kind": "place",
            "names": [{"value": f"Brenn {n}", "used_by": "a"}, {"value": f"Saarn {n}", "used_by": "b"}],
            "wholes": [{"whole": f"place{n // 9}"}],
        }
        yield {
            "id": f"person{n}",
            "kind": "actor",
            "form": "person",
            "public": "private",
            "level": "restricted",
            "names": [{"value": f"Ilko Marash {n}"}],
        }
        yield {"id": f"source{n}", "kind": "source", "title": f"Page {n}"}
        yield {
            "id": f"copy{n}",
            "kind": "capture",
            "source": f"source{n}",
            "layers": [{"id": f"layer{n}", "current": True}],
        }
        yield {
            "id": f"office{n}",
            "kind": "relation",
            "type": "holds-office",
            "subject": f"person{n}",
            "title": "Mayor",
            "when": "2031",
        }
        yield {
            "id": f"said{n}",
            "kind": "statement",
            "form": "remark",
            "status": "published",
            "level": "public",
            "text": f"The road number {n} will stay closed.",
            "when": "2032-05-03",
            "speakers": [{"actor": f"person{n}", "part": "speaker", "role_words": "Mayor"}],
        }
        yield {
            "id": f"event{n}",
            "kind": "event",
            "status": "published",
            "type": "trial",
            "when": "2031-05-03",
            "place": f"place{n}",
            "description": f"A {WORDS[n % 12]} and a regime in Saarn {n}.",
        }
        yield {
            "id": f"claim{n}",
            "kind": "claim",
            "about": f"event{n}",
            "property": "killed",
            "best": n,
            "claimant_words": f"neighbour {n}",
        }


def of_one_event(size: int) -> Iterator[Short]:
    """Every record about one event, in one place, on one day, by one person: what blocking cannot part."""
    yield {
        "id": "place",
        "kind": "place",
        "names": [{"value": "Brenn", "used_by": "a"}, {"value": "Saarn", "used_by": "b"}],
    }
    yield {
        "id": "person",
        "kind": "actor",
        "form": "person",
        "names": [{"value": "Ilko Marash"}],
        "pseudonym": "Witness 4",
    }
    for n in range(size // 5):
        word = WORDS[n % 12]
        yield {
            "id": f"event{n}",
            "kind": "event",
            "type": "trial",
            "when": "2031-05-03" if n % 2 else "2031-05",
            "place": "place",
            "description": f"{word} {n} closed by {WORDS[n // 12 % 12]}",
        }
        yield {
            "id": f"claim{n}",
            "kind": "claim",
            "about": "event0",
            "property": "killed",
            "best": n,
            "as_of": f"2031-0{n % 9 + 1}" if n % 3 else "",
            "claimant_words": f"neighbour {n}",
        }
        yield {
            "id": f"office{n}",
            "kind": "relation",
            "type": "holds-office",
            "subject": "person",
            "title": f"Mayor of {n}",
            "when": "2031",
        }
        yield {
            "id": f"coding{n}",
            "kind": "coding",
            "codebook": "c",
            "code": word,
            "coder": "anna",
            "about": "event0",
        }
        yield {
            "id": f"said{n}",
            "kind": "statement",
            "form": "remark",
            "text": f"The {word} number {n} will stay closed.",
            "when": "2032",
            "status": "published",
            "level": "public",
            "note": "Ilko Marash in Saarn, a regime.",
        }


def proofs(records: list[Short]) -> Iterator[Short]:
    for one in records:
        if one["kind"] == "statement":
            n = one["id"].removeprefix("said")
            yield {
                "record": one["id"],
                "layer": f"layer{n}",
                "exact": "closed",
                "start": 27,
                "end": 33,
                "state": "anchored",
            }
        if one["kind"] == "event":
            yield {"record": one["id"], "field": "type", "basis": f"source{one['id'].removeprefix('event')}"}


def seconds(make: Callable[[int], Iterator[Short]], size: int) -> dict[str, float]:
    """Processor time of each rule, the least of two runs."""
    short = list(make(size))
    evidence = [proof(one, n, {}) for n, one in enumerate(proofs(short))]
    records = [record(one) for one in short]
    runs = []
    for _ in range(2):
        checked = check_dossier(
            Dossier(
                records,
                evidence,
                lambda layer: f"Monday. The road number {layer[5:]} will never stay closed. " * 3,
                {"names": {"used_by": "a"}},
            )
        )
        assert not checked.failures
        runs.append(checked.seconds)
    return {name: min(run[name] for run in runs) for name in runs[0]}


@pytest.mark.parametrize("make", [of_all_kinds, of_one_event])
def test_four_times_the_records_take_four_times_as_long(make: Callable[[int], Iterator[Short]]) -> None:
    few, many = seconds(make, 2_000), seconds(make, 8_000)
    slow = {name: (few[name], took) for name, took in many.items() if took > max(0.3, 8 * few[name])}
    assert slow == {}
