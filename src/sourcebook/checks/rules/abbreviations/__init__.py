"""Rules about the list of abbreviations and their use."""

from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.abbreviations.abbreviation_expansion import AbbreviationExpansion
from sourcebook.checks.rules.abbreviations.abbreviation_two_meanings import AbbreviationTwoMeanings
from sourcebook.checks.rules.abbreviations.abbreviation_unlisted import AbbreviationUnlisted
from sourcebook.checks.rules.abbreviations.abbreviation_unused import AbbreviationUnused
from sourcebook.checks.rules.abbreviations.abbreviation_used_once import AbbreviationUsedOnce

RULES: tuple[type[Rule], ...] = (
    AbbreviationUnlisted,
    AbbreviationUsedOnce,
    AbbreviationUnused,
    AbbreviationExpansion,
    AbbreviationTwoMeanings,
)
