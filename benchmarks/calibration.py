"""Is a confidence worth its number? Candidates by confidence, and how many of each band the gold has.

    python benchmarks/calibration.py REPORT GOLD_DIR [--only odd|even|all]

A statement counts as right when the gold has its speaker in its paragraph with one of its quotations, an
event when type and day agree, a figure when the value stands in the gold's paragraph, a reaction or measure
when the body or the day agrees. Candidates in paragraphs that the gold leaves out are not judged.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sourcebook.dates import DateError, bounds
from sourcebook.reading import read
from sourcebook.reading.output.contract import contract
from sourcebook.text.folding import skeleton

Row = dict[str, Any]
BANDS = ((0.9, 1.01), (0.8, 0.9), (0.7, 0.8), (0.5, 0.7), (0.0, 0.5))


def key_of(row: Row) -> str:
    """The label with its run: "172b"."""
    label = str(row.get("paragraph") or "")
    return label + ("abcdefgh"[row["occurrence"] - 1] if row.get("occurrence", 1) > 1 else "")


def alike(one: object, other: object) -> bool:
    """The same words, or one within the other."""
    a, b = skeleton(str(one or "")), skeleton(str(other or ""))
    return a == b or (min(len(a), len(b)) > 3 and (a in b or b in a))


def overlap(one: str | None, other: str | None) -> bool:
    """Whether two EDTF dates have a day in common."""
    if not one or not other:
        return one == other
    try:
        (a, b), (c, d) = bounds(one), bounds(other)
    except DateError:
        return one == other
    return a <= d and c <= b


def same_statement(given: Row, gold: Row) -> bool:
    """The same speaker, and a quotation in common."""
    speakers = [gold["speaker"], *gold.get("aliases", [])]
    quotes = [re.sub(r"\W+", " ", skeleton(q))[:60] for q in gold["quotes"]]
    said = [re.sub(r"\W+", " ", skeleton(q))[:60] for q in given["quotes"]]
    return any(alike(given["speaker"], s) for s in speakers) and (not quotes or bool(set(quotes) & set(said)))


def same_event(given: Row, gold: Row) -> bool:
    """The same type and a day in common."""
    return given["type"] == gold["type"] and overlap(given["date"], gold["date"])


def same_figure(given: Row, gold: Row) -> bool:
    """The same value."""
    return bool(given["value"] == gold["value"])


def same_body(given: Row, gold: Row) -> bool:
    """The same body or speaker."""
    names = [gold.get("body") or gold.get("court"), gold.get("speaker"), *gold.get("aliases", [])]
    return any(name and alike(given["body"], name) for name in names) or overlap(given["date"], gold["date"])


KINDS: dict[str, Callable[[Row, Row], bool]] = {
    "statements": same_statement,
    "events": same_event,
    "figures": same_figure,
    "reactions": same_body,
    "measures": same_body,
}


def judged(given: list[Row], gold: list[Row], same: Callable[[Row, Row], bool]) -> list[tuple[Row, bool]]:
    """Each candidate and whether it is right; each gold record is met by one candidate at most."""
    pool: dict[str, list[Row]] = defaultdict(list)
    for row in gold:
        pool[row["paragraph"]].append(row)
    unsure = {row["paragraph"] for row in gold if row.get("borderline") or row.get("is_overview")}
    results = []
    for row in sorted(given, key=lambda r: -float(r["confidence"])):
        key = key_of(row)
        if key not in pool or key in unsure:
            continue
        met = next((g for g in pool[key] if same(row, g)), None)
        if met is not None:
            pool[key] = [g for g in pool[key] if g is not met]
        results.append((row, met is not None))
    return results


def _print_cues(results: list[tuple[Row, bool]]) -> None:
    """For each cue how many of its candidates are right, and (right + 1) / (found + 2)."""
    found: dict[str, list[bool]] = defaultdict(list)
    for row, right in results:
        for cue in row["cues"]:
            found[cue].append(right)
    for cue, rights in sorted(found.items(), key=lambda item: -len(item[1])):
        laplace = (sum(rights) + 1) / (len(rights) + 2)
        print(f"    {cue:<44}{sum(rights):>4} of {len(rights):<4} {laplace:.2f}")


def main() -> None:
    """Print one line a kind and band."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("report", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--only", choices=["odd", "even", "all"], default="all")
    parser.add_argument("--cues", action="store_true", help="also how often each cue was right")
    options = parser.parse_args()
    reading = contract(read(options.report))
    wanted = {"odd": (1,), "even": (0,), "all": (0, 1)}[options.only]
    print(f"{'':<12}" + "".join(f"{f'{low:.1f}-{min(high, 1):.1f}':>16}" for low, high in BANDS))
    for kind, same in KINDS.items():
        path = options.gold / f"{kind}.jsonl"
        if not path.exists():
            continue
        gold = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        given = [
            row
            for row in reading[kind]
            if (digits := re.sub(r"\D", "", str(row["paragraph"] or ""))) and int(digits) % 2 in wanted
        ]
        results = judged(given, gold, same)
        cells = []
        for low, high in BANDS:
            band = [right for row, right in results if low <= row["confidence"] < high]
            cells.append(f"{sum(band)} of {len(band)} ({sum(band) / len(band):.2f})" if band else "-")
        print(f"{kind:<12}" + "".join(f"{cell:>16}" for cell in cells))
        if options.cues:
            _print_cues(results)


if __name__ == "__main__":
    main()
