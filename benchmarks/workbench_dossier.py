"""What a dossier of work has beside its records, for `workbench.py`: an edition, who saw what; states.

Of ten records seven are published, one is reviewed. The edition has a paragraph for each of the statements,
events and figures that it refers to; everything is made with a seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sourcebook.dossier.models import Dossier

EDITION = "benchmark"
PARAGRAPHS = 300
_CHAPTER = 30
_TOGETHER = 5000


def furnish(dossier: Dossier, sightings: int) -> None:
    """Makes it, where it is not there yet."""
    from sourcebook.dossier.models import Edition
    from sourcebook.dossier.seen import as_system

    with as_system():
        if Edition.objects.filter(dossier=dossier).exists():
            return
        _lead_on(dossier)
        _edition(dossier)
        _seen(dossier, sightings)


def _lead_on(dossier: Dossier) -> None:
    """Seven in ten are published, for everybody; most persons act in public, some have a pseudonym."""
    from sourcebook.dossier.models import Actor, Record
    from sourcebook.dossier.seen.compiler import writing

    random_ = random.Random(2)
    published, reviewed = list[Any](), list[Any]()
    for pk in Record.objects.filter(dossier=dossier).order_by("pk").values_list("pk", flat=True):
        chance = random_.random()
        if chance < 0.8:
            (published if chance < 0.7 else reviewed).append(pk)
    protected, known = list[Any](), list[Any]()
    for pk in Actor.objects.filter(record__dossier=dossier).order_by("pk").values_list("pk", flat=True):
        (known if random_.random() < 0.9 else protected).append(pk)
    with writing():
        for some in _by(published):
            Record.objects.filter(pk__in=some).update(status="published", level=0)
        for some in _by(reviewed):
            Record.objects.filter(pk__in=some).update(status="reviewed")
        for some in _by(known):
            Actor.objects.filter(pk__in=some).update(public="public")
        for some in _by(protected):
            Actor.objects.filter(pk__in=some).update(public="private", pseudonym="A person")


def _by(ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    rest = iter(ids)
    while some := list(islice(rest, _TOGETHER)):
        yield some


def _edition(dossier: Dossier) -> None:
    from sourcebook.dossier.editions import opened
    from sourcebook.dossier.models import Capture, Evidence, Membership, Record
    from sourcebook.dossier.seen import Viewer, viewing

    # What a note can cite: its evidence leads to a published source.
    shown = Capture.objects.filter(
        record__status="published", record__level=0, source__status="published", source__level=0
    )
    citable = Evidence.objects.filter(layer__record__in=shown.values("record"))
    ids: list[tuple[str, str]] = []
    for kind in ("statement", "event", "claim"):
        found = Record.objects.filter(
            dossier=dossier, kind=kind, status="published", pk__in=citable.values("record")
        )
        ids += [
            (kind, str(pk)) for pk in found.order_by("pk").values_list("pk", flat=True)[: PARAGRAPHS // 3]
        ]
    random.Random(3).shuffle(ids)
    keeper = Membership.objects.filter(dossier=dossier, role="keeper").select_related("account").first()
    assert keeper is not None, "who made the dossier keeps it"
    with viewing(Viewer(dossier.pk, "keeper", keeper.account_id, keeper.account.organisation_id)):
        opened(EDITION, "\n".join(_text(ids)), "benchmark")


def _text(ids: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield from ("---", "title: A report", "language: en", "period: 2014/2023", "---")
    for number, (kind, id) in enumerate(ids):
        if number % _CHAPTER == 0:
            yield from ("", f"# Chapter {number // _CHAPTER + 1}")
        yield from ("", f"What was said and done in the {number + 1}th place is told here.[@{kind}:{id[:8]}]")
    yield ""


def _seen(dossier: Dossier, count: int) -> None:
    from sourcebook.dossier.models import Membership, Record, Sighting
    from sourcebook.dossier.write.make import now

    random_ = random.Random(4)
    ids = list(Record.objects.filter(dossier=dossier).values_list("pk", flat=True)[:2000])
    people = list(Membership.objects.filter(dossier=dossier).values_list("account_id", flat=True))
    at = now()
    rows = (
        Sighting(
            dossier=dossier,
            account_id=random_.choice(people),
            act="saw",
            page="record",
            about=random_.choice(ids),
            at=at - timedelta(seconds=30 * number),
        )
        for number in range(count)
    )
    while some := list(islice(rows, _TOGETHER)):
        Sighting.objects.bulk_create(some)
