"""Recommendations: what is asked of whom.

The convention, as the gold has it. An item of a list under a heading of recommendations, or after a
sentence that asks ("The authors ask that the Council:"), is one recommendation with its printed
label; where such a section has no list, each of its paragraphs that asks is one. Outside such sections only
what the document asks in its own voice and in the present tense counts: what others asked is a reaction.
Addressees are the actors named as subjects, each once; an action is what follows each verb. Where the same
letter stands in two lists, the number of the paragraph is put before it ("12 (a)"). Items without a label
are numbered in order. Two recommendations of the same words in different sections name each other.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from sourcebook.reading.analysis import Context
from sourcebook.reading.candidates import Recommendation
from sourcebook.reading.recommendations.find import Place, lead_addressees, places
from sourcebook.reading.recommendations.parse import parse
from sourcebook.reading.recommendations.repeats import link_repeats
from sourcebook.reading.recommendations.words import words_of

__all__ = ["find_recommendations"]


def find_recommendations(context: Context) -> list[Recommendation]:
    """The recommendations of a document, in order of reading; spans are offsets into its source."""
    words = words_of(context.language)
    found: list[tuple[Place, Recommendation]] = []
    for place in places(context):
        lead = lead_addressees(place.lead, words, context.language)
        asked = parse(place.passage.text, context.language, lead, imperative=place.cue != "own voice")
        if not asked.actions:
            continue
        found.append(
            (
                place,
                Recommendation(
                    label=place.label,
                    span=place.passage.source_span(),
                    addressees=tuple(dict.fromkeys(asked.addressees)),
                    actions=tuple(asked.actions),
                    section=place.section,
                    paragraph=place.paragraph,
                    confidence=confidence(place.cue),
                    cues=(place.cue, asked.cue),
                ),
            )
        )
    return link_repeats(_labelled(found))


def _labelled(found: list[tuple[Place, Recommendation]]) -> list[Recommendation]:
    """Labels that tell the recommendations apart: "12 (a)" for a letter used twice, "1", "2" for none."""
    counts = Counter(one.label for _, one in found)
    labelled: list[Recommendation] = []
    for n, (place, one) in enumerate(found, 1):
        label = one.label or str(n)
        if one.label and counts[one.label] > 1 and place.within:
            label = f"{place.within} ({one.label})"
        labelled.append(replace(one, label=label))
    return labelled


@cache
def _counts() -> dict[str, list[int]]:
    return dict(yaml.safe_load((Path(__file__).parent / "confidence.yaml").read_text("utf-8")))


def confidence(path: str) -> float:
    """How often recommendations told by this path were right, one of each kind added (Laplace's rule)."""
    right, found = _counts()[path]
    return (right + 1) / (found + 2)
