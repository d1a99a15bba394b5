"""Figures that records give: a claim as it was made, and counts of what is published."""

from __future__ import annotations

from collections.abc import Mapping

from sourcebook.publish.drafting.queries import QueryError, count, parse
from sourcebook.publish.material import Material, NoSuchRecord, Plain


class ValueProblem(ValueError):
    """A value that cannot be printed; the message says why."""


def value_of(query: str, material: Material, words: Mapping[str, str]) -> tuple[str, str | None]:
    """(what to print, the id of the record that says it, None for a count). Raises ValueProblem.

    `words` have the marks of thousands and decimals of the report's language.
    """
    kind, _, rest = query.partition(":")
    if kind == "claim":
        key, _, what = rest.strip().partition(" ")
        try:
            record = material.get("claim", key)
        except NoSuchRecord as error:
            raise ValueProblem(str(error)) from None
        return _claimed(record, what.strip(), query, words), record["id"]
    if kind == "count":
        try:
            return marked(count(parse(query), material), words), None
        except QueryError as error:
            raise ValueProblem(str(error)) from None
    raise ValueProblem(f"[={query}]: write claim:ID, or count:KIND with form:, type:, theme:, since:, until:")


def claim_of(query: str) -> str:
    """The key of the claim that a query asks for, "" for another query."""
    kind, _, rest = query.partition(":")
    return rest.split()[0] if kind == "claim" and rest.split() else ""


def _claimed(record: Plain, what: str, query: str, words: Mapping[str, str]) -> str:
    fields = record["fields"]
    if what == "words" or (not what and all(fields[name] is None for name in ("low", "best", "high"))):
        if not fields["words"]:
            raise ValueProblem(f"[={query}]: the claim has neither words nor a number")
        return str(fields["words"])
    if what == "number" or not what:
        number = number_of(fields, words)
        if not number:
            raise ValueProblem(f"[={query}]: the claim has words and no number; write [={query} words]")
        rule = "" if what == "number" or not fields["rule"] else f"{fields['rule']} "
        return f"{rule}{number}"
    raise ValueProblem(f"[={query}]: {what!r} is neither number nor words")


def number_of(fields: Plain, words: Mapping[str, str]) -> str:
    """The number of a claim: its best, else its range, "" where it has words alone."""
    low, best, high = (fields[name] for name in ("low", "best", "high"))
    said = [best] if best is not None else [one for one in (low, high) if one is not None]
    return "–".join(dict.fromkeys(marked(one, words) for one in said))


def marked(value: float, words: Mapping[str, str]) -> str:
    """A number with the marks of the language: 1,240.5 in English is 1.240,5 in Spanish."""
    text = f"{value:,.0f}" if value == int(value) else f"{value:,}"
    return text.translate({ord(","): words["thousands"], ord("."): words["decimal"]})
