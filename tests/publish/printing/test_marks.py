"""What a reference prints has its name: the same that the text of the edition gives it; nobody sees it."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from tests.publish.printing.ardovia import material
from tests.publish.word.flowing.drawn import editions
from tests.publish.word.sending.ardovian import ardovian

from sourcebook.publish.edition import Edition
from sourcebook.publish.formats import html
from sourcebook.publish.printed import Printed, Run, reading
from sourcebook.publish.printing import drafted, printed
from sourcebook.publish.printing.unmarked import unmarked
from sourcebook.publish.word.flow import Mark
from sourcebook.publish.word.flowing import flow_of


def runs(report: Printed) -> Iterator[Run]:
    """Every run of the text and the notes."""

    def within(value: object) -> Iterator[Run]:
        if isinstance(value, Run):
            yield value
        elif isinstance(value, tuple):
            for one in value:
                yield from within(one)
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                yield from within(getattr(value, name))

    yield from within((report.blocks, report.notes))


def named(edition: Edition) -> list[str]:
    """The names that the flow gives, in its order, notes right after their mark."""
    flow = flow_of(edition)
    tokens = [token for block in flow.blocks for token in block.tokens]
    tokens += [token for note in flow.notes.values() for token in note]
    return sorted(token.name for token in tokens if isinstance(token, Mark) and token.name)


def test_every_reference_of_the_example_is_named() -> None:
    edition, of = ardovian()
    report = printed(edition, of)
    assert sorted({run.mark for run in runs(report) if run.mark}) == named(edition)
    notes = {run.mark: run.note for run in runs(report) if run.note is not None}
    assert notes["r0001"] == 1 and notes["r0004"] == 4
    assert {run.text for run in runs(report) if run.mark == "r0009"} == {"at least 1,240"}


@settings(max_examples=40, deadline=None)
@given(editions())
def test_printing_and_the_text_count_alike(edition: Edition) -> None:
    report, _ = drafted(edition, material())
    found = {run.mark for run in runs(report) if run.mark}
    # A note in a note is printed in its place, what is in it without names of its own.
    assert found <= set(named(edition))
    inner = {
        token.name
        for name, note in flow_of(edition).notes.items()
        if name not in {run.mark for run in runs(report) if run.note is not None}
        for token in note
        if isinstance(token, Mark)
    }
    assert set(named(edition)) - found <= inner
    if found:
        assert max(found) <= named(edition)[-1]


def test_without_names_it_reads_the_same_and_is_joined() -> None:
    edition, of = ardovian()
    report = printed(edition, of)
    plain = unmarked(report)
    assert list(plain.lines()) == list(report.lines())
    assert not any(run.mark for run in runs(plain))
    [paragraph] = [block for block in plain.blocks if "were killed" in reading(getattr(block, "runs", ()))]
    # The figure is of one look with the words before and behind it.
    assert paragraph.runs[0].text == "At least at least 1,240 were killed"  # type: ignore[union-attr]
    assert unmarked(plain) == plain


def test_the_page_is_the_same_with_and_without() -> None:
    edition, of = ardovian()
    report = unmarked(printed(edition, of))
    page = html.write(report).decode()
    assert "_sb" not in page and "r0009" not in page
