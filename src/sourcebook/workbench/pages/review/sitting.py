"""Where a reviewer is in the queue: the filters, the draft in hand, how many were done, the last decision.

It stands in the address, so that the back button goes back and a page that was closed is found again; only
what was put off is kept in the session.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sourcebook.workbench.frame import Request
from sourcebook.workbench.pages.records.asked import Asked, asked_of

PROPOSED = "p-"
_MOST = 500


@dataclass(frozen=True, slots=True)
class Sitting:
    """`at` is the draft in hand, or with `PROPOSED` before it the proposal; "" at the beginning. `back` is
    what was decided last, by `revision` ("" where nothing was changed by it)."""

    asked: Asked
    at: str = ""
    done: int = 0
    back: str = ""
    revision: str = ""

    @property
    def proposal(self) -> str:
        """The id of the proposal in hand, "" where a draft is."""
        return self.at.removeprefix(PROPOSED) if self.at.startswith(PROPOSED) else ""

    @property
    def here(self) -> str:
        """The query of the address of this place."""
        return self.address(self.at, self.done, self.back, self.revision)

    def address(self, at: str, done: int | None = None, back: str = "", revision: str = "") -> str:
        """The query of the address of another place in the same queue."""
        number = self.done if done is None else done
        more = {"at": at, "done": str(number) if number else "", "back": back, "revision": revision}
        own = self.asked.address(**more)
        return f"?{own}" if own else ""


def sitting_of(query: Mapping[str, str]) -> Sitting:
    """The place that the query of an address names; what is none is the beginning."""
    done = query.get("done", "")
    return Sitting(
        asked_of({**{name: query[name] for name in query}, "status": ""}),
        _place(query.get("at", "")),
        int(done) if done.isascii() and done.isdigit() and len(done) < 7 else 0,
        _place(query.get("back", "")),
        _place(query.get("revision", "")),
    )


def _place(text: str) -> str:
    mark = PROPOSED if text.startswith(PROPOSED) else ""
    try:
        return mark + str(uuid.UUID(text.removeprefix(PROPOSED)))
    except ValueError:
        return ""


def put_off(request: Request) -> list[str]:
    """What was skipped in this session."""
    kept: list[str] = request.session.get(_name(request), [])
    return kept


def put_off_more(request: Request, what: str) -> None:
    """Skips something for this session; of very many the first comes back."""
    kept = [one for one in put_off(request) if one != what]
    request.session[_name(request)] = [*kept, what][-_MOST:]


def forget_put_off(request: Request) -> None:
    """What was skipped comes again."""
    request.session.pop(_name(request), None)


def _name(request: Request) -> str:
    return f"review-later-{request.dossier.pk}"
