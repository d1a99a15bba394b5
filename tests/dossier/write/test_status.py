"""Draft, reviewed, published, withdrawn: by named people, with evidence; and themes of a codebook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.dossier.write.making import capture, evidence, layer_of, make, one, source, statement

from sourcebook.dossier.codebooks import choose_codebook
from sourcebook.dossier.kinds import Plain, empty_plain
from sourcebook.dossier.models import Change, Codebook, Record
from sourcebook.dossier.seen import NotAllowed, Viewer, viewing
from sourcebook.dossier.write import Refused
from sourcebook.dossier.write.status import advance, put_theme, take_theme


def quoted() -> tuple[Plain, Plain, Plain]:
    """A source, its capture, and a statement with evidence under every field."""
    page = source()
    copy = capture(page["id"])
    said = statement()
    said["evidence"] = [
        evidence("text", layer_of(copy), "Every hill will be ours again."),
        evidence("when", layer_of(copy), "On 18 March"),
        evidence("speakers", layer_of(copy), "the minister"),
    ]
    return page, copy, said


def test_it_works(keeper: Viewer, reviewer: Viewer, publisher: Viewer) -> None:
    record = make(*quoted())[2]
    with viewing(reviewer):
        advance([record], "review", "compared with the recording")
    with viewing(publisher):
        advance([record], "publish", "for the report")
    plain = one(record)
    assert plain["status"] == "published"
    assert (plain["reviewed_by"], plain["published_by"]) == (str(reviewer.account), str(publisher.account))
    assert plain["reviewed_at"] < plain["published_at"]
    assert [change.after["status"] for change in Change.objects.filter(version__gt=1).order_by("version")] == [
        "reviewed", "published",
    ]  # fmt: skip


def test_a_published_field_needs_evidence(keeper: Viewer) -> None:
    said = statement(points=["build the road"])
    said["evidence"] = [
        evidence("text", on_file="recording"),
        evidence("when", on_file="calendar", stance="contradicts"),
        evidence("", on_file="minutes"),
    ]
    [record] = make(said)
    advance([record], "review", "")
    with pytest.raises(Refused) as refused:
        advance([record], "publish", "")
    assert {(p.field, p.reason) for p in refused.value.problems} == {
        (field, "published without evidence") for field in ("when", "speakers", "points")
    }
    assert one(record)["status"] == "reviewed"


def test_evidence_that_was_lost_does_not_carry_a_publication(keeper: Viewer) -> None:
    page, copy, said = quoted()
    for row in said["evidence"]:
        row["state"] = "lost"
    record = make(page, copy, said)[2]
    advance([record], "review", "")
    with pytest.raises(Refused, match="published without evidence"):
        advance([record], "publish", "")


STEPS: list[tuple[list[str], str]] = [
    (["publish"], "is draft; publish takes reviewed"),
    (["review", "review"], "is reviewed; review takes draft"),
    (["withdraw", "withdraw"], "is withdrawn"),
    (["withdraw", "review"], "is withdrawn; review takes draft"),
    (["reopen"], "is draft; reopen takes withdrawn"),
    (["bless"], "'bless' is none of review"),
]


@pytest.mark.parametrize(("acts", "reason"), STEPS)
def test_one_step_follows_another(keeper: Viewer, acts: list[str], reason: str) -> None:
    [record] = make(empty_plain("watch"))
    for act in acts[:-1]:
        advance([record], act, "")
    with pytest.raises(Refused, match=reason):
        advance([record], acts[-1], "")


def test_a_record_that_is_reopened_is_a_draft_that_nobody_reviewed(keeper: Viewer) -> None:
    [record] = make(empty_plain("watch"))
    for act in ("review", "publish", "withdraw", "reopen"):
        advance([record], act, "")
    plain = one(record)
    assert [plain[name] for name in ("status", "reviewed_by", "published_at")] == ["draft", None, None]


def test_a_source_is_not_reopened_at_an_address_that_another_has_now(keeper: Viewer) -> None:
    [old] = make(source("https://gazette.example/1"))
    advance([old], "withdraw", "")
    [new] = make(source("https://gazette.example/1"))
    with pytest.raises(Refused, match=f"another source, {new}"):
        advance([old], "reopen", "")


MAY: list[tuple[str, str, str, bool]] = [
    ("reader", "draft", "withdraw", False),
    ("contributor", "draft", "withdraw", True),
    ("contributor", "draft", "review", False),
    ("contributor", "published", "withdraw", False),
    ("reviewer", "draft", "review", True),
    ("reviewer", "reviewed", "publish", False),
    ("reviewer", "published", "withdraw", False),
    ("reviewer", "published", "reopen", False),
    ("publisher", "reviewed", "publish", True),
    ("publisher", "published", "withdraw", True),
]


@pytest.mark.parametrize(("role", "status", "act", "may"), MAY)
def test_who_may_take_which_step(
    keeper: Viewer, member: Callable[..., Viewer], role: str, status: str, act: str, may: bool
) -> None:
    [record] = make(empty_plain("watch") | {"status": status})
    with viewing(member(role)):
        if may:
            advance([record], act, "")
        else:
            with pytest.raises(NotAllowed):
                advance([record], act, "")
    assert (one(record)["status"] != status) == may


def test_all_are_advanced_or_none(keeper: Viewer) -> None:
    records = make(empty_plain("watch"), empty_plain("watch") | {"status": "reviewed"})
    with pytest.raises(Refused):
        advance(records, "review", "")
    assert one(records[0])["status"] == "draft"


def test_what_a_machine_proposed_is_a_draft_until_a_person_accepts_it(keeper: Viewer) -> None:
    [record] = make(statement() | {"origin": "machine", "confidence": 0.9})
    assert one(record)["status"] == "draft"
    assert not Record.objects.filter(status__in=("reviewed", "published")).exists()
    advance([record], "review", "")
    plain = one(record)
    assert (plain["origin"], plain["reviewed_by"]) == ("machine", str(keeper.account))


def test_two_thousand_drafts_are_accepted_in_few_queries(keeper: Viewer) -> None:
    records = make(*(statement(f"Remark {number}.") for number in range(2000)))
    with CaptureQueriesContext(connection) as queries:
        advance(records, "review", "read through")
    assert Record.objects.filter(status="reviewed", version=2).count() == 2000
    assert len(queries) < 100


CODEBOOK = {"codes": [{"code": "threat-of-force"}, {"code": "territorial-claim"}]}


def _book(viewer: Viewer, version: str, content: dict[str, Any] = CODEBOOK) -> None:
    assert viewer.dossier is not None
    Codebook.objects.create(dossier_id=viewer.dossier, name="rhetoric", version=version, content=content)


def test_a_theme_is_put_on_and_taken_off(keeper: Viewer, contributor: Viewer) -> None:
    _book(keeper, "9")
    _book(keeper, "10", {"codes": [*CODEBOOK["codes"], {"code": "collective-blame"}]})
    records = make(statement(), statement("Nobody will stop us."))
    with viewing(contributor):
        put_theme(records, "rhetoric", "threat-of-force", "he speaks of hills")
        put_theme(records[:1], "rhetoric", "collective-blame")
        assert put_theme(records, "rhetoric", "threat-of-force") is None
    [first, second] = (one(record) for record in records)
    assert [row["code"] for row in first["themes"]] == ["threat-of-force", "collective-blame"]
    # The newest version as people count, and who put it.
    assert {(row["version"], row["put_by"]) for row in first["themes"]} == {("10", str(contributor.account))}
    take_theme(records, "rhetoric", "threat-of-force", "on second thought")
    assert [row["code"] for row in one(records[0])["themes"]] == ["collective-blame"]
    assert one(second["id"])["themes"] == []


@pytest.mark.parametrize(
    ("codebook", "code", "reason"),
    [("other", "threat", "has no codebook other"), ("rhetoric", "threat", "has no code threat; it has threat-of-force")],
)  # fmt: skip
def test_a_theme_is_of_a_codebook_that_the_dossier_chose(
    keeper: Viewer, codebook: str, code: str, reason: str
) -> None:
    _book(keeper, "1")
    with pytest.raises(Refused, match=reason):
        put_theme(make(statement()), codebook, code)


def test_themes_are_put_on_any_record_also_on_a_published_one(keeper: Viewer, contributor: Viewer) -> None:
    choose_codebook(keeper.dossier, "state-rhetoric", "agreed in May")  # type: ignore[arg-type]
    records = make(empty_plain("watch") | {"status": "published"}, source(), statement())
    with viewing(contributor):
        put_theme(records, "state-rhetoric", "threat-of-force")
    assert all(one(record)["themes"] for record in records)


def test_a_reader_puts_no_theme(keeper: Viewer, reader: Viewer) -> None:
    _book(keeper, "1")
    records = make(statement())
    with viewing(reader), pytest.raises(NotAllowed):
        put_theme(records, "rhetoric", "threat-of-force")
