"""Quotations of a draft that statements of the dossier say are offered as references, and nothing is applied."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.word.foreign.ardovian import OTHER, SAID, draft, material, statement
from tests.publish.word.foreign.making import File
from tests.publish.word.foreign.sourcing import sourced

from sourcebook.publish.edition import Edition
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.writing import written
from sourcebook.publish.word.applying import applied
from sourcebook.publish.word.flowing import edition_of, flow_of
from sourcebook.publish.word.foreign import take_draft
from sourcebook.publish.word.foreign.offering import offers, script_of, with_offers

LONG = "The lorries carried nothing but salt and flour for the upper villages"
ONE = statement(1, f"{LONG}. And they came back empty.")


def of_text(text: str) -> Edition:
    return parse(f"---\ntitle: The Ilm Road\n---\n\n{text}\n")


def accepted(edition: Edition, *records: dict[str, object]) -> tuple[str, tuple[str, ...]]:
    """The text with every offer accepted, and what is told."""
    flow = flow_of(edition)
    found, told = offers(edition, flow, material(*records))
    script, ids = with_offers(script_of(flow), found, flow)
    assert applied(script, frozenset()) == flow
    after = edition_of(applied(script, frozenset(ids)), edition.front, edition)
    return written(after).partition("---\n\n")[2].strip(), told


REF = f"@statement:{ONE['id']}"
CASES = [
    ("word for word", f"He said: “{LONG}.”", f"He said: “{LONG}.”[{REF}]"),
    ("other marks", f'He said: "{LONG}" and left.', f'He said: "{LONG}"[{REF}] and left.'),
    ("words left out", "“The lorries carried nothing but salt ... for the upper villages”.",
     f"“The lorries carried nothing but salt ... for the upper villages”[{REF}]."),
    ("set apart", f"> {LONG}.", f"> {LONG}.[{REF}]"),
    ("in a table", f"| a | b |\n| --- | --- |\n| “{LONG}” | c |", f"| a | b |\n| --- | --- |\n| “{LONG}”[{REF}] | c |"),
    ("an item", f"He said:\n\n- • “{LONG}”", f"He said:\n\n- • “{LONG}”[{REF}]"),
    ("a note behind it", f"“{LONG}”^[Radio Oshtal.]", f"“{LONG}”[~{REF}]^[Radio Oshtal.]"),
    ("a note behind the stop", f"“{LONG}”.^[Radio Oshtal.]", f"“{LONG}”[~{REF}].^[Radio Oshtal.]"),
    ("referred to already", f"“{LONG}”[@statement:{ONE['id'][:8]}]", f"“{LONG}”[@statement:{ONE['id'][:8]}]"),
    ("too few words", "“upper villages”", "“upper villages”"),
    ("no quotation", f"{LONG}.", f"{LONG}."),
    ("half a word", "“he lorries carried nothing but salt and flo”", "“he lorries carried nothing but salt and flo”"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_quotation_gets_the_reference_when_its_offer_is_accepted(text: str, wanted: str) -> None:
    got, _ = accepted(of_text(text), ONE)
    assert got == wanted


def test_one_that_differs_in_words_is_told_with_both_wordings_and_not_offered() -> None:
    text = "He said: “The lorries carried nothing but salt and sugar for the upper villages”."
    got, told = accepted(of_text(text), ONE)
    assert got == text
    [line] = told
    assert line.startswith("paragraph 1: “The lorries carried nothing but salt and sugar")
    assert ONE["id"][:8] in line and "salt and flour for the upper villages" in line


def test_one_that_several_said_is_told_not_chosen() -> None:
    two = statement(2, f"{LONG}!")
    got, told = accepted(of_text(f"“{LONG}”"), ONE, two)
    assert got == f"“{LONG}”"
    assert [ONE["id"][:8] in told[0], two["id"][:8] in told[0]] == [True, True]


def test_the_offers_of_a_draft_say_where_and_what(tmp_path: Path) -> None:
    known = material(statement(1, f"{SAID}, and then we shall see."), statement(2, f"{OTHER}."))
    found = take_draft(draft().save(tmp_path / "draft.docx"), sourced, lambda: known)
    changes = {change.id: change for change in found.script.changes}
    assert len(found.offers) == 2 and set(found.offers) == set(changes)
    first, second = (changes[id] for id in found.offers)
    assert {one.kind for one in changes.values()} == {"reference"}
    assert {one.author for one in changes.values()} == {"Sourcebook"}
    # A note stands behind the first, so it is silent; nothing stands behind the other.
    assert first.note.startswith(f"paragraph 2 of the text, “{SAID}") and first.after.startswith(
        "[~@statement:"
    )
    assert second.after.startswith("[@statement:")


def test_hundreds_of_quotations_are_found_among_thousands_of_statements() -> None:
    said = [
        statement(n, f"On day {n} the lorries of the valley carried salt {n * 7} times.") for n in range(3000)
    ]
    text = "\n\n".join(
        f"“On day {n} the lorries of the valley carried salt {n * 7} times.”" for n in range(400)
    )
    edition = of_text(text)
    found, told = offers(edition, flow_of(edition), material(*said))
    assert [one.statement["id"] for one in found] == [one["id"] for one in said[:400]] and told == ()


def test_a_draft_without_statements_offers_nothing(tmp_path: Path) -> None:
    file = File()
    file.add(f"He said: “{LONG}”.")
    found = take_draft(file.save(tmp_path / "draft.docx"), sourced, material)
    assert found.offers == () and found.script.changes == ()
