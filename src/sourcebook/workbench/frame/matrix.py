"""Every address, with who may open it by which method: made from the rules, to test and to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from sourcebook.dossier.seen.roles import WORLD, roles
from sourcebook.workbench.frame.rules import ANYONE, LOGGED_IN, TOKEN, Rule, rule_of

NOBODY = "anyone"
OUTSIDER = "account"
MEMBERS = tuple(role for role in roles().roles if role != WORLD)
# Who asks: nobody in particular, somebody with an account and no part in the dossier, each role.
WHO = (NOBODY, OUTSIDER, *MEMBERS)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the program; `rule` is None where nobody wrote one."""

    route: str
    name: str
    arguments: tuple[str, ...]
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class Line:
    """By one method: who may."""

    route: str
    method: str
    who: frozenset[str]


def addresses() -> Iterator[Address]:
    """Every address of the URL configuration."""
    yield from _below(get_resolver().url_patterns, "/", ())


def _below(patterns: list[Any], route: str, arguments: tuple[str, ...]) -> Iterator[Address]:
    for each in patterns:
        here = (*arguments, *each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            yield from _below(each.url_patterns, f"{route}{each.pattern}", here)
        elif isinstance(each, URLPattern):
            yield Address(f"{route}{each.pattern}", each.name or "", here, rule_of(each.callback))


def allowed(rule: Rule, who: str, method: str) -> bool:
    """Whether somebody of `WHO` may use this method, as the rule and `roles.yaml` say."""
    if not rule.takes(method):
        return False
    if rule.who == ANYONE:
        return True
    if rule.who == LOGGED_IN:
        return who != NOBODY
    if rule.who == TOKEN:
        # With a key that they made; a session opens nothing there.
        return who in MEMBERS
    return who in MEMBERS and all(act in roles().roles[who].may for act in rule.acts(method))


def matrix() -> Iterator[Line]:
    """Who may what, by address and method; methods that an address does not answer to are left out."""
    for address in addresses():
        rule = address.rule
        if rule is None:
            continue
        for method in METHODS:
            if rule.takes(method):
                yield Line(address.route, method, frozenset(who for who in WHO if allowed(rule, who, method)))
