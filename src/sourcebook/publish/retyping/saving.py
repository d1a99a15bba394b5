"""A paragraph typed anew becomes one more text of the edition; all others stay as they are, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from sourcebook.dossier.editions import EditionRefused, newest, save
from sourcebook.dossier.models import Edition as Kept
from sourcebook.dossier.models import EditionText
from sourcebook.publish.edition import Edition, Front
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.pieces import NoPiece, Source
from sourcebook.publish.edition.writing import written
from sourcebook.publish.retyping.joining import Clash, joined, settled
from sourcebook.publish.retyping.locating import found_again, place_after

# Somebody may save between reading and saving; not this often.
_TRIES = 5


@dataclass(frozen=True)
class Retyped:
    """What became of it: the text that counts now, where in it the paragraph stands, and whether what another
    saved meanwhile was brought together with it. With a clash nothing was saved."""

    text: EditionText
    at: int
    with_others: bool = False
    clash: Clash | None = None


def retyped(edition: Kept, serial: int, at: int, typed: str, why: str, *, after: bool = False) -> Retyped:
    """Saves what was typed in place of piece `at` of the text `serial`, or `after` it (-1: at the beginning).

    Nothing typed takes the piece out. Raises EditionError where it cannot be read, NoPiece, EditionRefused,
    NotAllowed.
    """
    mine = settled(typed) if typed.strip() else ""
    return _tried(edition, lambda last: _retyped(edition, last, (serial, at, mine), why, after))


def _retyped(edition: Kept, last: EditionText, mine: tuple[int, int, str], why: str, after: bool) -> Retyped:
    serial, at, words = mine
    now = Source.of(last.content)
    base = now if serial == last.serial else Source.of(_content(edition, serial))
    if after:
        there = place_after(base, now, at)
        return _saved(edition, last, now.inserted(there, words), there, why, serial)
    place = at if base is now else found_again(base, now, at)
    own = base.piece(at).text
    if place is None:
        gone = Clash(own, "", words, last.serial, place_after(base, now, at), _who(last))
        return Retyped(last, gone.at, clash=gone)
    both = words if base is now else joined(own, now.piece(place).text, words)
    # What was changed by another is not taken out unseen, nor is a paragraph that nothing is left of.
    if both is None or (not words and now.piece(place).text != own):
        return Retyped(
            last, place, clash=Clash(own, now.piece(place).text, words, last.serial, place, _who(last))
        )
    return _saved(edition, last, now.replaced(place, both), place, why, serial)


def _saved(edition: Kept, last: EditionText, content: str, at: int, why: str, serial: int) -> Retyped:
    # What a paragraph says can be at odds with another: an id that stands there already.
    parse(content)
    return Retyped(save(edition, content, why, last.serial), at, serial != last.serial)


def moved(
    edition: Kept, serial: int, at: int, by: Literal[-1, 1], why: str, *, section: bool = False
) -> Retyped:
    """Saves the text with a piece, or the section that it begins, one place up or down.

    Raises NoPiece, EditionRefused, NotAllowed.
    """

    def step(last: EditionText) -> Retyped:
        now = Source.of(last.content)
        place: int | None = at
        if serial != last.serial:
            place = found_again(Source.of(_content(edition, serial)), now, at)
        if place is None:
            raise NoPiece("somebody took this paragraph out meanwhile")
        content, there = now.moved(place, by, section)
        return _saved(edition, last, content, there, why, serial)

    return _tried(edition, step)


def headed(edition: Kept, serial: int, front: Front, why: str) -> EditionText:
    """Saves another front matter (title, period, date, form of notes). Raises EditionRefused, NotAllowed."""
    text = parse(_content(edition, serial))
    return save(edition, written(Edition(replace(front), text.blocks)), why, serial)


def back_to(edition: Kept, serial: int, over: int, why: str) -> EditionText:
    """An earlier text once more, as a new one. Raises EditionRefused, NotAllowed."""
    return save(edition, _content(edition, serial), why, over)


def wording(edition: Kept, serial: int, at: int) -> str:
    """A piece of a text as it is typed. Raises NoPiece, EditionRefused."""
    return Source.of(_content(edition, serial)).piece(at).text


def _tried(edition: Kept, step: Callable[[EditionText], Retyped]) -> Retyped:
    for _ in range(_TRIES):
        last = newest(edition)
        try:
            return step(last)
        except EditionRefused:
            if newest(edition).serial == last.serial:
                raise
    raise EditionRefused(f"{edition.slug}: others are saving all the time; wait a moment, save again")


def _content(edition: Kept, serial: int) -> str:
    found = (
        EditionText.objects.filter(edition=edition, serial=serial).values_list("content", flat=True).first()
    )
    if found is None:
        raise EditionRefused(
            f"{edition.slug}: text {serial}, which this was made from, is not there any more: copy what you "
            "typed, open the edition again"
        )
    return found


def _who(text: EditionText) -> str:
    return text.who.name if text.who else ""
