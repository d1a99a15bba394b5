"""The differences of two plain records, by path: what the history keeps, and what undo puts back.

A path is "status", "fields/text", "parts/names/<id>", "themes/<id>", "evidence/<id>" or "withheld/<field>".
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from sourcebook.dossier.kinds.plain import Plain

# Derived, counted, or never changed: no difference that anybody made.
_NOT_COMPARED = frozenset(
    {"id", "kind", "label", "summary", "version", "made_by", "made_at", "closed", "texts"}
)
_KEYED = {"themes": "id", "evidence": "id", "withheld": "field"}
Values = dict[str, Any]


def flat(plain: Plain) -> Values:
    """Every value of a plain record by its path; parts are whole rows with their position."""
    values: Values = {}
    for name, value in plain.items():
        if name in _NOT_COMPARED:
            continue
        if name == "fields":
            values.update({f"fields/{column}": one for column, one in value.items()})
        elif name == "parts":
            for part, rows in value.items():
                values.update({f"parts/{part}/{row['id']}": row for row in rows})
        elif name in _KEYED:
            key = _KEYED[name]
            values.update({f"{name}/{row[key]}": _bare(row) for row in value})
        else:
            values[name] = value
    return values


def _bare(row: Values) -> Values:
    return {name: value for name, value in row.items() if name != "closed"} if "closed" in row else row


def difference(old: Plain, new: Plain) -> tuple[Values, Values]:
    """(before, after): the values that differ, by path; a part that is not there is None."""
    before, after = flat(old), flat(new)
    paths = [path for path in {**before, **after} if before.get(path) != after.get(path)]
    return {path: before.get(path) for path in paths}, {path: after.get(path) for path in paths}


def applied(plain: Plain, values: Mapping[str, Any]) -> Plain:
    """A copy of a plain record with these values, by path. Raises KeyError for a path that is none."""
    new = copy.deepcopy(plain)
    for path, value in values.items():
        head, _, rest = path.partition("/")
        if head == "fields":
            if rest not in new["fields"]:
                raise KeyError(path)
            new["fields"][rest] = value
        elif head == "parts":
            part, _, row_id = rest.partition("/")
            _put_row(new["parts"][part], "id", row_id, value)
        elif head in _KEYED:
            _put_row(new[head], _KEYED[head], rest, value)
        elif path in new and path not in _NOT_COMPARED:
            new[path] = value
        else:
            raise KeyError(path)
    return new


def _put_row(rows: list[Any], key: str, wanted: str, value: Any) -> None:
    for position, row in enumerate(rows):
        if row[key] == wanted:
            if value is None:
                del rows[position]
            else:
                rows[position] = value
            return
    if value is not None:
        rows.append(value)
