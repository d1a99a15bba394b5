"""The rule of each table: which of its rows a viewer sees, as SQL.

A record is seen by its dossier, level and owner. A row that belongs to a record is seen where the record is,
and where every other record is that it points to: a reader must not learn that a hidden person was there.
"""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.dossier.seen.viewer import Viewer

Sql = tuple[str, list[object]]


@dataclass(frozen=True, slots=True)
class Rule:
    """How the rows of one table are judged.

    `records` are columns that point at records, `layers` columns that point at text layers: where such a
    column is filled, what it points to must be seen. `levelled`: the row has a level and an owner of its own.
    `special` names a table that is judged in its own way. `secret` is never seen by the public.
    """

    records: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    levelled: bool = False
    special: str = ""
    secret: bool = False


def rule_sql(rule: Rule, table: str, viewer: Viewer, quote: object, vendor: str) -> Sql:
    """The condition on `table` (a quoted alias) under which `viewer` sees a row, with its parameters."""
    if viewer.role == "public" and rule.secret:
        return "1=0", []
    if rule.special:
        return _special(rule.special, table, viewer, vendor)
    terms: list[str] = []
    params: list[object] = []
    for column in rule.records:
        _add(terms, params, _pointed(table, column, viewer, vendor, first=column == rule.records[0]))
    for column in rule.layers:
        seen, values = _record(viewer, "r", vendor)
        condition = (
            f'EXISTS(SELECT 1 FROM "dossier_textlayer" l JOIN "dossier_record" r ON r."id" = l."record_id" '
            f'WHERE l."id" = {table}."{column}" AND {seen})'
        )
        _add(terms, params, (f'({table}."{column}" IS NULL OR {condition})', values))
    if rule.levelled:
        _add(terms, params, _levels(table, viewer, vendor))
    return " AND ".join(terms), params


def _add(terms: list[str], params: list[object], sql: Sql) -> None:
    terms.append(sql[0])
    params.extend(sql[1])


def _pointed(table: str, column: str, viewer: Viewer, vendor: str, first: bool) -> Sql:
    seen, params = _record(viewer, "r", vendor)
    condition = f'EXISTS(SELECT 1 FROM "dossier_record" r WHERE r."id" = {table}."{column}" AND {seen})'
    return (condition if first else f'({table}."{column}" IS NULL OR {condition})'), params


def _record(viewer: Viewer, table: str, vendor: str) -> Sql:
    levels, params = _levels(table, viewer, vendor)
    sql = f'{table}."dossier_id" = %s AND {levels}'
    if viewer.role == "public":
        sql += f" AND {table}.\"status\" = 'published'"
    return sql, [_key(viewer.dossier, vendor), *params]


def _levels(table: str, viewer: Viewer, vendor: str) -> Sql:
    if viewer.organisation is None or viewer.own <= viewer.sees:
        return f'{table}."level" <= %s', [viewer.sees]
    return (
        f'({table}."level" <= %s OR ({table}."owner_id" = %s AND {table}."level" <= %s))',
        [viewer.sees, _key(viewer.organisation, vendor), viewer.own],
    )


def _special(name: str, table: str, viewer: Viewer, vendor: str) -> Sql:
    dossier = _key(viewer.dossier, vendor)
    if name == "record":
        return _record(viewer, table, vendor)
    if name == "dossier":
        return f'{table}."id" = %s', [dossier]
    if name == "of-dossier":
        return f'{table}."dossier_id" = %s', [dossier]
    if name == "revision":
        # A revision is seen by one of its changes: why somebody did something tells what they did.
        seen, params = _record(viewer, "r", vendor)
        levels, more = _levels("c", viewer, vendor)
        return (
            f'{table}."dossier_id" = %s AND EXISTS(SELECT 1 FROM "dossier_change" c JOIN "dossier_record" r '
            f'ON r."id" = c."record_id" WHERE c."revision_id" = {table}."id" AND {levels} AND {seen})',
            [dossier, *more, *params],
        )
    assert name == "account", name
    return (
        f'EXISTS(SELECT 1 FROM "dossier_membership" m WHERE m."account_id" = {table}."id" '
        f'AND m."dossier_id" = %s)',
        [dossier],
    )


def _key(value: object, vendor: str) -> object:
    # SQLite keeps a UUID as 32 hexadecimal digits.
    return getattr(value, "hex", value) if vendor == "sqlite" else value


# Every table of the app; a test fails where one is missing.
RULES: dict[str, Rule] = {
    "dossier_record": Rule(special="record"),
    **{
        f"dossier_{kind}": Rule(("record_id",))
        for kind in (
            "source", "capture", "actor", "relation", "place", "event", "statement", "claim", "followup",
            "watch", "coding", "sourceurl", "textlayer", "custodyentry", "watchsearch",
        )
    },
    "dossier_theme": Rule(("record_id",), secret=True),
    "dossier_name": Rule(("record_id", "used_by_id")),
    "dossier_partof": Rule(("record_id", "whole_id", "according_to_id")),
    "dossier_involvement": Rule(("record_id", "actor_id", "attributed_to_id")),
    "dossier_speaker": Rule(("record_id", "actor_id", "office_id")),
    "dossier_addressee": Rule(("record_id", "actor_id")),
    "dossier_evidence": Rule(("record_id", "basis_id"), ("layer_id",), levelled=True),
    "dossier_withheld": Rule(("record_id",), levelled=True),
    "dossier_change": Rule(("record_id",), levelled=True, secret=True),
    "dossier_revision": Rule(special="revision", secret=True),
    "dossier_proposal": Rule(("record_id", "other_id"), secret=True),
    "dossier_searchtext": Rule(("record_id",), ("layer_id",), levelled=True),
    "dossier_dossier": Rule(special="dossier"),
    "dossier_codebook": Rule(special="of-dossier"),
    "dossier_membership": Rule(special="of-dossier", secret=True),
    "dossier_account": Rule(special="account", secret=True),
}  # fmt: skip
# Tables that nobody needs to be kept from, and why.
OPEN = {
    "dossier_organisation": "the partners of a report are named in it",
    "dossier_account_groups": "Django's own table; unused",
    "dossier_account_user_permissions": "Django's own table; unused",
}
