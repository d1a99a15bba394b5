"""Plants the two dossiers, past the write path: the gate alone is to be proved.

A visible record's own columns point at nothing that is less visible, as the write path sees to; parts, evidence
and history point at everything.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection
from tests.dossier.seen.world import World

from sourcebook.dossier.kinds import KINDS, PARTS
from sourcebook.dossier.models import (
    Account,
    Change,
    ChangeDecision,
    Codebook,
    Dossier,
    Edition,
    EditionText,
    Evidence,
    Membership,
    Organisation,
    Proposal,
    ProposedChange,
    Record,
    Release,
    Revision,
    SearchText,
    Sending,
    SignOff,
    Taking,
    TextLayer,
    Theme,
    Withheld,
)
from sourcebook.dossier.seen import as_system
from sourcebook.dossier.seen.compiler import writing

# Dossier, level, owner, published or draft.
CLASSES = ("10-P", "10AP", "10-D", "11-P", "11BD", "12-P", "12AD", "12BP", "13-P", "13AD", "20-P", "22AD")
# A level of a row of its own, and an owner.
LEVELS = (".1-", ".1A", ".2-", ".2A", ".2B", ".3-", ".3A")


def build() -> World:
    """Plants the world in an empty database."""
    world = World()
    with as_system(), writing():
        _people(world)
        _records(world)
        layers = _parts(world)
        _about(world, layers)
        _history(world)
        _editions(world)
    with connection.cursor() as cursor:
        # Else PostgreSQL plans by what an earlier test left behind: an empty table.
        cursor.execute("ANALYZE")
    return world


def _save(rows: Sequence[Any]) -> None:
    by_model: dict[Any, list[Any]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    for model, some in by_model.items():
        model._base_manager.bulk_create(some)


def _people(world: World) -> None:
    for name in "AB":
        world.owners[name] = Organisation.objects.create(name=f"Organisation {name}")
    for number in "12":
        world.dossiers[number] = world.plant(Dossier, f"D{number}", slug=f"dossier-{number}")
    _save(list(world.dossiers.values()))
    member_of = (("1",), ("2",), ("1", "2"), ())
    for index, numbers in enumerate(member_of):
        needs = "|".join(f"D{number}" for number in numbers) or "D0"
        organisation = world.owners["AB"[index % 2]]
        world.accounts.append(world.plant(Account, needs, secret=True, organisation=organisation))
    _save(world.accounts)
    group = Group.objects.create(name="a group")
    rows: list[Any] = []
    for account, numbers in zip(world.accounts, member_of, strict=True):
        needs = "|".join(f"D{number}" for number in numbers) or "D0"
        through: Any = Account.groups.through
        entry = through.objects.create(account=account, group=group)
        world.markers.setdefault(through, {})[entry.pk] = f"§{needs}!#0§"
        rows += [
            world.plant(
                Membership,
                f"D{number}",
                secret=True,
                dossier=world.dossiers[number],
                account=account,
                role="reader",
            )
            for number in numbers
        ]
    rows += [world.plant(Codebook, f"D{number}", dossier=one) for number, one in world.dossiers.items()]
    _save(rows)


def _records(world: World) -> None:
    owners: list[Any] = []
    for kind, its_class in itertools.product(KINDS, CLASSES):
        number, level, owner, status = tuple(its_class)
        account = world.accounts[len(world.records) % 5] if len(world.records) % 5 < 4 else None
        world.records[kind, its_class] = world.plant(
            Record,
            its_class,
            dossier=world.dossiers[number],
            kind=kind,
            status="published" if status == "P" else "draft",
            level=int(level),
            owner=world.owners.get(owner),
            made_by=account,
            reviewed_by=account,
            published_by=account,
        )
    # Merged into one of the same class, so that a path leads from hidden to hidden.
    for (kind, its_class), record in world.records.items():
        if kind == "place":
            record.merged_into = world.one("event", its_class)
    _save([one for one in world.records.values() if one.merged_into is None])
    _save([one for one in world.records.values() if one.merged_into is not None])
    for (kind, its_class), record in world.records.items():
        model = KINDS[kind].model
        given: dict[str, Any] = {"record": record}
        for column in model._meta.concrete_fields:
            if column.related_model is Record and column.name != "record":
                targets = KINDS[kind].targets.get(column.name, ("place",))
                given[column.name] = world.one(targets[0], its_class)
            elif column.related_model is Account:
                given[column.name] = record.made_by
        own = world.plant(model, its_class, **given)
        owners.append(own)
    _save(owners)


def _parts(world: World) -> list[Any]:
    rows: list[Any] = []
    layers: list[Any] = []
    for kind in KINDS.values():
        for part in (*kind.parts, "themes"):
            model: Any = Theme if part == "themes" else PARTS[part].model
            links = [
                c.name
                for c in model._meta.concrete_fields
                if c.related_model is Record and c.name != "record"
            ]
            extra = {"put_by": world.accounts[3]} if part == "themes" else {}
            made = [
                world.plant(
                    model, its_class, secret=part == "themes", record=world.one(kind.name, its_class), **extra
                )
                for its_class in CLASSES
            ]
            for column, target in itertools.product(links, CLASSES):
                for base in ("10-P", "11BD"):
                    given: dict[str, Any] = {column: world.one("actor", target)}
                    made.append(world.plant(model, base, target, record=world.one(kind.name, base), **given))
            if len(links) > 1:
                given = dict(
                    zip(links, [world.one("actor", "11-P"), world.one("actor", "12AD")], strict=True)
                )
                made.append(
                    world.plant(model, "10-P", "11-P", "12AD", record=world.one(kind.name, "10-P"), **given)
                )
            layers += [one for one in made if model is TextLayer]
            rows += made
    _save(rows)
    return layers


def _about(world: World, layers: Sequence[Any]) -> None:
    """Evidence, withheld values, searched texts: of records, and at levels of their own."""
    rows: list[Any] = []
    by_class = dict(zip(CLASSES, layers, strict=False))
    everywhere = [
        world.one(kind, c) for kind, c in itertools.product(("event", "statement", "place"), CLASSES)
    ]
    classes = [c for _, c in itertools.product(range(3), CLASSES)]
    for record, its_class in zip(everywhere, classes, strict=True):
        rows.append(world.plant(Evidence, its_class, ".0-", record=record))
        rows.append(world.plant(SearchText, its_class, ".0-", record=record, level=0))
        rows.append(world.plant(Withheld, its_class, ".1-", record=record, level=1))
    for kind, base in itertools.product(("event", "statement"), ("10-P", "11BD")):
        record = world.one(kind, base)
        for level in LEVELS:
            own: dict[str, Any] = {
                "record": record,
                "level": int(level[1]),
                "owner": world.owners.get(level[2]),
            }
            rows += [world.plant(model, base, level, **own) for model in (Evidence, SearchText)]
            rows.append(world.plant(Withheld, base, level, **own))
        for target in CLASSES:
            layer, basis = by_class[target], world.one("source", target)
            rows.append(world.plant(Evidence, base, target, record=record, layer=layer))
            rows.append(world.plant(Evidence, base, target, record=record, basis=basis))
            rows.append(world.plant(Evidence, base, target, ".2A", record=record, basis=basis, level=2,
                                    owner=world.owners["A"]))  # fmt: skip
            rows.append(world.plant(SearchText, base, target, record=record, layer=layer, level=0))
    for number, row in enumerate((one for one in rows if isinstance(one, SearchText)), start=1):
        row.pk = number
    world.markers[SearchText] = {row.pk: row.text for row in rows if isinstance(row, SearchText)}
    _save(rows)


def _history(world: World) -> None:
    rows: list[Any] = []
    changes: list[Any] = []

    def revision(number: str, seen_by: list[tuple[str, str]], **given: object) -> Revision:
        made = world.plant(
            Revision, "|".join("+".join(one) for one in seen_by) or "D0", secret=True,
            dossier=world.dossiers[number], who=world.accounts[2], **given,
        )  # fmt: skip
        for its_class, level in seen_by:
            changes.append(
                world.plant(
                    Change, its_class, level, secret=True, revision=made, record=world.one("claim", its_class),
                    level=int(level[1]), owner=world.owners.get(level[2]),
                )
            )  # fmt: skip
        return made

    earlier: dict[str, Any] = {}
    for its_class in CLASSES:
        earlier[its_class] = revision(its_class[0], [(its_class, ".0-")])
        rows.append(earlier[its_class])
    for level in LEVELS:
        rows.append(revision("1", [("10-P", level)]))
        rows.append(revision("1", [("10-D", level), ("12AD", ".0-")], undo_of=earlier["13-P"]))
    rows.append(revision("1", [("11-P", ".0-")], undo_of=earlier["12AD"]))
    rows.append(revision("1", []))
    proposals = [
        world.plant(
            Proposal, base, other, secret=True, dossier=world.dossiers[base[0]], kind="merge",
            record=world.one("actor", base), other=world.one("actor", other), decided_by=world.accounts[0],
        )
        for base, other in itertools.product(("10-P", "11BD", "12AD", "20-P"), CLASSES)
    ]  # fmt: skip
    _save([*(one for one in rows if one.undo_of is None), *(one for one in rows if one.undo_of)])
    _save([*changes, *proposals])


def _editions(world: World) -> None:
    """Two editions of each dossier, one the correction of the other; captures of each class that are released."""
    first: list[Any] = []
    rows: list[Any] = []
    for number, dossier in world.dossiers.items():
        needs = f"D{number}"
        account = world.accounts[2]
        old = world.plant(Edition, needs, secret=True, dossier=dossier, slug="old", published_by=account)
        new = world.plant(Edition, needs, secret=True, dossier=dossier, slug="new", corrects=old, build="")
        first += [old, new]
        for edition in (old, new):
            rows += [
                world.plant(EditionText, needs, secret=True, edition=edition, serial=serial, who=account)
                for serial in (1, 2)
            ]
            rows.append(
                world.plant(
                    SignOff, needs, secret=True, edition=edition, organisation=world.owners["A"], who=account
                )
            )
            rows += _exchanged(world, needs, edition)
    for its_class in CLASSES:
        given: dict[str, Any] = {
            "dossier": world.dossiers[its_class[0]],
            "capture": world.one("capture", its_class),
            "who": world.accounts[0],
        }
        rows.append(world.plant(Release, its_class, secret=True, **given))
        rows.append(
            world.plant(
                Release, its_class, secret=True, **given, withdrawn_by=world.accounts[3], withdrawn_at=None
            )
        )
    _save(first)
    _save(rows)


def _exchanged(world: World, needs: str, edition: Any) -> list[Any]:
    """A text that was sent, what came back of it, a change in that, and what was decided about it."""
    account, organisation = world.accounts[2], world.owners["B"]
    own = {"edition": edition, "serial": 1}
    sent = world.plant(Sending, needs, secret=True, **own, organisation=organisation, who=account)
    taken = world.plant(Taking, needs, secret=True, **own, sending=sent, who=account)
    change = world.plant(ProposedChange, needs, secret=True, **own, taking=taken)
    decided = {"edition": edition, "proposed": change, "who": account}
    return [sent, taken, change, world.plant(ChangeDecision, needs, secret=True, **decided)]
