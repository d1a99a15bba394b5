"""Records are changed by somebody, upon a version; nothing that somebody else did is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from tests.dossier.write.making import (
    SPEECH,
    actor,
    capture,
    evidence,
    layer_of,
    make,
    one,
    sha,
    source,
    statement,
)

from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Account, Change, Dossier, Membership, Revision, Speaker, TextLayer
from sourcebook.dossier.seen import NotAllowed, Viewer, as_system, viewing
from sourcebook.dossier.write import Conflict, Edit, Refused, create, edit
from sourcebook.dossier.write.levels import withhold
from sourcebook.dossier.write.status import advance


def test_it_works(keeper: Viewer) -> None:
    [record] = make(statement())
    edit([Edit(record, {"fields/text": "Every hill will be ours.", "note": "heard again"}, 1)], "no 'again'")
    plain = one(record)
    assert (plain["fields"]["text"], plain["note"], plain["version"]) == (
        "Every hill will be ours.",
        "heard again",
        2,
    )
    assert plain["label"] == "Tavo Brenik: “Every hill will be ours.”"
    change = Change.objects.get(version=2)
    assert change.before == {"fields/text": "Every hill will be ours again.", "note": ""}


def test_the_second_who_saves_sees_the_first_ones_change(keeper: Viewer) -> None:
    [record] = make(statement())
    edit([Edit(record, {"fields/text": "Every hill will be ours."}, 1)], "the recording has no 'again'")
    with pytest.raises(Conflict) as conflict:
        edit([Edit(record, {"fields/language": "hy", "fields/text": "Hills!"}, 1)], "")
    assert conflict.value.theirs == {"fields/text": "Every hill will be ours."}
    assert conflict.value.mine == {"fields/language": "hy", "fields/text": "Hills!"}
    assert conflict.value.both == ["fields/text"]
    assert one(record)["fields"]["text"] == "Every hill will be ours."
    edit([Edit(record, {"fields/language": "hy"}, conflict.value.version)], "")
    assert one(record)["fields"]["language"] == "hy"


def test_two_people_save_one_record_at_once_and_nothing_is_lost(shared: Dossier) -> None:
    people = []
    with as_system():
        for name in ("Ana", "Bor"):
            account = Account.objects.create(handle=name, name=name)
            Membership.objects.create(dossier=shared, account=account, role="reviewer")
            people.append(Viewer(shared.pk, "reviewer", account.pk))
    with viewing(people[0]):
        records = make(*(statement(f"Remark {number}.") for number in range(8)))
    together = threading.Barrier(2)
    told: list[tuple[str, str, Any]] = []

    def save(viewer: Viewer, note: str) -> None:
        with viewing(viewer):
            for record in records:
                together.wait()
                try:
                    edit([Edit(record, {"note": note}, 1)], note)
                    told.append((record, "saved", note))
                except Conflict as conflict:
                    told.append((record, "conflict", conflict))
        connection.close()

    threads = [
        threading.Thread(target=save, args=(who, note)) for who, note in zip(people, "ab", strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with viewing(people[0]):
        for record in records:
            saved = [one_ for one_ in told if one_[:2] == (record, "saved")]
            conflicts = [one_[2] for one_ in told if one_[:2] == (record, "conflict")]
            assert len(saved) == len(conflicts) == 1
            first = saved[0][2]
            assert conflicts[0].theirs == {"note": first}
            assert conflicts[0].mine == {"note": "b" if first == "a" else "a"}
            assert (one(record)["note"], one(record)["version"]) == (first, 2)


def test_one_address_put_down_by_two_people_at_once_is_one_source(shared: Dossier) -> None:
    together = threading.Barrier(4)
    refused: list[Refused] = []
    with as_system():
        account = Account.objects.create(handle="ana", name="Ana")

    def put(number: int) -> None:
        with viewing(Viewer(shared.pk, "contributor", account.pk)):
            together.wait()
            for page in range(5):
                try:
                    create([source(f"https://gazette.example/{page}", title=str(number))], "")
                except Refused as error:
                    refused.append(error)
        connection.close()

    threads = [threading.Thread(target=put, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with viewing(Viewer(shared.pk, "contributor", account.pk)):
        assert Revision.objects.count() == 5
        assert len(refused) == 15


UNCHANGED: list[dict[str, Any]] = [
    {},
    {"fields/text": "Every hill will be ours again."},
    {"fields/translation": None},
    {"fields/when": "2024-03-18", "note": ""},
    {"confidence": None},
    {"absent": {}},
]


@pytest.mark.parametrize("values", UNCHANGED)
def test_saving_what_was_not_changed_makes_no_revision(keeper: Viewer, values: dict[str, Any]) -> None:
    [record] = make(statement())
    assert edit([Edit(record, values, 1)], "") is None
    assert one(record)["version"] == 1
    assert Revision.objects.count() == 1


def test_a_number_written_otherwise_is_the_same_number(keeper: Viewer) -> None:
    claim, copy = empty_plain("claim", best=5), empty_plain("capture", captured_at="2024-03-18T10:00:00Z")
    make(claim, copy)
    assert edit([Edit(claim["id"], {"fields/best": 5.0})], "") is None
    assert edit([Edit(copy["id"], {"fields/captured_at": "2024-03-18T12:00:00+02:00"})], "") is None
    part = one(make(statement())[0])
    row = part["parts"]["speakers"][0]
    path = f"parts/speakers/{row['id'].upper()}"
    assert edit([Edit(part["id"], {path.replace(row["id"].upper(), row["id"]): {"words": "Tavo Brenik", "role_words": "Minister of Roads"}})], "") is None  # fmt: skip


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"fields/colour": "red"}, "fields/colour", "no such field"),
    ({"fields/when": "2024-02-30"}, "when", "no such date"),
    ({"parts/names/x": {"value": "A"}}, "parts/names", "no such field or part"),
    ({"parts/speakers/x": {"words": "A"}}, "speakers.id", "is no id"),
    ({"status": "published"}, "status", "reviewed, published or withdrawn"),
    ({"level": "public"}, "level", "its level is set"),
    ({"reviewed_by": None}, "reviewed_by", "nobody edits it"),
    ({"merged_into": None}, "merged_into", "it is merged"),
    ({"version": 9}, "version", "nobody edits it"),
    ({"id": "x"}, "id", "nobody edits it"),
    ({"withheld/text": None}, "withheld/text", "a field is withheld"),
    ({"colour": "red"}, "colour", "nobody edits it"),
]


@pytest.mark.parametrize(("values", "field", "reason"), REFUSED)
def test_what_cannot_be_saved_is_refused_and_all_stays(
    keeper: Viewer, values: dict[str, Any], field: str, reason: str
) -> None:
    [record, other] = make(statement(), statement())
    with pytest.raises(Refused) as refused:
        edit([Edit(other, {"note": "good"}), Edit(record, values)], "")
    assert any(p.field.startswith(field) and reason in p.reason for p in refused.value.problems), str(
        refused.value
    )
    assert (one(record)["version"], one(other)["version"]) == (1, 1)


def test_a_record_that_is_not_there_is_refused(keeper: Viewer) -> None:
    for name in ("5c4f8f9e-1111-4222-8333-444455556666", "first"):
        with pytest.raises(Refused, match="there is no such record"):
            edit([Edit(name, {"note": "x"})], "")


def test_several_edits_of_one_record_are_one_change(keeper: Viewer) -> None:
    [record] = make(statement())
    edit([Edit(record, {"note": "a"}), Edit(record, {"fields/language": "hy"}, 1)], "")
    assert (one(record)["note"], one(record)["fields"]["language"], one(record)["version"]) == ("a", "hy", 2)


def test_an_edit_cannot_close_a_circle(keeper: Viewer) -> None:
    top, middle = empty_plain("event", occasion="session"), empty_plain("event", occasion="speech")
    middle["fields"]["parent"] = top["id"]
    make(top, middle)
    with pytest.raises(Refused, match="circle"):
        edit([Edit(top["id"], {"fields/parent": middle["id"]})], "")
    # Turned round in one act it is none.
    edit([Edit(top["id"], {"fields/parent": middle["id"]}), Edit(middle["id"], {"fields/parent": None})], "")
    assert one(top["id"])["fields"]["parent"] == middle["id"]


def test_parts_are_added_changed_ordered_and_taken_away(keeper: Viewer) -> None:
    plain = actor("Tavo Brenik", "T. Brenik")
    first, second = (row["id"] for row in plain["parts"]["names"])
    plain["evidence"] = [
        evidence(f"names/{second}/value", on_file="a letter"),
        evidence("names", on_file="a list"),
    ]
    [record] = make(plain)
    third = "5c4f8f9e-1111-4222-8333-444455556666"
    edit(
        [
            Edit(
                record,
                {f"parts/names/{third}": {"value": "Таво Бреник"}, "parts/names": [third, first, second]},
            )
        ],
        "",
    )
    assert [row["value"] for row in one(record)["parts"]["names"]] == [
        "Таво Бреник",
        "Tavo Brenik",
        "T. Brenik",
    ]
    edit([Edit(record, {f"parts/names/{second}": None})], "")
    after = one(record)
    assert [row["value"] for row in after["parts"]["names"]] == ["Таво Бреник", "Tavo Brenik"]
    # With a name goes the evidence for it alone.
    assert [row["on_file"] for row in after["evidence"]] == ["a list"]
    with pytest.raises(Refused, match="stands in another record"):
        edit([Edit(make(actor("Other"))[0], {f"parts/names/{first}": {"value": "x"}})], "")


def test_evidence_that_is_added_must_be_in_the_text(keeper: Viewer) -> None:
    page = source()
    copy = capture(page["id"])
    record = make(page, copy, statement())[2]
    path = "evidence/5c4f8f9e-1111-4222-8333-444455556666"
    with pytest.raises(Refused, match="is not in the text"):
        edit([Edit(record, {path: evidence("text", layer_of(copy), "Every mountain")})], "")
    edit([Edit(record, {path: evidence("text", layer_of(copy), "Every hill")})], "")
    assert one(record)["evidence"][0]["state"] == "anchored"


def test_a_text_layer_is_added_but_never_changed_or_taken_from_under_evidence(keeper: Viewer) -> None:
    page, said = source(), statement()
    copy = capture(page["id"])
    said["evidence"] = [evidence("text", layer_of(copy), "Every hill")]
    make(page, copy, said)
    old = copy["parts"]["layers"][0]
    path = f"parts/layers/{old['id']}"
    with pytest.raises(Refused, match="never changed"):
        edit([Edit(copy["id"], {path: {**old, "extractor": "other"}})], "")
    with pytest.raises(Refused, match="1 pieces of evidence point into it"):
        edit([Edit(copy["id"], {path: None})], "")
    newer = "A newer reading of the speech."
    fresh = {"sha256": sha(newer), "extractor": "hand", "version": "2", "made_at": "2026-02-05T12:00:00Z"}
    new_id = "5c4f8f9e-1111-4222-8333-444455556666"
    values = {path: {**old, "current": False}, f"parts/layers/{new_id}": fresh}
    with pytest.raises(Refused, match="was not handed in"):
        edit([Edit(copy["id"], values)], "read again")
    edit([Edit(copy["id"], values)], "read again", texts={sha(newer): newer})
    rows = {str(row.pk): (row.current, row.text) for row in TextLayer.objects.all()}
    assert rows == {old["id"]: (False, SPEECH), new_id: (True, newer)}


def test_who_cannot_see_a_value_cannot_change_it(
    keeper: Viewer, contributor: Viewer, reviewer: Viewer
) -> None:
    [hidden] = make(empty_plain("event", occasion="closed session") | {"level": "restricted"})
    [record] = make(statement(occasion=hidden))
    withhold(record, "translator", "restricted", "works under another name")
    speaker = one(record)["parts"]["speakers"][0]
    withhold(record, f"speakers/{speaker['id']}", "restricted", "a source of ours")
    with viewing(contributor):
        seen = one(record)
        assert seen["fields"]["occasion"] is None and seen["parts"]["speakers"] == []
        edit([Edit(record, {"note": "checked", "fields/language": "hy"})], "")
        for path, value in (("fields/translator", "Me"), (f"parts/speakers/{speaker['id']}", None)):
            with pytest.raises(NotAllowed, match="is withheld from the role contributor"):
                edit([Edit(record, {path: value})], "")
        with pytest.raises(NotAllowed, match="occasion is withheld"):
            edit([Edit(record, {"fields/occasion": None})], "")
    after = one(record)
    assert after["fields"]["occasion"] == hidden
    assert after["parts"]["speakers"] == [speaker]
    assert (after["note"], after["fields"]["language"]) == ("checked", "hy")
    with viewing(reviewer):
        edit([Edit(record, {"fields/translator": "Sana Irmel"})], "")
        assert one(record)["fields"]["translator"] == "Sana Irmel"
    with viewing(contributor):
        assert one(record)["fields"]["translator"] == ""
        assert not Change.objects.filter(record_id=record, version=one(record)["version"]).exists()


def test_a_contributor_does_not_change_what_is_published(
    keeper: Viewer, contributor: Viewer, publisher: Viewer
) -> None:
    [record] = make(empty_plain("watch", outlet="The Kelmet Gazette"))
    advance([record], "review", "")
    advance([record], "publish", "")
    with viewing(contributor), pytest.raises(NotAllowed):
        edit([Edit(record, {"fields/outlet": "Gazette"})], "")
    with viewing(publisher):
        edit([Edit(record, {"fields/outlet": "Gazette"})], "its new name")


def test_a_hidden_record_cannot_be_linked_to_nor_told_from_none(keeper: Viewer, contributor: Viewer) -> None:
    [hidden, event] = make(
        actor("Anta Levash") | {"level": "restricted"}, empty_plain("event", occasion="session")
    )
    [record] = make(statement())
    with viewing(contributor):
        for target in (hidden, "5c4f8f9e-1111-4222-8333-444455556666"):
            with pytest.raises(Refused, match="there is no such record"):
                edit([Edit(record, {"fields/about": target})], "")
        edit([Edit(record, {"fields/about": event})], "")


def test_thousands_are_edited_within_seconds(keeper: Viewer) -> None:
    count = 1000
    records = make(*(statement(f"Remark {number}.") for number in range(count)))
    begun = time.perf_counter()
    edit([Edit(record, {"fields/language": "hy"}, 1) for record in records], "they speak Armenian")
    assert time.perf_counter() - begun < 10
    assert Speaker.objects.count() == count


def _count(queries: Callable[[], object]) -> int:
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        queries()
    return len(captured)


def test_the_number_of_queries_does_not_grow_with_the_records(keeper: Viewer) -> None:
    def saved(number: int) -> int:
        records = make(*(statement(f"Remark {number}.") for _ in range(number)))
        return _count(lambda: edit([Edit(one_, {"fields/language": "hy"}) for one_ in records], ""))

    assert saved(40) - saved(4) <= 40
