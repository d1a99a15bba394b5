"""Evidence in a form: a quotation, where it stands, and all the fields that it is for.

A record keeps a row for each field; in the form the rows of one quotation are one. A quotation that is typed
is
looked up in the preserved copies of its source, and gets its place there; where it is not found, the form
says so.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from sourcebook.checks.verbatim import SourceText, verify
from sourcebook.checks.verbatim.source import prepared
from sourcebook.dossier.kinds import EVIDENCE, KINDS, Plain
from sourcebook.dossier.kinds.whole import completed_row
from sourcebook.dossier.models import TextLayer
from sourcebook.dossier.write.links import is_id
from sourcebook.text.selectors import select

if TYPE_CHECKING:
    from sourcebook.workbench.forms.typed import Typed

_ALIKE = ("layer", "exact", "start", "end", "basis", "locator", "page", "on_file", "stance", "state")
_TEXTS = ("exact", "locator", "on_file", "stance", "layer")
Faults = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Copy:
    """The text of a preserved copy, ready to be compared with: its layer and where its pages begin."""

    layer: str
    text: SourceText
    pages: Sequence[Sequence[int]]


def groups_of(evidence: Iterable[Plain]) -> dict[str, list[Plain]]:
    """The rows of evidence that are one piece, by the id of the first."""
    groups: dict[tuple[Any, ...], list[Plain]] = {}
    for row in evidence:
        groups.setdefault(tuple(row[name] for name in _ALIKE), []).append(row)
    return {rows[0]["id"]: rows for rows in groups.values()}


def typed_proofs(typed: Typed, plain: Plain, labels: Mapping[str, str]) -> None:
    """Puts the evidence of a record into the fields of its form."""
    groups = groups_of(plain["evidence"])
    typed.put("e", *groups)
    for group, rows in groups.items():
        first = rows[0]
        for name in _TEXTS:
            typed.put(f"e.{group}.{name}", first[name] or "")
        for name in ("page", "start", "end"):
            typed.put(f"e.{group}.{name}", "" if first[name] is None else str(first[name]))
        typed.put(f"e.{group}.source", first["basis"] or "")
        typed.put(f"e.{group}.source~", labels.get(first["basis"] or first["layer"] or "", ""))
        typed.put(f"e.{group}.for", *(row["field"] for row in rows))


def shown_by(plain: Plain, fields: Sequence[str]) -> list[str]:
    """The fields that a new piece of evidence is for: those ticked that say something, else the record."""
    values = {**plain["fields"], **plain["parts"]}
    said = [one for one in fields if values.get(one) not in (None, "", [], {})]
    return said or [""]


def read_proofs(
    typed: Typed, base: Plain, plain: Plain, ids: Mapping[str, str | None], faults: Faults
) -> tuple[list[Plain], set[str]]:
    """(the evidence that a form says, the pieces whose words were not found); one query where words were
    typed."""
    known, kept, unfound = groups_of(base["evidence"]), list[Plain](), set[str]()
    sought = [group for group in typed.all("e") if group not in known]
    copies = _copies([one for group in sought if (one := ids.get(f"e.{group}.source"))])
    for group in typed.all("e"):
        if group in known:
            kept += _changed(typed, group, known[group])
            continue
        row = _row(typed, group, ids, faults)
        if not (row["exact"] or row["basis"] or row["on_file"]):
            continue
        placed = [row] if row["layer"] else _placed(row, copies.get(row["basis"] or "", []))
        if not placed:
            placed = [row]
            if typed.one(f"e.{group}.keep") != "1":
                unfound.add(group)
                faults.setdefault(f"e.{group}", []).append(
                    _(
                        "These words are not in the preserved copy of this source. Correct them, or say "
                        "that they stay."
                    )
                )
        wanted = (
            [one for one in typed.all(f"e.{group}.for") if one] if row["exact"] or row["on_file"] else [""]
        )
        kept += _for_each(placed, shown_by(plain, wanted or list(KINDS[plain["kind"]].evidenced)))
    return kept, unfound


def _for_each(rows: Iterable[Plain], fields: Sequence[str]) -> Iterator[Plain]:
    for row in rows:
        for path in fields:
            yield {**row, "id": str(uuid.uuid4()), "field": path}


def _row(typed: Typed, group: str, ids: Mapping[str, str | None], faults: Faults) -> Plain:
    given: Plain = {name: typed.one(f"e.{group}.{name}").strip() for name in _TEXTS if name != "layer"}
    layer = typed.one(f"e.{group}.layer")
    row = completed_row(
        {**given, "layer": layer or None, "basis": None if layer else ids.get(f"e.{group}.source")}, EVIDENCE
    )
    row["stance"] = row["stance"] or "supports"
    for name in ("page", *(("start", "end") if layer else ())):
        text = typed.one(f"e.{group}.{name}").strip()
        if text.isdecimal():
            row[name] = int(text)
        elif text:
            faults.setdefault(f"e.{group}", []).append(
                _("The page is a number; what is none goes to “where in it”.")
            )
    return row


def _changed(typed: Typed, group: str, rows: Sequence[Plain]) -> Iterator[Plain]:
    """The rows of a piece that stands already, as the form has it; it is for other fields perhaps."""
    first = rows[0]
    values: Plain = {name: typed.one(f"e.{group}.{name}").strip() for name in ("locator", "on_file")}
    values["stance"] = typed.one(f"e.{group}.stance") or first["stance"]
    page = typed.one(f"e.{group}.page").strip()
    values["page"] = int(page) if page.isdecimal() else None
    if not first["layer"]:
        values["exact"] = typed.one(f"e.{group}.exact").strip()
    wanted = list(dict.fromkeys(typed.all(f"e.{group}.for"))) or [""]
    by_field = {row["field"]: row for row in rows}
    for path in wanted:
        own = by_field.get(path) or {**first, "id": str(uuid.uuid4()), "field": path}
        yield {**own, **values}


def _copies(sources: Sequence[str]) -> dict[str, list[Copy]]:
    """The texts of the preserved copies of sources or of these copies themselves, by the id that was
    given."""
    wanted = [one for one in dict.fromkeys(sources) if is_id(one)]
    if not wanted:
        return {}
    layers = TextLayer.objects.filter(
        Q(record_id__in=wanted) | Q(record__capture__source_id__in=wanted), current=True
    ).exclude(record__status="withdrawn")
    found: dict[str, list[Copy]] = {}
    for pk, record, source, text, pages in layers.order_by("record_id", "pk").values_list(
        "pk", "record_id", "record__capture__source_id", "text", "pages"
    ):
        copy = Copy(str(pk), prepared(text), pages)
        for one in {str(record), str(source)} & set(wanted):
            found.setdefault(one, []).append(copy)
    return found


def _placed(row: Plain, copies: Sequence[Copy]) -> list[Plain]:
    """The row at the place of its words in the first copy that has them; as it is where no copy is kept."""
    if not row["exact"] or not copies:
        return [row]
    for copy in copies:
        verdict = verify(row["exact"], copy.text)
        spans = [span for span in verdict.spans if span.end > span.start]
        if verdict.faithful and spans:
            return [_at(row, copy, span.start, span.end) for span in spans]
    return []


def _at(row: Plain, copy: Copy, start: int, end: int) -> Plain:
    chosen = select(copy.text.text, start, end)
    pages = [number for at, number in copy.pages if at <= start]
    return {
        **row, "layer": copy.layer, "basis": None, "exact": chosen.exact, "prefix": chosen.prefix,
        "suffix": chosen.suffix, "start": start, "end": end, "state": "anchored",
        "page": row["page"] if row["page"] is not None else (pages[-1] if pages else None),
    }  # fmt: skip
