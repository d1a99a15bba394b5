"""Quoted statements against the preserved texts that their evidence points to.

Statements are gone through text by text, so that each text is made ready once, however many rest on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sourcebook.checks.known import Dossier, Evidence
from sourcebook.checks.known.records import Actor, Source, Speaker, Statement
from sourcebook.checks.verbatim import SourceText, Verdict, verify
from sourcebook.languages import script_of
from sourcebook.reading.analysis import find_quotations

_FIELDS = frozenset({"", "text", "translation", "points"})
_MOST_NAMES = 6
# What a whole statement is judged by is the gravest verdict on its pieces.
_MOST_PIECES = 40


@dataclass(frozen=True, slots=True)
class Target:
    """A text layer in which a statement's words should stand; `cited` where only its source is named."""

    layer: str
    evidence: Evidence
    cited: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement with the best verdict that a text gives it; `verdict` is None where no text could be read.

    `field` says whether text or translation was compared; `quote` is what was. `cited` says that the evidence
    names sources only; `unread` that some of the texts could not be had; `sources` are those that were
    captured.
    """

    statement: Statement
    verdict: Verdict | None
    field: str
    quote: str
    target: Target | None
    cited: bool
    unread: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Compared:
    verdict: Verdict
    field: str
    quote: str
    target: Target


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A statement, the texts to look in, and, where only sources are named, those that were captured."""

    statement: Statement
    targets: tuple[Target, ...]
    sources: tuple[str, ...]


_KEPT: WeakKeyDictionary[Dossier, dict[int, tuple[Judged, ...]]] = WeakKeyDictionary()


def judged(dossier: Dossier, omitted: int) -> tuple[Judged, ...]:
    """Every quoted statement that has a preserved text, or a captured source, in the dossier's order.

    Two rules ask for it: it is worked out once. `omitted` is how many words an omission may leave out.
    """
    kept = _KEPT.setdefault(dossier, {})
    if omitted not in kept:
        kept[omitted] = tuple(_judged(dossier, omitted))
    return kept[omitted]


def _judged(dossier: Dossier, omitted: int) -> Iterator[Judged]:
    wanted = list(_wanted(dossier))
    by_layer: dict[str, list[tuple[int, Target]]] = {}
    for n, want in enumerate(wanted):
        for target in {one.layer: one for one in want.targets}.values():
            by_layer.setdefault(target.layer, []).append((n, target))
    found: dict[int, list[_Compared]] = {}
    unread: set[int] = set()
    for layer, resting in by_layer.items():
        text = dossier.text(layer)
        if text is None:
            unread.update(n for n, _ in resting)
            continue
        source = SourceText(text)
        for n, target in resting:
            statement = wanted[n].statement
            dossier.position = dossier.named(statement)
            found.setdefault(n, []).append(_compared(dossier, statement, source, target, omitted))
    for n, want in enumerate(wanted):
        cited = bool(want.sources)
        best = min(found.get(n, ()), key=lambda one: _distance(one.verdict), default=None)
        if best is None:
            text = want.statement.text or want.statement.translation
            yield Judged(want.statement, None, "text", text, None, cited, n in unread, want.sources)
        else:
            yield Judged(
                want.statement,
                best.verdict,
                best.field,
                best.quote,
                best.target,
                cited,
                n in unread,
                want.sources,
            )


def _wanted(dossier: Dossier) -> Iterator[_Wanted]:
    """The quoted statements, each with the texts that its words should stand in."""
    for statement in dossier.each(Statement):
        if _is_quoted(statement):
            evidence = list(_evidence(dossier, statement))
            passages = tuple(Target(one.layer, one, False) for one in evidence if one.layer)
            want = _Wanted(statement, passages, ()) if passages else _cited(dossier, statement, evidence)
            if want.targets or want.sources:
                yield want


def _is_quoted(statement: Statement) -> bool:
    """Whether it is said to be word for word: neither the team's own finding, nor retold."""
    return (
        statement.form != "finding"
        and statement.manner != "indirect"
        and bool(statement.text.strip() or statement.translation.strip())
    )


def _evidence(dossier: Dossier, statement: Statement) -> Iterator[Evidence]:
    return (one for one in dossier.evidence_of(statement) if one.supports and one.part in _FIELDS)


def _cited(dossier: Dossier, statement: Statement, evidence: Sequence[Evidence]) -> _Wanted:
    """The texts of the sources that the evidence names, where it points to no passage."""
    targets: list[Target] = []
    captured: dict[str, None] = {}
    for one in evidence:
        source = dossier.get(one.basis, Source)
        for capture in dossier.captures_of(source.id) if source else ():
            captured[capture.source or ""] = None
            layers = [layer for layer in capture.layers if layer.current] or list(capture.layers)
            targets += (Target(layer.id, one, True) for layer in layers)
    return _Wanted(statement, tuple(targets), tuple(captured))


def _compared(
    dossier: Dossier, statement: Statement, source: SourceText, target: Target, omitted: int
) -> _Compared:
    """The verdict on the text; on the translation where the source is in its language."""
    original = _verdict(dossier, statement, statement.text, source, omitted)
    first = _Compared(original, "text", statement.text, target)
    if not statement.translation.strip() or original.kind not in ("translation", "not-found"):
        return first
    printed = _verdict(dossier, statement, statement.translation, source, omitted)
    # The team's own translation need not be what a source prints.
    if printed.faithful or not statement.text.strip() or (printed.spans and not statement.translator):
        return _Compared(printed, "translation", statement.translation, target)
    return first


def _verdict(dossier: Dossier, statement: Statement, quote: str, source: SourceText, omitted: int) -> Verdict:
    names: Sequence[str | None] = _names(dossier, statement, source) or [None]
    verdicts: list[Verdict] = []
    for piece in _pieces(statement, quote):
        verdict = verify(piece, source, speaker=names[0], omitted=omitted)
        for name in names[1:]:
            if verdict.kind != "wrong-speaker":
                break
            verdict = verify(piece, source, speaker=name, omitted=omitted)
        verdicts.append(verdict)
    return max(verdicts, key=lambda one: _distance(one))


def _pieces(statement: Statement, quote: str) -> Sequence[str]:
    """What is word for word: where a statement is quoted in part, the stretches in quotation marks."""
    if statement.manner != "partial":
        return [quote]
    found = [quote[one.inner_start : one.inner_end] for one in find_quotations(quote) if one.depth == 0]
    return [piece for piece in found if piece.strip()][:_MOST_PIECES] or [quote]


def _names(dossier: Dossier, statement: Statement, source: SourceText) -> list[str]:
    """The names of the one person who speaks, in the source's script; none where several do, or a body."""
    speaking = [one for one in statement.speakers if one.part in ("speaker", "")]
    if len(speaking) != 1:
        return []
    speaker: Speaker = speaking[0]
    actor = dossier.get(speaker.actor, Actor)
    if actor is not None and actor.form != "person":
        return []
    names = [name.value for name in actor.names] if actor else []
    scripts = source.scripts
    fitting = [name for name in (speaker.words, *names) if name and script_of(name) in scripts]
    return list(dict.fromkeys(fitting))[:_MOST_NAMES]


def _distance(verdict: Verdict) -> tuple[bool, bool, bool, bool]:
    """How far a verdict is from a faithful one: a passage that was found is nearer than none."""
    return (not verdict.faithful, not verdict.slight, not verdict.spans, verdict.kind == "translation")
