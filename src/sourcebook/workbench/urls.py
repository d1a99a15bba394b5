"""All addresses. Pages of a dossier lie below `/d/<slug>/`."""

from __future__ import annotations

from types import ModuleType

from django.urls import include, path

from sourcebook.workbench.accounts import link
from sourcebook.workbench.frame import look
from sourcebook.workbench.pages.board import urls as board
from sourcebook.workbench.pages.bring import urls as bring
from sourcebook.workbench.pages.copies import urls as copies
from sourcebook.workbench.pages.editing import urls as editing
from sourcebook.workbench.pages.editor import urls as editor
from sourcebook.workbench.pages.home import urls as home
from sourcebook.workbench.pages.log import own
from sourcebook.workbench.pages.log import urls as log
from sourcebook.workbench.pages.map import urls as map_
from sourcebook.workbench.pages.people import urls as people
from sourcebook.workbench.pages.person import urls as person
from sourcebook.workbench.pages.publishing import urls as publishing
from sourcebook.workbench.pages.reader import urls as reader
from sourcebook.workbench.pages.record import urls as record
from sourcebook.workbench.pages.records import urls as records
from sourcebook.workbench.pages.review import urls as review
from sourcebook.workbench.pages.sealed import urls as sealed
from sourcebook.workbench.pages.search import urls as search
from sourcebook.workbench.pages.site import urls as site
from sourcebook.workbench.pages.start import making
from sourcebook.workbench.pages.start import views as start
from sourcebook.workbench.pages.timeline import urls as timeline
from sourcebook.workbench.pages.tokens import urls as tokens
from sourcebook.workbench.pages.wishes import views as wishes
from sourcebook.workbench.pages.words import urls as words
from sourcebook.workbench.pages.work import urls as work

# The pages of a dossier, in the order of the navigation: one line each.
IN_DOSSIER: list[ModuleType] = [
    home,
    records,
    review,
    bring,
    editing,
    record,
    reader,
    copies,
    sealed,
    search,
    timeline,
    map_,
    board,
    person,
    site,
    editor,
    publishing,
    words,
    work,
    people,
    log,
    tokens,
]

urlpatterns = [
    path("", start.show, name="start"),
    path("new/", making.make, name="dossier-new"),
    path("open/<str:token>", link.enter, name="enter"),
    path("look", look.choose, name="look"),
    path("looks/", wishes.show, name="wishes"),
    path("check/", include("sourcebook.workbench.pages.check.urls")),
    path("account/happened/", own.show, name="account-happened"),
    path("account/", include("sourcebook.workbench.accounts.urls")),
    path("api/v1/", include("sourcebook.workbench.api.urls")),
    path("d/<str:slug>/", include([path("", include(each)) for each in IN_DOSSIER])),
]

handler400 = "sourcebook.workbench.frame.errors.unclear"
handler403 = "sourcebook.workbench.frame.errors.refused"
handler404 = "sourcebook.workbench.frame.errors.absent"
handler500 = "sourcebook.workbench.frame.errors.broken"
