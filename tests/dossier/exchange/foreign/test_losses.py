"""The table of losses tells the truth: what is declared makes a difference in the file, and the page is fresh."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.dossier.exchange.foreign.ardovia import dossier, evidence, id_of, quoted, record, written

from sourcebook.dossier.exchange.foreign import FORMATS, WRITERS, Format, losses_markdown
from sourcebook.dossier.exchange.foreign.format import own_paths, reading
from sourcebook.dossier.kinds import EVIDENCE, KINDS, PARTS, RECORD, Plain
from sourcebook.dossier.kinds.plain import empty_value

ROOT = Path(__file__).parents[4]


def test_the_page_of_exchange_is_not_stale() -> None:
    assert (ROOT / "docs" / "exchange.md").read_text("utf-8") == losses_markdown(), "run `make docs`"


def declared() -> Iterator[tuple[Format, str, str]]:
    for format in FORMATS:
        for kind in format.writes:
            yield from ((format, kind, path) for path in sorted(format.reads[kind]))


def _without(plain: Plain, path: str) -> None:
    """Takes what a record says under a path out of it, or changes it where that would say the same."""
    part, dot, column = path.partition(".")
    if dot and part in PARTS:
        table, rows = PARTS[part], plain["parts"][part]
    elif dot:
        table, rows = EVIDENCE, plain[part]
    elif path in KINDS[plain["kind"]].table.by_name:
        table, rows, column = KINDS[plain["kind"]].table, [plain["fields"]], path
    else:
        table, rows, column = RECORD, [plain], path.rstrip("*")
    for row in rows:
        if column == "label" and row is plain:
            row[column] = ""
        elif part == "themes":
            row[column] = "changed"
        elif column == "precision":
            row[column] = "country"
        elif table.by_name[column].choices:
            choices = table.by_name[column].choices
            row[column] = choices[(choices.index(row[column]) + 1) % len(choices)]
        elif table.by_name[column].sort == "flag":
            row[column] = not row[column]
        else:
            row[column] = empty_value(table, column)


@pytest.mark.parametrize(
    ("format", "kind", "path"), [*declared()], ids=lambda value: getattr(value, "name", value)
)
def test_what_is_declared_makes_a_difference(format: Format, kind: str, path: str) -> None:
    plains = [_evidenced(plain) for plain in dossier()]
    write = WRITERS[format.file]
    before = written(write, plains, "team")
    changed = copy.deepcopy(plains)
    for plain in changed:
        if plain["kind"] == kind:
            _without(plain, path)
    assert written(write, changed, "team") != before


def _evidenced(plain: Plain) -> Plain:
    """The record with evidence of every sort."""
    own = plain["id"]
    rows = [
        quoted(f"{own} 1", "Vareth will be ours", field="whole", locator="paragraph 4"),
        evidence(f"{own} 2", basis=id_of("book")),
        evidence(f"{own} 3", on_file="a file"),
    ]
    return {**plain, "evidence": [*plain["evidence"], *rows]}


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_lost_and_carried_are_all(format: Format) -> None:
    for kind in KINDS:
        carried = {path for path in format.reads.get(kind, ()) if path in own_paths(kind)}
        assert carried | set(format.losses[kind]) == set(own_paths(kind))
        assert not carried & set(format.losses[kind])


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_what_is_not_declared_cannot_be_read(format: Format) -> None:
    for kind in format.writes:
        cut = format.cut(record(kind, "one"))
        for path in format.losses[kind]:
            if "." not in path:
                with pytest.raises(KeyError):
                    cut["fields"][path]
        for path in ("note", "made_by", "owner"):
            with pytest.raises(KeyError):
                cut[path]


def test_column_that_is_not_there_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match="reads event colour: no such column"):
        Format("x", "x", "", ("event",), reading(event="type colour"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("audience", ["team", "public"])
@pytest.mark.parametrize("write", WRITERS.values(), ids=list(WRITERS))
def test_empty_record_of_any_kind_can_be_written(write: Callable[..., int], audience: str, kind: str) -> None:
    written(write, [record(kind, "one")], audience)
