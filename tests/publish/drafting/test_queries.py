"""A number in a report is a query over published records, and the query means one thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.drafting.records import BRENN, INTERVIEW, id_of, material, record

from sourcebook.publish.drafting import QueryError, count, parse, select
from sourcebook.publish.drafting.queries import DATES, Query
from sourcebook.publish.material import Material

A = record("statement", "a", when="2031-03-01", speakers=[{"actor": id_of("dreth")}])
B = record(
    "statement", "b", when="2031-04-01/2031-05-01", speakers=[{"actor": id_of("kostrash")}], about=id_of("e")
)
C = record("statement", "c", form="reaction")
E = record("event", "e", type="killing", when="../2031-06-01", place=BRENN["id"])
F = record("event", "f", type="detention", when="2031-07", parent=id_of("e"))
THEMES = {A["id"]: ("threat-of-force", "territorial-claim"), B["id"]: ("territorial-claim",)}


def all_of() -> Material:
    return material(A, B, C, E, F, themes=THEMES)


CASES = [
    ("count:statement", [A, B, C]),
    ("statement", [A, B, C]),
    ("count:statement form:remark", [A, B]),
    ("count:statement form:remark form:reaction", [A, B, C]),
    ("count:statement theme:threat-of-force", [A]),
    ("count:statement theme:territorial-claim form:reaction", []),
    ("count:statement not-theme:threat-of-force", [B, C]),
    (f"count:statement speaker:{id_of('dreth')}", [A]),
    (f"count:statement speaker:{id_of('dreth')[:8]}", [A]),
    ("count:statement since:2031-04", [B]),
    ("count:statement until:2031-03", [A]),
    ("count:statement since:2031-04-15 until:2031-04-20", [B]),
    ("count:statement since:2032", []),
    (f"count:statement about:{id_of('e')}", [B]),
    ("count:event", [E, F]),
    ("count:event type:killing", [E]),
    ("count:event type:killing type:detention", [E, F]),
    ("count:event type:occasion", [INTERVIEW]),
    ("count:event since:2031-05", [E, F]),
    (f"count:event about:{id_of('e')}", [F]),
    (f"count:event place:{BRENN['id']}", [E]),
    (f"count:event id:{id_of('f')[:8]}", [F]),
    ("count:claim", []),
    ("count:place form:settlement", [BRENN]),
]


@pytest.mark.parametrize(("text", "found"), CASES, ids=[text for text, _ in CASES])
def test_a_query_takes_what_it_says(text: str, found: list[dict[str, object]]) -> None:
    query = parse(text)
    assert [one["id"] for one in select(query, all_of())] == [one["id"] for one in found]
    assert count(query, all_of()) == len(found)


SLIPS = [
    ("", "an empty query"),
    ("count:", "an empty query"),
    ("count:speech", "'speech' is no kind of record; there are statement, event"),
    ("count:statement remark", "'remark' is no filter; write one of form, type, theme"),
    ("count:statement form:", "'form:' is no filter"),
    ("count:statement colour:red", "'colour:red' is no filter"),
    ("count:statement since:spring", "'spring': not an EDTF date"),
    ("count:statement since:2031 since:2030", "since stands twice"),
]


@pytest.mark.parametrize(("text", "told"), SLIPS)
def test_a_query_that_cannot_be_read_says_why(text: str, told: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert told in str(caught.value)


_WORD = st.text(st.characters(categories=["Ll", "Nd"], include_characters="-"), min_size=1)
_WORDS = st.lists(_WORD, max_size=2).map(tuple)


@given(
    st.builds(
        Query,
        st.sampled_from(sorted(DATES)),
        form=_WORDS,
        type=_WORDS,
        theme=_WORDS,
        speaker=_WORDS,
        not_theme=_WORDS,
        since=st.sampled_from(["", "2031", "../2031-05"]),
    )
)
def test_a_query_that_is_written_reads_the_same(query: Query) -> None:
    assert parse(str(query)) == query
    assert parse(f"count:{query}") == query
