"""The indexes of the engines, and the triggers that keep them: run by the migration, and after it by name.

SQLite: an FTS5 table over a view of each text with its marks (`gates`), so that it holds no text of its own.
PostgreSQL: a column `words` (tsvector) with a GIN index. Triggers fill both from the search text and its
record; they look at the record, so that a text is found by others as soon as the record is published or has
another level, whoever changes it.

A migration that makes `dossier_record` or `dossier_searchtext` anew on SQLite (Django does for most changes
of a column) must begin with `RunPython(take_down)` and end with `RunPython(put_up)`: triggers go with their
table, and SQLite refuses to rename a table under a view.
"""

from __future__ import annotations

from typing import Any

from sourcebook.dossier.search.gates import MARKS_POSTGRESQL, MARKS_SQLITE

_SEEN_CHANGED = """
old.level <> new.level OR old.dossier_id <> new.dossier_id OR old.owner_id IS {distinct} new.owner_id
OR (old.status = 'published') <> (new.status = 'published')
"""
# `tokenize=ascii` takes every other character for a letter: the text was folded, only spaces part words. No
# index of beginnings (`prefix`): it halves the speed of writing, and saves ten milliseconds for two letters,
# none for four.
_SQLITE_TABLE = """
CREATE VIRTUAL TABLE dossier_searchindex USING fts5(
  folded, gates, content='dossier_searchview', content_rowid='id', tokenize='ascii')
"""
_PUT = (
    "INSERT INTO dossier_searchindex(rowid, folded, gates) SELECT id, folded, gates FROM dossier_searchview"
)
_TAKE = (
    "INSERT INTO dossier_searchindex(dossier_searchindex, rowid, folded, gates) "
    "SELECT 'delete', id, folded, gates FROM dossier_searchview"
)
_WHEN = _SEEN_CHANGED.format(distinct="NOT")
_SQLITE_UP = [
    f"""CREATE VIEW dossier_searchview AS
        SELECT s.id AS id, s.record_id AS record_id, s.folded AS folded, {MARKS_SQLITE} AS gates
        FROM dossier_searchtext s JOIN dossier_record r ON r.id = s.record_id""",
    f"""CREATE TRIGGER search_made AFTER INSERT ON dossier_searchtext
        BEGIN
          SELECT RAISE(ABORT, 'a search text was saved before its record')
          WHERE NOT EXISTS(SELECT 1 FROM dossier_record WHERE id = new.record_id);
          {_PUT} WHERE id = new.id;
        END""",
    f"""CREATE TRIGGER search_gone BEFORE DELETE ON dossier_searchtext
        BEGIN {_TAKE} WHERE id = old.id; END""",
    f"""CREATE TRIGGER search_changing BEFORE UPDATE ON dossier_searchtext
        BEGIN {_TAKE} WHERE id = old.id; END""",
    f"""CREATE TRIGGER search_changed AFTER UPDATE ON dossier_searchtext
        BEGIN {_PUT} WHERE id = new.id; END""",
    f"""CREATE TRIGGER search_sight_changing BEFORE UPDATE ON dossier_record WHEN {_WHEN}
        BEGIN {_TAKE} WHERE record_id = old.id; END""",
    f"""CREATE TRIGGER search_sight_changed AFTER UPDATE ON dossier_record WHEN {_WHEN}
        BEGIN {_PUT} WHERE record_id = new.id; END""",
]
_SQLITE_DOWN = [
    "DROP TRIGGER IF EXISTS search_made",
    "DROP TRIGGER IF EXISTS search_gone",
    "DROP TRIGGER IF EXISTS search_changing",
    "DROP TRIGGER IF EXISTS search_changed",
    "DROP TRIGGER IF EXISTS search_sight_changing",
    "DROP TRIGGER IF EXISTS search_sight_changed",
    "DROP VIEW IF EXISTS dossier_searchview",
]
# Each word with its place, straight from the folded text: PostgreSQL's own parser takes some scripts' letters
# for none, and depends on the server's locale. A tsvector has no word over 2,046 bytes, no place over 16,383.
_WORDS = """
coalesce((SELECT string_agg(left(word, 500) || ':' || least(place, 16383), ' ')
          FROM unnest(string_to_array(new.folded, ' ')) WITH ORDINALITY AS w(word, place)
          WHERE word <> ''), '')::tsvector
"""
# Marks have a sign in front that no folded word has.
_POSTGRESQL_UP = [
    "ALTER TABLE dossier_searchtext ADD COLUMN words tsvector",
    # Ranking reads thousands of them: not compressed.
    "ALTER TABLE dossier_searchtext ALTER COLUMN words SET STORAGE EXTERNAL",
    "CREATE INDEX search_words ON dossier_searchtext USING gin (words)",
    f"""CREATE FUNCTION dossier_search_words() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE s dossier_searchtext := new; r dossier_record;
        BEGIN
          SELECT * INTO STRICT r FROM dossier_record WHERE id = new.record_id;
          new.words := {_WORDS}
            || array_to_tsvector(string_to_array('#' || replace({MARKS_POSTGRESQL}, ' ', ' #'), ' '));
          RETURN new;
        END $$""",
    """CREATE TRIGGER search_made BEFORE INSERT OR UPDATE ON dossier_searchtext
       FOR EACH ROW EXECUTE FUNCTION dossier_search_words()""",
    # Finds by the index alone: for common words the planner would read the whole table, not knowing what it
    # costs to look into a long text.
    """CREATE FUNCTION dossier_search_found(sought tsquery, most int)
       RETURNS TABLE (id bigint, record_id uuid) LANGUAGE sql STABLE SET enable_seqscan = off AS $$
       SELECT t.id, t.record_id FROM dossier_searchtext t WHERE t.words @@ sought LIMIT most $$""",
    """CREATE FUNCTION dossier_search_sight() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         UPDATE dossier_searchtext SET words = NULL WHERE record_id = new.id;
         RETURN NULL;
       END $$""",
    f"""CREATE TRIGGER search_sight_changed AFTER UPDATE ON dossier_record
        FOR EACH ROW WHEN ({_SEEN_CHANGED.format(distinct="DISTINCT FROM")})
        EXECUTE FUNCTION dossier_search_sight()""",
]
_POSTGRESQL_DOWN = [
    "DROP TRIGGER search_sight_changed ON dossier_record",
    "DROP TRIGGER search_made ON dossier_searchtext",
    "DROP FUNCTION dossier_search_sight, dossier_search_words, dossier_search_found",
    "ALTER TABLE dossier_searchtext DROP COLUMN words",
]


