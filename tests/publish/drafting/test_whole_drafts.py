"""A draft by an outline: nothing is lost, nothing told twice, and the same records give the same draft."""

from __future__ import annotations

import copy
import dataclasses
import random
from collections import Counter

import pytest
from tests.publish.drafting.records import (
    BRENN,
    FRONT,
    INTERVIEW,
    from_source,
    id_of,
    material,
    record,
    shown,
)

from sourcebook.publish.drafting import OutlineError, count, draft, outline, outlines, parse
from sourcebook.publish.drafting.marking import cited_in
from sourcebook.publish.drafting.outlines import build
from sourcebook.publish.drafting.paragraphs import DRAFTED
from sourcebook.publish.edition.parsing import parse as parsed
from sourcebook.publish.edition.tree import (
    Edition,
    Front,
    Heading,
    Paragraph,
    Picture,
    Reference,
    Value,
    plain_text,
)
from sourcebook.publish.edition.writing import written
from sourcebook.publish.gate import pass_gate
from sourcebook.publish.material import Material, NoSuchRecord
from sourcebook.publish.printing import printed

THEMES = {"threat-of-force": "Threat of force", "dehumanisation": "Dehumanisation"}
YEAR = Front("Ardovia in 2024", period="2024", date="2025-03-01")


def paragraphs(edition: Edition) -> list[Paragraph]:
    return [block for block in edition.blocks if isinstance(block, Paragraph)]


def headings(edition: Edition) -> list[str]:
    return [
        "#" * block.level + " " + plain_text(block.children)
        for block in edition.blocks
        if isinstance(block, Heading)
    ]


def used(edition: Edition, found: Material) -> Counter[str]:
    """How many paragraphs refer to a record, or are its own."""
    times: Counter[str] = Counter()
    for paragraph in paragraphs(edition):
        own = {found.get(cite.kind, cite.key)["id"] for cite in cited_in(paragraph)}
        kind, _, key = paragraph.id.partition("-")
        if kind == "statement":
            own.add(found.get(kind, key)["id"])
        times.update(own)
    return times


def test_every_outline_is_sound() -> None:
    assert outlines() == ("annual", "heritage", "incident")
    for name in outlines():
        assert outline(f"{name} event:3f2a91c0" if name == "incident" else name).sections


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_annual_report_of_the_invented_country_loses_nothing(ardovian: Material, language: str) -> None:
    edition = draft(ardovian, dataclasses.replace(YEAR, language=language), "annual")
    times = used(edition, ardovian)
    for kind in (*DRAFTED, "source"):
        for one in ardovian.of_kind.get(kind, ()):
            if one["fields"].get("type") == "occasion" or one["id"] in ardovian.own:
                continue
            sources = {row["basis"] for other in ardovian.records.values() for row in other["evidence"]}
            assert times[one["id"]] or one["id"] in sources, one["label"]
    told = [paragraph.id for paragraph in paragraphs(edition) if paragraph.id]
    assert len(told) == len(set(told))
    assert len(told) > 150


def test_ids_of_blocks_are_one_each(ardovian: Material) -> None:
    for name in ("annual", "heritage"):
        ids = [
            block.id
            for block in draft(ardovian, YEAR, name).blocks
            if isinstance(block, Heading | Picture | Paragraph) and block.id
        ]
        assert len(ids) == len(set(ids))


def test_the_order_of_records_in_memory_does_not_matter(ardovian: Material) -> None:
    mixed = list(ardovian.records.items())
    random.Random(5).shuffle(mixed)
    shuffled = []
    for id, one in mixed:
        other = copy.deepcopy(one)
        random.Random(id).shuffle(other["evidence"])
        shuffled.append((id, other))
    again = dataclasses.replace(ardovian, records=dict(shuffled))
    for name in ("annual", "heritage"):
        assert draft(again, YEAR, name) == draft(ardovian, YEAR, name)


def test_the_period_divides_background_from_the_rest(ardovian: Material) -> None:
    edition = draft(ardovian, YEAR, "annual")
    at = headings(edition).index("# Background")
    assert at < headings(edition).index("# Rhetoric")
    blocks = list(edition.blocks)
    start = next(
        n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.id == "background"
    )
    end = next(n for n, block in enumerate(blocks[start + 1 :], start + 1) if isinstance(block, Heading))
    assert end - start > 2
    for block in blocks[start + 1 : end]:
        assert isinstance(block, Paragraph)
        kind, _, key = block.id.partition("-")
        assert ardovian.get(kind, key)["fields"]["when"].removeprefix("../")[:4] < "2024"


def test_an_incident_has_its_figures_and_what_was_said_of_it(ardovian: Material) -> None:
    about = Counter(one["fields"]["about"] for one in ardovian.of_kind["claim"] if one["fields"]["about"])
    event, figures = about.most_common(1)[0]
    edition = draft(ardovian, YEAR, f"incident event:{event[:8]}")
    assert edition.front.outline == f"incident event:{event[:8]}"
    first = next(paragraph for paragraph in paragraphs(edition) if paragraph.id == f"event-{event[:8]}")
    assert sum(cite.kind == "claim" for cite in cited_in(first)) >= figures
    others = [one.id for one in paragraphs(edition) if one.id.startswith("event-") and one is not first]
    assert others == []
    assert "fall under none of its headings" in " ".join(
        plain_text(one.children) for one in paragraphs(edition)
    )


