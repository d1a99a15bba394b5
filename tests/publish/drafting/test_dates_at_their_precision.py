"""A date says as much as is known of it, and no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.dates import DateError, bounds
from sourcebook.publish.drafting.dating import dated
from sourcebook.publish.drafting.patterns import patterns

CASES = [
    ("2031-04-18", "on 18 April", "el 18 de abril"),
    ("2030-04-18", "on 18 April 2030", "el 18 de abril de 2030"),
    ("2031-04", "in April", "en abril"),
    ("2030-04", "in April 2030", "en abril de 2030"),
    ("2031", "in 2031", "en 2031"),
    ("2031-04-18~", "about 18 April", "hacia el 18 de abril"),
    ("2030-05~", "about May 2030", "hacia mayo de 2030"),
    ("2030-05?", "possibly May 2030", "posiblemente mayo de 2030"),
    ("2030-05%", "possibly about May 2030", "posiblemente hacia mayo de 2030"),
    ("2030~", "about 2030", "hacia 2030"),
    ("2031-05-01/2031-05-03", "between 1 and 3 May", "entre el 1 y el 3 de mayo"),
    ("2030-05-01/2030-05-03", "between 1 and 3 May 2030", "entre el 1 y el 3 de mayo de 2030"),
    ("2031-04-28/2031-05-03", "between 28 April and 3 May", "entre el 28 de abril y el 3 de mayo"),
    ("2030-04-28/2030-05-03", "between 28 April and 3 May 2030", "entre el 28 de abril y el 3 de mayo de 2030"),
    ("2030-12-28/2031-01-03", "between 28 December 2030 and 3 January 2031", "entre el 28 de diciembre de 2030 y el 3 de enero de 2031"),
    ("2031-04/2031-06", "between April and June", "entre abril y junio"),
    ("2028/2030", "between 2028 and 2030", "entre 2028 y 2030"),
    ("../2031-06-14", "by 14 June at the latest", "a más tardar el 14 de junio"),
    ("/2030-06", "by June 2030 at the latest", "a más tardar junio de 2030"),
    ("2031-06-14/..", "from 14 June on", "desde el 14 de junio"),
    ("2030/", "from 2030 on", "desde 2030"),
    ("2031-11-01~/2031-11-10~", "in early November", "a principios de noviembre"),
    ("2031-11-11~/2031-11-20~", "in mid November", "a mediados de noviembre"),
    ("2031-11-21~/2031-11-30~", "in late November", "a finales de noviembre"),
    ("2030-01~/2030-04~", "in early 2030", "a principios de 2030"),
    ("2030-09~/2030-12~", "in late 2030", "a finales de 2030"),
    ("2030-03~/2030-05~", "about between March and May 2030", "hacia entre marzo y mayo de 2030"),
    ("199X", "in the 1990s", "en la década de 1990"),
    ("19XX", "the years 1900 to 1999", "los años 1900 a 1999"),
    ("2031-05-XX", "on an unknown day in May", "un día desconocido de mayo"),
    ("2030-XX", "in 2030", "en 2030"),
    ("[2031-05-01,2031-05-03]", "between 1 and 3 May", "entre el 1 y el 3 de mayo"),
    ("0987", "in 0987", "en 0987"),
]  # fmt: skip


@pytest.mark.parametrize(("edtf", "english", "spanish"), CASES, ids=[case[0] for case in CASES])
def test_every_form_of_a_date_has_words(edtf: str, english: str, spanish: str) -> None:
    assert dated(edtf, patterns("en"), 2031) == english
    assert dated(edtf, patterns("es"), 2031) == spanish


def test_without_a_period_every_year_is_said() -> None:
    assert dated("2031-04-18", patterns()) == "on 18 April 2031"
    assert dated("2031-04-28/2031-05-03", patterns()) == "between 28 April and 3 May 2031"


@pytest.mark.parametrize("edtf", ["April", "2031-02-30", "2031-13-40", "2031-05-03/2031-05-01"])
def test_what_is_no_date_is_refused(edtf: str) -> None:
    with pytest.raises(DateError):
        dated(edtf, patterns())


@given(st.dates(), st.dates(), st.sampled_from(["", "~", "?", "%"]))
def test_any_two_days_can_be_told(first: object, last: object, mark: str) -> None:
    low, high = sorted([f"{first}", f"{last}"])
    for edtf in (f"{low}{mark}", f"{low}{mark}/{high}", f"../{high}{mark}", f"{low}/.."):
        bounds(edtf)
        told = dated(edtf, patterns())
        assert "{" not in told and "  " not in told
        assert (low if not edtf.startswith("..") else high)[:4] in told
