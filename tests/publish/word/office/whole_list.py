"""Everything that people do to a file, in one: the steps, and what `take` must say of each, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as replace_in

from tests.publish.word.office.steps import (
    Step,
    add,
    as_author,
    comment,
    delete,
    delete_mark,
    insert,
    join,
    move,
    note,
    remove,
    replace,
    split,
    tracked,
)

EDITOR = "Mira Tal"  # saves the file last: to her belongs what was not tracked
LAWYER, TRANSLATOR = "Ana Ro", "Ben Oru"


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done, and how the change must be told: its kind, the words taken out and put in, whose.

    `at` are words of the block that it is told of, as it was sent; "" for one that was not there.
    """

    name: str
    steps: Sequence[Step]
    kind: str
    before: str
    after: str
    author: str = EDITOR
    at: str = ""

    @property
    def tracked(self) -> bool:
        """Whether Word's own tracking says it."""
        return any(step.verb == "tracking" for step in self.steps)


def by(author: str, *steps: Step) -> tuple[Step, ...]:
    """Tracked steps of somebody."""
    return (as_author(author), *tracked(*steps), as_author(EDITOR))


EDITS = (
    Edit("a word changed", [replace("corridor", "passage")], "text", "corridor", "passage",
         at="The speech was printed"),
    Edit("a heading changed", [insert("Denial of", " place")], "text", "", "place",
         at="Denial of names"),
    Edit("beside other scripts", [replace("northern", "southern")], "text", "northern", "southern",
         at="Several inscriptions"),
    Edit("split", [split("No member")], "split", "No member of parliament", "", at="On 2 March 2031 he had"),
    Edit("joined", [join("Reporters asked")], "joined", "Reporters asked whether", "", at="Reporters asked"),
    Edit("moved", [move("An official of", "School books of")], "moved", "An official of the ministry", "",
         at="An official of"),
    Edit("added", [add("Three listeners", "Two of them gave their names.")], "added", "", "Two of them gave"),
    Edit("deleted", [remove("By the end of June")], "deleted", "By the end of June the price", "",
         at="By the end of June"),
    Edit("a note changed", [replace("not to scale", "badly drawn")], "note", "not to scale", "badly drawn",
         at="A map that hung"),
    Edit("a note added", [note("by its posts", "It has none.")], "reference", "", "", at="The guard denied"),
    Edit("a cell changed", [replace("Convoys", "Trucks")], "text", "Convoys", "Trucks", at="Convoys"),
    Edit("a reference deleted", [delete_mark("for nine weeks.")], "reference", "", "",
         at="The road to Brenn was"),
    Edit("a reference partly deleted", [delete("least ")], "reference", "", "", at="The council stated"),
    Edit("tracked insertion", by(LAWYER, insert("the town hall", " of old")), "text", "", "of old", LAWYER,
         at="The school moved"),
    Edit("tracked deletion", by(LAWYER, delete(", and of lamp oil in the fourth")), "text",
         ", and of lamp oil in the fourth", "", LAWYER, at="Shops in Brenn"),
    Edit("tracked replacement", by(TRANSLATOR, replace("without delay", "at once")), "text",
         "without delay", "at once", TRANSLATOR, at="The Council of Assemblies"),
    Edit("tracked move", by(TRANSLATOR, move("Both accounts agree", "On 11 May 2031")), "moved",
         "Both accounts agree on", "", TRANSLATOR, at="Both accounts agree"),
    Edit("tracked deletion of a reference", by(LAWYER, delete_mark("to Brenn on 1 May 2031.")), "reference",
         "", "", LAWYER, at="The Ilm Valley Border Guard"),
    Edit("tracked paragraph", by(LAWYER, add("Where the accounts", "Nor does it rank them.")), "added",
         "", "Nor does it rank them", LAWYER),
    Edit("tracked paragraph deleted", by(TRANSLATOR, remove("Letters of the council")), "deleted",
         "Letters of the council remained", "", TRANSLATOR, at="Letters of the council"),
    Edit("a comment on a tracked insertion", [comment("of old", "Since when?", TRANSLATOR, "2031-05-06T07:08")],
         "", "", ""),
)  # fmt: skip


def all_tracked(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The same with everything tracked: what was not is the lawyer's."""
    return tuple(
        edit
        if edit.tracked or not edit.kind
        else replace_in(edit, author=LAWYER, steps=by(LAWYER, *edit.steps))
        for edit in edits
    )


def steps_of(edits: Sequence[Edit]) -> tuple[Step, ...]:
    """All steps, one after the other."""
    return tuple(step for edit in edits for step in edit.steps)
