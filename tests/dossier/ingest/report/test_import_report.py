"""A report becomes drafts with evidence; again it changes nothing; corrected it shows what changed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from sourcebook.dossier.ingest.report import Imported, import_report
from sourcebook.dossier.kinds.fetch import by_ids, plains
from sourcebook.dossier.models import Evidence, Proposal, Record, SourceUrl, TextLayer
from sourcebook.dossier.seen import Viewer
from sourcebook.dossier.write import Edit, edit
from sourcebook.dossier.write.proposals import accept, reject
from sourcebook.dossier.write.status import advance
from sourcebook.reading import read
from sourcebook.reading.output.contract import contract

REPORT = """# Monitoring report, Ardovia 2024

## Statements

1. On 18 March 2024, in an interview with Radio Sel, Tavo Brenik, Minister of Roads of Ardovia, said: "Every \
hill between the two rivers will be ours again."[^1]

2. On 2 May 2024, President Ilin Marr stated: "They have no place in this valley."[^2]

3. On 11 June 2024, soldiers of Ardovia detained four teachers in the village of Qarven.[^3] According to the \
Ombudsman of Sel, at least 12 people were detained in June.

[^1]: Radio Sel, "The roads we build," 18 March 2024, https://radiosel.example/2024/03/18/roads (accessed on \
20 March 2024).
[^2]: Ardovia Today, "Marr on the valley," 2 May 2024, https://today.example/marr-valley (accessed on 3 May 2024).
[^3]: Radio Sel, "The roads we build," 18 March 2024, https://www.radiosel.example/2024/03/18/roads/ (accessed \
on 20 March 2024).
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_text(REPORT, "utf-8")
    return path


def of_category(done: Imported, category: str) -> list[dict[str, Any]]:
    found = Record.objects.filter(origin_key__startswith=f"{done.source}:{category}:").order_by(
        "made_at", "id"
    )
    return list(plains(found))


def test_it_works(keeper: Viewer, report: Path) -> None:
    done = import_report(report)
    brenik = next(s for s in of_category(done, "statement") if "hill" in s["fields"]["text"])
    assert brenik["status"] == "draft"
    assert brenik["origin"] == "machine"
    assert brenik["fields"]["when"] == "2024-03-18"
    assert brenik["parts"]["speakers"][0]["words"] == "Tavo Brenik"
    [office] = by_ids([brenik["parts"]["speakers"][0]["office"]])
    assert (office["fields"]["title"], office["fields"]["when"]) == (
        "Minister of Roads of Ardovia",
        "2024-03-18",
    )
    under = {row["field"]: row for row in brenik["evidence"]}
    assert under["text"]["exact"] == "Every hill between the two rivers will be ours again."
    assert {"text", "when", "speakers"} <= set(under)


def test_the_counts_are_those_that_read_prints(keeper: Viewer, ardovia: Path) -> None:
    path = ardovia / "report.docx"
    printed = contract(read(path))
    done = import_report(path)
    names = {"statement": "statements", "event": "events", "figure": "figures", "reaction": "reactions",
             "measure": "measures", "recommendation": "recommendations"}  # fmt: skip
    assert {name: done.counts[name] for name in names} == {
        name: len(printed[of]) for name, of in names.items()
    }
    kept = Counter(
        key.split(":")[1]
        for key in Record.objects.exclude(origin_key="").values_list("origin_key", flat=True)
    )
    assert kept == done.counts


def test_every_passage_stands_where_its_evidence_says(keeper: Viewer, ardovia: Path) -> None:
    import_report(ardovia / "report.pdf")
    texts = dict(TextLayer.objects.values_list("id", "text"))
    rows = Evidence.objects.filter(layer__isnull=False).values_list(
        "layer_id", "start", "end", "exact", "page"
    )
    assert rows.count() > 300
    for layer, start, end, exact, page in rows:
        assert texts[layer][start:end] == exact
        assert page is not None


def test_one_address_is_one_source_however_often_cited(keeper: Viewer, report: Path) -> None:
    import_report(report)
    keys = list(SourceUrl.objects.values_list("key", flat=True))
    assert sorted(keys) == ["radiosel.example/2024/03/18/roads", "today.example/marr-valley"]


