"""The verbs that make and tend a dossier: init, people, passphrase, codebook, admin."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from sourcebook.cli.output import as_json, table, tell, write
from sourcebook.cli.session import (
    Unknown,
    clear_errors,
    dossier_arguments,
    format_argument,
    handle_of,
    on_a_dossier,
    with_web_tables,
)


def arguments(verbs: Any) -> None:
    """Adds the verbs."""
    verb = verbs.add_parser("init", help="make a dossier, with you as its keeper")
    verb.add_argument("name", help="a short name: letters, digits and hyphens")
    verb.add_argument("--title", default="", help="as people read it")
    verb.add_argument("--organisation", default="", help="yours")
    verb.add_argument("--as", dest="who", metavar="NAME", help="your short name (default: your login)")
    verb.add_argument("--full-name", default="", help="your name, for the history; never in anything public")
    verb.add_argument("--passphrase", action="store_true", help="choose one now: nothing is sealed without")
    verb.set_defaults(run=_init)
    verb = verbs.add_parser("people", help="who has a part in a dossier; give a role with --add")
    dossier_arguments(verb)
    verb.add_argument("--add", metavar="NAME", help="somebody's short name")
    verb.add_argument("--role", choices=["reader", "contributor", "reviewer", "publisher", "keeper"])
    verb.add_argument("--full-name", default="")
    verb.add_argument("--organisation", default="")
    format_argument(verb)
    verb.set_defaults(run=_people)
    verb = verbs.add_parser(
        "passphrase", help="choose or change the passphrase of what is sealed, and of backups"
    )
    dossier_arguments(verb)
    verb.set_defaults(run=_passphrase)
    verb = verbs.add_parser("codebook", help="choose a codebook for themes: one that is shipped, or a file")
    dossier_arguments(verb)
    verb.add_argument("name", nargs="?", help="its name or file; without one those to choose from are listed")
    verb.set_defaults(run=_codebook)
    verb = verbs.add_parser("admin", help="Django's own commands (admin migrate, admin check, ...)")
    verb.add_argument("rest", nargs=argparse.REMAINDER)
    verb.set_defaults(run=_admin)


def _init(options: argparse.Namespace) -> int:
    with_web_tables()
    with clear_errors() as status:
        from sourcebook.dossier.founding import found

        phrase = None
        if options.passphrase or any(name.startswith("SOURCEBOOK_PASSPHRASE") for name in os.environ):
            from sourcebook.dossier.vault import LOST_IS_FINAL
            from sourcebook.dossier.vault.passphrase import obtain

            phrase = obtain(new=True)
            tell(LOST_IS_FINAL)
        dossier = found(
            options.name,
            options.title,
            handle_of(options.who),
            options.full_name,
            options.organisation,
            phrase,
        )
        from sourcebook.dossier.home import home

        tell(f"{dossier.slug}: made in {home()}; its keeper is {handle_of(options.who)}")
        if phrase is None:
            tell("No passphrase yet: nothing can be sealed or backed up until `sourcebook passphrase`.")
    return status[0]


@on_a_dossier
def _people(options: argparse.Namespace) -> int:
    from sourcebook.dossier.founding import give_role
    from sourcebook.dossier.models import Membership
    from sourcebook.dossier.seen import current

    if options.add:
        if not options.role:
            raise Unknown(f"say which role {options.add} has: --role")
        give_role(options.add, options.role, options.full_name, options.organisation)
    members = Membership.objects.filter(dossier_id=current().within).select_related("account__organisation")
    rows = [
        {
            "name": member.account.handle,
            "full_name": member.account.name,
            "role": member.role,
            "organisation": member.account.organisation.name if member.account.organisation else "",
        }
        for member in members.order_by("account__handle")
    ]
    if options.format == "json":
        return write(as_json(rows), options.output)
    return write(
        table(["name", "role", "organisation", "full name"],
              [[r["name"], r["role"], r["organisation"], r["full_name"]] for r in rows]),
        options.output,
    )  # fmt: skip


@on_a_dossier
def _passphrase(options: argparse.Namespace) -> int:
    from sourcebook.dossier.founding import set_passphrase
    from sourcebook.dossier.seen import as_system, current
    from sourcebook.dossier.vault import LOST_IS_FINAL
    from sourcebook.dossier.vault.passphrase import obtain
    from sourcebook.dossier.write.make import vault_of

    viewer = current()
    with as_system():
        has_one = vault_of(viewer.within) is not None
    old = None
    if has_one:
        tell("The present passphrase, then the new one.")
        old = obtain()
        new = obtain(new=True, environ={})
    else:
        new = obtain(new=True)
    set_passphrase(old, new)
    tell(LOST_IS_FINAL)
    return 0


@on_a_dossier
def _codebook(options: argparse.Namespace) -> int:
    from sourcebook.dossier.codebooks import choose_codebook, shipped
    from sourcebook.dossier.seen import current

    if not options.name:
        rows = [[book["name"], book["version"], book["title"], str(len(book["codes"]))] for book in shipped()]
        return write(table(["name", "version", "title", "codes"], rows, elastic=2), None)
    dossier = current().within
    path = Path(options.name)
    book = choose_codebook(dossier, path if path.exists() else options.name, "chosen on the command line")
    tell(f"codebook {book.name} {book.version}: {len(book.content['codes'])} codes")
    return 0


def _admin(options: argparse.Namespace) -> int:
    from sourcebook.dossier import start
    from sourcebook.dossier.home import made_home
    from sourcebook.dossier.seen import as_system

    made_home()
    with_web_tables()
    start()
    from django.core.management import execute_from_command_line

    with as_system():
        execute_from_command_line(["sourcebook admin", *options.rest])
    return 0
