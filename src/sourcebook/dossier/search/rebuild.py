"""Keeping the index: made anew from the records, and rid of what was sealed or erased."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.db import connection, transaction

from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.models import Record, SearchText, TextLayer
from sourcebook.dossier.search.engine import engine
from sourcebook.dossier.search.index import search_rows
from sourcebook.dossier.seen import as_system
from sourcebook.dossier.seen.compiler import writing

_TOGETHER = 500


def reindex(dossier: uuid.UUID) -> Iterator[int]:
    """Makes the search texts of a dossier anew; yields how many records are done.

    Some hundred records at a time, each time in a transaction of its own: search goes on meanwhile, and
    others can write between. Memory for one text layer and some hundred records.
    """
    done = 0
    last: uuid.UUID | None = None
    while True:
        with as_system(), transaction.atomic():
            after = {"pk__gt": last} if last else {}
            ids = list(
                Record.objects.filter(dossier=dossier, **after)
                .order_by("pk")
                .values_list("pk", flat=True)[:_TOGETHER]
            )
            if ids:
                _remade(ids)
        if not ids:
            return
        last, done = ids[-1], done + len(ids)
        yield done


def _remade(ids: list[uuid.UUID]) -> None:
    with writing():
        SearchText.objects.filter(record__in=ids).delete()
    rows: list[SearchText] = []
    for plain in by_ids(ids):
        rows += search_rows(plain, {})
        for layer in plain["parts"].get("layers", ()) if plain["level"] != "sealed" else ():
            if layer["current"]:
                text = TextLayer.objects.values_list("text", flat=True).get(pk=layer["id"])
                alone = {**plain, "fields": {}, "parts": {"layers": [layer]}}
                SearchText.objects.bulk_create(
                    search_rows(alone, {layer["sha256"]: text}), batch_size=_TOGETHER
                )
    SearchText.objects.bulk_create(rows, batch_size=_TOGETHER)


def forget() -> None:
    """Takes the words of deleted search texts out of the database's files.

    To be called after something was sealed or erased: the index keeps words of deleted texts for some time.
    Within a transaction it waits for its end. Seconds for a large dossier; others wait to write meanwhile.
    """
    transaction.on_commit(lambda: engine().forget(), using=connection.alias)
