"""People find what they look for: in any script, with or without its marks, by words, phrases and beginnings."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest

from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Record, SearchText
from sourcebook.dossier.search import Filters, Hit, find
from sourcebook.dossier.search.finding import COUNTED, RANKED
from sourcebook.dossier.seen import Viewer
from sourcebook.dossier.write import create

SPEECHES = {
    "hills": "Every hill will be ours again. The dry hill first, the Şəhər road after it.",
    "well": "No well in Orvan is safe: the water was poisoned by the Minister’s own guard.",
    "lakes": "Ağdərə gölü İstanbul yolundan ayrıdır, IŞIQ yoxdur.",
    "mountain": "Ёлки у Горного Дола рубят каждый день, сказал Тихон Йорданов.",
    "monastery": "Վանքը և գյուղը մեկ են, ասաց նախարարը Երևանում։",
    "bridge": "أغلق الوزيرُ الجسرَ في مدينةِ أردوفيا سنة ٢٠٢٣",
    "fortress": "ციხე დაანგრიეს არდოვიის ჯარისკაცებმა.",
}


def speech(text: str, speaker: str = "Tavo Brenik", **given: object) -> dict[str, Any]:
    return empty_plain(
        "statement", text=text, speakers=[{"words": speaker, "role_words": "Minister of Roads"}], **given
    )


@pytest.fixture
def speeches(keeper: Viewer) -> dict[str, str]:
    plains = {name: speech(text) for name, text in SPEECHES.items()}
    create(plains.values(), "")
    return {plain["id"]: name for name, plain in plains.items()}


def shown(hit: Hit) -> str:
    return "".join(f"[{text}]" if marked else text for text, marked in hit.excerpt)


def found(speeches: dict[str, str], query: str) -> set[str]:
    results = find(query)
    assert results.total == len(results.hits)
    assert results.total_is_exact
    return {speeches[str(hit.record)] for hit in results.hits}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("hill", "hills"),
        ("HILL road", "hills"),
        ("hill water", ""),
        ("hill OR water", "hills well"),
        ("hill | water", "hills well"),
        ("ours hill OR water", "hills"),
        ('"dry hill"', "hills"),
        ("“dry hill”", "hills"),
        ("„hill dry“", ""),
        ('"hill wil*"', "hills"),
        ("poison*", "well"),
        ("poison", ""),
        ("brenik -hill -water -ağdərə", "mountain monastery bridge fortress"),
        ('brenik -"dry hill"', "lakes well mountain monastery bridge fortress"),
        ("-brenik", ""),
        ("-hill", "well lakes mountain monastery bridge fortress"),
        ("sehər", "hills"),
        ("seher", "hills"),
        ("ŞƏHƏR", "hills"),
        ("minister's", "well"),
        ("agdere", "lakes"),
        ("istanbul", "lakes"),
        ("isiq", "lakes"),
        ("ışıq", "lakes"),
        ("елки", "mountain"),
        ("ёлки", "mountain"),
        ("горн* дол*", "mountain"),
        ("Иорданов", "mountain"),
        ("վանքը", "monastery"),
        ("եւ", "monastery"),
        ("երևանում", "monastery"),
        ("Երեւանում", "monastery"),
        ("الوزير", "bridge"),
        ("اغلق", "bridge"),
        ("2023", "bridge"),
        ("مدينه", "bridge"),
        ("ციხე", "fortress"),
        ('"არდოვიის ჯარისკაცებმა"', "fortress"),
        ("Brenik hill", "hills"),
        ('"again the dry"', "hills"),
        ("", ""),
        ("   ", ""),
        ('"', ""),
        ("*", ""),
        ("- OR |", ""),
        ("AND", ""),
    ],
)
def test_what_is_typed_finds_what_was_said(speeches: dict[str, str], query: str, names: str) -> None:
    assert found(speeches, query) == set(names.split())


@pytest.mark.parametrize(
    ("query", "excerpt"),
    [
        ("hill", "Every [hill] will be ours again. The dry [hill] first, the Şəhər road after it."),
        ("seher*", "Every hill will be ours again. The dry hill first, the [Şəhər] road after it."),
        ('"dry hill"', "Every hill will be ours again. The [dry hill] first, the Şəhər road after it."),
        ("isiq", "Ağdərə gölü İstanbul yolundan ayrıdır, [IŞIQ] yoxdur."),
        ("jordanov OR иорданов", "Ёлки у Горного Дола рубят каждый день, сказал Тихон [Йорданов]."),
        ("եւ", "Վանքը [և] գյուղը մեկ են, ասաց նախարարը Երևանում։"),
        ("الجسر", "أغلق الوزيرُ [الجسرَ] في مدينةِ أردوفيا سنة ٢٠٢٣"),
        ("2023", "أغلق الوزيرُ الجسرَ في مدينةِ أردوفيا سنة [٢٠٢٣]"),
    ],
)
def test_the_words_are_marked_in_the_letters_of_the_text(
    speeches: dict[str, str], query: str, excerpt: str
) -> None:
    [hit] = find(query).hits
    assert (hit.kind, hit.status, hit.field, shown(hit)) == ("statement", "draft", "text", excerpt)


def test_an_excerpt_of_a_long_text_shows_the_place(keeper: Viewer) -> None:
    before, after = "The road was long. " * 60, " And long it stayed." * 60
    create([speech(f"{before}Then the bridge at Orvan fell.{after}")], "")
    [hit] = find("bridge orvan").hits
    text = shown(hit)
    assert text.startswith("…") and text.endswith("…")
    assert "Then the [bridge] at [Orvan] fell." in text
    assert len(text) < 300


def test_an_excerpt_stays_in_its_field(keeper: Viewer) -> None:
    create([speech("Fires burn.", "Mira Soltan")], "")
    [hit] = find("soltan").hits
    assert shown(hit) == "Mira [Soltan]"
    assert hit.field.startswith("speakers/") and hit.field.endswith("/words")
    assert not find('"burn mira"').hits


def test_the_better_answer_comes_first(keeper: Viewer) -> None:
    much, little = speech("Water, water, water."), speech("Of water and of " + "many other things " * 30)
    create([much, little], "")
    assert [str(hit.record) for hit in find("water").hits] == [much["id"], little["id"]]


def test_pages_follow_each_other(keeper: Viewer) -> None:
    create([speech(f"A fire, number {number}.") for number in range(25)], "")
    pages = [find("fire", limit=10, offset=offset) for offset in (0, 10, 20, 30)]
    assert [len(page.hits) for page in pages] == [10, 10, 5, 0]
    assert {page.total for page in pages} == {25}
    assert len({hit.record for page in pages for hit in page.hits}) == 25


def test_pages_go_on_beyond_the_ranked_ones(keeper: Viewer) -> None:
    count = COUNTED + 50
    at = datetime(2026, 1, 5, tzinfo=UTC)
    assert keeper.dossier is not None
    records = [Record(dossier_id=keeper.dossier, kind="event", made_at=at) for _ in range(count)]
    Record.objects.bulk_create(records, batch_size=500)
    rows = [SearchText(record=record, level=1, text="A fire.", folded="a fire") for record in records]
    SearchText.objects.bulk_create(rows, batch_size=500)
    pages = [
        find("fire", limit=500, offset=offset) for offset in (0, RANKED - 400, RANKED + 100, count - 200)
    ]
    assert [len(page.hits) for page in pages] == [500, 500, 500, 200]
    assert {(page.total, page.total_is_exact) for page in pages} == {(COUNTED + 1, False)}
    assert len({hit.record for page in pages for hit in page.hits}) == 1700
    # Older ones come newest first.
    assert pages[-1].hits[-1].record == records[0].pk


def capture(text: str, **given: object) -> tuple[dict[str, Any], dict[str, str]]:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    layer = {"sha256": sha256, "extractor": "hand", "version": "1", "made_at": "2026-01-05T10:00:00.000000Z",
             "current": True}  # fmt: skip
    return empty_plain("capture", file_name="session.html", layers=[layer], **given), {sha256: text}


def test_a_preserved_page_is_found_by_any_of_its_passages(keeper: Viewer) -> None:
    text = "\n\n".join(f"Paragraph {number}. " + "The assembly went on. " * 20 for number in range(60))
    text = text.replace("Paragraph 47.", "Paragraph 47: Ağdərə fell.")
    plain, texts = capture(text)
    create([plain], "", texts=texts)
    results = find("agdere")
    [hit] = results.hits
    assert (str(hit.record), hit.field) == (plain["id"], "layer")
    assert "Paragraph 47: [Ağdərə] fell." in shown(hit)
    everywhere = find("assembly")
    assert (everywhere.total, len(everywhere.hits)) == (1, 1)


def test_a_phrase_across_a_cut_is_found(keeper: Viewer) -> None:
    words = [f"word{number}" for number in range(3000)]
    plain, texts = capture(" ".join(words))
    create([plain], "", texts=texts)
    for start in range(0, 2990, 7):
        assert find(f'"{" ".join(words[start : start + 4])}"').total == 1, start


def test_filters_narrow_what_is_found(speeches: dict[str, str]) -> None:
    create([empty_plain("event", words="The hill burned.", when="2024-05-02")], "")
    assert find("hill").total == 2
    assert [hit.kind for hit in find("hill", Filters(kinds=("event",))).hits] == ["event"]
    assert find("hill", Filters(status="published")).total == 0
    assert find("hill", Filters(kinds=("event", "statement"))).total == 2
    with pytest.raises(ValueError, match="no such kind"):
        find("hill", Filters(kinds=("rumour",)))
    assert Record.objects.count() == len(SPEECHES) + 1
