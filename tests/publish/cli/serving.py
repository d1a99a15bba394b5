"""Runs commands one after the other in one process: a line of JSON in, one out. Starting costs once.

python -m tests.publish.cli.serving
"""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout

from sourcebook.cli import main


def _run(arguments: list[str]) -> dict[str, object]:
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = main(arguments)
        except SystemExit as end:
            status = int(end.code or 0)
    said = {name: where.buffer.getvalue().decode() for name, where in (("out", out), ("err", err))}
    return {"status": status, **said}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(_run(json.loads(line))), flush=True)
