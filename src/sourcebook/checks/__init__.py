"""Checks: what an editor would want to know of a report before others find it.

A rule is one small class in one file. It looks at a report that was read and yields findings: what to do,
where, and the evidence on both sides. Findings are about the text, never about the facts; there is no grade
and no score. Severity, suppression and output belong to the engine, never to a rule.
"""

from sourcebook.checks.engine import Checked, check
from sourcebook.checks.findings import Edit, Finding, Severity, Side
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.settings import Settings, SettingsError

__all__ = [
    "Checked",
    "Edit",
    "Finding",
    "Report",
    "Rule",
    "Settings",
    "SettingsError",
    "Severity",
    "Side",
    "check",
]
