"""The verbs by which a draft goes to partners in Word and comes back: send, take, scrub."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sourcebook.cli.output import as_json, fail, progress, tell, write
from sourcebook.cli.problems import each_told
from sourcebook.cli.proposed import counted, filled
from sourcebook.cli.session import dossier_arguments, format_argument, on_a_dossier

if TYPE_CHECKING:
    from sourcebook.dossier.models import Edition

_NO_NAME = re.compile(r"[^\w.-]+")


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{typed}” is no day; write it as 2031-05-02") from None


def arguments(verbs: Any) -> None:
    """Adds the verbs."""
    verb = verbs.add_parser("send", help="write an edition as a Word file for a partner, and note who got it")
    verb.add_argument("edition", nargs="?", help="its short name; else the newest")
    verb.add_argument("--to", default="", metavar="PARTNER", help="whom it is for")
    verb.add_argument("--note", default="", help="what they were asked; for the team alone")
    verb.add_argument("--until", type=_day, metavar="DAY", help="the day by which they answer, as 2031-05-02")
    verb.add_argument("--images", type=Path, metavar="DIR", help="where the images of the text lie")
    verb.add_argument("--styles", type=Path, metavar="DOCX", help="a Word file with the styles to use")
    verb.add_argument(
        "--again", type=int, metavar="N", help="write the file of sending N once more, as it was"
    )
    verb.add_argument("--list", action="store_true", help="who was sent what")
    dossier_arguments(verb)
    verb.add_argument("--format", choices=["text", "json"], default="text")
    verb.add_argument("-o", "--output", type=Path, help="the file; else EDITION-PARTNER.docx here")
    verb.set_defaults(run=_send)
    verb = verbs.add_parser("take", help="take Word files that came back: lists what they propose")
    verb.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a Word file (.docx)")
    verb.add_argument(
        "--edition", default="", metavar="NAME", help="the edition, where the file does not say"
    )
    verb.add_argument(
        "--from",
        dest="partner",
        default="",
        metavar="PARTNER",
        help="who sent it back; else whom it was sent to",
    )
    verb.add_argument(
        "--new", default="", metavar="NAME", help="make an edition of a draft that was never ours"
    )
    dossier_arguments(verb)
    format_argument(verb)
    verb.set_defaults(run=_take)
    verb = verbs.add_parser("scrub", help="take names, dates, paths and ids of a machine out of a Word file")
    verb.add_argument("file", type=Path, metavar="FILE", help="a Word file (.docx); it stays as it is")
    verb.add_argument("-o", "--output", type=Path, required=True, help="the clean file")
    verb.add_argument(
        "--accept", action="store_true", help="accept all tracked changes; else they stay, unnamed"
    )
    verb.set_defaults(run=_scrub)


@on_a_dossier
@each_told
def _send(options: argparse.Namespace) -> int:
    from sourcebook.dossier.editions import edition_of
    from sourcebook.dossier.editions.sendings import content_of, sending_of
    from sourcebook.publish.circulating.sending import sent

    if options.list:
        return _sent_list(options)
    edition = edition_of(options.edition)
    if options.again is not None:
        kept = sending_of(edition, options.again)
        content = content_of(kept)
        path = _new_file(options.output, edition, kept.partner)
    else:
        path = _new_file(options.output, edition, options.to or "partner")
        kept, content = sent(
            edition,
            options.to,
            options.note,
            until=options.until,
            images=options.images,
            styles=options.styles,
            progress=progress(),
        )
    if status := write(content, path):
        tell(f"it is noted: `sourcebook send {edition.slug} --again {kept.serial} -o FILE` writes it")
        return status
    if options.format == "json":
        told = {"edition": edition.slug, "sending": kept.serial, "text": kept.text, "file": str(path)}
        return write(as_json({**told, "partner": kept.partner, "sha256": kept.sha256}), None)
    line = f"{path}: {edition.slug}, text {kept.text}, for {kept.partner} (sending {kept.serial})"
    lines = [*filled(line, "  "), "When it comes back: sourcebook take FILE"]
    return write("\n".join([*lines, ""]), None)


def _new_file(output: Path | None, edition: Edition, partner: str) -> Path:
    """Where a file is written; never over one that is there, which may have a partner's work in it."""
    path = output or Path(
        f"{edition.slug}-{_NO_NAME.sub('-', partner.casefold()).strip('-') or 'partner'}.docx"
    )
    if path.exists():
        raise ValueError(f"{path} is there already; choose another place with --output")
    return path


