"""All rules, family by family. A rule is added by a file of its own and a line in its family's tuple."""

from sourcebook.checks.rule import DossierRule, Named, Rule
from sourcebook.checks.rules import (
    abbreviations,
    agreement,
    attribution,
    coding,
    dates,
    evidence,
    figures,
    links,
    names,
    notes,
    numbering,
    places,
    protection,
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

OF_DOSSIERS: tuple[type[DossierRule], ...] = (
    *evidence.RULES,
    *attribution.RULES,
    *agreement.RULES,
    *places.RULES,
    *protection.RULES,
    *coding.RULES,
    *voice.OF_DOSSIERS,
)

EVERY: tuple[type[Named], ...] = (*CATALOGUE, *OF_DOSSIERS)
