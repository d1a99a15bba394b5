"""A dossier about Ardovia with something of everything in it: what an export must carry."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from sourcebook.dossier import editions
from sourcebook.dossier.editions.deciding import Decisions, decide
from sourcebook.dossier.editions.releasing import release, withdraw
from sourcebook.dossier.editions.sendings import Sent, keep_sending
from sourcebook.dossier.editions.takings import Proposed, Taken, keep_taking
from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import (
    Account,
    Codebook,
    Dossier,
    Edition,
    Membership,
    Organisation,
    Proposal,
    ProposedChange,
    Record,
)
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.vault import Argon2, OpenVault, Store, Vault, create_vault
from sourcebook.dossier.write import Edit, create, edit
from sourcebook.dossier.write.levels import set_level, withhold
from sourcebook.dossier.write.status import advance, put_theme

PASSPHRASE = "seven lanterns over Lake Miv"
FAST = Argon2(memory_kib=8, passes=1, lanes=1)
SECRET = "Zelmira Quonn of the third house"
TEXT = (
    "The minister spoke in Ard on Monday.\n\n“Every hill will be ours again,” he said. \N{MUSICAL SYMBOL G CLEF} \u202eodd\u202c "
    "Ճանապարհ, yol, дорога.\n\nHe left at noon."
)
PAGE = TEXT.encode() * 3


def part(**given: object) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), **given}


def proof(field: str, layer: str, exact: str, text: str = TEXT) -> dict[str, Any]:
    start = text.index(exact)
    return {
        "id": str(uuid.uuid4()),
        "field": field,
        "layer": layer,
        "exact": exact,
        "prefix": text[max(0, start - 10) : start],
        "suffix": text[start + len(exact) :][:10],
        "start": start,
        "end": start + len(exact),
        "page": 1,
        "locator": "",
        "basis": None,
        "on_file": "",
        "stance": "supports",
        "state": "anchored",
    }


def on_file(field: str) -> dict[str, Any]:
    return {
        **proof(field, "", "", ""),
        **{
            "layer": None,
            "start": None,
            "end": None,
            "page": None,
            "state": "untargeted",
            "on_file": "a letter",
        },
    }


def vault_for(dossier: Dossier) -> Vault:
    vault = create_vault(PASSPHRASE, FAST)
    with as_system(), writing():
        dossier.vault = vault.to_json()
        dossier.save(force_update=True)
    return vault


def fill(dossier: Dossier, keeper: Viewer) -> dict[str, str]:
    """Everything; gives some ids by name. The keeper must be the viewer."""
    vault_for(dossier)
    Codebook.objects.create(
        dossier=dossier, name="rhetoric", version="1", content={"codes": [{"code": "threat", "weight": 1.0}]}
    )
    digest, layer = hashlib.sha256(TEXT.encode()).hexdigest(), str(uuid.uuid4())
    store = Store(captures())
    ids = {
        name: str(uuid.uuid4()) for name in ("source", "capture", "hidden", "minister", "office", "witness")
    }
    ids |= {
        name: str(uuid.uuid4()) for name in ("region", "town", "trial", "speech", "quote", "total", "dead")
    }
    made = [
        empty_plain(
            "source",
            id=ids["source"],
            title="Hills «of» Ard ﷽ 𝔘",
            authors=["A. Vell", "Ö. Ñu"],
            csl={
                "volume": 3.0,
                "small": 1e-7,
                "large": 1e22,
                "zero": -0.0,
                "note": 'quote " and \\u0000 back\\slash',
            },
            urls=[part(url="https://news.example.org/1", key="news.example.org/1")],
            published="2024-03-19",
        ),
        empty_plain(
            "capture",
            id=ids["capture"],
            source=ids["source"],
            sha256=store.put(PAGE).sha256,
            size=len(PAGE),
            media_type="text/html",
            layers=[
                part(
                    sha256=digest,
                    extractor="reading",
                    version="2",
                    made_at="2024-03-20T08:00:00Z",
                    pages=[[0, 1]],
                )
                | {"id": layer}
            ],
            custody=[part(at="2024-03-20T08:00:00Z", who="the desk", act="received", detail="by hand")],
        ),
        empty_plain("capture", id=ids["hidden"], sha256=store.put(SECRET.encode()).sha256, file_name=SECRET),
        empty_plain(
            "actor",
            id=ids["minister"],
            public="public",
            names=[part(value="Tavo Brenik", main=True), part(value="Տավո", language="hy", script="Armn")],
            evidence=[on_file("names")],
        ),
        empty_plain("actor", id=ids["office"], form="office", names=[part(value="Ministry of Roads")]),
        empty_plain(
            "actor",
            id=ids["witness"],
            public="private",
            minor="no",
            pseudonym="Witness 4",
            names=[part(value="Orla Minch", used_by=ids["minister"])],
        ),
        empty_plain(
            "relation", subject=ids["minister"], object=ids["office"], title="Minister", when="2020/.."
        ),
        empty_plain("place", id=ids["region"], form="region", names=[part(value="Upper Ard")]),
        empty_plain(
            "place",
            id=ids["town"],
            geometry={"type": "Point", "coordinates": [45.0, 39.123456789]},
            precision="settlement",
            names=[part(value="Ard")],
            wholes=[part(whole=ids["region"], according_to=ids["minister"], when="1991~")],
        ),
        empty_plain("event", id=ids["trial"], type="trial", words="the trial", when="2024-02"),
        empty_plain(
            "event",
            id=ids["speech"],
            parent=ids["trial"],
            place=ids["town"],
            occasion="A speech",
            when="2024-03-18",
            involvements=[
                part(actor=ids["minister"], part="participant"),
                part(words="a man", part="witness"),
            ],
        ),
        empty_plain(
            "statement",
            id=ids["quote"],
            text="Every hill will be ours again,",
            when="2024-03-18",
            occasion=ids["speech"],
            points=["leave", "stay"],
            speakers=[part(actor=ids["minister"], words="Tavo Brenik", role_words="Minister")],
            addressees=[part(words="parliament")],
            note="ask again",
            absent={"translation": "none"},
            evidence=[
                proof("text", layer, "Every hill will be ours again,"),
                proof("when", layer, "Monday"),
                {**on_file("points"), "on_file": "", "basis": ids["source"]},
                on_file("speakers"),
            ],
        ),
        empty_plain(
            "claim", id=ids["total"], about=ids["speech"], property="dead", best=12.5, high=1e15, low=0
        ),
        empty_plain(
            "claim",
            id=ids["dead"],
            part_of=ids["total"],
            property="dead",
            words="about three",
            best=3,
            claimant=ids["minister"],
            evidence=[proof("best", layer, "noon"), proof("words", layer, "He left")],
        ),
        empty_plain(
            "followup", target=ids["quote"], outcome="pending", as_of="2025", asserted_by=ids["source"]
        ),
        empty_plain(
            "watch",
            outlet="Radio Ard",
            period="2024",
            searches=[part(query="hill OR road", when="2024-05", found=0, remark="")],
        ),
        empty_plain("coding", codebook="rhetoric", codebook_version="1", code="threat", about=ids["quote"])
        | {"confidence": 0.1},
    ]
    made[-1]["fields"]["coder"] = str(keeper.account)
    create(made, "first of all", texts={digest: TEXT})
    put_theme([ids["quote"], ids["speech"]], "rhetoric", "threat")
    edit([Edit(ids["dead"], {"fields/words": "about four", "fields/best": 4})], "the paper says four")
    edit([Edit(ids["witness"], {"fields/consent": "refused"})], "asked")
    for act in ("review", "publish"):
        advance([ids["quote"], ids["source"], ids["minister"]], act, act)
    withhold(ids["dead"], "words", "restricted", "from a closed meeting")
    withhold(ids["witness"], f"names/{made[5]['parts']['names'][0]['id']}", "sealed", "the name is not safe")
    keys = vault_for_keys(dossier)
    edit([Edit(ids["witness"], {"fields/pseudonym": "Witness 5"})], "two had the same", keys=keys)
    sealed = create([empty_plain("actor", names=[part(value="Zed")], note="x")], "to be sealed").ids[0]
    edit([Edit(sealed, {"note": SECRET})], "noted")
    set_level([sealed, ids["hidden"]], "sealed", "too dangerous", keys=keys)
    set_level([ids["trial"]], "restricted", "not for all yet")
    Proposal.objects.create(
        dossier=dossier,
        kind="merge",
        record_id=ids["minister"],
        other_id=ids["witness"],
        payload={"score": 1.0},
        reasons=["names alike"],
        confidence=0.75,
        made_at=datetime(2026, 1, 6, tzinfo=UTC),
        key="a-b",
    )
    return {**ids, "sealed": sealed, "layer": layer, **editions_of(dossier)}


def editions_of(dossier: Dossier) -> dict[str, str]:
    """A published edition with the words of two partners, its correction, a draft; captures released and not."""
    stored = [Store(captures()).put(f"A page of {name}.".encode()) for name in ("Ard", "Lune", "Miv")]
    pages = [
        empty_plain("capture", sha256=one.sha256, size=one.size, level="public", status="published")
        for one in stored
    ]
    out, back, hidden = create(pages, "saved").ids
    release([out, back, hidden], "the publishers agreed: «да», Տավո \U0001d11e")
    withdraw([back], "no consent any more")
    release([back], "given again")
    withdraw([back], "and taken back")
    annual = editions.opened("տարեկան-2024", "# Hills\n\n\u202eodd\u202c \\u0000 “quote”\r\n")
    editions.save(annual, f"# Hills of Ard\n\n{'long ' * 1000}\n", "a better title")
    with as_system():
        rows = Record.objects.filter(pk__in=[out, hidden]).values_list("pk", "version")
        rests_on = {str(pk): version for pk, version in rows}
    editions.freeze(annual, editions.Frozen("a" * 64, rests_on))
    for name in ("Lake Watch", "Archive of the Mill"):
        with as_system():
            group = Organisation.objects.create(name=name)
            account = Account.objects.create(handle=f"of {name}", name=f"A of {name}", organisation=group)
            Membership.objects.create(dossier=dossier, account=account, role="publisher")
        with viewing(Viewer(dossier.pk, "publisher", account.pk, group.pk)):
            editions.sign(annual)
    editions.publish(annual, "a" * 64, [("heading", "b1", "1. Hills"), ("paragraph", "b2", "Ճանապարհ 𝄞")])
    corrected = editions.correct(annual, "the name of a town")
    exchanged(editions.opened("draft", "nothing yet"))
    set_level([hidden], "restricted", "a face can be seen")
    return {"edition": str(annual.pk), "corrected": str(corrected.pk), "out": out, "face": hidden}


def exchanged(edition: Edition) -> None:
    """A text that was sent to two partners; what came back of one, with a change of each state."""
    first, *_ = [
        keep_sending(
            edition, Sent(uuid.uuid4(), 1, "c" * 64, partner, f"for {partner}".encode(), "«да»", due)
        )
        for partner, due in (("Lake Watch", date(2031, 5, 2)), ("Ռադիո of Ard", None))
    ]
    changes = [
        Proposed(one, "text", "Mira Tal \U0001d11e", "", one == 2, one, "paragraph 1", "a", "\u202eb\u202c")
        for one in (1, 2, 3)
    ]
    script = {"order": [[0, []]], "ops": {"0": [{"text": "Ճանապարհ"}]}, "weight": 1.0}
    comments = [{"author": "Mira Tal", "text": "«why?»"}]
    taken = Taken("of Lake Watch.docx", b"edited", 1, "Lake Watch", first, script, comments, changes=changes)
    keep_taking(edition, taken)
    keep_taking(edition, Taken("foreign.docx", b"of nobody", 1, remarks=[["alone", "of no sending"]]))
    one, two, three = ProposedChange.objects.filter(edition=edition).order_by("serial")
    decide(edition, Decisions([one.pk], [two.pk], why="agreed", content="something", over=1, told="1 change"))
    decide(edition, Decisions(reopened=[two.pk], why="again"))
    assert three.state == "open"


def vault_for_keys(dossier: Dossier) -> OpenVault:
    with as_system():
        content = Dossier.objects.values_list("vault", flat=True).get(pk=dossier.pk)
    return Vault.from_json(str(content)).unlock(PASSPHRASE)


def empty_database() -> None:
    """Takes everything out of the database of a test."""
    with connection.cursor() as cursor:
        for model in apps.get_app_config("dossier").get_models():
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')


def empty_store() -> None:
    """Takes the preserved bytes away."""
    store = Store(captures())
    for sha256 in list(store.plain()):
        store.remove(sha256)
    for name in list(store.sealed()):
        store.remove_sealed(name)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    """The lines of a file of an export."""
    return [json.loads(line) for line in (folder / "data" / name).read_text("utf-8").splitlines()]
