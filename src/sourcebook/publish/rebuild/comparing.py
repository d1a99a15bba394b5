"""What was recovered from a report and what differs: paragraphs, notes, quotations, statements drafted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from sourcebook.publish.building import Made
from sourcebook.publish.drafting.redrafting import redraft
from sourcebook.publish.material import Material, Plain
from sourcebook.publish.own_words.edition import OwnWords
from sourcebook.publish.own_words.notes import NoteKept
from sourcebook.publish.printed import Heading, Paragraph
from sourcebook.publish.printing.letters import cleaned
from sourcebook.reading import Reading
from sourcebook.reading.candidates import Statement
from sourcebook.text.folding import skeleton

_TOLD = 20
_REFERENCE = re.compile(
    r"(?:\b(?:paras?\.|paragraphs?|párrafos?|párr\.|paragraphes?|пункт\w*|п\.)|¶+)\s*(\d{1,4}\w?)",
    re.IGNORECASE,
)
_MARK = re.compile(r"\[\d{1,4}\]")
_LABEL = re.compile(r"^\(?\w{1,5}[.)]\s+|^[•–-]\s+")


@dataclass(frozen=True, slots=True)
class Relabelled:
    """A paragraph whose number changed: as it was printed, and as it counts now."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Again:
    """A statement as it was read, and as it is drafted anew from its record alone; `differs` says in what."""

    paragraph: str
    speaker: str
    date: str
    quotes: tuple[str, ...]
    notes: tuple[int, ...]
    sources: tuple[str, ...]
    drafted: str = ""
    drafted_speaker: str = ""
    drafted_date: str = ""
    drafted_quotes: tuple[str, ...] = ()
    drafted_sources: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compared:
    """Everything that the comparison page shows."""

    title: str
    paragraphs: int
    numbered: int
    paragraphs_back: int
    missing: tuple[str, ...]
    relabelled: tuple[Relabelled, ...]
    notes: int
    notes_recovered: int
    notes_kept: tuple[NoteKept, ...]
    unplaced: tuple[int, ...]
    unmatched: tuple[str, ...]
    quotations: int
    quotations_back: dict[str, int]
    proofs: dict[str, str]
    statements: tuple[Again, ...]
    records: dict[str, int]
    findings: tuple[dict[str, Any], ...]
    boxed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    stale: tuple[tuple[str, str], ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def same(self) -> int:
        """How many statements carry the same speaker, date, quotations and sources."""
        return sum(1 for one in self.statements if not one.differs)

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)


def compared(
    reading: Reading,
    done: OwnWords,
    material: Material,
    made: Made,
    texts: dict[str, list[str]],
    seconds: dict[str, float],
) -> Compared:
    """Compares. `texts` are the lines taken back from each format."""
    labels = {
        block.id: block.label
        for block in made.printed.blocks
        if isinstance(block, Paragraph | Heading) and block.label
    }
    document = reading.document
    folded = {name: _skeletons(lines) for name, lines in texts.items()}
    missing = tuple(
        told.key or f"paragraph {told.index + 1}"
        for told in done.paragraphs
        if not all(_has(found, document.paragraphs[told.index].text) for found in folded.values())
    )
    quotes = [
        quotation.text
        for statement in reading.statements
        for quotation in statement.quotes
        if quotation.text.strip()
    ]
    return Compared(
        title=made.printed.title,
        paragraphs=len(done.paragraphs),
        numbered=sum(told.numbered for told in done.paragraphs),
        paragraphs_back=len(done.paragraphs) - len(missing),
        missing=missing,
        relabelled=tuple(
            Relabelled(told.key, labels.get(told.id, "").strip("(.)"))
            for told in done.paragraphs
            if told.key and not told.typed and told.key != labels.get(told.id, "").strip("(.)")
        ),
        notes=len(document.notes),
        notes_recovered=sum(note.recovered for note in done.notes),
        notes_kept=tuple(note for note in done.notes if not note.recovered),
        unplaced=tuple(done.unplaced),
        unmatched=tuple(done.unmatched),
        quotations=len(quotes),
        quotations_back={name: sum(_has(found, quote) for quote in quotes) for name, found in folded.items()},
        proofs={name: comparison.summary(name.upper()) for name, comparison in made.proofs.items()},
        statements=tuple(_statements(reading, done, material)),
        records={kind: len(found) for kind, found in material.of_kind.items()},
        findings=tuple(_findings(made)),
        boxed=made.boxed,
        lost=tuple(
            f"{name.upper()}: {difference}"
            for name, proof in made.proofs.items()
            for difference in proof.differences[:_TOLD]
        ),
        stale=tuple(_stale(reading, done, labels)),
        seconds=seconds,
    )


