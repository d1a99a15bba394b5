"""The first and last day that a date allows."""

from datetime import date

import pytest

from sourcebook.dates import DateError, bounds


@pytest.mark.parametrize(
    ("edtf", "low", "high"),
    [
        ("2023-02-08", date(2023, 2, 8), date(2023, 2, 8)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("../2023-06-14", date.min, date(2023, 6, 14)),
        ("2023-02-20/..", date(2023, 2, 20), date.max),
        ("2023-02-20/", date(2023, 2, 20), date.max),
        ("2022-10-15/2023-04-29", date(2022, 10, 15), date(2023, 4, 29)),
        ("2023-11-01~/2023-11-10~", date(2023, 11, 1), date(2023, 11, 10)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
    ],
)
def test_bounds(edtf: str, low: date, high: date) -> None:
    assert bounds(edtf) == (low, high)


@pytest.mark.parametrize("edtf", ["2023-02-30", "yesterday", "2023-05/2023-04", ""])
def test_what_is_no_date_is_refused_in_one_line(edtf: str) -> None:
    with pytest.raises(DateError) as error:
        bounds(edtf)
    assert "\n" not in str(error.value)
