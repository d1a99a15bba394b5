"""Numbers and letters are counted, never typed: whatever is put in between, all that follows moves along."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.printing.ardovia import notes, pressed, texts

from sourcebook.publish.printed import Heading, Paragraph
from sourcebook.publish.printing.numbering import letters

RECOMMENDATIONS = "# What is to be done {.recommendations}\n\n"


@pytest.mark.parametrize(
    ("number", "letter"), [(1, "a"), (2, "b"), (26, "z"), (27, "aa"), (28, "ab"), (52, "az"), (53, "ba"), (703, "aaa")]
)  # fmt: skip
def test_letters_go_on_after_z(number: int, letter: str) -> None:
    assert letters(number) == letter


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_no_two_numbers_have_one_letter(one: int, other: int) -> None:
    assert (letters(one) == letters(other)) == (one == other)


def test_paragraphs_count_through_the_body_alone() -> None:
    report = pressed(
        "# Foreword {.front}\n\nThanks.\n\n# Threats\n\nOne.\n\n## By night\n\nTwo.\n\n"
        "Not counted. {.unnumbered}\n\nThree.\n\n# Notes on method {.annex}\n\nText."
    )
    assert texts(report, "paragraph") == [
        "Thanks.",
        "1. One.",
        "2. Two.",
        "Not counted.",
        "3. Three.",
        "Text.",
    ]


def test_recommendations_have_letters_which_begin_anew_under_each_heading() -> None:
    many = "\n\n".join(f"Do thing {n}." for n in range(28))
    report = pressed(f"{RECOMMENDATIONS}## To the parliament {{.recommendations}}\n\n{many}\n\n"
                     "## To the Council {.recommendations}\n\nOpen the road.\n\n# After\n\nCounted.")  # fmt: skip
    found = texts(report, "paragraph")
    assert found[0] == "(a) Do thing 0."
    assert found[25:29] == [
        "(z) Do thing 25.",
        "(aa) Do thing 26.",
        "(ab) Do thing 27.",
        "(a) Open the road.",
    ]
    assert found[-1] == "1. Counted."


def test_items_of_a_list_have_letters_or_the_label_that_was_typed() -> None:
    report = pressed("Three things:\n\n- the road\n- the bridge\n- (iii) the ferry\n- • the mill")
    assert texts(report, "item") == ["(a) the road", "(b) the bridge", "(iii) the ferry", "• the mill"]


def test_the_28th_item_is_ab() -> None:
    report = pressed("All of it:\n\n" + "\n".join(f"- thing {n}" for n in range(28)))
    assert texts(report, "item")[-2:] == ["(aa) thing 26", "(ab) thing 27"]


def test_annexes_tables_and_figures_count_for_themselves() -> None:
    report = pressed(
        "Text.[@statement:{threat}]\n\n![Threats by month](chart:statements-by-month){#months}\n\n"
        "# All statements {.annex}\n\n![What was said](table:statements){#said}\n\n"
        "# All events {.annex}\n\n![What happened](table:events){#events}"
    )
    assert [one.label for one in report.blocks if isinstance(one, Heading)] == ["Annex 1.", "Annex 2."]
    assert texts(report, "caption") == [
        "Figure 1. Threats by month",
        "Table 1. What was said",
        "Table 2. What happened",
    ]


def test_an_annex_of_which_nothing_is_printed_is_left_out() -> None:
    report = pressed(
        "Text.\n\n# Abbreviations {.front}\n\n![](table:abbreviations)\n\n# End {.annex}\n\nText."
    )
    assert texts(report, "heading") == ["Annex 1. End"]


BODY = """The road was closed.[@event:{closed}] {{#road}}
{between}
The minister spoke.[@statement:{denial}] {{#speech}}

He spoke again.[@statement:{denial}]

As said in [#speech], after [#road]; see [#asks] and [#annex].

# What is to be done {{.recommendations}}

Open the road. {{#asks}}

# Statements {{.annex #annex}}

![Statements](table:statements){{#said}}
"""


def _body(between: str) -> str:
    text = BODY.replace("{between}", between).replace("{{", "{").replace("}}", "}")
    return text


def test_a_paragraph_put_in_between_moves_every_number_reference_and_ibid() -> None:
    before = pressed(_body(""))
    after = pressed(_body("\nNews came in.[@source:{debate}]\n"))
    assert texts(before, "paragraph")[3] == "4. As said in 2, after 1; see (a) and Annex 1."
    assert texts(after, "paragraph")[4] == "5. As said in 3, after 1; see (a) and Annex 1."
    assert [text[:5] for text in notes(before)] == ["Ardov", "Ardov", "Ibid."]
    # The new note cites the source of the next one: that is now the same one again.
    assert [text[:5] for text in notes(after)] == ["Ardov", "Ardov", "Ibid.", "Ibid."]
    assert "2, 3" in texts(before, "cell")
    assert "3, 4" in texts(after, "cell")


def test_ids_of_paragraphs_stay_where_others_are_put_in() -> None:
    before = pressed("One thing.\n\nAnother thing.")
    after = pressed("Something new.\n\nOne thing.\n\nAnother thing.")
    ids = [one.id for one in before.blocks if isinstance(one, Paragraph)]
    assert [one.id for one in after.blocks if isinstance(one, Paragraph)][1:] == ids


def test_two_paragraphs_of_the_same_words_have_two_ids() -> None:
    report = pressed("The same.\n\nThe same.")
    first, second = (one.id for one in report.blocks if isinstance(one, Paragraph))
    assert first != second


@given(
    st.lists(
        st.sampled_from(["Text.", "Text. {.unnumbered}", "## Heading", "> Said."]), min_size=1, max_size=12
    )
)
def test_numbers_are_without_gap_whatever_stands_between(blocks: list[str]) -> None:
    report = pressed("\n\n".join(blocks))
    labels = [one.label for one in report.blocks if isinstance(one, Paragraph) and one.label]
    assert labels == [f"{n}." for n in range(1, len(labels) + 1)]
