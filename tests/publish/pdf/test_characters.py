"""No character is lost on the way into a PDF and back, whatever a text is made of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcebook.publish.formats import pdf
from sourcebook.publish.printed import Heading, Item, Note, Paragraph, Printed, Quotation, Run, Table
from sourcebook.publish.proof.comparing import compare
from sourcebook.publish.proof.pdf import lines

CHARACTERS = """
    Ardovia Sel fjord affluent efficient “hills” ‘town’ so-called 5–7 km² #1 $x^2$ @home *bold* _em_ `raw` <tag> ~
    [a] (b) {c} \\n \\u{41} // /* */ = - + / 1. % & ; : ... … -- --- https://tv.example/a?b=c&d=e;f www.sel.example
    ʻokina İğdır Şəki Granıt ẞ ſ ﬁ œ e\u0301 é å Å a\u0323\u0302 n\u00a0b x\u202fy co\u00adop 12\u2009345 zero\u200bwidth
    Граница ёлка «объект» йод й Ђ Ґ Սահմանը և եւ «փակ» ով՞ საზღვარი „დაკეტილია“ თბილისი გა\u0301
    الحدود مغلقة «منذ» ٣ مارس، لا كلام؟ مُدَرِّس شكراً 12/04 (Sel) السّلام في לבוא "שלום" Ωμέγα ᾧ ½ € № § † ✓ → ≥
"""
WORDS = st.sampled_from(CHARACTERS.split())
SPACE = st.sampled_from([" ", " ", " ", "", ", ", "; ", "  "])
TEXT = st.lists(st.tuples(WORDS, SPACE), min_size=1, max_size=14).map(
    lambda parts: "".join(a + b for a, b in parts)
)
LANGUAGE = st.sampled_from(["", "", "", "ru", "hy", "ka", "az", "ar", "pl", "tr", "en-GB", "he"])
LINK = st.sampled_from(["", "", "", "https://tv.example/a?b=c&d=(e)", "#p", "#h"])
RUN = st.builds(Run, TEXT, st.booleans(), st.booleans(), LANGUAGE, LINK)
RUNS = st.lists(RUN, min_size=1, max_size=4).map(tuple)


def report(runs: tuple[Run, ...], other: tuple[Run, ...], direction: str = "ltr") -> Printed:
    plain = tuple(replace(run, link="") if run.link.startswith("#") else run for run in other)
    marked = (*runs, Run(note=1), Run(";"), *other, Run(note=2), Run("."))
    return Printed(
        title="Ardovia; *2031*",
        language="ar" if direction == "rtl" else "en",
        direction=direction,  # type: ignore[arg-type]
        date="2032-02-01",
        words={"contents": "Contents"},
        blocks=(
            Heading("h", 1, (*plain, Run(note=3)), label="I."),
            Paragraph("p", marked, label="12.", items=(Item("(a)", runs), Item("•", other))),
            Quotation("q", other),
            Table("t", runs, (runs, other), ((other, (*runs, Run(note=4))), ((), other)), below=runs),
        ),
        notes=(Note(1, runs), Note(2, other), Note(3, plain), Note(4, runs)),
    )


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(RUNS, RUNS, st.sampled_from(["ltr", "rtl"]))
def test_any_text_comes_back(runs: tuple[Run, ...], other: tuple[Run, ...], direction: str) -> None:
    written = report(runs, other, direction)
    comparison = compare(written, lines(pdf.write(written)), contents=True)
    assert comparison.holds, [str(one) for one in comparison.differences]


REAL = """
שָׁלוֹם עֲלֵיכֶם יְרוּשָׁלַיִם | קורא (Sel) 12 ב־2031 | بِسْمِ اللَّهِ الرَّحْمَٰنِ | إِنَّا أَنزَلْنَاهُ | سلام، 50٪ و١٢٬٥ | می‌خواهم کتاب‌ها گچپژ
Đặng Thị Ngọc Ánh Nguyễn | Ř ě š č Ł ő ű ț | Έλληνες ἄνθρωπος | Ѓорѓе љубав њива ї є ґ ұ қ ғ ә ө | А́лма о́блако ё́ | d̂ m̄ ṣ̌
ქართული Ⴀ ⴀ ჰ | ԱՐԱՐԱՏ ﬓ ՛ ՜ ՞ ։ ֊ | ʼ ʻ ˈ ː ə ʃ | ¼ ⅓ № ™ © ® | 1 234 567 | ♦ ■ □ ● ☐ ☑ | ≤ ≥ ≠ ± × ÷ ∞ √ ∑ | İstanbul ılık
"""
PHRASES = [phrase.strip() for phrase in REAL.replace("\n", "|").split("|") if phrase.strip()]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("phrase", PHRASES)
def test_words_of_many_scripts_come_back_in_reports_of_both_directions(phrase: str, direction: str) -> None:
    written = report((Run(phrase + " "),), (Run(phrase, emphasis=True, language="ar"),), direction)
    comparison = compare(written, lines(pdf.write(written)), contents=True)
    assert comparison.holds, [str(one) for one in comparison.differences]


@pytest.mark.parametrize("narrow", range(0, 40, 3))
def test_a_line_may_end_at_any_place(narrow: int) -> None:
    """The same words, moved along, so that lines end at other places; with soft hyphens, dashes, addresses."""
    words = (
        "super\u00adextra\u00adordinary so-called blue-green https://tv.example/a?b=c&d=e 5–7 a—b «объект» "
    )
    runs = (Run("x" * narrow + " " + words * 4),)
    for language in ("", "pl", "pt", "ru"):
        written = report(
            tuple(replace(run, language=language) for run in runs),
            (Run("الحدود مغلقة Sel Daily 12/04 " * 9, language="ar"),),
        )
        comparison = compare(written, lines(pdf.write(written)), contents=True)
        assert comparison.holds, [str(one) for one in comparison.differences]
