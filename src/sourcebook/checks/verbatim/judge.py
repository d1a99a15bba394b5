"""A quotation that was found in its source, judged: words, brackets, omissions, edges, and the speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sourcebook.checks.verbatim import negation
from sourcebook.checks.verbatim.brackets import clause_words, turned, turned_at_edge
from sourcebook.checks.verbatim.compare import differences
from sourcebook.checks.verbatim.locate import Run
from sourcebook.checks.verbatim.quotation import Bracket, Joint, Quotation
from sourcebook.checks.verbatim.source import SourceText, comparable
from sourcebook.checks.verbatim.speakers import another
from sourcebook.checks.verbatim.surroundings import after, before, left_out
from sourcebook.checks.verbatim.verdict import Difference, Kind, Verdict
from sourcebook.checks.verbatim.words import split
from sourcebook.text import Span


@dataclass(frozen=True, slots=True)
class Claimed:
    """What is said of the quotation: who spoke, and the words around it in the sentence that quotes it."""

    speaker: str | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Where the fragments stand in the folded source; `runs` are their words where these are to be compared.

    `exact` says that the stored text has the quotation character by character.
    """

    stretches: tuple[tuple[int, int], ...]
    runs: tuple[Run, ...] = ()
    exact: bool = False

    @staticmethod
    def at(source: SourceText, runs: Sequence[Run]) -> Found:
        """Fragments found at these words of the source."""
        words = source.words
        stretches = tuple((words[run.first].start, words[run.last - 1].end) for run in runs)
        return Found(stretches, tuple(runs))


def judged(source: SourceText, parts: Quotation | None, found: Found, claimed: Claimed) -> Verdict:
    """The verdict; `parts` is None for a quotation that was found as a whole."""
    spans = tuple(source.folded.origin(start, end) for start, end in found.stretches)
    if other := another_speaker(source, spans, claimed.speaker):
        return other
    apart: tuple[Difference, ...] = ()
    if parts and found.runs:
        pairs = zip(parts.fragments, found.runs, strict=True)
        apart = tuple(one for fragment, run in pairs for one in differences(source, fragment, run))
    if any(not one.slight for one in apart):
        return altered(spans, apart)
    wrong = _bracket_turned(source, parts, spans) or _swallowed(source, parts, spans, claimed)
    if wrong:
        return wrong
    return altered(spans, apart) if apart else _faithful(source, parts, found, spans)


def another_speaker(source: SourceText, spans: Sequence[Span], speaker: str | None) -> Verdict | None:
    """The verdict where the source gives the words to someone else."""
    for span in spans:
        other = another(source, span, speaker)
        if other:
            whose = f", not {speaker}" if speaker else ""
            return Verdict(
                "wrong-speaker",
                f"In the source these are the words of “{other}”{whose}. Say who spoke, or take them out.",
                tuple(spans),
            )
    return None


def altered(spans: Sequence[Span], apart: Sequence[Difference]) -> Verdict:
    """The verdict where words are not those of the source."""
    told = "; ".join(_told(one) for one in apart[:4])
    more = f", and {len(apart) - 4} more" if len(apart) > 4 else ""
    return Verdict(
        "altered-words",
        f"The source differs: {told}{more}. Quote it as it is, or mark the change.",
        tuple(spans),
        tuple(apart),
    )


def _told(one: Difference) -> str:
    if not one.source:
        return f"“{one.quoted}” is not in it"
    if not one.quoted:
        return f"“{one.source}” was left out without a mark"
    return f"“{one.source}”, where the quotation has “{one.quoted}”"


def swallowed(spans: Sequence[Span], words: str, where: str) -> Verdict:
    """The verdict where a denial or a limit was lost."""
    return Verdict(
        "negation-swallowed",
        f"The source says “{words}” {where}; without it the quotation says something else. Put it back.",
        tuple(spans),
        (Difference("", words),),
    )


def _faithful(source: SourceText, parts: Quotation | None, found: Found, spans: tuple[Span, ...]) -> Verdict:
    kind: Kind = "verbatim" if found.exact else "folded"
    message = (
        "The source has these words." if found.exact else "The source has these words; only glyphs differ."
    )
    if parts and any(joint.omission for joint in parts.joints):
        kind, message = "omission", "The source has these words; what is left out does not turn them."
        if not negation.known(source.language):
            message = "The source has these words; whether an omission turns them was not judged (language)."
    elif parts and (parts.letters or any(joint.brackets for joint in parts.joints)):
        kind, message = (
            "bracket",
            "The source has these words; the brackets keep the sense, as far as can be told.",
        )
    return Verdict(kind, message, spans)


