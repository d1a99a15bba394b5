"""Places are told by form alone, so that a report about any country is read the same way."""

from __future__ import annotations

import pytest

from sourcebook.dates import find_dates
from sourcebook.reading.analysis.places import find_places

PLACES = [
    ("in the village of Tarn", ["village of Tarn"]),
    ("in Tarn village, Sadra region of the republic", ["Tarn village, Sadra region"]),
    ("near the town of Ovel", ["town of Ovel"]),
    ("at the Verk Bridge checkpoint", ["Verk Bridge checkpoint"]),
    ("in the direction of Tarn and Ovel", ["Tarn and Ovel"]),
    ("close to the border villages of Zoll and Arda", ["border villages of Zoll and Arda"]),
    ("near the border with Orsel", ["border with Orsel"]),
    ("on a hill near Karsk village", ["hill near Karsk village"]),
    ("in the occupied Maro square", ["occupied Maro square"]),
    ("in Lenz/Lanza, built long ago", ["Lenz/Lanza"]),
    ("in Rio de Mirna", ["Rio de Mirna"]),
    ("in Kafr al-Tolm", ["Kafr al-Tolm"]),
    ("brought to a medical office, where", ["medical office"]),
    ("held in a detention centre", ["detention centre"]),
    ("returned from Orselian jails", ["Orselian jails"]),
    ("along the Maro-Lenz highway", ["Maro-Lenz highway"]),
    ("in the Security Council in Lenz", ["Lenz"]),
    ("in March 2031", []),
    ("on the Facebook page", []),
    ("in English", []),
    ("fired on Orselian positions", []),
    ("in his speech", []),
    ("of the Republic of Orsel", ["Republic of Orsel"]),
    ("in ABC-controlled territories", []),
]


@pytest.mark.parametrize(("text", "places"), PLACES)
def test_a_place_is_told_by_its_form(text: str, places: list[str]) -> None:
    assert [p.text for p in find_places(text, 0, len(text), "en", find_dates(text))] == places
