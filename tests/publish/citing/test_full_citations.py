"""A source in full, by style and language: the text on the right is what must be printed."""

from __future__ import annotations

from typing import Any

import pytest
from tests.publish.citing.ardovian import (
    ALL,
    CASE,
    CHAPTER,
    DAILY,
    HILLS,
    LAW,
    NEWS,
    POST,
    RETURN,
    TRAINS,
    VIEWS,
    source,
)

from sourcebook.publish.citing import Cited, Citer, CitingError, full, sources, style, style_names
from sourcebook.publish.printed import Run, reading

HILLS_URL = "https://tv.example/2031/04/18/hills?id=7&lang=en"
CASES: list[tuple[str, str, dict[str, Any], str, str]] = [
    ("report", "en", HILLS, "", f"Ardovia Public Television, Every hill is ours; all of them, 18 April 2031, {HILLS_URL} (accessed on 2 May 2031); archived copy: https://archive.example/a1."),
    ("report", "en", TRAINS, "pp. 12–19", "Rennock, Paul, The Salt Trains, Saltmarsh Press, pp. 12–19, 2011."),
    ("report", "en", RETURN, "", "Helderaux, Anna; Marlowen, Edith, Le retour impossible: les Sellans de Saarn [The impossible return], Revue des frontières 9 (2), pp. 55–80, 2003."),
    ("report", "en", CASE, "para. 31", "European Court of Human Rights, Vaškel v. Ardovia, 41234/29, para. 31, 3 June 2031, https://cases.example/1 (accessed on 1 July 2031)."),
    ("report", "en", POST, "", "Orvan Dreth on Hearth, 3 May 2031, https://hearth.example/dreth/17 (accessed on 4 May 2031)."),
    ("report", "en", CHAPTER, "", "Imre Tol, Names of the Deported, in Nihat Oral, Two Banks, Valley Press, pp. 5–9, 2001."),
    ("report", "en", DAILY, "", "Սելյան օրաթերթ, Սահմանը փակ է, March 2031, https://selyan.example/թերթ."),
    ("report", "ru", HILLS, "", f"Ardovia Public Television, Every hill is ours; all of them, 18 апреля 2031 г., {HILLS_URL} (дата обращения: 2 мая 2031 г.); архивная копия: https://archive.example/a1."),
    ("report", "ru", DAILY, "", "Սելյան օրաթերթ, Սահմանը փակ է, март 2031 г., https://selyan.example/թերթ."),
    ("report", "hy", POST, "", "Orvan Dreth on Hearth, 3 մայիսի 2031 թ., https://hearth.example/dreth/17 (այցելության օրը՝ 4 մայիսի 2031 թ.)."),
    ("report", "ka", LAW, "", "Official Gazette of Ardovia, Law on the State Language, No. 61, 28 მაისი, 2019."),
    ("report", "az", LAW, "", "Official Gazette of Ardovia, Law on the State Language, No. 61, 28 may 2019."),
    ("report", "ar", LAW, "", "Official Gazette of Ardovia, Law on the State Language, No. 61, 28 مايو 2019."),
    ("report", "fr", POST, "", "Orvan Dreth on Hearth, 3 mai 2031, https://hearth.example/dreth/17 (consulté le 4 mai 2031)."),
    ("oscola", "en", HILLS, "", f"Ardovia Public Television, ‘Every hill is ours; all of them’ (18 April 2031) <{HILLS_URL}> accessed 2 May 2031; archived copy: https://archive.example/a1."),
    ("oscola", "en", TRAINS, "12–19", "Paul Rennock, The Salt Trains (2nd edn, Saltmarsh Press 2011) 12–19."),
    ("oscola", "en", RETURN, "", "Anna Helderaux and Edith Marlowen, ‘Le retour impossible: les Sellans de Saarn [The impossible return]’ (2003) 9(2) Revue des frontières 55."),
    ("oscola", "en", CASE, "para 31", "Vaškel v. Ardovia App no 41234/29 (ECtHR, 3 June 2031) para 31 <https://cases.example/1> accessed 1 July 2031."),
    ("oscola", "en", NEWS, "", "‘“Not a vote”, says Minister’ Kelmet Post (10 October 2031) <https://kelmet-post.example/not-a-vote> accessed 11 October 2031."),
    ("oscola", "en", VIEWS, "", "CERD, Concluding Observations on Ardovia (CERD/C/ARD/CO/9-11, 9 December 2021)."),
    ("oscola", "en", LAW, "", "Law on the State Language, No. 61 (Official Gazette of Ardovia, 28 May 2019)."),
    ("oscola", "en", CHAPTER, "", "Imre Tol, ‘Names of the Deported’ in Nihat Oral (ed), Two Banks (Valley Press 2001) 5."),
    ("chicago", "en", HILLS, "", f"Ardovia Public Television, “Every hill is ours; all of them,” April 18, 2031, accessed May 2, 2031, {HILLS_URL}; archived copy: https://archive.example/a1."),
    ("chicago", "en", TRAINS, "12", "Paul Rennock, The Salt Trains, 2nd ed. (Saarn: Saltmarsh Press, 2011), 12."),
    ("chicago", "en", RETURN, "", "Anna Helderaux and Edith Marlowen, “Le retour impossible: les Sellans de Saarn [The impossible return],” Revue des frontières 9, no. 2 (2003): 55–80."),
    ("chicago", "en", NEWS, "", "‘“Not a vote”, says Minister,’ Kelmet Post, October 10, 2031, accessed October 11, 2031, https://kelmet-post.example/not-a-vote."),
    ("chicago", "en", CASE, "", "Vaškel v. Ardovia, 41234/29 (European Court of Human Rights, June 3, 2031), accessed July 1, 2031, https://cases.example/1."),
    ("chicago", "en", CHAPTER, "", "Imre Tol, “Names of the Deported,” in Two Banks, ed. Nihat Oral (Valley Press, 2001), 5–9."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "language", "record", "after", "expected"), CASES)
