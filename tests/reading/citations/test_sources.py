"""Citations in the styles of the trade: the note left, what it cites right."""

from __future__ import annotations

import pytest

from sourcebook.reading.candidates import Citation
from sourcebook.reading.citations import read_citations
from sourcebook.reading.document import Document, Note
from sourcebook.reading.paged.inline import read_inline


def cite(*notes: str, language: str = "en") -> list[Citation]:
    found = [Note(n, str(n), read_inline(text, 0, len(text))) for n, text in enumerate(notes, 1)]
    document = Document("", "Varnia Monitor 2023", language, (), (), tuple(found))
    return list(read_citations(document).values())


# note, publisher or author, title, date, accessed
ONE_SOURCE = [
    # The manner of annual reports.
    (
        "Varnia Post, *The River*, 3 May 2023, <https://post.example/1> (accessed on 4 June 2023).",
        *("Varnia Post", "The River", "2023-05-03", "2023-06-04"),
    ),
    (
        "Ministry of Defence of Varnia, Press release, 03 May 2023, <https://mod.example/1> (accessed on 4 June 2023)",
        *("Ministry of Defence of Varnia", "Press release", "2023-05-03", "2023-06-04"),
    ),
    (
        "Orvel.news, Minister, Governor Opened Two Locks, 3 May 2023, <https://orvel.example/1>.",
        *("Orvel.news", "Minister, Governor Opened Two Locks", "2023-05-03", None),
    ),
    (
        "The River Museum Foundation, The Flood of Orvel, <https://museum.example/1> (accessed on 4 June 2023).",
        *("The River Museum Foundation", "The Flood of Orvel", None, "2023-06-04"),
    ),
    (
        "Statement by the President of Varnia and the Governor of Orvel, 3 May 2023, <https://a.example/1>.",
        *(None, "Statement by the President of Varnia and the Governor of Orvel", "2023-05-03", None),
    ),
    (
        "“Onlar qonaqdır” — Deputat, 3 May 2023, <https://a.example/1> (accessed on 4 June 2023).",
        *(None, "“Onlar qonaqdır” — Deputat", "2023-05-03", "2023-06-04"),
    ),
    (
        "Varnia Post, The Old Ferry Sinks at Last 3 May 2023, <https://post.example/1>.",
        *("Varnia Post", "The Old Ferry Sinks at Last", "2023-05-03", None),
    ),
    (
        "Government of Varnia, Decision N 7-K (in Varnian), 3 May 2023, <https://gov.example/1>.",
        *("Government of Varnia", "Decision N 7-K", "2023-05-03", None),
    ),
    (
        "University of Orvel, Tide Archive, The Charter of the Pilots and its Signatories, August 1931, <https://a.example/1>.",
        *(
            "University of Orvel, Tide Archive",
            "The Charter of the Pilots and its Signatories",
            "1931-08",
            None,
        ),
    ),
    (
        "European Parliament, Resolution of 3 May 2023 on the situation in Varnia, <https://ep.example/1>.",
        *("European Parliament", "Resolution of 3 May 2023 on the situation in Varnia", "2023-05-03", None),
    ),
    ("Mara Teken on Telegram, 3 May 2023, <https://t.example/1>.", "Mara Teken", None, "2023-05-03", None),
    (
        "Freedom Watch, 3 May 2023, <https://x.example/freedomwatch/1>.",
        "Freedom Watch",
        None,
        "2023-05-03",
        None,
    ),
    ("Radio North, 3 May 2023.", "Radio North", None, "2023-05-03", None),
    (
        "Heritage Watch, <https://watch.example/a.pdf> page 9 (accessed on 4 June 2023).",
        "Heritage Watch",
        None,
        None,
        "2023-06-04",
    ),
    # Books and articles.
    (
        "Teken, Mara, *Mud and Money; A History of Orvel*, Northern Press, 2014, pp. 61-72.",
        *("Teken, Mara", "Mud and Money; A History of Orvel", "2014", None),
    ),
    (
        "Mara Teken, *The River War: A History* (Orvel: Northern Press, 2014), 12–14.",
        *("Mara Teken", "The River War: A History", "2014", None),
    ),
    (
        "Mara Teken and Jon Salla, “Words Before Blows,” *Journal of Peace* 14, no. 2 (2019): 120–31, https://doi.example/1.",
        *("Mara Teken and Jon Salla", "Words Before Blows", "2019", None),
    ),
    (
        "Jon Salla, ‘Hate Speech and the River’ (2019) 14 Varnia Law Review 120, 125.",
        *("Jon Salla", "Hate Speech and the River", "2019", None),
    ),
    (
        "Jon Salla, ‘The Judge and the Mob’ (*Varnia Law Blog*, 3 May 2022) <https://b.example/1> accessed 4 May 2023.",
        *("Jon Salla", "The Judge and the Mob", "2022-05-03", "2023-05-04"),
    ),
    (
        "Teken, M. (2019). Words before blows. Journal of Peace Studies, 14(2), 120–131.",
        *("Teken, M.", "Words before blows", "2019", None),
    ),
    # News, plainly.
    (
        "Varnia Post, “Minister speaks of ‘guests’”, 3 May 2023, available at: https://post.example/1 (last visited 4 June 2023).",
        *("Varnia Post", "Minister speaks of ‘guests’", "2023-05-03", "2023-06-04"),
    ),
    (
        '"Minister speaks of guests", Varnia Post, 3 May 2023, https://post.example/1',
        *("Varnia Post", "Minister speaks of guests", "2023-05-03", None),
    ),
    (
        "Varnia Post (3 May 2023). Minister speaks of guests. https://post.example/1",
        *("Varnia Post", "Minister speaks of guests", "2023-05-03", None),
    ),
    (
        "Human Rights Watch, “They Came at Night”: Attacks on Villages in Varnia, 3 May 2023, https://hrw.example/1, p. 14.",
        *("Human Rights Watch", "“They Came at Night”: Attacks on Villages in Varnia", "2023-05-03", None),
    ),
    (
        "See also Amnesty International, *Varnia: The River Camps*, EUR 12/345/2023, June 2023, pp. 4–9.",
        *("Amnesty International", "Varnia: The River Camps", "2023-06", None),
    ),
    (
        "TASS, Министр заявил о «гостях», 3 May 2023, https://tass.example/1 (accessed on 4 May 2023)",
        *("TASS", "Министр заявил о «гостях»", "2023-05-03", "2023-05-04"),
    ),
    # Courts, laws and the United Nations.
    (
        "Orvel v. Varnia [GC], no. 12345/07, § 55, 8 July 2019.",
        None,
        "Orvel v. Varnia [GC]",
        "2019-07-08",
        None,
    ),
    (
        "Caso Hermanos Teken Vs. Varnia. Fondo, Reparaciones y Costas. Sentencia de 1 de febrero de 2006. Serie C No. 140, párr. 5.",
        *(None, "Caso Hermanos Teken Vs. Varnia. Fondo, Reparaciones y Costas", "2006-02-01", None),
    ),
    (
        "Security Council resolution 1701 (2006), para. 8.",
        "Security Council",
        "resolution 1701 (2006)",
        "2006",
        None,
    ),
    ("CERD/C/VAR/CO/9-11, paras. 14 and 15 (c).", None, None, None, None),
    (
        "ICJ, Application of the Convention (Varnia v. Orvania), Provisional Measures, Order of 3 May 2023, para. 44.",
        *(
            "ICJ",
            "Application of the Convention (Varnia v. Orvania), Provisional Measures, Order of 3 May 2023",
        ),
        *("2023-05-03", None),
    ),
    ("Law on Citizenship, No. 12/2019, art. 5, 3 May 2019.", None, "Law on Citizenship", "2019-05-03", None),
    ("Confidential source, 3 May 2023.", None, "Confidential source", "2023-05-03", None),
    ("https://post.example/2023/05/03/guests", None, None, None, None),
]


