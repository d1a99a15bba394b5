"""The log as a file: a row a line, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import tempfile
from typing import Any

from sourcebook.dossier.access.log import Asked, every_line, named
from sourcebook.dossier.exchange.foreign.sheets.rows import cell
from sourcebook.workbench.pages.log.words import person_of

_IN_MEMORY = 4 << 20
_COLUMNS = ("at", "who", "act", "page", "record", "label", "records", "detail")


def written(asked: Asked) -> Any:
    """A file with the lines, open at its beginning."""
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    try:
        # The mark by which spreadsheets know UTF-8.
        file.write(b"\xef\xbb\xbf")
        text = io.TextIOWrapper(file, "utf-8", errors="replace", newline="", write_through=True)
        rows = csv.writer(text, lineterminator="\r\n")
        rows.writerow(_COLUMNS)
        for some in every_line(asked):
            read = named(some)
            for line in some:
                about = str(line.about or "")
                label = (
                    (read.records.get(line.about) or read.people.get(line.about) or "") if line.about else ""
                )
                row = (
                    line.at.isoformat(), person_of(line, read.people), line.act, line.page, about,
                    label, str(line.records or ""), line.detail,
                )  # fmt: skip
                rows.writerow(map(cell, row))
        text.detach()
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file