def _bracket_turned(source: SourceText, parts: Quotation | None, spans: Sequence[Span]) -> Verdict | None:
    for bracket, why in _turnings(source, parts, spans) if parts else ():
        return Verdict(
            "bracket-turns-sense",
            f"The bracket {bracket.shown} turns the sense: {why}. Quote the words of the source.",
            tuple(spans),
            (Difference(bracket.shown, why),),
        )
    return None


def _turnings(source: SourceText, parts: Quotation, spans: Sequence[Span]) -> Iterator[tuple[Bracket, str]]:
    """The brackets that turn the sense, with why."""
    for n, joint in enumerate(parts.inner):
        gap = "" if joint.omission else source.text[spans[n].end : spans[n + 1].start]
        last = "" if joint.omission else parts.fragments[n].words[-1].text
        for bracket, words in _shared([*joint.brackets], [word.text for word in split(comparable(gap).text)]):
            if why := turned(bracket, " ".join(words), last, parts.text, source.language):
                yield bracket, why
    for joint, front in ((parts.joints[0], True), (parts.joints[-1], False)):
        if joint.brackets:
            yield from _turnings_at_edge(source, parts, spans, joint, front)


def _turnings_at_edge(
    source: SourceText, parts: Quotation, spans: Sequence[Span], joint: Joint, front: bool
) -> Iterator[tuple[Bracket, str]]:
    sentence = before(source, spans[0].start) if front else after(source, spans[-1].end)
    beside = [] if joint.omission else list(clause_words(sentence, front))
    last = "" if front else parts.fragments[-1].words[-1].text
    nearest_first = [*reversed(joint.brackets)] if front else [*joint.brackets]
    for bracket, words in _shared(nearest_first, beside):
        if words:
            why = turned_at_edge(bracket, words, parts.text, source.language, front)
        else:
            why = turned(bracket, "", last, parts.text, source.language)
        if why:
            yield bracket, why


def _shared(brackets: list[Bracket], words: list[str]) -> Iterator[tuple[Bracket, list[str]]]:
    """The words of the source that each bracket stands for: one where letters touch it, else all the others.

    Several of the author's side by side stand for words together.
    """
    own = [bracket for bracket in brackets if not bracket.editorial] or brackets
    while own and own[0].attached:
        yield own.pop(0), words[:1]
        words = words[1:]
    while own and own[-1].attached:
        yield own.pop(), words[-1:]
        words = words[:-1]
    if own:
        yield replace(own[0], content=" ".join(bracket.content for bracket in own)), words


def _swallowed(
    source: SourceText, parts: Quotation | None, spans: Sequence[Span], claimed: Claimed
) -> Verdict | None:
    language = source.language
    if not negation.known(language):
        return None
    joints = parts.joints if parts else (Joint(), Joint())
    for n, joint in enumerate(joints[1:-1]):
        if joint.omission and not _keeps(joint, language):
            words = _omitted(source, spans[n].end, spans[n + 1].start)
            if words:
                return swallowed(spans, words, "where the quotation leaves words out")
    if not _keeps(joints[0], language) and not negation.denies(claimed.before, language):
        text = before(source, spans[0].start)
        if words := negation.before_edge(text, joints[0].omission, language):
            return swallowed(spans, words, "before the words quoted")
    if not _keeps(joints[-1], language) and not negation.denies(claimed.after, language):
        text = after(source, spans[-1].end)
        if words := negation.after_edge(text, joints[-1].omission, language):
            return swallowed(spans, words, "after the words quoted")
    return None


def _keeps(joint: Joint, language: str) -> bool:
    """Whether a bracket of the author's says the denial instead."""
    return any(negation.denies(bracket.content, language) for bracket in joint.brackets)


def _omitted(source: SourceText, start: int, end: int) -> str | None:
    """The denial that an omission takes out of a sentence of which something is quoted."""
    out = left_out(source, start, end)
    if out.within:
        return negation.denies(out.head, source.language)
    return negation.after_edge(out.head, True, source.language) or negation.before_edge(
        out.tail, True, source.language
    )