def test_full(name: str, language: str, record: dict[str, Any], after: str, expected: str) -> None:
    written = Citer(style(name, language)).note(1, [Cited(record, after=after)])
    assert reading(written.runs) == expected
    assert written.sources == (record["id"],)
    assert written.resolves_to is None


# What is absent leaves no comma, no bracket and no mark behind.
ABSENT: list[tuple[str, dict[str, Any], str]] = [
    ("report", source("a", "https://a.example/"), "https://a.example/."),
    ("report", source("a", title="Only a title"), "Only a title."),
    ("report", source("a", publisher="Kelmet Post", published="2031"), "Kelmet Post, 2031."),
    ("report", source("a", title="No address", accessed="2031-05-02"), "No address (accessed on 2 May 2031)."),
    ("report", source("a", "https://a.example/", accessed="2031-05-02"), "https://a.example/ (accessed on 2 May 2031)."),
    ("report", source("a", title="So it ends.", publisher="B"), "B, So it ends."),
    ("report", source("a", title="Is it so?"), "Is it so?"),
    ("report", source("a", title="A title, cut,", published="2031"), "A title, cut, 2031."),
    ("report", source("a", publisher="Court", title="Order of 22 May 2031", published="2031-05-22"), "Court, Order of 22 May 2031."),
    ("report", source("a", publisher="Council", title="The vote of 2031", published="2031"), "Council, The vote of 2031, 2031."),
    ("report", source("a", publisher="B", title_translated="In our words"), "B, [In our words]."),
    ("report", source("a", publisher="B", published_words="in the spring of that year"), "B, in the spring of that year."),
    ("oscola", source("a", "https://a.example/"), "<https://a.example/>."),
    ("oscola", source("a", title="Only a title"), "‘Only a title’."),
    ("oscola", source("a", published="2031-05"), "(May 2031)."),
    ("oscola", source("a", title="An ‘inner’ mark"), "“An ‘inner’ mark”."),
    ("oscola", source("a", form="decision", symbol="41234/29"), "41234/29."),
    ("oscola", source("a", "https://a.example/1", "https://a.example/2", title="T"), "‘T’ <https://a.example/1>, <https://a.example/2>."),
    ("oscola", source("a", form="decision", title="Tol v. Ardovia", symbol="41234/29", publisher="Court of Sel"), "Tol v. Ardovia 41234/29 (Court of Sel)."),
    ("oscola", source("a", form="book", title="T", publisher="P", published="2031", csl={"edition": "11"}), "P, T (11th edn, 2031)."),
    ("oscola", source("a", form="book", title="T", csl={"edition": "revised edn"}), "T (revised edn)."),
    ("oscola", source("a", authors=["A B", "C D", "E F", "G H"], title="T"), "A B and others, ‘T’."),
    ("chicago", source("a", title="Only a title"), "“Only a title.”"),
    ("chicago", source("a", title="Why?"), "“Why?”"),
    ("chicago", source("a", form="book", title="Undated", publisher="Press"), "Press, Undated (n.d.)."),
    ("chicago", source("a", authors=["Ministry of Roads, Bridges and Ways"], title="T"), "Ministry of Roads, Bridges and Ways, “T.”"),
    ("chicago", source("a", authors=["Oral, Nihat, Jr."], title="T"), "Nihat Oral Jr., “T.”"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "record", "expected"), ABSENT)
