"""Checks: what an editor would want to know of a report before others find it.

A rule is one small class in one file. It looks at a report that was read and yields findings: what to do,
where, and the evidence on both sides. Others look at the records of a dossier, which reach them as plain data
(`known`). Findings are about the text, never about the facts; there is no grade and no score. Severity,
suppression and output belong to the engine, never to a rule.
"""

from sourcebook.checks.engine import Checked, check, check_dossier
from sourcebook.checks.findings import Edit, Finding, Severity, Side
from sourcebook.checks.known import Dossier, Policy
from sourcebook.checks.report import Report
from sourcebook.checks.rule import DossierRule, Rule
from sourcebook.checks.settings import Settings, SettingsError

__all__ = [
    "Checked",
    "Dossier",
    "DossierRule",
    "Edit",
    "Finding",
    "Policy",
    "Report",
    "Rule",
    "Settings",
    "SettingsError",
    "Severity",
    "Side",
    "check",
    "check_dossier",
]
