"""Ibid and supra: which note is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sourcebook.reading.candidates import Citation
from sourcebook.reading.citations.vocabulary import Vocabulary
from sourcebook.reading.document import Document, Note

_PINPOINT = re.compile(
    r"[\s,]*((?:pp?|paras?|párrs?|§+|art|arts|at)\.?\s*[\d][\d\s,–-]{0,30})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Back:
    """A reference back: the note it names (None for the one before), its pinpoint, where it ends."""

    note: int | None
    pinpoint: str | None
    end: int


def reach(note: Note, words: Vocabulary) -> Back | None:
    """The reference back that a note begins with; None where it begins with something else."""
    text = note.text
    ibid = words.ibid.match(text)
    if ibid:
        pinpoint = _PINPOINT.match(text, ibid.end())
        end = pinpoint.end() if pinpoint else ibid.end()
        return Back(None, pinpoint[1].strip(" ,") if pinpoint else None, _skip(text, end))
    supra = words.supra.search(text, 0, 160)
    before = text[: supra.start()] if supra else ""
    if supra and int(supra[1]) < note.number and not re.search(r"[;.]\s|://", before):
        pinpoint = _PINPOINT.match(text, supra.end())
        end = pinpoint.end() if pinpoint else supra.end()
        return Back(int(supra[1]), pinpoint[1].strip(" ,") if pinpoint else None, _skip(text, end))
    return None


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " .;,)":
        at += 1
    return at


def resolve(document: Document, citations: dict[int, Citation]) -> dict[int, Citation]:
    """Each Ibid with the note it means: the nearest before it that is no Ibid itself.

    A reference to a note that does not exist, or an Ibid with nothing before it, is told in `problem`.
    """
    resolved: dict[int, Citation] = {}
    last: int | None = None
    for note in document.notes:
        citation = citations[note.number]
        if citation.kind == "ibid":
            target = citation.resolves_to if citation.resolves_to is not None else last
            problem = None
            if target is None:
                problem = "Ibid with no citation before it"
            elif target not in citations:
                target, problem = None, f"refers to note {target}, which does not exist"
            citation = replace(citation, resolves_to=target, problem=problem)
        resolved[note.number] = citation
        if citation.kind != "ibid" and citation.kind != "empty":
            last = note.number
    return resolved
