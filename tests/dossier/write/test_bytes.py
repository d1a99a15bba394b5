"""A laptop is seized: what was sealed or erased stands nowhere in the bytes of the home folder."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db.models import CharField, JSONField, TextField
from tests.dossier.write.conftest import open_vault
from tests.dossier.write.making import actor, capture, evidence, layer_of, make, one, sha, source, statement

from sourcebook.dossier.codebooks import choose_codebook
from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds import KINDS, PARTS, Plain, Table, empty_plain
from sourcebook.dossier.kinds.plain import whole_part
from sourcebook.dossier.models import Account, Dossier, Membership, Proposal
from sourcebook.dossier.models.fields import EdtfField
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.dossier.vault import OpenVault, Store
from sourcebook.dossier.write import Edit, edit
from sourcebook.dossier.write.erasing import erase
from sourcebook.dossier.write.levels import set_level, withhold
from sourcebook.dossier.write.make import now
from sourcebook.dossier.write.status import advance, put_theme
from sourcebook.text.folding import skeleton

_LETTERS = "ghjkmnpqrstvwxz"


class Planter:
    """Gives words that stand nowhere else, and finds them again in a folder, however they are written."""

    def __init__(self) -> None:
        self._random = random.Random(7)
        self.planted: dict[str, str] = {}

    def word(self, where: str) -> str:
        """A new secret, with a letter that is not ASCII; `where` it is planted."""
        # No two begin alike: an index keeps of a word only in what it differs from the one before.
        word = (
            "".join(self._random.choices(_LETTERS, k=11)).capitalize()
            + "é"
            + "".join(self._random.choices(_LETTERS, k=11))
        )
        self.planted[where] = word
        return word

    def left(self, folder: Path) -> dict[str, list[str]]:
        """Where which secrets stand in the files of a folder, or in their names."""
        found: dict[str, list[str]] = {}
        files = [path for path in folder.rglob("*") if path.is_file()]
        names = "\n".join(str(path) for path in files).encode()
        for path, raw in [*((path, path.read_bytes()) for path in files), (Path("names"), names)]:
            for where, word in self.planted.items():
                if any(form in raw for form in _forms(word)):
                    found.setdefault(where, []).append(path.name)
        return found


def _forms(word: str) -> Iterator[bytes]:
    # Either half tells: an index may keep a word in pieces.
    for half in word.split("é"):
        for text in (half, half.casefold()):
            yield from (text.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
    for text in (word, word.casefold(), skeleton(word)):
        for shift in range(3):
            # Without what the neighbours change.
            yield base64.b64encode(b"\0" * shift + text.encode())[4:-4]


@pytest.fixture
def keeper(own_home: Path) -> Iterator[Viewer]:
    """A keeper of a dossier in a home folder of its own."""
    with as_system():
        made = Dossier.objects.create(
            slug="ardovia", title="Ardovia", made_at=datetime(2026, 1, 5, tzinfo=UTC)
        )
        account = Account.objects.create(handle="keeper", name="Keeper")
        Membership.objects.create(dossier=made, account=account, role="keeper")
    with viewing(Viewer(made.pk, "keeper", account.pk)) as viewer:
        yield viewer


@pytest.fixture
def keys(keeper: Viewer) -> OpenVault:
    with as_system():
        return open_vault(Dossier.objects.get())


def _filled(table: Table, planter: Planter, at: str) -> dict[str, Any]:
    """A secret for each column of a table that takes text."""
    values: dict[str, Any] = {}
    for column in table.columns:
        field = table.model._meta.get_field(column.name)
        if column.choices or isinstance(field, EdtfField) or column.name in ("sha256", "key"):
            continue
        if isinstance(field, JSONField) and column.name in ("authors", "points"):
            values[column.name] = [planter.word(f"{at}.{column.name}")]
        elif isinstance(field, JSONField) and column.name == "csl":
            values[column.name] = {"note": planter.word(f"{at}.{column.name}")}
        elif isinstance(field, (CharField, TextField)) and (field.max_length or 99) > 30:
            values[column.name] = planter.word(f"{at}.{column.name}")
    return values


def _record(kind: str, planter: Planter) -> Plain:
    """A record of a kind with a secret in every column and part that takes text."""
    its = KINDS[kind]
    plain = empty_plain(kind)
    plain["fields"].update(_filled(its.table, planter, kind))
    for part in its.parts:
        if part == "layers":
            continue
        row = _filled(PARTS[part], planter, f"{kind}.{part}")
        if part == "urls":
            row["key"] = planter.word("source.urls.key")
            row["url"] = f"https://{row['url']}.example/"
        if part == "custody":
            row["at"] = "2026-01-05T12:00:00Z"
        plain["parts"][part] = [whole_part(part, row)]
    plain["note"] = planter.word(f"{kind}.note")
    plain["origin_key"] = planter.word(f"{kind}.origin_key")
    plain["evidence"] = [
        evidence(
            "", on_file=planter.word(f"{kind}.evidence.on_file"), locator=planter.word(f"{kind}.locator")
        )
    ]
    return plain


def _world(keeper: Viewer, planter: Planter) -> tuple[list[str], Plain]:
    """(records to be sealed, one that stays): with secrets in every place that takes words."""
    records = {kind: _record(kind, planter) for kind in KINDS}
    text = (
        f"A speech.\n\nHe said {planter.word('layer text')} and {planter.word('quotation elsewhere')} to all."
    )
    page, copy = records["source"], records["capture"]
    copy["fields"]["source"] = page["id"]
    copy["parts"]["layers"] = capture(page["id"], text)["parts"]["layers"]
    content = f"<p>{planter.word('bytes of a capture')}</p>".encode()
    copy["fields"]["sha256"] = Store(captures()).put(content).sha256
    coding = empty_plain("coding", about=page["id"], passage=planter.word("passage of a coding"))
    leaning = statement(
        "What stays.",
        about=records["event"]["id"],
        speakers=[{"actor": records["actor"]["id"], "words": planter.word("words of a speaker elsewhere")}],
    )
    quoted = planter.planted["quotation elsewhere"]
    leaning["evidence"] = [
        {"field": "text", "layer": layer_of(copy), "exact": quoted, "prefix": "and ", "suffix": " to all"},
        evidence(
            "when", basis=records["source"]["id"], on_file=planter.word("evidence that leans elsewhere")
        ),
    ]
    make(leaning | {"evidence": [], "fields": leaning["fields"] | {"about": None}, "parts": {"speakers": []}})
    for kind, plain in records.items():
        make(plain, texts=(text,), why=planter.word(f"why {kind} was made"))
    make(coding)
    values = {
        f"evidence/{number:08d}-1111-4222-8333-444455556666": row
        for number, row in enumerate(leaning["evidence"])
    }
    speaker = leaning["parts"]["speakers"][0]
    edit([Edit(leaning["id"], {**values, f"parts/speakers/{speaker['id']}": speaker})], "more of it")
    return [plain["id"] for plain in records.values()], leaning


def _lived_in(keeper: Viewer, planter: Planter, ids: list[str]) -> None:
    """Changes, themes, reviews and proposals, with their reasons."""
    assert keeper.dossier is not None
    choose_codebook(keeper.dossier, "state-rhetoric", "")
    for record in ids:
        edit(
            [Edit(record, {"note": planter.word(f"note of {record}")})],
            planter.word(f"why {record} was edited"),
        )
    advance(ids, "review", planter.word("why they were reviewed"))
    put_theme(ids, "state-rhetoric", "threat-of-force", planter.word("why a theme was put"))
    with as_system():
        Proposal.objects.create(
            dossier_id=keeper.dossier, kind="merge", record_id=ids[0], other_id=ids[1],
            payload={"name": planter.word("payload of a proposal")}, made_at=now(),
            reasons=[planter.word("reason of a proposal")],
        )  # fmt: skip


def test_what_was_sealed_stands_nowhere_in_the_home_folder(
    keeper: Viewer, keys: OpenVault, own_home: Path
) -> None:
    planter = Planter()
    ids, leaning = _world(keeper, planter)
    _lived_in(keeper, planter, ids)
    # Or the test would prove nothing.
    assert set(planter.left(own_home)) == set(planter.planted)
    assert len(planter.planted) > 100
    whole = {record: one(record) for record in ids}
    planter.word("why they were sealed")
    set_level(
        [one_ for one_ in ids if whole[one_]["kind"] != "capture"],
        "sealed",
        planter.planted["why they were sealed"],
    )
    assert planter.left(own_home) == {}
    # Work goes on, and leaves nothing either.
    edit(
        [Edit(ids[0], {"note": planter.word("a note with the passphrase")})],
        planter.word("its reason"),
        keys=keys,
    )
    assert planter.left(own_home) == {}
    # And all of it is still there for whoever has the passphrase.
    told = json.dumps([one(record, keys) for record in [*ids, leaning["id"]]], ensure_ascii=False)
    kept = [where for where in planter.planted if "of a proposal" not in where and "why" not in where]
    kept = [
        where for where in kept if where not in ("bytes of a capture", "passage of a coding", "its reason")
    ]
    kept = [where for where in kept if not where.endswith(".note") and where != f"note of {ids[0]}"]
    assert [where for where in kept if planter.planted[where] not in told] == []


def test_a_sealed_field_stands_nowhere_in_the_home_folder(
    keeper: Viewer, keys: OpenVault, own_home: Path
) -> None:
    planter = Planter()
    secret = planter.word("translator")
    [record] = make(statement(translator="nobody"))
    edit([Edit(record, {"fields/translator": secret})], planter.word("why"))
    assert set(planter.left(own_home)) == {"translator", "why"}
    withhold(record, "translator", "sealed", planter.word("why it was sealed"))
    assert planter.left(own_home) == {}
    assert one(record, keys)["fields"]["translator"] == secret


def test_a_capture_made_sealed_leaves_no_bytes_in_clear(
    keeper: Viewer, keys: OpenVault, own_home: Path
) -> None:
    planter = Planter()
    content, text = planter.word("bytes").encode(), f"It says {planter.word('text')}."
    page = source()
    copy = capture(page["id"], text, sha256=Store(captures()).put(content).sha256) | {"level": "sealed"}
    make(page, copy, texts=(text,), why=planter.word("why"))
    # The reason was given for the source too, which is in clear.
    assert set(planter.left(own_home)) == {"why"}
    [name] = Store(captures()).sealed()
    with Store(captures()).open_sealed(name, keys) as file:
        assert file.read() == content


def test_what_was_erased_stands_nowhere_in_the_home_folder(keeper: Viewer, own_home: Path) -> None:
    planter = Planter()
    person = actor(planter.word("name"), planter.word("other name"), pseudonym=planter.word("pseudonym"))
    person["note"] = planter.word("note")
    person["origin_key"] = planter.word("origin key")
    person["evidence"] = [evidence("names", on_file=planter.word("evidence"))]
    page = source()
    text = f"She is called {planter.word('layer text')} here."
    copy = capture(page["id"], text)
    copy["fields"]["sha256"] = Store(captures()).put(planter.word("bytes").encode()).sha256
    quoting = statement("What stays.")
    quoting["evidence"] = [
        {
            "field": "text",
            "layer": layer_of(copy),
            "exact": planter.planted["layer text"],
            "prefix": "called ",
        }
    ]
    make(person, page, copy, texts=(text,))
    make(quoting)
    edit([Edit(person["id"], {"note": planter.word("later note")})], planter.word("why"))
    assert keeper.dossier is not None
    with as_system():
        Proposal.objects.create(
            dossier_id=keeper.dossier, kind="merge", record_id=person["id"], made_at=now(),
            payload={"name": planter.word("payload")}, reasons=[planter.word("reason")],
        )  # fmt: skip
    assert set(planter.left(own_home)) == set(planter.planted)
    remains = erase([person["id"], copy["id"]], "asked by letter")
    assert remains == []
    assert planter.left(own_home) == {}
    assert sha(text) not in str(one(page["id"]))
