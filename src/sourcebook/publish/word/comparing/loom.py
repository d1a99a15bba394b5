"""What weaving blocks and notes needs and makes: where atoms are set down, and who says what they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from sourcebook.publish.word.comparing.drafts import Atom, Drafting
from sourcebook.publish.word.comparing.marking import Marks
from sourcebook.publish.word.comparing.starts import Starts
from sourcebook.publish.word.flow import Start, Token

# Atoms, or the bare tokens of what nobody touched.
Strand = list[Atom] | tuple[Start | Token, ...]


@dataclass
class Woven:
    """What was woven: atoms by the keys of blocks; where marks of the sent text, and others, ended up.

    Of what nobody touched there are tokens alone: in `still` by key, and among the `notes`. `traces` has the
    atom of each mark of the sent text, `put_in` those of marks that were put in, `over` what was written over
    a mark.
    """

    next_key: int
    atoms: dict[int, list[Atom]] = field(default_factory=dict)
    still: dict[int, tuple[Start | Token, ...]] = field(default_factory=dict)
    notes: dict[str, Strand] = field(default_factory=dict)
    traces: dict[str, Atom] = field(default_factory=dict)
    put_in: dict[str, list[Atom]] = field(default_factory=lambda: defaultdict(list))
    over: dict[str, str] = field(default_factory=dict)


@dataclass
class Loom:
    """What rows of atoms are woven with."""

    woven: Woven
    drafting: Drafting
    marks: Marks
    starts: Starts
