"""Two records become one and one becomes two; everything that refers moves, and undo puts all back."""

from __future__ import annotations

from typing import Any

import pytest
from tests.dossier.write.making import actor, content, evidence, make, named, one, source, statement

from sourcebook.dossier.kinds import KINDS, Plain, empty_plain
from sourcebook.dossier.kinds.plain import links_of
from sourcebook.dossier.models import Record, Revision
from sourcebook.dossier.seen import NotAllowed, Viewer, as_system, viewing
from sourcebook.dossier.vault import OpenVault
from sourcebook.dossier.write import Refused
from sourcebook.dossier.write.levels import set_level, withhold
from sourcebook.dossier.write.merging import merge, split_off
from sourcebook.dossier.write.status import advance
from sourcebook.dossier.write.undoing import undo


def _snapshot() -> dict[str, Plain]:
    with as_system():
        return {str(pk): content(one(str(pk))) for pk in Record.objects.values_list("pk", flat=True)}


def _referring(kind: str, to: str) -> list[Plain]:
    """Records with every link that may lead to a record of a kind, and one in evidence."""
    found = []
    for name, its in KINDS.items():
        fields = [c.name for c in its.table.links if kind in its.targets.get(c.name, (kind,))]
        fields = [
            field for field in fields if (name, field) not in (("relation", "object"), ("claim", "part_of"))
        ]
        if name != kind and fields:
            found.append(empty_plain(name, **dict.fromkeys(fields, to)))
    if kind == "actor":
        found += [
            statement(speakers=[{"actor": to, "words": "T. Brenik"}], addressees=[{"actor": to}]),
            empty_plain("event", occasion="session", involvements=[{"actor": to, "attributed_to": to}]),
            named("place", "Kelmet"),
        ]
        found[-1]["parts"]["names"][0]["used_by"] = to
        found[-1]["parts"]["wholes"] = []
    if kind == "place":
        found.append(empty_plain("place", wholes=[{"whole": to}]))
    leaning = statement("It was on file.")
    leaning["evidence"] = [evidence("text", basis=to)]
    return [*found, leaning]


def _targets(plain: Plain) -> set[str]:
    return {target for _, target in links_of(plain)} | {
        row["basis"] for row in plain["evidence"] if row["basis"]
    }


@pytest.mark.parametrize("kind", ["actor", "place", "source", "event", "statement", "claim"])
def test_everything_that_refers_moves_and_undo_puts_it_back(keeper: Viewer, kind: str) -> None:
    def some(name: str) -> Plain:
        return named(kind, name) if kind in ("actor", "place") else empty_plain(kind)

    keep, other = some("Tavo Brenik"), some("T. Brenik")
    referring = _referring(kind, other["id"])
    make(keep, other, *referring)
    before = _snapshot()
    revision = merge(keep["id"], [other["id"]], "one person in two spellings")
    for plain in referring:
        assert _targets(one(plain["id"])) == {keep["id"]}, plain["kind"]
    gone = one(other["id"])
    assert (gone["status"], gone["merged_into"]) == ("withdrawn", keep["id"])
    undo(str(revision), "they are brothers")
    assert _snapshot() == before


def test_names_and_their_evidence_are_gained(keeper: Viewer) -> None:
    keep, other = actor("Tavo Brenik"), actor("T. Brenik", "Tavo Brenik", "Таво Бреник")
    theirs = other["parts"]["names"]
    other["evidence"] = [
        evidence(f"names/{theirs[0]['id']}/value", on_file="a letter"),
        evidence(f"names/{theirs[1]['id']}", on_file="a passport"),
        evidence("names", on_file="a list"),
        evidence("form", on_file="not about names"),
    ]
    make(keep, other)
    merge(keep["id"], [other["id"]], "")
    plain = one(keep["id"])
    names = {row["value"]: row for row in plain["parts"]["names"]}
    assert [row["main"] for row in names.values()] == [True, False, False]
    assert {row["on_file"]: row["field"] for row in plain["evidence"]} == {
        "a letter": f"names/{names['T. Brenik']['id']}/value",
        "a passport": f"names/{names['Tavo Brenik']['id']}",
        "a list": "names",
    }


