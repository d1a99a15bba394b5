"""A statement drafted from its record alone carries what the original says."""

from __future__ import annotations

from pathlib import Path

from benchmarks.redraft import compared, imported, notes_of
from tests.publish.drafting.records import BY_DRETH, from_source, id_of, material, passage, record

from sourcebook.publish.drafting import redraft
from sourcebook.publish.material import Material


def test_what_a_redrafted_statement_carries() -> None:
    one = record(
        "statement",
        "s",
        when="2031-04-18",
        text="Every road […] every rail",
        speakers=BY_DRETH,
        evidence=[*from_source("radio", "tv"), passage("Every road", 0), passage("every rail", 30)],
    )
    found = redraft(one, material(one, own=frozenset([id_of("tv")])))
    assert found.speaker == "Orvan Dreth"
    assert found.date == "2031-04-18"
    assert found.quotes == ("Every road", "every rail")
    assert found.sources == (id_of("radio"),)
    assert found.text == "On 18 April 2031, Orvan Dreth, minister of roads, said: “Every road”; “every rail”."


def test_every_quotation_of_the_invented_report_stands_in_its_draft(ardovian: Material) -> None:
    remarks = [one for one in ardovian.of_kind["statement"] if one["fields"]["form"] == "remark"]
    assert len(remarks) > 60
    for one in remarks:
        found = redraft(one, ardovian)
        exact = [row["exact"] for row in one["evidence"] if row["field"] == "text"]
        assert len(found.quotes) == len(exact)
        assert all(quote in found.text for quote in found.quotes)


def test_the_statements_of_a_real_report_say_the_same(shared: Path, tmp_path: Path) -> None:
    report, gold = shared / "reports" / "report2023.md", shared / "gold"
    found = compared(imported(report, tmp_path), gold, notes_of(report, gold))
    assert len(found) > 50
    assert sum(not one.wrong for one in found) / len(found) >= 0.95
