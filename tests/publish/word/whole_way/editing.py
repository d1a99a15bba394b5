"""Random edits of a file, each with what must be told of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.publish.word.whole_way.editor import Pen
from tests.publish.word.whole_way.sheet import Element, W, said

AUTHORS = ("Ana Ro", "Ben Oru", "Kesh Tal")
SAVER, SAVED = "Mira Tal", "2031-06-01T08:00:00Z"
_POOL = ["road", "bridge", "closed", "Граница", "فوق", "zinc"]


@dataclass(frozen=True)
class Edit:
    """What was done: the kind it must be told as, whose it is, when ("" author: not tracked)."""

    kind: str
    author: str
    date: str
    words: str = ""


class Hand:
    """Edits a file at random places, one edit a paragraph; `wild` many, anywhere."""

    def __init__(self, pen: Pen, random: Random, *, wild: bool = False) -> None:
        self.pen, self.random, self.wild = pen, random, wild
        self.count = 0
        self.done: list[Edit] = []

    def fresh(self) -> str:
        """A word that stands nowhere else; in the wild, perhaps one that does."""
        self.count += 1
        if self.wild and self.random.random() < 0.5:
            return self.random.choice(_POOL)
        return f"quartz{self.count:03}"

    def hold(self) -> None:
        """Somebody takes the pen."""
        tracked = self.random.random() < 0.6
        self.pen.author = self.random.choice(AUTHORS) if tracked else ""
        self.pen.date = f"2031-05-{self.random.randint(1, 28):02}T10:{self.random.randint(0, 59):02}:00Z"

    def tell(self, kind: str, words: str = "") -> None:
        """Notes what was done."""
        pen = self.pen
        self.done.append(Edit(kind, pen.author or SAVER, pen.date if pen.author else SAVED, words))

    def all_over(self, share: float = 0.5) -> list[Edit]:
        """Goes through the file once."""
        paragraphs = self.pen.paragraphs()
        self.rows_()
        place = 2
        while place < len(paragraphs):
            if self.random.random() > share:
                place += 1
                continue
            self.hold()
            place += self.one(paragraphs, place)
        if self.random.random() < 0.7:
            self.pen.sprinkle()
        self.pen.saved_by(SAVER, SAVED)
        return self.done

    def one(self, paragraphs: list[Element], place: int) -> int:
        """One edit at a paragraph; gives how many paragraphs it needs."""
        acts: list[Callable[[list[Element], int], int]] = [
            self.words_, self.words_, self.words_, self.split_, self.join_, self.add_, self.remove_,
            self.move_, self.note_, self.in_note_, self.reference_, self.overtype_, self.relocate_,
        ]  # fmt: skip
        act = self.random.choice(acts)
        used = act(paragraphs, place)
        return used if used and not self.wild else 1

    def spot(self, paragraph: Element) -> tuple[Element, int] | None:
        """A place between two words; in the wild anywhere."""
        found = [
            (run, at)
            for run in self.pen.pieces(paragraph)
            for at, sign in enumerate(said(run))
            if at and (self.wild or sign == " ")
        ]
        return self.random.choice(found) if found else None

    def words_(self, paragraphs: list[Element], place: int) -> int:
        """Words put in, taken out, or typed over."""
        spot = self.spot(paragraphs[place])
        if spot is None:
            return 0
        run, at = spot
        text = said(run)
        stop = text.find(" ", at + 1)
        die = self.random.random()
        if die < 0.4 or stop < 0:
            word = self.fresh()
            self.pen.insert(run, at, f" {word}")
        elif die < 0.7:
            word = ""
            self.pen.replace(run, at, stop, "")
        else:
            word = self.fresh()
            self.pen.replace(run, at + 1, stop, word)
        self.tell("text", word)
        return 1

    def split_(self, paragraphs: list[Element], place: int) -> int:
        """Enter within a paragraph."""
        spot = self.spot(paragraphs[place])
        if spot is None or not self._plain(paragraphs, place):
            return 0
        self.pen.split(*spot)
        self.tell("split")
        return 2

    def join_(self, paragraphs: list[Element], place: int) -> int:
        """Delete at its end."""
        if not self._pair(paragraphs, place):
            return 0
        self.pen.join(paragraphs[place])
        self.tell("joined")
        return 3

    def add_(self, paragraphs: list[Element], place: int) -> int:
        """A paragraph below."""
        if not self._plain(paragraphs, place):
            return 0
        word = self.fresh()
        self.pen.add(paragraphs[place], f"The {word} stands alone here.")
        self.tell("added", word)
        return 2

    def remove_(self, paragraphs: list[Element], place: int) -> int:
        """It goes."""
        if not self._pair(paragraphs, place):
            return 0
        self.pen.remove(paragraphs[place])
        self.tell("deleted")
        return 2

    def move_(self, paragraphs: list[Element], place: int) -> int:
        """It goes elsewhere, further down."""
        to = place + 2 + self.random.randint(0, 2)
        if to + 1 >= len(paragraphs) or not self._pair(paragraphs, place) or not self._pair(paragraphs, to):
            return 0
        if not all(self._follow(paragraphs, one) for one in range(place, to)):
            return 0
        self.pen.move(paragraphs[place], paragraphs[to])
        self.tell("moved")
        return to - place + 2

    def note_(self, paragraphs: list[Element], place: int) -> int:
        """A new note."""
        spot = self.spot(paragraphs[place])
        if spot is None or "Heading" in _style(paragraphs[place]):
            return 0
        word = self.fresh()
        self.pen.note(*spot, f"As {word} says.")
        self.tell("reference", word)
        return 1

    def in_note_(self, paragraphs: list[Element], place: int) -> int:
        """Words in a note of the paragraph."""
        marks = [
            one for one in paragraphs[place].iter(f"{W}footnoteReference")
            if not any(up.tag in (f"{W}ins", f"{W}del") for up in one.iterancestors())
        ]  # fmt: skip
        spot = self.spot(self.pen.note_of(self.random.choice(marks))) if marks else None
        if spot is None:
            return 0
        word = self.fresh()
        self.pen.insert(*spot, f" {word}")
        self.tell("note", word)
        return 1

    def reference_(self, paragraphs: list[Element], place: int) -> int:
        """A reference goes."""
        found = self.pen.references(paragraphs[place])
        if not found:
            return 0
        self.pen.unreference(self.random.choice(found))
        self.tell("reference")
        return 1

    def overtype_(self, paragraphs: list[Element], place: int) -> int:
        """A printed figure or number is typed over."""
        found = [
            one for one in self.pen.references(paragraphs[place]) if any(True for _ in one.iter(f"{W}t"))
        ]
        if not found:
            return 0
        self.pen.overtype(self.random.choice(found), self.fresh())
        self.tell("reference")
        return 1

    def relocate_(self, paragraphs: list[Element], place: int) -> int:
        """A reference goes elsewhere in its paragraph."""
        found, spot = self.pen.references(paragraphs[place]), self.spot(paragraphs[place])
        # A figure that is cut out leaves two blanks.
        found = [one for one in found if self.wild or not any(True for _ in one.iter(f"{W}t"))]
        if not found or spot is None:
            return 0
        self.pen.author = ""
        self.pen.relocate(self.random.choice(found), *spot)
        self.tell("reference")
        return 1

    def rows_(self) -> None:
        """A row is edited, added or taken out."""
        rows = self.pen.rows()
        if len(rows) < 3 or self.random.random() < 0.4:
            return
        self.hold()
        row = self.random.choice(rows[1:])
        die = self.random.random()
        if die < 0.4:
            word = self.fresh()
            self.pen.add_row(row, f"The {word} row")
            self.tell("added", word)
        elif die < 0.6:
            self.pen.remove_row(row)
            self.tell("deleted")
        elif (spot := self.spot(row)) is not None:
            word = self.fresh()
            self.pen.insert(*spot, f" {word}")
            self.tell("text", word)

    def _plain(self, paragraphs: list[Element], place: int) -> bool:
        following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
        return _style(paragraphs[place]) in _PLAIN and (following is None or _style(following) not in _ITEMS)

    def _follow(self, paragraphs: list[Element], place: int) -> bool:
        return paragraphs[place].getnext() is paragraphs[place + 1]

    def _pair(self, paragraphs: list[Element], place: int) -> bool:
        return (
            self._plain(paragraphs, place)
            and place + 1 < len(paragraphs)
            and _style(paragraphs[place]) == _style(paragraphs[place + 1])
            and self._plain(paragraphs, place + 1)
            and self._follow(paragraphs, place)
        )


_PLAIN = ("NumberedParagraph", "BodyText")
_ITEMS = ("ListItem", "Item", "ListParagraph")


def _style(paragraph: Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return found.get(f"{W}val", "") if found is not None else ""
