"""The gate's edges: no viewer, other threads, late and kept queries, writing past the write path, new tables."""

from __future__ import annotations

import asyncio
import pickle
import threading
import uuid
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.db.models import Count, F, FilteredRelation
from tests.dossier.seen.oracle import Who
from tests.dossier.seen.planting import build
from tests.dossier.seen.world import World, tables

from sourcebook.dossier.models import (
    Account,
    Claim,
    Dossier,
    Event,
    Evidence,
    Name,
    Organisation,
    Proposal,
    Record,
    Revision,
)
from sourcebook.dossier.seen import NotAllowed, NoViewer, Viewer, as_system, viewing
from sourcebook.dossier.seen.compiler import OutsideTheWritePath, WithoutRule, writing
from sourcebook.dossier.seen.rules import DJANGOS, OPEN, RULES

READER = Who("reader", "")
KEEPER = Who("keeper", "")


@pytest.fixture
def world(database: str) -> World:
    return build()


def _count(world: World, who: Who, model: type[models.Model] = Record) -> int:
    return len(world.seen(who)[model])


@pytest.mark.parametrize("model", tables(), ids=lambda model: model.__name__)
def test_each_table_has_a_rule_or_a_reason_to_have_none(model: type[models.Model]) -> None:
    all_tables = {
        model._meta.db_table,
        *(m.m2m_db_table() for m in model._meta.many_to_many),
    }
    for table in all_tables:
        assert (table in RULES) + (table in OPEN) == 1, f"{table}: say in seen/rules.py who sees its rows"
        assert table in RULES or len(OPEN[table]) > 10, f"{table} is open to all: say why"


@pytest.mark.parametrize("table", RULES)
def test_each_column_that_points_at_a_record_is_judged_or_is_the_record_s_own(table: str) -> None:
    models_by_table = {m._meta.db_table: m for m in tables()}
    if table not in models_by_table or RULES[table].special:
        return
    rule, model = RULES[table], models_by_table[table]
    fields = {field.column: field for field in model._meta.concrete_fields}
    assert {*rule.records, *rule.layers, *filter(None, [rule.account])} <= fields.keys()
    if rule.records:
        assert not fields[rule.records[0]].null
    assert rule.levelled == {"level", "owner_id"}.issubset(fields)
    # A record's own links are kept from sight by the write path; those of parts and of all else by the gate.
    if "record_id" in fields and not fields["record_id"].primary_key:
        pointing = {c for c, field in fields.items() if field.related_model is Record}
        assert pointing == set(rule.records)


def test_a_table_without_a_rule_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(RULES, "dossier_claim")
    with viewing(world.viewer(KEEPER)), pytest.raises(WithoutRule, match="dossier_claim"):
        list(Record.objects.filter(claim__unit="metre"))
    assert "dossier_claim" not in DJANGOS


@pytest.mark.parametrize("model", tables(), ids=lambda model: model.__name__)
def test_nobody_asks_and_nothing_is_answered(database: str, model: type[models.Model]) -> None:
    for ask in (lambda q: list(q), lambda q: q.count(), lambda q: q.exists(), lambda q: q.union(q).count(),
                lambda q: q.aggregate(n=Count("pk")), lambda q: str(q.query), lambda q: q.first()):  # fmt: skip
        with pytest.raises(NoViewer):
            ask(model._base_manager.all())


def test_a_new_thread_has_no_viewer(world: World) -> None:
    caught: list[BaseException] = []

    def ask() -> None:
        try:
            list(Record.objects.all())
        except NoViewer as error:
            caught.append(error)
        finally:
            connection.close()

    with viewing(world.viewer(READER)):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    assert len(caught) == 1


def test_tasks_side_by_side_keep_their_viewers_apart(world: World) -> None:
    reader, keeper = world.viewer(READER), world.viewer(KEEPER)

    async def ask(viewer: Viewer) -> str:
        with viewing(viewer):
            await asyncio.sleep(0)
            told = str(Record.objects.filter(kind="event").query)
            await asyncio.sleep(0)
            assert told == str(Record.objects.filter(kind="event").query)
            return told

    async def both() -> list[str]:
        return list(await asyncio.gather(ask(reader), ask(keeper), ask(reader)))

    first, second, third = asyncio.run(both())
    assert first == third != second
    with pytest.raises(NoViewer):
        Record.objects.count()


def test_a_query_shows_what_the_one_may_see_who_evaluates_it(world: World) -> None:
    with viewing(world.viewer(KEEPER)):
        made = Record.objects.order_by("pk")
        chunks = Record.objects.order_by("pk").iterator(chunk_size=10)
        subquery = Event.objects.filter(record__in=made)
        assert len(made.all()) == _count(world, KEEPER)
    with viewing(world.viewer(READER)):
        assert len(made) == len(list(chunks)) == _count(world, READER)
        assert len(subquery) == _count(world, READER, Event)
    with viewing(world.viewer(KEEPER)):
        assert made.count() == len(made), "what was fetched already is not fetched again"
        assert made.all().count() == _count(world, KEEPER)


def test_one_query_compiled_for_many_is_left_as_it_was(world: World) -> None:
    query = Record.objects.filter(name_set__value__contains="§").exclude(note="").distinct()
    for who in (KEEPER, READER, Who("public", ""), KEEPER, READER):
        with viewing(world.viewer(who)):
            compiler = query.query.get_compiler("default")
            assert compiler.as_sql() == compiler.as_sql(), "a compiler may compile twice"
            assert len(compiler.execute_sql()[0]) if who is KEEPER else True
            mine = {one.pk for one in query.all()}
        assert mine <= world.seen(who)[Record]