def _sent_list(options: argparse.Namespace) -> int:
    from sourcebook.dossier.editions import edition_of
    from sourcebook.dossier.editions.sendings import sendings_of
    from sourcebook.dossier.editions.takings import takings_of

    edition = edition_of(options.edition)
    back: dict[Any, list[str]] = {}
    for taking in takings_of(edition):
        back.setdefault(taking.sending_id, []).append(f"file {taking.serial}, {taking.at:%Y-%m-%d}")
    rows = [
        {
            "sending": one.serial,
            "text": one.text,
            "partner": one.partner,
            "sent": f"{one.at:%Y-%m-%d}",
            "who": one.who.name if one.who else "",
            "back": "; ".join(back.get(one.pk, [])),
            "erased": not one.sha256,
            "note": one.note,
            "until": one.until.isoformat() if one.until else "",
        }
        for one in sendings_of(edition)
    ]
    if options.format == "json":
        return write(as_json(rows), options.output)
    if not rows:
        return write(f"{edition.slug} was sent to nobody yet\n", options.output)
    return write("\n".join([*(line for one in rows for line in _sending(one)), ""]), options.output)


def _sending(one: dict[str, Any]) -> Iterator[str]:
    """A file that was sent, and beneath it what the team noted."""
    who = f" by {one['who']}" if one["who"] else ""
    line = f"{one['sending']:>3}  {one['partner']}: text {one['text']}, sent {one['sent']}{who}"
    if one["until"]:
        line += f"; until {one['until']}"
    if one["back"]:
        line += f"; back: {one['back']}"
    yield from filled(line, " " * 5)
    if one["note"]:
        yield from filled(" " * 5 + one["note"], " " * 5)


@on_a_dossier
@each_told
def _take(options: argparse.Namespace) -> int:
    from sourcebook.cli.taken import taken_told
    from sourcebook.dossier.editions import edition_of
    from sourcebook.publish.circulating.foreign import drafted_elsewhere
    from sourcebook.publish.circulating.taking import as_plain, taken

    if options.new and (len(options.files) > 1 or options.edition):
        raise ValueError("--new makes an edition of one file: name one, and no --edition")
    edition = edition_of(options.edition) if options.edition else None
    told, plain, status = [], [], 0
    for path in options.files:
        try:
            found = (
                drafted_elsewhere(path, options.new, options.partner, progress())
                if options.new
                else taken(path.read_bytes(), path.name, edition, options.partner, progress())
            )
        except (ValueError, OSError) as error:
            # The others are taken all the same.
            if len(options.files) == 1:
                raise
            why = getattr(error, "strerror", None) or str(error)
            status = fail(why if path.name in why else f"{path}: {why}")
            continue
        plain.append(as_plain(found))
        told.append(taken_told(found))
    if options.format == "json":
        return write(as_json(plain), options.output) or status
    return write("\n".join(told), options.output) or status


def _scrub(options: argparse.Namespace) -> int:
    from sourcebook.publish.word.scrubbing import scrubbed

    try:
        if options.output.exists() and options.output.samefile(options.file):
            raise ValueError("it stays as it is; name another file for the clean one with --output")
        found = scrubbed(options.file.read_bytes(), accept=options.accept)
    except (ValueError, OSError) as error:
        return fail(f"{options.file}: {getattr(error, 'strerror', None) or error}")
    if status := write(found.content, options.output):
        return status
    told = [*(f"taken out: {line}" for line in found.removed), *(f"look at: {line}" for line in found.left)]
    head = f"{options.output}: {counted(len(found.removed), 'sort')} of traces taken out"
    if found.left:
        head += f", {counted(len(found.left), 'thing')} left to look at"
    lines = [line for one in told for line in filled(one, "  ")]
    return write("\n".join([*filled(head, "  "), *lines, ""]), None)
