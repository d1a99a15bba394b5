"""The verbs of editions: draft, edition, publish, release."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sourcebook.cli.output import as_json, progress, table, tell, write
from sourcebook.cli.problems import each_told
from sourcebook.cli.publishing import day
from sourcebook.cli.session import (
    dossier_arguments,
    format_argument,
    keys_of,
    on_a_dossier,
    record_named,
)

_ACTS = {
    "list": "the editions and their states",
    "out": "write its text as Markdown, to be edited anywhere",
    "in": "take an edited text in",
    "forget": "erase a text that does not count any more, for good",
    "texts": "every text it had, who saved it and why",
    "override": "let the errors of a rule stand, for a reason that is printed",
    "freeze": "close a draft for signing off",
    "reopen": "make it a draft again",
    "sign": "sign off for your organisation",
    "correct": "begin the edition that corrects a published one",
}


def arguments(verbs: Any) -> None:
    """Adds the verbs."""
    verb = verbs.add_parser("draft", help="draft an edition of the report from the published records")
    verb.add_argument("name", help="a short name for it")
    verb.add_argument("--outline", default="annual", help="annual, incident, heritage")
    verb.add_argument("--title", default="", help="default: the dossier's")
    verb.add_argument("--subtitle", default="")
    verb.add_argument("--period", default="", metavar="EDTF", help="what it is about: 2031, 2031-03/2031-05")
    verb.add_argument("--language", default="en")
    verb.add_argument("--house", default="report", help="report, report-quoted, un, oscola, chicago")
    verb.add_argument("--date", default="", help="the day of the edition")
    _common(verb)
    verb.set_defaults(run=_draft)
    verb = verbs.add_parser("edition", help="an edition's text and state: " + ", ".join(_ACTS))
    verb.add_argument("act", choices=_ACTS, help="; ".join(f"{act}: {what}" for act, what in _ACTS.items()))
    verb.add_argument("name", nargs="?", help="its short name; else the newest")
    verb.add_argument(
        "subject", nargs="?", help="in: the file; override: the rule; forget: the number of the text"
    )
    verb.add_argument("--why", default="", help="the reason")
    verb.add_argument("--images", type=Path, metavar="DIR", help="freeze, sign: where its images lie")
    verb.add_argument(
        "--over", type=int, metavar="N", help="in: the text that was edited; a newer one is kept"
    )
    _common(verb)
    verb.set_defaults(run=_edition)
    verb = verbs.add_parser(
        "publish", help="check an edition and publish it: PDF, DOCX, HTML, evidence package"
    )
    verb.add_argument("name", nargs="?", help="its short name; else the newest")
    verb.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder")
    verb.add_argument("--preview", action="store_true", help="print it as it stands; nothing is published")
    verb.add_argument("--images", type=Path, metavar="DIR", help="where the images of the text lie")
    verb.add_argument("--styles", type=Path, metavar="DOCX", help="a Word file with the styles to use")
    verb.add_argument("--date", default="", help="the day of the edition; else SOURCE_DATE_EPOCH, else today")
    verb.add_argument("--unsigned", action="store_true", help="do not sign the package")
    verb.add_argument("--no-zip", action="store_true", help="no ZIP beside the package")
    verb.add_argument("--quiet", action="store_true")
    _common(verb)
    verb.set_defaults(run=_publish)
    verb = verbs.add_parser("release", help="clear captures for handing out with a report, or call them back")
    verb.add_argument("ids", nargs="*", metavar="ID", help="captures, or sources with all their captures")
    verb.add_argument("--why", default="", help="what was looked at, or why it is called back")
    verb.add_argument("--withdraw", action="store_true", help="call them back")
    verb.add_argument("--revoked", action="store_true", help="print the list of what was called back")
    _common(verb)
    verb.set_defaults(run=_release)


def _common(verb: argparse.ArgumentParser) -> None:
    dossier_arguments(verb)
    format_argument(verb)


@on_a_dossier
@each_told
def _draft(options: argparse.Namespace) -> int:
    from sourcebook.dossier.editions import newest
    from sourcebook.dossier.models import Dossier
    from sourcebook.dossier.seen import current
    from sourcebook.publish.editing import drafted
    from sourcebook.publish.edition import Front

    front = Front(
        options.title or Dossier.objects.get(pk=current().within).title,
        subtitle=options.subtitle,
        period=options.period,
        date=options.date,
        language=options.language,
        outline=options.outline,
        house=options.house,
    )
    edition, untold = drafted(options.name, front, options.outline)
    for line in untold:
        tell(line)
    text = newest(edition).content
    count = text.count("\n\n") + 1
    return write(
        as_json({"edition": edition.slug, "state": edition.state, "blocks": count})
        if options.format == "json"
        else f"{edition.slug}: drafted, {count} blocks; see `sourcebook edition out {edition.slug}`\n",
        options.output,
    )


@on_a_dossier
@each_told
def _edition(options: argparse.Namespace) -> int:
    if options.act == "list":
        return _listed(options)
    from sourcebook.dossier import editions
    from sourcebook.publish import editing

    edition = editions.edition_of(options.name)
    said = ""
    match options.act:
        case "out":
            return write(editions.newest(edition).content, options.output)
        case "texts":
            return _texts(edition, options)
        case "in":
            path = Path(_needed(options.subject, "the file to take in"))
            saved, problems = editing.taken_in(edition, path.read_text("utf-8"), options.why, options.over)
            for problem in problems:
                tell(str(problem))
            said = f"text {saved.serial}" + (f", {len(problems)} things to mend" if problems else "")
        case "forget":
            from sourcebook.dossier.editions.forgetting import forget

            serial = _needed(options.subject, "the number of the text")
            forget(edition, int(serial) if serial.isdecimal() else 0, options.why)
            said = f"text {serial} is erased for good"
        case "override":
            saved = editing.overridden(edition, _needed(options.subject, "the rule"), options.why)
            said = f"text {saved.serial}"
        case "freeze":
            said = f"frozen, build {_frozen(edition, options)[:12]}"
        case "reopen":
            editions.reopen(edition)
            said = "a draft again"
        case "sign":
            missing = editing.signed(edition, options.images)
            said = (
                f"signed off; still to sign: {', '.join(missing)}"
                if missing
                else "signed off by every partner"
            )
        case "correct":
            edition = editions.correct(edition, options.why)
            said = "a new draft; what it changes will be printed in it"
    if options.format == "json":
        return write(as_json({"edition": edition.slug, "state": edition.state, "said": said}), options.output)
    return write(f"{edition.slug}: {said}\n", options.output)


def _frozen(edition: Any, options: argparse.Namespace) -> str:
    from sourcebook.publish.building import GateClosed
    from sourcebook.publish.editing import frozen
    from sourcebook.publish.gate.passing import told

    try:
        return frozen(edition, options.images)
    except GateClosed as closed:
        tell(told(closed.passing.blocking))
        raise ValueError(_closed(edition.slug, len(closed.passing.blocking))) from None


def _closed(slug: str, count: int) -> str:
    return (
        f"{slug}: {count} errors; mend them, or let a rule stand with "
        f"`sourcebook edition override {slug} RULE --why ...`"
    )


def _needed(given: str | None, what: str) -> str:
    if not given:
        raise ValueError(f"say {what} after the edition's name")
    return given


def _listed(options: argparse.Namespace) -> int:
    from sourcebook.dossier.models import Edition
    from sourcebook.dossier.seen import current

    every = Edition.objects.filter(dossier_id=current().within).defer("lines", "rests_on")
    rows = list(every.order_by("-made_at", "slug"))
    if options.format == "json":
        told = [{"edition": one.slug, "state": one.state, "build": one.build} for one in rows]
        return write(as_json(told), options.output)
    if not rows:
        return write("no edition yet; begin with `sourcebook draft NAME`\n", options.output)
    return write(
        table(["edition", "state", "build"], [[one.slug, one.state, one.build[:12]] for one in rows]),
        options.output,
    )


def _texts(edition: Any, options: argparse.Namespace) -> int:
    from sourcebook.dossier.editions import texts

    rows = [
        [str(one.serial), f"{one.at:%Y-%m-%d %H:%M}", one.who.name if one.who else "", one.why]
        for one in texts(edition)
    ]
    if options.format == "json":
        names = ("text", "at", "who", "why")
        return write(as_json([dict(zip(names, row, strict=True)) for row in rows]), options.output)
    return write(table(["text", "at", "who", "why"], rows), options.output)


@on_a_dossier
@each_told
def _publish(options: argparse.Namespace) -> int:
    from sourcebook.cli.temporary import ended_cleanly
    from sourcebook.dossier.editions import edition_of, reopen
    from sourcebook.publish.building import GateClosed
    from sourcebook.publish.editing import Asked, frozen, published
    from sourcebook.publish.gate.passing import told

    if options.out.exists() and (not options.out.is_dir() or any(options.out.iterdir())):
        raise ValueError(f"{options.out}: holds something; choose a new folder")
    edition = edition_of(options.name)
    own = edition.state == "draft" and not options.preview
    asked = Asked(
        day(options.date) if options.date or not _dated(edition) else "",
        options.images,
        options.styles,
        () if options.unsigned or options.preview else (_signer(),),
        not options.no_zip,
        options.preview,
    )
    if own:
        build = frozen(edition, options.images, gate=False)
        tell(f"{edition.slug} is a draft: it is frozen now (build {build[:12]})")
    try:
        with ended_cleanly():
            made = published(edition, options.out, asked, None if options.quiet else progress())
    except GateClosed as closed:
        tell(told(closed.passing.blocking))
        raise ValueError(_closed(edition.slug, len(closed.passing.blocking))) from None
    finally:
        edition.refresh_from_db()
        if own and edition.state == "frozen":
            # It was frozen for this alone: whoever has to mend it finds the draft.
            reopen(edition)
    if options.preview and made.passing.blocking:
        tell(told(made.passing.blocking))
    return _made(made, options)


def _dated(edition: Any) -> bool:
    from sourcebook.dossier.editions import newest
    from sourcebook.publish.edition.parsing import parse

    return bool(parse(newest(edition).content).front.date)


def _signer() -> Any:
    from sourcebook.dossier.editions.signing import signing_key
    from sourcebook.dossier.models import Dossier, Organisation
    from sourcebook.dossier.seen import current
    from sourcebook.publish.package import KeyFile

    viewer = current()
    own = [viewer.organisation] if viewer.organisation else []
    name = Organisation.objects.filter(pk__in=own).values_list("name", flat=True).first()
    title = Dossier.objects.get(pk=viewer.within).title
    return KeyFile(name or title, signing_key(viewer.within, lambda: keys_of(viewer.within)))


def _made(made: Any, options: argparse.Namespace) -> int:
    lines = [proof.summary(name.upper()) for name, proof in made.proofs.items()]
    standing = [
        f"{rule}: {count} errors stand by an override"
        for rule, count in sorted(made.passing.standing.items())
    ]
    standing += [f"{rule}: set aside, and nothing fails it" for rule in made.passing.unused]
    compared, without = made.passing.compared, made.passing.not_compared
    gate = f"quotations compared with their records: {compared}, without text: {without}"
    where = [f"{options.out / name}" for name in sorted(made.files)]
    if made.package is not None:
        keys = ", ".join(made.package.keys) or "none"
        where.append(f"{options.out / 'package'}: {made.package.files} files, keys {keys}")
    if options.format == "json":
        told = {"proofs": lines, "standing": standing, "files": where, "errors": made.passing.blocking}
        return write(as_json(told), options.output)
    return write("\n".join([*lines, gate, *standing, *where, ""]), options.output)


@on_a_dossier
def _release(options: argparse.Namespace) -> int:
    from sourcebook.dossier.editions import releasing

    if options.revoked:
        return write(as_json(releasing.revoked()), options.output)
    if not options.ids:
        raise ValueError("say which captures, by their ids; `sourcebook list --kind capture` shows them")
    ids = releasing.captures_of([record_named(one) for one in options.ids])
    act = releasing.withdraw if options.withdraw else releasing.release
    count = act(ids, options.why)
    said = "called back" if options.withdraw else "cleared for handing out"
    if options.format == "json":
        return write(as_json({"captures": count, "said": said}), options.output)
    return write(f"{count} captures {said}\n", options.output)
