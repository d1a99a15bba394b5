"""A partner is told what was not taken: in the very file that they sent, as comments at their words.

A comment says why, in the name of the organisation, and quotes the change. Nobody of the team is named; it
bears the date of the decision. One on a note hangs on the note's mark (see `checks.word.comments`), one on
words that are gone on what stands around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from sourcebook.checks.word.comments import comments_of, free_number
from sourcebook.checks.word.letters import SPACE, Letters, W, marks_of, paragraph_of
from sourcebook.checks.word.package import WordPackage, word_package
from sourcebook.checks.word.ranges import between
from sourcebook.dossier.editions import EditionRefused
from sourcebook.dossier.editions.deciding import last_decisions
from sourcebook.dossier.editions.sendings import content_of
from sourcebook.dossier.models import ChangeDecision, Organisation, ProposedChange, Taking
from sourcebook.dossier.seen import current
from sourcebook.publish.circulating.phrasing import by_itself
from sourcebook.publish.swept import swept_folder
from sourcebook.reading.errors import ReadingError

_NOBODY = "Sourcebook"
_QUOTED = 200
Element: TypeAlias = etree._Element


@dataclass(frozen=True)
class Answer:
    """The file for the partner, how many changes it answers, and the numbers of those told at its beginning:
    their words are nowhere in it."""

    content: bytes
    answered: int
    unplaced: tuple[int, ...]


def answered(taking: Taking) -> Answer:
    """The partner's own file with a comment at every change that was not taken.

    Raises EditionRefused where none was rejected, and where the file is erased or cannot be written again.
    """
    rejected = list(ProposedChange.objects.filter(taking=taking, state="rejected").order_by("serial"))
    if not rejected:
        raise EditionRefused(f"of file {taking.serial} nothing was rejected: there is nothing to answer")
    package = _package(content_of(taking), taking)
    comments, free = comments_of(package), free_number(package)
    why = last_decisions(taking.edition)
    places = _Places(package.body)
    author = _author()
    unplaced = []
    for number, change in enumerate(rejected, free):
        found = places.of(change)
        if found is None:
            unplaced.append(change.serial)
        comments.append(_comment(change, why.get(change.pk), author, number))
        between(*(found or places.first), number)
    return Answer(package.written(), len(rejected), tuple(unplaced))


def _package(content: bytes, taking: Taking) -> WordPackage:
    with swept_folder() as folder:
        path = folder / "returned.docx"
        path.write_bytes(content)
        try:
            return word_package(path)
        except ReadingError as error:
            told = str(error).replace(str(path), f"file {taking.serial}")
            raise EditionRefused(f"{told}; else answer by hand") from error


def _comment(change: ProposedChange, decision: ChangeDecision | None, author: str, number: int) -> Element:
    told = {f"{W}id": str(number), f"{W}author": author}
    if decision is not None:
        told[f"{W}date"] = decision.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    comment = etree.Element(f"{W}comment", told)
    for line in _words(change, decision).splitlines():
        text = etree.SubElement(etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r"), f"{W}t")
        text.text = "".join(one for one in line if one.isprintable())
        text.set(SPACE, "preserve")
    return comment


def _author() -> str:
    own = [current().organisation] if current().organisation else []
    return Organisation.objects.filter(pk__in=own).values_list("name", flat=True).first() or _NOBODY


def _words(change: ProposedChange, decision: ChangeDecision | None) -> str:
    why = decision.why.strip() if decision else ""
    return f"Not taken{f': {why}' if why else '.'}\n{by_itself(change, _QUOTED)}"


class _Places:
    """Finds the runs that a change is about, in a file as it came back."""

    def __init__(self, body: Element) -> None:
        self._letters = Letters(body)
        self._bookmarks = {
            _bare(one.get(f"{W}name") or ""): one for one in reversed(list(body.iter(f"{W}bookmarkStart")))
        }
        self._marks = marks_of(body)
        run = next(body.iter(f"{W}r"), None)
        if run is None:
            run = etree.SubElement(etree.SubElement(body, f"{W}p"), f"{W}r")
        self.first = (run, run)

    def of(self, change: ProposedChange) -> tuple[Element, Element] | None:
        """The first and the last run, None where the file has nothing of it."""
        if change.note:
            return self._note(change.note)
        for words, around in ((change.after, change.becomes), (change.becomes, change.becomes)):
            if found := self._passage(words, around):
                return found
        return self._block(change.block)

    def _passage(self, words: str, around: str) -> tuple[Element, Element] | None:
        if not words.strip() or words not in around:
            return None
        found = self._letters.find(words, around, around.index(words))
        if found is None:
            return None
        end = self._letters.in_paragraph(*found)
        self._letters.end_run(end - 1)
        first = self._letters.first_run(found[0])
        return first, self._letters.run_of(end - 1)

    def _block(self, key: int) -> tuple[Element, Element] | None:
        mark = self._bookmarks.get(f"_sbp_{key:04}")
        if mark is None:
            return None
        runs = list(paragraph_of(mark).iter(f"{W}r"))
        return (runs[0], runs[-1]) if runs else None

    def _note(self, name: str) -> tuple[Element, Element] | None:
        """The mark of a note: in its bookmark, or the so-manieth of those without one."""
        named = {one: self._named(one) for one in self._marks}
        if name.startswith("r"):
            found: Sequence[Element] = [one for one, own in named.items() if own == f"_sbr_{name[1:]}"]
            place = 0
        else:
            found = [one for one, own in named.items() if not own]
            place = int(name[1:] or 0) - 1
        return (found[place], found[place]) if 0 <= place < len(found) else None

    def _named(self, run: Element) -> str:
        """The name of the reference's bookmark that a run stands in."""
        open_: dict[str, str] = {}
        for one in paragraph_of(run).iter():
            if one is run:
                break
            if one.tag == f"{W}bookmarkStart" and (one.get(f"{W}name") or "").startswith("_sbr_"):
                open_[one.get(f"{W}id") or ""] = _bare(one.get(f"{W}name") or "")
            elif one.tag == f"{W}bookmarkEnd":
                open_.pop(one.get(f"{W}id") or "", None)
        return next(reversed(open_.values()), "")


def _bare(name: str) -> str:
    """A bookmark's name without what editors put behind it."""
    return name.partition("_Copy_")[0]
