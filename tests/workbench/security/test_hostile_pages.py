"""Captured pages that were made to hold up whoever looks at them: what a page costs grows as it does."""

from __future__ import annotations

import subprocess
import sys

import pytest

# With a way that reads anew for each of its pieces these take hours.
_SIZE = 1_000_000
_SHOW = """
import sys
from sourcebook.workbench.evidence.cleaning import clean_page
from sourcebook.workbench.evidence.styles import clean_style
unit, size = sys.argv[1], int(sys.argv[2])
text = unit * (size // len(unit))
clean_style("url(" + text, lambda address: "")
print(len(clean_page(text, "https://gazette.example/", lambda address: "", "Every hill will be ours")))
"""


@pytest.mark.parametrize(
    "unit",
    [
        "url(", " ", "@import ", "url('\"", "<p style=\"x:url(url( \">", "<param>", "<embed>", "<meta a=b>t",
        "<link rel=icon>t", "<script></script>t", "<iframe></iframe> ", "<div><p>", "<svg><a>", "&a", "\\6 ",
    ],
)  # fmt: skip
def test_a_page_of_one_thing_a_million_times_is_shown(unit: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SHOW, unit, str(_SIZE)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert int(done.stdout) > 50
