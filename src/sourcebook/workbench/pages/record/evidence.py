"""The evidence of a record: each quotation in the context of the preserved text that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Case, F, Value, When
from django.db.models.functions import Length, Substr

from sourcebook.dossier.models import Evidence
from sourcebook.dossier.page import Page
from sourcebook.workbench.pages.record.words import path_words

# Characters of the preserved text that are shown before and after a quotation.
AROUND = 280


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of evidence. `before` and `after` are the text around the quotation, where it is anchored."""

    id: str
    field: str
    exact: str
    before: str
    after: str
    lang: str
    where: str
    capture: str
    capture_label: str
    basis: str
    basis_label: str
    stance: str
    state: str
    on_file: str


def evidence_of(page: Page) -> list[Passage]:
    """The evidence of a record that the viewer sees; one query, none where it rests on no preserved text."""
    layered = any(row["layer"] for row in page.record["evidence"])
    around = dict(_around(page.record["id"])) if layered else {}
    return [_passage(row, page.labels, around.get(row["id"])) for row in page.record["evidence"]]


Around = tuple[str, str, str, str, str]


def _around(record: str) -> Iterator[tuple[str, Around]]:
    """By evidence: text before, after, its language, the capture, the capture's label."""
    rows = Evidence.objects.filter(record_id=record, layer__isnull=False).annotate(
        begins=Case(When(start__gt=AROUND, then=F("start") - AROUND), default=Value(0)),
        before=Substr(
            "layer__text", F("begins") + 1, Case(When(start__gt=AROUND, then=AROUND), default=F("start"))
        ),
        after=Substr("layer__text", F("end") + 1, AROUND),
        long=Length("layer__text"),
    )
    names = ("id", "start", "begins", "end", "long", "before", "after")
    of_layer = ("layer__language", "layer__record_id", "layer__record__label")
    for pk, start, begins, end, long, before, after, lang, capture, label in rows.values_list(
        *names, *of_layer
    ):
        anchored = start is not None
        left = f"{'…' if begins else ''}{before}" if anchored else ""
        right = f"{after}{'…' if end + AROUND < long else ''}" if anchored else ""
        yield str(pk), (left, right, lang, str(capture), label)


def _passage(row: dict[str, object], labels: dict[str, str], around: Around | None) -> Passage:
    before, after, lang, capture, label = around or (str(row["prefix"]), str(row["suffix"]), "", "", "")
    if row["state"] == "lost":
        # It no longer stands there: the text around the place would mislead.
        before, after = str(row["prefix"]), str(row["suffix"])
    page = f"p. {row['page']}" if row["page"] is not None else ""
    basis = str(row["basis"] or "")
    return Passage(
        id=str(row["id"]),
        field=path_words(str(row["field"])) if row["field"] else "",
        exact=str(row["exact"]),
        before=before or str(row["prefix"]),
        after=after or str(row["suffix"]),
        lang=lang,
        where=", ".join(filter(None, (str(row["locator"]), page))),
        capture=capture,
        capture_label=label,
        basis=basis if basis in labels else "",
        basis_label=labels.get(basis, ""),
        stance=str(row["stance"]),
        state=str(row["state"]),
        on_file=str(row["on_file"]),
    )
