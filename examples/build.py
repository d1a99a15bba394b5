"""Build the invented country's report as Markdown, DOCX, HTML and PDF, and the gold records of its reading.

    python examples/build.py OUTDIR [--flawed]

With --flawed the copy with planted errors is built instead (flawed.md, ...), with the findings it calls for.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

# Run as a script, only this file's own folder is on the path.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from examples.making import flaws, formats, gold
from examples.making.source import source

SETTINGS = Path(__file__).resolve().parent / "ardovia" / "sourcebook.toml"


def build(folder: Path, *, flawed: bool = False) -> list[Path]:
    """Write the report and its gold into a folder, which is made if need be; returns the files' paths."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = Path(shutil.copy(SETTINGS, folder))
    markdown = source()
    if flawed:
        findings = gold.write_rows(flaws.findings(), folder / "findings.jsonl")
        return [*formats.write(flaws.flawed(markdown), folder, "flawed"), findings, settings]
    return [*formats.write(markdown, folder, "report"), *gold.write(markdown, folder / "gold"), settings]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="OUTDIR", help="where to put the files")
    parser.add_argument("--flawed", action="store_true", help="build the copy with planted errors")
    arguments = parser.parse_args()
    for path in build(arguments.folder, flawed=arguments.flawed):
        print(path)


if __name__ == "__main__":
    main()
