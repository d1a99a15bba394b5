"""The invented report has what a real one has, and says nothing of real persons or real addresses."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from examples.making.gold import judgements, persons
from examples.making.source import Footnote, Numbered, read, source

REPORT = source()
PARAGRAPHS, NOTES = read(REPORT)
# Top-level names that are reserved for examples and will never lead anywhere.
RESERVED = re.compile(r"(^|\.)(example|example\.(org|com|net))$")


def test_paragraphs_are_numbered_in_one_count() -> None:
    assert [int(p.label) for p in PARAGRAPHS] == list(range(1, len(PARAGRAPHS) + 1))
    assert 80 <= len(PARAGRAPHS) <= 118
    assert all(p.section for p in PARAGRAPHS)
    assert {len(p.section) for p in PARAGRAPHS} == {1, 2}


def test_every_note_is_cited_once_and_in_order() -> None:
    marks = re.findall(r"\[\^(\d+)\](?!:)", REPORT)
    definitions = re.findall(r"^\[\^(\d+)\]:", REPORT, re.MULTILINE)
    numbers = [str(n) for n in range(1, len(NOTES) + 1)]
    assert marks == numbers
    assert definitions == numbers
    assert len(NOTES) >= 90


def test_notes_are_of_every_kind() -> None:
    kinds = Counter(note["kind"] for note in judgements("notes"))
    assert kinds["citation"] > 90
    assert kinds["ibid"] > 5
    assert kinds["explanatory"] > 5
    assert "supra note" in REPORT
    sources = Counter(len(note["sources"]) for note in judgements("notes"))
    assert set(sources) >= {1, 2, 3, 4}


def test_supra_leads_to_a_note_of_the_same_author() -> None:
    texts = {note.number: note.text for note in NOTES}
    for text in texts.values():
        if found := re.match(r"(.+?),.* supra note (\d+)", text):
            assert texts[int(found[2])].startswith(found[1].split(",")[0])


def test_abbreviations_are_listed_used_and_used_again() -> None:
    table, _, body = REPORT.partition("# EXECUTIVE SUMMARY")
    listed = re.findall(r"^\| ([A-Z][A-Za-z]*[A-Z]) \|", table, re.MULTILINE)
    assert len(listed) >= 20
    assert listed == sorted(listed, key=str.casefold)
    for abbreviation in listed:
        assert len(re.findall(rf"\b{abbreviation}s?\b", body)) > 1, abbreviation


@pytest.mark.parametrize("paragraph", PARAGRAPHS, ids=lambda p: p.label)
def test_quotation_marks_are_balanced_and_curly(paragraph: Numbered) -> None:
    assert '"' not in paragraph.text and "'" not in paragraph.text
    depth = 0
    for character in paragraph.text:
        depth += {"“": 1, "”": -1}.get(character, 0)
        assert depth in (0, 1, 2)
    assert depth == 0


def test_quotations_come_in_several_scripts() -> None:
    for script in (r"[Ѐ-ӿ]{5}", r"[Ͱ-Ͽ]{5}", r"[ა-ჿ]{5}", r"[šžëöćŻ]"):
        assert re.search(script, REPORT), script


def test_every_address_is_of_a_reserved_name() -> None:
    for url in re.findall(r"https?://[^\s>]+", REPORT):
        assert RESERVED.search(urlsplit(url).hostname or ""), url


def test_ids_on_one_host_grow_with_the_date() -> None:
    seen: dict[str, list[tuple[str, int]]] = {}
    for note in judgements("notes"):
        for cited in note["sources"]:
            for url in cited["urls"]:
                if found := re.search(r"[/-](\d{5})$", url):
                    host = urlsplit(url).hostname or ""
                    seen.setdefault(host, []).append((cited["date"], int(found[1])))
    assert len(seen) > 15
    for host, pages in seen.items():
        ids = [number for _, number in sorted(set(pages))]
        assert ids == sorted(ids), host


def test_nothing_is_accessed_before_it_was_published() -> None:
    for note in judgements("notes"):
        for cited in note["sources"]:
            if cited["accessed"] and cited["date"]:
                assert cited["date"] <= cited["accessed"], note["n"]


def test_dates_in_addresses_are_those_of_the_notes() -> None:
    for note in judgements("notes"):
        for cited in note["sources"]:
            for url in cited["urls"]:
                if found := re.search(r"/(\d{4})/(\d\d)/(?:(\d\d)/)?", url):
                    assert cited["date"].startswith("-".join(part for part in found.groups() if part)), url


def test_every_person_who_speaks_is_an_invented_one() -> None:
    names = {person["name"] for person in persons()}
    titled = re.compile(r"(?:\b[A-ZŻŽÖ][\w-]+){2}")
    bodies = re.compile(r"Council|Guard|Ministry|Minister|Network|Desk|Republic|Court|Radio|Ardovia")
    for row in judgements("statements"):
        speaker = row["speaker"]
        if titled.fullmatch(speaker.replace(" ", "")) and " " in speaker and not bodies.search(speaker):
            assert speaker in names, speaker


def test_every_form_of_a_name_occurs() -> None:
    for person in persons():
        for form in person["forms"]:
            assert form in REPORT, form


def test_both_sides_say_wrong_things() -> None:
    side = {person["name"]: person["side"] for person in persons()}
    spoken = Counter(side.get(row["speaker"]) for row in judgements("statements"))
    assert spoken["Ardovia"] >= 15
    assert spoken["Sellan Council"] >= 15


def test_operations_and_places_are_named_by_paragraph_rightly() -> None:
    labels = {p.label for p in PARAGRAPHS}
    for found in re.finditer(r"paragraphs? ([\d, and to]+\d)", REPORT):
        assert set(re.findall(r"\d+", found[1])) <= labels


def test_a_note_knows_the_paragraph_that_cites_it() -> None:
    cited = [(note.number, note.cited_in) for note in NOTES]
    assert cited == [(n, p.label) for p in PARAGRAPHS for n in p.notes]
    assert all(isinstance(note, Footnote) and note.text for note in NOTES)
