"""Who may see a record or a field, and what follows when that changes."""

from __future__ import annotations

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
    one,
    source,
    statement,
)

from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds import Plain, empty_plain
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.models import (
    Capture,
    Change,
    Evidence,
    Proposal,
    Record,
    SearchText,
    Statement,
    TextLayer,
    Withheld,
)
from sourcebook.dossier.seen import NotAllowed, Viewer, as_system, viewing
from sourcebook.dossier.vault import OpenVault, Store, VaultError
from sourcebook.dossier.write import Edit, Refused, edit
from sourcebook.dossier.write.levels import set_level, withhold
from sourcebook.dossier.write.make import now
from sourcebook.dossier.write.status import advance


def _seen(viewer: Viewer, record: str) -> str:
    """All that a viewer gets to see of a record, in the tables and in search."""
    with viewing(viewer):
        texts = [row.text + row.folded for row in SearchText.objects.filter(record_id=record)]
        return str(by_ids([record])) + str(texts) + str(list(Record.objects.filter(pk=record).values()))


def test_a_link_to_what_is_raised_is_withheld_and_given_back(keeper: Viewer, reader: Viewer) -> None:
    speaker, session = actor("Anta Levash"), empty_plain("event", occasion="session")
    said = statement(
        occasion=session["id"],
        speakers=[{"actor": speaker["id"], "words": "A. Levash"}, {"words": "Tavo Brenik"}],
        addressees=[{"actor": speaker["id"], "words": "our friend A."}],
    )
    make(speaker, session, said)
    whole = content(one(said["id"]))
    assert "Levash" in _seen(reader, said["id"])
    set_level([speaker["id"], session["id"]], "restricted", "asked to stay unnamed")
    with viewing(reader):
        plain = one(said["id"])
        assert plain["fields"]["occasion"] is None
        assert [row["words"] for row in plain["parts"]["speakers"]] == ["Tavo Brenik"]
        assert plain["label"].startswith("Tavo Brenik: ")
        assert plain["withheld"] == []
        assert not Statement.objects.filter(occasion__isnull=False).exists()
    assert "Levash" not in _seen(reader, said["id"]) and speaker["id"] not in _seen(reader, said["id"])
    assert {
        name: value for name, value in content(one(said["id"])).items() if name not in ("label", "withheld")
    } == {name: value for name, value in whole.items() if name not in ("label", "withheld")}
    set_level([speaker["id"], session["id"]], "team", "agreed to it")
    assert content(one(said["id"])) == whole
    with viewing(reader):
        assert content(one(said["id"])) == whole


def test_a_link_made_later_to_what_is_restricted_is_withheld(keeper: Viewer, reader: Viewer) -> None:
    [hidden] = make(actor("Anta Levash") | {"level": "restricted"})
    [made] = make(statement(speakers=[{"actor": hidden, "words": "A. Levash"}], about=hidden))
    [edited] = make(statement())
    edit([Edit(edited, {"fields/about": hidden})], "")
    for record in (made, edited):
        assert one(record)["fields"]["about"] == hidden
        assert "Levash" not in _seen(reader, record) and hidden not in _seen(reader, record)
    edit([Edit(edited, {"fields/about": None})], "")
    assert one(edited)["withheld"] == []


def test_a_record_raised_as_high_as_its_links_needs_nothing_withheld(keeper: Viewer) -> None:
    [hidden] = make(actor("Anta Levash") | {"level": "restricted"})
    [record] = make(statement(about=hidden))
    assert [row["why"] for row in one(record)["withheld"]] == ["link"]
    set_level([record], "restricted", "")
    assert one(record)["withheld"] == []


MAY: list[tuple[str, str, str, bool]] = [
    ("reader", "team", "restricted", False),
    ("contributor", "team", "public", True),
    ("contributor", "public", "team", True),
    ("contributor", "team", "restricted", False),
    ("reviewer", "team", "restricted", True),
    ("reviewer", "restricted", "team", False),
    ("reviewer", "team", "sealed", False),
    ("publisher", "restricted", "public", False),
    ("keeper", "restricted", "team", True),
    ("keeper", "team", "sealed", True),
]


@pytest.mark.parametrize(("role", "was", "level", "may"), MAY)
def test_who_may_change_a_level(
    keeper: Viewer, keys: OpenVault, member: Callable[..., Viewer], role: str, was: str, level: str, may: bool
) -> None:
    [record] = make(empty_plain("watch") | {"level": was})
    with viewing(member(role)):
        if may:
            set_level([record], level, "")
        else:
            with pytest.raises(NotAllowed):
                set_level([record], level, "")
    assert one(record)["level"] == (level if may else was)


