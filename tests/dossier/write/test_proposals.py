"""A proposal is decided once, also where two people decide in the same instant."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection
from tests.dossier.write.making import actor, make

from sourcebook.dossier.models import Account, Dossier, Membership, Proposal, Record
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.dossier.write import Refused
from sourcebook.dossier.write.proposals import accept, reject
from sourcebook.dossier.write.proposing import propose_merge


def people(dossier: Dossier) -> list[Viewer]:
    with as_system():
        found = []
        for name in ("ana", "ben"):
            account = Account.objects.create(handle=name, name=name.title())
            Membership.objects.create(dossier=dossier, account=account, role="reviewer")
            found.append(Viewer(dossier.pk, "reviewer", account.pk))
    return found


def test_of_two_who_decide_at_once_one_is_refused(shared: Dossier) -> None:
    both = people(shared)
    acts: list[Callable[[str], object]] = [accept, lambda one: reject(one, "another person")]
    for number in range(6):
        with viewing(both[0]):
            pair = make(actor(f"Oren Dask {number}"), actor(f"O. Dask {number}"))
            proposal = str(propose_merge(pair[0], pair[1], "one name").pk)
        together, told = threading.Barrier(2), ["", ""]

        def decide(at: int, proposal: str = proposal, together: threading.Barrier = together) -> None:
            with viewing(both[at]):
                together.wait()
                try:
                    acts[at](proposal)
                    told[at] = "done"  # noqa: B023
                except Refused as refused:
                    told[at] = str(refused)  # noqa: B023
                finally:
                    connection.close()

        threads = [threading.Thread(target=decide, args=(at,)) for at in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(one == "done" for one in told) == [False, True], told
        with viewing(both[0]):
            decided = Proposal.objects.get(pk=proposal)
            merged = Record.objects.filter(pk__in=pair).exclude(merged_into=None).count()
            accepted = told[0] == "done"
            assert (decided.state, merged) == (("accepted", 1) if accepted else ("rejected", 0))
            assert decided.decided_by_id == both[0 if accepted else 1].account
