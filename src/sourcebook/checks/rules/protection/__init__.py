"""Rules that protect people: minors are sealed, private persons are not named before the world."""

from sourcebook.checks.rule import DossierRule
from sourcebook.checks.rules.protection.minor_unsealed import MinorUnsealed
from sourcebook.checks.rules.protection.private_name_told import PrivateNameTold
from sourcebook.checks.rules.protection.private_person_named import PrivatePersonNamed

RULES: tuple[type[DossierRule], ...] = (MinorUnsealed, PrivatePersonNamed, PrivateNameTold)
