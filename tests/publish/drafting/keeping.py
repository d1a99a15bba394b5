"""Makes a dossier in which things are kept from the public in every way, and prints what gathering gives of it.

    python -m tests.publish.drafting.keeping COUNT

COUNT is how many statements there are of each sort. Printed as JSON: the material, what `left_out` tells, how
many questions the database was asked, and the words that were planted in what is hidden.
"""

from __future__ import annotations

import json
import sys
import uuid
from typing import Any

from sourcebook.dossier import start

Plain = dict[str, Any]
# Words that stand nowhere but in what is kept from the public.
KEPT = {
    "name of a private person": "Qyvarn",
    "name of a minor": "Qytomme",
    "words for somebody": "Qyzeller",
    "title of a source": "Qyborrow",
    "name of a body": "Qyhallam",
    "words that are withheld": "Qymurther",
    "words that are sealed": "Qyseddon",
    "name of a place": "Qylessing",
    "title of an office": "Qydraper",
}


def main(count: int) -> None:
    """The command."""
    start()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from sourcebook.cli.session import dossier_named, viewer_in
    from sourcebook.dossier.models import Dossier
    from sourcebook.dossier.seen import as_system, current, viewing
    from sourcebook.dossier.seen.compiler import writing
    from sourcebook.dossier.vault import Argon2, create_vault
    from sourcebook.publish.drafting.untold import left_out
    from sourcebook.publish.gathering import gather

    with viewing(viewer_in(dossier_named(None), None)):
        vault = create_vault("seven grey herons cross the lake", Argon2(memory_kib=64, passes=1, lanes=1))
        dossier = current().within
        with as_system(), writing():
            Dossier.objects.filter(pk=dossier).update(vault=vault.to_json())
        ids = planted(count)
        with CaptureQueriesContext(connection) as queries:
            found = gather()
    names = {id: name for name, id in ids.items()}
    told = {
        "material": json.dumps([found.records, found.refused], ensure_ascii=False, default=str),
        "hidden": {names.get(id, id): sorted(parts) for id, parts in found.hidden.items()},
        "rows": {
            name: [row["id"] for part in found.records[id]["parts"].values() for row in part]
            for name, id in ids.items()
            if id in found.records
        },
        "refused": {names.get(id, id): why for id, why in found.refused.items()},
        "left out": left_out(found),
        "queries": len(queries),
    }
    print(json.dumps(told, ensure_ascii=False))


def planted(count: int) -> dict[str, str]:
    """The records by a name for each; those of the sorts of statements by the first of them."""
    from sourcebook.dossier.write.levels import set_level, withhold

    ids: dict[str, str] = {}
    for name, (kind, fields) in _BASE.items():
        ids[name] = _made(kind, _linked(fields, ids))
    for _ in range(count):
        for name, (kind, fields) in _TELLING.items():
            id = _made(kind, _linked(fields, ids))
            ids.setdefault(name, id)
    set_level([ids[name] for name in ("notebook", "bridge", "militia", "seat")], "team", "not for the public")
    withhold(ids["withheld words"], "text", "team", "names a witness")
    withhold(ids["sealed words"], "text", "sealed", "names a witness")
    withhold(ids["withheld speaker"], f"speakers/{_row(ids['withheld speaker'])}", "restricted", "a witness")
    return ids


def _row(statement: str) -> str:
    from sourcebook.dossier.models import Speaker

    return str(Speaker.objects.filter(record_id=statement).values_list("id", flat=True).get())


def _made(kind: str, fields: Plain) -> str:
    from sourcebook.dossier.kinds import EVIDENCE, empty_plain
    from sourcebook.dossier.kinds.plain import empty_value, whole_part
    from sourcebook.dossier.kinds.valid import unevidenced
    from sourcebook.dossier.write import create

    given = dict(fields)
    for part in ("names", "speakers", "involvements"):
        if part in given:
            given[part] = [whole_part(part, row) for row in given[part]]
    targets = given.pop("evidence", [])
    plain = empty_plain(kind, level="public", status="published", **given)
    empty = {column.name: empty_value(EVIDENCE, column.name) for column in EVIDENCE.columns}
    for field in unevidenced(plain):
        for target in targets:
            row = {"id": str(uuid.uuid4()), "field": field, "stance": "supports", "state": "untargeted"}
            plain["evidence"].append({**empty, **row, **target})
    return str(create([plain], "made").ids[0])


