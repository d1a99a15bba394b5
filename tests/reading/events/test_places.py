"""Places are told by form alone, so that a report about any country is read the same way."""

from __future__ import annotations

import pytest

from sourcebook.dates import find_dates
from sourcebook.reading.analysis.places import find_places

PLACES = [
    ("in the village of Tarn", ["village of Tarn"]),
    ("in Tarn village, Sadra region of the republic", ["Tarn village, Sadra region"]),
    ("near the town of Ovel", ["town of Ovel"]),
    ("at the Verk Ferry checkpoint", ["Verk Ferry checkpoint"]),
    ("in the direction of Tarn and Ovel", ["Tarn and Ovel"]),
    ("not far from the fishing villages of Zoll and Arda", ["fishing villages of Zoll and Arda"]),
    ("near the border with Orsel", ["border with Orsel"]),
    ("in a field near Karsk village", ["field near Karsk village"]),
    ("in the occupied Maro barracks", ["occupied Maro barracks"]),
    ("in Lenz/Lanza, during the fair", ["Lenz/Lanza"]),
    ("in Rio de Mirna", ["Rio de Mirna"]),
    ("in Kafr al-Tolm", ["Kafr al-Tolm"]),
    ("led to a police station, where", ["police station"]),
    ("held in a detention centre", ["detention centre"]),
    ("kept in Orselian prisons", ["Orselian prisons"]),
    ("along the Maro-Lenz highway", ["Maro-Lenz highway"]),
    ("in the Security Council in Lenz", ["Lenz"]),
    ("in March 2031", []),
    ("on the Facebook page", []),
    ("in English", []),
    ("fired on Orselian positions", []),
    ("in his speech", []),
    ("of the Republic of Orsel", ["Republic of Orsel"]),
    ("in ABC-controlled territories", []),
    ("raided the village of Tarn", ["village of Tarn"]),
    ("the villages of Tarn and Ovel were shelled", ["villages of Tarn and Ovel"]),
    ("entered Tarn village in Sadra district", ["Tarn village", "Sadra district"]),
    ("on the Maro–Lenz highway", ["Maro–Lenz highway"]),
    ("in the Verk police station", ["Verk police station"]),
    ("in Verk police custody", ["Verk police custody"]),
    ("in the former Naval Museum of Tarn", ["former Naval Museum of Tarn"]),
    ("in the Karsk internally displaced persons camp", ["Karsk internally displaced persons camp"]),
    ("set fire to the clinic in Tarn", ["clinic in Tarn"]),
    ("In Ovel v. Orsel, the court", []),
    ("between ABC and XYZ units", []),
    ("a book focusing on the bridge of Tarn", []),
]


@pytest.mark.parametrize(("text", "places"), PLACES)
def test_a_place_is_told_by_its_form(text: str, places: list[str]) -> None:
    assert [p.text for p in find_places(text, 0, len(text), "en", find_dates(text))] == places
