"""The program's own text goes around the gate nowhere but in the rooms that are allowed to."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import sourcebook

_ROOT = Path(sourcebook.__file__).parent
# Rooms that speak SQL to the database themselves, and judge what they show.
_SPEAK_SQL = ("dossier/search", "dossier/write", "dossier/backup", "dossier/exchange")
_GATE = ("dossier/seen/", "dossier/migrations/")
# Rooms that change rows; founding makes dossiers, people and their roles, an account notes its last login and
# password: no history is kept of these. Migrations may change what is there.
_WRITE = (
    *_SPEAK_SQL, *_GATE, "dossier/founding.py", "dossier/editions/", "dossier/models/people.py",
    "dossier/management/", "dossier/desk/", "dossier/access/",
)  # fmt: skip
# What speaks SQL past the compiler: methods of querysets and connections, and expressions.
_BY_HAND = {
    "raw", "extra", "cursor", "chunked_cursor", "executescript", "RawSQL", "Extra", "RawQuerySet", "RunSQL",
}  # fmt: skip
_BINDING = {"viewing", "as_system", "writing"}
_DATABASE = ("django", "sourcebook.dossier")


def _sources() -> list[Path]:
    return sorted(path for path in _ROOT.rglob("*.py"))


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def spoken_by_hand(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Where a source that knows Django goes past its compiler: line and name."""
    imported = {
        name.split(".")[0] if name.startswith("django") else name
        for node in ast.walk(tree)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom)
            else [one.name for one in node.names] if isinstance(node, ast.Import) else []
        )
    }  # fmt: skip
    if not any(name.startswith(_DATABASE) for name in imported):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in _BY_HAND:
            yield node.lineno, _name(node.func)


def bound_while_away(tree: ast.Module) -> Iterator[int]:
    """Lines where a generator gives something out while it has bound a viewer: who takes it would have it too."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if any("contextmanager" in ast.dump(decorator) for decorator in function.decorator_list):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.With) and any(
                isinstance(item.context_expr, ast.Call) and _name(item.context_expr.func) in _BINDING
                for item in node.items
            ):
                yield from (
                    one.lineno for one in ast.walk(node) if isinstance(one, ast.Yield | ast.YieldFrom)
                )


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from django.db import connection\nwith connection.cursor() as c: pass", [(2, "cursor")]),
        ("from sourcebook.dossier.models import Record\nRecord.objects.raw('SELECT 1')", [(2, "raw")]),
        ("from sourcebook.dossier import models\nmodels.Record.objects.extra(where=['1'])", [(2, "extra")]),
        (
            "from django.db.models.expressions import RawSQL as R, RawSQL\nx = RawSQL('1', [])",
            [(2, "RawSQL")],
        ),
        ("import sqlite3\nsqlite3.connect('').cursor()", []),
    ],
)
def test_sql_by_hand_is_found(source: str, found: list[tuple[int, str]]) -> None:
    assert list(spoken_by_hand(ast.parse(source))) == found


def test_a_viewer_left_bound_is_found() -> None:
    source = "def f():\n  with as_system():\n    yield 1\n"
    assert list(bound_while_away(ast.parse(source))) == [3]
    assert not list(bound_while_away(ast.parse("@contextmanager\n" + source)))


def test_no_room_goes_around_the_gate() -> None:
    found = [
        f"{path.relative_to(_ROOT)}:{line}: {name}"
        for path in _sources()
        if not path.relative_to(_ROOT).as_posix().startswith((*_SPEAK_SQL, *_GATE))
        for line, name in spoken_by_hand(ast.parse(path.read_text("utf-8")))
    ]
    assert not found, "SQL past the gate; ask the models, or do it in " + ", ".join(_SPEAK_SQL)


def test_only_the_write_path_opens_writing() -> None:
    found = [
        str(path.relative_to(_ROOT))
        for path in _sources()
        if not path.relative_to(_ROOT).as_posix().startswith(_WRITE)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _name(node.func) == "writing"
    ]
    assert not found


def test_no_generator_leaves_a_viewer_bound() -> None:
    found = [
        f"{path.relative_to(_ROOT)}:{line}"
        for path in _sources()
        for line in bound_while_away(ast.parse(path.read_text("utf-8")))
    ]
    assert not found, "a generator gives rows out with its viewer still bound; fetch first, then yield"