def test_the_heritage_report_goes_from_site_to_site() -> None:
    site = record("place", "mill", form="heritage-site", names=[{"value": "Harsk Mill", "main": True}])
    found = material(
        site,
        record("event", "fire", type="heritage-damage", when="2031-06-01", place=site["id"]),
        *(
            record("claim", term, property="condition", term=term, as_of=day, about=site["id"], claimant=id_of("ministry"))
            for term, day in (("intact", "2031-05-03"), ("destroyed", "2031-06-09"))
        ),
    )  # fmt: skip
    edition = draft(found, FRONT, "heritage")
    told = [plain_text(one.children) for one in paragraphs(edition)]
    assert "## Harsk Mill" in headings(edition)
    assert any("The change lies between the last record as “intact” (on 3 May)" in text for text in told)
    assert "On 1 June, at Harsk Mill, there was damage to heritage. No source is cited for this." in told


def themed(**themes: tuple[str, ...]) -> Material:
    rows = [
        record(
            "statement",
            name,
            when=f"2031-0{n}-01",
            text=f"{name} words.",
            speakers=[{"words": "A mayor"}],
            evidence=from_source("tv"),
        )
        for n, name in enumerate(themes, 1)
    ]
    return material(
        *rows, themes={id_of(name): codes for name, codes in themes.items() if codes}, theme_titles=THEMES
    )


def test_rhetoric_stands_by_theme_in_the_order_of_the_codebook_and_then_by_date() -> None:
    edition = draft(
        themed(late=("dehumanisation",), early=("unlisted",), none=(), threat=("threat-of-force",)),
        FRONT,
        "annual",
    )
    assert headings(edition)[2:8] == [
        "# In numbers",
        "# Threats and territorial claims",
        "## Threat of force",
        "# Rhetoric",
        "## Dehumanisation",
        "## Unlisted",
    ]
    assert headings(edition)[8] == "## Without a theme"


def test_the_figures_of_the_summary_are_queries_that_count_what_is_there() -> None:
    found = themed(a=("dehumanisation",), b=("dehumanisation",), c=("threat-of-force",))
    edition = draft(found, FRONT, "annual")
    summary = next(one for one in paragraphs(edition) if one.id == "summary-numbers")
    items = [shown(item.children) for item in summary.items]
    assert items == [
        "remarks: {count:statement form:remark}",
        "statements under the theme Threat of force: {count:statement theme:threat-of-force}",
        "statements under the theme Dehumanisation: {count:statement theme:dehumanisation}",
    ]
    assert [
        count(parse(one.query), found)
        for item in summary.items
        for one in item.children
        if isinstance(one, Value)
    ] == [3, 1, 2]
    assert not any(character.isdigit() for item in summary.items for character in plain_text(item.children))


def test_a_chart_without_data_is_not_drafted(ardovian: Material) -> None:
    def targets(found: Material) -> set[str]:
        return {block.target for block in draft(found, FRONT, "annual").blocks if isinstance(block, Picture)}

    assert targets(material()) == {"table:abbreviations", "table:methodology", "table:corrections"}
    assert targets(ardovian) >= {
        "chart:statements-by-month",
        "chart:events-timeline",
        "table:statements",
        "table:figures",
    }
    assert "map:places" not in targets(ardovian)
    placed = {**BRENN, "fields": {**BRENN["fields"], "geometry": {"type": "Point", "coordinates": [1, 2]}}}
    assert "map:places" in targets(material(placed))


def test_an_empty_section_says_so_where_the_outline_says_so() -> None:
    edition = draft(material(), FRONT, "annual")
    assert "# Rhetoric" in headings(edition) and "# Background" not in headings(edition)
    assert [plain_text(one.children) for one in paragraphs(edition)].count(
        "No published record falls under this heading."
    ) == 4


def test_what_no_section_takes_stands_under_other_records() -> None:
    stray = record("followup", "f", outcome="pending", target=id_of("dreth"), evidence=from_source("tv"))
    edition = draft(material(stray), FRONT, "annual")
    at = headings(edition).index("# Other records")
    assert headings(edition)[at + 1] == "# Methodology"
    assert f"followup-{stray['id'][:8]}" in [one.id for one in paragraphs(edition)]


def test_what_is_told_in_no_paragraph_is_listed_in_the_methodology() -> None:
    twice = [
        record("statement", name, form="recommendation", text="Ardovia should open the road.")
        for name in "ab"
    ]
    edition = draft(material(*twice), FRONT, "annual")
    listed = next(one for one in paragraphs(edition) if one.id == "left-out")
    told = [shown(item.children) for item in listed.items]
    assert f"{INTERVIEW['label']} (an occasion of which no statement is published)" in told
    assert "Ardovia Public Television, tv (collected, cited by no record)" in told
    assert "Radio Oshtal, radio (collected, cited by no record)" in told
    assert {cite.kind for cite in cited_in(listed)} == {"event", "source", "statement"}
    assert sum("the same words" in one for one in told) == 1
    assert (
        sum(plain_text(one.children) == "Ardovia should open the road." for one in paragraphs(edition)) == 1
    )


