"""Small dossiers for tests of rules, written short: whatever is no part and not of every record is a field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sourcebook.checks import Checked, Dossier, Finding, Settings, check_dossier

_OF_ALL: dict[str, Any] = {
    "status": "reviewed",
    "level": "team",
    "owner": None,
    "label": "",
    "summary": "",
    "absent": {},
    "note": "",
    "origin": "person",
    "merged_into": None,
    "withheld": [],
    "evidence": [],
}
_PARTS = {
    "urls",
    "layers",
    "custody",
    "names",
    "wholes",
    "involvements",
    "speakers",
    "addressees",
    "searches",
}
_EVIDENCE: dict[str, Any] = {
    "field": "",
    "layer": None,
    "exact": "",
    "prefix": "",
    "suffix": "",
    "start": None,
    "end": None,
    "page": None,
    "locator": "",
    "basis": None,
    "on_file": "",
    "stance": "supports",
}


def record(short: Mapping[str, Any]) -> dict[str, Any]:
    """A plain record; parts get ids where they have none, the label is the id where it has none."""
    full: dict[str, Any] = {**_OF_ALL, "fields": {}, "parts": {}, "themes": [], "label": short["id"]}
    for key, value in short.items():
        if key in _OF_ALL or key in ("id", "kind"):
            full[key] = value
        elif key in _PARTS:
            full["parts"][key] = [{"id": f"{short['id']}-{key}-{n}", **part} for n, part in enumerate(value)]
        else:
            full["fields"][key] = value
    return full


def proof(short: Mapping[str, Any], n: int, texts: Mapping[str, str]) -> dict[str, Any]:
    """A line of evidence; with a text layer and `exact` alone, it is anchored where the words stand."""
    full: dict[str, Any] = {**_EVIDENCE, "id": f"proof-{n}", **short}
    if full.get("state") != "lost" and full["layer"] and full["start"] is None and full["exact"]:
        start = texts[full["layer"]].index(full["exact"])
        full |= {"start": start, "end": start + len(full["exact"])}
    full.setdefault("state", "anchored" if full["start"] is not None else "untargeted")
    return full


def dossier(
    records: Iterable[Mapping[str, Any]],
    evidence: Iterable[Mapping[str, Any]] = (),
    texts: Mapping[str, str] | None = None,
    policy: Mapping[str, Any] | None = None,
    **more: Any,  # noqa: ANN401
) -> Dossier:
    """A dossier of records and evidence written short."""
    known = texts or {}
    proofs = [proof(one, n, known) for n, one in enumerate(evidence)]
    return Dossier(map(record, records), proofs, known.get, policy, **more)


def found(rule: str, subject: Dossier, **options: object) -> list[Finding]:
    """What one rule finds. Raises AssertionError where the rule fails."""
    checked = checked_by(rule, subject, **options)
    assert not checked.failures, checked.failures
    return list(checked.findings)


def checked_by(rule: str, subject: Dossier, **options: object) -> Checked:
    """A check by one rule."""
    return check_dossier(subject, Settings(only=frozenset({rule}), options={rule: options}))
