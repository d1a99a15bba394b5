"""A dossier opened for somebody: which one, who acts, and the errors of the rooms as one line each."""

from __future__ import annotations

import argparse
import getpass
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any

from sourcebook.cli.output import fail

if TYPE_CHECKING:
    from sourcebook.dossier.models import Dossier
    from sourcebook.dossier.seen import Viewer
    from sourcebook.dossier.vault import OpenVault

Verb = Callable[[argparse.Namespace], int]


class Unknown(ValueError):
    """Something named on the command line that is not there; the message says what there is."""


def dossier_arguments(verb: argparse.ArgumentParser, positional: bool = False) -> None:
    """The arguments of every verb that works on a dossier."""
    if positional:
        verb.add_argument("dossier", metavar="DOSSIER", help="its short name")
    else:
        verb.add_argument(
            "--dossier",
            metavar="D",
            help="its short name; not needed where there is one (SOURCEBOOK_DOSSIER)",
        )
    verb.add_argument("--as", dest="who", metavar="NAME", help="who acts (SOURCEBOOK_USER; else your login)")


def format_argument(verb: argparse.ArgumentParser) -> None:
    """`--format json` and `-o`."""
    from pathlib import Path

    verb.add_argument("--format", choices=["text", "json"], default="text")
    verb.add_argument("-o", "--output", type=Path, help="write here instead of standard output")


def with_web_tables() -> None:
    """Chooses the settings that have the tables of the workbench too, for a verb that makes tables.

    Without effect where Django has started already.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sourcebook.workbench.settings")


def on_a_dossier(verb: Verb) -> Verb:
    """Runs a verb with its dossier opened; errors of the rooms become one line and exit status 2."""

    @wraps(verb)
    def run(options: argparse.Namespace) -> int:
        with clear_errors() as status, opened(options):
            return verb(options)
        return status[0]

    return run


@contextmanager
def clear_errors() -> Iterator[list[int]]:
    """Turns what the rooms say no with into one line; the list holds the exit status then."""
    from django.db import DatabaseError

    from sourcebook.dossier import start

    status = [0]
    try:
        start()
        yield status
    except (ValueError, PermissionError, RuntimeError, LookupError, OSError) as error:
        status[0] = fail(_told(error))
    except DatabaseError as error:
        status[0] = fail(f"the database: {str(error).strip().splitlines()[0]}")


def _told(error: BaseException) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]}: there is no such field or part"
    if isinstance(error, OSError) and error.strerror and not isinstance(error, PermissionError):
        return f"{error.filename or ''}: {error.strerror}".lstrip(": ")
    return str(error) or type(error).__name__


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Viewer]:
    """The dossier and the person that the command line names, bound as the viewer. Raises Unknown."""
    from sourcebook.dossier.seen import viewing

    ready()
    dossier = dossier_named(getattr(options, "dossier", None))
    with viewing(viewer_in(dossier, getattr(options, "who", None))) as viewer:
        yield viewer


def ready() -> None:
    """Sees to it that the database is there and as this version needs it. Raises Unknown."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from sourcebook.dossier.home import home

    if connection.vendor == "sqlite" and not (home() / "sourcebook.sqlite3").exists():
        raise Unknown(f"there is no dossier yet in {home()}: begin with `sourcebook init NAME`")
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Unknown("the database is of an older version: back up, then run `sourcebook admin migrate`")


def dossier_named(slug: str | None) -> Dossier:
    """A dossier by its short name; without one the only one there is. Raises Unknown."""
    from sourcebook.dossier.models import Dossier
    from sourcebook.dossier.seen import as_system

    slug = slug or os.environ.get("SOURCEBOOK_DOSSIER")
    with as_system():
        every = list(Dossier.objects.order_by("slug"))
    found = [dossier for dossier in every if slug in (None, dossier.slug)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(dossier.slug for dossier in every) or "none; begin with `sourcebook init NAME`"
    if slug:
        raise Unknown(f"there is no dossier {slug!r}; there is: {names}")
    raise Unknown(f"say which dossier with --dossier; there is: {names}")


def handle_of(given: str | None) -> str:
    """Who acts: as said, else SOURCEBOOK_USER, else the login of this computer."""
    return given or os.environ.get("SOURCEBOOK_USER") or getpass.getuser()


def viewer_in(dossier: Dossier, given: str | None) -> Viewer:
    """Somebody in their role in a dossier. Raises Unknown."""
    from sourcebook.dossier.models import Membership
    from sourcebook.dossier.seen import Viewer, as_system

    handle = handle_of(given)
    with as_system():
        found = Membership.objects.filter(dossier=dossier, account__handle=handle, account__is_active=True)
        member = found.select_related("account").first()
        known = Membership.objects.filter(dossier=dossier).values_list("account__handle", flat=True)
        names = ", ".join(sorted(known))
    if member is None:
        raise Unknown(f"{handle} has no part in {dossier.slug}; say who acts with --as: {names}")
    return Viewer(dossier.pk, member.role, member.account_id, member.account.organisation_id)


def keys_of(dossier_id: Any) -> OpenVault:
    """The unlocked vault of a dossier; asks for the passphrase. Raises VaultError."""
    from sourcebook.dossier.seen import as_system
    from sourcebook.dossier.vault.passphrase import obtain
    from sourcebook.dossier.write.make import vault_of
    from sourcebook.dossier.write.storing import NoVault

    with as_system():
        vault = vault_of(dossier_id)
    if vault is None:
        raise NoVault
    return vault.unlock(obtain())


def record_named(given: str) -> str:
    """The id of a record by its first digits, as lists show them. Raises Unknown."""
    from sourcebook.dossier.models import Record

    bare = given.replace("-", "").casefold()
    if not bare or len(bare) > 32 or set(bare) - set("0123456789abcdef"):
        raise Unknown(f"{given!r} is no id of a record; `sourcebook list` shows them")
    import uuid

    low, high = uuid.UUID(bare.ljust(32, "0")), uuid.UUID(bare.ljust(32, "f"))
    found = list(Record.objects.filter(pk__gte=low, pk__lte=high).values_list("pk", "label")[:4])
    if len(found) == 1:
        return str(found[0][0])
    if not found:
        raise Unknown(f"there is no record {given}; `sourcebook list` shows them")
    several = "; ".join(f"{pk} {label}" for pk, label in found)
    raise Unknown(f"{given} begins several ids, write more of it: {several}")
