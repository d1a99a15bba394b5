"""Numbers as SVG wants them: with a point in every language, and no more digits than are seen."""

from __future__ import annotations

from collections.abc import Iterable


def num(value: float) -> str:
    """A coordinate or length, to a tenth."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if value else "0"


def path(points: Iterable[tuple[float, float]], closed: bool = False) -> str:
    """A line through points, as the `d` of a path."""
    told = " L".join(f"{num(x)} {num(y)}" for x, y in points)
    return f"M{told}{' Z' if closed else ''}" if told else ""


def short(text: str, letters: int) -> str:
    """A text with as many letters as there is room for."""
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"
