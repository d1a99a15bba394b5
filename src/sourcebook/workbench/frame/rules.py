"""The rule of a page: who may open it, and by which methods. It stands at the view: without, nothing opens.

    @page(MEMBER)                                       every member of the dossier may look
    @page(MEMBER, may="review", methods="POST")         those whose role may review (`seen/roles.yaml`)
    @page(MEMBER, methods="GET POST", may_post="edit")  all may look, who may edit may send the form
    ruled(view, TOKEN)                                  programs, with a key that a member made (`api`)

A page of a dossier lies below `/d/<slug>/`; its view gets no `slug`: `request.dossier` is the dossier,
`request.viewer` who looks, and every query in it shows what they may see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest, HttpResponseBase

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from sourcebook.dossier.models import Dossier
    from sourcebook.dossier.seen import Viewer

Who = Literal["anyone", "logged in", "member", "token"]
ANYONE: Who = "anyone"
LOGGED_IN: Who = "logged in"
MEMBER: Who = "member"
TOKEN: Who = "token"
View = Callable[..., HttpResponseBase]


class Request(HttpRequest):
    """A request as our views get it. `dossier` is there for pages of a dossier only."""

    dossier: Dossier
    viewer: Viewer
    htmx: HtmxDetails


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may open a page. `may` is an act of `seen/roles.yaml` that every method needs, `may_post` one that
    sending a form needs besides."""

    who: Who
    may: str = ""
    may_post: str = ""
    methods: tuple[str, ...] = ("GET",)

    def __post_init__(self) -> None:
        from sourcebook.dossier.seen.roles import roles

        acts = {self.may, self.may_post} - {""}
        if unknown := acts - set(roles().acts):
            raise ValueError(f"no such act {', '.join(unknown)}; it is one of {', '.join(roles().acts)}")
        if acts and self.who != MEMBER:
            raise ValueError("what a role may do is asked of a member only")

    def acts(self, method: str) -> tuple[str, ...]:
        """The acts that somebody's role must allow for a request by `method`."""
        looks = method in ("GET", "HEAD", "OPTIONS")
        return tuple(act for act in (self.may, "" if looks else self.may_post) if act)

    def takes(self, method: str) -> bool:
        """Whether the page answers to this method."""
        return method in self.methods or (method == "HEAD" and "GET" in self.methods)


def page(who: Who, *, may: str = "", may_post: str = "", methods: str = "GET") -> Callable[[View], View]:
    """Puts a rule on a view. `methods` are names with spaces between."""
    return lambda view: ruled(view, who, may=may, may_post=may_post, methods=methods)


def ruled(view: View, who: Who, *, may: str = "", may_post: str = "", methods: str = "GET") -> View:
    """A view with a rule; for a view of a package, whose own is left as it was."""
    rule = Rule(who, may, may_post, tuple(methods.split()))

    @wraps(view)
    def opened(request: HttpRequest, *given: Any, **named: Any) -> HttpResponseBase:
        if rule.who == MEMBER:
            named.pop("slug")
        return view(request, *given, **named)

    opened.rule = rule  # type: ignore[attr-defined]
    return opened


def rule_of(view: Any) -> Rule | None:
    """The rule of a view, None where it has none."""
    found = getattr(view, "rule", None)
    return found if isinstance(found, Rule) else None
