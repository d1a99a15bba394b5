"""Time and memory of publishing: a report rebuilt end to end, an edition in all formats, others on the same.

    python benchmarks/publish.py [REPORT]

Without an argument it takes ../shared/reports/report2023.md where that is, else the invented report.
WeasyPrint (`pip install weasyprint`) and LibreOffice are timed where they are there: page and DOCX to PDF.
Seconds differ between machines; what to compare are the ratios and the stages.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sourcebook.publish.printed import Printed

sys.path.insert(0, str(Path(__file__).parents[1]))

ROOT = Path(__file__).parents[1]
REPORT = ROOT.parent / "shared" / "reports" / "report2023.md"
_PEAK = (
    "import resource, runpy, sys; sys.argv = sys.argv[1:]; status = 0\n"
    "try: runpy.run_module('sourcebook.cli', run_name='__main__', alter_sys=False)\n"
    "except SystemExit as end: status = end.code or 0\n"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr); sys.exit(status)"
)


def rebuilt(report: Path, out: Path) -> tuple[float, float, dict[str, object]]:
    """(seconds, peak megabytes, what it told) of `sourcebook rebuild` as a process of its own."""
    shutil.rmtree(out, ignore_errors=True)
    began = time.perf_counter()
    command = [sys.executable, "-c", _PEAK, "sourcebook", "rebuild", str(report), "--out", str(out)]
    run = subprocess.run(
        [*command, "--date", "2026-01-01", "--format", "json", "--quiet"],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - began
    return seconds, float(run.stderr.strip().splitlines()[-1]), json.loads(run.stdout)


def stages(report: Path) -> dict[str, float]:
    """Seconds of each format and its proof, of a report that was rebuilt, within one process."""
    from sourcebook.cli.temporary import temporary_dossier

    found: dict[str, float] = {}
    with temporary_dossier():
        from sourcebook.dossier.ingest.report import import_report
        from sourcebook.publish.formats import docx, html, pdf
        from sourcebook.publish.gathering import gather
        from sourcebook.publish.own_words.edition import front_of, own_words
        from sourcebook.publish.printing import printed
        from sourcebook.publish.proof import docx as docx_proof
        from sourcebook.publish.proof import html as html_proof
        from sourcebook.publish.proof import pdf as pdf_proof
        from sourcebook.publish.rebuild.sources import resting
        from sourcebook.reading import read

        import_report(report)
        material = gather(already_public=True)
        reading = read(report)
        front = front_of(reading.document, report.stem, date="2026-01-01")
        rests = resting(reading, material)
        edition = own_words(reading.document, reading.citations, material, front, rests).edition
        began = time.perf_counter()
        made = printed(edition, material)
        found["printed"] = time.perf_counter() - began
        ways: tuple[tuple[str, Callable[[Printed], bytes], Callable[[bytes], object]], ...] = (
            ("pdf", pdf.write, pdf_proof.lines),
            ("docx", docx.write, docx_proof.lines),
            ("html", html.write, html_proof.lines),
        )
        for name, write, lines in ways:
            began = time.perf_counter()
            content = write(made)
            found[f"{name} written"] = time.perf_counter() - began
            began = time.perf_counter()
            lines(content)
            found[f"{name} read back"] = time.perf_counter() - began
    return found


def others(out: Path) -> dict[str, float]:
    """Seconds of other programs on the same edition, those that are there."""
    found = {}
    if importlib.util.find_spec("weasyprint"):
        began = time.perf_counter()
        script = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
        subprocess.run(
            [sys.executable, "-c", script, str(out / "report.html"), str(out / "weasyprint.pdf")],
            check=True,
            capture_output=True,
        )
        found["WeasyPrint, report.html to PDF"] = time.perf_counter() - began
    office = shutil.which("soffice")
    if office:
        with tempfile.TemporaryDirectory() as profile:
            began = time.perf_counter()
            home = f"-env:UserInstallation=file://{profile}"
            command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", profile]
            subprocess.run(
                [*command, str(out / "report.docx")],
                check=True,
                capture_output=True,
            )
            found["LibreOffice, report.docx to PDF"] = time.perf_counter() - began
    return found


def main() -> None:
    """Prints the figures."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else REPORT
    with tempfile.TemporaryDirectory() as folder:
        if not given.exists():
            from examples.build import build

            given = build(Path(folder) / "ardovia")[0]
        out = Path(folder) / "out"
        seconds, peak, told = rebuilt(given, out)
        print(f"{given.name}: rebuilt in {seconds:.1f} s as a whole process, peak {peak:.0f} MB")
        steps = told["seconds"]
        assert isinstance(steps, dict)
        print("  " + ", ".join(f"{step} {time_:.1f}" for step, time_ in steps.items()))
        pages = _pages(out / "report.pdf")
        found = stages(given)
        print(f"an edition of {pages} pages: {sum(found.values()):.1f} s one after the other")
        print("  " + ", ".join(f"{name} {time_:.2f}" for name, time_ in found.items()))
        for name, time_ in others(out).items():
            print(f"{name}: {time_:.1f} s, {time_ / found['pdf written']:.1f} times Typst")


def _pages(pdf: Path) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(pdf))


if __name__ == "__main__":
    main()
