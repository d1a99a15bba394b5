"""One way there and back: a random edition is sent, edited in its Word file, opened and compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from tests.publish.printing.ardovia import material
from tests.publish.word.whole_way.editing import Edit, Hand
from tests.publish.word.whole_way.editions import any_edition
from tests.publish.word.whole_way.editor import Pen
from tests.publish.word.whole_way.reading import Seen, final, printed, shown

from sourcebook.publish.edition import Edition
from sourcebook.publish.formats.docx import Stamp
from sourcebook.publish.printing import Given
from sourcebook.publish.word.applying import applied
from sourcebook.publish.word.comparing import Compared, compare
from sourcebook.publish.word.flow import Flow
from sourcebook.publish.word.flowing import flow_of
from sourcebook.publish.word.opening import opened
from sourcebook.publish.word.sending import working_file

# So many files are edited of each edition: it takes longer to print one than to edit it.
EACH = 10
_STAMP = Stamp("roads-2031", "0f3a5c", "7e1d20", "1")


@dataclass(frozen=True)
class Way:
    """What was sent, what was done to it, what stands in the file at the end, and what is told of it."""

    edition: Edition
    edits: Sequence[Edit]
    final: Seen
    compared: Compared
    prints: dict[str, str]
    notes: frozenset[str]

    def all(self) -> Flow:
        """The text with every change."""
        return applied(self.compared.script, frozenset(one.id for one in self.compared.script.changes))

    def none(self) -> Flow:
        """The text with none of them."""
        return applied(self.compared.script, frozenset())

    def seen(self, flow: Flow) -> Seen:
        """A text of the edition as it is read in Word."""
        return shown(flow, self.prints, self.notes)


@lru_cache(maxsize=2)
def _sent(seed: int) -> tuple[Edition, bytes]:
    edition = any_edition(Random(seed))
    return edition, _file(edition)


def _file(edition: Edition) -> bytes:
    return working_file(edition, material(), Given(), _STAMP)


def gone(seed: int, *, wild: bool = False) -> Way:
    """The way of a seed. `wild`: many edits at any place, else one a paragraph, each with words of its own."""
    edition, base = _sent(seed // EACH)
    random = Random(seed)
    pen = Pen(base, random, office=random.random() < 0.4)
    prints, notes = printed(pen)
    hand = Hand(pen, random, wild=wild)
    for _ in range(2 if wild else 1):
        hand.all_over(0.7 if wild else 0.5)
    compared = compare(opened(base, "sent"), opened(pen.written(), "returned"), flow_of(edition))
    return Way(edition, hand.done, final(pen), compared, prints, notes)


def sent_again(edition: Edition) -> Seen:
    """An edition as it is read in its own Word file."""
    return final(Pen(_file(edition), Random(0)))
