"""verify.py, which goes out without us: short, without our code, and right about every text there is."""

from __future__ import annotations

import ast
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.package.making import sha

from sourcebook.publish import package
from sourcebook.publish.formats import html
from sourcebook.publish.material import Material
from sourcebook.publish.package import build, verify
from sourcebook.publish.printed import (
    Cited,
    Heading,
    Item,
    Kept,
    Note,
    Paragraph,
    Passage,
    Printed,
    Quotation,
    Run,
    Support,
    Table,
)

SOURCE = Path(str(package.__file__)).parent / "alone" / "verify.py"
_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from(
    '<>&"\\\n\t [12]\u2028\u200b'
)
_TEXT = st.text(_CHARACTERS, max_size=30) | st.sampled_from(
    ["</script>", "<!--", "-->", "]]>", "&amp;", "\\u003c"]
)
Check = Callable[[Path, list[str]], Iterator[str]]


@pytest.fixture(scope="module")
def check() -> Check:
    names: dict[str, Check] = {}
    exec(SOURCE.read_text("utf-8").partition("\nasked =")[0], names)
    return names["check"]


def test_it_is_short_and_needs_nothing() -> None:
    source = SOURCE.read_text("utf-8")
    assert len(source.splitlines()) <= 100
    tree = ast.parse(source, feature_version=(3, 8))
    imported = {
        alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert imported <= sys.stdlib_module_names
    assert not any(isinstance(node, ast.ImportFrom) for node in ast.walk(tree))


@st.composite
def reports(draw: st.DrawFn) -> tuple[Printed, str]:
    """A report, and the text of the source that it quotes."""
    source = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    start = draw(st.integers(0, len(source) - 1))
    end = draw(st.integers(start, len(source)))

    def runs() -> tuple[Run, ...]:
        return (Run(draw(_TEXT)), Run(note=1), Run(draw(_TEXT), emphasis=True))

    blocks = (
        Heading("h", 1, runs(), label="I."),
        Paragraph("p", runs(), label="1.", items=(Item("(a)", runs()),)),
        Quotation("q", runs()),
        Table("t", runs(), (runs(), ()), ((runs(), runs()),), below=runs()),
    )
    passage = Passage(source[start:end], "c", sha(source), start, end, draw(_TEXT), draw(_TEXT))
    report = Printed(
        draw(_TEXT), "en", blocks, (Note(1, runs(), ("s",)),), partners=(draw(_TEXT),), date="2032-02-01",
        evidence={"p": (Support("r", "statement", draw(_TEXT), (passage,), ("s",)),)},
        sources={"s": Cited("s", runs(), draw(_TEXT), kept=(Kept("released", "c", sha(b"x"), "text/html", "", sha(source)),))},
    )  # fmt: skip
    return report, source


@settings(max_examples=60, deadline=None)
@given(reports())
def test_whatever_is_written_holds_for_both(check: Check, made: tuple[Printed, str]) -> None:
    report, source = made
    dossier = Material("t", {}, released=frozenset({"c"}), text_of=lambda _: source, bytes_of=lambda _: b"x")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p"
        build(path, report, {"report.html": html.write(report)}, dossier, "")
        assert list(check(path, [])) == []
        assert verify(path).problems == ()


def test_a_page_emptied_altogether_is_no_page_that_holds(check: Check, tmp_path: Path) -> None:
    report = Printed("Title", "en", (Paragraph("p", (Run("words"),), label="1."),))
    build(tmp_path / "p", replace(report, date="2032-02-01"), {"report.html": b""}, Material("t", {}), "")
    assert any("report.html" in one for one in check(tmp_path / "p", []))
    assert any("report.html" in one for one in verify(tmp_path / "p").problems)
