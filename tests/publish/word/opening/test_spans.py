"""A reference that begins behind the last paragraph, as in a file that was cut off, is lost without a fault."""

from __future__ import annotations

import pytest

from sourcebook.publish.word.opening.pieces import Bookmark, Gathered, Point
from sourcebook.publish.word.opening.spans import spans


@pytest.mark.parametrize(
    ("start", "end"),
    [(Point(1, 0), None), (Point(0, 0), Point(1, 0)), (Point(3, 2), Point(9, 1)), (Point(0, 5), Point(0, 9))],
)
def test_a_reference_beyond_the_end_is_empty(start: Point, end: Point | None) -> None:
    found = spans([Bookmark("r0001", start, end, False)], [Gathered(0)])
    assert [(span.start, span.end) for span in found[0]] == [(0, 0)]
