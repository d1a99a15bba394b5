"""An export holds what its viewer may see, and nothing of the rest: not in a link, a label or the history."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.dossier.exchange.own_dossier import SECRET, empty_database, files, fill, lines, on_file, part
from tests.dossier.exchange.test_own_round_trip import assert_fits, validated

from sourcebook.dossier.exchange.export import export
from sourcebook.dossier.exchange.load import load
from sourcebook.dossier.exchange.problems import LoadRefused
from sourcebook.dossier.exchange.unbag import BagBroken
from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.dossier.write import Edit, create, edit
from sourcebook.dossier.write.levels import set_level, withhold
from sourcebook.dossier.write.status import advance

HIDDEN = "Ilkin Draze"


def told(folder: Path) -> bytes:
    return b"".join(name.encode() + b"\n" + content for name, content in files(folder).items())


@pytest.fixture
def hidden(dossier: Dossier, keeper: Viewer) -> dict[str, str]:
    """Somebody whose record was lifted to restricted after others had linked to it."""
    ids = fill(dossier, keeper)
    actor = create([empty_plain("actor", names=[part(value=HIDDEN)])], "").ids[0]
    speaker = part(actor=actor, words=HIDDEN, role_words="")
    evidence = {**on_file(f"parts/speakers/{speaker['id']}/words"), "on_file": f"letter of {HIDDEN}"}
    plain = empty_plain("statement", text="We shall stay.", speakers=[speaker], evidence=[evidence])
    said = create([plain], "heard").ids[0]
    claim = create([empty_plain("claim", property="who", claimant=actor, words="so many")], "").ids[0]
    edit(
        [Edit(said, {f"parts/speakers/{speaker['id']}": {**speaker, "words": f"{HIDDEN}, MP"}})], "as printed"
    )
    set_level([actor], "restricted", "asked for it")
    withhold(claim, "words", "restricted", "")
    return {**ids, "actor": actor, "said": said, "part": speaker["id"]}


@pytest.mark.parametrize("role", ["reader", "contributor"])
def test_nothing_restricted_is_in_an_export_for_the_team(
    dossier: Dossier, hidden: dict[str, str], member: Callable[..., Viewer], tmp_path: Path, role: str
) -> None:
    with viewing(member(role)):
        export(dossier, tmp_path / "one")
    found = told(tmp_path / "one")
    for secret in (
        HIDDEN,
        SECRET,
        hidden["actor"],
        hidden["part"],
        hidden["trial"],
        hidden["sealed"],
        "so many",
    ):
        assert secret.encode() not in found, secret
    assert b"We shall stay." in found
    assert lines(tmp_path / "one", "dossier.json")[0]["vault"] is None
    assert lines(tmp_path / "one", "changes.jsonl")
    assert_fits(tmp_path / "one")
    assert validated(tmp_path / "one").returncode == 0


def test_a_reviewer_has_what_is_restricted_and_nothing_sealed(
    dossier: Dossier, hidden: dict[str, str], member: Callable[..., Viewer], tmp_path: Path
) -> None:
    with viewing(member("reviewer")):
        export(dossier, tmp_path / "one")
    found = told(tmp_path / "one")
    assert HIDDEN.encode() in found and b"so many" in found
    assert SECRET.encode() not in found and hidden["sealed"].encode() not in found
    assert not any(one["sealed"] for one in lines(tmp_path / "one", "withheld.jsonl"))


def test_the_keepers_export_holds_no_sealed_word_in_clear(
    dossier: Dossier, hidden: dict[str, str], keeper: Viewer, tmp_path: Path
) -> None:
    export(dossier, tmp_path / "one")
    found = told(tmp_path / "one")
    assert SECRET.encode() not in found
    assert b"Orla Minch" not in found
    assert hidden["sealed"].encode() in found


def test_a_readers_export_can_be_loaded_by_itself(
    dossier: Dossier, hidden: dict[str, str], member: Callable[..., Viewer], tmp_path: Path
) -> None:
    reader = member("reader")
    with viewing(reader):
        export(dossier, tmp_path / "one")
    empty_database()
    with as_system():
        load(tmp_path / "one")
    with viewing(reader):
        export(Dossier.objects.get(), tmp_path / "two")
    assert files(tmp_path / "two") == files(tmp_path / "one")


def test_an_organisations_own_restricted_records_are_in_its_export(
    dossier: Dossier, keeper: Viewer, member: Callable[..., Viewer], tmp_path: Path
) -> None:
    mine = member("contributor", "Open Archive")
    theirs = member("contributor", "Road Watch")
    plain = empty_plain(
        "actor", names=[part(value="Odo Fenn")], owner=str(mine.organisation), level="restricted"
    )
    create([plain], "")
    for viewer, seen in ((mine, 1), (theirs, 0)):
        folder = tmp_path / str(viewer.account)
        with viewing(viewer):
            export(dossier, folder)
        assert len(lines(folder, "records/actor.jsonl")) == seen


def test_the_public_gets_what_is_listed_and_nobody_of_the_team(
    dossier: Dossier, keeper: Viewer, tmp_path: Path
) -> None:
    ids = fill(dossier, keeper)
    with as_system():
        name = keeper_name(keeper)
    public = Viewer(dossier.pk, "public")
    with viewing(public):
        export(dossier, tmp_path / "none")
    assert told(tmp_path / "none").count(b"minister") == 0
    witness = empty_plain(
        "statement",
        text="I saw the road when Orla Vennic came.",
        when="2024-03",
        speakers=[part(actor=None, words="a woman")],
        note="call back",
        evidence=[on_file("text"), on_file("when"), on_file("speakers")],
    )
    person = empty_plain(
        "actor",
        public="private",
        minor="no",
        pseudonym="Witness 9",
        names=[part(value="Orla Vennic")],
        evidence=[on_file("names")],
    )
    child = empty_plain("actor", minor="yes", names=[part(value="Pim Tolo")], evidence=[on_file("names")])
    town = empty_plain(
        "place",
        names=[part(value="Ard Minor")],
        geometry={"type": "Point", "coordinates": [45.123456, 39.654321]},
        precision="exact",
        evidence=[on_file("names"), on_file("geometry")],
    )
    witness["parts"]["speakers"][0]["actor"] = person["id"]
    witness["parts"]["speakers"][0]["words"] = "Orla Vennic"
    made = create([person, child, town, witness], "").ids
    set_level([*made, ids["quote"], ids["source"], ids["minister"]], "public", "to be published")
    for act in ("review", "publish"):
        advance(made, act, act)
    with viewing(public):
        done = export(dossier, tmp_path / "one")
    found = told(tmp_path / "one")
    assert validated(tmp_path / "one").returncode == 0
    assert_fits(tmp_path / "one")
    assert b"Witness 9" in found and b"Tavo Brenik" in found and b"45.12," in found
    for secret in (
        "Vennic",
        "Pim Tolo",
        "call back",
        "45.123",
        str(keeper.account),
        name,
        "a letter",
        "Orla Minch",
    ):
        assert secret.encode() not in found, secret
    names = {path.split("/")[1] for path in files(tmp_path / "one") if path.startswith("data/")}
    assert names == {"dossier.json", "evidence.jsonl", "records", "schemas"}
    assert done.lines["records/statement.jsonl"] == 2
    empty_database()
    with as_system(), pytest.raises((BagBroken, LoadRefused), match="public export"):
        load(tmp_path / "one")


def keeper_name(keeper: Viewer) -> str:
    assert keeper.account
    return str(Account.objects.values_list("handle", flat=True).get(pk=keeper.account))
