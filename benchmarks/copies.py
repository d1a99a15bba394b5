"""Ten copies of a report in one document, for measuring how time grows with length."""

from __future__ import annotations

import re
from pathlib import Path

_LABEL = re.compile(r"^(\d+)\. ", re.MULTILINE)
_MARK = re.compile(r"<sup>(\d{1,4})</sup>(?!h)|\[\^(\d{1,4})\]")


def ten_copies(report: Path, folder: Path) -> Path:
    """Ten copies in one document, paragraph and note numbers counted on."""
    text = report.read_text("utf-8")
    last_note = max(int(m[1] or m[2]) for m in _MARK.finditer(text))
    last_label = max(int(n) for n in _LABEL.findall(text))

    def shifted(copy: int) -> str:
        def mark(match: re.Match[str]) -> str:
            number = int(match[1] or match[2]) + copy * last_note
            return f"<sup>{number}</sup>" if match[1] else f"[^{number}]"

        return _LABEL.sub(lambda m: f"{int(m[1]) + copy * last_label}. ", _MARK.sub(mark, text))

    path = folder / "ten.md"
    path.write_text("\n\n".join(shifted(copy) for copy in range(10)), "utf-8")
    return path
