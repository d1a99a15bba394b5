"""A file that came back is taken in: what it proposes is kept, and nothing of it is in the text yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sourcebook.dossier.editions.sendings import content_of
from sourcebook.dossier.editions.takings import Proposed, Taken, keep_taking, sha256_of
from sourcebook.dossier.models import Edition, ProposedChange, Taking
from sourcebook.dossier.seen import current
from sourcebook.publish.circulating.origin import Origin, origin_of
from sourcebook.publish.circulating.sending import working
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.word.comparing import Compared, compare
from sourcebook.publish.word.flowing import flow_of
from sourcebook.publish.word.keeping import kept
from sourcebook.publish.word.opened import WordText
from sourcebook.publish.word.opening import opened
from sourcebook.publish.word.script import Change

Progress = Callable[[str], None]
# The sorts of remarks, in the order in which they are told.
TOLD, REFUSED, RECOGNISED, ASIDE = "told", "refused", "recognised", "set aside"


@dataclass(frozen=True)
class TakenIn:
    """A file that is kept, whether it is new, and its changes in their order."""

    taking: Taking
    new: bool
    changes: tuple[ProposedChange, ...]


def taken(
    content: bytes,
    name: str,
    edition: Edition | None = None,
    partner: str = "",
    progress: Progress | None = None,
    opens: Callable[[bytes, str], WordText] = opened,
) -> TakenIn:
    """Takes in the bytes of a Word file called `name`. The same bytes are not taken twice.

    `edition` is needed where the file does not say what it was made of and nothing that was sent agrees with
    it; `partner` is who sent it back, else whoever it was sent to; `opens` reads the file.
    Raises NotAllowed; NotWord for what is no Word file; EditionRefused for a file of another edition or
    dossier.
    """
    current().must("edit")
    tell = progress or (lambda what: None)
    known = known_file(content)
    if known is not None:
        return TakenIn(known, False, changes_of(known))
    tell(f"reading {name}")
    text = opens(content, name)
    origin = origin_of(text, name, edition, partner)
    base = opened(_base(origin), "the file that was sent")
    tell(f"comparing {name}")
    flow = flow_of(parse(origin.text.content))
    compared = compare(base, text, flow)
    taking, new = keep_taking(
        origin.edition,
        Taken(
            file_name=name,
            content=content,
            text=origin.text.serial,
            partner=" ".join(partner.split()) or (origin.sending.partner if origin.sending else ""),
            sending=origin.sending,
            script=kept(compared.script),
            comments=list(_comments(compared)),
            references=[asdict(fate) for fate in compared.fates],
            remarks=list(_remarks(origin, compared, text)),
            changes=[proposed(change) for change in compared.script.changes],
        ),
    )
    return TakenIn(taking, new, changes_of(taking))


def known_file(content: bytes) -> Taking | None:
    """The taking of these bytes into whichever edition of the dossier."""
    rows = Taking.objects.filter(edition__dossier_id=current().within, sha256=sha256_of(content))
    return rows.select_related("edition", "who", "sending").order_by("at").first()


def changes_of(taking: Taking) -> tuple[ProposedChange, ...]:
    """What a file proposes, in its order."""
    return tuple(ProposedChange.objects.filter(taking=taking).order_by("serial"))


def _base(origin: Origin) -> bytes:
    """The bytes that the file is compared with: those sent, else what would be sent of the text now."""
    if origin.sending is not None:
        return content_of(origin.sending)
    return working(parse(origin.text.content), origin.edition, "", origin.text.serial)[1]


def proposed(change: Change) -> Proposed:
    """A change of a script as it is kept."""
    return Proposed(
        change=change.id,
        kind=change.kind,
        author=change.author,
        date=change.date,
        tracked=change.tracked,
        block=change.key,
        where=change.where,
        before=change.before,
        after=change.after,
        sentence=change.sentence,
        becomes=change.becomes,
        note=change.note,
    )


def _comments(compared: Compared) -> Iterator[dict[str, Any]]:
    for placed in compared.comments:
        said = asdict(placed.comment)
        yield {**said, "where": placed.where, "key": placed.key, "change": placed.change}


def _remarks(origin: Origin, compared: Compared, text: WordText) -> Iterator[tuple[str, str]]:
    for sort, lines in (
        (TOLD, (*origin.told, *compared.remarks)),
        (REFUSED, compared.refused),
        (RECOGNISED, compared.recognised),
        (ASIDE, text.set_aside),
    ):
        yield from ((sort, line) for line in dict.fromkeys(lines))


def as_plain(found: TakenIn) -> dict[str, Any]:
    """What was taken, for programs."""
    taking = found.taking
    return {
        "edition": taking.edition.slug,
        "file": taking.file_name,
        "number": taking.serial,
        "new": found.new,
        "partner": taking.partner,
        "sending": taking.sending.serial if taking.sending else None,
        "text": taking.text,
        "changes": [plain_change(one) for one in found.changes],
        "comments": taking.comments,
        "references": taking.references,
        "remarks": [{"sort": sort, "line": line} for sort, line in taking.remarks],
    }


def plain_change(one: ProposedChange) -> dict[str, Any]:
    """A proposed change, for programs."""
    names = (
        "kind",
        "author",
        "date",
        "tracked",
        "where",
        "before",
        "after",
        "sentence",
        "becomes",
        "note",
        "state",
    )
    return {"number": one.serial, **{name: getattr(one, name) for name in names}}
