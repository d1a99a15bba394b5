"""Where there is room on the map: no name is written over a mark or over another name."""

from __future__ import annotations

from sourcebook.workbench.pages.map.sight import WIDTH

# How wide a letter of a name is, in units of the drawing.
LETTER = 7.1


class Room:
    """Where marks and labels stand already."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float, float, float]] = []

    def take(self, x: float, y: float, width: float, height: float) -> None:
        """Something stands there."""
        self._taken.append((x, y, width, height))

    def beside(self, x: float, y: float, away: float, label: str) -> tuple[float, float, str]:
        """Where a label stands: after its mark, else before it; "" where there is no room on either side."""
        wide, base = len(label) * LETTER, y + 4.5
        for left in (x + away, x - away - wide):
            if label and left >= 0 and left + wide <= WIDTH and self._free(left, base - 11, wide, 15):
                self.take(left, base - 11, wide, 15)
                return left, base, label
        return x, base, ""

    def _free(self, x: float, y: float, width: float, height: float) -> bool:
        return not any(
            x < left + wide and left < x + width and y < top + high and top < y + height
            for left, top, wide, high in self._taken
        )
