"""The language of a title: a handful of words."""

import pytest

from sourcebook.languages import language_of, script_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister visited the camp after the fire", "en"),
        ("Statement by Secretary General Zdenka Krčić", "en"),
        ("MV 2023: Naval Works to upgrade the minister's cars", "en"),
        ("Permanent Council No. 14, Agenda", "en"),
        ("El ministro visitó el campamento tras el incendio", "es"),
        ("Le ministre a visité le camp après l'incendie", "fr"),
        ("Der Minister besuchte das Lager nach dem Brand", "de"),
        ("Bakan yangından sonra kampı ziyaret etti ve açıklama yaptı", "tr"),
        ("Nazir yanğından sonra düşərgəyə getdi və bəyanat verdi", "az"),
        ("Министр посетил лагерь после пожара", "ru"),
        ("Принуждение к миру", "ru"),
        # Short titles: one small word that is one language's alone.
        ("Gespräch mit Teken", "de"),
        ("Drei Tote in der Schule", "de"),
        ("Las calles de Orvel", "es"),
        ("Sessão plenária", "pt"),
        ("Lettre du ministre", "fr"),
        ("Fælles erklæring om Orvel", "da"),
        ("El Marra: Mass Arrests", "en"),
        ("Rio de Marra Killings", "en"),
        ("Bab al Orvel Crossing", "en"),
        ("Orvel: no way out", "en"),
        ("Teken v. Varnia [GC]", "en"),
        ("Міністр відвідав табір після пожежі", "uk"),
        ("Նախարարը այցելեց ճամբար", "hy"),
        ("მინისტრი ეწვია ბანაკს", "ka"),
        ("Ο υπουργός επισκέφθηκε τον καταυλισμό", "el"),
        ("زار الوزير المخيم بعد الحريق", "ar"),
    ],
)
def test_language_of_a_title(text: str, language: str) -> None:
    found = language_of(text, "en")
    assert found == language or (language == "ar" and found is None)


def test_letters_without_words_tell_no_language() -> None:
    assert language_of("12/2023") is None
    assert script_of("12/2023") is None


def test_words_of_another_script_are_never_the_default() -> None:
    assert language_of("Жзклм", "en") is None