def test_a_name_used_by_others_is_another_name(keeper: Viewer) -> None:
    country = actor("Ardovia")
    keep, other = named("place", "Kelmet"), named("place", "Kelmet")
    other["parts"]["names"][0]["used_by"] = country["id"]
    make(country, keep, other)
    merge(keep["id"], [other["id"]], "")
    assert [row["used_by"] for row in one(keep["id"])["parts"]["names"]] == [None, country["id"]]


def _pair(keeper: Viewer) -> tuple[str, str]:
    keep, other = make(actor("Tavo Brenik"), actor("T. Brenik"))
    return keep, other


@pytest.mark.parametrize(
    ("make_other", "reason"),
    [
        (lambda: make(named("place", "Brenik"))[0], "is a place, not a actor"),
        (lambda: make(actor("X") | {"status": "withdrawn"})[0], "is withdrawn"),
        (lambda: "5c4f8f9e-1111-4222-8333-444455556666", "there is no such record"),
    ],
)
def test_what_cannot_be_one_is_refused(keeper: Viewer, make_other: Any, reason: str) -> None:
    [keep] = make(actor("Tavo Brenik"))
    with pytest.raises(Refused, match=reason):
        merge(keep, [make_other()], "")
    with pytest.raises(Refused, match="name another record"):
        merge(keep, [keep], "")


def test_what_was_merged_is_not_merged_again(keeper: Viewer) -> None:
    keep, other = _pair(keeper)
    merge(keep, [other], "")
    with pytest.raises(Refused, match="was merged already"):
        merge(keep, [other], "")
    with pytest.raises(Refused, match="was merged already"):
        merge(other, make(actor("Brenik")), "")
    with pytest.raises(Refused, match="undo the merge first"):
        advance([other], "reopen", "")


def test_a_place_is_not_merged_with_its_own_whole(keeper: Viewer) -> None:
    whole = named("place", "Ardovia")
    part = empty_plain("place", names=[{"value": "Kelmet"}], wholes=[{"whole": whole["id"]}])
    make(whole, part)
    with pytest.raises(Refused, match="circle"):
        merge(part["id"], [whole["id"]], "")


def test_links_follow_also_where_the_reviewer_sees_nothing(
    keeper: Viewer, reviewer: Viewer, keys: OpenVault
) -> None:
    keep, other = _pair(keeper)
    [meeting] = make(
        empty_plain("event", involvements=[{"actor": other, "words": "T."}]) | {"level": "restricted"}
    )
    [report] = make(statement(about=other) | {"status": "reviewed"})
    [closed] = make(statement("A sealed one.", about=other))
    set_level([meeting, closed], "sealed", "a source of ours")
    [quiet] = make(empty_plain("relation", subject=other, title="Minister"))
    withhold(quiet, "subject", "restricted", "")
    with viewing(reviewer):
        revision = merge(keep, [other], "")
        assert one(quiet)["fields"]["subject"] == keep
    assert one(report)["fields"]["about"] == keep
    # A sealed link follows when the keeper merges with the passphrase.
    assert one(closed, keys)["fields"]["about"] == other
    with viewing(reviewer):
        undo(str(revision), "")
    assert one(report)["fields"]["about"] == other


def test_what_was_withheld_in_the_one_is_withheld_in_the_other(
    keeper: Viewer, contributor: Viewer, reader: Viewer
) -> None:
    keep, other = actor("Tavo Brenik"), actor("T. Brenik", "The Mole")
    make(keep, other)
    secret = other["parts"]["names"][1]["id"]
    withhold(other["id"], f"names/{secret}", "restricted", "a cover name")
    restricted = make(actor("Cousin Tavo") | {"level": "restricted"})
    merge(keep["id"], [other["id"], *restricted], "")
    assert len(one(keep["id"])["parts"]["names"]) == 4
    with viewing(contributor):
        assert [row["value"] for row in one(keep["id"])["parts"]["names"]] == ["Tavo Brenik", "T. Brenik"]
    with viewing(reader):
        assert "Mole" not in str(one(keep["id"])) and "Cousin" not in str(one(keep["id"]))
        assert "Mole" not in Record.objects.get(pk=keep["id"]).summary


