"""Quotations and their sources, honest and forged: each gets the verdict of a careful editor (`pairs.yaml`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from sourcebook.checks.verbatim import Kind, SourceText, Verdict, verify

PAIRS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "pairs.yaml").read_text("utf-8"))


def cases() -> Iterator[tuple[str, str, dict[str, str]]]:
    for name, source in PAIRS.items():
        for kind, quotations in source["pairs"].items():
            for one in quotations:
                yield name, kind, one if isinstance(one, dict) else {"quote": one}


@cache
def source(name: str) -> SourceText:
    return SourceText(PAIRS[name]["text"])


def verdict(name: str, case: dict[str, str]) -> Verdict:
    told = {key: value for key, value in case.items() if key != "quote"}
    return verify(case["quote"], source(name), **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "kind", "case"), list(cases()), ids=lambda part: str(part)[:60])
def test_each_pair_gets_its_verdict(name: str, kind: str, case: dict[str, str]) -> None:
    found = verdict(name, case)
    assert found.kind == kind, found.message


def test_the_set_holds_every_kind_many_times_and_many_languages() -> None:
    counted = Counter(kind for _, kind, _ in cases())
    assert sum(counted.values()) >= 120
    assert {*counted} == {*get_args(Kind)}
    assert min(counted.values()) >= 7
    assert len({source(name).language for name in PAIRS}) >= 9


@pytest.mark.parametrize(("name", "kind", "case"), list(cases()), ids=lambda part: str(part)[:60])
def test_a_verdict_points_into_the_stored_text(name: str, kind: str, case: dict[str, str]) -> None:
    """Whatever was found is shown: spans lie in the text, in no order but the quotation's, and hold words."""
    found = verdict(name, case)
    assert bool(found.spans) == (kind not in {"not-found", "translation"})
    for start, end in found.spans:
        assert 0 <= start < end <= len(source(name).text)
        assert any(c.isalnum() for c in source(name).text[start:end])


def test_a_verbatim_quotation_is_found_at_its_code_points() -> None:
    text = "On the hill — so the mayor — “we shall stay”.\nWe shall stay for ever."
    assert [text[a:b] for a, b in verify("we shall stay", text).spans] == ["we shall stay"]
    assert [text[a:b] for a, b in verify("stay for ever", text).spans] == ["stay for ever"]
    found = verify("“We shall … for ever.”", text)
    assert [text[a:b] for a, b in found.spans] == ["We shall", "for ever"]


@pytest.mark.parametrize(
    ("quotation", "quoted", "stored"),
    [
        ("The mill was burnt in April.", "burnt", "built"),
        ("The mill of Ketta was built in April.", "of Ketta", ""),
        ("The mill was built late in April.", "late", ""),
        ("Nobody owns it, and the town pays for it.", "it, and", "it and"),
    ],
)
def test_the_words_that_differ_are_named(quotation: str, quoted: str, stored: str) -> None:
    text = "The mill was built in April. Nobody owns it and the town pays for it."
    found = verify(quotation, text)
    assert found.kind == "altered-words"
    assert [(one.quoted, one.source) for one in found.differences] == [(quoted, stored)]


def test_punctuation_and_capitals_alone_are_slight() -> None:
    text = "The mill was built in April. Is it ours?"
    assert verify("The Mill was built, in April.", text).slight
    assert not verify("The mill was built in May.", text).slight
    assert not verify("Is it ours.", text).slight


def test_how_much_an_omission_may_leave_out_can_be_set() -> None:
    text = "We came. " + "They saw us and waved. " * 20 + "We stayed."
    assert verify("We came. ... We stayed.", text).kind == "omission"
    assert verify("We came. ... We stayed.", text, omitted=50).kind == "spliced"


def test_a_denial_that_the_report_says_itself_is_not_swallowed() -> None:
    text = "We will never again talk to the council."
    assert verify("talk to the council", text).kind == "negation-swallowed"
    assert verify("talk to the council", text, before="They refused to ").faithful


def test_a_quotation_without_words_is_not_found() -> None:
    assert verify("“...”", "We came.").kind == "not-found"
    assert verify("", "").kind == "not-found"
    assert verify("We came.", "").kind == "not-found"