def make(apps: Any, editor: Any) -> None:
    """Makes the index and its triggers, and takes up the texts that are there."""
    if editor.connection.vendor == "sqlite":
        _run(editor, [_SQLITE_TABLE, *_SQLITE_UP])
        _run(editor, ["INSERT INTO dossier_searchindex(dossier_searchindex) VALUES('rebuild')"])
    else:
        _run(editor, _POSTGRESQL_UP)
        _run(editor, ["UPDATE dossier_searchtext SET words = NULL"])


def remove(apps: Any, editor: Any) -> None:
    """Takes the index and its triggers away."""
    if editor.connection.vendor == "sqlite":
        _run(editor, [*_SQLITE_DOWN, "DROP TABLE dossier_searchindex"])
    else:
        _run(editor, _POSTGRESQL_DOWN)


def take_down(apps: Any, editor: Any) -> None:
    """Takes the triggers away on SQLite, for a migration that makes their tables anew."""
    if editor.connection.vendor == "sqlite":
        _run(editor, _SQLITE_DOWN)


def put_up(apps: Any, editor: Any) -> None:
    """Puts the triggers back."""
    if editor.connection.vendor == "sqlite":
        _run(editor, _SQLITE_UP)


def _run(editor: Any, statements: list[str]) -> None:
    # Straight to the cursor: schema editors would take a percent sign for a parameter.
    with editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
