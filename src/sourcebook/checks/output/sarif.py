"""The findings as SARIF 2.1.0 (OASIS), for editors and code hosts that show such results.

Spans count code points of the text layer. Only for text and Markdown is that the file itself; for other
formats a result names its place ("paragraph 28") and shows the words instead. In a dossier the place is a
record: its label, and id and field as the qualified name.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from sourcebook import __version__
from sourcebook.checks.engine import Checked
from sourcebook.checks.findings import Finding, Severity, Side
from sourcebook.checks.output.plain import ABOUT
from sourcebook.checks.rule import Named, explained
from sourcebook.checks.rules import EVERY

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_INDEX = {rule.name: n for n, rule in enumerate(EVERY)}

Row = dict[str, Any]


def sarif(checked: Checked, name: str, own_text: bool) -> Row:
    """The log. `name` is the file as the user gave it; `own_text` says that spans lie in the file itself."""
    results = [_result(finding, name, own_text) for finding in checked.findings]
    for stands in checked.suppressed:
        told = f"{stands.acceptance.reason} ({stands.acceptance.name})"
        suppressed = _result(stands.finding, name, own_text)
        suppressed["suppressions"] = [{"kind": "external", "status": "accepted", "justification": told}]
        results.append(suppressed)
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Sourcebook",
                        "semanticVersion": __version__,
                        "fullDescription": {"text": ABOUT},
                        "rules": [_rule(rule) for rule in EVERY],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": quote(name)}}],
                "invocations": [
                    {
                        "executionSuccessful": not checked.failures,
                        "toolExecutionNotifications": [
                            {
                                "level": "error",
                                "message": {"text": f"{f.rule} failed at {f.where}: {f.error}"},
                                "associatedRule": {"id": f.rule, "index": _INDEX[f.rule]},
                            }
                            for f in checked.failures
                        ],
                    }
                ],
                "results": results,
            }
        ],
    }


def _rule(rule: type[Named]) -> Row:
    told = explained(rule)
    return {
        "id": rule.name,
        "shortDescription": {"text": told[""]},
        "fullDescription": {"text": " ".join(told.get("What it does", told[""]).split())},
        "help": {"text": "\n\n".join(text for head, text in told.items() if head)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _result(finding: Finding, name: str, own_text: bool) -> Row:
    sides = finding.sides
    return {
        "ruleId": finding.rule,
        "ruleIndex": _INDEX[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(side, name, own_text) for side in sides[:1]],
        "relatedLocations": [
            {"id": n, **_location(side, name, own_text), "message": {"text": side.words or side.where}}
            for n, side in enumerate(sides[1:])
        ],
        "partialFingerprints": {"sourcebook/v1": finding.fingerprint},
    }


def _location(side: Side, name: str, own_text: bool) -> Row:
    if side.record:
        named = f"{side.record}/{side.field}".rstrip("/")
        place: Row = {"name": side.where, "fullyQualifiedName": named, "kind": "object"}
        return {"logicalLocations": [place]}
    physical: Row = {"artifactLocation": {"uri": quote(name), "index": 0}}
    if own_text and side.span:
        length = side.span.end - side.span.start
        physical["region"] = {
            "charOffset": side.span.start,
            "charLength": length,
            "snippet": {"text": side.words},
        }
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"name": side.where, "kind": "element"}],
    }
