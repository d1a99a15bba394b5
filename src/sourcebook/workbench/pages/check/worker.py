"""The process in which one uploaded report is read and checked: it can be stopped, and knows no secret.

Called with the folder of the task, which holds `task.json`; leaves `page.html`, `findings.json`,
`findings.sarif`, for a Word file `checked.docx`, and then `result.json`: what was found, or the one line that
says why the file cannot be read. `step` holds what is being done.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sys
import threading
from base64 import b64encode
from collections import Counter
from pathlib import Path
from typing import Any

# The memory of the process and of each that it starts (pandoc), the processor time, and any file it writes.
_MEMORY = 3 * 2**30
_LARGEST_FILE = 512 * 2**20
# A browser takes a file out of a page up to some 20 MB.
_WITHIN_PAGE = 10 * 2**20
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "sarif": "application/sarif+json",
}


def main(folder: Path) -> None:
    """Does the task. An error of the file is a result; any other ends the process."""
    task = shut_in(folder)
    from sourcebook.checks.settings import SettingsError
    from sourcebook.reading import ReadingError

    path = folder / task["file"]
    try:
        result = _checked(folder, path, task)
    except (ReadingError, SettingsError) as error:
        told = re.sub(
            rf"{re.escape(str(folder))}/report(?:\.[A-Za-z0-9]+)?", lambda _: task["name"], str(error)
        )
        result = {"error": " ".join(told.split())}
    (folder / "result.json").write_text(json.dumps(result), "utf-8")


def shut_in(folder: Path) -> dict[str, Any]:
    """The task of this process, which from now on has its limits and ends with the server."""
    task: dict[str, Any] = json.loads((folder / "task.json").read_text("utf-8"))
    _limit(task["seconds"])
    threading.Thread(target=_leave_with_server, args=(folder,), daemon=True).start()
    return task


def _limit(seconds: int) -> None:
    """What a hostile file can cost at most, also where nobody is left to stop this process."""
    import resource

    os.nice(5)
    signal.alarm(seconds + 5)
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_DATA, _MEMORY),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        # What was read must not be left in a picture of the process.
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        lower = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (lower, lower))


def _leave_with_server(folder: Path) -> None:
    """Where the server is gone nobody waits for the answer: the report goes, and all that reads it."""
    # Not `sys.stdin`, whose lock a thread that still reads would hold at the end of the process.
    os.read(0, 1)
    # More than once: the thread that reads may write a file into it meanwhile.
    for _ in range(100):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            break
    os.killpg(0, signal.SIGKILL)


def _checked(folder: Path, path: Path, task: dict[str, Any]) -> dict[str, Any]:
    from dataclasses import replace

    from sourcebook.checks.beside import beside
    from sourcebook.checks.engine import check
    from sourcebook.checks.output.data import data
    from sourcebook.checks.output.page import page
    from sourcebook.checks.output.sarif import sarif
    from sourcebook.checks.suppression import Suppressions
    from sourcebook.reading import read
    from sourcebook.reading.formats import detect

    def step(what: str) -> None:
        (folder / "step").write_text(what, "utf-8")

    path = _named(path, detect(path))
    name = task["name"]
    reading = read(path, lambda what: step(f"read: {what}"))
    suppressions = replace(Suppressions(), beside=beside(path, reading.document))
    checked = check(reading, None, suppressions, progress=lambda what: step(f"check: {what}"))
    step("write")
    own_text = reading.document.format in ("paged-markdown", "paged-text")
    _write(folder / "findings.json", data(checked, name))
    _write(folder / "findings.sarif", sarif(checked, name, own_text))
    if path.suffix == ".docx":
        from sourcebook.checks.word import with_comments

        (folder / "checked.docx").write_bytes(with_comments(path, reading, checked)[0])
    around = _around(folder, task)
    (folder / "page.html").write_text(page(reading, checked, name, around), "utf-8")
    counts = Counter(finding.severity for finding in checked.findings)
    return {"counts": counts, "word": path.suffix == ".docx"}


def _named(path: Path, kind: str) -> Path:
    """The file under the ending of what it is: the words that let a finding stand are looked for by it."""
    ending = {"docx": ".docx", "markdown": ".md"}.get(kind)
    if ending and path.suffix != ending:
        return path.rename(path.with_name(f"report{ending}"))
    return path


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _around(folder: Path, task: dict[str, Any]) -> Any:
    """What the page carries besides: the way back, and the files to keep, inside of itself."""
    from sourcebook.checks.output.around import Around, Kept

    stem, files, too_large = task["stem"], [], []
    for form, label, made in (
        ("docx", task["words"]["docx"], "checked.docx"),
        ("json", task["words"]["json"], "findings.json"),
        ("sarif", task["words"]["sarif"], "findings.sarif"),
    ):
        path = folder / made
        if not path.exists():
            continue
        if path.stat().st_size > _WITHIN_PAGE:
            too_large.append(label)
            continue
        href = f"data:{_TYPES[form]};base64,{b64encode(path.read_bytes()).decode()}"
        files.append(Kept(label, f"{stem}.{made}", href))
    note = task["words"]["kept"]
    if too_large:
        note = f"{note} {task['words']['too_large']} {', '.join(too_large)}"
    return Around(task["back"], task["words"]["back"], tuple(files), note, task["look"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
