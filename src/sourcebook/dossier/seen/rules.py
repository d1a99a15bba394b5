"""The rule of each table: which of its rows a viewer sees, as SQL.

A record is seen by its dossier, level and owner. A row that belongs to a record is seen where the record is,
and where every other record is that it points to: a reader must not learn that a hidden person was there.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sourcebook.dossier.seen.roles import WORLD
from sourcebook.dossier.seen.viewer import Viewer

Sql = tuple[str, list[Any]]
# How the names begin that tables have in the conditions; no query may call a table so.
OWN_NAMES = "seen_"
# The act of a role that oversees what others do in the dossier.
_OVERSEES = "people"


@dataclass(frozen=True, slots=True)
class Rule:
    """How the rows of one table are judged.

    `records` are columns that point at records, `layers` columns that point at text layers: where such a
    column is filled, what it points to must be seen. The first of `records` is always filled. `levelled`: the
    row has a level and an owner of its own. `account` is a column with an account, who must be of the
    dossier. `special` names a table that is judged in its own way. `secret` is never seen by the public.
    """

    records: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    levelled: bool = False
    account: str = ""
    special: str = ""
    secret: bool = False


def rule_sql(rule: Rule, table: str, viewer: Viewer, vendor: str, judged: Collection[str] = ()) -> Sql | None:
    """The condition on `table` (a quoted alias) under which `viewer` sees a row, with its parameters.

    `judged` are columns of records that the query itself joins and judges: nothing is asked of them again.
    None where nothing is left to ask.
    """
    if viewer.outside:
        return _at_the_door(rule, table, viewer, vendor)
    if viewer.role == WORLD and rule.secret:
        return "1=0", []
    if rule.special:
        return _special(rule.special, table, viewer, vendor)
    terms = [
        _pointed(table, column, viewer, vendor, filled=column == rule.records[0])
        for column in rule.records
        if column not in judged
    ]
    terms += [_layer(table, column, viewer, vendor) for column in rule.layers]
    if rule.account:
        terms.append(_member(table, rule.account, viewer, vendor))
    if rule.levelled:
        terms.append(_levels(table, viewer, vendor))
    if not terms:
        return None
    return " AND ".join(sql for sql, _ in terms), [value for _, values in terms for value in values]


def _at_the_door(rule: Rule, table: str, viewer: Viewer, vendor: str) -> Sql | None:
    """Who comes in is looked up among the accounts; who came in sees where they have a part. Nothing else."""
    nobody = viewer.account is None
    if rule.account == "id" and nobody:
        return None
    if nobody:
        return "1=0", []
    own = [key(viewer.account, vendor)]
    if rule.account:
        return f'{table}."{rule.account}" = %s', own
    if rule.special == "membership":
        return f'{table}."account_id" = %s', own
    if rule.special == "dossier":
        return (
            f'EXISTS(SELECT 1 FROM "dossier_membership" seen_member '
            f'WHERE seen_member."dossier_id" = {table}."id" AND seen_member."account_id" = %s)',
            own,
        )
    return "1=0", []


def _pointed(table: str, column: str, viewer: Viewer, vendor: str, filled: bool) -> Sql:
    seen, params = _record("seen_record", viewer, vendor)
    condition = (
        f'EXISTS(SELECT 1 FROM "dossier_record" seen_record '
        f'WHERE seen_record."id" = {table}."{column}" AND {seen})'
    )
    return (condition if filled else f'({table}."{column}" IS NULL OR {condition})'), params


def _layer(table: str, column: str, viewer: Viewer, vendor: str) -> Sql:
    seen, params = _record("seen_record", viewer, vendor)
    return (
        f'({table}."{column}" IS NULL OR EXISTS(SELECT 1 FROM "dossier_textlayer" seen_layer '
        f'JOIN "dossier_record" seen_record ON seen_record."id" = seen_layer."record_id" '
        f'WHERE seen_layer."id" = {table}."{column}" AND {seen}))',
        params,
    )


def _member(table: str, column: str, viewer: Viewer, vendor: str) -> Sql:
    return (
        f'EXISTS(SELECT 1 FROM "dossier_membership" seen_member '
        f'WHERE seen_member."account_id" = {table}."{column}" AND seen_member."dossier_id" = %s)',
        [key(viewer.dossier, vendor)],
    )


def _record(table: str, viewer: Viewer, vendor: str) -> Sql:
    levels, params = _levels(table, viewer, vendor)
    sql = f'{table}."dossier_id" = %s AND {levels}'
    if viewer.role == WORLD:
        sql += f" AND {table}.\"status\" = 'published'"
    return sql, [key(viewer.dossier, vendor), *params]


def _levels(table: str, viewer: Viewer, vendor: str) -> Sql:
    # The levels stand as they are, not as parameters: so may an index that has them in its condition be used.
    everybodys = f'{table}."level" <= {viewer.sees:d}'
    if viewer.organisation is None or viewer.own <= viewer.sees:
        return everybodys, []
    own = f'{table}."owner_id" = %s AND {table}."level" <= {viewer.own:d}'
    return f"({everybodys} OR ({own}))", [key(viewer.organisation, vendor)]


def _special(name: str, table: str, viewer: Viewer, vendor: str) -> Sql:
    dossier = key(viewer.dossier, vendor)
    if name == "record":
        return _record(table, viewer, vendor)
    if name == "dossier":
        return f'{table}."id" = %s', [dossier]
    if name in ("of-dossier", "membership"):
        return f'{table}."dossier_id" = %s', [dossier]
    if name == "of-edition":
        return (
            f'EXISTS(SELECT 1 FROM "dossier_edition" seen_edition '
            f'WHERE seen_edition."id" = {table}."edition_id" AND seen_edition."dossier_id" = %s)',
            [dossier],
        )
    if name in ("own", "own-or-shared"):
        return _own(name, table, viewer, vendor)
    if name == "keepers":
        return (f'{table}."dossier_id" = %s', [dossier]) if viewer.may(_OVERSEES) else ("1=0", [])
    assert name == "revision", name
    # A revision is seen by one of its changes: why somebody did something tells what they did.
    seen, params = _record("seen_record", viewer, vendor)
    levels, more = _levels("seen_change", viewer, vendor)
    return (
        f'{table}."dossier_id" = %s AND EXISTS(SELECT 1 FROM "dossier_change" seen_change '
        f'JOIN "dossier_record" seen_record ON seen_record."id" = seen_change."record_id" '
        f'WHERE seen_change."revision_id" = {table}."id" AND {levels} AND {seen})',
        [dossier, *more, *params],
    )


def _own(name: str, table: str, viewer: Viewer, vendor: str) -> Sql:
    """Rows that are somebody's own; who gives roles oversees them all, but not their views of lists."""
    sql, params = f'{table}."dossier_id" = %s', [key(viewer.dossier, vendor)]
    if name == "own" and viewer.may(_OVERSEES):
        return sql, params
    if viewer.account is None:
        return "1=0", []
    mine, params = f'{table}."account_id" = %s', [*params, key(viewer.account, vendor)]
    if name == "own-or-shared":
        mine = f'({mine} OR {table}."shared")'
    return f"{sql} AND {mine}", params