def test_whose_remarks_are_documented_and_whose_are_not() -> None:
    said = record("statement", "s", text="Yes.", speakers=[{"actor": id_of("kostrash")}])
    edition = draft(material(said), FRONT, "annual")
    listed = next(one for one in paragraphs(edition) if one.id == "whose-remarks")
    assert [plain_text(item.children) for item in listed.items] == ["Nela Kostrash: ", "Orvan Dreth: "]


@pytest.mark.parametrize("name", ["annual", "heritage", "incident event:{}"])
def test_a_draft_passes_the_gate_and_can_be_printed(ardovian: Material, name: str) -> None:
    event = next(one["fields"]["about"] for one in ardovian.of_kind["claim"] if one["fields"]["about"])
    edition = draft(ardovian, YEAR, name.format(event[:8]))
    assert pass_gate(edition, ardovian).problems == ()
    assert parsed(written(edition)).blocks == edition.blocks
    lines = [line.text for line in printed(edition, ardovian).lines() if line.kind == "paragraph"]
    assert len(lines) >= len(paragraphs(edition))


def test_a_note_is_printed_once_for_a_record_in_a_paragraph(ardovian: Material) -> None:
    for paragraph in paragraphs(draft(ardovian, YEAR, "annual")):
        marks = [
            cite
            for one in paragraph.children
            if isinstance(one, Reference) and not one.silent
            for cite in one.cites
        ]
        assert len(marks) == len(set(marks)), paragraph.id


def test_events_of_one_sentence_are_one_paragraph() -> None:
    rows = [
        record(
            "event",
            name,
            type=name,
            description="On 3 May, the town was shelled and emptied.",
            when="2031-05-03",
            evidence=from_source("tv"),
        )
        for name in ("killing", "forced-displacement")
    ]
    edition = draft(material(*rows), FRONT, "annual")
    told = [shown(one.children) for one in paragraphs(edition) if one.id.startswith("event-")]
    assert told == ["On 3 May, the town was shelled and emptied.[event; event]"]


SLIPS: list[tuple[object, str]] = [
    ([], "must be a table with sections and rest"),
    ({"rest": "section", "sections": []}, "sections must be a list"),
    (
        {"rest": "away", "sections": [{"id": "a", "heading": "acts"}]},
        "rest: 'away' is none of outside, section",
    ),
    ({"rest": "section", "sections": [{"heading": "acts"}]}, "a table with an id"),
    ({"rest": "section", "sections": [{"id": "a"}]}, "section a: needs either a heading"),
    (
        {"rest": "section", "sections": [{"id": "a", "heading": "deeds"}]},
        "heading: 'deeds' is none of abbreviations",
    ),
    (
        {"rest": "section", "sections": [{"id": "a", "heading": "acts", "take": ["speech"]}]},
        "section a, take: 'speech'",
    ),
    ({"rest": "section", "sections": [{"id": "a", "heading": "acts", "takes": []}]}, "'takes' is unknown"),
    (
        {"rest": "section", "sections": [{"id": "a", "heading": "acts", "by": "colour"}]},
        "by: 'colour' is none of place, theme",
    ),
    (
        {"rest": "section", "sections": [{"id": "a", "heading": "acts", "charts": ["chart:pie"]}]},
        "charts: 'chart:pie' is none of",
    ),
    (
        {"rest": "section", "sections": [{"id": "a", "heading": "acts"}, {"id": "a", "title": "B"}]},
        "the id stands twice",
    ),
]


@pytest.mark.parametrize(("content", "told"), SLIPS, ids=[told for _, told in SLIPS])
def test_a_slip_in_an_outline_is_told_with_its_place(content: object, told: str) -> None:
    with pytest.raises(OutlineError) as caught:
        build(content, "mine")
    assert told in str(caught.value) and str(caught.value).startswith("mine")


def test_a_section_in_words_of_ones_own_with_sections_in_it() -> None:
    content = {
        "rest": "section",
        "sections": [
            {"id": "a", "title": "Our year", "sections": [{"id": "b", "heading": "acts", "take": ["event"]}]}
        ],
    }
    one = record("event", "e", type="killing", when="2031-05-01")
    assert headings(draft(material(one), FRONT, build(content, "mine"))) == ["# Our year", "## Acts"]


@pytest.mark.parametrize(
    ("name", "error", "told"),
    [
        ("monthly", OutlineError, "no outline is called 'monthly'; there are annual, heritage, incident"),
        ("incident", OutlineError, "write 'incident' as incident event:3f2a91c0"),
        ("annual event:3f2a91c0", OutlineError, "about no single event"),
        ("incident event:3f2a", OutlineError, "event:3f2a91c0"),
        ("incident event:3f2a91c0", NoSuchRecord, "no record of the dossier"),
    ],
)
def test_an_outline_that_cannot_be_used_says_why(name: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        draft(material(), FRONT, name)
