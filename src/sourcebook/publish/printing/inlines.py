"""Text with references becomes runs: notes are counted, values and numbers of other blocks put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sourcebook.publish.citing import Cited, Citer, CitingError
from sourcebook.publish.drafting.naming import Naming
from sourcebook.publish.edition import (
    Cite,
    Cross,
    Emphasis,
    Foreign,
    Inline,
    Link,
    Note,
    Reference,
    Text,
    Value,
)
from sourcebook.publish.edition.problems import Problem
from sourcebook.publish.edition.writing import inline_text
from sourcebook.publish.material import Material, NoSuchRecord, Plain
from sourcebook.publish.printed import Note as PrintedNote
from sourcebook.publish.printed import Run, Runs
from sourcebook.publish.printing.numbering import Placed
from sourcebook.publish.printing.sources import cited_by, source_ids
from sourcebook.publish.printing.values import ValueProblem, value_of

_ADDRESS = re.compile(r"https?://[^\s<>“”«»\"]+")
_AFTER_ADDRESS = ".,;:!?)]}'’"


@dataclass
class Inlines:
    """Goes through the inlines of a report in their order; `notes` are those printed so far.

    `rested` are the records that the block referred to, in order; `begin` starts a block. With
    `placeholders` what cannot be printed shows as it is typed, so that a working draft has its place.
    """

    material: Material
    citer: Citer
    words: Mapping[str, str]
    places: Mapping[str, Placed]
    problems: list[Problem]
    rests: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: list[PrintedNote] = field(default_factory=list)
    rested: list[Plain] = field(default_factory=list)
    placeholders: bool = False
    marks: int = 0
    _line: int = 0
    _where: str = ""

    def begin(self, placed: Placed) -> None:
        """A new block: its references are counted anew, its line is named in problems."""
        self.rested = []
        self._line = placed.block.line
        self._where = placed.where

    def at(self, line: int) -> None:
        """The line of what follows (an item of a list)."""
        self._line = line or self._line

    def runs(self, children: Iterable[Inline], look: Run | None = None, within: int | None = None) -> Runs:
        """The runs of inlines. `within` is the number of the typed note that they stand in."""
        found: list[Run] = []
        for one in children:
            found.extend(self._one(one, look or Run(), within))
        return joined(found)

    def _one(self, one: Inline, look: Run, within: int | None) -> Iterable[Run]:
        match one:
            case Text(text):
                return [replace(look, text=text)] if look.link or within is None else _addresses(text, look)
            case Emphasis(children, strong):
                inner = replace(look, strong=True) if strong else replace(look, emphasis=True)
                return self.runs(children, inner, within)
            case Foreign(children, language):
                return self.runs(children, replace(look, language=language), within)
            case Link(children, url):
                return self.runs(children, replace(look, link=url), within)
            case Reference(cites, silent=True):
                return self._silent(cites)
            case _:
                return self._marked(one, look, within)

    def _marked(self, one: Cross | Value | Note | Reference, look: Run, within: int | None) -> Iterable[Run]:
        """What a mark prints, with its name: marks count in the order of reading, as in `word.flowing`."""
        self.marks += 1
        name, before = f"r{self.marks:04}", len(self.problems)
        match one:
            case Cross(target):
                runs = self._cross(target, look)
            case Value(query):
                runs = self._value(query, look)
            case Note(children):
                runs = self._typed(children, within)
            case Reference(cites):
                runs = self._reference(cites, within)
        found = list(runs)
        if self.placeholders and not found and len(self.problems) > before:
            found = [replace(look, text=inline_text((one,)))]
        return [replace(run, mark=name) for run in found]

    def _problem(self, rule: str, message: str) -> None:
        self.problems.append(Problem(rule, message, self._line, self._where))

    def _cross(self, target: str, look: Run) -> Iterable[Run]:
        place = self.places.get(target)
        if place is None or not place.number:
            self._problem("cross-reference", f"[#{target}] leads nowhere: no numbered block has this id")
            return []
        return [replace(look, text=place.number, link=f"#{place.id}")]

    def _value(self, query: str, look: Run) -> Iterable[Run]:
        try:
            text, record = value_of(query, self.material, self.words)
        except ValueProblem as problem:
            self._problem("value", str(problem))
            return []
        if record:
            self.rested.append(self.material.records[record])
        return [replace(look, text=text)]

    def _typed(self, children: Sequence[Inline], within: int | None) -> Iterable[Run]:
        if within is not None:
            self._problem("note", "a note stands in a note: put its words into the outer one")
            # Gone through all the same: the marks in it count.
            inner = self.runs(children, None, within)
            return [Run("["), *inner, Run("]")] if self.placeholders else []
        number = len(self.notes) + 1
        # Its place is taken before the notes that could stand in it.
        self.notes.append(PrintedNote(number, ()))
        self.citer.typed(number)
        before = len(self.rested)
        runs = self.runs(children, None, number)
        cited = [id for record in self.rested[before:] for id in source_ids(record, self.material)]
        self.notes[number - 1] = PrintedNote(number, runs, tuple(dict.fromkeys(cited)))
        return [Run(note=number)]

    def _reference(self, cites: Sequence[Cite], within: int | None) -> Iterable[Run]:
        records = [found for found in map(self._record, cites) if found is not None]
        if len(records) != len(cites):
            return []
        self.rested.extend(records)
        if within is not None:
            return self._cited_within(cites, records)
        number = len(self.notes) + 1
        told = self._told(cites, records)
        if told is None:
            return []
        finding, cited = told
        try:
            if finding:
                self.citer.typed(number)
                runs: Runs = (*self._inline(finding, cited), Run("."))
            else:
                runs = self.citer.note(number, cited).runs
        except CitingError as error:
            self._problem("reference", str(error))
            return []
        self.notes.append(PrintedNote(number, joined(runs), tuple(dict.fromkeys(one.id for one in cited))))
        return [Run(note=number)]

    def _told(self, cites: Sequence[Cite], records: Sequence[Plain]) -> tuple[list[Run], list[Cited]] | None:
        """What a note says of findings, and what it cites; None where something cannot be cited."""
        cited: list[Cited] = []
        finding: list[Run] = []
        before = len(self.problems)
        for cite, record in zip(cites, records, strict=True):
            if record["fields"].get("form") == "finding":
                finding += [*([Run("; ")] if finding else []), *self._finding(record)]
                continue
            sources = cited_by(cite, record, self.material)
            if not sources:
                hidden = Naming(self.material).hides_source(record)
                lacking = (
                    "has sources that are not public; make one of them public (`sourcebook level`)"
                    if hidden
                    else "has no published source to be cited; give it one as evidence"
                )
                self._problem("reference", f"{cite.kind}:{cite.key} {lacking}")
            cited += [one for one in sources if one.id not in {other.id for other in cited} or one.after]
        return (finding, cited) if len(self.problems) == before else None

    def _inline(self, finding: Sequence[Run], cited: Sequence[Cited]) -> Runs:
        cites_too = self.citer.inline(cited) if cited else ()
        return (*finding, *([Run("; ")] if finding and cited else []), *cites_too)

    def _silent(self, cites: Sequence[Cite]) -> Iterable[Run]:
        self.rested.extend(found for found in map(self._record, cites) if found is not None)
        return []

    def _cited_within(self, cites: Sequence[Cite], records: Sequence[Plain]) -> Iterable[Run]:
        told = self._told(cites, records)
        try:
            return self._inline(*told) if told is not None else []
        except CitingError as error:
            self._problem("reference", str(error))
            return []

    def _record(self, cite: Cite) -> Plain | None:
        try:
            return self.material.get(cite.kind, cite.key)
        except NoSuchRecord as error:
            self._problem("reference", str(error))
            return None

    def _finding(self, record: Plain) -> list[Run]:
        """What the note of a finding says: the paragraphs that tell of the records it rests on."""
        bases = [row["basis"] for row in record.get("evidence", ()) if row.get("basis")]
        places = list(dict.fromkeys(id for basis in bases for id in self.rests.get(basis, ())))
        if not places:
            self._problem(
                "finding",
                f"the finding {record['id'][:8]} rests on nothing that the report tells: refer to it",
            )
            return []
        found = [
            Run(f"{self.words['finding']} {self.words['paragraph' if len(places) == 1 else 'paragraphs']} ")
        ]
        for count, id in enumerate(places):
            found += [Run(", ")] if count else []
            found.append(Run(self.places[id].number, link=f"#{id}"))
        return found


def _addresses(text: str, look: Run) -> list[Run]:
    """A text with its addresses as links."""
    found, at = [], 0
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(_AFTER_ADDRESS)
        if "(" in address and match[0].startswith(f"{address})"):
            address += ")"
        found += [replace(look, text=text[at : match.start()]), replace(look, text=address, link=address)]
        at = match.start() + len(address)
    return [run for run in (*found, replace(look, text=text[at:])) if run.text]


def joined(runs: Iterable[Run]) -> Runs:
    """Neighbouring runs of one look as one."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if (
            last is not None
            and run.note is None
            and last.note is None
            and replace(last, text="") == replace(run, text="")
        ):
            found[-1] = replace(last, text=last.text + run.text)
        else:
            found.append(run)
    return tuple(found)
