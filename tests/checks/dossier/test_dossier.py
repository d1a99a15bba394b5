"""A dossier under check: what is left out, what fails alone, what is shown of records, how it grows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.checks.dossier.making import checked_by, dossier, found, record

from sourcebook.checks import (
    Checked,
    Dossier,
    DossierRule,
    Finding,
    Policy,
    Settings,
    SettingsError,
    check_dossier,
)
from sourcebook.checks.known.records import Event, Record
from sourcebook.checks.output.catalogue import explain, listing
from sourcebook.checks.output.data import data
from sourcebook.checks.output.plain import plain
from sourcebook.checks.output.sarif import sarif
from sourcebook.checks.suppression import baseline_of, load_baseline

CLAIM = {"id": "killed", "kind": "claim", "label": "12 killed", "words": "twelve were killed", "best": 12}


def test_what_was_withdrawn_merged_or_not_handed_over_is_left_out() -> None:
    sealed = {"id": "sealed", "kind": "claim", "status": "published", "level": "sealed", "label": ""}
    closed = {**record({**CLAIM, "id": "seal", "level": "sealed"}), "fields": {}, "closed": True}
    records = [
        closed,
        record(CLAIM),
        record({**CLAIM, "id": "old", "status": "withdrawn"}),
        record({**CLAIM, "id": "twin", "merged_into": "killed"}),
        sealed,
    ]
    subject = Dossier(records)
    assert [one.id for one in subject.each(Record)] == ["killed"]
    assert [f.records for f in found("claim-without-claimant", subject)] == [("killed",)]
    merged, known = subject.get("twin", Record), subject.known("sealed")
    assert merged is not None and merged.id == "killed"
    assert known is not None and known.closed
    assert not [f for f in check_dossier(subject).findings if {"sealed", "seal"} & {*f.records}]


def test_evidence_may_stand_within_its_record_and_counts_once() -> None:
    row = {"id": "proof", "field": "", "stance": "supports", "state": "lost"}
    subject = Dossier([record({**CLAIM, "evidence": [row]})], [{**row, "record": "killed"}])
    assert len(found("evidence-lost", subject)) == 1


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"id": "x", "kind": "event", "fields": None, "parts": []},
        {
            "id": "x",
            "kind": "claim",
            "fields": {"low": "many", "best": True, "high": float("nan"), "words": 3},
            "parts": {"names": 1},
        },
        {"id": "x", "kind": "actor", "fields": {"form": []}, "parts": {"names": [None, {"value": None}]}},
        {"id": "x", "kind": "no such kind", "fields": {}},
        {"id": "x", "kind": "event", "fields": {"when": "32 May", "type": "a", "place": "x"}, "parts": {}},
        {"id": "x", "kind": "place", "merged_into": "x", "fields": {}},
    ],
)
def test_a_record_that_is_not_as_it_should_be_stops_nothing(broken: dict[str, Any]) -> None:
    subject = Dossier([broken, record(CLAIM)], [{}, {"record": "x", "start": "a", "layer": 3}])
    checked = check_dossier(subject)
    assert not checked.failures
    assert any(finding.records == ("killed",) for finding in checked.findings)


class Bridges(DossierRule):
    """Stumbles over bridges."""

    name = "event-twice"
    family = "agreement"
    severity = "error"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        for event in dossier.each(Event):
            if event.description == "bridge":
                raise ValueError("no bridges")
            yield self.finding("An event.", dossier.side(event))


def test_a_rule_that_fails_is_told_with_the_record_and_what_it_found_stays() -> None:
    events = [{"id": name, "kind": "event", "description": name} for name in ("road", "bridge", "wall")]
    checked = check_dossier(dossier(events), rules=[Bridges])
    assert [finding.records for finding in checked.findings] == [("road",)]
    assert [(f.rule, f.where) for f in checked.failures] == [("event-twice", "event “bridge”")]


def test_rules_are_told_to_whoever_waits_and_chosen_by_name_or_family() -> None:
    told: list[str] = []
    check_dossier(
        dossier([CLAIM]),
        Settings(only=frozenset({"protection", "claim-without-claimant"})),
        progress=told.append,
    )
    assert told == ["claim-without-claimant", "minor-unsealed", "private-person-named", "private-name-told"]


def test_a_finding_may_stand_with_a_reason_and_comes_back_for_another_record(tmp_path: Path) -> None:
    path = tmp_path / "baseline.toml"
    path.write_text(
        baseline_of(found("claim-without-claimant", dossier([CLAIM])), "Counted by us.", "L. Orsk"), "utf-8"
    )
    both = dossier([CLAIM, {**CLAIM, "id": "other"}])
    settings = Settings(only=frozenset({"claim-without-claimant"}))
    checked = check_dossier(both, settings, load_baseline(path))
    assert [s.finding.records for s in checked.suppressed] == [("killed",)]
    assert [f.records for f in checked.findings] == [("other",)]


@pytest.fixture(scope="module")
def quoted() -> Checked:
    texts = {"page": "On Monday: “We will never leave the valley. It is ours.”"}
    return checked_by(
        "evidence",
        dossier(
            [
                {"id": "article", "kind": "source", "label": "Kelmet Post, 3 May"},
                {
                    "id": "copy",
                    "kind": "capture",
                    "source": "article",
                    "layers": [{"id": "page", "current": True}],
                },
                {
                    "id": "said",
                    "kind": "statement",
                    "label": "Velk on the valley",
                    "form": "remark",
                    "text": "We will leave the valley.",
                },
                {**CLAIM, "status": "published"},
            ],
            [{"record": "said", "layer": "page", "exact": "It is ours.", "page": 3}],
            texts,
        ),
    )


def test_records_are_shown_with_label_and_id(quoted: Checked) -> None:
    text = " ".join(plain(quoted, "Ardovia 2031").split())
    assert "statement “Velk on the valley”" in text and "(said)" in text
    assert (
        "preserved text of source “Kelmet Post, 3 May”, page 3 (article): We will never leave the valley"
        in text
    )


def test_data_have_record_field_layer_and_evidence(quoted: Checked) -> None:
    rows = json.loads(json.dumps(data(quoted, "Ardovia 2031", "dossier")))
    assert rows["dossier"] == "Ardovia 2031" and "report" not in rows
    row = next(row for row in rows["findings"] if row["rule"] == "statement-not-verbatim")
    assert row["records"] == ["said", "article"] and row["family"] == "evidence"
    here, there = row["evidence"]
    assert (here["record"], here["field"]) == ("said", "text")
    assert (there["layer"], there["evidence"]) == ("page", "proof-0")
    start, end = there["span"]
    assert "On Monday: “We will never leave the valley. It is ours.”"[start:end] == there["words"]


def test_sarif_of_a_dossier_fits_its_schema(quoted: Checked, outside: Callable[[str], Path]) -> None:
    schema = json.loads(outside("jest-sarif/**/sarif-2.1.0*.json").read_text("utf-8"))
    log = json.loads(json.dumps(sarif(quoted, "Ardovia 2031", own_text=False)))
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert not [error.message for error in validator.iter_errors(log)]
    place = log["runs"][0]["results"][0]["locations"][0]["logicalLocations"][0]
    assert place["fullyQualifiedName"] == "said/text"


def test_rules_over_a_dossier_are_listed_and_explained() -> None:
    assert "Over a dossier" in listing() and "event-twice" in listing()
    assert "Why it matters" in explain("event-twice")


def test_the_dossier_says_which_fields_need_evidence() -> None:
    texts = {"page": "in Brenn"}
    event = {"id": "closed", "kind": "event", "status": "published", "type": "trial", "place": "brenn"}
    proofs = [{"record": "closed", "field": "type", "layer": "page", "exact": "in"}]
    for needs, missing in (({"event": ("type",)}, 0), ({"event": ("type", "place")}, 1), ({}, 0)):
        assert len(found("field-without-evidence", dossier([event], proofs, texts, needs=needs))) == missing


@pytest.mark.parametrize(
    ("plain_policy", "message"),
    [
        ({"names": []}, ""),
        ({"names": 3}, "must be a mapping"),
        ({"names": {"order": ["loudest"]}}, "'loudest'"),
        ({"languages": [1]}, "list of strings"),
    ],
)
def test_a_policy_that_cannot_be_used_is_told_in_one_line(plain_policy: dict[str, Any], message: str) -> None:
    if not message:
        assert Policy.of(plain_policy) == Policy()
        return
    with pytest.raises(SettingsError, match=message):
        Policy.of(plain_policy)


def test_places_that_are_parts_of_each_other_end() -> None:
    circle = dossier(
        [
            {"id": "a", "kind": "place", "wholes": [{"whole": "b"}]},
            {"id": "b", "kind": "place", "wholes": [{"whole": "a"}, {"whole": "b"}]},
            {"id": "one", "kind": "event", "type": "trial", "when": "2031", "place": "a", "parent": "two"},
            {
                "id": "two",
                "kind": "event",
                "type": "trial",
                "when": "2031-05-03",
                "place": "b",
                "parent": "one",
            },
        ]
    )
    assert set(circle.around("a")) == {"a", "b"}
    assert not check_dossier(circle).failures
