"""Rules about places of more than one name. Which name the team uses is the dossier's policy, never ours."""

from sourcebook.checks.rule import DossierRule
from sourcebook.checks.rules.places.place_name_policy import PlaceNamePolicy
from sourcebook.checks.rules.places.place_names_unclear import PlaceNamesUnclear

RULES: tuple[type[DossierRule], ...] = (PlaceNamePolicy, PlaceNamesUnclear)
