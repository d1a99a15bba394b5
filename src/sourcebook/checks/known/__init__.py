"""A dossier as rules see it: plain records, evidence and texts, made ready for looking up.

Records come in as the plain data that exchange and history use, one by one; only what rules ask for is kept.
Nothing here knows a database, and nothing can be changed.
"""

from sourcebook.checks.known.dossier import Dossier
from sourcebook.checks.known.evidence import Evidence
from sourcebook.checks.known.policy import Policy

__all__ = ["Dossier", "Evidence", "Policy"]
