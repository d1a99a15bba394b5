"""The differences of two plain records, by path: what the history keeps, and what undo puts back.

A path is "status", "fields/text", "parts/names/<id>", "themes/<id>", "evidence/<id>" or "withheld/<field>".
"parts/names" (and "themes") alone is the order of the rows, by their ids, where it does not follow by itself.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from sourcebook.dossier.kinds.plain import Plain

# Derived, counted, or never changed: no difference that anybody made.
_NOT_COMPARED = frozenset(
    {"id", "kind", "label", "summary", "version", "made_by", "made_at", "closed", "texts"}
)
_KEYED = {"themes": "id", "evidence": "id", "withheld": "field"}
Values = dict[str, Any]


def flat(plain: Plain) -> Values:
    """Every value of a plain record by its path; parts are whole rows, without their order."""
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


def is_order(path: str) -> bool:
    """Whether a path is the order of rows, which no value is lost with."""
    return path == "themes" or (path.startswith("parts/") and path.count("/") == 1)


def difference(old: Plain, new: Plain) -> tuple[Values, Values]:
    """(before, after): the values that differ, by path; a part that is not there is None."""
    if old is new:
        return {}, {}
    before, after = flat(old), flat(new)
    paths = [path for path in {**before, **after} if before.get(path) != after.get(path)]
    changed = {path: before.get(path) for path in paths}, {path: after.get(path) for path in paths}
    for path, was, now in _lists(old, new):
        if _order_told(was, now):
            changed[0][path], changed[1][path] = was, now
    return changed


def _lists(old: Plain, new: Plain) -> list[tuple[str, list[str], list[str]]]:
    found = [("themes", _ids(old["themes"]), _ids(new["themes"]))]
    found += [
        (f"parts/{part}", _ids(old["parts"].get(part, ())), _ids(new["parts"].get(part, ())))
        for part in {**old["parts"], **new["parts"]}
    ]
    return found


def _ids(rows: Sequence[Values]) -> list[str]:
    return [row["id"] for row in rows]


def _order_told(was: list[str], now: list[str]) -> bool:
    """Whether adding and taking away rows alone would leave another order, either way.

    Two new rows need it always: PostgreSQL forgets in which order the history names them.
    """
    if was == now:
        return False
    gone, come = set(was) - set(now), set(now) - set(was)
    forward = [one for one in was if one not in gone] + [one for one in now if one in come]
    backward = [one for one in now if one not in come] + [one for one in was if one in gone]
    return forward != now or backward != was or len(gone) > 1 or len(come) > 1


def applied(plain: Plain, values: Mapping[str, Any]) -> Plain:
    """A copy of a plain record with these values, by path. Raises KeyError for a path that is none."""
    new = copy.deepcopy(plain)
    for path, value in values.items():
        if is_order(path):
            continue
        head, _, rest = path.partition("/")
        if head == "fields":
            if rest not in new["fields"]:
                raise KeyError(path)
            new["fields"][rest] = value
        elif head == "parts":
            part, _, row_id = rest.partition("/")
            if part not in new["parts"]:
                raise KeyError(path)
            _put_row(new["parts"][part], "id", row_id, value)
        elif head in _KEYED and rest:
            _put_row(new[head], _KEYED[head], rest, value)
        elif path in new and path not in _NOT_COMPARED and head not in _KEYED:
            new[path] = value
        else:
            raise KeyError(path)
    for path in filter(is_order, values):
        head, _, part = path.partition("/")
        if part and part not in new["parts"]:
            raise KeyError(path)
        _put_in_order(new["parts"][part] if part else new[head], values[path])
    new["evidence"].sort(key=lambda row: row["id"])
    new["withheld"].sort(key=lambda one: one["field"])
    return new


def _put_row(rows: list[Any], key: str, wanted: str, value: Any) -> None:
    for position, row in enumerate(rows):
        if row[key] == wanted:
            if value is None:
                del rows[position]
            else:
                rows[position] = copy.deepcopy(value)
            return
    if value is not None:
        rows.append(copy.deepcopy(value))


def _put_in_order(rows: list[Any], order: Any) -> None:
    """Rows in this order; those that it does not name stay behind them."""
    if not isinstance(order, (list, tuple)):
        raise KeyError("an order is a list of ids")
    places = {one: place for place, one in enumerate(order)}
    rows.sort(key=lambda row: places.get(row["id"], len(places)))
