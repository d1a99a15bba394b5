"""Views of lists that somebody kept under a name: for themselves, or for all who take part in the dossier."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.db.models import QuerySet

from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.models import SavedView
from sourcebook.dossier.seen import NotAllowed, current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write.errors import Refused
from sourcebook.dossier.write.make import now

LONGEST_NAME = 120
_LONGEST_QUERY = 4000
# A list of more names than that is itself one to search in.
_MOST = 100


def views_of(page: str = "") -> QuerySet[SavedView]:
    """The views of a page that the viewer kept or that are for all, by name; of every page without one."""
    found = SavedView.objects.filter(dossier_id=current().within).select_related("account")
    return (found.filter(page=page) if page else found).order_by("name", "id")


def keep_view(page: str, name: str, query: str, shared: bool = False) -> SavedView:
    """Keeps a list under a name; the same name of the same person again has the new list.

    Whoever may change records may keep one for all. Raises Refused for a name or list that is none,
    NotAllowed.
    """
    viewer = current()
    if shared:
        viewer.must("edit")
    name = _named(name)
    if len(query) > _LONGEST_QUERY:
        raise Refused([Problem("", "query", "is too long a list of filters to keep")])
    with transaction.atomic(), writing():
        mine = SavedView.objects.filter(dossier_id=viewer.within, account_id=viewer.person)
        if mine.exclude(name=name).count() >= _MOST:
            raise Refused([Problem("", "name", f"you keep {_MOST} views already: delete one first")])
        content = {"page": page, "query": query, "shared": shared}
        # Kept twice in one moment, as by a double click, it is one view.
        kept, _new = mine.update_or_create(
            name=name,
            defaults=content,
            create_defaults={
                **content, "dossier_id": viewer.within, "account_id": viewer.person, "made_at": now(),
            },
        )  # fmt: skip
    return kept


def rename_view(view: uuid.UUID, name: str, shared: bool) -> SavedView:
    """Gives a view another name, or to others. Raises Refused, NotAllowed for somebody else's."""
    viewer = current()
    one = _own(view)
    if shared and not one.shared:
        viewer.must("edit")
    name = _named(name)
    others = SavedView.objects.filter(dossier_id=viewer.within, account=one.account, name=name)
    if others.exclude(pk=one.pk).exists():
        raise Refused([Problem(str(view), "name", f"there is a view “{name}” already")])
    one.name, one.shared = name, shared
    with writing():
        one.save(force_update=True)
    return one


def forget_view(view: uuid.UUID) -> str:
    """Deletes a view; gives its name. Raises Refused, NotAllowed for somebody else's."""
    one = _own(view)
    with writing():
        SavedView.objects.filter(pk=one.pk).delete()
    return one.name


def _own(view: uuid.UUID) -> SavedView:
    """One's own; what is for all may also be put in order by whoever gives roles."""
    viewer = current()
    one = SavedView.objects.filter(pk=view, dossier_id=viewer.within).first()
    if one is None:
        raise Refused([Problem(str(view), "view", "there is no such view")])
    if one.account_id != viewer.person and not viewer.may("people"):
        raise NotAllowed("this view was kept by somebody else, who alone can change it")
    return one


def _named(name: str) -> str:
    name = " ".join(name.replace("\x00", "").split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused([Problem("", "name", f"a name has 1 to {LONGEST_NAME} characters")])
    return name
