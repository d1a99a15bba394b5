"""Random lists of what a person does to the report in LibreOffice, one act a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from tests.publish.word.office import steps
from tests.publish.word.office.steps import Step, as_author, tracked

from sourcebook.publish.word.flow import Block, Flow
from sourcebook.publish.word.tokens import text_of

SAVER, TRACKERS = "Mira Tal", ("Ana Ro", "Ben Oru")
_WORDS = re.compile(r"[A-Za-z]+(?: [a-z]+){1,2}")
_ACTS = (
    "text", "deleted words", "added words", "split", "joined", "added", "deleted", "moved", "note", "row deleted",
    "row added", "restyled",
)  # fmt: skip
_KINDS = {"deleted words": "text", "added words": "text", "row deleted": "deleted", "row added": "added",
          "note": "reference"}  # fmt: skip


@dataclass(frozen=True)
class Act:
    """The kind of change that it must be told as, whose it is, and the steps."""

    kind: str
    author: str
    tracked: bool
    steps: Sequence[Step]


class Lists:
    """Makes lists of acts on a report whose file reads `full`: places are words that stand there once."""

    def __init__(self, flow: Flow, full: str) -> None:
        self._full = full
        self._blocks = flow.blocks
        self._places = [
            place
            for place, block in enumerate(flow.blocks)
            if place > 4 and block.start.kind not in ("fixed", "picture") and self._words(block)
        ]

    def acts(self, seed: int) -> Iterator[Act]:
        """A list of a seed."""
        random = Random(seed)
        at = 0
        while at < len(self._places) - 4:
            kind = random.choice(_ACTS) if random.random() < 0.5 else ""
            done, used = self._steps(random, kind, at) if kind else ([], 1)
            at += used
            if done:
                author = random.choice(TRACKERS) if random.random() < 0.6 else ""
                its = (as_author(author), *tracked(*done), as_author(SAVER)) if author else done
                yield Act(_KINDS.get(kind, kind), author or SAVER, bool(author), its)

    def _words(self, block: Block) -> list[str]:
        return [one for one in _WORDS.findall(text_of(block.tokens)) if self._full.count(one) == 1]

    def _alike(self, at: int, count: int) -> bool:
        """Whether so many paragraphs follow each other from here."""
        places = self._places[at : at + count]
        return places == list(range(places[0], places[0] + count)) and all(
            self._blocks[one].start.kind == "paragraph" for one in places
        )

    def _steps(self, random: Random, kind: str, at: int) -> tuple[list[Step], int]:
        """The steps of an act at a place, and how many paragraphs it needs; none where it cannot be done."""
        block = self._blocks[self._places[at]]
        words = random.choice(self._words(block))
        second = self._words(self._blocks[self._places[at + 1]])[0]
        third = self._words(self._blocks[self._places[at + 2]])[0]
        match kind:
            case "text":
                return [steps.replace(words, f"basalt {at}")], 1
            case "deleted words" if words != text_of(block.tokens):
                return [steps.delete(words)], 1
            case "added words":
                return [steps.insert(words, f" onyx{at}")], 1
            case "row deleted" if block.start.kind == "row":
                return [steps.row_remove(words)], 2
            case "row added" if block.start.kind == "row":
                return [steps.row_after(words)], 2
            case "note" if block.start.kind in ("paragraph", "item"):
                return [steps.note(words, f"Beryl {at}.")], 1
        if not self._alike(at, 4):
            return [], 1
        match kind:
            case "split" if not text_of(block.tokens).startswith(words):
                return [steps.split(words)], 2
            case "joined":
                return [steps.join(second)], 3
            case "added":
                return [steps.add(words, f"Jasper {at} stands alone.")], 2
            case "deleted":
                return [steps.remove(words)], 2
            case "moved":
                return [steps.move(words, third)], 4
            case "restyled":
                return [steps.style(words, "Quotation")], 2
        return [], 1
