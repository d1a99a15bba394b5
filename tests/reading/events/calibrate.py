"""How the tables of confidence beside the event and figure readers are made; not a test.

    python tests/reading/events/calibrate.py READING.json GOLD_DIR

READING.json is what `read --format json` printed for the report that the gold is of. An event is right when
the gold has one of its type and date in its paragraph, a figure when the gold has its value there. Printed
for each path: (right + 1) / (found + 2), Laplace's rule, so that a path seen once is not called certain.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """The records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def key(row: Row) -> str:
    """The paragraph of a row, as the gold names it."""
    run = int(row.get("occurrence") or 1)
    return str(row["paragraph"]) + ("" if run < 2 else "abcdefgh"[run - 1])


def overlaps(given: str | None, gold: str | None) -> bool:
    """Whether two EDTF dates may mean the same: the same day, or the same month to begin with."""
    if not given or not gold:
        return given == gold
    return given.strip("./")[:7] == gold.strip("./")[:7] or given.removeprefix("../") == gold


def same_value(given: float | None, gold: float | str) -> bool:
    """Whether a figure's value is the gold's; a rough number ("several dozen") has none."""
    return isinstance(gold, str) if given is None else given == gold


def table(found: list[Row], right: list[bool], path: int) -> dict[str, float]:
    """(right + 1) / (found + 2) for each path, the commonest first."""
    total, good = Counter[str](), Counter[str]()
    for row, ok in zip(found, right, strict=True):
        total[row["cues"][path]] += 1
        good[row["cues"][path]] += ok
    return {name: round((good[name] + 1) / (count + 2), 2) for name, count in total.most_common()}


def main() -> None:
    """Print both tables as YAML."""
    reading = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    for name, path in (("events", 1), ("figures", 0)):
        gold: dict[str, list[Row]] = defaultdict(list)
        for row in rows(Path(sys.argv[2]) / f"{name}.jsonl"):
            gold[row["paragraph"]].append(row)
        within = [row for row in reading[name] if key(row) in gold]
        if name == "events":
            right = [
                any(g["type"] == row["type"] and overlaps(row["date"], g["date"]) for g in gold[key(row)])
                for row in within
            ]
        else:
            right = [any(same_value(row["value"], g["value"]) for g in gold[key(row)]) for row in within]
        print(f"# {name}")
        for cue, share in table(within, right, path).items():
            print(f"{cue}: {share}")


if __name__ == "__main__":
    main()
