"""A corrected edition prints what it says otherwise, and nothing that only moved."""

from __future__ import annotations

import pytest
from tests.publish.drafting.records import id_of
from tests.publish.printing.ardovia import DEAD, pressed

from sourcebook.publish.correcting import corrections
from sourcebook.publish.printed import Printed

BODY = """The road was closed.[@event:{closed}] {#road}

The minister spoke.[@statement:{denial}] {#speech}

He spoke again.[@statement:{denial}] Nobody answered him in the parliament that day.

As said in [#speech], after [#road].

Both did so.[@finding:{finding}] He spoke.[@statement:{threat}]

# Figures {.annex}

![Figures](table:figures) {#figures}

![Corrections](table:corrections) {#own}
"""


def told(before: Printed, after: Printed) -> list[tuple[str, str]]:
    found = list(corrections(before.lines(), after, "seen later", "own"))
    assert {one.why for one in found} <= {"seen later"}
    return [(one.before, one.after) for one in found]


CASES = [
    ("nothing", "", "", []),
    (
        "a word",
        "The road was closed.",
        "The road stayed open.",
        [("The road was closed.", "The road stayed open.")],
    ),
    (
        "a word of a paragraph without an id",
        "Nobody answered him in",
        "Somebody answered him in",
        [
            (
                "He spoke again. Nobody answered him in the parliament that day.",
                "He spoke again. Somebody answered him in the parliament that day.",
            )
        ],
    ),
    (
        "a paragraph put in, which moves all numbers",
        "The road was closed.",
        "News came in.[@source:{debate}] {#news}\n\nThe road was closed.",
        [("—", "News came in.")],
    ),
    (
        "a paragraph taken out",
        "The minister spoke.[@statement:{denial}] {#speech}\n\n",
        "",
        [("The minister spoke.", "—")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("what", "old", "new", "expected"), CASES, ids=[what for what, *_ in CASES])
def test_what_changed_is_told(what: str, old: str, new: str, expected: list[tuple[str, str]]) -> None:
    changed = BODY.replace(old, new, 1) if old else BODY
    changed = (
        changed
        if "#speech}" in changed
        else changed.replace("As said in [#speech], after", "As said in 2, after")
    )
    found = told(pressed(BODY), pressed(changed))
    assert found == expected


def test_another_source_of_the_same_words_is_a_correction() -> None:
    [(before, after)] = told(pressed(BODY), pressed(BODY.replace("[@event:{closed}]", "[@source:{hills}]")))
    assert "The roads stay closed" in before
    assert "Every hill is ours" in after


def test_a_figure_that_was_corrected_in_its_record_is_told_by_its_row() -> None:
    second = {**DEAD, "fields": {**DEAD["fields"], "words": "no fewer than 1,312 people"}}
    assert second["id"] == id_of("dead")
    assert told(pressed(BODY), pressed(BODY, second)) == [
        (
            "killed | no fewer than 1,240 people | Sellan Council | 1 June 2031",
            "killed | no fewer than 1,312 people | Sellan Council | 1 June 2031",
        )
    ]


def test_the_table_of_corrections_is_no_correction() -> None:
    from sourcebook.publish.printing import Given
    from sourcebook.publish.printing.tables import Correction

    before = pressed(BODY, given=Given(corrections=[Correction("a", "b", "c")]))
    assert told(before, pressed(BODY)) == []
