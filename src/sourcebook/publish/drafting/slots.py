"""Which patterns there are, and what each may be filled with: the contract between patterns and program."""

from __future__ import annotations

from collections.abc import Mapping


def _slots(told: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(slots.split()) for name, slots in told.items()}


_WHERE = "date occasion place "
TEMPLATES = _slots(
    {
        "remark": _WHERE + "speaker verb addressees quotation translated",
        "partial": _WHERE + "speaker verb addressees quotation translated",
        "indirect": _WHERE + "speaker verb addressees told",
        "wordless": _WHERE + "speaker addressees instrument",
        "again": "speaker verb quotation translated",
        "again_partial": "speaker verb quotation translated",
        "unattributed": _WHERE + "source quotation translated",
        "nobody": _WHERE + "quotation translated",
        "response": _WHERE + "speaker verb about quotation translated",
        "reaction": _WHERE + "speaker verb instrument addressees quotation translated",
        "told": "date told",
        "told_by": "date speaker told",
        "holder": "name office",
        "former_holder": "name office",
        "for_body": "speaker body",
        "translated": "language",
        "original": "language",
        "in_language": "language",
        "signed": "names",
        "supported": "names",
        "against": "names",
        "abstaining": "names",
        "measure": "date speaker instrument case addressees",
        "measure_first": "date speaker instrument case addressees",
        "orders": "",
        "compliance": "told",
        "followup": "date claimant outcome told",
        "followup_of": "date claimant outcome told target",
        "recommendation": "addressees points",
        "recommendation_by": "date speaker addressees points",
        "event": "date place act victims",
        "act": "type words",
        "other_type": "type",
        "part": "part names",
        "involved_hidden": "",
        "attributed": "claimant perpetrators",
        "attributed_told": "claimant",
        "attributed_to_nobody": "perpetrators",
        "unsourced": "",
        "source_hidden": "",
        "words_hidden": _WHERE + "speaker addressees",
        "words_hidden_of_nobody": _WHERE,
        "evidence_date": "",
        "figures_differ": "",
        "figure": "date claimant about told",
        "figure_of_nobody": "date about told",
        "relayed": "relay",
        "condition": "date claimant about term",
        "condition_of_nobody": "date about term",
        "changed": "first last before after",
        "amount": "rule value unit",
        "range": "low high",
        "property": "property amount",
    }
)
DATES = _slots(
    {
        "day": "day month year",
        "day_alone": "day",
        "month": "month year",
        "year": "year",
        "decade": "year",
        "century": "year",
        "in_part": "part date",
        "day_of_month": "date",
        "on_day": "date",
        "in_month": "date",
        "in_year": "date",
        "about": "date",
        "perhaps": "date",
        "perhaps_about": "date",
        "between": "first last",
        "until": "date",
        "since": "date",
    }
)
STANDING = _slots(
    {
        "figures_follow": "",
        "count_remark": "figure",
        "count_reaction": "figure",
        "count_measure": "figure",
        "count_response": "figure",
        "count_event": "figure",
        "count_claim": "figure",
        "count_theme": "theme figure",
        "officials": "",
        "official": "speaker figure",
        "no_officials": "",
        "unnamed_speakers": "figure",
        "counting": "",
        "left_out": "",
        "left_out_none": "",
        "outside": "",
        "left_out_of_public": "",
        "left_out_none_of_public": "",
        "not_cited": "label",
        "not_cited_of_public": "label",
        "occasion_only": "label",
        "occasion_only_of_public": "label",
        "same_words": "label",
        "empty": "",
        "empty_of_public": "",
    }
)
_HEADINGS = """summary abbreviations background rhetoric threats acts heritage reactions rulings responses
    conclusions recommendations methodology statements events figures corrections other event figures-claimed
    what-was-said sites no-theme no-place hidden-place charts map"""
_PICTURES = """table:abbreviations table:statements table:events table:figures table:methodology
    table:corrections chart:statements-by-theme chart:statements-by-month chart:events-timeline map:places"""
HEADINGS = frozenset(_HEADINGS.split())
PICTURES = frozenset(_PICTURES.split())
