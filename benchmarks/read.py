"""Time and memory of reading: the whole process, each stage, ten copies in one, and pages a second of PDFs.

    python benchmarks/read.py [REPORT.md] [--pdf FILE ...]

Without arguments it reads the report and the PDFs of ../shared/reports where they are, else the invented
report. Seconds differ between machines; the ratios (ten copies to one) are what to compare.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# Run as a script, only this file's own folder is on the path.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.copies import ten_copies

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "reports"


def whole_process(report: Path, runs: int = 5) -> tuple[float, float]:
    """Median seconds and peak megabytes of `sourcebook read` as a process of its own."""
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "sourcebook.cli", "read", str(report), "--format", "json"],
            stdout=subprocess.DEVNULL,
            check=True,
        )
        seconds.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return statistics.median(seconds), peak


def reading_of(report: Path) -> dict[str, list[object]]:
    """What the command prints, as data."""
    run = subprocess.run(
        [sys.executable, "-m", "sourcebook.cli", "read", str(report), "--format", "json"],
        capture_output=True,
        check=True,
    )
    found: dict[str, list[object]] = json.loads(run.stdout)
    return found


def stages(report: Path) -> dict[str, float]:
    """Seconds of each stage within one process, imports done before."""
    from sourcebook.reading import read

    read(report)
    return read(report).seconds


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("report", nargs="?", type=Path, default=SHARED / "report2023.md")
    parser.add_argument("--pdf", nargs="*", type=Path, default=sorted(SHARED.glob("*.pdf")))
    options = parser.parse_args()
    if options.report.exists():
        with tempfile.TemporaryDirectory() as folder:
            one, peak = whole_process(options.report)
            print(f"one report ({options.report.stat().st_size / 1000:.0f} KB): {one:.2f} s, {peak:.0f} MB")
            for stage, seconds in stages(options.report).items():
                print(f"    {stage:<16}{seconds * 1000:8.0f} ms")
            ten = ten_copies(options.report, Path(folder))
            many, peak = whole_process(ten, runs=3)
            print(f"ten copies: {many:.2f} s ({many / one:.1f} times one), {peak:.0f} MB")
            single, tenfold = reading_of(options.report), reading_of(ten)
            for kind in ("paragraphs", "notes", "statements", "events", "figures"):
                print(f"    {kind:<16}{len(single[kind]):6} {len(tenfold[kind]):8}")
    for pdf in options.pdf:
        from sourcebook.reading import read_document

        began = time.perf_counter()
        document = read_document(pdf)
        seconds = time.perf_counter() - began
        pages = document.pages or 0
        print(f"{pdf.name}: {pages} pages, {seconds:.2f} s, {pages / seconds:.0f} pages a second")


if __name__ == "__main__":
    main()
