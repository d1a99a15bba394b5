"""Everything that an edition may draw upon: what a draft chooses from, and what is frozen and published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models.functions import Substr

from sourcebook.dossier.editions.releasing import released
from sourcebook.dossier.editions.states import partners_of
from sourcebook.dossier.exchange.public import public_format
from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds.fetch import plains
from sourcebook.dossier.models import Capture, Codebook, Dossier, Record, TextLayer
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.vault import Store
from sourcebook.publish.gathering.public import Gathered, published, quiet, tell_of_copies, themes_of
from sourcebook.publish.material import Material
from sourcebook.publish.persons import Persons


def gather(*, already_public: bool = False) -> Material:
    """The material of the viewer's dossier; a constant number of queries for each thousand records.

    `already_public`: everything in the dossier was read from a report that is published; records are taken
    whatever their status, and names as they stand. For rebuilding such a report, never for a dossier of work.
    """
    dossier = Dossier.objects.get(pk=current().within)
    letting_out = released()
    # What the public may have is the same whoever asks; and names are kept out that the asker does not see.
    with as_system():
        found = _everything(dossier) if already_public else _published(dossier)
        quiet(found.records.values(), letting_out)
        return material(dossier, found, letting_out, themes_of(dossier, found.records.keys(), every=True))


def material(
    dossier: Dossier,
    found: Gathered,
    letting_out: frozenset[str],
    themes: Mapping[str, tuple[str, ...]],
    counts: Callable[[str], int] | None = None,
    naming: Callable[[], Persons] | None = None,
) -> Material:
    """What was gathered with what stands around it in the dossier; see `Material` on `counts`, `naming`."""
    # Each database has an alphabet of its own, and the order is printed.
    books = sorted(Codebook.objects.filter(dossier_id=dossier.pk), key=lambda book: (book.name, book.version))
    return Material(
        title=dossier.title,
        records=found.records,
        partners=tuple(partners_of(dossier.pk).values()),
        policy=dossier.policy or {},
        codebooks=tuple((book.name, book.version) for book in books),
        themes=themes,
        theme_titles={code["code"]: code["label"] for book in books for code in book.content["codes"]},
        refused=found.refused,
        hidden=found.hidden,
        released=letting_out & found.records.keys(),
        own=_own_reports(dossier, found.records),
        text_of=_text_of,
        bytes_of=_bytes_of,
        counts=counts,
        naming=naming,
    )


def _published(dossier: Dossier) -> Gathered:
    found = published(dossier)
    tell_of_copies(dossier, found)
    return found


def _everything(dossier: Dossier) -> Gathered:
    found = Record.objects.filter(dossier_id=dossier.pk, merged_into=None, erased_at=None).order_by("pk")
    format = public_format()
    kinds = set(format.writes)
    shown = {
        plain["id"]: {**format.cut(plain), "status": "published"}
        for plain in plains(found.filter(level__lte=1))
        if plain["kind"] in kinds
    }
    return Gathered(shown)


def _own_reports(dossier: Dossier, records: dict[str, Any]) -> frozenset[str]:
    """Sources that are reports which were imported: own ones, unless the policy `own_reports` lists them.

    A source of which candidates were accepted in the reader, one by one, stays a source to be cited.
    """
    listed = (dossier.policy or {}).get("own_reports")
    keys = Record.objects.filter(dossier_id=dossier.pk, origin="machine").exclude(origin_key="")
    keys = keys.filter(changes__revision__act="import")
    # The id of a report and a colon begin the key of each thing that was read from it.
    heads = keys.order_by().annotate(head=Substr("origin_key", 1, 37)).values_list("head", flat=True)
    found = {head.partition(":")[0] for head in heads.distinct()}
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