@pytest.mark.parametrize(("note", "publisher", "title", "date", "accessed"), ONE_SOURCE)
def test_a_citation_is_taken_apart(
    note: str, publisher: str | None, title: str | None, date: str | None, accessed: str | None
) -> None:
    (citation,) = cite(note)
    assert citation.kind == "citation"
    (source,) = citation.sources
    assert (source.publisher, source.title, source.date, source.accessed) == (
        publisher,
        title,
        date,
        accessed,
    )


@pytest.mark.parametrize(
    ("note", "symbols", "pinpoints"),
    [
        ("A/HRC/48/65, para. 12.", ["A/HRC/48/65"], ["para. 12"]),
        ("See A/77/246, paras. 12–15; and A/HRC/52/3.", ["A/77/246", "A/HRC/52/3"], ["paras. 12–15", None]),
        ("E/CN.4/2006/6/Add.6", ["E/CN.4/2006/6/Add.6"], [None]),
        ("Letter dated 3 May 2023 from the Permanent Representative (S/2023/312).", ["S/2023/312"], [None]),
    ],
)
def test_documents_of_the_united_nations(note: str, symbols: list[str], pinpoints: list[str | None]) -> None:
    (citation,) = cite(note)
    assert [s.symbol for s in citation.sources] == symbols
    assert [s.pinpoint for s in citation.sources] == pinpoints


