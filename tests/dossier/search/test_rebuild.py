"""The index follows the records: edits, sealing, erasure, a rebuild; and no word of a sealed text stays in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.dossier.conftest import use_database
from tests.dossier.search.test_find import capture, speech

from sourcebook.dossier.models import Dossier, Record, SearchText
from sourcebook.dossier.search import Filters, find, forget, reindex
from sourcebook.dossier.search.fold import indexed
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write import Edit, create, edit


def test_an_edit_is_found_and_what_it_replaced_is_not(keeper: Viewer) -> None:
    [one] = create([speech("The bell was melted.")], "").ids
    edit([Edit(one, {"fields/text": "The gong was melted."})], "")
    assert [find(word).total for word in ("bell", "gong", "melted")] == [0, 1, 1]


def test_a_rebuilt_index_answers_as_before(keeper: Viewer) -> None:
    page, texts = capture("The assembly of Orvan met.\n\n" * 400)
    hidden = speech("A quiet word.", "Mira Soltan", level="restricted")
    create([page, hidden, *(speech(f"Speech number {number}") for number in range(30))], "", texts=texts)
    queries = ("assembly", "soltan", "speech", "quiet OR met", '"speech number" -7')

    def answers() -> list[Any]:
        return [
            {(hit.record, hit.field, hit.excerpt) for hit in find(query, limit=50).hits} for query in queries
        ]

    before = answers()
    rows = SearchText.objects.count()
    with as_system(), writing():
        SearchText.objects.all().delete()
    assert not any(answers())
    assert keeper.dossier is not None
    assert list(reindex(keeper.dossier)) == [32]
    assert list(reindex(keeper.dossier)) == [32]
    assert SearchText.objects.count() == rows
    assert answers() == before


def test_the_number_of_queries_does_not_grow(keeper: Viewer) -> None:
    page, texts = capture("A bell in the hall of the assembly.")
    create([page, *(speech(f"The bell, number {number}") for number in range(40))], "", texts=texts)
    for filters in (None, Filters(kinds=("statement",), status="draft")):
        for limit in (1, 40):
            with CaptureQueriesContext(connection) as queries:
                find("bell", filters, limit=limit)
            assert len(queries) == 3


@pytest.fixture(params=["sqlite", "postgresql"])
def own_database(
    request: pytest.FixtureRequest, databases: Callable[[str], dict[str, Any]]
) -> Iterator[tuple[str, Dossier]]:
    """A database in which transactions end; what was written is taken away again."""
    vendor: str = request.param
    use_database(databases(vendor))
    with as_system():
        dossier = Dossier.objects.create(slug="own", title="Own", made_at=datetime(2026, 1, 5, tzinfo=UTC))
    yield vendor, dossier
    with as_system(), writing():
        SearchText.objects.all().delete()
        Record.objects.all().delete()
        Dossier.objects.all().delete()


def _files(vendor: str) -> list[Path]:
    if vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        return [path for path in name.parent.iterdir() if path.name.startswith(name.name)]
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory') || '/' || pg_relation_filepath(oid) FROM pg_class "
            "WHERE oid IN ('dossier_searchtext'::regclass, 'search_words'::regclass, "
            "(SELECT reltoastrelid FROM pg_class WHERE oid = 'dossier_searchtext'::regclass))"
        )
        return [Path(path) for (path,) in cursor.fetchall()]


def test_no_word_of_a_deleted_text_stays_in_the_files(own_database: tuple[str, Dossier]) -> None:
    vendor, dossier = own_database
    secret, plain = "zqwxvkjhgf", "zqwxvother"
    with viewing(Viewer(dossier.pk, "system")):
        records = [Record(dossier=dossier, kind="event", made_at=dossier.made_at) for _ in range(300)]
        Record.objects.bulk_create(records)
        for number, record in enumerate(records):
            text = f"{secret} word{number} " * 40 if number == 150 else f"{plain} word{number} " * 40
            SearchText.objects.create(record=record, level=1, text=text, folded=indexed(text))
        assert find(secret).total == 1
        with writing():
            SearchText.objects.filter(record=records[150]).delete()
        forget()
        assert find(secret).total == 0
        assert find(plain).total == 299

    def standing(word: str) -> bool:
        # The index keeps what two words that follow each other begin with only once.
        parts = [word.encode(), word[5:].encode()]
        return any(part in path.read_bytes() for path in _files(vendor) if path.exists() for part in parts)

    assert not standing(secret)
    assert standing(plain)
