"""What may happen once happens once, however many ask for it in the same moment; a dossier keeps a keeper."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import connections
from tests.workbench.work.conftest import Shared, shared

from sourcebook.dossier.access.inviting import NotTaken, invite, take
from sourcebook.dossier.access.members import change_role, set_open, take_away
from sourcebook.dossier.models import Account, Membership
from sourcebook.dossier.models.access import Invitation
from sourcebook.dossier.seen import NotAllowed, Viewer, as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.workbench.accounts.link import OneTimeLinks

__all__ = ["shared"]


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Does all in the same moment, each on a connection of its own; what each gave, or its error."""
    start = threading.Barrier(len(acts))
    given: list[Any] = [None] * len(acts)

    def one(place: int) -> None:
        start.wait(20)
        try:
            given[place] = acts[place]()
        except Exception as error:
            given[place] = error
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=one, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return given


def person(shared: Shared, handle: str, role: str = "") -> Account:
    with as_system(), writing():
        account = Account.objects.create(handle=handle, name=f"Vela {handle}")
        if role:
            Membership.objects.create(dossier_id=shared.viewer.within, account=account, role=role)
    return account


def viewer(shared: Shared, account: Account) -> Viewer:
    return Viewer(shared.viewer.within, "keeper", account.pk, None)


def as_keeper(shared: Shared, account: Account, act: Callable[..., Any], *given: Any) -> Callable[[], Any]:
    def done() -> Any:
        with viewing(viewer(shared, account)):
            return act(*given)

    return done


def keepers(shared: Shared) -> int:
    with as_system():
        mine = Membership.objects.filter(dossier_id=shared.viewer.within, role="keeper")
        return mine.filter(account__is_active=True).count()


def link(shared: Shared, keeper: Account, role: str = "reader") -> str:
    with viewing(viewer(shared, keeper)):
        return invite("Ilo Marr", "", "", role)[1]


def test_of_many_who_open_one_invitation_one_has_it(shared: Shared) -> None:
    secret = link(shared, person(shared, "oda", "keeper"))
    many = [person(shared, f"ilo-{n}") for n in range(6)]
    given = together(*(lambda one=one: take(secret, one) for one in many))
    assert sum(isinstance(one, NotTaken) for one in given) == 5, given
    with as_system():
        assert Membership.objects.filter(account__in=many).count() == 1


def test_who_takes_two_invitations_at_once_has_one_part_and_the_other_stays_open(shared: Shared) -> None:
    keeper, ilo = person(shared, "oda", "keeper"), person(shared, "ilo")
    secrets = [link(shared, keeper, role) for role in ("reader", "contributor", "reviewer")]
    given = together(*(lambda secret=secret: take(secret, ilo) for secret in secrets))
    assert sum(isinstance(one, NotTaken) for one in given) == 2, given
    with as_system():
        assert Membership.objects.filter(account=ilo).count() == 1
        assert Invitation.objects.filter(taken_at=None).count() == 2


@pytest.mark.parametrize("how", ["role", "part", "account"])
def test_two_keepers_who_put_each_other_out_leave_one(how: str, shared: Shared) -> None:
    oda, ilo = person(shared, "oda", "keeper"), person(shared, "ilo", "keeper")
    acts: dict[str, Callable[[Account], tuple[Any, ...]]] = {
        "role": lambda whom: (change_role, whom.pk, "reader", "keeper"),
        "part": lambda whom: (take_away, whom.pk, "keeper"),
        "account": lambda whom: (set_open, whom.pk, False),
    }
    given = together(as_keeper(shared, oda, *acts[how](ilo)), as_keeper(shared, ilo, *acts[how](oda)))
    assert keepers(shared) == 1, given
    assert sum(one is None for one in given) == 1
    assert sum(isinstance(one, NotAllowed) for one in given) == 1, given


def test_a_keeper_who_gives_up_with_the_other_stays(shared: Shared) -> None:
    both = [person(shared, handle, "keeper") for handle in ("oda", "ilo")]
    given = together(*(as_keeper(shared, one, change_role, one.pk, "reader", "keeper") for one in both))
    assert keepers(shared) == 1 and sum(isinstance(one, ValueError) for one in given) == 1, given


def test_who_was_put_out_a_moment_ago_makes_no_keeper_any_more(shared: Shared) -> None:
    oda, ilo = person(shared, "oda", "keeper"), person(shared, "ilo", "keeper")
    accomplice = person(shared, "marr", "reader")
    as_keeper(shared, oda, change_role, ilo.pk, "reader", "keeper")()
    # Their request began before that, and has them as keeper yet.
    for act in (
        (change_role, accomplice.pk, "keeper", "reader"),
        (take_away, accomplice.pk, "reader"),
        (set_open, accomplice.pk, False),
    ):
        with pytest.raises(NotAllowed):
            as_keeper(shared, ilo, *act)()
    assert keepers(shared) == 1


def test_a_recovery_code_opens_once_for_two_who_have_it(shared: Shared) -> None:
    oda = person(shared, "oda", "keeper")
    codes = RecoveryCodes.activate(oda).get_unused_codes()

    def used() -> bool:
        factor = Authenticator.objects.get(user_id=oda.pk)
        return bool(factor.wrap().validate_code(codes[0]))

    given = together(*[used] * 4)
    assert sorted(map(str, given)) == ["False", "False", "False", "True"]


def test_the_link_that_logs_in_at_home_is_redeemed_once() -> None:
    links = OneTimeLinks()
    token = links.issue("vela")
    given = together(*[lambda: links.redeem(token)] * 8)
    assert sorted(map(str, given)) == ["None"] * 7 + ["vela"]
