"""A chart before it is rendered: specification or SVG, title, text alternative, and what stands below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sourcebook.publish.charts.words import said
from sourcebook.publish.citing import edtf_words
from sourcebook.publish.printed import Runs


@dataclass(frozen=True)
class Sketch:
    """A chart: a Vega-Lite specification, or an SVG that was drawn by hand (then `spec` is empty)."""

    spec: dict[str, Any]
    title: str
    alt: str
    below: Runs
    svg: str = ""


def title_in(entry: str, period: str, language: str) -> str:
    """A title of the words, with the period where there is one."""
    title = said(entry, language)
    return said("alt_period", language, title=title, period=edtf_words(period, language)) if period else title
