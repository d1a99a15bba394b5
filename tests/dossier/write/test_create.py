"""Records are made, read back whole, and refused with the field and the reason."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from tests.dossier.write.making import (
    SPEECH,
    actor,
    capture,
    content,
    evidence,
    layer_of,
    make,
    named,
    one,
    sha,
    source,
    statement,
)

from sourcebook.dossier.kinds import KINDS, Plain, empty_plain
from sourcebook.dossier.models import Change, Record, Revision
from sourcebook.dossier.seen import NotAllowed, Viewer, viewing
from sourcebook.dossier.write import Refused, create
from sourcebook.dossier.write.status import advance

NOBODY = "5c4f8f9e-1111-4222-8333-444455556666"


def test_it_works(keeper: Viewer) -> None:
    [record] = make(statement(), why="from the session of parliament")
    plain = one(record)
    assert plain["label"] == "Tavo Brenik: “Every hill will be ours again.”"
    assert plain["status"] == "draft"
    assert plain["made_by"] == str(keeper.account)
    assert plain["parts"]["speakers"][0]["role_words"] == "Minister of Roads"
    assert str(Record.objects.get().earliest) == "2024-03-18"
    assert Revision.objects.get().why == "from the session of parliament"


BROKEN: list[tuple[str, dict[str, Any], str, str]] = [
    ("statement", {"fields": {"when": "2024-02-30"}}, "when", "no such date"),
    ("statement", {"fields": {"when": "last spring"}}, "when", "not an EDTF date"),
    ("statement", {"fields": {"when": "2024-05/2024-03"}}, "when", "ends before it begins"),
    ("statement", {"fields": {"form": "shout"}}, "form", "is none of remark"),
    ("statement", {"fields": {"points": "one"}}, "points", "must be a list"),
    ("statement", {"fields": {"points": [1]}}, "points", "list of texts"),
    ("statement", {"fields": {"occasion": NOBODY}}, "occasion", "no such record"),
    ("statement", {"fields": {"occasion": "the speech"}}, "occasion", "is no id"),
    ("statement", {"fields": {"colour": "red"}}, "colour", "no such field"),
    ("statement", {"fields": {"text": "a\x00b"}}, "text", "NUL"),
    ("statement", {"fields": {"text": "a\ud800b"}}, "text", "half a character"),
    ("statement", {"fields": {"points": ["a\x00b"]}}, "points", "NUL"),
    ("statement", {"fields": ["text"]}, "fields", "must be a table"),
    ("statement", {"parts": {"names": []}}, "names", "has no such part"),
    ("statement", {"parts": {"speakers": ["Tavo"]}}, "speakers", "must be a table"),
    ("statement", {"parts": {"speakers": {"words": "Tavo"}}}, "speakers", "must be a table"),
    ("statement", {"parts": {"speakers": [{"actor": NOBODY}]}}, "speakers.actor", "no such record"),
    ("statement", {"level": "secret"}, "level", "is none of public"),
    ("statement", {"absent": {"place": "forgotten"}}, "absent.place", "is none of unknown"),
    ("statement", {"absent": {"colour": "none"}}, "absent.colour", "has no such field"),
    ("statement", {"confidence": 80}, "confidence", "not from 0 to 1"),
    ("statement", {"withheld": [{"field": "colour"}]}, "withheld.colour", "no such field"),
    ("statement", {"withheld": [{"field": "text", "level": "x"}]}, "withheld.level", "is none of"),
    ("statement", {"id": "first"}, "id", "is no id"),
    ("statement", {"shape": "round"}, "shape", "no such field"),
    ("ghost", {}, "kind", "is none of source"),
    ("claim", {"fields": {"low": 5, "best": 3}}, "low", "must rise"),
    ("claim", {"fields": {"best": float("nan")}}, "best", "is no number"),
    ("claim", {"fields": {"best": 10**20}}, "best", "beyond what can be kept"),
    ("claim", {"fields": {"best": True}}, "best", "is no number"),
    ("source", {"fields": {"accessed": "2024-02-30"}}, "accessed", "is no day"),
    ("source", {"fields": {"csl": {"volume": float("inf")}}}, "csl", "no number that JSON knows"),
    ("source", {"parts": {"urls": [{"url": "javascript:alert(1)", "key": "x"}]}}, "urls", "no browser"),
    ("source", {"parts": {"urls": [{"url": "https://a.example", "key": "a"}] * 2}}, "urls", "stands twice"),
    ("capture", {"fields": {"captured_at": "2024-01-05T12:00:00"}}, "captured_at", "no time zone"),
    ("capture", {"fields": {"captured_at": "0001-01-01T00:00:00+14:00"}}, "captured_at", "is no moment"),
    ("capture", {"fields": {"sha256": "ABC"}}, "sha256", "is no sha256"),
    ("capture", {"fields": {"size": 2**63}}, "size", "is not from"),
    ("watch", {"parts": {"searches": [{"query": "hills", "found": -1}]}}, "searches.found", "not from 0"),
    ("actor", {"parts": {"names": [{"value": " "}]}}, "names.value", "must say something"),
    ("place", {"fields": {"geometry": {"type": "Point", "coordinates": [40.1, 140.2]}}}, "geometry", "no [long"),
    ("place", {"fields": {"geometry": {"type": "Point", "coordinates": []}}}, "geometry", "no [long"),
    ("coding", {"fields": {"confidence": 2}}, "confidence", "not from 0 to 1"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "given", "field", "reason"), BROKEN)
def test_a_broken_value_is_refused_with_its_field(
    keeper: Viewer, kind: str, given: dict[str, Any], field: str, reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        create([{"kind": kind, **given}], "")
    found = [(p.field, reason in p.reason) for p in refused.value.problems]
    assert (field, True) in found, refused.value.problems
    assert not Record.objects.exists()


def test_what_is_left_out_is_empty(keeper: Viewer) -> None:
    [record] = create(
        [
            {
                "kind": "statement",
                "parts": {"speakers": [{"words": "Tavo Brenik"}]},
                "evidence": [{"field": "text"}],
            }
        ],
        "",
    ).ids
    plain = one(record)
    assert plain["parts"]["speakers"][0] | {"id": ""} == {
        "id": "", "actor": None, "part": "speaker", "office": None, "words": "Tavo Brenik", "role_words": "",
    }  # fmt: skip
    assert plain["evidence"][0]["stance"] == "supports"
    assert content(plain) | {"label": "", "made_at": "", "id": "", "parts": {}, "evidence": []} == content(
        empty_plain("statement", form="remark", manner="direct")
        | {"label": "", "made_at": "", "id": "", "made_by": str(keeper.account), "parts": {}, "evidence": []}
    ) | {"summary": "remark"}


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_can_be_made_and_read_back(keeper: Viewer, kind: str) -> None:
    plain = empty_plain(kind)
    [record] = make(plain)
    back = one(record)
    assert back["fields"] == plain["fields"]
    assert back["label"]


def test_an_id_is_written_in_one_way(keeper: Viewer) -> None:
    [event] = make(empty_plain("event", occasion="session"))
    loud = statement(occasion=event.upper())
    loud["id"] = "{" + loud["id"].upper() + "}"
    [record] = create([loud], "").ids
    assert one(record)["fields"]["occasion"] == event


def test_nobody_signs_for_another(keeper: Viewer, member: Callable[..., Viewer]) -> None:
    other = member("reviewer")
    forged = statement() | {"made_by": str(other.account), "reviewed_by": str(other.account), "version": 7}
    forged |= {"merged_into": NOBODY, "erased_at": "2024-01-05T12:00:00Z", "made_at": "1999-01-05T12:00:00Z"}
    plain = one(make(forged)[0])
    assert (plain["made_by"], plain["reviewed_by"], plain["version"]) == (str(keeper.account), None, 1)
    assert (plain["merged_into"], plain["erased_at"]) == (None, None)
    assert not plain["made_at"].startswith("1999")


MAY: list[tuple[str, dict[str, Any], bool]] = [
    ("reader", {}, False),
    ("contributor", {}, True),
    ("contributor", {"status": "reviewed"}, False),
    ("contributor", {"level": "restricted"}, True),
    ("reviewer", {"status": "reviewed"}, True),
    ("reviewer", {"status": "published"}, False),
    ("publisher", {"status": "published"}, True),
]


@pytest.mark.parametrize(("role", "given", "may"), MAY)
def test_who_may_make_what(
    member: Callable[..., Viewer], role: str, given: dict[str, Any], may: bool
) -> None:
    with viewing(member(role)) as viewer:
        if not may:
            with pytest.raises(NotAllowed):
                create([{"kind": "watch", **given}], "")
            return
        create([{"kind": "watch", **given}], "")
        status = given.get("status", "draft")
        if status == "reviewed":
            assert Record.objects.get().reviewed_by_id == viewer.account


def test_the_good_ones_are_kept_and_those_that_lean_on_a_bad_one_go_with_it(keeper: Viewer) -> None:
    bad = statement(when="2024-02-30")
    leaning = empty_plain("followup", target=bad["id"])
    leaning_further = empty_plain("coding", about=leaning["id"])
    good = statement("Nobody will stop us.")
    made = create([bad, leaning, leaning_further, good], "from a sheet", strict=False)
    assert made.ids == (good["id"],)
    assert {(p.record, p.field) for p in made.problems} == {
        (bad["id"], "when"), (leaning["id"], "target"), (leaning_further["id"], "about"),
    }  # fmt: skip
    with pytest.raises(Refused):
        create([bad, statement()], "")
    assert Record.objects.count() == 1


def test_evidence_in_a_refused_capture_goes_with_it(keeper: Viewer) -> None:
    page = source()
    torn = capture(page["id"], sha256="torn")
    quoting = statement()
    quoting["evidence"] = [evidence("text", layer_of(torn), "Every hill will be ours again.")]
    made = create([page, torn, quoting], "", texts={sha(SPEECH): SPEECH}, strict=False)
    assert made.ids == (page["id"],)
    assert {p.field for p in made.problems} == {"sha256", "evidence.layer"}


def test_records_of_one_batch_may_link_to_each_other(keeper: Viewer) -> None:
    speaker, session = actor("Tavo Brenik"), empty_plain("event", occasion="session")
    said = statement(occasion=session["id"], speakers=[{"actor": speaker["id"]}])
    assert len(make(said, session, speaker)) == 3


def test_a_link_to_the_wrong_kind_is_refused(keeper: Viewer) -> None:
    town = named("place", "Kelmet")
    with pytest.raises(Refused, match=r"speakers\.actor: points to a place; it must be a actor"):
        make(town, statement(speakers=[{"actor": town["id"]}]))


CIRCLES: list[tuple[str, Callable[[str], dict[str, Any]], str]] = [
    ("place", lambda to: {"wholes": [{"whole": to}]}, "wholes.whole"),
    ("event", lambda to: {"parent": to}, "parent"),
    ("claim", lambda to: {"part_of": to}, "part_of"),
    ("source", lambda to: {"derived_from": to}, "derived_from"),
]


@pytest.mark.parametrize(("kind", "leads", "field"), CIRCLES)
@pytest.mark.parametrize("length", [1, 2, 3])
def test_what_is_part_of_itself_is_refused(
    keeper: Viewer, kind: str, leads: Callable[[str], dict[str, Any]], field: str, length: int
) -> None:
    ids = [str(uuid.uuid4()) for _ in range(length)]
    ring = [
        empty_plain(kind, **leads(ids[(number + 1) % length])) | {"id": ids[number]}
        for number in range(length)
    ]
    beside = empty_plain(kind, **leads(ids[0]))
    made = create([*ring, beside], "", strict=False)
    assert {(p.record, p.field) for p in made.problems if "circle" in p.reason} == {(i, field) for i in ids}
    assert made.ids == ()


def test_a_long_chain_of_wholes_is_no_circle(keeper: Viewer) -> None:
    ids = [str(uuid.uuid4()) for _ in range(3000)]
    chain = [
        empty_plain("event", parent=up) | {"id": one_id}
        for one_id, up in zip(ids, [*ids[1:], None], strict=True)
    ]
    assert len(make(*chain)) == 3000


def test_an_address_is_that_of_one_source(keeper: Viewer, contributor: Viewer) -> None:
    url = "https://gazette.example/hills"
    first, again = source(url), source(url)
    made = create([first, again], "", strict=False)
    assert made.ids == (first["id"],)
    assert [(p.record, p.field) for p in made.problems] == [(again["id"], "urls")]
    with pytest.raises(Refused, match=f"another source, {first['id']}"):
        make(source(url))
    hidden = source("https://gazette.example/hidden") | {"level": "restricted"}
    make(hidden)
    with viewing(contributor), pytest.raises(Refused, match="one that you may not see") as refused:
        make(source("https://gazette.example/hidden"))
    assert hidden["id"] not in str(refused.value)
    advance([first["id"]], "withdraw", "a copy of another page")
    assert make(source(url))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"exact": "Every hill will be ours."}, "is not in the text"),
        ({"exact": "Every hill", "start": 3, "end": 13}, "is not in the text at 3 to 13: there stands “ech in par”"),
        ({"exact": "Nobody answered."}, "stands in the text several times"),
        ({"exact": "Every hill", "start": 9, "end": 3}, "is no stretch of a text"),
        ({"exact": "Every hill", "start": 9}, "has a start and an end"),
        ({"exact": "", "state": "anchored"}, "has no words"),
        ({"exact": "Every hill", "layer": NOBODY}, "no text layer"),
        ({"exact": "Every hill", "basis": NOBODY}, "no such record"),
        ({"exact": "Every hill", "field": "colour"}, "no field or part 'colour'"),
        ({"exact": "Every hill", "field": f"speakers/{NOBODY}/words"}, "no field or part"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("same_batch", [True, False])
def test_a_quotation_that_is_not_in_the_text_is_refused(
    keeper: Viewer, row: dict[str, Any], reason: str, same_batch: bool
) -> None:
    page = source()
    copy = capture(page["id"])
    said = statement()
    said["evidence"] = [{"field": "text", "layer": layer_of(copy), **row}]
    if not same_batch:
        make(page, copy)
    given = [page, copy, said] if same_batch else [said]
    made = create(given, "", texts={sha(SPEECH): SPEECH}, strict=False)
    assert said["id"] not in made.ids
    assert any(p.record == said["id"] and p.field.startswith("evidence.") and reason in p.reason
               for p in made.problems), made.problems  # fmt: skip


def test_words_that_stand_once_are_found_and_anchored(keeper: Viewer) -> None:
    page = source()
    copy = capture(page["id"])
    said = statement()
    said["evidence"] = [
        {"field": "text", "layer": layer_of(copy), "exact": "Every hill will be ours again."},
        {"field": "when", "layer": layer_of(copy), "exact": "Nobody answered.", "prefix": "again.” "},
        {"field": "", "layer": layer_of(copy), "exact": "what a newer text lost", "state": "lost"},
    ]
    make(page, copy, said)
    found = {row["field"]: row for row in one(said["id"])["evidence"]}
    for field in ("text", "when"):
        row = found[field]
        assert row["state"] == "anchored"
        assert SPEECH[row["start"] : row["end"]] == row["exact"]
    assert found["when"]["start"] == SPEECH.index("Nobody answered.")
    assert found[""]["state"] == "lost"


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ({}, "was not handed in"),
        ({sha(SPEECH): "Another text."}, "has another hash"),
        ({sha(SPEECH): "A text with \x00."}, "NUL"),
    ],
)
def test_a_text_must_be_the_one_its_hash_says(keeper: Viewer, texts: dict[str, str], reason: str) -> None:
    page = source()
    with pytest.raises(Refused, match=reason):
        create([page, capture(page["id"])], "", texts=texts)


def test_a_page_that_begins_behind_the_text_is_refused(keeper: Viewer) -> None:
    page = source()
    copy = capture(page["id"])
    copy["parts"]["layers"][0]["pages"] = [[0, 1], [len(SPEECH) + 1, 2]]
    with pytest.raises(Refused, match=r"layers\.pages"):
        make(page, copy)


def test_an_id_stands_for_one_thing(keeper: Viewer) -> None:
    first = statement()
    make(first)
    twin = statement() | {"id": first["id"]}
    part = statement()
    part["parts"]["speakers"][0]["id"] = first["parts"]["speakers"][0]["id"]
    double = [statement() | {"id": NOBODY}, statement() | {"id": NOBODY}]
    made = create([twin, part, *double], "", strict=False)
    assert made.ids == ()
    assert {(p.record, p.field) for p in made.problems} == {
        (first["id"], "id"),
        (part["id"], "speakers.id"),
        (NOBODY, "id"),
    }


def test_a_reader_cannot_link_to_what_is_hidden_from_them(keeper: Viewer, contributor: Viewer) -> None:
    [hidden] = make(actor("Anta Levash") | {"level": "restricted"})
    with viewing(contributor), pytest.raises(Refused, match="there is no such record"):
        make(statement(speakers=[{"actor": hidden}]))


def test_making_many_is_one_revision(keeper: Viewer) -> None:
    made = make(*(statement(f"Remark {number}.") for number in range(120)))
    assert Revision.objects.count() == 1
    assert Change.objects.count() == len(made) == 120


def _searches(plain: Plain) -> list[tuple[str, int | None]]:
    return [(row["query"], row["found"]) for row in plain["parts"]["searches"]]


def test_a_search_without_result_is_recorded(keeper: Viewer) -> None:
    watch = empty_plain(
        "watch", outlet="The Kelmet Gazette", period="2024-03", criteria="speeches of ministers",
        searches=[{"query": "hills", "found": 3}, {"query": "rivers", "found": 0}, {"query": "bridges"}],
    )  # fmt: skip
    plain = one(make(watch)[0])
    assert _searches(plain) == [("hills", 3), ("rivers", 0), ("bridges", None)]
    assert plain["label"] == "The Kelmet Gazette, 2024-03"
