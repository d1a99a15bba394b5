"""The process in which one uploaded Word file is made clean; as the one of the check, it knows no secret.

Called with the folder of the task; leaves `clean.docx`, and then `result.json`: what was taken out and what
is left to look at, or the one line that says why the file cannot be read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from sourcebook.workbench.pages.check.worker import shut_in


def main(folder: Path) -> None:
    """Does the task. An error of the file is a result; any other ends the process."""
    task = shut_in(folder)
    from sourcebook.publish.word.opening import NotWord
    from sourcebook.publish.word.scrubbing import scrubbed

    try:
        found = scrubbed((folder / task["file"]).read_bytes(), accept=task["accept"])
    except NotWord as error:
        result: dict[str, Any] = {"error": f"{task['name']}: {' '.join(str(error).split())}"}
    else:
        (folder / "clean.docx").write_bytes(found.content)
        result = {"removed": found.removed, "left": found.left}
    (folder / "result.json").write_text(json.dumps(result), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
