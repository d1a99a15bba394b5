"""A quotation is looked up in the preserved copies of its source, and its place there becomes evidence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.dossier.write.making import SPEECH, capture, evidence, layer_of, make, one, sha, source, statement

from sourcebook.dossier.anchoring import Sought, anchor
from sourcebook.dossier.kinds import Plain
from sourcebook.dossier.models import Change, Revision, TextLayer
from sourcebook.dossier.seen import NotAllowed, Viewer, viewing
from sourcebook.dossier.write import Edit, create, edit
from sourcebook.dossier.write.levels import set_level
from sourcebook.dossier.write.merging import merge
from sourcebook.dossier.write.status import advance

QUOTE = "Every hill will be ours again."
OTHER = "Minister speaks\n\n“Every hill will\nbe ours again”, he told the assembly."


def quoted(of: Plain, text: str = QUOTE, **own: object) -> Plain:
    """A statement for which a source is cited."""
    plain = statement(text, **own)
    plain["evidence"] = [evidence("text", basis=of["id"])]
    return plain


def copies(of: Plain, *texts: str, **own: object) -> list[Plain]:
    """Preserved copies of a source with these texts."""
    plains = [capture(of["id"], text, **own) for text in texts]
    create([of, *plains], "", texts={sha(text): text for text in texts})
    return plains


def found_in(record: str) -> list[tuple[str, str]]:
    """The layers and words of a statement's evidence in texts; proves that the words stand there."""
    told = []
    for row in one(record)["evidence"]:
        if row["layer"]:
            text = TextLayer.objects.values_list("text", flat=True).get(pk=row["layer"])
            assert text[row["start"] : row["end"]] == row["exact"]
            assert (row["field"], row["stance"], row["state"]) == ("text", "supports", "anchored")
            assert text[: row["start"]].endswith(row["prefix"])
            assert text[row["end"] :].startswith(row["suffix"])
            told.append((row["layer"], row["exact"]))
    return sorted(told)


def kinds(sought: list[Sought]) -> list[str]:
    return [one.kind for one in sought]


def test_it_works(keeper: Viewer) -> None:
    gazette = source()
    [copy] = copies(gazette, SPEECH)
    [said] = make(quoted(gazette))
    sought = anchor()
    assert [(one.record, one.capture, one.words, one.kind) for one in sought] == [
        (said, copy["id"], QUOTE, "verbatim")
    ]
    assert found_in(said) == [(layer_of(copy), QUOTE)]
    revision = Revision.objects.get(act="anchor")
    assert revision.who_id == keeper.account and revision.why
    assert Change.objects.filter(revision=revision).count() == 1


def test_an_omission_has_a_place_for_each_part(keeper: Viewer) -> None:
    gazette = source()
    copies(gazette, "He said: “Every hill, and the mill below it, will be ours again before the snow.”")
    [said] = make(quoted(gazette, "Every hill ... will be ours again before the snow."))
    assert kinds(anchor()) == ["omission"]
    assert [words for _, words in found_in(said)] == ["Every hill", "will be ours again before the snow"]


def test_the_words_of_the_report_may_be_folded(keeper: Viewer) -> None:
    gazette = source()
    [copy] = copies(gazette, OTHER)
    [said] = make(quoted(gazette, "Every hill will be ours again"))
    assert [one.found for one in anchor()] == [True]
    assert found_in(said) == [(layer_of(copy), "Every hill will\nbe ours again")]


@pytest.mark.parametrize(
    "text",
    [
        "Every hill will not be ours again.",
        "Every hill was ours.",
        "Nothing like this stands there.",
        "Every hill will be ours again in spring.",
    ],
)
def test_what_is_not_there_is_told_and_gets_no_evidence(keeper: Viewer, text: str) -> None:
    gazette = source()
    copies(gazette, SPEECH)
    [said] = make(quoted(gazette, text))
    [sought] = anchor()
    assert not sought.found and sought.message and "\n" not in sought.message
    assert found_in(said) == []
    assert not Revision.objects.filter(act="anchor").exists()


def test_run_twice_it_adds_nothing(keeper: Viewer) -> None:
    gazette = source()
    copies(gazette, SPEECH, OTHER)
    [said] = make(quoted(gazette, "Every hill will be ours again"))
    anchor()
    first = one(said)
    assert len(found_in(said)) == 2
    again = anchor()
    assert all(one.found for one in again)
    assert one(said) == first
    assert Revision.objects.filter(act="anchor").count() == 1


def test_what_a_person_put_already_is_not_put_again(keeper: Viewer) -> None:
    gazette = source()
    [copy] = copies(gazette, SPEECH)
    said = quoted(gazette, "Every hill will be ours again")
    said["evidence"].append(evidence("text", layer_of(copy), "“Every hill will be ours again.”"))
    said["evidence"].append(evidence("when", layer_of(copy), "On 18 March"))
    make(said)
    assert all(one.found for one in anchor())
    rows = [row for row in one(said["id"])["evidence"] if row["layer"] and row["field"] == "text"]
    assert [row["exact"] for row in rows] == ["“Every hill will be ours again.”"]


