"""What somebody said, as a paragraph in the form of the field: date, occasion, office, words, reference."""

from __future__ import annotations

from typing import Any

import pytest
from tests.publish.drafting.records import (
    BY_DRETH,
    FRONT,
    INTERVIEW,
    from_source,
    id_of,
    material,
    record,
    shown,
)

from sourcebook.publish.drafting import paragraph_for
from sourcebook.publish.drafting.said import statement_paragraph, together
from sourcebook.publish.drafting.writer import Writer
from sourcebook.publish.edition.tree import Foreign, Note, plain_text
from sourcebook.publish.material import Plain

ROADS = "Every road is ours."
PERSON = [{"actor": id_of("kostrash"), "words": "Kostrash"}]


def remark(name: str = "roads", **given: object) -> Plain:
    given = {
        "when": "2031-04-18",
        "text": ROADS,
        "evidence": from_source("tv"),
        "speakers": BY_DRETH,
        **given,
    }
    return record("statement", name, **given)


CASES: list[tuple[str, dict[str, Any], str]] = [
    (
        "the whole form",
        {"occasion": id_of("interview")},
        "On 18 April, in an interview with Ardovia Public Television, Orvan Dreth, then minister of roads, said: “Every road is ours.”[statement]",
    ),
    ("a place", {"place": id_of("brenn")}, "On 18 April, in Brenn, Orvan Dreth, then minister of roads, said: “Every road is ours.”[statement]"),
    ("no stop in the words", {"text": "Every road", "speakers": PERSON}, "On 18 April, Nela Kostrash said: “Every road”.[statement]"),
    ("a question", {"text": "Whose road?", "speakers": PERSON}, "On 18 April, Nela Kostrash said: “Whose road?”[statement]"),
    ("a date of another year", {"when": "2029-04-18", "speakers": PERSON}, "On 18 April 2029, Nela Kostrash said: “Every road is ours.”[statement]"),
    ("a date that is not known", {"when": "", "absent": {"when": "unknown"}, "speakers": PERSON}, "On an unknown date, Nela Kostrash said: “Every road is ours.”[statement]"),
    ("none", {"when": "", "absent": {"when": "none"}, "speakers": PERSON}, "Without a date, Nela Kostrash said: “Every road is ours.”[statement]"),
    ("not stated", {"when": "", "absent": {"when": "not-stated"}, "speakers": PERSON}, "On a date that is not stated, Nela Kostrash said: “Every road is ours.”[statement]"),
    ("withheld", {"when": "", "absent": {"when": "withheld"}, "speakers": PERSON}, "On a date that is withheld here, Nela Kostrash said: “Every road is ours.”[statement]"),
    ("a withheld field", {"when": "", "withheld": [{"field": "when"}], "speakers": PERSON}, "On a date that is withheld here, Nela Kostrash said: “Every road is ours.”[statement]"),
    ("not recorded", {"when": "", "speakers": PERSON}, "On a date that is not recorded, Nela Kostrash said: “Every road is ours.”[statement]"),
    ("published on a day", {"when": "", "published": "2031-04-20", "speakers": PERSON}, "By 20 April at the latest, Nela Kostrash said: “Every road is ours.”[statement]"),
    ("words as printed for nobody known", {"speakers": [{"words": "an unnamed official"}]}, "On 18 April, an unnamed official said: “Every road is ours.”[statement]"),
    ("nobody, by a source", {"speakers": []}, "On 18 April, according to Ardovia Public Television, it was said: “Every road is ours.”[statement]"),
    ("nobody at all", {"speakers": [], "evidence": []}, "On 18 April, it was said, by whom is not recorded: “Every road is ours.” No source is cited for this.[~statement]"),
    ("a role as printed", {"speakers": [{"actor": id_of("kostrash"), "role_words": "opposition MP"}]}, "On 18 April, Nela Kostrash, opposition MP, said: “Every road is ours.”[statement]"),
    ("to somebody", {"speakers": PERSON, "addressees": [{"words": "the Council"}, {"actor": id_of("guard")}]}, "On 18 April, Nela Kostrash said to the Council and Sellan Guard: “Every road is ours.”[statement]"),
    ("two speakers", {"speakers": [*PERSON, {"actor": id_of("dreth"), "office": id_of("office")}]}, "On 18 April, Nela Kostrash and Orvan Dreth, then minister of roads, said: “Every road is ours.”[statement]"),
    ("an office first", {"speakers": [{"actor": id_of("dreth"), "office": id_of("office")}, *PERSON]}, "On 18 April, Orvan Dreth, then minister of roads, and Nela Kostrash said: “Every road is ours.”[statement]"),
    ("three speakers", {"speakers": [{"actor": id_of("dreth"), "office": id_of("office")}, *PERSON, {"words": "Ilko Marash"}]}, "On 18 April, Orvan Dreth, then minister of roads, Nela Kostrash and Ilko Marash said: “Every road is ours.”[statement]"),
    (
        "signatories",
        {"speakers": [{**PERSON[0], "part": "signatory"}, {"words": "Ilko Marash", "part": "signatory"}]},
        "On 18 April, Nela Kostrash and Ilko Marash said: “Every road is ours.”[statement]",
    ),
    (
        "a vote",
        {"form": "reaction", "instrument": "resolution", "speakers": [{"actor": id_of("ministry")}, {"words": "Lutania", "part": "against"}, {"words": "Corvessa", "part": "abstaining"}]},
        "On 18 April, in a resolution, Ministry of Roads stated: “Every road is ours.”[statement] Against it were Lutania. Corvessa abstained.[~statement]",
    ),
    ("a body for which somebody spoke", {"form": "reaction", "speakers": [{"actor": id_of("ministry")}, *PERSON]}, "On 18 April, Nela Kostrash for Ministry of Roads stated: “Every road is ours.”[statement]"),
    ("an answer", {"form": "response", "speakers": PERSON, "about": id_of("guard")}, "On 18 April, Nela Kostrash said in reply concerning Sellan Guard: “Every road is ours.”[statement]"),
    ("words out of a sentence", {"manner": "partial", "text": "a lesson […] in plumbing", "speakers": PERSON}, "On 18 April, Nela Kostrash used the words “a lesson […] in plumbing”.[statement]"),
    ("words that begin small", {"text": "a lesson in plumbing", "speakers": PERSON}, "On 18 April, Nela Kostrash used the words “a lesson in plumbing”.[statement]"),
    ("reported speech", {"manner": "indirect", "text": "the road would stay closed", "speakers": PERSON}, "On 18 April, Nela Kostrash said that the road would stay closed.[statement]"),
    (
        "whole sentences of reported speech",
        {"manner": "indirect", "text": "On 18 April, Kostrash called the road a wound. The weather was fine. She named 12 villages.", "speakers": PERSON},
        "On 18 April, Kostrash called the road a wound. The weather was fine. She named 12 villages.[statement][~statement]",
    ),
    (
        "whole sentences that name neither day nor speaker",
        {"manner": "indirect", "text": "The road was called a wound.", "speakers": PERSON},
        "On 18 April, Nela Kostrash: The road was called a wound.[statement]",
    ),
    ("a post", {"speakers": PERSON, "instrument": "post"}, "On 18 April, Nela Kostrash wrote: “Every road is ours.”[statement]"),
    ("no words at all", {"form": "reaction", "text": "", "instrument": "meeting", "speakers": [{"actor": id_of("ministry")}]}, "On 18 April, Ministry of Roads responded with a meeting.[statement]"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_statement_reads_as_in_the_field(given: dict[str, Any], told: str) -> None:
    one = remark(**given)
    assert shown(paragraph_for(one, material(one), front=FRONT).children) == told


def test_a_paragraph_bears_the_id_of_its_record() -> None:
    one = remark()
    assert paragraph_for(one, material(one)).id == f"statement-{one['id'][:8]}"


def test_several_statements_on_one_occasion_are_one_paragraph() -> None:
    first = remark(occasion=id_of("interview"))
    second = remark("rails", occasion=id_of("interview"), text="And every rail.")
    third = remark("tolls", occasion=id_of("interview"), text="the tolls", manner="partial")
    writer = Writer.of(material(first, second, third), FRONT, "en")
    assert together(first, second) and together(first, third)
    assert shown(statement_paragraph([first, second, third], writer).children) == (
        "On 18 April, in an interview with Ardovia Public Television, Orvan Dreth, then minister of roads, said: “Every road is ours.”[statement]"
        " On the same occasion, Orvan Dreth also said: “And every rail.”[statement]"
        " On the same occasion, Orvan Dreth also used the words “the tolls”.[statement][~statement]"
    )


@pytest.mark.parametrize(
    "other",
    [
        remark("b", occasion=None),
        remark("c", occasion=id_of("interview"), when="2031-04-19"),
        remark("d", occasion=id_of("interview"), speakers=PERSON),
    ],
)
def test_what_was_said_elsewhere_by_another_or_later_stands_alone(other: Plain) -> None:
    assert not together(remark(occasion=id_of("interview")), other)


def test_a_translation_is_marked_and_the_original_kept_in_the_note() -> None:
    one = remark(
        text="Ամեն ճանապարհ մերն է",
        language="hy",
        translation=ROADS,
        translation_language="en",
        speakers=PERSON,
    )
    told = paragraph_for(one, material(one), front=FRONT).children
    assert shown(told) == (
        "On 18 April, Nela Kostrash said: “Every road is ours.” (translated from Armenian)."
        "^[[statement]. In the original (Armenian): “Ամեն ճանապարհ մերն է”.][~statement]"
    )
    [note] = [inline for inline in told if isinstance(inline, Note)]
    assert Foreign in {type(inline) for inline in note.children}


def test_an_original_without_translation_keeps_its_language() -> None:
    one = remark(text="Каждая дорога наша.", language="ru", speakers=PERSON)
    told = paragraph_for(one, material(one), front=FRONT).children
    assert shown(told) == "On 18 April, Nela Kostrash said: “Каждая дорога наша.” (in Russian).[statement]"
    assert [inline.language for inline in told if isinstance(inline, Foreign)] == ["ru"]


def test_a_source_of_the_teams_own_report_is_never_named() -> None:
    one = remark(speakers=[], evidence=from_source("tv", "radio"))
    told = shown(paragraph_for(one, material(one, own=frozenset([id_of("tv")])), front=FRONT).children)
    assert told == "On 18 April, according to Radio Oshtal, it was said: “Every road is ours.”[statement]"


def test_a_source_without_a_publisher_is_called_by_its_host() -> None:
    page = record("source", "page", title="A long title", urls=[{"url": "https://www.news.example/a/1"}])
    one = remark(speakers=[], evidence=from_source("page"))
    told = shown(paragraph_for(one, material(page, one), front=FRONT).children)
    assert told == "On 18 April, according to news.example, it was said: “Every road is ours.”[statement]"


OCCASIONS = [
    ("interview with Canal Três", "in an interview with Canal Três"),
    ("speech", "in a speech"),
    ("his speech to the parliament", "in his speech to the parliament"),
    ("rally in Brenn", "at the rally in Brenn"),
    ("the 10th forum", "at the 10th forum"),
    (
        "Commenting on a report of the patrol",
        "at an occasion recorded as Commenting on a report of the patrol",
    ),
    ("harvest", "at an occasion recorded as harvest"),
]


@pytest.mark.parametrize(("label", "told"), OCCASIONS)
def test_an_occasion_has_the_preposition_that_its_noun_takes(label: str, told: str) -> None:
    event = {**INTERVIEW, "fields": {**INTERVIEW["fields"], "occasion": label}}
    one = remark(occasion=event["id"], speakers=PERSON)
    text = plain_text(paragraph_for(one, material(event, one), front=FRONT).children)
    assert text == f"On 18 April, {told}, Nela Kostrash said: “Every road is ours.”"


def test_a_pseudonym_stands_for_whoever_has_no_published_name() -> None:
    hidden = record("actor", "hidden", pseudonym="Witness A", names=[])
    one = remark(speakers=[{"actor": id_of("hidden"), "words": "Witness A"}])
    assert "Witness A said" in plain_text(paragraph_for(one, material(hidden, one)).children)


def test_two_records_whose_ids_begin_alike_are_told_apart() -> None:
    one, other = remark("one", speakers=PERSON), remark("other", speakers=PERSON)
    one["id"], other["id"] = "3f2a91c0-1111-5000-8000-000000000001", "3f2a91c0-2222-5000-8000-000000000002"
    both = material(one, other)
    assert paragraph_for(one, both).id == "statement-3f2a91c01111"
    assert both.get("statement", "3f2a91c01111") is one
