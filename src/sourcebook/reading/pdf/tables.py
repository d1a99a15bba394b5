"""Tables: rows between drawn rules, or lines whose words stand in columns under each other."""

from __future__ import annotations

from itertools import pairwise

from sourcebook.reading.pdf.characters import PageText
from sourcebook.reading.pdf.lines import Line, joined

Rule = tuple[float, float, float, float]
_WIDE = 1.9


def cells(line: Line) -> list[tuple[float, str]]:
    """The cells of a line: stretches with wide gaps between, with their left edges."""
    groups = [[line.chunks[0]]]
    for chunk in line.chunks[1:]:
        last = groups[-1][-1]
        if chunk.x - last.right > _WIDE * line.size:
            groups.append([])
        groups[-1].append(chunk)
    return [(group[0].x, joined(group)) for group in groups]


def table_regions(lines: list[Line], page: PageText) -> list[tuple[int, int]]:
    """Stretches of lines (first, one past the last) that are tables."""
    return _merged(_ruled(lines, page) + _aligned(lines))


def _ruled(lines: list[Line], page: PageText) -> list[tuple[int, int]]:
    """Between three or more long rules that stand above each other with the same edges."""
    # Rules at the very top and bottom belong to the running header and footer.
    inner = [r for r in page.rules if 0.08 * page.height < r[1] < 0.92 * page.height]
    flat = _joined_rules([r for r in inner if r[3] - r[1] < 3])
    upright = [r for r in page.rules if r[2] - r[0] < 3 and r[3] - r[1] > 10]
    long = [r for r in flat if r[2] - r[0] > 0.3 * page.width or _bounds_grid(r, upright)]
    groups: list[list[Rule]] = []
    for rule in sorted(long, key=lambda r: -r[1]):
        for group in groups:
            if abs(group[-1][0] - rule[0]) < 8 and abs(group[-1][2] - rule[2]) < 8:
                group.append(rule)
                break
        else:
            groups.append([rule])
    regions = []
    for group in groups:
        for run in _runs(group, lines):
            if len(run) < 3 and not (len(run) == 2 and len(upright) >= 2):
                continue
            inside = [i for i, line in enumerate(lines) if run[-1][1] - 2 < line.y < run[0][1] + 2]
            if len(inside) >= 2:
                regions.append((inside[0], inside[-1] + 1))
    return regions


def _bounds_grid(rule: Rule, upright: list[Rule]) -> bool:
    """Whether a rule goes from one upright rule to another: a table may be narrow."""
    return all(
        any(abs(u[0] - edge) < 4 and u[1] - 4 < rule[1] < u[3] + 4 for u in upright)
        for edge in (rule[0], rule[2])
    )


def _runs(group: list[Rule], lines: list[Line]) -> list[list[Rule]]:
    """Rules of one table: a new table begins where text runs from edge to edge between two rules."""
    runs = [[group[0]]]
    for above, below in pairwise(group):
        between = [line for line in lines if below[1] < line.y < above[1]]
        wide = [line for line in between if line.right - line.x > 0.7 * (above[2] - above[0])]
        if len(between) >= 3 and len(wide) > 0.6 * len(between) and all(len(cells(w)) == 1 for w in wide):
            runs.append([])
        runs[-1].append(below)
    return [run for run in runs if run]


def _joined_rules(rules: list[Rule]) -> list[Rule]:
    """Rules of one height that touch each other, as one: a table's rule drawn cell by cell."""
    joined_up: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r[1]), r[0])):
        last = joined_up[-1] if joined_up else None
        if last and abs(last[1] - rule[1]) < 2 and rule[0] - last[2] < 4:
            joined_up[-1] = (last[0], last[1], max(last[2], rule[2]), max(last[3], rule[3]))
        else:
            joined_up.append(rule)
    return joined_up


def _aligned(lines: list[Line]) -> list[tuple[int, int]]:
    """Three or more lines in a row with two or more cells whose left edges agree."""
    regions: list[tuple[int, int]] = []
    start = 0
    while start < len(lines):
        edges = [x for x, _ in cells(lines[start])]
        end = start + 1
        while end < len(lines):
            here = [x for x, _ in cells(lines[end])]
            shared = sum(any(abs(a - b) < 6 for b in edges[1:]) for a in here[1:])
            if len(edges) < 3 or len(here) < 3 or not shared:
                break
            end += 1
        if end - start >= 3:
            regions.append((start, end))
        start = max(end, start + 1)
    return regions


def _merged(regions: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(regions):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