def test_the_same_report_again_changes_nothing(keeper: Viewer, report: Path, tmp_path: Path) -> None:
    import_report(report)
    before = list(plains(Record.objects.order_by("id")))
    copy = tmp_path / "another name.md"
    copy.write_bytes(report.read_bytes())
    assert import_report(copy).nothing
    assert list(plains(Record.objects.order_by("id"))) == before


def corrected(path: Path, old: str, new: str) -> Path:
    assert old in REPORT
    path.write_text(REPORT.replace(old, new), "utf-8")
    return path


def test_a_corrected_report_shows_what_changed(keeper: Viewer, report: Path, tmp_path: Path) -> None:
    first = import_report(report)
    done = import_report(corrected(tmp_path / "second.md", "between the two rivers", "between the rivers"))
    assert done.source == first.source
    assert [label for _, label, fields in done.changed if "fields/text" in fields] == [
        "Tavo Brenik: “Every hill between the two rivers will be ours again.”"
    ]
    texts = [s["fields"]["text"] for s in of_category(done, "statement")]
    assert "Every hill between the rivers will be ours again." in texts
    assert len(texts) == first.counts["statement"]
    assert import_report(tmp_path / "second.md").nothing


def test_what_a_person_touched_is_not_overwritten_but_proposed(
    keeper: Viewer, report: Path, tmp_path: Path
) -> None:
    first = import_report(report)
    [mine] = [s for s in of_category(first, "statement") if "hill" in s["fields"]["text"]]
    advance([mine["id"]], "review", "compared with the recording")
    done = import_report(corrected(tmp_path / "second.md", "between the two rivers", "between the rivers"))
    assert done.proposed["change"] == 1
    assert "two rivers" in by_ids([mine["id"]])[0]["fields"]["text"]
    [proposal] = Proposal.objects.filter(kind="change")
    accept(str(proposal.pk))
    assert "between the rivers" in by_ids([mine["id"]])[0]["fields"]["text"]
    assert import_report(tmp_path / "second.md").nothing


def test_a_rejected_proposal_is_not_made_again(keeper: Viewer, report: Path, tmp_path: Path) -> None:
    first = import_report(report)
    [mine] = [s for s in of_category(first, "statement") if "valley" in s["fields"]["text"]]
    edit([Edit(mine["id"], {"note": "heard again"})], "")
    second = corrected(tmp_path / "second.md", "no place in this valley", "no home in this valley")
    import_report(second)
    [proposal] = Proposal.objects.filter(kind="change")
    reject(str(proposal.pk), "the recording has 'place'")
    assert import_report(second).nothing


def test_what_a_corrected_report_left_out_is_proposed_for_withdrawal(
    keeper: Viewer, report: Path, tmp_path: Path
) -> None:
    first = import_report(report)
    text = '2. On 2 May 2024, President Ilin Marr stated: "They have no place in this valley."[^2]\n'
    done = import_report(corrected(tmp_path / "second.md", text, ""))
    assert any("no place in this valley" in label for _, label in done.gone)
    [proposal] = Proposal.objects.filter(kind="withdraw", record__kind="statement")
    accept(str(proposal.pk))
    statuses = Counter(s["status"] for s in of_category(first, "statement"))
    assert statuses["withdrawn"] == 1


def test_figures_keep_who_claims_them(keeper: Viewer, report: Path) -> None:
    done = import_report(report)
    [claim] = [c for c in of_category(done, "figure") if "12" in c["fields"]["words"]]
    assert claim["fields"]["rule"] == "at least"
    [claimant] = by_ids([claim["fields"]["claimant"]])
    assert "Ombudsman" in claimant["label"]


def test_a_real_report_is_imported_whole(keeper: Viewer, shared: Path) -> None:
    path = shared / "reports" / "report2023.md"
    printed = contract(read(path))
    done = import_report(path)
    for category, name in (("statement", "statements"), ("event", "events"), ("figure", "figures")):
        assert done.counts[category] == len(printed[name])
    assert import_report(path).nothing
