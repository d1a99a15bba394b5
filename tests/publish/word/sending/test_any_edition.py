"""Whatever an edition says, its working file proves itself: or nothing is sent."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from tests.publish.printing.ardovia import material
from tests.publish.word.flowing.drawn import editions

from sourcebook.publish.edition import Edition
from sourcebook.publish.formats.docx import Stamp
from sourcebook.publish.printing import Given
from sourcebook.publish.word.opening import opened
from sourcebook.publish.word.sending import working_file


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(editions())
def test_any_edition_can_be_sent(edition: Edition) -> None:
    content = working_file(edition, material(), Given(), Stamp("any", "b", "s", "1"))
    assert opened(content).sending == "s"