def test_an_organisation_may_keep_its_record_to_itself(keeper: Viewer, member: Callable[..., Viewer]) -> None:
    ours = member("contributor", organisation="Open Archive")
    theirs = member("contributor", organisation="Watch House")
    with viewing(ours):
        [record] = make(empty_plain("watch") | {"owner": str(ours.organisation)})
        set_level([record], "restricted", "")
        assert by_ids([record])
    with viewing(theirs):
        assert by_ids([record]) == []


WITHHELD: list[tuple[str, Any]] = [
    ("text", "Every hill"),
    ("translator", "Sana"),
    ("speakers/0", "Tavo"),
]


@pytest.mark.parametrize(("field", "words"), WITHHELD)
@pytest.mark.parametrize("level", ["restricted", "sealed"])
def test_a_field_or_part_is_withheld_with_its_evidence_and_given_back(
    keeper: Viewer, keys: OpenVault, reader: Viewer, reviewer: Viewer, field: str, words: str, level: str
) -> None:
    page, said = source(), statement(translator="Sana Irmel")
    copy = capture(page["id"])
    speaker = said["parts"]["speakers"][0]["id"]
    field = field.replace("/0", f"/{speaker}")
    said["evidence"] = [
        evidence(f"{field}/words" if "/" in field else field, layer_of(copy), "Every hill"),
        evidence("when", layer_of(copy), "On 18 March"),
    ]
    make(page, copy, said)
    record = said["id"]
    whole = content(one(record))
    withhold(record, field, level, "")
    for viewer in (reader, reviewer):
        hidden = viewer is reader or level == "sealed"
        assert (words in _seen(viewer, record)) != hidden
        with viewing(viewer):
            assert [row["field"] for row in one(record)["evidence"]].count("when") == 1
            assert len(one(record)["evidence"]) == (1 if hidden else 2)
    assert content(one(record, keys))["fields"] == whole["fields"]
    assert content(one(record, keys))["parts"] == whole["parts"]
    assert content(one(record, keys))["evidence"] == whole["evidence"]
    if level == "sealed":
        with pytest.raises(NotAllowed, match="passphrase"):
            withhold(record, field, "team", "")
        with pytest.raises(NotAllowed, match="passphrase"):
            edit(
                [
                    Edit(
                        record,
                        {f"parts/{field}": {"words": "Me"}} if "/" in field else {f"fields/{field}": "Me"},
                    )
                ],
                "",
            )
    withhold(record, field, "team", "", keys)
    assert content(one(record)) == whole
    assert not Withheld.objects.exists()


def test_names_withheld_between_others_come_back_in_their_places(keeper: Viewer, keys: OpenVault) -> None:
    plain = actor("A.", "B.", "C.", "D.", "E.")
    make(plain)
    ids = [row["id"] for row in plain["parts"]["names"]]
    for number, level in ((1, "restricted"), (3, "sealed"), (2, "restricted"), (0, "restricted")):
        withhold(plain["id"], f"names/{ids[number]}", level, "")
    assert [row["value"] for row in one(plain["id"], keys)["parts"]["names"]] == [
        "A.",
        "B.",
        "C.",
        "D.",
        "E.",
    ]
    # An edit by somebody without the passphrase leaves what is sealed as it is.
    edit([Edit(plain["id"], {"note": "a", f"parts/names/{ids[4]}": None})], "")
    assert [row["value"] for row in one(plain["id"], keys)["parts"]["names"]] == ["A.", "B.", "C.", "D."]


@pytest.mark.parametrize("field", ["colour", "names/x", "speakers/x", "speakers", "evidence/x"])
def test_what_is_not_there_is_not_withheld(keeper: Viewer, field: str) -> None:
    [record] = make(statement())
    with pytest.raises(Refused, match="no such field or part"):
        withhold(record, field, "restricted", "")
    with pytest.raises(Refused, match="is none of public"):
        withhold(record, "text", "secret", "")
    with pytest.raises(Refused, match="is none of public"):
        set_level([record], "secret", "")


def test_only_a_keeper_gives_back_what_is_withheld(keeper: Viewer, reviewer: Viewer) -> None:
    [record] = make(statement(translator="Sana Irmel"))
    with viewing(reviewer):
        withhold(record, "translator", "restricted", "")
        with pytest.raises(NotAllowed):
            withhold(record, "translator", "team", "")
        with pytest.raises(NotAllowed):
            withhold(record, "text", "sealed", "")


