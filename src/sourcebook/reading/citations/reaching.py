"""Ibid and supra: which note is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sourcebook.reading.candidates import Citation
from sourcebook.reading.citations.vocabulary import Vocabulary
from sourcebook.reading.document import Document, Note

_PINPOINT = re.compile(
    r"[\s,)]*((?:pp?|paras?|párrs?|§+|art|arts|at)\.?\s*[\d][\d\s,–-]{0,30})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Back:
    """A reference back: the note it names (None for the one before), its pinpoint, where it ends.

    `work` is the author or case named instead of a number ("Teken, op. cit., p. 4").
    """

    note: int | None
    pinpoint: str | None
    end: int
    work: str | None = None


def reach(note: Note, words: Vocabulary) -> Back | None:
    """The reference back that a note begins with; None where it begins with something else."""
    text = note.text
    ibid = words.ibid.match(text)
    if ibid:
        pinpoint = _PINPOINT.match(text, ibid.end())
        end = pinpoint.end() if pinpoint else ibid.end()
        return Back(None, pinpoint[1].strip(" ,") if pinpoint else None, _skip(text, end))
    supra = words.supra.search(text, 0, 160)
    before = words.cited_work.sub("", text[: supra.start()]) if supra else ""
    if supra and int(supra[1]) < note.number and not re.search(r"[;.]\s|://", before):
        pinpoint = _PINPOINT.match(text, supra.end())
        end = pinpoint.end() if pinpoint else supra.end()
        return Back(int(supra[1]), pinpoint[1].strip(" ,") if pinpoint else None, _skip(text, end))
    return _named_work(text, words)


def _named_work(text: str, words: Vocabulary) -> Back | None:
    """ "Teken, op. cit., p. 4", "Teken v. Varnia, cited above, § 4": the whole note."""
    again = words.cited_work.search(text, 0, 160)
    lead = words.signal.match(text)
    name = text[lead.end() if lead else 0 : again.start()].strip(" ,(") if again else ""
    if again is None or not 2 < len(name) < 100 or re.search(r"[;:]|\w{3}\.\s[A-Z]|\d", name):
        return None
    pinpoint = _PINPOINT.match(text, again.end())
    end = _skip(text, pinpoint.end() if pinpoint else again.end())
    if end < len(text):
        return None
    return Back(None, pinpoint[1].strip(" ,") if pinpoint else None, end, name)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " .;,)":
        at += 1
    return at


def _first_citing(work: str, before: dict[int, Citation]) -> int | None:
    """The first note with a source whose author or title has every long word of `work`."""
    wanted = {word.casefold() for word in re.findall(r"\w{3,}", work)}
    for number, citation in before.items():
        for source in citation.sources:
            said = f"{source.publisher or ''} {source.title or ''}".casefold()
            if wanted and wanted <= set(re.findall(r"\w{3,}", said)):
                return number
    return None


def resolve(document: Document, citations: dict[int, Citation], works: dict[int, str]) -> dict[int, Citation]:
    """Each Ibid with the note it means: the nearest before it that is no Ibid itself.

    `works` are the authors and cases that notes name instead of a number: the first note that cites one is
    meant. A reference to a note that does not exist, or an Ibid with nothing before it, is told in `problem`.
    """
    resolved: dict[int, Citation] = {}
    last: int | None = None
    for note in document.notes:
        citation = citations[note.number]
        if citation.kind == "ibid":
            target = citation.resolves_to if citation.resolves_to is not None else last
            problem = None
            if note.number in works:
                target = _first_citing(works[note.number], resolved)
                problem = None if target else f"no earlier note cites {works[note.number]!r}"
            elif target is None:
                problem = "Ibid with no citation before it"
            elif target not in citations:
                target, problem = None, f"refers to note {target}, which does not exist"
            citation = replace(citation, resolves_to=target, problem=problem)
        resolved[note.number] = citation
        if citation.kind != "ibid" and citation.kind != "empty":
            last = note.number
    return resolved
