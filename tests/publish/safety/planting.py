"""Plants words that stand nowhere else into everything of a dossier that must not come out.

    python -m tests.publish.safety.planting WHERE.json

Run in the home of the invented dossier. The file says what was planted: {"out": {...}, "kept": {...}}; what
is under "out" is published, so that the search is known to find.
"""

from __future__ import annotations

import io
import json
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sourcebook.dossier import start

_LETTERS = "ghjkmnpqrstvwxz"
_RANDOM = random.Random(11)
KEPT: dict[str, str] = {}
OUT: dict[str, str] = {}
Plain = dict[str, Any]


def word(where: str, into: dict[str, str] = KEPT) -> str:
    """A new word, planted there."""
    made = "Qy" + "".join(_RANDOM.choices(_LETTERS, k=12))
    into[where] = made
    return made


def main(told: Path) -> None:
    """The command."""
    start()
    from sourcebook.cli.session import dossier_named, viewer_in
    from sourcebook.dossier.models import Dossier
    from sourcebook.dossier.seen import as_system, current, viewing
    from sourcebook.dossier.seen.compiler import writing

    with viewing(viewer_in(dossier_named(None), None)):
        people()
        dossier = current().within
        with as_system(), writing():
            Dossier.objects.filter(pk=dossier).update(policy={"internal": word("policy")})
        kept_back()
        beside_the_published()
        private_persons()
        captures()
        published_words()
    told.write_text(json.dumps({"out": OUT, "kept": KEPT}), encoding="utf-8")


def people() -> None:
    """Somebody of the team who does all that follows."""
    from sourcebook.dossier.models import Account
    from sourcebook.dossier.seen import as_system, current
    from sourcebook.dossier.seen.compiler import writing

    me = str(current().account)
    with as_system(), writing():
        Account.objects.filter(pk=me).update(name=word("name of a keeper"))
        for account in Account.objects.exclude(pk=me):
            Account.objects.filter(pk=account.pk).update(name=word(f"name of {account.handle}"))


def records(kind: str, status: str = "published") -> list[Plain]:
    """The published records of a kind."""
    from sourcebook.dossier.kinds.fetch import plains
    from sourcebook.dossier.models import Record

    return list(plains(Record.objects.filter(kind=kind, status=status, level=0).order_by("pk")))


def filled(kind: str, at: str) -> Plain:
    """A record with a planted word in every column and part that takes text."""
    from django.db.models import CharField, TextField

    from sourcebook.dossier.kinds import KINDS, PARTS, empty_plain
    from sourcebook.dossier.kinds.plain import whole_part
    from sourcebook.dossier.models.fields import EdtfField

    def values(table: Any, place: str) -> Plain:  # noqa: ANN401
        made = {}
        for column in table.columns:
            field = table.model._meta.get_field(column.name)
            takes = isinstance(field, CharField | TextField) and (field.max_length or 99) > 40
            if (
                takes
                and not column.choices
                and not isinstance(field, EdtfField)
                and column.name not in ("sha256", "key")
            ):
                made[column.name] = word(f"{at}: {place}.{column.name}")
        return made

    plain = empty_plain(kind)
    plain["fields"].update(values(KINDS[kind].table, kind))
    for part in KINDS[kind].parts:
        if part not in ("layers", "custody", "wholes"):
            row = values(PARTS[part], f"{kind}.{part}")
            if part == "urls":
                row["url"] = f"https://{row['url'].lower()}.example/"
                row["key"] = row["url"]
            plain["parts"][part] = [whole_part(part, row)]
    plain["note"], plain["origin_key"] = word(f"{at}: {kind}.note"), word(f"{at}: {kind}.origin_key")
    return plain


def kept_back() -> None:
    """Records that are not published, or not for the public."""
    from sourcebook.dossier.write import create
    from sourcebook.dossier.write.levels import set_level
    from sourcebook.dossier.write.status import advance

    for state in ("draft", "reviewed", "withdrawn", "team", "restricted", "sealed"):
        made = [filled(kind, state) for kind in ("source", "actor", "place", "event", "statement", "claim")]
        ids = list(create(made, word(f"{state}: why")).ids)
        if state == "reviewed":
            advance(ids, "review", word(f"{state}: why reviewed"))
        elif state == "withdrawn":
            advance(ids, "withdraw", word(f"{state}: why withdrawn"))
        elif state != "draft":
            set_level(ids, state, word(f"{state}: why of that level"))


