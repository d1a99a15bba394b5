"""What a citation in a fixed style gives, and the pinpoint that many of them end with."""

from __future__ import annotations

from dataclasses import dataclass

PINPOINT = (
    r"(?:(?:paras?|párrs?|pp?|arts?|art[íi]culos?|articles?|sects?|annex|anexo|chap|ch|rule)\.?|§+|at|pages?|"
    r"paragraphs?|párrafos?|considerandos?|fol|ff)\s*[\dIVX][^,;]{0,60}"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a recogniser found; `dated` are the words in which the date stands."""

    publisher: str | None = None
    title: str | None = None
    dated: str | None = None
    details: tuple[str, ...] = ()
    pinpoint: str | None = None
    symbol: str | None = None


def bare(pinpoint: str) -> str:
    """A pinpoint without the stops around it."""
    return pinpoint.strip(" .,;")
