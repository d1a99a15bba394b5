"""The verdict on a quotation: where it stands in its source, and whether it says there what is quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.checks.verbatim.judge import Claimed, Found, judged
from sourcebook.checks.verbatim.locate import chains, gap_of, occurrences
from sourcebook.checks.verbatim.missing import missing
from sourcebook.checks.verbatim.quotation import parse
from sourcebook.checks.verbatim.source import SourceText, comparable, prepared
from sourcebook.checks.verbatim.verdict import Kind, Verdict
from sourcebook.checks.verbatim.words import parts_word

OMITTED = 150
_MOST_PLACES = 24
_MARKS = " \t\n\"'“”„‟«»‹›‘’‚"
_RANK: tuple[Kind, ...] = ("verbatim", "folded", "omission", "bracket")


def verify(
    quotation: str,
    source: SourceText | str,
    *,
    speaker: str | None = None,
    before: str = "",
    after: str = "",
    omitted: int = OMITTED,
) -> Verdict:
    """Compare a quotation with the text that it is said to come from.

    `speaker` is who is said to have spoken; `before` and `after` are the words around the quotation in the
    sentence that quotes it (a denial that stands there is not swallowed); `omitted` is how many words an
    omission may leave out. Takes time in proportion to the length of quotation and source.
    """
    source = prepared(source) if isinstance(source, str) else source
    claimed = Claimed(speaker, before, after)
    best: Verdict | None = None
    whole = comparable(quotation).text.strip(_MARKS)
    for found in _as_a_whole(quotation, whole, source):
        best = _better(best, judged(source, None, found, claimed))
        if best.faithful:
            return best
    parts = parse(quotation)
    if parts.patched:
        return Verdict(
            "spliced", "The quotation is put together from dozens of pieces; quote whole passages."
        )
    if not parts.fragments:
        return best or Verdict("not-found", "Nothing is quoted: there is no word in the quotation.")
    places = occurrences(source, parts)
    if all(places):
        gaps = [gap_of(joint, omitted) for joint in parts.inner]
        for chain in chains(places, gaps):
            best = _better(best, judged(source, parts, Found.at(source, chain), claimed))
            if best.faithful:
                return best
    return best or missing(source, parts, places, claimed, omitted)


def _as_a_whole(quotation: str, folded: str, source: SourceText) -> Iterator[Found]:
    """Where the quotation stands character by character, once folded; a small first letter may be a large."""
    plain = quotation.strip(_MARKS)
    if not any(c.isalnum() for c in folded):
        return
    exact = plain in source.text
    for variant in dict.fromkeys((folded, folded[0].swapcase() + folded[1:])):
        text, at = source.folded.text, 0
        for _ in range(_MOST_PLACES):
            at = text.find(variant, at)
            if at < 0:
                break
            end = at + len(variant)
            if not (parts_word(text, at) or parts_word(text, end)):
                span = source.folded.origin(at, end)
                yield Found(((at, end),), (), exact and source.text[span.start : span.end] == plain)
            at = end


def _better(one: Verdict | None, other: Verdict) -> Verdict:
    """The verdict that speaks more for the quotation; of two alike the first."""
    if one is None:
        return other
    return other if _rank(other) < _rank(one) else one


def _rank(verdict: Verdict) -> tuple[int, int]:
    if verdict.faithful:
        return (0, _RANK.index(verdict.kind))
    return (1, 0) if verdict.slight else (2, 0)


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation and the text it is said to come from, with what `verify` may be told besides."""

    quotation: str
    source: str
    speaker: str | None = None
    before: str = ""
    after: str = ""
