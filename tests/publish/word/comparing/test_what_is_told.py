"""What a person is told of each edit in Word: once, with its words, its sentence, and whose it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.publish.word.comparing.files import ANNA, BELA, sent

from sourcebook.publish.edition import Cite, Note, Reference, Text, Value
from sourcebook.publish.word.applying import applied, settled
from sourcebook.publish.word.comparing import Compared, compare, compare_flows
from sourcebook.publish.word.flow import Block, Cell, Flow, Kind, Look, Mark, Start, Word
from sourcebook.publish.word.opened import Bit, Revision, WordBlock, WordComment, WordText
from sourcebook.publish.word.tokens import cut, text_of

NOTE, RECORD, FIGURE = "r0001", "r0002", "r0003"
SILENT = Mark("", Reference((Cite("statement", "3f2a91c0"),), silent=True))


def block(*parts: str | Mark | Cell, kind: Kind = "paragraph", id: str = "", grid: str = "") -> Block:
    tokens = [token for part in parts for token in (cut(part) if isinstance(part, str) else (part,))]
    return Block(Start(kind, id, grid=grid), tuple(tokens))


FLOW = Flow(
    (
        block("Roads of Ardovia", kind="title"),
        block("The road to Vell was closed. It stayed closed for ten days", Mark(NOTE, Note((Text("Visited in May."),))), "."),
        block("Two drivers spoke of it", Mark(RECORD, Reference((Cite("source", "77aa01bc"),))), SILENT, ". They were not named."),
        block("In all ", Mark(FIGURE, Value("count:statement")), " statements mention the closure.", id="figure"),
        block("Convoys", Cell(), "four", kind="row", grid="t1"),
        block("The bridge near the mill stood until the end of the war.", kind="quotation"),
    ),
    {NOTE: cut("Visited in May.")},
)  # fmt: skip
BASE = replace(
    sent(FLOW),
    blocks=(
        *sent(FLOW).blocks,
        WordBlock(Start("fixed"), tuple(map(Bit, cut("Source: 12 records."))), place=7),
    ),
)
SAVED = "Carla"


def bits(marked: str) -> tuple[Bit, ...]:
    """`+x+` put in by Anna, `-x-` taken out by her, `*x*` and `~x~` the same by Bela, `^` the note's mark."""
    found: list[Bit] = []
    state = ""
    piece = ""
    for character in f"{marked}\0":
        if character in "+-*~^\0":
            put = {"+": ANNA, "*": BELA}.get(state)
            out = {"-": ANNA, "~": BELA}.get(state)
            found += [Bit(word, put, out) for word in cut(piece)]
            piece = ""
            if character == "^":
                found.append(Bit(Mark(NOTE), put, out))
            else:
                state = "" if state == character else character
        else:
            piece += character
    return tuple(found)


def changed(place: int, its: Sequence[Bit] | str, start: Start | None = None) -> WordText:
    blocks = list(BASE.blocks)
    blocks[place] = replace(
        blocks[place],
        bits=bits(its) if isinstance(its, str) else tuple(its),
        start=start or blocks[place].start,
    )
    return replace(BASE, blocks=tuple(blocks))


def found(theirs: WordText) -> Compared:
    compared = compare(BASE, theirs, FLOW)
    assert applied(compared.script, frozenset()) == FLOW
    return compared


def told(compared: Compared) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.author, one.before, one.after) for one in compared.script.changes]


def fate(compared: Compared, name: str) -> str:
    return next(one.fate for one in compared.fates if one.name == name)


def everything(compared: Compared) -> Flow:
    return applied(compared.script, frozenset(one.id for one in compared.script.changes))


