"""An id stands for one thing: of a record, a part, a theme or a piece of evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.registry import EVIDENCE, PARTS, THEMES
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.models import Record
from sourcebook.dossier.seen import as_system

_TOGETHER = 5000


def id_problems(
    fresh: Sequence[Plain], changed: Sequence[Plain], before: Mapping[str, Plain]
) -> list[Problem]:
    """Ids that stand twice, or in another record already. `before` are the changed records as they were."""
    problems: list[Problem] = []
    found: set[str] = set()
    for plain in fresh:
        if plain["id"] in found:
            problems.append(Problem(plain["id"], "id", "stands twice"))
        found.add(plain["id"])
    taken = _taken(Record, [plain["id"] for plain in fresh])
    problems += [Problem(pk, "id", "there is a record of this id already") for pk in taken]
    new: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for plain in [*fresh, *changed]:
        old = {row["id"] for _, row in _rows(before[plain["id"]])} if plain["id"] in before else set()
        for name, row in _rows(plain):
            if row["id"] in new[name]:
                problems.append(Problem(plain["id"], f"{name}.id", f"{row['id']} stands twice"))
            if row["id"] not in old:
                new[name][row["id"]] = (plain["id"], name)
    leaving = {row["id"] for plain in before.values() for _, row in _rows(plain)}
    for name, uses in new.items():
        table = {**PARTS, "themes": THEMES, "evidence": EVIDENCE}[name]
        for pk in _taken(table.model, [one for one in uses if one not in leaving]):
            record, name = uses[pk]
            problems.append(Problem(record, f"{name}.id", f"{pk} stands in another record"))
    return problems


def _rows(plain: Plain) -> Iterator[tuple[str, Plain]]:
    for part, rows in plain["parts"].items():
        yield from ((part, row) for row in rows)
    yield from (("themes", row) for row in plain["themes"])
    yield from (("evidence", row) for row in plain["evidence"])


def _taken(model: Any, ids: Sequence[str]) -> list[str]:
    found: list[str] = []
    # Made whole here: whoever went through it row by row would be the system between two of them.
    with as_system():
        for start in range(0, len(ids), _TOGETHER):
            some = ids[start : start + _TOGETHER]
            rows = model._default_manager.filter(pk__in=some).values_list("pk", flat=True)
            found += (str(pk) for pk in rows)
    return found
