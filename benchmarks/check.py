"""Time of a check: the whole process, each rule, and ten copies in one document.

    python benchmarks/check.py [REPORT.md]

Without an argument it checks the report of ../shared/reports where it is, else the invented report. Seconds
differ between machines; the ratio (ten copies to one) is what to compare.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# Run as a script, only this file's own folder is on the path.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.copies import ten_copies
from examples.build import build

SHARED = Path(__file__).parents[2] / "shared" / "reports" / "report2023.md"


def whole_process(report: Path, runs: int) -> float:
    """Median seconds of `sourcebook check` as a process of its own."""
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        command = [sys.executable, "-m", "sourcebook.cli", "check", str(report), "--format", "json"]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def rules(report: Path) -> dict[str, float]:
    """Seconds of each rule within one process, the report read before."""
    from sourcebook.checks import check
    from sourcebook.reading import read

    reading = read(report)
    check(reading)
    return check(reading).seconds


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("report", nargs="?", type=Path, default=SHARED)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = options.report
        if not report.exists():
            build(Path(folder))
            report = Path(folder) / "report.md"
        one = whole_process(report, 5)
        print(f"one report ({report.stat().st_size / 1000:.0f} KB): {one:.2f} s as a whole process")
        ten = ten_copies(report, Path(folder))
        many = whole_process(ten, 3)
        print(f"ten copies: {many:.2f} s ({many / one:.1f} times one)")
        single, tenfold = rules(report), rules(ten)
        total, ten_times = sum(single.values()), sum(tenfold.values())
        print(f"all rules: {total:.2f} s, of ten copies {ten_times:.2f} s; the slowest:")
        for rule in sorted(single, key=lambda name: -tenfold[name])[:8]:
            print(f"    {rule:<28}{single[rule] * 1000:8.0f} ms {tenfold[rule] * 1000:8.0f} ms")


if __name__ == "__main__":
    main()
