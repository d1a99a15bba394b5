"""Many quotations at once come back in their order, from one process or from two."""

from sourcebook.checks.verbatim import Pair, verify, verify_all

TEXTS = [f"Village {n} lost {n} houses. Nobody was hurt. The road to village {n} is open." for n in range(40)]


def pairs() -> list[Pair]:
    made = []
    for n, text in enumerate(TEXTS):
        made += [
            Pair(f"Village {n} lost {n} houses.", text),
            Pair(f"Village {n} lost {n + 1} houses.", text),
            Pair("was hurt", text),
        ]
    return made[::3] + made[1::3] + made[2::3]


def test_the_order_is_kept() -> None:
    found = [verdict.kind for verdict in verify_all(pairs())]
    assert found == ["verbatim"] * 40 + ["altered-words"] * 40 + ["negation-swallowed"] * 40


def test_two_processes_say_the_same_as_one() -> None:
    assert verify_all(pairs(), processes=2) == verify_all(pairs())


def test_many_say_the_same_as_one_by_one() -> None:
    assert verify_all(pairs()[:10]) == [verify(pair.quotation, pair.source) for pair in pairs()[:10]]


def test_nothing_asked_nothing_said() -> None:
    assert verify_all([]) == []
