"""Rules about persons, places, terms and bodies written several ways."""

from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.names.name_list_differs import NameListDiffers
from sourcebook.checks.rules.names.name_variant import NameVariant
from sourcebook.checks.rules.names.place_variant import PlaceVariant
from sourcebook.checks.rules.names.term_variant import TermVariant

RULES: tuple[type[Rule], ...] = (NameVariant, PlaceVariant, TermVariant, NameListDiffers)
