"""A date is printed as exactly as it is known, and no more exactly."""

from __future__ import annotations

import pytest

from sourcebook.publish.citing import day_words, edtf_words

CASES = [
    ("", "en", ""),
    ("2031-04-18", "en", "18 April 2031"),
    ("2031-04", "en", "April 2031"),
    ("2031", "en", "2031"),
    ("2031-04-18~", "en", "about 18 April 2031"),
    ("2031-04?", "en", "probably April 2031"),
    ("2031%", "en", "probably about 2031"),
    ("2031-04-18/2031-04-20", "en", "18–20 April 2031"),
    ("2031-04-18/2031-05-02", "en", "18 April 2031 – 2 May 2031"),
    ("2031-04-18/2031-04-18", "en", "18 April 2031"),
    ("1991/1994", "en", "1991–1994"),
    ("2031-04/2031-06", "en", "April–June 2031"),
    ("../2031-04-18", "en", "by 18 April 2031"),
    ("2031-04-18/..", "en", "from 18 April 2031"),
    ("2031-04-18/", "en", "from 18 April 2031"),
    ("2031-21", "en", "spring 2031"),
    ("203X", "en", "2030s"),
    ("19XX", "en", "1900–1999"),
    ("2031-04-XX", "en", "April 2031"),
    ("2031-XX", "en", "2031"),
    ("2031-~04", "en", "about April 2031"),
    ("[2031-04-18,2031-04-20]", "en", "18 April 2031 or 20 April 2031"),
    ("{2031,2032,2033}", "en", "2031, 2032 and 2033"),
    ("Y-170002", "en", "Y-170002"),
    ("2031-04-18", "ru", "18 апреля 2031 г."),
    ("2031-04", "ru", "апрель 2031 г."),
    ("2031-04-18", "hy", "18 ապրիլի 2031 թ."),
    ("2031-04-18", "ka", "18 აპრილი, 2031"),
    ("2031-04-18", "az", "18 aprel 2031"),
    ("2031-04-18", "ar", "18 أبريل 2031"),
    ("2031-04-18", "fr", "18 avril 2031"),
]


@pytest.mark.parametrize(("edtf", "language", "expected"), CASES)
def test_edtf(edtf: str, language: str, expected: str) -> None:
    assert edtf_words(edtf, language) == expected


def test_the_american_order() -> None:
    assert edtf_words("2031-04-18", "en", "day_american") == "April 18, 2031"
    assert edtf_words("2031-04-18/2031-04-20", "en", "day_american") == "April 18–20, 2031"


def test_a_time_of_day_is_its_day() -> None:
    assert day_words("2031-05-02T08:00:00Z") == "2 May 2031"
