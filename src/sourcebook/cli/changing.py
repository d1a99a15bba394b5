"""The verbs that change: create, edit, review, theme, merge, split, undo, level, withhold, erase."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from sourcebook.cli.looking import KINDS, filter_arguments, records_of
from sourcebook.cli.output import as_json, table, tell, write
from sourcebook.cli.session import (
    Unknown,
    dossier_arguments,
    format_argument,
    keys_of,
    on_a_dossier,
    record_named,
)

_SHORT = 8


def arguments(verbs: Any) -> None:
    """Adds the verbs."""
    verb = _verb(
        verbs, "create", "make a record: sourcebook create statement text='...' when=2024-03-18", _create
    )
    verb.add_argument("kind", choices=KINDS)
    verb.add_argument("values", nargs="*", metavar="FIELD=VALUE", help="value: text, or JSON after :=")
    verb.add_argument("--from", dest="file", type=Path, help="plain records, one JSON object a line")
    verb = _verb(verbs, "edit", "change fields of a record", _edit)
    verb.add_argument("record")
    verb.add_argument("values", nargs="+", metavar="FIELD=VALUE")
    verb.add_argument(
        "--version", type=int, help="the version that you looked at: a later change is shown first"
    )
    verb.add_argument("--open", action="store_true", help="of a sealed record: asks for the passphrase")
    verb = _verb(verbs, "review", "what waits for a person; accept, publish, withdraw", _review)
    verb.add_argument("records", nargs="*", help="ids; or filters for many at once")
    filter_arguments(verb)
    verb.add_argument("--to", choices=["reviewed", "published", "withdrawn", "draft"])
    verb.add_argument("--yes", action="store_true", help="do not ask before changing many")
    verb.add_argument("--proposals", action="store_true", help="list what a program proposes")
    verb.add_argument("--accept", action="append", default=[], metavar="PROPOSAL")
    verb.add_argument("--reject", action="append", default=[], metavar="PROPOSAL")
    verb = _verb(verbs, "theme", "put a code of a codebook on records, or take it off", _theme)
    verb.add_argument("theme", metavar="CODEBOOK/CODE")
    verb.add_argument("records", nargs="+")
    verb.add_argument("--off", action="store_true")
    verb = _verb(verbs, "merge", "make several records of one actor or place one", _merge)
    verb.add_argument("keep", help="the one that stays")
    verb.add_argument("others", nargs="+")
    verb = _verb(verbs, "split", "make a new actor or place of some names of one", _split)
    verb.add_argument("record")
    verb.add_argument(
        "--name", action="append", default=[], required=True, help="a name that goes; repeat it"
    )
    verb.add_argument(
        "--link", action="append", default=[], metavar="ID", help="a record whose link goes along"
    )
    verb = _verb(verbs, "undo", "take a revision back", _undo)
    verb.add_argument("revision")
    verb.add_argument("--open", action="store_true")
    verb = _verb(verbs, "level", "who may see records: public, team, restricted, sealed", _level)
    verb.add_argument("new_level", metavar="LEVEL", choices=["public", "team", "restricted", "sealed"])
    verb.add_argument("records", nargs="*", help="ids; or filters for many at once")
    filter_arguments(verb)
    verb.add_argument("--yes", action="store_true", help="do not ask before changing many")
    verb.add_argument("--field", help="only this field (text) or part (names/<id>) of one record")
    verb.add_argument("--open", action="store_true", help="to take a seal off: asks for the passphrase")
    verb = _verb(verbs, "erase", "erase personal data for good, on request", _erase)
    verb.add_argument("records", nargs="+")
    verb.add_argument("--yes", action="store_true", help="do not ask")
    verb.add_argument("--open", action="store_true", help="of sealed records: asks for the passphrase")


def _verb(verbs: Any, name: str, about: str, run: Any) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=about)
    dossier_arguments(verb)
    verb.add_argument("--why", default="", help="the reason; kept in the history")
    format_argument(verb)
    verb.set_defaults(run=on_a_dossier(run))
    return verb


def _values(given: list[str]) -> dict[str, Any]:
    """FIELD=VALUE as text, FIELD:=VALUE as JSON."""
    values: dict[str, Any] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign:
            raise Unknown(f"{one!r}: write FIELD=VALUE, or FIELD:=JSON")
        if name.endswith(":"):
            try:
                values[name[:-1]] = json.loads(value)
            except json.JSONDecodeError as error:
                raise Unknown(f"{name[:-1]}: no JSON ({error})") from error
        else:
            values[name] = value
    return values


def _create(options: argparse.Namespace) -> int:
    from sourcebook.dossier.kinds import empty_plain
    from sourcebook.dossier.offices import with_offices
    from sourcebook.dossier.write import create

    if options.file:
        lines = options.file.read_text("utf-8").splitlines()
        plains = [{"kind": options.kind, **json.loads(line)} for line in lines if line.strip()]
    else:
        plains = [empty_plain(options.kind, **_values(options.values))]
    made = create(with_offices(plains), options.why, strict=options.file is None)
    for problem in made.problems:
        tell(f"refused: {problem}")
    if options.format == "json":
        return write(
            as_json({"made": list(made.ids), "refused": [str(p) for p in made.problems]}), options.output
        )
    return write("".join(f"{one}\n" for one in made.ids), options.output)


def _edit(options: argparse.Namespace) -> int:
    from sourcebook.dossier.kinds.fetch import by_ids
    from sourcebook.dossier.seen import current
    from sourcebook.dossier.write import Edit, edit

    record = record_named(options.record)
    keys = keys_of(current().within) if options.open else None
    [plain] = by_ids([record], keys)
    values: dict[str, Any] = {}
    for name, value in _values(options.values).items():
        if name in plain["fields"]:
            values[f"fields/{name}"] = value
        elif name in plain["parts"]:
            from sourcebook.dossier.kinds.plain import whole_part

            old = {f"parts/{name}/{row['id']}": None for row in plain["parts"][name]}
            new = [whole_part(name, row) for row in value]
            values |= old | {f"parts/{name}/{row['id']}": row for row in new}
        elif name in ("note", "absent", "owner"):
            values[name] = value
        else:
            raise Unknown(
                f"a {plain['kind']} has no {name}; it has {', '.join([*plain['fields'], *plain['parts']])}"
            )
    return _revision(edit([Edit(record, values, options.version)], options.why, keys=keys), options)


def _revision(revision: Any, options: argparse.Namespace) -> int:
    if options.format == "json":
        return write(as_json({"revision": str(revision) if revision else None}), options.output)
    return write(f"revision {revision}\n" if revision else "Nothing differs.\n", options.output)


def _review(options: argparse.Namespace) -> int:
    from sourcebook.dossier.write.proposals import accept, reject

    for given in options.accept:
        accept(_proposal(given), options.why)
    for given in options.reject:
        reject(_proposal(given), options.why)
    if options.accept or options.reject:
        return write(f"{len(options.accept)} accepted, {len(options.reject)} rejected\n", options.output)
    if options.proposals:
        return _proposals(options)
    if options.to:
        return _advance(options)
    return _waiting(options)


def _waiting(options: argparse.Namespace) -> int:
    from sourcebook.dossier.listing import counted
    from sourcebook.dossier.models import Proposal

    options.status = options.status or "draft"
    rows = counted(records_of(options))
    proposals = Proposal.objects.filter(state="open").count()
    if options.format == "json":
        told = [{"kind": kind, "form": form, "count": count} for kind, form, _, count in rows]
        return write(as_json({"drafts": told, "proposals": proposals}), options.output)
    text = table(["drafts", "form or type", "count"], [[k, f, str(c)] for k, f, _, c in rows], elastic=1)
    text += f"{proposals} proposals (sourcebook review --proposals)\n"
    return write(text, options.output)


def _proposals(options: argparse.Namespace) -> int:
    from sourcebook.dossier.models import Proposal

    found = Proposal.objects.filter(state="open").select_related("record", "other").order_by("kind", "id")
    if options.format == "json":
        told = [
            {
                "id": str(one.pk),
                "kind": one.kind,
                "record": str(one.record_id),
                "other": str(one.other_id) if one.other_id else None,
                "reasons": one.reasons,
                "confidence": one.confidence,
                "payload": one.payload,
            }
            for one in found
        ]
        return write(as_json(told), options.output)
    rows = [
        [
            str(one.pk)[:_SHORT],
            one.kind,
            f"{one.record.label}"
            + (f" = {one.other.label}" if one.other else "")
            + f"\n{'; '.join(one.reasons)}",
        ]
        for one in found
    ]
    return write(table(["id", "", "what and why"], rows) if rows else "No proposals.\n", options.output)


def _proposal(given: str) -> str:
    from sourcebook.dossier.models import Proposal

    found = [str(pk) for pk in Proposal.objects.filter(state="open").values_list("pk", flat=True)]
    found = [pk for pk in found if pk.startswith(given.casefold())]
    if len(found) != 1:
        raise Unknown(
            f"{len(found)} open proposals begin with {given!r}; `sourcebook review --proposals` lists them"
        )
    return found[0]


_ACTS = {"reviewed": "review", "published": "publish", "withdrawn": "withdraw", "draft": "reopen"}


def _advance(options: argparse.Namespace) -> int:
    from sourcebook.dossier.write.status import advance

    if options.records:
        ids = [record_named(one) for one in options.records]
    else:
        options.status = options.status or {"published": "reviewed"}.get(options.to, "draft")
        found = records_of(options).order_by("made_at", "id").values_list("pk", flat=True)
        ids = [str(pk) for pk in found]
        if ids and not options.yes:
            _ask(f"{len(ids)} records become {options.to}.")
    revision = advance(ids, _ACTS[options.to], options.why) if ids else None
    if options.format == "json":
        return _revision(revision, options)
    return write(
        f"{len(ids)} {options.to}" + (f", revision {revision}\n" if revision else "\n"), options.output
    )


def _ask(what: str) -> None:
    if not sys.stdin.isatty():
        raise Unknown(f"{what} Say --yes to do it.")
    if input(f"{what} Go on? [y/N] ").strip().casefold() not in ("y", "yes"):
        raise Unknown("stopped; nothing was changed")


def _theme(options: argparse.Namespace) -> int:
    from sourcebook.dossier.write.status import put_theme, take_theme

    codebook, _, code = options.theme.partition("/")
    ids = [record_named(one) for one in options.records]
    return _revision((take_theme if options.off else put_theme)(ids, codebook, code, options.why), options)


def _merge(options: argparse.Namespace) -> int:
    from sourcebook.dossier.write.merging import merge

    others = [record_named(one) for one in options.others]
    return _revision(merge(record_named(options.keep), others, options.why), options)


def _split(options: argparse.Namespace) -> int:
    from sourcebook.dossier.kinds.fetch import by_ids
    from sourcebook.dossier.write.merging import split_off

    record = record_named(options.record)
    [plain] = by_ids([record])
    names = [row["id"] for row in plain["parts"].get("names", ()) if row["value"] in options.name]
    links = [record_named(one) for one in options.link]
    new = split_off(record, names, links, options.why)
    return write(as_json({"new": new}) if options.format == "json" else f"{new}\n", options.output)


def _undo(options: argparse.Namespace) -> int:
    from sourcebook.dossier.models import Revision
    from sourcebook.dossier.seen import current
    from sourcebook.dossier.write.undoing import undo

    given = options.revision.casefold()
    rows = Revision.objects.filter(dossier_id=current().within).order_by("-at").values_list("pk", flat=True)
    found = [str(pk) for pk in rows.iterator() if str(pk).startswith(given)]
    if len(found) != 1:
        raise Unknown(f"{len(found)} revisions begin with {given!r}; `sourcebook history` shows them")
    return _revision(
        undo(found[0], options.why, keys_of(current().within) if options.open else None), options
    )


def _level(options: argparse.Namespace) -> int:
    from sourcebook.dossier.seen import current
    from sourcebook.dossier.seen.viewer import LEVEL_NAMES
    from sourcebook.dossier.write.levels import set_level, withhold

    keys = keys_of(current().within) if options.open else None
    if options.field is not None:
        if len(options.records) != 1:
            raise Unknown("--field takes one record")
        record = record_named(options.records[0])
        return _revision(withhold(record, options.field, options.new_level, options.why, keys), options)
    ids = [record_named(one) for one in options.records]
    if not ids:
        found = records_of(options).order_by("made_at", "id").values_list("pk", "level")
        ids = [str(pk) for pk, level in found if LEVEL_NAMES[level] != options.new_level]
        if ids and not options.yes:
            _ask(f"{len(ids)} records become {options.new_level}.")
    return _revision(set_level(ids, options.new_level, options.why, keys) if ids else None, options)


def _erase(options: argparse.Namespace) -> int:
    from sourcebook.dossier.seen import current
    from sourcebook.dossier.write.erasing import erase

    ids = [record_named(one) for one in options.records]
    if not options.why:
        raise Unknown("say --why: the reason is what stays")
    if not options.yes:
        _ask(f"{len(ids)} records are erased for good, with their history.")
    remains = erase(ids, options.why, keys_of(current().within) if options.open else None)
    rest = [{"record": one.record, "where": one.where, "name": one.name} for one in remains]
    if options.format == "json":
        return write(as_json({"erased": len(ids), "still_named_in": rest}), options.output)
    text = f"{len(ids)} erased\n"
    if rest:
        text += "Still named in, for you to look at:\n"
        text += table(
            ["record", "where", "name"], [[r["record"][:_SHORT], r["where"], r["name"]] for r in rest]
        )
    return write(text, options.output)
