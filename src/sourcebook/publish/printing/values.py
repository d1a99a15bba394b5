"""Figures that records give: a claim as it was made, and counts of what is published."""

from __future__ import annotations

from sourcebook.publish.drafting.queries import QueryError, count, parse
from sourcebook.publish.material import Material, NoSuchRecord, Plain


class ValueProblem(ValueError):
    """A value that cannot be printed; the message says why."""


def value_of(query: str, material: Material) -> tuple[str, str | None]:
    """(what to print, the id of the record that says it, None for a count). Raises ValueProblem."""
    kind, _, rest = query.partition(":")
    if kind == "claim":
        key, _, what = rest.strip().partition(" ")
        try:
            record = material.get("claim", key)
        except NoSuchRecord as error:
            raise ValueProblem(str(error)) from None
        return _claimed(record, what.strip(), query), record["id"]
    if kind == "count":
        try:
            return f"{count(parse(query), material):,}", None
        except QueryError as error:
            raise ValueProblem(str(error)) from None
    raise ValueProblem(f"[={query}]: write claim:ID, or count:KIND with form:, type:, theme:, since:, until:")


def claim_of(query: str) -> str:
    """The key of the claim that a query asks for, "" for another query."""
    kind, _, rest = query.partition(":")
    return rest.split()[0] if kind == "claim" and rest.split() else ""


def _claimed(record: Plain, what: str, query: str) -> str:
    fields = record["fields"]
    if what == "words" or (not what and all(fields[name] is None for name in ("low", "best", "high"))):
        if not fields["words"]:
            raise ValueProblem(f"[={query}]: the claim has neither words nor a number")
        return str(fields["words"])
    if what == "number" or not what:
        low, best, high = (fields[name] for name in ("low", "best", "high"))
        number = _number(best) if best is not None else _range(low, high)
        rule = "" if what == "number" or not fields["rule"] else f"{fields['rule']} "
        return f"{rule}{number}"
    raise ValueProblem(f"[={query}]: {what!r} is neither number nor words")


def _range(low: float | None, high: float | None) -> str:
    ends = [_number(one) for one in (low, high) if one is not None]
    return "–".join(dict.fromkeys(ends))


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"
