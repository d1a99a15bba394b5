"""What two people can do to one text, by what a reader would call it: apart, asked about, or alike."""

from __future__ import annotations

from collections.abc import Callable

from tests.publish.word.merging.scripts import Edits, flow

from sourcebook.publish.word.flow import Start

BASE = flow(
    "The road was closed. Nobody came by. The guards left at night{So they said. It was dark.}.",
    "The market opened late. People waited outside.",
    "The school was empty. Its doors were locked.",
    "The bridge held.",
    "A list of names",
)
Edit = Callable[[Edits], object]
HEADING = Start("heading", level=2)

APART: dict[str, tuple[Edit, Edit, list[str | None]]] = {
    "two sentences of one paragraph": (
        lambda e: e.replace(0, "closed", "open"),
        lambda e: e.replace(0, "Nobody", "Somebody"),
        [
            "The road was open. Somebody came by. The guards left at night{So they said. It was dark.}.",
            None,
            None,
            None,
            None,
        ],
    ),
    "a sentence put in beside one edited": (
        lambda e: e.put(1, "opened late.", " It was cold."),
        lambda e: (e.replace(1, "late", "early"), e.replace(1, "outside", "inside")),
        [None, "The market opened early. It was cold. People waited inside.", None, None, None],
    ),
    "a sentence put in before one edited": (
        lambda e: e.put(1, "late. ", "It was cold. "),
        lambda e: e.replace(1, "People", "Many"),
        [None, "The market opened late. It was cold. Many waited outside.", None, None, None],
    ),
    "the end of one sentence and the beginning of the next": (
        lambda e: e.replace(1, "late.", "early!"),
        lambda e: e.replace(1, "People", "Many"),
        [None, "The market opened early! Many waited outside.", None, None, None],
    ),
    "a sentence at the end of a paragraph, its last one edited": (
        lambda e: e.put(3, "held.", " It was old."),
        lambda e: e.replace(3, "bridge", "dam"),
        [None, None, None, "The dam held. It was old.", None],
    ),
    "words put in before a sentence, the one before it edited": (
        lambda e: e.put(1, "late.", " In fact"),
        lambda e: e.replace(1, "opened", "closed"),
        [None, "The market closed late. In fact People waited outside.", None, None, None],
    ),
    "both add a paragraph in one place": (
        lambda e: e.add(1, "Theirs is new."),
        lambda e: e.add(1, "Ours is new."),
        [None, None, "Ours is new.", "Theirs is new.", None, None, None],
    ),
    "a paragraph added after one that ours took out": (
        lambda e: e.add(1, "Theirs is new."),
        lambda e: e.delete(1),
        [None, "Theirs is new.", "The school was empty. Its doors were locked.", None, None],
    ),
    "a paragraph added after one that ours moved": (
        lambda e: e.add(1, "Theirs is new."),
        lambda e: e.move(1, 3),
        [
            None,
            "The school was empty. Its doors were locked.",
            "The bridge held.",
            "The market opened late. People waited outside.",
            "Theirs is new.",
            None,
        ],
    ),
    "a paragraph moved that ours edited": (
        lambda e: e.move(1, 3),
        lambda e: e.replace(1, "late", "early"),
        [
            None,
            "The school was empty. Its doors were locked.",
            "The bridge held.",
            "The market opened early. People waited outside.",
            None,
        ],
    ),
    "a paragraph edited that ours joined to the one before": (
        lambda e: e.replace(2, "locked", "open"),
        lambda e: e.join(2),
        [
            None,
            "The market opened late. People waited outside.The school was empty. Its doors were open.",
            None,
            None,
        ],
    ),
    "a split between sentences that both edited": (
        lambda e: (e.split(1, "People"), e.replace(1, "People", "Many")),
        lambda e: e.replace(1, "late", "early"),
        [None, "The market opened early. ", "Many waited outside.", None, None, None],
    ),
    "a paragraph moved that ours split": (
        lambda e: e.move(2, 0),
        lambda e: e.split(2, "Its doors"),
        [
            None,
            "The school was empty. ",
            "Its doors were locked.",
            "The market opened late. People waited outside.",
            None,
            None,
        ],
    ),
    "a note edited, and the sentence of its mark": (
        lambda e: e.replace("r0001", "dark", "late"),
        lambda e: e.replace(0, "guards", "soldiers"),
        [
            "The road was closed. Nobody came by. The soldiers left at night{So they said. It was late.}.",
            None,
            None,
            None,
            None,
        ],
    ),
    "two sentences of one note": (
        lambda e: e.replace("r0001", "dark", "late"),
        lambda e: e.replace("r0001", "said", "wrote"),
        [
            "The road was closed. Nobody came by. The guards left at night{So they wrote. It was late.}.",
            None,
            None,
            None,
            None,
        ],
    ),
    "new notes of both, with one name": (
        lambda e: e.put(1, "opened late", "", note="Theirs."),
        lambda e: e.put(1, "waited outside", "", note="Ours."),
        [None, "The market opened late{Theirs.}. People waited outside{Ours.}.", None, None, None],
    ),
    "a paragraph made a heading and its words changed": (
        lambda e: e.restyle(3, HEADING),
        lambda e: e.replace(3, "bridge", "dam"),
        [None, None, None, "The dam held.", None],
    ),
}