def test_evidence_put_under_a_sealed_field_is_sealed(
    keeper: Viewer, keys: OpenVault, reviewer: Viewer
) -> None:
    page, said = source(), statement()
    copy = capture(page["id"])
    make(page, copy, said)
    withhold(said["id"], "text", "sealed", "")
    row = evidence("text", layer_of(copy), "Every hill")
    with viewing(reviewer):
        edit([Edit(said["id"], {"evidence/5c4f8f9e-1111-4222-8333-444455556666": row})], "")
    assert not Evidence.objects.exists()
    assert [one_["exact"] for one_ in one(said["id"], keys)["evidence"]] == ["Every hill"]
    assert not Change.objects.filter(after__icontains="Every hill").exists()


def test_nothing_is_sealed_without_a_passphrase(keeper: Viewer) -> None:
    [record] = make(statement())
    with pytest.raises(VaultError, match="choose a passphrase first"):
        set_level([record], "sealed", "")
    with pytest.raises(VaultError, match="choose a passphrase first"):
        withhold(record, "text", "sealed", "")
    with pytest.raises(VaultError, match="choose a passphrase first"):
        make(statement() | {"level": "sealed"})
    assert one(record)["level"] == "team"


def _world(keeper: Viewer) -> dict[str, Plain]:
    """A source with bytes, text, a quotation elsewhere, a coding, a proposal."""
    assert keeper.dossier is not None
    store = Store(captures())
    page, said, other = source("https://gazette.example/1"), statement(), statement("Nobody will stop us.")
    copy = capture(page["id"], sha256=store.put(b"<p>Every hill</p>").sha256, file_name="hills.html")
    coding = empty_plain("coding", code="threat-of-force", about=page["id"], passage="Every hill")
    said["evidence"] = [
        evidence("text", layer_of(copy), "Every hill will be ours again."),
        evidence("", basis=page["id"], locator="note 12"),
    ]
    make(page, copy, said, other, coding)
    with as_system():
        Proposal.objects.create(
            dossier_id=keeper.dossier, kind="merge", record_id=said["id"], other_id=page["id"],
            payload={"title": "Gazette"}, reasons=["the same Gazette"], made_at=now(),
        )  # fmt: skip
    return {"page": page, "copy": copy, "said": said, "other": other, "coding": coding}


def test_a_sealed_source_takes_its_captures_texts_quotations_and_files_along(
    keeper: Viewer, keys: OpenVault, reviewer: Viewer
) -> None:
    world = _world(keeper)
    ids = {name: plain["id"] for name, plain in world.items()}
    before = {name: content(one(record)) for name, record in ids.items()}
    revision = set_level([ids["page"]], "sealed", "the printer was arrested")
    assert revision is not None
    with viewing(reviewer):
        assert {name for name, record in ids.items() if by_ids([record])} == {"said", "other"}
        assert one(ids["said"])["evidence"] == []
    for model in (Capture, TextLayer, Evidence):
        assert not model._default_manager.exists()
    assert not SearchText.objects.filter(record_id__in=[ids["page"], ids["copy"], ids["coding"]]).exists()
    assert Proposal.objects.get().payload == {} and Proposal.objects.get().reasons == []
    closed = Change.objects.exclude(record_id=ids["other"])
    assert all(change.before == change.after == {} for change in closed.filter(record_id=ids["page"]))
    # With the passphrase all is there, the text of the layer too.
    opened = one(ids["copy"], keys)
    assert opened["texts"] == {opened["parts"]["layers"][0]["sha256"]: SPEECH}
    for name, record in ids.items():
        now_ = content(one(record, keys)) | {"level": "team", "withheld": []}
        assert now_ == before[name], name
    names = [row.field for row in Withheld.objects.filter(why="file")]
    store = Store(captures())
    with store.open_sealed(names[0].removeprefix("file "), keys) as file:
        assert file.read() == b"<p>Every hill</p>"
    set_level([ids["page"], ids["copy"], ids["coding"]], "team", "he is free", keys)
    assert {name: content(one(record)) for name, record in ids.items()} == before
    assert TextLayer.objects.get().text == SPEECH
    assert SearchText.objects.filter(record_id=ids["copy"], layer__isnull=False).exists()
    assert not Withheld.objects.exists()


def test_a_seal_is_taken_off_what_is_named_alone(keeper: Viewer, keys: OpenVault) -> None:
    world = _world(keeper)
    set_level([world["page"]["id"]], "sealed", "")
    set_level([world["page"]["id"]], "team", "", keys)
    assert one(world["page"]["id"])["level"] == "team"
    assert one(world["copy"]["id"])["level"] == "sealed"
    # What quotes the capture stays sealed; what leans on the source is back.
    assert [row["locator"] for row in one(world["said"]["id"])["evidence"]] == ["note 12"]


