"""What a record is called in a list: its label and a short summary, from its own columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sourcebook.dossier.kinds.plain import Plain

_LONG = 160
Fields = dict[str, Any]


def label_of(plain: Plain) -> tuple[str, str]:
    """(label, summary) of a plain record; never empty: at least its kind."""
    label, summary = _LABELS[plain["kind"]](plain["fields"], plain["parts"])
    return _short(label) or plain["kind"], _short(summary)


def _short(text: str) -> str:
    line = " ".join(text[: 4 * _LONG].split())
    return line if len(line) <= _LONG else line[: _LONG - 1].rstrip() + "…"


def main_name(parts: Fields) -> str:
    """The main one of several names, else the first."""
    names = parts.get("names", [])
    chosen = next((name for name in names if name.get("main")), names[0] if names else None)
    return str(chosen["value"]) if chosen else ""


def _words(rows: list[Fields], column: str = "words") -> str:
    return ", ".join(row[column] for row in rows if row.get(column))


def _source(fields: Fields, parts: Fields) -> tuple[str, str]:
    urls = [row["url"] for row in parts.get("urls", [])]
    label = fields["title"] or fields["publisher"] or (urls[0] if urls else "")
    return label, ", ".join(filter(None, [fields["publisher"], fields["published"], *urls[:1]]))


def _capture(fields: Fields, parts: Fields) -> tuple[str, str]:
    label = fields["file_name"] or fields["final_url"] or fields["requested_url"] or fields["sha256"][:12]
    when = fields["captured_at"] or fields["accessed"] or ""
    return label, ", ".join(filter(None, [fields["media_type"], when[:10]]))


def _actor(fields: Fields, parts: Fields) -> tuple[str, str]:
    others = [name["value"] for name in parts.get("names", [])][1:4]
    return main_name(parts) or fields["pseudonym"], "; ".join([fields["form"], *others])


def _relation(fields: Fields, parts: Fields) -> tuple[str, str]:
    return fields["title"] or fields["type"], fields["when_words"] or fields["when"]


def _place(fields: Fields, parts: Fields) -> tuple[str, str]:
    others = [name["value"] for name in parts.get("names", [])][1:4]
    return main_name(parts), "; ".join([fields["form"], *others])


def _event(fields: Fields, parts: Fields) -> tuple[str, str]:
    label = fields["occasion"] or fields["words"] or fields["description"] or fields["type"]
    involved = _words(parts.get("involvements", []))
    return label, ", ".join(filter(None, [fields["type"], fields["when"], involved]))


def _statement(fields: Fields, parts: Fields) -> tuple[str, str]:
    speakers = _words(parts.get("speakers", []))
    points = "; ".join(str(point) for point in fields["points"])
    told = fields["text"] or points or fields["instrument"]
    quoted = f"“{told}”" if fields["text"] and fields["manner"] != "indirect" else told
    return ": ".join(filter(None, [speakers, quoted])), ", ".join(
        filter(None, [fields["form"], fields["when"], _words(parts.get("speakers", []), "role_words")])
    )


def _claim(fields: Fields, parts: Fields) -> tuple[str, str]:
    told = fields["words"] or fields["term"]
    return ": ".join(filter(None, [fields["property"], told])), ", ".join(
        filter(None, [fields["claimant_words"], fields["as_of"]])
    )


def _followup(fields: Fields, parts: Fields) -> tuple[str, str]:
    return ", ".join(filter(None, [fields["outcome"], fields["as_of"]])), fields["description"]


def _watch(fields: Fields, parts: Fields) -> tuple[str, str]:
    return ", ".join(filter(None, [fields["outlet"], fields["period"]])), fields["criteria"]


def _coding(fields: Fields, parts: Fields) -> tuple[str, str]:
    return fields["code"], fields["passage"]


_LABELS: dict[str, Callable[[Fields, Fields], tuple[str, str]]] = {
    "source": _source,
    "capture": _capture,
    "actor": _actor,
    "relation": _relation,
    "place": _place,
    "event": _event,
    "statement": _statement,
    "claim": _claim,
    "followup": _followup,
    "watch": _watch,
    "coding": _coding,
}