def beside_the_published() -> None:
    """What published records have beside what the public may read."""
    from sourcebook.dossier.write import Edit, edit
    from sourcebook.dossier.write.levels import withhold

    for kind in ("source", "capture", "actor", "place", "event", "statement", "claim", "relation"):
        one = records(kind)[0]
        edit([Edit(one["id"], {"note": word(f"published: {kind}.note")})], word(f"published: why {kind}"))
    statement = records("statement")[0]
    row = statement["evidence"][0]
    edit(
        [
            Edit(
                statement["id"],
                {
                    "fields/translator": word("published: translator"),
                    f"evidence/{row['id']}": {**row, "on_file": word("published: evidence.on_file")},
                },
            )
        ],
        "more of it",
    )
    source = next(one for one in records("source") if one["fields"]["publisher"])
    edit(
        [Edit(source["id"], {"fields/csl": {"note": word("csl.note"), "abstract": word("csl.abstract")}})],
        "more",
    )
    event = next(one for one in records("event") if one["fields"]["description"])
    edit([Edit(event["id"], {"fields/occasion": word("a withheld field")})], "more of it")
    withhold(event["id"], "occasion", "restricted", word("why it is withheld"))


def private_persons() -> None:
    """Persons who must not be named, a minor, and exact coordinates."""
    from sourcebook.dossier.kinds import empty_plain
    from sourcebook.dossier.write import Edit, create, edit

    book = records("source")[0]["id"]
    for what, own in (
        ("private person", {"public": "private", "pseudonym": "Witness 4"}),
        ("minor", {"public": "private", "minor": "yes"}),
    ):
        name = f"{word(f'{what}: first name')} {word(f'{what}: surname')}"
        actor = empty_plain("actor", form="person", names=[{"value": name, "main": True}], **own)
        row = actor["parts"]["names"][0]["id"]
        actor["evidence"] = [{"field": f"names/{row}", "basis": book}]
        speech = empty_plain(
            "statement", form="remark", when="2024-05-05", language="en", speakers=[{"actor": actor["id"], "words": name}],
            text=f"They took {name} and me to the bridge.",
        )  # fmt: skip
        speech["evidence"] = [
            {"field": field, "basis": book}
            for field in ("text", "when", f"speakers/{speech['parts']['speakers'][0]['id']}")
        ]
        create([actor, speech], f"what {name} told")
        publish([actor["id"], speech["id"]])
    place = next(one for one in records("place") if one["fields"]["geometry"])
    exact = {"type": "Point", "coordinates": [-28.3718293, 44.2946157]}
    KEPT.update({"a longitude": "28.3718293", "a latitude": "44.2946157"})
    edit([Edit(place["id"], {"fields/geometry": exact})], "measured")


def publish(ids: Sequence[str]) -> None:
    """Made public, reviewed, published."""
    from sourcebook.dossier.write.levels import set_level
    from sourcebook.dossier.write.status import advance

    set_level(ids, "public", "for the report")
    advance(ids, "review", "compared")
    advance(ids, "publish", "as in the report")


def _addresses() -> dict[str, str]:
    """An address of each source that has one."""
    return {one["id"]: url["url"] for one in records("source") for url in one["parts"]["urls"][:1]}


def captures() -> None:
    """A capture that nobody cleared and one that was called back, each quoted; and names of files."""
    from sourcebook.dossier.anchoring import anchor
    from sourcebook.dossier.editions.releasing import release, withdraw
    from sourcebook.dossier.ingest.keeping import add_file

    addresses = _addresses()
    quoted, address = next(
        (one, addresses[row["basis"]])
        for one in records("statement")
        for row in one["evidence"]
        if len(one["fields"]["text"]) > 60 and row["basis"] in addresses
    )
    with tempfile.TemporaryDirectory() as folder:
        for what in ("not cleared", "called back"):
            path = Path(folder) / f"{word(f'{what}: name of the file')}.html"
            path.write_text(
                f"<html><!-- {word(f'{what}: bytes')} --><body><p>{word(f'{what}: words before')} said: “"
                f"{quoted['fields']['text']}” and {word(f'{what}: words after')}.</p></body></html>",
                encoding="utf-8",
            )
            kept = add_file(path, url=address, level="public")
            found = [one["id"] for one in records("capture", "draft") if one["id"] == kept.capture]
            if found:
                publish(found)
            if what == "called back":
                release([kept.capture], word("why it was cleared"))
                withdraw([kept.capture], word("why it was called back"))
    anchor()


def published_words() -> None:
    """Words that must be found: in a statement that is published."""
    from sourcebook.dossier.write import Edit, edit

    addresses = _addresses()
    one = next(
        one
        for one in records("statement")
        if one["fields"]["manner"] == "direct"
        # One without a day or a theme falls under no heading of the year.
        and one["fields"]["when"]
        and one["themes"]
        and any(row["basis"] in addresses for row in one["evidence"])
    )
    OUT["id"] = one["id"]
    changed = f"{one['fields']['text']} {word('text of a published statement', OUT)}"
    edit([Edit(one["id"], {"fields/text": changed})], "as printed")


def photograph() -> bytes:
    """A picture in which a camera noted much."""
    from PIL import Image

    exif = Image.Exif()
    for tag in (0x010E, 0x010F, 0x0110, 0x013B, 0x8298):
        exif[tag] = word(f"EXIF {tag:#x}")
    out = io.BytesIO()
    Image.new("RGB", (80, 50), (90, 120, 90)).save(
        out, "JPEG", exif=exif, comment=word("JPEG comment").encode()
    )
    return out.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
