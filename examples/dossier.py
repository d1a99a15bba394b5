"""Do for the invented country's dossier what a team does by hand: preserve, code, review, publish, release.

    SOURCEBOOK_HOME=... SOURCEBOOK_USER=... python examples/dossier.py

The dossier has the report imported (`sourcebook import`); what is added is in ardovia/dossier.yaml.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from examples.making.pages import page
from sourcebook.dossier import start

ADDED = yaml.safe_load((Path(__file__).parent / "ardovia" / "dossier.yaml").read_text("utf-8"))
REPORT = Path(__file__).parent / "ardovia" / "report.md"
Plain = dict[str, Any]


def main() -> None:
    """The command."""
    start()
    from sourcebook.cli.session import dossier_named, viewer_in
    from sourcebook.dossier.seen import viewing

    with viewing(viewer_in(dossier_named(None), None)):
        partners()
        captures = preserved()
        places()
        themes()
        findings()
        published()
        sites()
        released(captures)


def records(kind: str) -> list[Plain]:
    """Every record of a kind."""
    from sourcebook.dossier.kinds.fetch import plains
    from sourcebook.dossier.models import Record
    from sourcebook.dossier.seen import current

    found = Record.objects.filter(dossier_id=current().within, kind=kind, merged_into=None)
    return list(plains(found.exclude(status="withdrawn").order_by("pk")))


def partners() -> None:
    """The organisations, one person of each."""
    from sourcebook.dossier.founding import give_role

    for one in ADDED["partners"]:
        give_role(one["handle"], "publisher", one["name"], one["organisation"])


def preserved() -> list[str]:
    """Pages of sources saved, and the quotations found in them; gives the captures to be released."""
    from sourcebook.dossier.anchoring import anchor
    from sourcebook.dossier.ingest.keeping import add_file

    statements = records("statement")
    by_url = {url["url"]: source for source in records("source") for url in source["parts"]["urls"]}
    captures = []
    with tempfile.TemporaryDirectory() as folder:
        for number, one in enumerate(ADDED["pages"]):
            source = by_url[one["url"]]
            passages = [
                row["exact"]
                for statement in statements
                if any(row["basis"] == source["id"] for row in statement["evidence"])
                for row in sorted(statement["evidence"], key=lambda one: one["start"] or 0)
                if row["field"] == "text" and row["exact"]
            ]
            fields = source["fields"]
            saved = Path(folder) / f"page-{number}.html"
            saved.write_text(
                page(fields["title"], fields["publisher"], fields["published"], passages), encoding="utf-8"
            )
            kept = add_file(saved, url=one["url"], accessed=date.fromisoformat(ADDED["saved"]))
            if "released" in one:
                captures.append(kept.capture)
    sought = anchor()
    print(f"{sum(one.found for one in sought)} of {len(sought)} quotations found in the saved pages")
    return captures


def places() -> None:
    """Where places lie, and what each side calls them."""
    from sourcebook.dossier.kinds.plain import empty_plain
    from sourcebook.dossier.write import Edit, create, edit

    [gazetteer] = create([empty_plain("source", form="book", **ADDED["gazetteer"])], "a gazetteer").ids
    actors = {name["value"]: actor["id"] for actor in records("actor") for name in actor["parts"]["names"]}
    known = {place["parts"]["names"][0]["value"]: place for place in records("place")}
    edits = []
    for one in ADDED["places"]:
        place = known.get(one["name"])
        if place is None:
            continue
        values: dict[str, Any] = {
            "fields/geometry": {"type": "Point", "coordinates": one["at"]},
            "fields/precision": "settlement",
            f"evidence/{_id(place, 'geometry')}": {"field": "geometry", "basis": str(gazetteer)},
        }
        for name in one.get("names", ()):
            values[f"parts/names/{_id(place, name['value'])}"] = {
                "value": name["value"],
                "used_by": actors.get(name["used_by"]),
            }
            values[f"evidence/{_id(place, name['value'] + ' evidence')}"] = {
                "field": "names",
                "basis": str(gazetteer),
            }
        edits.append(Edit(place["id"], values))
    edit(edits, "from the gazetteer")


def _id(record: Plain, what: str) -> str:
    import uuid

    return str(uuid.uuid5(uuid.UUID(record["id"]), what))


def themes() -> None:
    """The code of a section on the statements that were read from it."""
    from sourcebook.dossier.codebooks import choose_codebook
    from sourcebook.dossier.seen import current
    from sourcebook.dossier.write.status import put_theme

    choose_codebook(current().within, ADDED["codebook"], "to order the statements by")
    section = _sections()
    by_code: dict[str, list[str]] = {}
    for statement in records("statement"):
        places = [row["locator"] for row in statement["evidence"] if row["locator"].startswith("paragraph ")]
        code = ADDED["themes"].get(section.get(places[0].split()[1], "")) if places else None
        if code:
            by_code.setdefault(code, []).append(statement["id"])
    for code, ids in by_code.items():
        put_theme(ids, ADDED["codebook"], code)


def _sections() -> dict[str, str]:
    """The heading above each numbered paragraph."""
    from sourcebook.reading import read_document

    document = read_document(REPORT)
    return {one.key: one.section[-1] for one in document.paragraphs if one.key and one.section}


def findings() -> None:
    """What the team concludes, resting on statements of certain days."""
    from sourcebook.dossier.kinds.plain import empty_plain
    from sourcebook.dossier.write import create

    by_day: dict[str, list[str]] = {}
    for one in records("statement"):
        if one["fields"]["form"] == "remark" and one["fields"]["manner"] == "direct":
            by_day.setdefault(one["fields"]["when"], []).append(one["id"])
    made = []
    for one in ADDED["findings"]:
        bases = [id for day in one["rests_on"] for id in by_day.get(day, ())]
        plain = empty_plain("statement", form="finding", text=one["text"], language="en")
        plain["evidence"] = [{"field": "text", "basis": id} for id in bases]
        made.append(plain)
    create(made, "what the team concludes")


def published() -> None:
    """Everything reviewed and published; persons who spoke in public are public, others stay unnamed."""
    from sourcebook.dossier.write import Edit, edit
    from sourcebook.dossier.write.levels import set_level
    from sourcebook.dossier.write.status import advance

    speaking = {
        row["actor"] for one in records("statement") for row in one["parts"]["speakers"] if row["actor"]
    }
    edit(
        [
            Edit(actor["id"], {"fields/public": "public"})
            for actor in records("actor")
            if actor["id"] in speaking or actor["fields"]["form"] != "person"
        ],
        "acts in public",
    )
    kinds = ("source", "capture", "actor", "relation", "place", "event", "statement", "claim")
    every = [one["id"] for kind in kinds for one in records(kind) if one["status"] == "draft" and _sound(one)]
    set_level(every, "public", "the report is public")
    advance(every, "review", "compared with the report")
    advance(_evidenced(every), "publish", "as in the report")


def _sound(record: Plain) -> bool:
    """Whether a person would let it pass as it was read."""
    if record["kind"] == "statement":
        said = {row["words"] for row in record["parts"]["speakers"]}
        return said.isdisjoint(ADDED["left_as_drafts"])
    own = record["origin_key"].partition(":")[0]
    return record["kind"] != "claim" or record["fields"]["claimant"] not in (None, own)


def _evidenced(ids: Sequence[str]) -> list[str]:
    """Those that may be published: what lacks evidence stays reviewed, and is told."""
    from sourcebook.dossier.kinds.fetch import by_ids
    from sourcebook.dossier.kinds.valid import unevidenced

    lacking = {one["id"] for one in by_ids(ids) if unevidenced(one, found=True)}
    if lacking:
        print(f"{len(lacking)} records lack evidence for a field and stay reviewed")
    return [id for id in ids if id not in lacking]


def sites() -> None:
    """How sites looked on images, observer by observer; drafts, as somebody has just entered them."""
    from sourcebook.dossier.kinds.plain import empty_plain
    from sourcebook.dossier.write import Edit, create, edit

    sources = {url["url"]: source["id"] for source in records("source") for url in source["parts"]["urls"]}
    known = {place["parts"]["names"][0]["value"]: place for place in records("place")}
    names = [{"value": value, "main": not at} for at, value in enumerate(ADDED["observer"].values())]
    made = [empty_plain("actor", form="body", names=names)]
    by_name = {
        one["value"]: actor["id"] for actor in [*records("actor"), *made] for one in actor["parts"]["names"]
    }
    edits = []
    for one in ADDED["sites"]:
        what = {
            "form": "heritage-site",
            "heritage": one["heritage"],
            "geometry": {"type": "Point", "coordinates": one["at"]},
            "precision": "exact",
        }
        basis = sources[one["seen"][0]["url"]]
        place = known.get(one["name"])
        if place is None:
            place = empty_plain("place", names=[{"value": one["name"], "main": True}], **what)
            place["evidence"] = [{"field": name, "basis": basis} for name in ("names", "geometry")]
            made.append(place)
        else:
            values: dict[str, Any] = {f"fields/{name}": value for name, value in what.items()}
            values[f"evidence/{_id(place, 'geometry')}"] = {"field": "geometry", "basis": basis}
            edits.append(Edit(place["id"], values))
        for seen in one["seen"]:
            told = {name: seen[name] for name in ("as_of", "term", "words")}
            claim = empty_plain(
                "claim", about=place["id"], property="condition", scheme="condition",
                claimant=by_name[seen["by"]], **told,
            )  # fmt: skip
            claim["evidence"] = [{"field": "", "basis": sources[seen["url"]]}]
            made.append(claim)
    create(made, "as observers saw them on images")
    edit(edits, "located on images")


def released(captures: list[str]) -> None:
    """The captures that a person looked at and cleared."""
    from sourcebook.dossier.editions.releasing import release

    whys = [one["released"] for one in ADDED["pages"] if "released" in one]
    for capture, why in zip(captures, whys, strict=True):
        release([capture], why)


if __name__ == "__main__":
    main()
