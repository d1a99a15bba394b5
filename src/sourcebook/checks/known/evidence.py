"""A piece of evidence: why the dossier may say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sourcebook.checks.known.fields import Fields
from sourcebook.text import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence of a record, or of one field of it (`field`; "" is the whole record).

    It points into a text layer (`exact` at `text[start:end]`, code points), to another record (`basis`), or
    to an item on file that may not be shown.
    """

    id: str
    record: str
    field: str
    layer: str | None
    exact: str
    start: int | None
    end: int | None
    locator: str
    basis: str | None
    on_file: bool
    stance: str
    state: str

    @staticmethod
    def of(line: Mapping[str, Any], record: str = "") -> Evidence:
        """Evidence from its plain form, a line of `evidence.jsonl`, or a row of the record that it is of."""
        fields = Fields(line)
        page = fields.whole("page")
        return Evidence(
            id=fields.text("id"),
            record=fields.text("record") or record,
            field=fields.text("field"),
            layer=fields.link("layer"),
            exact=fields.text("exact"),
            start=fields.whole("start"),
            end=fields.whole("end"),
            locator=fields.text("locator") or (f"page {page}" if page is not None else ""),
            basis=fields.link("basis"),
            on_file=bool(fields.text("on_file")),
            stance=fields.text("stance") or "supports",
            state=fields.text("state"),
        )

    @property
    def span(self) -> Span | None:
        """Where in the text it stands; None where it does not say, or what it says can be in no text."""
        if self.start is None or self.end is None or not 0 <= self.start <= self.end:
            return None
        return Span(self.start, self.end)

    @property
    def supports(self) -> bool:
        """Whether it is a reason to say so."""
        return self.stance == "supports"

    @property
    def part(self) -> str:
        """The field or part that it is for: "speakers" for "speakers/<id>/words"; "" for the whole record."""
        return self.field.removeprefix("parts/").split("/")[0]
