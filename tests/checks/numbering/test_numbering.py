"""The count of paragraphs, lists and headings: what an edit by hand leaves behind."""

from __future__ import annotations

import pytest
from tests.checks.making import found, reading_from

TEXT = {n: f"On {n} May 2031, the road was closed again." for n in range(1, 30)}


def numbered(*parts: str) -> str:
    """Markdown of headings (strings) and of stretches of numbers ("3-5 7")."""
    lines = ["---\ntitle: Report 2031\nlang: en\n---\n"]
    for part in parts:
        if part[0].isdigit():
            for stretch in part.split():
                first, _, last = stretch.partition("-")
                lines += (f"{n}. {TEXT[n % 29 + 1]}\n" for n in range(int(first), int(last or first) + 1))
        else:
            lines.append(f"{part}\n")
    return "\n".join(lines)


CASES = [
    ("number-gap", ("# A", "1-3 5-6"), [("5",)]),
    ("number-gap", ("# A", "1-3 6-7"), [("6",)]),
    ("number-gap", ("# A", "1-7"), []),
    ("number-gap", ("# A", "1-4", "# B", "5-7"), []),
    ("number-gap", ("# A", "1-4", "# B", "1-3"), []),
    ("number-repeated", ("# A", "1-4 4-6"), [("4", "4b")]),
    ("number-repeated", ("# A", "1-5", "# B", "4-6"), [("4", "4b", "5", "5b")]),
    ("number-repeated", ("# A", "1-6", "# B", "4-5 2-3"), [("2", "2b", "3", "3b"), ("4", "4b", "5", "5b")]),
    ("number-repeated", ("# A", "1-4", "# B", "1-3"), []),
    ("number-repeated", ("# A", "1-4", "# B", "5-6"), []),
    ("number-restart", ("# A", "1-5", "# B", "4-6"), [("5", "4b")]),
    ("number-restart", ("# A", "1-4", "## B", "1-3"), [("4", "1b")]),
    ("number-restart", ("# A", "1-4", "# B", "1-3"), []),
    ("number-restart", ("# A", "1-3 5-6"), []),
]


@pytest.mark.parametrize(("rule", "parts", "wanted"), CASES)
def test_the_count_of_paragraphs(rule: str, parts: tuple[str, ...], wanted: list[tuple[str, ...]]) -> None:
    assert [f.paragraphs for f in found(rule, reading_from(numbered(*parts)))] == wanted


LISTS = [
    ("b. Open the road.\nc. Let the lorries pass.\n", ["b"]),
    ("a. Open the road.\nb. Let the lorries pass.\n", []),
    ("a. Open the road.\nb. Let it be.\n\nThe Council is asked for more:\n\nc. Let them pass.\nd. Rebuild the mill.\n", []),
    ("a. Open the road.\nb. Let it be.\n\nThe Council is asked for more:\n\nf. Let them pass.\ng. Rebuild the mill.\n", ["f"]),
]  # fmt: skip


@pytest.mark.parametrize(("items", "wanted"), LISTS)
def test_where_a_list_begins(items: str, wanted: list[str]) -> None:
    reading = reading_from(f"# Call for action\n\n1. The Council is asked for this:\n\n{items}")
    assert [f.message.split("“")[1][0] for f in found("list-start", reading)] == wanted


ASKED = (
    "The Council of the Lakes should open the road to all and let the relief lorries pass without delay.",
    "The Ministry of Culture of Ostreya should rebuild the mill of Orvel and return its bell to the parish.",
)


@pytest.mark.parametrize(("letters", "wanted"), [(("c", "d"), [("a", "c", "b", "d")]), (("a", "b"), [])])
def test_one_recommendation_has_one_letter(letters: tuple[str, str], wanted: list[tuple[str, ...]]) -> None:
    lists = [
        "\n".join(f"{letter}. {text}" for letter, text in zip(pair, ASKED, strict=True))
        for pair in (("a", "b"), letters)
    ]
    reading = reading_from(
        "# Executive summary\n\nThe authors recommend the following steps:\n\n"
        f"{lists[0]}\n\n# Findings\n\n1. The road was closed.\n\n# Recommendations\n\n"
        f"2. The authors recommend the following steps:\n\n{lists[1]}\n"
    )
    assert [f.terms for f in found("list-relabelled", reading)] == wanted


CHAPTERS = ("Findings", "Threats", "Acts", "Rulings")
CONTENTS = "# Contents\n\n" + "".join(f"{title} .......... {n}\n\n" for n, title in enumerate(CHAPTERS, 3))


@pytest.mark.parametrize(
    ("titles", "wanted"),
    [
        ((*CHAPTERS, "Reactions"), [("Reactions",)]),
        (CHAPTERS, []),
        (("FINDINGS", *CHAPTERS[1:]), []),
        (("Answers", "Replies", "Echoes"), []),
    ],
)
def test_headings_have_their_entry(titles: tuple[str, ...], wanted: list[tuple[str, ...]]) -> None:
    body = "".join(f"# {title}\n\n{n}. {TEXT[n]}\n\n" for n, title in enumerate(titles, 1))
    assert [f.terms for f in found("contents-missing", reading_from(CONTENTS + body))] == wanted


@pytest.mark.parametrize(
    ("within", "wanted"),
    [
        (("Findings", "Threats", "Reaction of institutions"), [("Reaction of institutions",)]),
        (("Findings", "Threats", "Reactions of institutions"), []),
        (("What we saw", "What we ask"), []),
    ],
)
def test_the_summary_names_the_chapters(within: tuple[str, ...], wanted: list[tuple[str, ...]]) -> None:
    summary = "".join(f"## {title}\n\nThe road was closed.\n\n" for title in within)
    chapters = ("FINDINGS", "THREATS", "REACTIONS OF INSTITUTIONS")
    body = "".join(f"# {title}\n\n{n}. {TEXT[n]}\n\n" for n, title in enumerate(chapters, 1))
    reading = reading_from(f"# EXECUTIVE SUMMARY\n\n{summary}{body}")
    assert [f.terms for f in found("summary-heading", reading)] == wanted