def test_who_may_merge(keeper: Viewer, contributor: Viewer, reviewer: Viewer) -> None:
    keep, other = _pair(keeper)
    with viewing(contributor), pytest.raises(NotAllowed):
        merge(keep, [other], "")
    with viewing(reviewer):
        merge(keep, [other], "")


def test_a_source_gains_addresses_and_gives_them_back(keeper: Viewer) -> None:
    keep, other = source("https://gazette.example/1"), source("https://gazette.example/2")
    make(keep, other)
    before = _snapshot()
    revision = merge(keep["id"], [other["id"]], "")
    assert [row["url"] for row in one(keep["id"])["parts"]["urls"]] == [
        "https://gazette.example/1", "https://gazette.example/2",
    ]  # fmt: skip
    undo(str(revision), "")
    assert _snapshot() == before


def test_a_split_takes_names_links_and_evidence_along(keeper: Viewer) -> None:
    whole = actor(
        "Tavo Brenik", "Tavo Brenik the Younger", "T. B.", minor="no", consent="given", pseudonym="A."
    )
    first, second, third = (row["id"] for row in whole["parts"]["names"])
    whole["evidence"] = [
        evidence(f"names/{second}/value", on_file="a birth register"),
        evidence(f"names/{first}", on_file="a passport"),
    ]
    mine, theirs = (statement(text, speakers=[{"actor": whole["id"]}]) for text in ("One.", "Two."))
    make(whole, mine, theirs)
    before = _snapshot()
    new = split_off(whole["id"], [third, second], [theirs["id"]], "father and son")
    plain, old = one(new), one(whole["id"])
    # In the order in which they stood, whatever the order in which they were named.
    assert [row["value"] for row in plain["parts"]["names"]] == ["Tavo Brenik the Younger", "T. B."]
    assert [row["on_file"] for row in plain["evidence"]] == ["a birth register"]
    assert plain["evidence"][0]["field"] == f"names/{plain['parts']['names'][0]['id']}/value"
    # What is known of the father is not known of the son.
    assert [plain["fields"][name] for name in ("minor", "consent", "pseudonym")] == [
        "unknown",
        "not-asked",
        "",
    ]
    assert [row["value"] for row in old["parts"]["names"]] == ["Tavo Brenik"]
    assert [row["on_file"] for row in old["evidence"]] == ["a passport"]
    assert one(theirs["id"])["parts"]["speakers"][0]["actor"] == new
    assert one(mine["id"])["parts"]["speakers"][0]["actor"] == whole["id"]
    undo(str(Revision.objects.get(act="split").pk), "one man after all")
    after = _snapshot()
    assert after.pop(new)["status"] == "withdrawn"
    assert after == before


@pytest.mark.parametrize(
    ("names", "reason"), [([], "leave it some"), ([0, 1], "leave it some"), (["x"], "it has no name x")]
)
def test_a_split_names_some_names(keeper: Viewer, names: list[Any], reason: str) -> None:
    plain = actor("Tavo Brenik", "T. Brenik")
    make(plain)
    wanted = [plain["parts"]["names"][one_]["id"] if isinstance(one_, int) else one_ for one_ in names]
    with pytest.raises(Refused, match=reason):
        split_off(plain["id"], wanted, [], "")
    with pytest.raises(Refused, match="no such actor or place"):
        split_off(make(statement())[0], wanted, [], "")


def test_a_name_withheld_stays_withheld_when_split_off(
    keeper: Viewer, reviewer: Viewer, reader: Viewer
) -> None:
    plain = actor("Tavo Brenik", "The Mole")
    make(plain)
    secret = plain["parts"]["names"][1]["id"]
    withhold(plain["id"], f"names/{secret}", "restricted", "")
    with viewing(reviewer):
        new = split_off(plain["id"], [secret], [], "")
        assert one(new)["label"] != "" and one(new)["parts"]["names"][0]["value"] == "The Mole"
    with viewing(reader):
        assert "Mole" not in str(one(new)) + str(one(plain["id"]))
