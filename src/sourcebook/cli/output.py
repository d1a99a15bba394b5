"""What goes to the terminal: text, JSON, tables, progress, and errors in one line."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def write(text: str | bytes, output: Path | None) -> int:
    """Writes to a file, else to standard output. Exit status 2 where the file cannot be written."""
    if output is None and isinstance(text, str):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        sys.stdout.write(text)
        return 0
    assert output is not None
    try:
        output.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    except OSError as error:
        return fail(f"cannot write {output}: {error.strerror}; choose another place")
    return 0


def fail(message: object) -> int:
    """One line on standard error: what, where, what to do. Gives exit status 2."""
    print(f"sourcebook: {message}", file=sys.stderr)
    return 2


def tell(message: str) -> None:
    """A line for the person at the terminal, beside the output."""
    print(message, file=sys.stderr)


def as_json(value: Any) -> str:
    """Indented JSON, as all verbs with `--format json` print it."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def progress() -> Callable[[str], None] | None:
    """Tells on a terminal what is being done, once it takes longer than a second."""
    if not sys.stderr.isatty():
        return None
    began = time.monotonic()

    def tell(what: str) -> None:
        if time.monotonic() - began > 1:
            print(f"\r\x1b[K{what} ...", end="", file=sys.stderr, flush=True)

    return tell


@contextmanager
def bar(what: str, quiet: bool = False) -> Iterator[Callable[[str, int, int | None], None] | None]:
    """A bar on a terminal for long work: called with (step, done, of how many; None: not known)."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(what, total=None)

        def step(name: str, done: int, total: int | None) -> None:
            shown.update(task, description=f"{what}: {name}", completed=done, total=total)

        yield step


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], elastic: int = -1) -> str:
    """Rows in columns. The column `elastic` takes what width is left, and goes on over several lines."""
    import io

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, pad_edge=False, header_style="bold")
    last = elastic % len(headings)
    for number, heading in enumerate(headings):
        made.add_column(heading, no_wrap=number != last, overflow="fold", ratio=1 if number == last else None)
    for row in rows:
        # Never as markup: what stands in a record is text.
        made.add_row(*(cell if isinstance(cell, Text) else Text(str(cell)) for cell in row))
    screen = Console(
        file=io.StringIO(), width=_width(), force_terminal=sys.stdout.isatty(), legacy_windows=False
    )
    screen.print(made)
    text = screen.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _width() -> int:
    import shutil

    return max(72, min(shutil.get_terminal_size((100, 24)).columns, 140))