ROAD = "The road to Vell was closed. It stayed closed for ten days^."
TOLD = [
    (ROAD.replace("ten", "twelve"), [("text", SAVED, "ten", "twelve")]),
    (ROAD.replace("ten", "-ten-+twelve+"), [("text", "Anna", "ten", "twelve")]),
    (ROAD.replace("ten", "-ten-*twelve*"), [("text", "Anna", "ten", ""), ("text", "Bela", "", "twelve")]),
    (ROAD.replace("road", "road+s+"), [("text", "Anna", "road", "roads")]),
    (ROAD.replace("closed.", "clos-ed-+ing+."), [("text", "Anna", "closed", "closing")]),
    (ROAD.replace("road to", "road- -to"), [("text", "Anna", "road to", "roadto")]),
    (ROAD.replace("road", "*mill*road+s+"), [("text", "Bela", "road", "millroad"), ("text", "Anna", "road", "roads")]),
    (ROAD.replace("ten days", "ten +long +days"), [("text", "Anna", "", "long")]),
    (ROAD.replace("It stayed", "Nobody passed. It stayed"), [("text", SAVED, "", "Nobody passed.")]),
    (ROAD.replace("^", ""), [("reference", SAVED, "[1]", "")]),
    (ROAD.replace("^", "-^-"), [("reference", "Anna", "[1]", "")]),
    (ROAD.replace("road to Vell", "way to Brenn"), [("text", SAVED, "road", "way"), ("text", SAVED, "Vell", "Brenn")]),
    ("+2. +" + ROAD, []),
    ("1.\u00a0" + ROAD, []),
    (ROAD.replace("^", "1"), []),
    (ROAD.replace("^", "¹"), []),
    (ROAD.replace("^", "-^-+[1]+"), []),
    (ROAD.replace(" ", "\u00a0"), []),
    (ROAD.replace("closed", "clo\u00adsed") + "  ", []),
    (ROAD.replace("stayed ", "stayed  "), []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TOLD, ids=[text for text, _ in TOLD])
def test_an_edit_of_words(text: str, wanted: list[tuple[str, str, str, str]]) -> None:
    assert told(found(changed(1, text))) == wanted


def test_letters_of_another_composition_are_no_edit() -> None:
    flow = Flow((block("Vëll était fermé.", kind="title"),))
    base = sent(flow)
    apart = tuple(Bit(word) for word in cut(unicodedata.normalize("NFD", "Vëll était fermé.")))
    assert (
        compare(base, replace(base, blocks=(replace(base.blocks[0], bits=apart),)), flow).script.changes == ()
    )


def test_a_change_is_shown_in_its_sentence() -> None:
    [change] = found(changed(1, ROAD.replace("ten", "-ten-+twelve+"))).script.changes
    assert change.sentence == "It stayed closed for ten days[1]."
    assert change.becomes == "It stayed closed for twelve days[1]."
    assert (change.where, change.key, change.tracked, change.date) == ("paragraph 1", 1, True, ANNA.date)


@pytest.mark.parametrize(
    ("accepted", "stands"),
    [((), "road"), ((1,), "millroad"), ((2,), "roads"), ((1, 2), "millroads")],
)
def test_two_in_one_word_can_be_taken_apart(accepted: tuple[int, ...], stands: str) -> None:
    script = found(changed(1, ROAD.replace("road", "*mill*road+s+"))).script
    assert text_of(applied(script, frozenset(accepted)).blocks[1].tokens).startswith(f"The {stands} to Vell")


def test_what_one_put_in_and_another_took_out_stands_if_only_the_first_is_taken() -> None:
    its = [Bit(word) for word in cut("The road ")] + [Bit(Word("north"), ANNA, BELA)] + list(bits(ROAD[9:]))
    compared = found(changed(1, its))
    assert told(compared) == [("text", "Anna", "", "north"), ("text", "Bela", "north", "")]
    assert "north" in text_of(applied(compared.script, frozenset({1})).blocks[1].tokens)
    assert "north" not in text_of(everything(compared).blocks[1].tokens)


@pytest.mark.parametrize("typed", ["1", "¹", "[1]"])
def test_a_note_typed_over_with_its_number_is_kept(typed: str) -> None:
    compared = found(changed(1, ROAD.replace("^", typed)))
    assert fate(compared, NOTE) == "kept"
    assert compared.recognised == (
        "paragraph 1: the mark of note 1 was typed over with its number; the note was kept",
    )


def test_a_number_typed_before_a_paragraph_is_left_alone() -> None:
    compared = found(changed(1, "2. " + ROAD))
    assert compared.script.changes == ()
    assert "“2.”" in compared.recognised[0]


def test_a_figure_written_over_is_changed() -> None:
    its = [
        Bit(bit.token if not isinstance(bit.token, Mark) else replace(bit.token, printed="14"))
        for bit in BASE.blocks[3].bits
    ]
    compared = found(changed(3, its))
    assert told(compared) == [("reference", SAVED, "12", "14")]
    assert [(one.fate, one.before, one.now) for one in compared.fates if one.name == FIGURE] == [
        ("changed", "12", "14")
    ]
    assert text_of(everything(compared).blocks[3].tokens) == "In all 14 statements mention the closure."


def test_a_figure_typed_as_it_was_is_kept_without_its_anchor() -> None:
    compared = found(changed(3, "In all 12 statements mention the closure."))
    assert (told(compared), fate(compared, FIGURE)) == ([], "kept")


def test_a_reference_put_elsewhere_is_one_change() -> None:
    compared = found(changed(1, "The road to Vell was closed^. It stayed closed for ten days."))
    assert fate(compared, NOTE) == "moved"
    assert [one.kind for one in compared.script.changes] == ["reference"]
    tokens = everything(compared).blocks[1].tokens
    assert [isinstance(token, Mark) for token in tokens].count(True) == 1


def test_a_note_of_records_whose_words_change_still_rests_on_them() -> None:
    notes = {**BASE.notes, RECORD: tuple(map(Bit, cut("Source of our records.")))}
    compared = found(replace(BASE, notes=notes))
    assert told(compared) == [("note", SAVED, "", "our")]
    assert [(one.where, one.note) for one in compared.script.changes] == [("note 2", RECORD)]
    flow = everything(compared)
    marks = [token for token in flow.blocks[2].tokens if isinstance(token, Mark)]
    assert isinstance(marks[0].marked, Note)
    assert marks[1].marked == Reference((Cite("source", "77aa01bc"),), silent=True)
    assert text_of(flow.notes[RECORD]) == "Source of our records."


def test_a_note_added_keeps_its_words() -> None:
    its = [*bits(ROAD), Bit(Mark("n1"), ANNA)]
    compared = found(
        replace(changed(1, its), notes={**BASE.notes, "n1": tuple(map(Bit, cut("Seen by us.")))})
    )
    assert told(compared) == [("reference", "Anna", "", "[Seen by us.]")]
    assert text_of(everything(compared).notes["n1"]) == "Seen by us."


def test_silent_references_stay_until_their_block_goes() -> None:
    compared = found(changed(2, "Nobody spoke of it"))
    assert SILENT in everything(compared).blocks[2].tokens
    gone = found(replace(BASE, blocks=BASE.blocks[:2] + BASE.blocks[3:]))
    assert told(gone) == [("deleted", SAVED, "Two drivers spoke of it[2]. They were not named.", "")]
    assert all(SILENT not in one.tokens for one in everything(gone).blocks)


def test_what_is_made_from_records_cannot_be_changed() -> None:
    compared = found(changed(6, "Source: 12+5+ records."))
    assert compared.script.changes == ()
    assert compared.refused == (
        f"made from records “Source: 12 records.”: “12” became “125” (Anna, {ANNA.date})",
    )


def test_a_row_can_be_added() -> None:
    row = WordBlock(
        Start("row", grid="t1"), (*bits("+Trucks+"), Bit(Cell()), *bits("+two+")), mark_inserted=ANNA
    )
    compared = found(replace(BASE, blocks=(*BASE.blocks[:5], row, *BASE.blocks[5:])))
    assert told(compared) == [("added", "Anna", "", "Trucks\ttwo")]
    assert everything(compared).blocks[5].start == Start("row", grid="t1")


def test_words_that_were_moved_are_one_change() -> None:
    out, back = Revision("Anna", ANNA.date, "m7"), Revision("Anna", ANNA.date, "m7")
    first = [
        *bits("The road to Vell was closed."),
        *(Bit(word, None, out) for word in cut(" It stayed closed for ten days")),
        *bits("^."),
    ]
    second = [*BASE.blocks[5].bits, *(Bit(word, back) for word in cut(" It stayed closed for ten days"))]
    blocks = list(changed(1, first).blocks)
    blocks[5] = replace(blocks[5], bits=tuple(second))
    [change] = found(replace(BASE, blocks=tuple(blocks))).script.changes
    assert (change.kind, change.before) == ("moved", "It stayed closed for ten days")


def test_a_look_alone_is_a_change_of_look() -> None:
    its = [
        replace(bit, token=Word("road", Look(strong=True))) if bit.token == Word("road") else bit
        for bit in BASE.blocks[1].bits
    ]
    assert told(found(changed(1, its))) == [("look", SAVED, "road", "road")]


def test_a_paragraph_made_a_heading_is_restyled() -> None:
    compared = found(changed(3, BASE.blocks[3].bits, start=Start("heading", level=2)))
    assert [one.kind for one in compared.script.changes] == ["restyled"]
    assert everything(compared).blocks[3].start == Start("heading", "figure", 2)


def test_a_copied_paragraph_gets_its_own_notes() -> None:
    compared = found(replace(BASE, blocks=(*BASE.blocks[:5], BASE.blocks[1], *BASE.blocks[5:])))
    assert [one.kind for one in compared.script.changes] == ["added"]
    assert fate(compared, NOTE) == "kept"
    flow = everything(compared)
    names = [
        token.name for one in flow.blocks for token in one.tokens if isinstance(token, Mark) and token.name
    ]
    assert len(names) == len(set(names)) == 4
    assert [text_of(words) for words in flow.notes.values()] == ["Visited in May."] * 2


def test_a_comment_on_an_insertion_names_the_change() -> None:
    its = [
        replace(bit, comments=("c1",)) if bit.inserted else bit
        for bit in bits(ROAD.replace("ten", "-ten-+twelve+"))
    ]
    comment = WordComment("c1", "Bela", BELA.date, "Since when?", "twelve", 1)
    [placed] = found(replace(changed(1, its), comments=(comment,))).comments
    assert (placed.where, placed.key, placed.change) == ("paragraph 1", 1, 1)


def test_without_anchors_the_words_find_every_paragraph() -> None:
    blocks = [
        replace(one, anchors=(), bits=tuple(
            bit for old in one.bits
            for bit in (map(Bit, cut(old.token.printed)) if isinstance(old.token, Mark) and old.token.printed
                        else [replace(old, token=Mark(f"n{old.token.name[-1]}"))] if isinstance(old.token, Mark) else [old])
        ))
        for one in BASE.blocks
    ]  # fmt: skip
    notes = {f"n{name[-1]}": its for name, its in BASE.notes.items()}
    compared = found(replace(BASE, blocks=tuple(blocks), notes=notes))
    assert (told(compared), [one.fate for one in compared.fates]) == ([], ["kept"] * 3)
    assert [place for place, _ in compared.aligned] == list(range(7))
    assert len(compared.remarks) == 1


def test_a_heading_between_two_halves_stays_between_them() -> None:
    road = BASE.blocks[1]
    first, second = bits("The road to Vell was closed."), bits(" It stayed closed for ten days^.")
    blocks = (
        BASE.blocks[0], replace(road, bits=first, mark_inserted=ANNA),
        WordBlock(Start("heading", level=2), bits("+What happened+"), mark_inserted=ANNA),
        replace(road, bits=second), *BASE.blocks[2:],
    )  # fmt: skip
    compared = found(replace(BASE, blocks=blocks))
    # One edit: without the heading nothing would have been split.
    assert [one.kind for one in compared.script.changes] == ["added"]
    texts = [text_of(one.tokens).strip() for one in everything(compared).blocks[1:4]]
    assert texts == ["The road to Vell was closed.", "What happened", "It stayed closed for ten days."]


def test_the_sentence_of_what_is_left_has_what_was_accepted() -> None:
    script = found(changed(1, ROAD.replace("stayed", "-stayed-+was+").replace("ten", "*about *ten"))).script
    [left] = settled(script, frozenset({1})).changes
    assert left.sentence == "It was closed for ten days[1]."
    assert left.becomes == "It was closed for about ten days[1]."


def test_what_marks_print_in_a_file_is_no_part_of_the_text() -> None:
    sent_again = applied(found(BASE).script, frozenset())
    assert compare_flows(sent_again, FLOW).changes == compare_flows(FLOW, sent_again).changes == ()
