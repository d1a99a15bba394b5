"""Nobody finds, or counts, what they may not see: roles, levels, organisations, withheld fields, captures."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.dossier.search.test_find import capture, speech

from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Dossier, Organisation, Record, SearchText
from sourcebook.dossier.search import Filters, find, matching
from sourcebook.dossier.search.fold import indexed
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write import create

ORGANISATIONS = ("", "Open Archive", "Hill Watch")
Member = Callable[..., Viewer]


@pytest.fixture
def viewers(dossier: Dossier, member: Member) -> list[Viewer]:
    roles = ("reader", "contributor", "reviewer", "publisher", "keeper")
    people = [member(role, organisation) for role in roles for organisation in ORGANISATIONS]
    return [Viewer(dossier.pk, "public"), *people]


def test_search_counts_and_shows_exactly_what_the_gate_lets_through(
    dossier: Dossier, viewers: list[Viewer]
) -> None:
    """Texts of every class: level, owner and status of the record, level and owner of the text, two dossiers."""
    with as_system():
        owners = [
            Organisation.objects.get_or_create(name=name)[0] if name else None for name in ORGANISATIONS
        ]
        other = Dossier.objects.create(slug="other", title="Other", made_at=datetime(2026, 1, 5, tzinfo=UTC))
        for home, level, owner, status in itertools.product(
            (dossier, other), range(3), owners, ("draft", "published", "withdrawn")
        ):
            record = Record.objects.create(
                dossier=home, kind="event", level=level, owner=owner, status=status, made_at=dossier.made_at
            )
            texts = [
                SearchText(record=record, level=own, owner=whose, text="A bell.", folded=indexed("A bell."))
                for own, whose in itertools.product(range(level, 3), owners)
            ]
            SearchText.objects.bulk_create(texts)
    seen_by = {}
    for viewer in viewers:
        with viewing(viewer):
            gated = set(SearchText.objects.values_list("record", flat=True))
            results = find("bell", limit=1000)
            assert {hit.record for hit in results.hits} == gated, viewer
            assert results.total == len(gated), viewer
            narrowed = find("bell", Filters(kinds=("event",), status="draft"), limit=1000)
            drafts = Record.objects.filter(pk__in=gated, status="draft")
            assert narrowed.total == drafts.count() == len(narrowed.hits)
            assert find("-bell").total == 0
            seen_by[viewer] = len(gated)
    assert len(set(seen_by.values())) >= 4
    with as_system():
        assert find("bell", limit=1000).total == 2 * 3 * 3 * 3


def test_a_withheld_field_is_found_by_those_who_see_it(keeper: Viewer, member: Member) -> None:
    plain = speech("The road is open.", "Mira Soltan")
    speaker = plain["parts"]["speakers"][0]["id"]
    plain["withheld"] = [
        {"field": f"speakers/{speaker}", "level": "restricted", "owner": None, "why": "field"}
    ]
    create([plain], "")
    found = {}
    for role in ("reader", "reviewer"):
        with viewing(member(role)):
            found[role] = [find(query).total for query in ("road", "soltan")]
    assert found == {"reader": [1, 0], "reviewer": [1, 1]}


def test_the_text_of_a_restricted_capture_is_not_found(keeper: Viewer, member: Member) -> None:
    plain, texts = capture("The bell of Orvan was melted.", level="restricted")
    create([plain], "", texts=texts)
    totals = {}
    for role in ("reader", "contributor", "reviewer", "keeper"):
        with viewing(member(role)):
            totals[role] = (find("melted").total, len(find("melted").hits))
    assert totals == {"reader": (0, 0), "contributor": (0, 0), "reviewer": (1, 1), "keeper": (1, 1)}


def test_a_contributor_finds_what_is_their_organisations_own(keeper: Viewer, member: Member) -> None:
    mine, theirs = member("contributor", "Open Archive"), member("contributor", "Hill Watch")
    create([speech("The bell was melted.", level="restricted", owner=str(mine.organisation))], "")
    with viewing(mine):
        assert find("bell").total == 1
    with viewing(theirs):
        assert find("bell").total == 0


def test_what_is_published_is_found_by_the_world_at_once(keeper: Viewer) -> None:
    plain = speech("The bell was melted.", level="public")
    create([plain], "")
    world = Viewer(keeper.dossier, "public")

    def publicly() -> int:
        with viewing(world):
            return find("bell").total

    def put(**values: object) -> None:
        with as_system(), writing():
            Record.objects.filter(pk=plain["id"]).update(**values)

    assert publicly() == 0
    put(status="reviewed")
    assert publicly() == 0
    put(status="published")
    assert publicly() == 1
    put(level=1)
    assert publicly() == 0
    put(level=0)
    assert publicly() == 1
    put(status="withdrawn")
    assert publicly() == 0
    assert find("bell").total == 1


def test_hidden_names_do_not_widen_a_search(keeper: Viewer, member: Member) -> None:
    hidden = empty_plain(
        "actor", names=[{"value": "Tavo Brenik"}, {"value": "The Ferryman"}], level="restricted"
    )
    create([hidden, speech("The Ferryman was seen.", "A guard")], "")
    assert find("Tavo Brenik", variants=True).total == 2
    with viewing(member("reader")):
        assert find("Tavo Brenik", variants=True).total == 0
        assert find("Ferryman").total == 1
        assert matching(Filters(kinds=("actor",))).count() == 0
