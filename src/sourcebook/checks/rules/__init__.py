"""All rules, family by family. A rule is added by a file of its own and a line in its family's tuple."""

from sourcebook.checks.rule import Rule
from sourcebook.checks.rules import (
    abbreviations,
    dates,
    figures,
    links,
    names,
    notes,
    numbering,
    quotations,
    sources,
    voice,
)

CATALOGUE: tuple[type[Rule], ...] = (
    *numbering.RULES,
    *notes.RULES,
    *sources.RULES,
    *links.RULES,
    *dates.RULES,
    *quotations.RULES,
    *figures.RULES,
    *names.RULES,
    *abbreviations.RULES,
    *voice.RULES,
)
