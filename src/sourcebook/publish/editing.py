"""Editions of a dossier, from draft to published: drafted, taken in, frozen, printed, corrected.

Who may do what, and in which state, is the dossier's business (`dossier.editions`); here the text is
understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from sourcebook.checks.findings import Finding
from sourcebook.dossier.checking import Request, checked
from sourcebook.dossier.editions import EditionRefused, Frozen, freeze, newest, opened, publish, save, sign
from sourcebook.dossier.models import Edition as Kept
from sourcebook.dossier.models import EditionText, Organisation
from sourcebook.dossier.seen import current
from sourcebook.publish.building import Made, Wanted, build_of, make, write
from sourcebook.publish.correcting import corrections
from sourcebook.publish.drafting import draft
from sourcebook.publish.drafting.untold import left_out
from sourcebook.publish.edition import Edition, Front, Override, Picture
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.problems import EditionError, Problem
from sourcebook.publish.edition.writing import written
from sourcebook.publish.gate.passing import may_be_set_aside
from sourcebook.publish.gathering import gather, gives_away, versions
from sourcebook.publish.package import Signer
from sourcebook.publish.printed import Line, Printed
from sourcebook.publish.printing import Given, printed
from sourcebook.publish.printing.images import images_in
from sourcebook.publish.printing.numbering import numbered
from sourcebook.publish.printing.tables import Correction
from sourcebook.publish.printing.words import words

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Asked:
    """How an edition is to be printed: the day, where images lie, a style file for Word, who signs."""

    date: str = ""
    images: Path | None = None
    styles: Path | None = None
    signers: Sequence[Signer] = ()
    archive: bool = True
    preview: bool = False


def drafted(slug: str, front: Front, outline: str, commands: bool = True) -> tuple[Kept, list[str]]:
    """A new edition, drafted from the published records, and what it leaves out and why.

    `commands`: whether that names the commands of the terminal that change it.
    Raises EditionRefused, OutlineError.
    """
    material = gather()
    text = written(draft(material, front, outline))
    return opened(slug, text, f"drafted by the outline {outline}"), left_out(material, commands)


def taken_in(
    edition: Kept, text: str, why: str, over: int | None = None
) -> tuple[EditionText, tuple[Problem, ...]]:
    """Saves a text that was edited anywhere; gives it, and what in it must still be mended.

    A reference that leads nowhere is work that goes on, not work to be lost. `over` is the serial of the text
    that was edited. Raises EditionError where the text cannot be read, EditionRefused.
    """
    read = parse(text)
    saved = save(edition, written(read), why, over)
    try:
        printed(read, gather(), _given(read, Asked()))
    except EditionError as error:
        return saved, error.problems
    return saved, ()


def overridden(edition: Kept, rule: str, why: str) -> EditionText:
    """Lets the errors of a rule stand: reason and the viewer's organisation are printed, the name is kept.

    Raises EditionError without a reason or an organisation.
    """
    viewer = current()
    viewer.must("publish")
    if not why.strip():
        raise EditionError([Problem(rule, "a check is set aside for a reason, which is printed: say --why")])
    if rule not in may_be_set_aside():
        near = get_close_matches(rule, may_be_set_aside(), 3)
        raise EditionError(
            [Problem(rule, f"{rule} is no check that can be set aside{f'; {near[0]} is' if near else ''}")]
        )
    if viewer.organisation is None:
        raise EditionError([Problem(rule, "whoever sets a check aside does so for an organisation")])
    name = Organisation.objects.get(pk=viewer.organisation).name
    last = newest(edition)
    text = parse(last.content)
    others = tuple(one for one in text.front.overrides if one.rule != rule)
    front = replace(text.front, overrides=(*others, Override(rule, why.strip(), name)))
    content = written(Edition(front, text.blocks))
    return save(edition, content, f"{rule} may stand: {why.strip()}", last.serial)


def frozen(edition: Kept, images: Path | None = None, *, gate: bool = True) -> str:
    """Freezes a draft that may leave, so that partners sign what can be published; gives its build.

    Without `gate` it must only be printable: for whoever publishes it at once, which asks the gate too.
    Raises EditionError, EditionRefused, MissingFont, NotProved, GateClosed.
    """
    last = newest(edition)
    text = parse(last.content)
    material = gather()
    given = _given(text, Asked(images=images))
    if gate:
        wanted = Wanted(given, of_dossier=_of_dossier(), gives_away=gives_away())
        report = make(text, material, wanted).printed
    else:
        report = printed(text, material, given)
    build = build_of(text, material, given)
    ids = {one.record for found in report.evidence.values() for one in found} | report.sources.keys()
    freeze(edition, Frozen(build, versions(ids), last.serial))
    return build


def signed(edition: Kept, images: Path | None = None) -> list[str]:
    """Signs off for the viewer's organisation; gives the partners whose word is still missing.

    Raises NotAllowed, EditionRefused: also where a record was published since the edition was frozen.
    """
    text = parse(newest(edition).content)
    own = [one for one in text.blocks if isinstance(one, Picture) and ":" not in one.target]
    # Who has not the images at hand signs for the records; what the images are, is in the build.
    known = bool(edition.build) and (images is not None or not own)
    if known and build_of(text, gather(), _given(text, Asked(images=images))) != edition.build:
        raise EditionRefused(
            f"{edition.slug}: records or images are not those that were frozen: open it again, look"
        )
    return sign(edition)


def published(edition: Kept, folder: Path, asked: Asked, progress: Progress | None = None) -> Made:
    """Makes everything, marks the edition as published, writes the folder. A preview changes nothing.

    An edition that is published already is printed again, to the same bytes, as long as text, images and
    records are those that were published. Raises EditionError, EditionRefused, MissingFont, NotProved,
    GateClosed, PackageError; then nothing is there.
    """
    text = parse(newest(edition).content)
    material = gather()
    given = _given(text, asked)
    build = build_of(text, material, given)
    again = edition.state in ("published", "corrected")
    if again and not asked.preview and build != edition.build:
        raise EditionRefused(
            f"{edition.slug} is {edition.state}, and text, images or records are no longer those of then: "
            "begin the edition that corrects it with `sourcebook edition correct`"
        )
    keys = tuple(f"{one.organisation}, {one.public_key.hex()}" for one in asked.signers)
    given = replace(given, build=build, keys=keys)
    given = replace(given, corrections=tuple(_corrections(edition, printed(text, material, given))))
    if edition.corrects is not None and not given.corrections and not asked.preview:
        raise EditionRefused(
            f"{edition.slug} says what {edition.corrects.slug} says: there is nothing to correct"
        )
    wanted = Wanted(
        given,
        draft=asked.preview,
        package=not asked.preview,
        archive=asked.archive,
        signers=asked.signers,
        of_dossier=_of_dossier(),
        gives_away=gives_away(),
        notice="Draft, not published. Not to be cited." if asked.preview else "",
        styles=asked.styles,
        # A published Word file that somebody edits can be taken into the edition that corrects it.
        edition=str(edition.pk),
    )
    made = make(text, material, wanted, progress)

    def done() -> None:
        if not asked.preview and not again:
            publish(edition, build, [(line.kind, line.id, line.text) for line in made.printed.lines()])

    return write(made, text, material, folder, wanted, done)


def _given(text: Edition, asked: Asked) -> Given:
    return Given(date=asked.date or text.front.date, image=images_in(asked.images))


def _of_dossier() -> Sequence[Finding]:
    """What the rules over the dossier find: a report rests on records, and errors in these are its own."""
    found, _, _ = checked(Request(fail_on="never"))
    return found.findings


def _corrections(edition: Kept, report: Printed) -> Iterator[Correction]:
    """What a corrected edition says otherwise than the one it takes the place of."""
    if edition.corrects is None:
        return
    why = (
        EditionText.objects.filter(edition=edition).order_by("serial").values_list("why", flat=True).first()
        or ""
    )
    text = parse(newest(edition).content)
    own = [
        placed.id
        for placed in numbered(text, words(text.front.language))
        if isinstance(placed.block, Picture) and placed.block.target == "table:corrections"
    ]
    before = [Line(*line) for line in edition.corrects.lines]
    yield from corrections(before, report, why, own[0] if own else "")
