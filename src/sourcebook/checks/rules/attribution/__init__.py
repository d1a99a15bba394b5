"""Rules about who says so: a figure, an accusation, an outcome needs somebody who stands behind it."""

from sourcebook.checks.rule import DossierRule
from sourcebook.checks.rules.attribution.claim_without_claimant import ClaimWithoutClaimant
from sourcebook.checks.rules.attribution.followup_unasserted import FollowupUnasserted
from sourcebook.checks.rules.attribution.perpetrator_unattributed import PerpetratorUnattributed

RULES: tuple[type[DossierRule], ...] = (ClaimWithoutClaimant, PerpetratorUnattributed, FollowupUnasserted)