def test_a_sealed_record_says_nothing_in_clear_and_is_edited_with_the_passphrase(
    keeper: Viewer, keys: OpenVault
) -> None:
    page, said = (
        source(),
        statement(translator="Sana Irmel") | {"note": "met at the mill", "origin_key": "row 7"},
    )
    copy = capture(page["id"])
    said["evidence"] = [evidence("text", layer_of(copy), "Every hill")]
    make(page, copy, said)
    record = said["id"]
    advance([record], "review", "")
    before = content(one(record))
    set_level([record], "sealed", "")
    with pytest.raises(NotAllowed, match="passphrase"):
        edit([Edit(record, {"note": "x"})], "")
    with pytest.raises(NotAllowed, match="passphrase"):
        advance([record], "withdraw", "")
    edit(
        [Edit(record, {"fields/translator": "Ilko Marash", "note": "met at the bridge"}, 3)],
        "Ilko told",
        keys=keys,
    )
    row = Record.objects.get(pk=record)
    assert (row.label, row.note, row.origin_key, row.earliest) == ("(sealed statement)", "", "", None)
    told = str(list(Change.objects.values("before", "after", "revision__why"))) + str(
        list(Record.objects.values())
    )
    for words in ("Ilko", "Sana", "mill", "bridge", "row 7", "hill"):
        assert words not in told, words
    assert not Statement.objects.exists()
    opened = one(record, keys)
    assert opened["label"].startswith("Tavo Brenik: ")
    assert (opened["note"], opened["fields"]["translator"]) == ("met at the bridge", "Ilko Marash")
    edit([Edit(record, {"fields/translator": "Sana Irmel", "note": "met at the mill"})], "", keys=keys)
    set_level([record], "team", "", keys)
    assert content(one(record)) == before


def test_a_record_made_sealed_was_never_in_clear(
    keeper: Viewer, contributor: Viewer, keys: OpenVault
) -> None:
    with viewing(contributor):
        [record] = make(
            statement("Under the third hill.") | {"level": "sealed"}, why="told at the third hill"
        )
        assert by_ids([record]) == []
    assert one(record, keys)["fields"]["text"] == "Under the third hill."
    assert not Statement.objects.exists() and not SearchText.objects.exists()
    assert "hill" not in str(list(Change.objects.values())) + str(
        list(Record.objects.values("label", "note"))
    )
    from sourcebook.dossier.history import history_of

    assert [entry.why for entry in history_of(record, keys)] == ["told at the third hill"]


def test_a_record_sealed_over_a_sealed_field_opens_whole(keeper: Viewer, keys: OpenVault) -> None:
    [record] = make(statement(translator="Sana Irmel"))
    withhold(record, "translator", "sealed", "")
    before = content(one(record, keys))
    set_level([record], "sealed", "")
    assert content(one(record, keys)) | {"level": "team"} == before
    set_level([record], "team", "", keys)
    assert content(one(record, keys)) == before


def test_a_new_link_to_something_sealed_is_sealed(keeper: Viewer, keys: OpenVault, reader: Viewer) -> None:
    [hidden] = make(actor("Anta Levash") | {"level": "sealed"})
    said = statement(about=hidden, speakers=[{"actor": hidden, "words": "A. Levash"}, {"words": "Tavo"}])
    said["evidence"] = [evidence("", basis=hidden, on_file="a letter of Anta")]
    [record] = make(said)
    told = (
        str(list(Statement.objects.values())) + str(list(Evidence.objects.values())) + _seen(reader, record)
    )
    assert hidden not in told and "Levash" not in told and "letter" not in told
    opened = one(record, keys)
    assert (opened["fields"]["about"], opened["parts"]["speakers"][0]["words"]) == (hidden, "A. Levash")
    assert opened["evidence"][0]["on_file"] == "a letter of Anta"


def test_a_published_record_whose_evidence_was_sealed_can_still_be_corrected(
    keeper: Viewer, keys: OpenVault, publisher: Viewer
) -> None:
    page, said = source(), statement()
    copy = capture(page["id"])
    said["evidence"] = [
        evidence(field, layer_of(copy), "Every hill") for field in ("text", "when", "speakers")
    ]
    make(page, copy, said)
    advance([said["id"]], "review", "")
    advance([said["id"]], "publish", "")
    set_level([page["id"]], "sealed", "the printer was arrested")
    with viewing(publisher):
        edit([Edit(said["id"], {"fields/language": "hy"})], "he spoke Armenian")
        advance([said["id"]], "reopen", "")
        advance([said["id"]], "review", "")
        with pytest.raises(Refused, match="published without evidence"):
            advance([said["id"]], "publish", "")
    advance([said["id"]], "publish", "", keys)
    assert len(one(said["id"], keys)["evidence"]) == 3
