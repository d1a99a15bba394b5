"""The findings as plain data, ready for `json.dumps`."""

from __future__ import annotations

from typing import Any, Literal

from sourcebook.checks.engine import Checked
from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.output.plain import ABOUT
from sourcebook.checks.rules import EVERY

Row = dict[str, Any]
_FAMILIES = {rule.name: rule.family for rule in EVERY}


def data(checked: Checked, name: str, of: Literal["report", "dossier"] = "report") -> Row:
    """One object: "findings", each with paragraphs as labels ("172b" for a second run of 172), notes as
    numbers and records as ids; "suppressed", with reason and name; "failures" of rules. `name` is that of the
    report or dossier, and stands under the key `of`."""
    return {
        of: name,
        "about": ABOUT,
        "findings": [_finding(finding) for finding in checked.findings],
        "suppressed": [
            {**_finding(s.finding), "reason": s.acceptance.reason, "name": s.acceptance.name}
            for s in checked.suppressed
        ],
        "failures": [{"rule": f.rule, "where": f.where, "error": f.error} for f in checked.failures],
    }


def _finding(finding: Finding) -> Row:
    return {
        "rule": finding.rule,
        "family": _FAMILIES[finding.rule],
        "severity": finding.severity,
        "message": finding.message,
        "paragraphs": finding.paragraphs,
        "notes": finding.notes,
        "records": finding.records,
        "terms": finding.terms,
        "uncertain": finding.uncertain,
        "fingerprint": finding.fingerprint,
        "evidence": [_side(side) for side in finding.sides],
        "edit": {"old": finding.edit.old, "new": finding.edit.new, **_side(finding.edit.side)}
        if finding.edit
        else None,
    }


def _side(side: Side) -> Row:
    return {
        "where": side.where,
        "words": side.words,
        "span": side.span,
        "paragraph": side.paragraph,
        "note": side.note,
        "record": side.record,
        "field": side.field,
        "evidence": side.evidence,
        "layer": side.layer,
    }
