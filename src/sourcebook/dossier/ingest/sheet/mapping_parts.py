"""The parts of a mapping file (records, columns, evidence), each checked against the kinds of record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sourcebook.dossier.ingest.dating import ORDERS, Order
from sourcebook.dossier.ingest.schema import Kind, Schema
from sourcebook.dossier.ingest.sheet.cells import CellRefused, Manner, converted
from sourcebook.dossier.ingest.sheet.plans import ColumnPlan, EvidencePlan, MappingError, RecordPlan
from sourcebook.dossier.ingest.sheet.targets import Target, TargetError, target

_RECORD = {"kind", "same", "fields", "links", "level"}
_COLUMN = {"to", "values", "split", "optional", "dates"}
_EVIDENCE = {"record", "field", "basis", "locator", "exact", "on-file", "stance"}
_LEVELS = ("public", "team", "restricted")
_STANCES = ("supports", "contradicts", "context")
# A capture is made from a file, not from a row.
_NOT_FROM_SHEETS = ("capture",)


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to read one sheet's plan: where the file is, how cells are read, the kinds there are."""

    path: Path
    manner: Manner
    schema: Schema

    def fail(self, at: str, why: object) -> NoReturn:
        """Refuse the mapping for what stands at a place in it. Raises MappingError."""
        raise MappingError(f"{self.path}: {at}: {why}")

    def table(self, at: str, value: object, known: set[str] | None = None) -> dict[str, Any]:
        """A mapping of the YAML, of which only certain keys are known."""
        if not isinstance(value, dict):
            self.fail(at, f"must be a table of names and values, not {value!r}")
        for key in value:
            if known is not None and key not in known:
                self.fail(
                    f"{at}.{key}" if at else str(key), f"is not known; there are {', '.join(sorted(known))}"
                )
        return {str(key): one for key, one in value.items()}

    def words(self, at: str, value: object) -> tuple[str, ...]:
        """One word or a list of them."""
        listed = value if isinstance(value, list) else [] if value is None else [value]
        if any(isinstance(one, dict | list) or one is None for one in listed):
            self.fail(at, f"must be a name or a list of names, not {value!r}")
        return tuple(str(one) for one in listed)

    def choice(self, at: str, value: object, known: tuple[str, ...]) -> str:
        """One of certain words."""
        if value not in known:
            self.fail(at, f"{value!r} is none of {', '.join(known)}")
        return str(value)

    def order(self, at: str, value: object) -> Order | None:
        """Which number of a date comes first."""
        if value is None:
            return None
        self.choice(at, value, ORDERS)
        return next(order for order in ORDERS if order == value)


def kind_of(reader: Reader, at: str, given: object) -> str:
    """The kind of a record of the mapping."""
    data = reader.table(at, given, _RECORD)
    known = tuple(kind for kind in reader.schema if kind not in _NOT_FROM_SHEETS)
    return reader.choice(f"{at}.kind", data.get("kind"), known)


def _target(reader: Reader, at: str, text: object, record: str, kind: Kind) -> Target:
    try:
        return target(str(text), record, kind)
    except TargetError as error:
        reader.fail(at, error)


def record_plan(
    reader: Reader, at: str, name: str, data: dict[str, Any], kinds: dict[str, str]
) -> RecordPlan:
    """A record of the mapping, read."""
    kind = reader.schema[kinds[name]]
    same = tuple(
        _target(reader, f"{at}.same", text, name, kind)
        for text in reader.words(f"{at}.same", data.get("same"))
    )
    constants = []
    for field, value in reader.table(f"{at}.fields", data.get("fields") or {}).items():
        where = f"{at}.fields.{field}"
        to = _target(reader, where, field, name, kind)
        if to.half or to.column.type == "link":
            reader.fail(where, "takes no constant value")
        constants.append((to, _constant(reader, where, value, to)))
    links = []
    for field, other in reader.table(f"{at}.links", data.get("links") or {}).items():
        to = _target(reader, f"{at}.links.{field}", field, name, kind)
        if to.column.type != "link":
            reader.fail(f"{at}.links.{field}", "is no link; map a column to it")
        reader.choice(f"{at}.links.{field}", other, tuple(kinds))
        links.append((to, str(other)))
    level = reader.choice(f"{at}.level", data.get("level", "team"), _LEVELS)
    return RecordPlan(name, kinds[name], level, same, tuple(constants), tuple(links))


def _constant(reader: Reader, at: str, value: Any, to: Target) -> Any:
    read: Callable[[Any], Any] = lambda one: converted(one, to.column, reader.manner).value  # noqa: E731
    try:
        if to.column.type == "texts":
            return [read(one) for one in (value if isinstance(value, list) else [value])]
        return read(value)
    except CellRefused as error:
        reader.fail(at, error)


def column_plan(reader: Reader, at: str, name: str, given: object, kinds: dict[str, str]) -> ColumnPlan:
    """A column of the mapping, read."""
    data = reader.table(at, given, _COLUMN) if isinstance(given, dict) else {"to": given}
    targets = []
    for text in reader.words(f"{at}.to", data.get("to")):
        record, dot, field = text.partition(".")
        if not dot or record not in kinds:
            reader.fail(at, f"{text!r} must begin with a record of the mapping: {', '.join(kinds)}")
        found = _target(reader, at, field, record, reader.schema[kinds[record]])
        if found.column.type == "link":
            reader.fail(at, f"{text} is a link to a record; name that record under links")
        targets.append(found)
    if not targets:
        reader.fail(at, "goes nowhere; give it a target, or name it under ignored")
    order = reader.order(f"{at}.dates", data["dates"]) if "dates" in data else reader.manner.order
    values = reader.table(f"{at}.values", data.get("values") or {})
    return ColumnPlan(
        name,
        tuple(targets),
        {" ".join(key.split()).casefold(): value for key, value in values.items()},
        str(data.get("split") or ""),
        data.get("optional") is True,
        Manner(reader.manner.language, order, reader.manner.decimal),
    )


def evidence_plan(reader: Reader, at: str, given: object, kinds: dict[str, str]) -> EvidencePlan:
    """A piece of evidence of the mapping, read."""
    data = reader.table(at, given, _EVIDENCE)
    record = reader.choice(f"{at}.record", data.get("record"), tuple(kinds))
    basis = reader.choice(f"{at}.basis", data.get("basis", ""), ("", *kinds))
    field = str(data.get("field") or "")
    kind = reader.schema[kinds[record]]
    if field and field not in kind.fields:
        reader.fail(f"{at}.field", f"there is no field {field!r}; there are {', '.join(kind.fields)}")
    if not basis and not data.get("on-file"):
        reader.fail(at, "evidence has a basis (a record of the mapping) or an item on-file (a column)")
    stance = reader.choice(f"{at}.stance", data.get("stance", "supports"), _STANCES)
    locator, exact, on_file = (str(data.get(key) or "") for key in ("locator", "exact", "on-file"))
    return EvidencePlan(record, field, basis, locator, exact, on_file, stance)
