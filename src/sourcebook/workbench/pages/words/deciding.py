"""What somebody says about changes, done by the rooms: taken, left, asked about, taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sourcebook.dossier.editions import EditionRefused
from sourcebook.dossier.editions.deciding import ask, take_back
from sourcebook.publish.circulating.deciding import Done, Wanted, decided
from sourcebook.publish.circulating.listing import Listed
from sourcebook.workbench.pages.words.reviewing import Review

ACTS = ("accept", "theirs", "words", "apart", "reject", "ask", "undo")


@dataclass(frozen=True, slots=True)
class Said:
    """What a form says. `text` is the number of the text that was looked at, `why` a reason or a question,
    `words` own words for a sentence."""

    act: str
    numbers: tuple[int, ...]
    text: int
    why: str
    words: str


def said_by(form: Mapping[str, str], numbers: Sequence[str]) -> Said:
    """What a form says. Raises EditionRefused for what it cannot say."""
    act = form.get("act", "")
    named = tuple(int(one) for one in numbers if one.isdecimal())
    if act not in ACTS or not named:
        raise EditionRefused(_("Say which changes, and what is to become of them."))
    text = form.get("text", "")
    return Said(
        act,
        named,
        int(text) if text.isdecimal() else 0,
        form.get("why", "").strip(),
        form.get("words", "").strip(),
    )


def done(review: Review, said: Said) -> str:
    """Does it, and tells in a line what was done. Raises NotAllowed, EditionRefused, EditionError."""
    rows = [one.one for one in review.changes if one.number in said.numbers]
    if len(rows) != len(set(said.numbers)):
        raise EditionRefused(_("There is no such change any more. Look at the list."))
    if said.act == "ask":
        if not said.why:
            raise EditionRefused(_("Write what is to be asked beside the change."))
        ask(review.found.edition, [one.row.pk for one in rows], said.why)
        return _("Noted as a question; the change stays open.")
    if said.act == "undo":
        return _undone(review, rows)
    if said.act != "reject" and said.text != review.serial:
        raise EditionRefused(
            _("Somebody saved text %(n)s meanwhile. Nothing was decided: look at the change again.")
            % {"n": review.serial}
        )
    return _told(decided(review.found, _wanted(said, rows)))


def _wanted(said: Said, rows: Sequence[Listed]) -> Wanted:
    if said.act == "words" and not said.words:
        raise EditionRefused(_("Write the sentence as it is to stand."))
    return Wanted(
        "reject" if said.act == "reject" else "accept",
        rows,
        said.why,
        theirs=said.act == "theirs",
        words=said.words if said.act == "words" else None,
        named=said.act in ("accept", "theirs", "words"),
    )


def _undone(review: Review, rows: Sequence[Listed]) -> str:
    if all(one.state == "rejected" for one in rows):
        decided(review.found, Wanted("reopen", rows))
    else:
        take_back(review.found.edition, [one.row.pk for one in rows])
    return ngettext("%(n)s change is open again.", "%(n)s changes are open again.", len(rows)) % {
        "n": len(rows)
    }


def _told(done: Done) -> str:
    told = []
    if done.taken:
        taken = ngettext("%(n)s change taken", "%(n)s changes taken", len(done.taken))
        serial = done.text.serial if done.text else 0
        told.append(
            _("%(taken)s into text %(serial)s.") % {"taken": taken % {"n": len(done.taken)}, "serial": serial}
        )
    if done.there:
        told.append(_("The text says so already."))
    if done.references:
        lost = ngettext("%(n)s reference went out.", "%(n)s references went out.", done.references)
        told.append(lost % {"n": done.references})
    if done.rejected:
        left = ngettext("%(n)s change not taken.", "%(n)s changes not taken.", len(done.rejected))
        told.append(left % {"n": len(done.rejected)})
    stays = [*done.asking, *done.losing]
    if stays:
        open_ = _("Still open, since others changed the sentence or a reference would go: %(numbers)s.")
        told.append(open_ % {"numbers": ", ".join(map(str, sorted(stays)))})
    return " ".join(told)