def test_what_is_absent_leaves_nothing_behind(name: str, record: dict[str, Any], expected: str) -> None:
    assert reading(Citer(style(name)).note(1, [Cited(record)]).runs) == expected


def test_titles_and_names_say_their_language() -> None:
    runs = full(Cited(DAILY), style("report"))
    assert Run("Սելյան օրաթերթ", language="hy") in runs
    assert Run("Սահմանը փակ է", language="hy") in runs
    assert not any(run.language for run in full(Cited(DAILY), style("report", "hy")))
    assert not any(run.language for run in full(Cited(HILLS), style("report")))


def test_works_and_cases_are_emphasised() -> None:
    for record, name, title in [
        (CASE, "oscola", "Vaškel v. Ardovia"),
        (TRAINS, "chicago", "The Salt Trains"),
    ]:
        assert [run.text for run in full(Cited(record), style(name)) if run.emphasis] == [title]


def test_addresses_are_links_and_scripts_are_not() -> None:
    record = source("a", "www.sel.example/a", "javascript:alert(1)", "https://sel.example/b")
    links = {run.text: run.link for run in full(Cited(record), style("report")) if run.text[0] not in ", "}
    assert links["www.sel.example/a"] == "https://www.sel.example/a"
    assert links["https://sel.example/b"] == "https://sel.example/b"
    assert not any(link.startswith("javascript") for link in links.values())


def test_access_and_archive_of_a_citation_stand_in_for_those_of_the_record() -> None:
    cited = Cited(HILLS, accessed="2031-06-01", archived=("https://archive.example/b2",))
    text = reading(full(cited, style("report")))
    assert text.endswith("(accessed on 1 June 2031); archived copy: https://archive.example/b2")


@pytest.mark.parametrize("name", style_names())
def test_a_source_with_nothing_to_print_is_refused(name: str) -> None:
    with pytest.raises(CitingError, match="source empty-01 has neither publisher, title, date nor address"):
        full(Cited(source("empty-01")), style(name))


@pytest.mark.parametrize("name", style_names())
def test_the_list_of_sources_has_each_once_in_its_order(name: str) -> None:
    listed = sources([*ALL, HILLS], style(name))
    assert [id for id, _ in listed] == [record["id"] for record in ALL]
    assert all(reading(runs)[-1] in ".”" for _, runs in listed)
