"""The long work of bringing in: each kind ends together with its effect, or finds it there when run again.

The file is read apart, in a process without a database; what was read of it is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sourcebook.dossier.ingest.keeping import Kept, add_file
from sourcebook.dossier.ingest.report import Imported, import_report
from sourcebook.dossier.ingest.taking import TakenLibrary, TakenSheet, take_library, take_sheet
from sourcebook.dossier.models import Source
from sourcebook.dossier.seen import current
from sourcebook.workbench.apart import reading as apart
from sourcebook.workbench.apart.errors import GivenUp
from sourcebook.workbench.frame.words import kind_words
from sourcebook.workbench.pages.bring.words import found_lines, step_words
from sourcebook.workbench.work import Fault, Outcome, Told, here, long_work

_MOST_LINES = 500


@contextmanager
def _file_read() -> Iterator[None]:
    """Whoever began it is told in one line where their file is given up. Nothing was kept then."""
    try:
        yield
    except GivenUp as error:
        told = _("This file was not brought in: %(why)s. Save it anew with another program, or in parts.")
        raise Fault(told % {"why": error}) from None


@long_work("bring-report", may="create", title=gettext_lazy("Bring in a report"))
def bring_report(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
    """A published report becomes drafts."""
    path = folder / given["file"]
    progress: Callable[[str], None] = lambda what: told.step(words=step_words(what))  # noqa: E731
    with _file_read():
        reading = apart.report(path, progress)
    done: list[Outcome] = []
    import_report(
        path,
        url=given.get("url", ""),
        accessed=_day(given.get("accessed", "")),
        corrects=given.get("corrects") or None,
        reading=reading,
        progress=progress,
        last=lambda result: done.append(told.end(_of_report(result))),
    )
    return done[0]


def _of_report(result: Imported) -> Outcome:
    links = _links((_("Read it"), "reader", result.source), *_review(_("Review what was found")))
    problems = [_("Not understood: %(what)s") % {"what": problem} for problem in result.problems]
    if result.nothing:
        words = _("Nothing new: all of this report is in the dossier already.")
        return Outcome(words, links[:1], lines=_few(problems))
    new = sum(result.made.values())
    words = ngettext(
        "%(n)s new draft. It counts once a person has reviewed it.",
        "%(n)s new drafts. They count once a person has reviewed them.",
        new,
    ) % {"n": new}
    if not new:
        words = _("No new draft; what differs from what is here is listed below, and proposed.")
    lines = found_lines(result.counts, result.made)
    lines += [_("Reads otherwise now: %(label)s") % {"label": label} for _id, label, _f in result.changed]
    lines += [_("Not in the report any more: %(label)s") % {"label": label} for _id, label in result.gone]
    waiting = sum(result.proposed.values()) + len(result.gone)
    if waiting:
        lines.append(
            ngettext("%(n)s proposal waits for a decision", "%(n)s proposals wait for a decision", waiting)
            % {"n": waiting}
        )
    return Outcome(words, links, lines=_few([*lines, *problems]))


@long_work("bring-source", may="create", title=gettext_lazy("Add a source"))
def bring_source(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
    """A file is kept as a source with its text. The same bytes again are found, and nothing is made."""
    told.step(words=_("Reading, and putting it into the store"))
    text = given.get("text", "")
    with _file_read():
        kept = add_file(
            folder / given["file"],
            url=given.get("url", ""),
            accessed=_day(given.get("accessed", "")),
            text_file=folder / text if text else None,
            title=given.get("title", ""),
            publisher=given.get("publisher", ""),
            language=given.get("language", ""),
            level=given.get("level", "team"),
            reads=apart.long_capture,
        )
    return _of_source(kept)


def _of_source(kept: Kept) -> Outcome:
    title = Source.objects.values_list("title", flat=True).filter(record_id=UUID(kept.source)).first()
    if title is None:
        told = _("It was kept at a level that your role does not see; those who may see it find it there.")
        return Outcome(told, lines=_few(kept.problems))
    links = _links((_("Read it"), "reader", kept.source), (_("The record"), "record", kept.source))
    if not kept.new:
        told = _("Nothing new: these bytes are in the dossier already, as “%(title)s”.")
    elif len(kept.new) == 1:
        told = _("A further copy of “%(title)s”, whose address was known, was kept.")
    else:
        told = _("“%(title)s” is a source now: the file is preserved as it was, and its text can be read.")
    return Outcome(told % {"title": title}, links, lines=_few(kept.problems))


@long_work("bring-library", may="create", title=gettext_lazy("Bring in a reference library"))
def bring_library(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
    """The items of a reference library become sources."""
    told.step(words=_("Reading the items"))
    done: list[Outcome] = []
    with _file_read():
        last: Callable[[TakenLibrary], None] = lambda taken: done.append(told.end(_of_library(taken)))  # noqa: E731
        take_library(folder / given["file"], last, apart.library)
    return done[0]


def _of_library(taken: TakenLibrary) -> Outcome:
    refused = [": ".join(filter(None, (one.where, one.field, one.reason))) for one in taken.refused]
    return Outcome(
        _taken_words(taken.made, taken.known, 0),
        _links((_("The sources"), "records", {"kind": "source"})),
        lines=_few([_("Not understood: %(what)s") % {"what": line} for line in refused]),
    )


@long_work("bring-sheet", may="create", title=gettext_lazy("Bring in a sheet"))
def bring_sheet(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
    """The rows of a sheet become records by the mapping that was chosen; refused rows come back as a file."""
    done: list[Outcome] = []

    def progress(rows: int) -> None:
        told.step(rows, None, ngettext("%(n)s row read", "%(n)s rows read", rows) % {"n": rows})

    def last(taken: TakenSheet) -> None:
        files = [path.name for path in sorted(folder.glob("refused*.csv"))]
        done.append(told.end(_of_sheet(taken, [*files, "mapping.yaml"])))

    files = folder / given["file"], folder / "mapping.yaml", folder / "refused.csv"
    with _file_read():
        take_sheet(*files, progress, last, apart.sheet)
    return done[0]


def _of_sheet(taken: TakenSheet, files: list[str]) -> Outcome:
    lines = [_("Refused, %(what)s") % {"what": line} for line in taken.refused]
    if lines:
        lines.insert(
            0, _("Correct the rows in the file of refused rows, and bring that file in the same way.")
        )
    links = _links((_("The records"), "records"), *_review(_("Review them")))
    words = _taken_words(taken.made, taken.known, len(taken.refused))
    of_kinds = [f"{number} {kind_words(kind, number)}" for kind, number in taken.kinds.items()]
    return Outcome(words, links, files, _few([*of_kinds, *lines, *taken.remarks]))


def _taken_words(made: int, known: int, refused: int) -> str:
    if not made and not refused:
        return _("Nothing new: all of this is in the dossier already.")
    told = [ngettext("%(n)s new record", "%(n)s new records", made) % {"n": made}]
    if known:
        told.append(ngettext("%(n)s known already", "%(n)s known already", known) % {"n": known})
    if refused:
        told.append(ngettext("%(n)s row refused", "%(n)s rows refused", refused) % {"n": refused})
    return ", ".join(told) + "."


def _review(label: str) -> list[tuple[str, str]]:
    """The link to the queue, for those who may review."""
    return [(label, "review")] if current().may("review") else []


def _links(*wanted: tuple[Any, ...]) -> list[tuple[str, str]]:
    """Links to pages of the dossier; one that this installation does not have is left out."""
    found = []
    for label, view, *given in wanted:
        asked = given.pop() if given and isinstance(given[-1], dict) else {}
        try:
            found.append((label, here(view, *given, **asked)))
        except NoReverseMatch:
            continue
    return found


def _few(lines: Sequence[str]) -> list[str]:
    if len(lines) <= _MOST_LINES:
        return list(lines)
    return [*lines[:_MOST_LINES], _("and %(n)s more") % {"n": len(lines) - _MOST_LINES}]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
