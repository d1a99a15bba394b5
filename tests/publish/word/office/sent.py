"""The report as it is sent, once for all tests of a process."""

from __future__ import annotations

from functools import cache

from tests.publish.word.office.report import records, report

from sourcebook.publish.formats.docx import Stamp
from sourcebook.publish.printing import Given
from sourcebook.publish.word.sending import working_file

STAMP = Stamp("roads-2031", "0f3a5c", "7e1d20", "12")


@cache
def sent() -> bytes:
    """The file that a partner gets."""
    return working_file(report(), records(), Given(), STAMP)
