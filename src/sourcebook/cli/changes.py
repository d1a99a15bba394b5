"""The verb that lists what partners propose and decides about it: changes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sourcebook.cli.mixing import in_any_order
from sourcebook.cli.output import as_json, progress, tell, write
from sourcebook.cli.problems import each_told
from sourcebook.cli.proposed import counted, filled, listed, overview, shown
from sourcebook.cli.session import dossier_arguments, format_argument, on_a_dossier

if TYPE_CHECKING:
    from sourcebook.dossier.models import Edition
    from sourcebook.publish.circulating.listing import Open

_ACTS = {
    "list": "the open changes and how they stand to the newest text",
    "show": "one change: as it was sent, came back, and stands now",
    "accept": "take changes into the text, as one new text of the edition",
    "reject": "leave changes out, for a reason that the partner can be told",
    "reopen": "take a rejection back",
    "answer": "the partner's own file, with what was not taken as comments",
    "forget": "erase a file that came back, for good",
}


def arguments(verbs: Any) -> None:
    """Adds the verb."""
    verb = verbs.add_parser("changes", help="what partners propose: " + ", ".join(_ACTS))
    verb.add_argument(
        "words", nargs="*", metavar="EDITION | ACT [N N-M ...]",
        help="an edition, then an act and the numbers of changes, all of which may be left out. "
        + "; ".join(f"{act}: {what}" for act, what in _ACTS.items()),
    )  # fmt: skip
    verb.add_argument(
        "--edition", default="", metavar="NAME", help="its short name; else the newest taken into"
    )
    verb.add_argument("--all", action="store_true", help="list: also what is decided")
    verb.add_argument("--by", default="", metavar="AUTHOR", help="those of an author")
    verb.add_argument(
        "--from", dest="partner", default="", metavar="PARTNER", help="those of a partner's files"
    )
    verb.add_argument("--kind", default="", help="those of a kind: text, added, moved, note, ...")
    verb.add_argument("--apart", action="store_true", help="those that nothing stands against")
    verb.add_argument("--references", action="store_true", help="accept: also those that take references out")
    verb.add_argument(
        "--theirs", action="store_true", help="accept: where the sentence changed, all of it as they have it"
    )
    verb.add_argument("--text", default=None, metavar="WORDS", help="accept: these words for the sentence")
    verb.add_argument("--why", default="", help="the reason")
    dossier_arguments(verb)
    format_argument(verb)
    in_any_order(verb)
    verb.set_defaults(run=_changes)


@on_a_dossier
@each_told
def _changes(options: argparse.Namespace) -> int:
    name, act, words = _meant(options.words)
    if name and options.edition:
        raise ValueError(f"two editions are named, {name} and {options.edition}: name one")
    try:
        edition = _edition(options.edition or name)
    except ValueError as error:
        if not name.isdigit():
            raise
        raise ValueError(f"{error}; a change is shown by `sourcebook changes show {name}`") from error
    if act == "forget":
        return _forgotten(edition, words, options)
    if act == "answer":
        return _answered(edition, words, options)
    from sourcebook.publish.circulating.listing import listing

    found = listing(edition, decided=options.all or act in ("show", "reopen"), progress=progress())
    match act:
        case "list":
            return _list(found, options)
        case "show":
            return _show(found, words, options)
        case _:
            return _decide(found, act, words, options)


def _meant(words: Sequence[str]) -> tuple[str, str, list[str]]:
    """The edition, the act and the numbers that are meant: "EDITION", "ACT N", "EDITION ACT N"."""
    said = [word for one in words for word in one.replace(",", " ").split()]
    name = said.pop(0) if said and said[0] not in _ACTS else ""
    if not said:
        return name, "list", []
    act, *rest = said
    if act not in _ACTS:
        raise ValueError(f"{act!r}: say before it what is to be done: {', '.join(_ACTS)}")
    if act == "list":
        if (rest and name) or len(rest) > 1:
            raise ValueError(f"{rest[-1]!r}: list takes an edition alone; `changes show` takes numbers")
        return name or "".join(rest), act, []
    return name, act, rest


def _edition(name: str) -> Edition:
    """The edition that is named, else the newest that something was taken into, else the newest."""
    from sourcebook.dossier.editions import edition_of
    from sourcebook.dossier.models import Taking
    from sourcebook.dossier.seen import current

    if name:
        return edition_of(name)
    last = Taking.objects.filter(edition__dossier_id=current().within).order_by("-at").first()
    return last.edition if last else edition_of(None)


def _list(found: Open, options: argparse.Namespace) -> int:
    from sourcebook.publish.circulating.choosing import Choice, chosen, narrowing
    from sourcebook.publish.circulating.listing import as_plain

    choice = Choice((), options.by, options.kind, options.partner, options.apart)
    rows = chosen(choice, found.changes) if narrowing(choice) and found.changes else list(found.changes)
    if options.format == "json":
        return write(as_json(as_plain(found, rows)), options.output)
    if not rows:
        return write(f"{found.edition.slug}: no change waits for a decision\n", options.output)
    lines = [overview(found, rows), *listed(rows), ""]
    if any(one.waits for one in rows):
        lines += [*_NEXT, ""]
    return write("\n".join(lines), options.output)


_NEXT = (
    "sourcebook changes show N            one of them, sentence by sentence",
    "sourcebook changes accept N N-M ...  or --apart, --by, --from, --kind",
    "sourcebook changes reject N --why WHY",
)


def _show(found: Open, words: list[str], options: argparse.Namespace) -> int:
    from sourcebook.publish.circulating.choosing import Choice, chosen
    from sourcebook.publish.circulating.listing import as_plain
    from sourcebook.publish.circulating.showing import sides

    rows = chosen(Choice(words, options.by, options.kind, options.partner, options.apart), found.changes, "")
    if options.format == "json":
        return write(as_json(as_plain(found, rows)["changes"]), options.output)
    colour = options.output is None and sys.stdout.isatty()
    return write("\n".join(shown(one, sides(found, one, colour)) for one in rows), options.output)


def _decide(found: Open, act: str, words: list[str], options: argparse.Namespace) -> int:
    from sourcebook.publish.circulating.choosing import Choice, chosen
    from sourcebook.publish.circulating.deciding import Wanted, decided

    choice = Choice(words, options.by, options.kind, options.partner, options.apart)
    there = [one for one in found.changes if (one.state == "rejected") == (act == "reopen")]
    rows = chosen(choice, there, "rejected " if act == "reopen" else "open ")
    if options.text is not None and (act != "accept" or len(rows) != 1):
        raise ValueError("--text gives words for one accepted change: name its number")
    wanted = Wanted(act, rows, options.why, options.theirs, options.text, options.references, choice.named)
    done = decided(found, wanted)
    if options.format == "json":
        return write(as_json(done.plain()), options.output)
    lines = [line for told in done.told() for line in filled(told, "  ")]
    return write("\n".join([*lines, ""]), options.output)


def _answered(edition: Edition, words: list[str], options: argparse.Namespace) -> int:
    from sourcebook.dossier.editions.takings import taking_of
    from sourcebook.publish.circulating.answering import answered

    if options.output is None:
        raise ValueError("say where the file goes: --output FILE.docx")
    if options.output.exists():
        raise ValueError(f"{options.output} is there already; choose another place with --output")
    answer = answered(taking_of(edition, words[0] if words else None, options.partner))
    if status := write(answer.content, options.output):
        return status
    for number in answer.unplaced:
        tell(f"change {number}: its words are not in the file any more; its comment stands at the beginning")
    return write(f"{options.output}: {counted(answer.answered, 'comment')} on what was not taken\n", None)


def _forgotten(edition: Edition, words: list[str], options: argparse.Namespace) -> int:
    from sourcebook.dossier.editions.forgetting import forget_taking
    from sourcebook.dossier.editions.takings import taking_of

    if not words:
        raise ValueError("say which file that came back, by its number; `sourcebook send --list` shows them")
    taking = taking_of(edition, words[0])
    forget_taking(taking, options.why)
    return write(f"{edition.slug}: file {taking.serial} that came back is erased for good\n", options.output)
