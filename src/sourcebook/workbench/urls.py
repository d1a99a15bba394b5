"""All addresses. Pages of a dossier lie below `/d/<slug>/`."""

from __future__ import annotations

from types import ModuleType

from django.urls import include, path

from sourcebook.workbench.accounts import link
from sourcebook.workbench.frame import look
from sourcebook.workbench.pages.home import urls as home
from sourcebook.workbench.pages.record import urls as record
from sourcebook.workbench.pages.records import urls as records
from sourcebook.workbench.pages.search import urls as search
from sourcebook.workbench.pages.start import views as start

# The pages of a dossier, in the order of the navigation: one line each.
IN_DOSSIER: list[ModuleType] = [
    home,
    records,
    record,
    search,
]

urlpatterns = [
    path("", start.show, name="start"),
    path("open/<str:token>", link.enter, name="enter"),
    path("look", look.choose, name="look"),
    path("check/", include("sourcebook.workbench.pages.check.urls")),
    path("account/", include("sourcebook.workbench.accounts.urls")),
    path("d/<str:slug>/", include([path("", include(each)) for each in IN_DOSSIER])),
]

handler400 = "sourcebook.workbench.frame.errors.unclear"
handler403 = "sourcebook.workbench.frame.errors.refused"
handler404 = "sourcebook.workbench.frame.errors.absent"
handler500 = "sourcebook.workbench.frame.errors.broken"
