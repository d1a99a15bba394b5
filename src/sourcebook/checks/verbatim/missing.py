"""The verdict on a quotation that the source does not have as it stands: what it has instead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sourcebook.checks.verbatim import negation
from sourcebook.checks.verbatim.judge import Claimed, Found, altered, another_speaker, judged, swallowed
from sourcebook.checks.verbatim.locate import Gap, Run, chains, gap_of
from sourcebook.checks.verbatim.near import LEFT_OUT, Near, nearest, passages, spliced
from sourcebook.checks.verbatim.quotation import Fragment, Quotation
from sourcebook.checks.verbatim.source import SourceText
from sourcebook.checks.verbatim.verdict import Difference, Verdict
from sourcebook.languages import language_of, script_of
from sourcebook.text import Span

_ANYWHERE = 1 << 60
_TELLING = 5


def missing(
    source: SourceText, parts: Quotation, places: Sequence[Sequence[Run]], claimed: Claimed, omitted: int
) -> Verdict:
    """What is wrong; `places` is where each fragment stands word for word, `omitted` the longest omission."""
    if len(parts.fragments) == 1:
        return _one(source, parts, claimed)
    near = [None if here else _near(source, part) for here, part in zip(places, parts.fragments, strict=True)]
    every = [here or ([found.run] if found else []) for here, found in zip(places, near, strict=True)]
    held = sum(len(part.words) for part, here in zip(parts.fragments, every, strict=True) if here)
    if held < max(2, parts.words / 2):
        return _absent(source, parts)
    apart = [one for found in near if found for one in found.differences]
    if not all(every):
        return _partly(source, parts, every, apart, claimed)
    anywhere = [Gap(0, _ANYWHERE)] * len(parts.inner)
    ordered = min(chains(every, anywhere), key=lambda chain: chain[-1].last - chain[0].first, default=None)
    if ordered is None:
        runs = [here[0] for here in every]
        return _reversed(_spans(source, runs))
    return _ordered(source, parts, ordered, apart, claimed, omitted)


def _near(source: SourceText, fragment: Fragment) -> Near | None:
    return nearest(source, fragment, passages(source, fragment.words))


def _one(source: SourceText, parts: Quotation, claimed: Claimed) -> Verdict:
    """A quotation of one fragment: spliced, turned round, altered, in another language, or not there."""
    fragment = parts.fragments[0]
    groups = passages(source, fragment.words)
    several = spliced(groups, len(fragment.words))
    if several:
        runs = [Run(group[0].source, group[-1].end) for group in several]
        spans = _spans(source, runs)
        if all(before.last <= after.first for before, after in pairwise(runs)):
            return _spliced(spans, max(after.first - before.last for before, after in pairwise(runs)))
        return _reversed(spans)
    near = nearest(source, fragment, groups)
    if near is None:
        return _absent(source, parts)
    if not near.differences:
        return judged(source, parts, Found(Found.at(source, [near.run]).stretches), claimed)
    return _altered(source, [near.run], near.differences, claimed)


def _altered(
    source: SourceText, runs: Sequence[Run], apart: Sequence[Difference], claimed: Claimed
) -> Verdict:
    spans = _spans(source, runs)
    if other := another_speaker(source, spans, claimed.speaker):
        return other
    if all(not one.quoted for one in apart):
        lost = next((words for one in apart if (words := negation.denies(one.source, source.language))), None)
        if lost:
            return swallowed(spans, lost, "where the quotation leaves words out without a mark")
    return altered(spans, apart)


def _partly(
    source: SourceText,
    parts: Quotation,
    every: Sequence[Sequence[Run]],
    apart: list[Difference],
    claimed: Claimed,
) -> Verdict:
    """Most fragments are there, one or more are not: their words are altered."""
    found = [here[0] for here in every if here]
    for n, here in enumerate(every):
        if not here:
            fragment = parts.fragments[n]
            apart.append(Difference(fragment.text.strip(), _expected(source, every, n, len(fragment.words))))
    return _altered(source, found, apart, claimed)


def _expected(source: SourceText, every: Sequence[Sequence[Run]], n: int, count: int) -> str:
    """The words of the source where a fragment that it does not have would stand."""
    if n and every[n - 1]:
        first = every[n - 1][0].last
    elif n + 1 < len(every) and every[n + 1]:
        first = max(0, every[n + 1][0].first - count)
    else:
        return ""
    words = source.words[first : first + count]
    return source.folded.text[words[0].start : words[-1].end] if words else ""


def _ordered(
    source: SourceText,
    parts: Quotation,
    runs: Sequence[Run],
    apart: list[Difference],
    claimed: Claimed,
    omitted: int,
) -> Verdict:
    """Every fragment is there, in order: too far apart, or with words that a bracket does not stand for."""
    spans = _spans(source, runs)
    for joint, (before, after) in zip(parts.inner, pairwise(runs), strict=True):
        gap, allowed = after.first - before.last, gap_of(joint, omitted)
        if gap > max(allowed.most, LEFT_OUT):
            return _spliced(spans, gap)
        if not allowed.least <= gap <= allowed.most:
            shown = " ".join(bracket.shown for bracket in joint.brackets) or "..."
            words = source.words[before.last : after.first]
            there = source.folded.text[words[0].start : words[-1].end] if words else ""
            apart.append(Difference(shown, there))
    if apart:
        return _altered(source, runs, apart, claimed)
    return judged(source, parts, Found(Found.at(source, runs).stretches), claimed)


def _absent(source: SourceText, parts: Quotation) -> Verdict:
    """A quotation that is not there: perhaps because the source is in another language."""
    script = script_of(parts.text)
    if script and source.scripts and script not in source.scripts:
        return _translation("script")
    language = language_of(parts.text) if parts.words >= _TELLING else None
    if language and language not in source.languages:
        return _translation("language")
    return Verdict(
        "not-found",
        "The words are not in the source, nor anything like them. Look for the source that has them.",
    )


def _translation(what: str) -> Verdict:
    return Verdict(
        "translation",
        f"The quotation is in another {what} than the source and cannot be compared with it. "
        "Keep the original words beside the translation, and say who translated.",
    )


def _reversed(spans: Sequence[Span]) -> Verdict:
    return Verdict(
        "reversed",
        "The source has these words in another order. Quote them in the order in which they were said.",
        tuple(spans),
    )


def _spliced(spans: Sequence[Span], apart: int) -> Verdict:
    return Verdict(
        "spliced",
        f"Two passages that stand {apart} words apart in the source are quoted as one. Quote them apart.",
        tuple(spans),
    )


def _spans(source: SourceText, runs: Sequence[Run]) -> tuple[Span, ...]:
    return tuple(source.span(run.first, run.last) for run in runs)