def _linked(value: Any, ids: dict[str, str]) -> Any:  # noqa: ANN401 - fields hold anything
    """Fields in which "@name" is the id of that record."""
    if isinstance(value, dict):
        return {key: _linked(one, ids) for key, one in value.items()}
    if isinstance(value, list):
        return [_linked(one, ids) for one in value]
    return ids[value[1:]] if isinstance(value, str) and value.startswith("@") else value


def _named(name: str) -> list[Plain]:
    return [{"value": name, "main": True}]


_POST = [{"basis": "@post"}]
_BASE: dict[str, tuple[str, Plain]] = {
    "post": ("source", {"form": "article", "title": "The roads stay closed", "publisher": "Kelmet Post"}),
    "notebook": ("source", {"form": "document", "title": KEPT["title of a source"]}),
    "mayor": ("actor", {"form": "person", "public": "public", "names": _named("Tavo Brenik"), "evidence": _POST}),
    "unknown": ("actor", {"form": "person", "names": _named(f"Orsa {KEPT['name of a private person']}"), "evidence": _POST}),
    "child": ("actor", {"form": "person", "minor": "yes", "names": _named(KEPT["name of a minor"]), "evidence": _POST}),
    "militia": ("actor", {"form": "body", "names": _named(KEPT["name of a body"]), "evidence": _POST}),
    "ministry": ("actor", {"form": "body", "names": _named("Ministry of Roads"), "evidence": _POST}),
    "bridge": ("place", {"names": _named(KEPT["name of a place"]), "evidence": _POST}),
    "seat": (
        "relation",
        {"type": "holds-office", "subject": "@mayor", "object": "@ministry", "title": KEPT["title of an office"], "evidence": _POST},
    ),
}  # fmt: skip
_SAID: Plain = {"form": "remark", "text": "Every road is ours.", "when": "2031-04-18", "language": "en"}
_BY_MAYOR = [{"actor": "@mayor", "part": "speaker"}]
_TELLING: dict[str, tuple[str, Plain]] = {
    "all public": ("statement", {**_SAID, "speakers": _BY_MAYOR, "evidence": _POST}),
    "hidden source": ("statement", {**_SAID, "speakers": _BY_MAYOR, "evidence": [{"basis": "@notebook"}]}),
    "one source of two": ("statement", {**_SAID, "speakers": _BY_MAYOR, "evidence": [*_POST, {"basis": "@notebook"}]}),
    "on file": ("statement", {**_SAID, "speakers": _BY_MAYOR, "evidence": [{"on_file": "box 3"}]}),
    "private speaker": ("statement", {**_SAID, "speakers": [{"actor": "@unknown", "part": "speaker"}], "evidence": _POST}),
    "team speaker": ("statement", {**_SAID, "speakers": [{"actor": "@militia", "part": "speaker"}], "evidence": _POST}),
    "speaker in words": ("statement", {**_SAID, "speakers": [{"words": KEPT["words for somebody"], "part": "speaker"}], "evidence": _POST}),
    "withheld speaker": ("statement", {**_SAID, "speakers": _BY_MAYOR, "evidence": _POST}),
    "no speaker": ("statement", {**_SAID, "evidence": _POST}),
    "office": ("statement", {**_SAID, "speakers": [{"actor": "@mayor", "office": "@seat", "part": "speaker"}], "evidence": _POST}),
    "withheld words": ("statement", {**_SAID, "text": KEPT["words that are withheld"], "speakers": _BY_MAYOR, "evidence": _POST}),
    "sealed words": ("statement", {**_SAID, "text": KEPT["words that are sealed"], "speakers": _BY_MAYOR, "evidence": _POST}),
    "place": ("statement", {**_SAID, "place": "@bridge", "speakers": _BY_MAYOR, "evidence": _POST}),
    "claimant": ("claim", {"property": "killed", "words": "12", "claimant": "@unknown", "evidence": _POST}),
    "claimant in words": ("claim", {"property": "killed", "words": "12", "claimant_words": KEPT["words for somebody"], "evidence": _POST}),
    "claimant public": ("claim", {"property": "killed", "words": "12", "claimant": "@ministry", "evidence": _POST}),
    "doer": ("event", {"type": "detention", "involvements": [{"actor": "@militia", "part": "perpetrator"}], "evidence": _POST}),
    "attribution": ("event", {"type": "detention", "involvements": [{"actor": "@ministry", "part": "perpetrator", "attributed_to": "@militia"}], "evidence": _POST}),
    "a child": ("event", {"type": "detention", "involvements": [{"actor": "@child", "part": "victim"}], "evidence": _POST}),
    "event public": ("event", {"type": "detention", "involvements": [{"actor": "@ministry", "part": "perpetrator", "attributed_to": "@mayor"}], "evidence": _POST}),
}  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
