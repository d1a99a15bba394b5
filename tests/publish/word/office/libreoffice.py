"""LibreOffice without a window, editing Word files by lists of steps: one start for many files.

The steps are run by `edits.bas`, a macro put into a fresh profile, so no bridge to Python is needed and no
setting of the person who runs the tests plays a part.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from tests.publish.word.office.steps import Step, as_author

_MACRO = Path(__file__).with_name("edits.bas")
_FILTERS = {
    "docx": "MS Word 2007 XML",
    "odt": "writer8",
    "rtf": "Rich Text Format",
    "doc": "MS Word 97",
    "pdf": "writer_pdf_Export",
    "txt": "Text (encoded)",
}
_START = 60  # seconds for LibreOffice to come up and go
_EACH = 30  # seconds for a file
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Edits"/>
</library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits"
 script:language="StarBasic" script:moduleType="normal">{}</script:module>
"""


class OfficeFailed(Exception):
    """LibreOffice did not do what it was asked to; the message says at which step, in its own words."""


@dataclass(frozen=True)
class Job:
    """A file and what is done to it. `through` are formats that it is saved in and opened from on its way
    ("odt", "rtf", "doc"), `into` what it is at the end.
    """

    file: bytes
    steps: Sequence[Step] = ()
    author: str = "Mira Tal"
    through: Sequence[str] = ()
    into: str = "docx"
    given_as: str = "docx"


def edited(docx: bytes, steps: Sequence[Step], author: str = "Mira Tal") -> bytes:
    """A Word file after the steps, saved by LibreOffice. Raises OfficeFailed."""
    return done([Job(docx, steps, author)])[0]


def done(jobs: Sequence[Job]) -> list[bytes]:
    """What comes of each job, all in one run of LibreOffice. Raises OfficeFailed for the first that failed."""
    soffice = shutil.which("soffice")
    if soffice is None:
        raise OfficeFailed("soffice is not installed")
    with tempfile.TemporaryDirectory(prefix="office-") as made:
        folder = Path(made)
        _profile(soffice, folder / "profile")
        lines = [line for number, job in enumerate(jobs) for line in _lines(folder, number, job)]
        (folder / "steps.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        said = _run(soffice, folder, _START + _EACH * len(jobs))
        _check(folder / "log.tsv", said)
        return [_result(folder, number, job).read_bytes() for number, job in enumerate(jobs)]


def _lines(folder: Path, number: int, job: Job) -> Iterator[str]:
    given = folder / f"{number}.given.{job.given_as}"
    given.write_bytes(job.file)
    yield as_author(job.author).line()
    yield Step("open", (given.as_uri(),)).line()
    for place, form in enumerate(job.through):
        between = (folder / f"{number}.through{place}.{form}").as_uri()
        yield _save(between, form).line()
        yield Step("open", (between,)).line()
    yield from (step.line() for step in job.steps)
    yield _save(_result(folder, number, job).as_uri(), job.into).line()
    yield Step("close").line()


def _save(target: str, form: str) -> Step:
    return Step("save", (target, _FILTERS[form], "UTF8" if form == "txt" else ""))


def _result(folder: Path, number: int, job: Job) -> Path:
    return folder / f"{number}.{job.into}"


def _profile(soffice: str, folder: Path) -> None:
    # A first start lays the profile out, and would write over a macro that is there already.
    start = [soffice, f"-env:UserInstallation={folder.as_uri()}", "--headless", "--terminate_after_init"]
    subprocess.run(start, check=True, capture_output=True, timeout=_START)
    standard = folder / "user" / "basic" / "Standard"
    (standard / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    source = escape(_MACRO.read_text(encoding="utf-8"))
    (standard / "Edits.xba").write_text(_MODULE.format(source), encoding="utf-8")


def _run(soffice: str, folder: Path, seconds: int) -> str:
    """What LibreOffice wrote to its standard output and error."""
    call = f"macro:///Standard.Edits.Main({(folder / 'steps.tsv').as_uri()},{(folder / 'log.tsv').as_uri()})"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    with subprocess.Popen(
        [soffice, profile, *options, call],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise OfficeFailed(f"LibreOffice took more than {seconds} seconds: {_last(folder)}") from None
    return str(said)


def _last(folder: Path) -> str:
    log = folder / "log.tsv"
    return log.read_text(encoding="utf-8") if log.exists() else "its macro did not begin"


def _check(log: Path, said: str) -> None:
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    for line in lines:
        word, _, rest = line.partition("\t")
        if word == "failed":
            *step, why = rest.split("\t")
            raise OfficeFailed(f"at the step {' | '.join(step)}: {why}")
    if not lines or lines[-1] != "end":
        raise OfficeFailed(
            f"LibreOffice stopped before the end of the steps; it said: {said.strip() or 'nothing'}"
        )
