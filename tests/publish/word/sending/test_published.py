"""A published Word file can be taken too when somebody edits it: it has its names and its build, no sending."""

from __future__ import annotations

import pytest
from tests.publish.docx.opening import files
from tests.publish.word.sending.ardovian import ardovian

from sourcebook.publish.building import Made, Wanted, make
from sourcebook.publish.printing import Given
from sourcebook.publish.word.flow import Mark
from sourcebook.publish.word.flowing import flow_of
from sourcebook.publish.word.opening import opened


def published() -> Made:
    """The files of the example; its gate would be closed."""
    return make(*ardovian(), Wanted(Given(build="9f2c1a77"), draft=True, edition="ardovia-2031"))


@pytest.fixture(scope="module")
def made() -> Made:
    """The same, once."""
    return published()


def test_it_has_its_names_and_its_build(made: Made) -> None:
    text = opened(made.files["report.docx"])
    assert (text.edition, text.build, text.sending) == ("ardovia-2031", "9f2c1a77", "")
    names = {name for block in text.blocks for name in block.anchors}
    edition, _ = ardovian()
    assert len(names) == len(flow_of(edition).blocks) - 3
    marks = {bit.token.name for block in text.blocks for bit in block.bits if isinstance(bit.token, Mark)}
    assert {"r0001", "r0009", "r0022"} <= marks
    assert b"Working draft" not in b"".join(files(made.files["report.docx"]).values())


def test_the_other_formats_know_nothing_of_it(made: Made) -> None:
    assert b"r0009" not in made.files["report.html"] and b"_sbr" not in made.files["report.html"]
    assert all(comparison.holds for comparison in made.proofs.values())


def test_two_runs_give_the_same_bytes(made: Made) -> None:
    again = published()
    assert again.files == made.files