def test_a_pickled_query_is_gated_where_it_is_opened(world: World) -> None:
    with viewing(world.viewer(KEEPER)):
        kept = pickle.dumps(Record.objects.order_by("pk").query)
    opened = Record.objects.all()
    opened.query = pickle.loads(kept)
    with viewing(world.viewer(READER)):
        assert {one.pk for one in opened} == world.seen(READER)[Record]


def test_what_was_loaded_loads_no_more_for_another(world: World) -> None:
    hidden = world.one("actor", "12AD")
    with viewing(world.viewer(KEEPER)):
        deferred = Record.objects.defer("label").get(pk=hidden.pk)
        name = Name.objects.filter(record=hidden).first()
        assert name is not None
    with viewing(world.viewer(READER)):
        with pytest.raises(Record.DoesNotExist):
            _ = deferred.label
        with pytest.raises(Record.DoesNotExist):
            deferred.refresh_from_db()
        with pytest.raises(Record.DoesNotExist):
            _ = name.record
        assert not deferred.name_set.exists()
        with pytest.raises(Record.actor.RelatedObjectDoesNotExist):
            _ = deferred.actor
        models.prefetch_related_objects([deferred], "name_set")
        assert list(deferred.name_set.all()) == []


def test_locking_rows_shows_no_more_of_them(world: World) -> None:
    with viewing(world.viewer(READER)):
        locked = Record.objects.select_for_update().order_by("pk")
        assert {one.pk for one in locked} == world.seen(READER)[Record]
        assert {one.pk for one in locked.select_related("dossier")} == world.seen(READER)[Record]


def test_nothing_is_changed_outside_the_write_path(world: World) -> None:
    with viewing(world.viewer(KEEPER)):
        record = Record.objects.filter(kind="claim").first()
        claim = Claim.objects.first()
        assert record is not None and claim is not None
        record.note = "changed"
        attempts: list[Any] = [
            lambda: record.save(),
            lambda: Record.objects.update(note=""),
            lambda: Record.objects.filter(name_set__value="x").update(note=F("label")),
            lambda: Record.objects.bulk_update([record], ["note"]),
            lambda: Record.objects.update_or_create(pk=record.pk, defaults={"note": "changed"}),
            lambda: Claim.objects.all()._raw_delete("default"),
            lambda: claim.delete(),
            lambda: Evidence.objects.filter(layer__text="x").delete(),
            lambda: Organisation.objects.update(name="one"),
            lambda: Account.objects.update(is_superuser=True),
            lambda: Record.objects.bulk_create(
                [record], update_conflicts=True, unique_fields=["id"], update_fields=["note"]
            ),
        ]
        for number, attempt in enumerate(attempts):
            with pytest.raises(OutsideTheWritePath), transaction.atomic():
                attempt()
                pytest.fail(f"attempt {number} went through")
        with writing():
            assert Record.objects.filter(pk=record.pk).update(note="changed") == 1


def test_what_the_gate_cannot_judge_is_refused(world: World) -> None:
    # What ruff and the test of the sources forbid; here, that it does not run unseen either.
    with viewing(world.viewer(READER)):
        with pytest.raises(WithoutRule, match="by hand"):
            list(Record.objects.extra(tables=["dossier_account"]))
        named: Any = Event.objects.annotate(seen_record=FilteredRelation("record")).values(
            "seen_record__label"
        )
        with pytest.raises(WithoutRule, match="seen_record"):
            list(named)
        with pytest.raises(NotAllowed, match="explaining"):
            Record.objects.all().explain()
    with as_system():
        assert Record.objects.all().explain()


def test_an_unsafe_alias_is_refused_on_postgresql_as_by_django(world: World) -> None:
    if connection.vendor == "postgresql":
        named: Any = {"a$b": FilteredRelation("event")}
        assert type(connection.ops).compiler_module == "sourcebook.dossier.seen.backends.postgresql.compiler"
        with as_system(), pytest.raises(ValueError, match="Dollar"):
            asked: Any = Record.objects.annotate(**named)
            list(asked.values("a$b__words"))


def test_a_joined_record_is_judged_once(world: World) -> None:
    with viewing(world.viewer(READER)):
        assert str(Record.objects.select_related("event").query).count("EXISTS") == 0
        assert str(Event.objects.filter(record__label="x").query).count("EXISTS") == 0
        assert (
            str(Evidence.objects.filter(basis__label="x").query).count(
                'EXISTS(SELECT 1 FROM "dossier_record"'
            )
            == 1
        )
        # An outer join keeps the row whose record is hidden: it is asked for.
        assert str(Evidence.objects.order_by("basis__label").query).count("EXISTS") == 3


def test_a_viewer_of_one_dossier_sees_nothing_of_another(world: World) -> None:
    nowhere = Viewer(uuid.uuid4(), "keeper")
    for viewer in (nowhere, Viewer(None, "keeper")):
        with viewing(viewer):
            for model in tables():
                assert model is Organisation or not model._base_manager.exists(), model
    with viewing(world.viewer(Who("keeper", "", "2"))):
        assert Dossier.objects.get().slug == "dossier-2"
        assert {one.pk for one in Record.objects.all()} == world.seen(Who("keeper", "", "2"))[Record]
        assert {one.pk for one in Revision.objects.all()} == world.seen(Who("keeper", "", "2"))[Revision]
        assert {one.pk for one in Proposal.objects.all()} == world.seen(Who("keeper", "", "2"))[Proposal]
