"""What an edition may draw upon, gathered from a dossier: the one place of `publish` that knows the database.

Only published records of level public, each as the public may have it (`dossier.exchange.foreign.audience`):
allow-listed fields, pseudonyms, coarse coordinates. Of captures that nobody released, no words around a
quotation are taken along either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sourcebook.dossier.editions.releasing import released
from sourcebook.dossier.editions.states import partners_of
from sourcebook.dossier.exchange.foreign.audience import prepared
from sourcebook.dossier.exchange.foreign.known import look_up
from sourcebook.dossier.exchange.foreign.listed import rules
from sourcebook.dossier.exchange.foreign.names import Hidden, is_named
from sourcebook.dossier.exchange.foreign.permitted import refusal
from sourcebook.dossier.exchange.public import public_format
from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds.fetch import plains
from sourcebook.dossier.models import Capture, Codebook, Dossier, Record, TextLayer, Theme
from sourcebook.dossier.seen import current
from sourcebook.dossier.seen.viewer import LEVEL_NAMES
from sourcebook.dossier.vault import Store
from sourcebook.publish.material import Material, Plain


def gather(*, already_public: bool = False) -> Material:
    """The material of the viewer's dossier; a constant number of queries for each thousand records.

    `already_public`: everything in the dossier was read from a report that is published; records are taken
    whatever their status, and names as they stand. For rebuilding such a report, never for a dossier of work.
    """
    dossier = Dossier.objects.get(pk=current().within)
    letting_out = released()
    records, refused = (_everything if already_public else _published)(dossier)
    _quiet(records, letting_out)
    # Each database has an alphabet of its own, and the order is printed.
    found = Codebook.objects.filter(dossier_id=dossier.pk)
    books = sorted(found, key=lambda book: (book.name, book.version))
    return Material(
        title=dossier.title,
        records=records,
        partners=tuple(partners_of(dossier.pk).values()),
        policy=dossier.policy or {},
        codebooks=tuple((book.name, book.version) for book in books),
        themes=_themes(records),
        theme_titles={code["code"]: code["label"] for book in books for code in book.content["codes"]},
        refused=refused,
        released=letting_out & records.keys(),
        own=_own_reports(dossier, records),
        text_of=_text_of,
        bytes_of=_bytes_of,
    )


def gives_away() -> Callable[[str], bool]:
    """Tells whether a text has the full name of somebody of the viewer's dossier who is protected.

    Those who have a pseudonym, are minors, or were marked as private; not all who were not yet looked at.
    """
    hidden = Hidden()
    found = Record.objects.filter(dossier_id=current().within, kind="actor", merged_into=None, erased_at=None)
    for actor in plains(found.order_by("pk")):
        if actor.get("closed") or is_named(actor):
            continue
        fields = actor["fields"]
        if fields["pseudonym"].strip() or fields["minor"] == "yes" or fields["public"] == "private":
            for name in actor["parts"]["names"]:
                # One word may be a word like others, or the name of somebody else.
                if " " in name["value"].strip():
                    hidden.add_phrase(name["value"])
    return lambda text: hidden.tells([text])


def versions(ids: Iterable[str]) -> dict[str, int]:
    """The version of each of these records, as far as the viewer sees them."""
    rows = Record.objects.filter(pk__in=list(ids)).values_list("pk", "version")
    return {str(pk): version for pk, version in rows}


def _published(dossier: Dossier) -> tuple[dict[str, Plain], dict[str, str]]:
    refused: dict[str, str] = {}

    def allowed() -> Iterator[Plain]:
        found = Record.objects.filter(
            dossier_id=dossier.pk, status="published", level=0, merged_into=None, erased_at=None
        )
        yield from (plain for plain in plains(found.order_by("pk")) if not refusal(plain, "public"))

    format = public_format()
    records = {plain["id"]: plain for plain, _ in prepared(allowed(), look_up, "public", format)}
    rows = Record.objects.filter(dossier_id=dossier.pk).values_list(
        "pk", "kind", "status", "level", "merged_into_id", "erased_at"
    )
    for pk, kind, status, level, merged, erased in rows:
        if str(pk) not in records:
            refused[str(pk)] = _why(kind, status, level, merged, erased)
    return records, refused


def _why(kind: str, status: str, level: int, merged: object, erased: object) -> str:
    if erased:
        return "erased"
    if merged:
        return f"merged into {str(merged)[:8]}"
    if level > 0:
        return f"of level {LEVEL_NAMES[level]}, not for the public"
    if status != "published":
        return {"draft": "a draft", "reviewed": "reviewed but not published"}.get(status, status)
    if kind not in rules()["kinds"]:
        return f"a {kind}, which is never published"
    return "kept from the public, to protect a person"


def _everything(dossier: Dossier) -> tuple[dict[str, Plain], dict[str, str]]:
    found = Record.objects.filter(dossier_id=dossier.pk, merged_into=None, erased_at=None).order_by("pk")
    format = public_format()
    kinds = set(format.writes)
    return {
        plain["id"]: {**format.cut(plain), "status": "published"}
        for plain in plains(found.filter(level__lte=1))
        if plain["kind"] in kinds
    }, {}


def _quiet(records: dict[str, Plain], letting_out: frozenset[str]) -> None:
    """Takes the words around a quotation out where its capture is not released."""
    known = {
        layer["id"]: id
        for id, plain in records.items()
        if plain["kind"] == "capture"
        for layer in plain["parts"].get("layers", ())
    }
    for plain in records.values():
        for row in plain["evidence"]:
            if row["layer"] and known.get(row["layer"]) not in letting_out:
                row.update(prefix="", suffix="")


def _themes(records: dict[str, Plain]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    rows = Theme.objects.filter(record__dossier_id=current().within).order_by("record_id", "position", "id")
    for record, code in rows.values_list("record_id", "code"):
        if str(record) in records and code not in found.get(str(record), ()):
            found.setdefault(str(record), []).append(code)
    return {record: tuple(codes) for record, codes in found.items()}


def _own_reports(dossier: Dossier, records: dict[str, Plain]) -> frozenset[str]:
    """Sources that are reports which were imported: own ones, unless the policy `own_reports` lists them."""
    listed = (dossier.policy or {}).get("own_reports")
    keys = Record.objects.filter(dossier_id=dossier.pk, origin="machine").exclude(origin_key="")
    found = {key.partition(":")[0] for key in keys.values_list("origin_key", flat=True).distinct()}
    return frozenset(found & records.keys() if listed is None else set(listed) & found)


def _text_of(capture: str) -> str | None:
    layers = TextLayer.objects.filter(record_id=capture, current=True)
    return layers.values_list("text", flat=True).first()


def _bytes_of(capture: str) -> bytes | None:
    sha256 = Capture.objects.filter(record_id=capture).values_list("sha256", flat=True).first()
    store = Store(captures())
    if not sha256 or not store.has(sha256):
        return None
    with store.open(sha256) as file:
        return file.read()