def test_evidence_for_another_field_is_in_nobodys_way(keeper: Viewer) -> None:
    gazette = source()
    [copy] = copies(gazette, SPEECH)
    said = quoted(gazette)
    said["evidence"].append(evidence("language", layer_of(copy), "Every hill"))
    make(said)
    anchor()
    rows = [row for row in one(said["id"])["evidence"] if row["layer"] and row["field"] == "text"]
    assert [row["exact"] for row in rows] == [QUOTE]


def test_each_copy_of_each_source_is_looked_into(keeper: Viewer) -> None:
    gazette, radio, unrelated = source(), source(title="Radio Ard"), source(title="The Other")
    first = copies(gazette, SPEECH, "Nothing of it.", OTHER)
    [second] = copies(radio, "On air: every hill will be ours again.")
    copies(unrelated, SPEECH + " Once more.")
    said = quoted(gazette, "Every hill will be ours again")
    said["evidence"].append(evidence("text", basis=radio["id"]))
    make(said)
    sought = anchor()
    assert {one.capture for one in sought if one.found} == {first[0]["id"], first[2]["id"], second["id"]}
    assert {one.capture for one in sought if not one.found} == {first[1]["id"]}
    layers = {layer for layer, _ in found_in(said["id"])}
    assert layers == {layer_of(first[0]), layer_of(first[2]), layer_of(second)}


def test_only_what_is_named_is_looked_up(keeper: Viewer) -> None:
    gazette = source()
    copies(gazette, SPEECH)
    mine, other = make(quoted(gazette), quoted(gazette))
    assert {one.record for one in anchor([mine, mine, "no id"])} == {mine}
    assert found_in(mine) and not found_in(other)


def test_withdrawn_statements_and_copies_are_left_out(keeper: Viewer) -> None:
    gazette = source()
    copy, gone = copies(gazette, SPEECH, OTHER)
    said, dropped = make(quoted(gazette), quoted(gazette))
    advance([dropped, gone["id"]], "withdraw", "not genuine")
    assert {(one.record, one.capture) for one in anchor()} == {(said, copy["id"])}


def test_a_merged_source_brings_its_copies(keeper: Viewer) -> None:
    keep, gone = source(), source(title="Gazette of Kelmet")
    [copy] = copies(gone, SPEECH)
    [_, said] = make(keep, quoted(keep))
    assert anchor() == []
    merge(keep["id"], [gone["id"]], "one paper")
    assert kinds(anchor()) == ["verbatim"]
    assert found_in(said) == [(layer_of(copy), QUOTE)]


def test_only_copies_that_are_seen_are_looked_into(keeper: Viewer, member: Callable[..., Viewer]) -> None:
    gazette = source()
    clear, hidden = copies(gazette, SPEECH, OTHER)
    said, kept = make(quoted(gazette, "Every hill will be ours again"), quoted(gazette))
    set_level([hidden["id"], kept], "restricted", "danger")
    with viewing(member("contributor")):
        assert {(one.record, one.capture) for one in anchor()} == {(said, clear["id"])}
        assert anchor([kept]) == []
    assert [layer for layer, _ in found_in(said)] == [layer_of(clear)]
    assert {one.capture for one in anchor()} == {clear["id"], hidden["id"]}


def test_evidence_in_a_hidden_copy_is_hidden_with_it(keeper: Viewer, member: Callable[..., Viewer]) -> None:
    gazette = source()
    copies(gazette, SPEECH, level="restricted")
    [said] = make(quoted(gazette))
    anchor()
    assert len(found_in(said)) == 1
    with viewing(member("reader")):
        assert [row["layer"] for row in one(said)["evidence"]] == [None]


@pytest.mark.parametrize(("role", "may"), [("reader", False), ("contributor", True), ("reviewer", True)])
def test_who_may_anchor(keeper: Viewer, member: Callable[..., Viewer], role: str, may: bool) -> None:
    gazette = source()
    copies(gazette, SPEECH)
    [said] = make(quoted(gazette))
    with viewing(member(role)):
        if may:
            assert kinds(anchor()) == ["verbatim"]
        else:
            with pytest.raises(NotAllowed):
                anchor()
    assert len(found_in(said)) == may


def test_a_text_changed_meanwhile_is_looked_up_as_it_is(keeper: Viewer) -> None:
    gazette = source()
    copies(gazette, SPEECH)
    [said] = make(quoted(gazette, "Something else."))
    assert not anchor()[0].found
    edit([Edit(said, {"fields/text": QUOTE})], "as printed")
    assert anchor()[0].found


def test_the_number_of_queries_does_not_grow(keeper: Viewer) -> None:
    def asked(count: int) -> int:
        gazette = source(title=f"Paper {count}")
        copies(gazette, *(f"{SPEECH} Edition {count}/{number}." for number in range(3)))
        made = make(*(quoted(gazette) for _ in range(count)))
        with CaptureQueriesContext(connection) as queries:
            assert len(anchor(made)) == 3 * count
        return len(queries)

    few = asked(2)
    # SQLite takes rows in parts; 40 statements are 120 pieces of evidence.
    assert asked(40) < few + 6
