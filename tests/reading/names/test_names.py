"""What a reader of the names would notice: one person counted twice, or father and son made one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.reports import context_of
from tests.reading.timing import times_as_long

from sourcebook.reading.candidates import NameGroup
from sourcebook.reading.lexicon import lexicon
from sourcebook.reading.names import group_names
from sourcebook.reading.names.bodies import body_links
from sourcebook.reading.names.persons import person_links, same_person, take_apart
from sourcebook.reading.names.spelling import key, plain, sound
from sourcebook.reading.names.words import words_of

WORDS = words_of("en")


def rule(one: str, other: str) -> str | None:
    found = same_person(take_apart(one, WORDS), take_apart(other, WORDS))
    return found[0] if found else None


SAME = [
    ("Ana Mora", "ANA MORA", "letters"),
    ("José Pérez", "Jose Perez", "letters"),
    ("Željko Šarić", "Zeljko Saric", None),
    ("Jean-Luc Dor", "Jean Luc Dor", "letters"),
    ("Łukasz Dąbek", "Lukasz Dabek", "letters"),
    ("Øyvind Solå", "Oyvind Sola", "letters"),
    ("Ilo Hakobyan", "Ило Акобян", None),
    ("Davit Sarkisov", "Давит Саркисов", None),
    ("Vagram Petrosian", "Վահրամ Պետրոսյան", None),
    ("Giorgi Mamuladze", "გიორგი მამულაძე", None),
    ("Kostas Mavros", "Κώστας Μαύρος", None),
    ("Levon Babajanian", "Levon Babajanyan", None),
    ("Dmitri Sokolov", "Dmitry Sokolov", None),
    ("Dmitrij Sokolov", "Dmitri Sokolow", None),
    ("Yuri Chekin", "Iouri Tchekin", None),
    ("Ruslan Shamov", "Руслан Шамов", None),
    ("Şamil Qasımov", "Shamil Gasimov", None),
    ("Mikhail Zhukin", "Mikhail Jukin", None),
    ("Mohammed Karim", "Muhammad Karim", "given spelling"),
    ("Aleksandr Petrov", "Alexander Petrov", "given spelling"),
    ("A. Mora", "Ana Mora", "initials"),
    ("J. M. Leal", "Juan Marte Leal", "initials"),
    ("J.M. Leal", "Juan Marte Leal", "initials"),
    ("Juan Leal", "Juan Marte Leal", "middle name"),
    ("Ana Lucía Mora", "Ana Mora", "middle name"),
    ("Ivan Petrovich Sokolov", "Ivan Sokolov", "middle name"),
    ("Philip Vogel", "Filip Vogel", None),
    ("Katharina Weiß", "Katarina Weiss", None),
    ("Sofía Núñez", "Sofia Nunez", None),
    ("Nikol Arakelian", "Nikol Arakelyan", None),
]


@pytest.mark.parametrize(("one", "other", "by"), SAME)
def test_one_person_in_two_spellings_is_proposed(one: str, other: str, by: str | None) -> None:
    found = rule(one, other)
    assert found is not None
    assert by is None or found == by
    assert rule(other, one) == found


DIFFERENT = [
    ("Orest Vandek", "Yarek Vandek"),  # father and son
    ("Yarek Vandek", "Sofra Vandeka"),  # wife
    ("Ivan Sokol", "Ivana Sokol"),
    ("Mario Leal", "Maria Leal"),
    ("Juan Leal", "Juana Leal"),
    ("Anna Berg", "Hanna Berg"),
    ("Ana Mora", "Eva Mora"),
    ("Jan Novak", "Jan Nowicki"),
    ("John Hale Jr.", "John Hale Sr."),
    ("John Hale II", "John Hale III"),
    ("George Bush", "George Busch Miller"),
    ("Karim Haddad", "Karima Haddad"),
    ("Ali Hasan", "Ali Husein"),
    ("Petr Markov", "Pavel Markov"),
    ("Omar Saleh", "Amr Saleh"),
    ("A. Mora", "Eva Mora"),
    ("J. M. Leal", "Juan Pablo Leal"),
    ("Luis Paz", "Luisa Paz"),
    ("Peter Lang", "Peter Long"),
    ("Min Thu", "Min Tha"),
    ("Kim Sol", "Kim Sul"),
    ("Daniel Stone", "Daniela Stone"),
    ("Erik Holm", "Erika Holm"),
    ("Simon Roth", "Simone Roth"),
    ("Ibrahim Diallo", "Ismail Diallo"),
    ("Lia Chen", "Lin Chen"),
    ("Norbert Vane", "Robert Vane"),
    ("Michael Dorn", "Michaela Dorn"),
    ("Peter Lang", "Petra Lang"),
    ("Alexander Roth", "Alexandra Roth"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_persons_of_one_surname_are_kept_apart(one: str, other: str) -> None:
    assert rule(one, other) is None


def groups_of(*texts: str, language: str = "en") -> list[NameGroup]:
    return group_names(context_of(*texts, language=language), [], [], [])


def forms(groups: list[NameGroup], kind: str) -> list[set[str]]:
    return [{form for form, _ in group.variants} for group in groups if group.kind == kind]


GROUPED = [
    (("President Ana Mora spoke. Then Mora left.",), "person", {"Ana Mora", "Mora"}),
    (("Minister Davit Sarkisov spoke.", "Министр said: Саркисов."), "person", {"Davit Sarkisov", "Саркисов"}),
    (("The Committee on Missing Persons (CMP) met. The CMP rose.",), "body", {"Committee on Missing Persons", "CMP"}),
    (("It lies in Shurat [Shuret].",), "place", {"Shurat", "Shuret"}),
    (("They took Velingrad [Marosh] at dawn.",), "place", {"Velingrad", "Marosh"}),
    (("They took Velingrad (formerly Marosh) at dawn.",), "place", {"Velingrad", "Marosh"}),
    (("The town of Velingrad, formerly known as Marosh, fell.",), "place", {"Velingrad", "Marosh"}),
    (("Commander Omar Haddi, also known as Abu Zed, led it.",), "person", {"Omar Haddi", "Abu Zed"}),
    (("They met in Tolgesin.", "They fled from Tolgezin."), "place", {"Tolgesin", "Tolgezin"}),
    (("President Juan Leal spoke.", "Minister Leal Juan spoke."), "person", {"Juan Leal", "Leal Juan"}),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "kind", "wanted"), GROUPED)
def test_names_of_one_bearer_are_grouped(texts: tuple[str, ...], kind: str, wanted: set[str]) -> None:
    assert any(wanted <= group for group in forms(groups_of(*texts), kind))


APART = [
    ("Minister Ana Mora and Minister Eva Mora met. Mora spoke.", {"Ana Mora", "Eva Mora"}),
    ("Minister Ana Mora and Minister Eva Mora met. Mora spoke.", {"Ana Mora", "Mora"}),
    ("President Orest Vandek and President Yarek Vandek ruled.", {"Orest Vandek", "Yarek Vandek"}),
    ("They met in Arland. They are from Arlandi hills.", {"Arland", "Arlandi"}),
    ("It lies in North Tarn. It lies in South Tarn.", {"North Tarn", "South Tarn"}),
    ("The Lantern Bureau (Malta) met.", {"Lantern Bureau", "Malta"}),
    ("President A. Mora met President Ana Mora and President Alba Mora.", {"A. Mora", "Ana Mora"}),
]


@pytest.mark.parametrize(("text", "apart"), APART)
def test_names_that_may_have_two_bearers_are_not_grouped(text: str, apart: set[str]) -> None:
    found = groups_of(text)
    assert not any(apart <= {form for form, _ in group.variants} for group in found)


def test_a_group_says_why() -> None:
    (group,) = groups_of("President Ana Mora spoke. Then Mora left.")
    assert group.name == "Ana Mora"
    assert group.reasons == ("Ana Mora / Mora: the surname alone, borne by one person here",)
    assert 0 < group.confidence < 1


BODIES = [
    ("Organisation for Peace", "Organization for Peace", True),
    ("Defence Ministry of Arland", "Ministry of Defence of Arland", True),
    ("Human Rights Center", "Human Rights Centre", True),
    ("Ministry of Justice", "Ministry of Labour", False),
    ("Committee against Torture", "Committee on Missing Persons", False),
]


@pytest.mark.parametrize(("one", "other", "same"), BODIES)
def test_a_body_s_words_may_change_their_order(one: str, other: str, same: bool) -> None:
    assert bool(list(body_links([one, other], {}, {}))) is same


@pytest.mark.parametrize("script", ["cyrillic", "armenian", "georgian", "greek", "arabic", "hebrew"])
def test_every_script_of_the_table_reaches_latin(script: str) -> None:
    letters = lexicon("names", "all")["letters"][script]
    assert all(plain(letter).isascii() for letter in letters)


@given(st.text(max_size=40))
def test_any_text_has_a_sound(text: str) -> None:
    assert sound(text).isascii()
    assert len(key(text)) <= len(sound(text)) + 1


def test_many_names_take_no_longer_than_their_number_asks() -> None:
    def seconds(count: int) -> float:
        names = [f"A{chr(97 + n % 26)}o {chr(66 + n % 20)}{'aeiou'[n % 5]}r{n % 9}k" for n in range(count)]
        names = [name.replace(str(n % 9), "lmnrstvkp"[n % 9]) for n, name in enumerate(names)]
        began = time.process_time()
        list(person_links(names, names, WORDS))
        return time.process_time() - began

    seconds(100)
    assert times_as_long(seconds, 1_000, 10_000, 0.02) < 30


@pytest.mark.parametrize(
    "unit", ["Ana ", "Ana Mora, ", "[Ana] ", "(formerly ", "A.", "((((", "known as ", "Ab-"]
)
def test_hostile_strings_take_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * size)[: size * 4]
        began = time.process_time()
        groups_of(text)
        return time.process_time() - began

    assert times_as_long(seconds, 2_000, 20_000) < 30
