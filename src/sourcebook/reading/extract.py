"""From a document to candidate records: the extractors in the order in which they need each other."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from sourcebook.reading.analysis import Context, analyse
from sourcebook.reading.candidates import (
    Citation,
    Event,
    Figure,
    Measure,
    NameGroup,
    Reaction,
    Recommendation,
    Statement,
)
from sourcebook.reading.citations import read_citations
from sourcebook.reading.document import Document
from sourcebook.reading.events import find_events
from sourcebook.reading.figures import find_figures
from sourcebook.reading.measures import find_measures
from sourcebook.reading.names import group_names
from sourcebook.reading.reactions import find_reactions
from sourcebook.reading.recommendations import find_recommendations
from sourcebook.reading.statements import find_statements

T = TypeVar("T")
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Reading:
    """A document with all that was found in it. `seconds` is the time each stage took."""

    document: Document
    context: Context
    citations: dict[int, Citation]
    statements: list[Statement]
    events: list[Event]
    figures: list[Figure]
    reactions: list[Reaction]
    measures: list[Measure]
    recommendations: list[Recommendation]
    names: list[NameGroup]
    seconds: dict[str, float] = field(default_factory=dict)


def extract(document: Document, progress: Progress | None = None) -> Reading:
    """Everything the extractors find in a document. `progress` is told the name of each stage."""
    seconds: dict[str, float] = {}

    def stage(name: str, work: Callable[[], T]) -> T:
        if progress:
            progress(name)
        began = time.perf_counter()
        result = work()
        seconds[name] = time.perf_counter() - began
        return result

    citations = stage("citations", lambda: read_citations(document))
    context = stage("analysis", lambda: analyse(document, citations))
    statements = stage("statements", lambda: find_statements(context))
    events = stage("events", lambda: find_events(context, statements))
    figures = stage("figures", lambda: find_figures(context))
    reactions = stage("reactions", lambda: find_reactions(context, statements))
    measures = stage("measures", lambda: find_measures(context))
    recommendations = stage("recommendations", lambda: find_recommendations(context))
    names = stage("names", lambda: group_names(context, statements, events, reactions))
    return Reading(
        document,
        context,
        citations,
        statements,
        events,
        figures,
        reactions,
        measures,
        recommendations,
        names,
        seconds,
    )