def _stale(reading: Reading, done: OwnWords, labels: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(paragraph, words) of references in the text to a paragraph whose number changed."""
    changed = {
        told.key
        for told in done.paragraphs
        if told.numbered and told.key != labels.get(told.id, "").strip("(.)")
    }
    for paragraph in reading.document.paragraphs:
        for found in _REFERENCE.finditer(paragraph.text):
            if found[1] in changed:
                yield paragraph.key or "", found[0]


def _skeletons(lines: list[str]) -> str:
    return "\n".join(_bare(line) for line in lines)


def _bare(text: str) -> str:
    """Without marks of notes, which stand within what is taken back, and folded."""
    return skeleton(cleaned(_MARK.sub("", text)))


def _has(folded: str, text: str) -> bool:
    """Whether every line of a text is in what was taken back; labels of items stand apart from their text."""
    return all(_bare(_LABEL.sub("", line)) in folded for line in text.split("\n") if line.strip())


def _statements(reading: Reading, done: OwnWords, material: Material) -> Iterator[Again]:
    own = {record["id"]: record for record in material.of_kind.get("statement", ())}
    used: set[str] = set()
    for statement in reading.statements:
        here = done.resting.of_paragraph.get(statement.paragraph, ())
        near = [own[id] for kind, id in here if kind == "statement" and id not in used]
        record = _record_of(statement, near)
        if record is not None:
            used.add(record["id"])
        yield _one(reading, statement, record, done, material)


def _record_of(statement: Statement, near: list[Plain]) -> Plain | None:
    """The record that was made of a statement: of its paragraph, with its words, or without any its day."""
    # A reaction that was read from the same words tells of them; who said them is in the statement.
    direct_first = sorted(near, key=lambda record: record["fields"]["manner"] == "indirect")
    for quotation in statement.quotes:
        words = skeleton(quotation.text)[:40]
        for record in direct_first:
            if words and words in skeleton(record["fields"]["text"]):
                return record
    same_day = (record for record in near if record["fields"]["when"] == (statement.date or ""))
    return None if statement.quotes else next(same_day, None)


def _one(
    reading: Reading, statement: Statement, record: Plain | None, done: OwnWords, material: Material
) -> Again:
    quotes = tuple(quotation.text for quotation in statement.quotes)
    sources = tuple(
        dict.fromkeys(id for note in statement.notes for id in done.resting.of_note.get(note, ()))
    )
    known = Again(
        reading.document.key(statement.paragraph) or "",
        statement.speaker,
        statement.date or "",
        quotes,
        statement.notes,
        sources,
    )
    if record is None:
        return Again(**{**asdict(known), "differs": ("no record",)})
    again = redraft(record, material, reading.document.language or "en")
    differs = [
        name
        for name, same in (
            ("speaker", skeleton(again.speaker) == skeleton(statement.speaker)),
            ("date", again.date == (statement.date or "")),
            ("quotations", _quoted(again.quotes, quotes)),
            ("sources", set(again.sources) == set(sources)),
        )
        if not same
    ]
    return Again(
        **{
            **asdict(known),
            "drafted": again.text,
            "drafted_speaker": again.speaker,
            "drafted_date": again.date,
            "drafted_quotes": again.quotes,
            "drafted_sources": again.sources,
            "differs": tuple(differs),
        }
    )


def _quoted(again: tuple[str, ...], quotes: tuple[str, ...]) -> bool:
    """Whether every quotation of the original is among those of the draft, word for word."""
    drafted = skeleton(" ".join(again))
    return all(skeleton(quote) in drafted for quote in quotes)


def _findings(made: Made) -> Iterator[dict[str, Any]]:
    for failed in made.passing.failed:
        yield {"rule": "check-failed", "severity": "error", "message": failed, "where": ""}
    for problem in made.passing.problems:
        yield {"rule": problem.rule, "severity": "error", "message": problem.message, "where": problem.where}
    for finding in made.passing.findings:
        places = [f"¶{label}" for label in finding.paragraphs] + [
            f"note {number}" for number in finding.notes
        ]
        yield {
            "rule": finding.rule,
            "severity": finding.severity,
            "message": finding.message,
            "where": ", ".join(places),
        }