SEVERAL = [
    ("A Post, One, 3 May 2023, <https://a.example/1>; B Radio, Two, 4 May 2023, <https://b.example/2>.", 2),
    ("Teken, Mara, Mud and Money; The Two Ports, Northern Press, 2009 pp., 61; <https://a.example/1>.", 1),
    ("A Post, One, 3 May 2023, <https://a.example/1>, <https://a.example/2>.", 1),
    ("A Post, One; and Two, 3 May 2023, <https://a.example/1>.", 1),
    ("A Post, One, 3 May 2023, <https://a.example/1>. B Radio, Two, 4 May 2023, <https://b.example/2>.", 2),
    ("A Post, One, 3 May 2023, <https://a.example/1?x=1;y=2>.", 1),
    ("Marra v. Varnia, no. 1234/05, § 3, 2 May 2007; Teken v. Varnia, no. 2345/06, § 8, 3 May 2009.", 2),
]


@pytest.mark.parametrize(("note", "count"), SEVERAL)
def test_a_semicolon_parts_sources_only_where_one_is_complete(note: str, count: int) -> None:
    (citation,) = cite(note)
    assert len(citation.sources) == count


KINDS = [
    ("", "empty", 0),
    (" . ", "empty", 0),
    ("The figures include those who died of their wounds later.", "explanatory", 0),
    ("The ministry did not answer our letter of 3 May 2023.", "explanatory", 0),
    (
        "The dyke gave way in October, when nobody was on watch. Varnia Post, The Breach, 9 October 2016, "
        "<https://post.example/1>.",
        "explanatory",
        1,
    ),
    ("Varnia Post, The River, 3 May 2023.", "citation", 1),
]


@pytest.mark.parametrize(("note", "kind", "sources"), KINDS)
def test_what_kind_of_note_it_is(note: str, kind: str, sources: int) -> None:
    (citation,) = cite(note)
    assert (citation.kind, len(citation.sources)) == (kind, sources)


FIRST = "Varnia Post, The River, 3 May 2023, <https://post.example/1>."
BACK = [
    ("Ibid.", 1, None),
    ("Ibid", 1, None),
    ("Ibid., para. 12.", 1, "para. 12"),
    ("Ibid, pp. 3-4.", 1, "pp. 3-4"),
    ("Idem.", 1, None),
    ("Supra note 1, p. 13.", 1, "p. 13"),
    ("Teken, supra note 1, p. 13.", 1, "p. 13"),
    ("See note 1 above.", 1, None),
]


@pytest.mark.parametrize(("note", "target", "pinpoint"), BACK)
def test_a_reference_back_is_followed(note: str, target: int, pinpoint: str | None) -> None:
    _, citation = cite(FIRST, note)
    assert (citation.kind, citation.resolves_to, citation.pinpoint) == ("ibid", target, pinpoint)


def test_ibid_after_ibid_means_the_citation_itself() -> None:
    assert [c.resolves_to for c in cite(FIRST, "Ibid.", "Ibid.")] == [None, 1, 1]


def test_ibid_with_a_further_source_has_both() -> None:
    citation = cite(FIRST, "Ibid.; B Radio, Two, 4 May 2023, <https://b.example/2>.")[1]
    assert citation.resolves_to == 1
    assert [s.title for s in citation.sources] == ["Two"]


def test_a_reference_to_nothing_is_said() -> None:
    assert cite("Ibid.")[0].problem
    assert cite("x", "Supra note 9.")[1].resolves_to is None


def test_spanish_notes() -> None:
    citation = cite(
        "Diario del Río, “El puente”, 3 de mayo de 2023, disponible en: https://rio.example/1", language="es"
    )[0]
    source = citation.sources[0]
    assert (source.publisher, source.title, source.date) == ("Diario del Río", "El puente", "2023-05-03")


def test_a_day_without_year_takes_the_year_of_the_report_and_says_so() -> None:
    source = cite("Varnia Post, The River, 29 September, <https://post.example/1>.")[0].sources[0]
    assert source.date == "2023-09-29"
    assert "date-without-year" in source.flags


def test_a_url_broken_by_a_line_is_not_mended_silently() -> None:
    source = cite("Varnia Post, The River, 3 May 2023, https://post.example/2023/ the-river/one.html.")[
        0
    ].sources[0]
    assert "url-broken" in source.flags
    assert source.repairs == (
        ("https://post.example/2023/ the-river/one.html.", "https://post.example/2023/the-river/one.html."),
    )
    assert source.urls == ("https://post.example/2023/",)
