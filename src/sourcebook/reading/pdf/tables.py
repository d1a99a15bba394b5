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
    """Between three or more long rules, or edges of shaded rows, that stand above each other with the same
    ends; two are enough where they are drawn cell by cell."""
    # Rules at the very top and bottom belong to the running header and footer.
    drawn = [r for r in page.rules if r[3] - r[1] < 3]
    drawn += [(x, y, right, y) for x, low, right, high in page.bands for y in (low, high)]
    flat = _joined_rules([r for r in drawn if 0.08 * page.height < r[1] < 0.92 * page.height])
    upright = [r for r in page.rules if r[2] - r[0] < 3 and r[3] - r[1] > 10]
    long = [(r, cuts) for r, cuts in flat if r[2] - r[0] > 0.3 * page.width or _bounds_grid(r, upright)]
    groups: list[list[tuple[Rule, list[float]]]] = []
    for rule, cuts in sorted(long, key=lambda r: -r[0][1]):
        for group in groups:
            last = group[-1][0]
            if abs(last[0] - rule[0]) < 8 and abs(last[2] - rule[2]) < 8:
                group.append((rule, cuts))
                break
        else:
            groups.append([(rule, cuts)])
    regions = []
    for group in groups:
        cuts_of = dict(group)
        runs = _runs(group, lines, upright)
        for run in runs:
            cuts = cuts_of[run[-1]]
            if len(run) < 3 and not (len(run) == 2 and (len(upright) >= 2 or cuts)):
                continue
            inside = [i for i, line in enumerate(lines) if _between(line, run)]
            inside += _cut_by_page(lines, run, cuts) if cuts and run is runs[-1] else []
            if len(inside) >= 2:
                regions.append((inside[0], inside[-1] + 1))
    return regions


def _cut_by_page(lines: list[Line], run: list[Rule], cuts: list[float]) -> list[int]:
    """The lines below a table's last rule where it goes on overleaf: all of them, to the column's end, if few
    cross the edge of a cell, and the last do not."""
    left, bottom, right, _ = run[-1]
    below = [i for i, line in enumerate(lines) if line.y < bottom - 2 and left - 8 < line.x < right]
    crossing = [i for i in below if _crosses(lines[i], cuts)]
    outside = any(lines[i].right > right + 8 for i in below)
    few = len(crossing) * 3 < len(below) and not set(crossing) & set(below[-2:])
    return below if few and not outside else []


def _crosses(line: Line, cuts: list[float]) -> bool:
    return any(c.x < cut - 4 and c.right > cut + 4 for c in line.chunks for cut in cuts)


def _between(line: Line, run: list[Rule]) -> bool:
    """Whether a line stands between the first and the last of a table's rules, and between their ends."""
    left, _, right, top = run[0]
    return run[-1][1] - 2 < line.y < top + 2 and line.x > left - 8 and line.right < right + 8


def _bounds_grid(rule: Rule, upright: list[Rule]) -> bool:
    """Whether a rule goes from one upright rule to another: a table may be narrow."""
    return all(
        any(abs(u[0] - edge) < 4 and u[1] - 4 < rule[1] < u[3] + 4 for u in upright)
        for edge in (rule[0], rule[2])
    )


def _runs(group: list[tuple[Rule, list[float]]], lines: list[Line], upright: list[Rule]) -> list[list[Rule]]:
    """Rules of one table: a new table begins where text runs from edge to edge between two rules, or over the
    edges of cells and not from the table's left; or where upright rules begin below several lines of text."""
    runs = [[group[0][0]]]
    for (above, _), (below, cuts) in pairwise(group):
        between = [line for line in lines if below[1] < line.y < above[1]]
        wide = [line for line in between if line.right - line.x > 0.7 * (above[2] - above[0])]
        across = len(between) >= 3 and len(wide) > 0.6 * len(between)
        inset = bool(wide) and len(cuts) > 1 and all(line.x > above[0] + 2 * line.size for line in wide)
        apart = len(between) >= 3 and _tops(below, upright)
        if apart or ((across or inset) and all(len(cells(w)) == 1 for w in wide)):
            runs.append([])
        runs[-1].append(below)
    return [run for run in runs if run]


def _tops(rule: Rule, upright: list[Rule]) -> bool:
    """Whether a rule is the upper edge of a grid: upright rules hang from it, and none goes on above it."""
    hanging = [u for u in upright if rule[0] - 8 < u[0] < rule[2] + 8 and u[1] - 4 < rule[1] < u[3] + 4]
    return len(hanging) > 1 and all(u[3] < rule[1] + 6 for u in hanging)


def _joined_rules(rules: list[Rule]) -> list[tuple[Rule, list[float]]]:
    """Rules of one height that touch each other, as one, and where they touch: tables are ruled by cells."""
    found: list[tuple[Rule, list[float]]] = []
    for rule in sorted(rules, key=lambda r: (round(r[1]), r[0])):
        last, cuts = found[-1] if found else (None, [])
        if last and abs(last[1] - rule[1]) < 2 and rule[0] - last[2] < 4:
            apart = rule[0] > last[2] - 4 and rule[0] > last[0] + 10
            whole = (last[0], last[1], max(last[2], rule[2]), max(last[3], rule[3]))
            found[-1] = (whole, [*cuts, rule[0]] if apart else cuts)
        else:
            found.append((rule, []))
    return found


def _aligned(lines: list[Line]) -> list[tuple[int, int]]:
    """Three or more rows with three or more cells whose left edges agree; a cell may go on over more lines,
    each below its own edge."""
    regions: list[tuple[int, int]] = []
    start = 0
    while start < len(lines):
        edges = [x for x, _ in cells(lines[start])]
        end, rows = start + 1, 1
        while len(edges) >= 3 and end < len(lines):
            here = [x for x, _ in cells(lines[end])]
            shared = sum(any(abs(a - b) < 6 for b in edges[1:]) for a in here[1:])
            goes_on = all(any(abs(a - b) < 6 for b in edges[1:]) for a in here)
            goes_on = goes_on and not _crosses(lines[end], edges[1:])
            if not (len(here) >= 3 and shared) and not goes_on:
                break
            rows += len(here) >= 3
            end += 1
        if rows >= 3:
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
