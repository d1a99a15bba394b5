"""Rules about the evidence of records: that it is there, that it holds, and that it says what is quoted."""

from sourcebook.checks.rule import DossierRule
from sourcebook.checks.rules.evidence.capture_without_quote import CaptureWithoutQuote
from sourcebook.checks.rules.evidence.evidence_lost import EvidenceLost
from sourcebook.checks.rules.evidence.field_without_evidence import FieldWithoutEvidence
from sourcebook.checks.rules.evidence.finding_without_basis import FindingWithoutBasis
from sourcebook.checks.rules.evidence.record_without_evidence import RecordWithoutEvidence
from sourcebook.checks.rules.evidence.source_not_captured import SourceNotCaptured
from sourcebook.checks.rules.evidence.statement_not_verbatim import StatementNotVerbatim

RULES: tuple[type[DossierRule], ...] = (
    StatementNotVerbatim,
    CaptureWithoutQuote,
    SourceNotCaptured,
    EvidenceLost,
    RecordWithoutEvidence,
    FieldWithoutEvidence,
    FindingWithoutBasis,
)