ASKED: dict[str, tuple[Edit, Edit]] = {
    "two words of one sentence": (
        lambda e: e.replace(0, "road", "street"),
        lambda e: e.replace(0, "closed", "open"),
    ),
    "a word of a sentence that ours took out": (
        lambda e: e.replace(0, "came", "passed"),
        lambda e: e.replace(0, "Nobody came by. ", ""),
    ),
    "words put in at both ends of one sentence": (
        lambda e: e.put(1, "late. ", "Some "),
        lambda e: e.put(1, "outside", " the gate"),
    ),
    "a sentence put in by both in one gap": (
        lambda e: e.put(1, "late. ", "It was cold. "),
        lambda e: e.put(1, "late.", " It was warm."),
    ),
    "a sentence put in at the end by both": (
        lambda e: e.put(3, "held.", " It was cold."),
        lambda e: e.put(3, "held.", " It was warm."),
    ),
    "a paragraph taken out that ours edited": (
        lambda e: e.delete(1),
        lambda e: e.replace(1, "late", "early"),
    ),
    "a paragraph edited that ours took out": (
        lambda e: e.replace(1, "late", "early"),
        lambda e: e.delete(1),
    ),
    "a sentence put in where ours took the paragraph out": (
        lambda e: e.put(1, "late. ", "It was cold. "),
        lambda e: e.delete(1),
    ),
    "a paragraph moved to two places": (lambda e: e.move(1, 3), lambda e: e.move(1, 2)),
    "a split inside a sentence that ours edited": (
        lambda e: e.split(2, "were locked"),
        lambda e: e.replace(2, "doors", "gates"),
    ),
    "a split where ours put a sentence in": (
        lambda e: e.split(2, "Its doors"),
        lambda e: e.put(2, "empty. ", "It was cold. "),
    ),
    "a paragraph joined to one that ours took out": (lambda e: e.join(2), lambda e: e.delete(1)),
    "a paragraph taken out to which ours joined another": (lambda e: e.delete(1), lambda e: e.join(2)),
    "a paragraph moved to which ours joined another": (lambda e: e.move(1, 3), lambda e: e.join(2)),
    "a paragraph added between two that ours joined": (
        lambda e: e.add(1, "Theirs is new."),
        lambda e: e.join(2),
    ),
    "a paragraph moved between two that ours joined": (lambda e: e.move(3, 1), lambda e: e.join(2)),
    "a paragraph restyled otherwise": (
        lambda e: e.restyle(3, HEADING),
        lambda e: e.restyle(3, Start("quotation")),
    ),
    "a note edited whose mark ours took out": (
        lambda e: e.replace("r0001", "dark", "late"),
        lambda e: e.mark_out(0, "r0001"),
    ),
    "a mark taken out whose note ours edited": (
        lambda e: e.mark_out(0, "r0001"),
        lambda e: e.replace("r0001", "dark", "late"),
    ),
    "one sentence of a note": (
        lambda e: e.replace("r0001", "dark", "late"),
        lambda e: e.replace("r0001", "was", "grew"),
    ),
    "words without a stop, put in between two sentences": (
        lambda e: e.put(1, "late. ", "In fact "),
        lambda e: e.replace(1, "outside", "inside"),
    ),
    "words added to a line without a stop": (
        lambda e: e.put(4, "names", " and places"),
        lambda e: e.replace(4, "list", "row"),
    ),
}

ALIKE: dict[str, Edit] = {
    "words": lambda e: e.replace(0, "road", "street"),
    "a paragraph": lambda e: e.add(1, "It was so."),
    "a paragraph taken out": lambda e: e.delete(1),
    "a move": lambda e: e.move(1, 3),
    "a split": lambda e: e.split(2, "Its doors"),
    "a join": lambda e: e.join(2),
    "a note": lambda e: e.put(1, "opened late", "", note="It is said."),
    "a heading": lambda e: e.restyle(3, HEADING),
    "a mark taken out": lambda e: e.mark_out(0, "r0001"),
}
