"""What is not good is refused with file, line, field and reason, and nothing is loaded."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.dossier.exchange.own_dossier import empty_database, fill, lines

from sourcebook.dossier.exchange.bag import Bag, Folder
from sourcebook.dossier.exchange.export import export
from sourcebook.dossier.exchange.lines import BadLine, read_line
from sourcebook.dossier.exchange.load import load
from sourcebook.dossier.exchange.problems import LoadRefused
from sourcebook.dossier.exchange.unbag import BagBroken
from sourcebook.dossier.models import Account, Dossier, Record
from sourcebook.dossier.seen import NotAllowed, Viewer, as_system, viewing

Ids = dict[str, str]
Changed = Callable[[list[dict[str, Any]], Ids], None]


@pytest.fixture
def bag(dossier: Dossier, keeper: Viewer, tmp_path: Path) -> Iterator[tuple[Path, Ids]]:
    """An export of everything, whose dossier is no longer here."""
    ids = fill(dossier, keeper)
    export(dossier, tmp_path / "one")
    empty_database()
    with as_system():
        yield tmp_path / "one", ids


def rewritten(folder: Path, name: str, change: Changed, ids: Ids) -> None:
    """The folder with other lines in a file, and manifests that fit."""
    rows = lines(folder, name)
    change(rows, ids)
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "data" / name).write_text(text, "utf-8")
    resigned(folder)


def resigned(folder: Path) -> None:
    """New manifests for a folder."""
    for path in folder.glob("*.txt"):
        path.unlink()
    bag = Bag(Folder(folder))
    for path in sorted((folder / "data").rglob("*")):
        if path.is_file():
            bag.hashes[path.relative_to(folder).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    bag.close({})


def of(rows: list[dict[str, Any]], id: str) -> dict[str, Any]:
    return next(row for row in rows if row["id"] == id)


GHOST = "5c4f8f9e-1111-4222-8333-444455556666"
Case = tuple[str, Changed, str, str]
CASES: list[Case] = [
    ("records/statement.jsonl", lambda r, i: r[0]["fields"].update(when="2024-02-30"), "when", "no such date"),
    ("records/statement.jsonl", lambda r, i: r[0]["fields"].update(form="shout"), "form", "none of remark"),
    ("records/statement.jsonl", lambda r, i: r[0]["fields"].update(colour="red"), "colour", "no such field"),
    ("records/statement.jsonl", lambda r, i: r[0]["fields"].update(occasion=GHOST), "occasion", "no such record"),
    ("records/statement.jsonl", lambda r, i: r[0]["fields"].update(occasion=i["town"]), "occasion", "must be a event"),
    ("records/statement.jsonl", lambda r, i: r[0].update(made_by=GHOST), "made_by", "no such account"),
    ("records/statement.jsonl", lambda r, i: r[0].update(owner=GHOST), "owner", "no such organisation"),
    ("records/statement.jsonl", lambda r, i: r[0].update(made_at=None), "made_at", "must be given"),
    ("records/statement.jsonl", lambda r, i: r[0].update(made_at="yesterday"), "made_at", "no moment"),
    ("records/statement.jsonl", lambda r, i: r[0].update(made_at="0001-01-01T00:00:00+14:00"), "made_at", "no moment"),
    ("records/statement.jsonl", lambda r, i: r[0].update(version=1 << 31), "version", "2147483648"),
    ("records/statement.jsonl", lambda r, i: r[0].update(id="x"), "id", "is no id"),
    ("records/statement.jsonl", lambda r, i: r[0].update(fields=[]), "fields", "must be a table"),
    ("records/statement.jsonl", lambda r, i: r[0].update(kind="claim"), "kind", "file of another kind"),
    ("records/statement.jsonl", lambda r, i: r[0]["parts"].update(speakers=["x"]), "speakers", "list of tables"),
    ("records/statement.jsonl", lambda r, i: r[0]["parts"].update(wings=[]), "wings", "no such part"),
    ("records/statement.jsonl", lambda r, i: r[0].update(merged_into=GHOST), "merged_into", "no such record"),
    ("records/statement.jsonl", lambda r, i: r[0].update(level="sealed"), "level", "in clear"),
    ("records/statement.jsonl", lambda r, i: r[0]["fields"].update(text="a\x00b"), "", "NUL"),
    ("records/statement.jsonl", lambda r, i: r[0]["fields"].update(text="\ud800"), "", "surrogate"),
    ("records/statement.jsonl", lambda r, i: r.append(r[0]), "id", "stands twice"),
    ("records/claim.jsonl", lambda r, i: r.reverse(), "id", "order of the ids"),
    ("records/claim.jsonl", lambda r, i: of(r, i["total"])["fields"].update(part_of=i["dead"]), "part_of", "in a circle"),
    ("records/claim.jsonl", lambda r, i: of(r, i["total"])["fields"].update(best=1e300), "best", "kept exactly"),
    ("records/claim.jsonl", lambda r, i: of(r, i["total"])["fields"].update(part_of=i["total"]), "part_of", "in a circle"),
    ("records/event.jsonl", lambda r, i: of(r, i["trial"])["fields"].update(parent=i["speech"]), "parent", "in a circle"),
    ("records/capture.jsonl", lambda r, i: of(r, i["capture"])["parts"]["layers"][0].update(sha256="0" * 64), "layers.sha256", "not in data/text"),
    ("evidence.jsonl", lambda r, i: r[0].update(layer=GHOST), "layer", "no such layers"),
    ("evidence.jsonl", lambda r, i: r[-1].update(record="ffffffff-ffff-4fff-8fff-ffffffffffff"), "record", "no record"),
    ("evidence.jsonl", lambda r, i: r[0].update(stance="maybe"), "evidence.stance", "none of supports"),
    ("withheld.jsonl", lambda r, i: r[0].update(level="secret"), "level", "none of public"),
    ("withheld.jsonl", lambda r, i: r[0].update(field="wings"), "field", "no"),
    ("withheld.jsonl", lambda r, i: r[0].pop("why"), "why", "is missing"),
    ("withheld.jsonl", lambda r, i: next(one for one in r if one["sealed"]).update(value="clear"), "sealed", "ciphertext"),
    ("withheld.jsonl", lambda r, i: next(one for one in r if one["sealed"]).update(sealed="é"), "sealed", "base64"),
    ("changes.jsonl", lambda r, i: r[0].update(revision=GHOST), "revision", "no such revisions"),
    ("changes.jsonl", lambda r, i: r[0].update(version="1"), "version", "is no integer"),
    ("changes.jsonl", lambda r, i: r[0].update(before=[]), "before", "is no object"),
    ("changes.jsonl", lambda r, i: r[0].update(more=1), "more", "no such field"),
    ("changes.jsonl", lambda r, i: r[1].update(id=r[0]["id"]), "id", "stands twice"),
    ("revisions.jsonl", lambda r, i: r[0].update(at="2024-13-01"), "at", "moment"),
    ("revisions.jsonl", lambda r, i: r[0].update(act="x" * 41), "act", "longer than 40"),
    ("proposals.jsonl", lambda r, i: r[0].update(state="perhaps"), "state", "none of open"),
    ("editions.jsonl", lambda r, i: r[0].update(state="lost"), "state", "none of draft"),
    ("editions.jsonl", lambda r, i: r[0].update(slug=""), "slug", "must be given"),
    ("editions.jsonl", lambda r, i: r[0].update(slug="x" * 81), "slug", "longer than 80"),
    ("editions.jsonl", lambda r, i: r[0].update(slug=r[1]["slug"]), "id", "stands twice"),
    ("editions.jsonl", lambda r, i: r[0].update(corrects=GHOST), "corrects", "no such editions"),
    ("editions.jsonl", lambda r, i: r[0].update(rests_on={"x": 1}), "rests_on", "versions of records"),
    ("editions.jsonl", lambda r, i: r[0].update(rests_on=[]), "rests_on", "is no object"),
    ("editions.jsonl", lambda r, i: r[0].update(lines=[1]), "lines", "lists of texts"),
    ("editions.jsonl", lambda r, i: r[0].update(published_at="noon"), "published_at", "noon"),
    ("editions.jsonl", lambda r, i: r.append({**r[0], "id": GHOST, "slug": "more"}), "id", "has no text"),
    ("editions.jsonl", lambda r, i: r[0].update(dossier=GHOST), "dossier", "no such field"),
    ("editiontexts.jsonl", lambda r, i: r[0].update(edition=GHOST), "edition", "no such editions"),
    ("editiontexts.jsonl", lambda r, i: r[0].update(serial=-1), "serial", "-1"),
    ("editiontexts.jsonl", lambda r, i: of(r, next(one["id"] for one in r if one["serial"] == 2)).update(serial=1), "id", "stands twice"),
    ("editiontexts.jsonl", lambda r, i: r[0].update(content=None), "content", "is no string"),
    ("editiontexts.jsonl", lambda r, i: r[0].update(who=GHOST), "who", "no such account"),
    ("sendings.jsonl", lambda r, i: r[0].update(edition=GHOST), "edition", "no such editions"),
    ("sendings.jsonl", lambda r, i: r[0].update(text=7), "text", "no such text of a number"),
    ("sendings.jsonl", lambda r, i: r[0].update(sha256="../x"), "sha256", "is no sha256"),
    ("sendings.jsonl", lambda r, i: r[0].update(until="2031-13-02"), "until", "is no day"),
    ("sendings.jsonl", lambda r, i: r[0].update(serial=2), "id", "stands twice"),
    ("sendings.jsonl", lambda r, i: r[0].update(organisation=GHOST), "organisation", "no such organisation"),
    ("takings.jsonl", lambda r, i: r[0].update(sending=GHOST), "sending", "no such sendings"),
    ("takings.jsonl", lambda r, i: r[0].update(script=[]), "script", "is no object"),
    ("takings.jsonl", lambda r, i: r[0].update(comments=["x"]), "comments", "lists of tables"),
    ("takings.jsonl", lambda r, i: r[0].update(text=0), "text", "no such text of a number"),
    ("proposedchanges.jsonl", lambda r, i: r[0].update(taking=GHOST), "taking", "no such takings"),
    ("proposedchanges.jsonl", lambda r, i: r[0].update(state="maybe"), "state", "none of open"),
    ("proposedchanges.jsonl", lambda r, i: r[0].update(change=2), "id", "stands twice"),
    ("changedecisions.jsonl", lambda r, i: r[0].update(proposed=GHOST), "proposed", "no such proposedchanges"),
    ("changedecisions.jsonl", lambda r, i: r[0].update(who=GHOST), "who", "no such account"),
    ("signoffs.jsonl", lambda r, i: r[0].update(organisation=GHOST), "organisation", "no such organisation"),
    ("signoffs.jsonl", lambda r, i: r[0].update(organisation=None), "organisation", "must be given"),
    ("signoffs.jsonl", lambda r, i: r[0].update(organisation=r[1]["organisation"]), "id", "stands twice"),
    ("signoffs.jsonl", lambda r, i: r[0].update(at="2024-13-01"), "at", "moment"),
    ("releases.jsonl", lambda r, i: r[0].update(capture=GHOST), "capture", "no such record"),
    ("releases.jsonl", lambda r, i: r[0].update(capture=i["quote"]), "capture", "must be a capture"),
    ("releases.jsonl", lambda r, i: r.__setitem__(slice(None), [{**one, "capture": i["out"], "withdrawn_at": None} for one in r]), "id", "stands twice"),
    ("releases.jsonl", lambda r, i: r[0].update(sha256="a" * 65), "sha256", "longer than 64"),
    ("people.jsonl", lambda r, i: r[0].update(type="ghost"), "type", "none of"),
    ("people.jsonl", lambda r, i: r[-1].update(role="tsar"), "role", "none of reader"),
    ("people.jsonl", lambda r, i: r[-1].update(account=GHOST), "account", "no such account"),
    ("dossier.json", lambda r, i: r[0].update(slug=""), "slug", "1 to 80"),
    ("dossier.json", lambda r, i: r[0].update(vault="{}"), "vault", "vault"),
    ("dossier.json", lambda r, i: r[0].update(codebooks=[1]), "codebooks", "tables"),
]  # fmt: skip


def test_a_bad_line_is_refused_with_its_place(bag: tuple[Path, Ids], tmp_path: Path) -> None:
    folder, ids = bag
    wrong = []
    for number, (name, change, field, reason) in enumerate(CASES):
        bad = tmp_path / f"bad-{number}"
        shutil.copytree(folder, bad)
        rewritten(bad, name, change, ids)
        with pytest.raises(LoadRefused) as refused:
            load(bad)
        found = [(one.file, one.field) for one in refused.value.problems]
        if not any(
            one.file == f"data/{name}" and one.field == field and reason in one.reason
            for one in refused.value.problems
        ):
            wrong.append((name, field, reason, found, str(refused.value)))
        shutil.rmtree(bad)
    assert wrong == []
    assert not Dossier.objects.exists() and not Record.objects.exists() and not Account.objects.exists()


def test_every_bad_line_is_told_with_its_number(bag: tuple[Path, Ids]) -> None:
    folder, ids = bag

    def change(rows: list[dict[str, Any]], ids: Ids) -> None:
        for row in rows:
            row["fields"]["form"] = "shout"

    rewritten(folder, "records/source.jsonl", change, ids)
    rewritten(folder, "records/event.jsonl", lambda rows, ids: rows[1]["fields"].update(when="soon"), ids)
    with pytest.raises(LoadRefused) as refused:
        load(folder)
    told = [str(one) for one in refused.value.problems]
    assert any(one.startswith("data/records/source.jsonl, line 1: form: ") for one in told)
    assert any(one.startswith("data/records/event.jsonl, line 2: when: ") for one in told)


Damage = Callable[[Path], object]


def listed(path: str) -> Damage:
    """A line in the manifest, rightly signed, that names a path."""

    def damage(folder: Path) -> None:
        manifest = folder / "manifest-sha256.txt"
        manifest.write_text(manifest.read_text("utf-8") + f"{'0' * 64}  {path}\n", "utf-8")
        digest = hashlib.sha256(manifest.read_bytes()).hexdigest()
        tags = folder / "tagmanifest-sha256.txt"
        rest = [
            line for line in tags.read_text("utf-8").splitlines() if not line.endswith("manifest-sha256.txt")
        ]
        tags.write_text("\n".join([*rest, f"{digest}  manifest-sha256.txt", ""]), "utf-8")

    return damage


def linked(folder: Path) -> None:
    target = folder / "data" / "people.jsonl"
    outside = folder.parent / "elsewhere"
    shutil.move(target, outside)
    target.symlink_to(outside)


def linked_folder(folder: Path) -> None:
    shutil.move(folder / "data" / "text", folder.parent / "texts")
    (folder / "data" / "text").symlink_to(folder.parent / "texts")


def exchanged_text(folder: Path) -> None:
    path = next((folder / "data" / "text").iterdir())
    path.write_text("another text", "utf-8")
    resigned(folder)


def exchanged_bytes(folder: Path) -> None:
    path = next(one for one in (folder / "data" / "captures").iterdir() if len(one.name) == 64)
    path.write_bytes(b"another page")
    resigned(folder)


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (listed("data/../../../etc/passwd"), "no file that an export has"),
        (listed("/etc/passwd"), "no file that an export has"),
        (listed("../outside.txt"), "no file that an export has"),
        (listed("data/records/..%2fx.jsonl"), "no file that an export has"),
        (listed("data/text/" + "0" * 64 + ".txt"), "is missing"),
        (listed("data/people.jsonl"), "no line of a manifest"),
        (linked, "link or a device"),
        (linked_folder, "link or a device"),
        (exchanged_text, "not the one that its name says"),
        (exchanged_bytes, "not those that its name says"),
        (lambda folder: (folder / "data" / "people.jsonl").unlink(), "people.jsonl is missing"),
        (lambda folder: (folder / "data" / "more.jsonl").write_text("{}"), "not in manifest"),
        (lambda folder: (folder / "data" / "people.jsonl").write_text("{}"), "is damaged"),
        (lambda folder: (folder / "bag-info.txt").write_text("x"), "bag-info.txt was changed"),
        (lambda folder: (folder / "bagit.txt").unlink(), "bagit.txt is missing"),
        (lambda folder: shutil.rmtree(folder), "is no folder"),
    ],
)  # fmt: skip
def test_a_damaged_or_hostile_folder_is_refused_in_one_line(
    bag: tuple[Path, Ids], damage: Damage, told: str
) -> None:
    folder, _ = bag
    damage(folder)
    with pytest.raises(BagBroken) as broken:
        load(folder)
    assert told in str(broken.value)
    assert "\n" not in str(broken.value)
    assert not Dossier.objects.exists()


def test_a_dossier_that_is_here_is_not_loaded_over(bag: tuple[Path, Ids]) -> None:
    folder, ids = bag
    load(folder)
    with pytest.raises(LoadRefused, match="is here already"):
        load(folder)
    other = "0b0b0b0b-0000-4000-8000-000000000001"
    rewritten(folder, "dossier.json", lambda rows, ids: rows[0].update(id=other), ids)
    with pytest.raises(LoadRefused, match="another dossier ardovia"):
        load(folder)
    rewritten(folder, "dossier.json", lambda rows, ids: rows[0].update(slug="second", codebooks=[]), ids)
    with pytest.raises(LoadRefused, match="in another dossier"):
        load(folder)
    assert Dossier.objects.count() == 1


def test_only_a_keeper_loads(bag: tuple[Path, Ids]) -> None:
    with viewing(Viewer(None, "reviewer")), pytest.raises(NotAllowed):
        load(bag[0])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"{", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"a": NaN}', "NaN is no number"),
        (b'{"a": "\xff"}', "not UTF-8 at byte"),
        (b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
        (b'{"a": ' + b"9" * 5000 + b"}", "digits"),
        (rb'{"a": "\u0000"}', "NUL"),
        (rb'{"\ud834": 1}', "surrogate"),
    ],
)
def test_a_line_that_is_none(data: bytes, told: str) -> None:
    with pytest.raises(BadLine, match=told):
        read_line(data)


def test_a_pair_of_surrogates_is_a_character() -> None:
    assert read_line(rb'{"a": "\ud834\udd1e \\u0000"}') == {"a": "\N{MUSICAL SYMBOL G CLEF} \\u0000"}