def key(value: uuid.UUID | None, vendor: str) -> Any:
    """An id as the database keeps it: SQLite has a UUID as 32 hexadecimal digits."""
    return value.hex if vendor == "sqlite" and value is not None else value


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
    "dossier_edition": Rule(special="of-dossier", secret=True),
    "dossier_editiontext": Rule(special="of-edition", secret=True),
    "dossier_signoff": Rule(special="of-edition", secret=True),
    "dossier_sending": Rule(special="of-edition", secret=True),
    "dossier_taking": Rule(special="of-edition", secret=True),
    "dossier_proposedchange": Rule(special="of-edition", secret=True),
    "dossier_changedecision": Rule(special="of-edition", secret=True),
    "dossier_release": Rule(("capture_id",), secret=True),
    "dossier_dossier": Rule(special="dossier"),
    "dossier_codebook": Rule(special="of-dossier"),
    "dossier_membership": Rule(special="membership", secret=True),
    "dossier_work": Rule(special="own", secret=True),
    "dossier_sighting": Rule(special="own", secret=True),
    "dossier_apitoken": Rule(special="own", secret=True),
    "dossier_savedview": Rule(special="own-or-shared", secret=True),
    "dossier_invitation": Rule(special="keepers", secret=True),
    "dossier_account": Rule(account="id", secret=True),
    "dossier_account_groups": Rule(account="account_id", secret=True),
    "dossier_account_user_permissions": Rule(account="account_id", secret=True),
}  # fmt: skip
# Tables whose rows everybody sees who sees anything, and why.
OPEN = {"dossier_organisation": "the partners of a report are named in it"}
# Tables of Django itself, which it reads before anybody asks: nothing of a dossier is in them.
DJANGOS = frozenset(
    (
        "django_migrations", "django_content_type", "auth_group", "auth_permission", "auth_group_permissions",
        # How people come in: sessions, second factors, addresses for logging in.
        "django_session", "mfa_authenticator", "usersessions_usersession",
        "account_emailaddress", "account_emailconfirmation",
        # The queue of long work: of a dossier it holds the id of a row of `dossier_work` and nothing else.
        "django_tasks_database_dbtaskresult",
    )
)  # fmt: skip
