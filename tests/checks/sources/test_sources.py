"""Whether the parts of a citation agree: dates, titles, publishers, addresses, courts."""

from __future__ import annotations

import pytest
from tests.checks.making import found, reading_of


def note(
    publisher: str = "Varnia Post",
    title: str = "*The road is closed*",
    date: str = "3 May 2031",
    url: str = "https://varnia-post.example/road-closed",
    accessed: str = "4 July 2031",
) -> str:
    return f"{publisher}, {title}, {date}, <{url}> (accessed on {accessed})."


def many(count: int, **fields: str) -> tuple[str, ...]:
    return tuple(
        note(
            **{"title": f"*The road, day {n}*", "url": f"https://varnia-post.example/road-day-{n}", **fields}
        )
        for n in range(count)
    )


CASES = [
    ("accessed-before-published", (note(date="28 May 2031", accessed="8 May 2031"),), [(1,)]),
    ("accessed-before-published", (note(date="28 May 2031", accessed="28 May 2031"),), []),
    ("accessed-before-published", (note(date="May 2031", accessed="8 May 2031"),), []),
    ("accessed-before-published", (note(url="https://varnia-post.example/2031/08/road-closed"),), [(1,)]),
    ("accessed-before-published", (note(url="https://varnia-post.example/2031/05/road-closed"),), []),
    ("accessed-outlier", (*many(9), note(accessed="4 July 2030", date="3 May 2030")), [(10,)]),
    ("accessed-outlier", (*many(9), note(accessed="4 September 2031")), []),
    ("accessed-outlier", (*many(4), note(accessed="4 July 2030", date="3 May 2030")), []),
    ("source-two-titles", (note(), note(title="*The mill burned down*")), [(1, 2)]),
    ("source-two-titles", (note(), note(title="“THE ROAD IS CLOSED”")), []),
    ("source-two-titles", (note(), note(title="*The road is closed: a reader writes*")), []),
    ("source-two-titles", (note(url="https://varnia-post.example"), note(title="*Another page*", url="https://varnia-post.example")), []),
    ("source-two-access-dates", (note(), note(accessed="9 July 2031")), [(1, 2)]),
    ("source-two-access-dates", (note(), note()), []),
    ("source-publisher-host", (*many(4), note(url="https://radio-lissk.example/road-closed")), [(5,)]),
    ("source-publisher-host", (*many(4), note(url="https://news.varnia-post.example/road")), []),
    ("source-publisher-host", (*many(4), note(url="https://x.com/varniapost/status/17")), []),
    ("source-publisher-host", (note(), note(url="https://radio-lissk.example/road-closed")), []),
    ("source-title-slug", (note(url="https://varnia-post.example/mill-burned-down-night"), *many(1, title="*A mill burned down at night*")), [(1,)]),
    ("source-title-slug", (note(url="https://varnia-post.example/the-road-is-closed-again"),), []),
    ("source-title-slug", (note(title="*Die Strasse ist gesperrt*", url="https://varnia-post.example/the-road-is-closed"),), []),
    ("source-title-slug", (note(url="https://varnia-post.example/dorvan-gheru-mastiq-heshar"),), []),
    ("source-title-slug", (note(title="*Дорога закрыта до весны*", url="https://varnia-post.example/дорога-открыта-до-весны"),), [(1,)]),
    ("title-corrupt", (note(title="*GesprÃ¤ch mit dem BÃ¼rgermeister*"),), [(1,)]),
    ("title-corrupt", (note(title="*Тhe road is closed*"),), [(1,)]),
    ("title-corrupt", (note(title="*Gespräch mit dem Bürgermeister*"),), []),
    ("title-corrupt", (note(title="*Gölün qapıları bağlıdır*"),), []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "notes", "wanted"), CASES)
def test_sources(rule: str, notes: tuple[str, ...], wanted: list[tuple[int, ...]]) -> None:
    marks = "".join(f"[^{n}]" for n in range(1, len(notes) + 1))
    reading = reading_of(f"The road was closed, and the mill burned down at night.{marks}", notes=notes)
    assert [f.notes for f in found(rule, reading)] == wanted


COURTS = [
    ("On 5 September 2031, the ECtHR indicated interim measures.[^1]", "ICJ", [("1", (1,))]),
    ("On 5 September 2031, the ECtHR indicated interim measures.[^1]", "European Court of Human Rights", []),
    ("On 5 September 2031, the ECtHR indicated interim measures.[^1]", "Varnia Post", []),
    ("The ICJ followed the ECtHR in its order.[^1]", "ICJ", []),
    ("“The ICJ will see”, the minister said of the order.[^1]", "ECtHR", []),
]


@pytest.mark.parametrize(("text", "publisher", "wanted"), COURTS)
def test_the_note_cites_the_court_that_the_text_names(
    text: str, publisher: str, wanted: list[tuple[str, tuple[int, ...]]]
) -> None:
    reading = reading_of(text, notes=(note(publisher=publisher, title="*Order on provisional measures*"),))
    assert [(f.paragraphs[0], f.notes) for f in found("source-mismatch", reading)] == wanted
