"""A report of the shared folder as it is sent, made in a process of its own with a dossier for it alone.

`python real.py REPORT TARGET` writes the Word file to TARGET.docx and its edition to TARGET.md.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sourcebook.publish.edition import Edition
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.formats.docx import Stamp
from sourcebook.publish.printing import Given


def real(report: Path, folder: Path) -> tuple[Edition, bytes]:
    """The edition with the report's own words, and the file that is sent."""
    target = folder / "real"
    command = [sys.executable, __file__, str(report), str(target)]
    made = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300)
    assert made.returncode == 0, made.stderr
    edition = parse(target.with_suffix(".md").read_text(encoding="utf-8"))
    return edition, target.with_suffix(".docx").read_bytes()


def _write(report: Path, target: Path) -> None:
    from sourcebook.cli.temporary import temporary_dossier

    with temporary_dossier():
        from sourcebook.dossier.ingest.report import import_report
        from sourcebook.publish.edition.writing import written
        from sourcebook.publish.gathering import gather
        from sourcebook.publish.own_words.edition import front_of, own_words
        from sourcebook.publish.rebuild.sources import resting
        from sourcebook.publish.word.sending import working_file
        from sourcebook.reading import read

        reading = read(report)
        import_report(report, reading=reading)
        material = gather(already_public=True)
        document, rests = reading.document, resting(reading, material)
        front = front_of(document, report.stem, date="2026-01-05")
        edition = own_words(document, reading.citations, material, front, rests).edition
        sent = working_file(edition, material, Given(), Stamp("annual", "b", "s", "1"))
        target.with_suffix(".md").write_text(written(edition), encoding="utf-8")
        target.with_suffix(".docx").write_bytes(sent)


if __name__ == "__main__":
    _write(Path(sys.argv[1]), Path(sys.argv[2]))
