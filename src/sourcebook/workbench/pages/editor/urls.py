"""The addresses of editions."""

from django.urls import path
from django.utils.translation import gettext_lazy

from sourcebook.workbench.frame.navigation import Entry
from sourcebook.workbench.pages.editor import (
    applying,
    editions,
    finding,
    past,
    present,
    remarks,
    titling,
    views,
    writing,
)

_ONE = "editions/<str:edition>/"
urlpatterns = [
    path("editions/", editions.show, name="editions"),
    path(_ONE, views.show, name="edition"),
    path(f"{_ONE}form/", writing.form, name="edition-form"),
    path(f"{_ONE}preview/", writing.preview, name="edition-preview"),
    path(f"{_ONE}save/", writing.keep, name="edition-save"),
    path(f"{_ONE}move/", writing.move, name="edition-move"),
    path(f"{_ONE}head/", titling.head, name="edition-head"),
    path(f"{_ONE}find/", finding.show, name="edition-find"),
    path(f"{_ONE}findings/", remarks.show, name="edition-findings"),
    path(f"{_ONE}look/", remarks.look, name="edition-look"),
    path(f"{_ONE}apply/", applying.show, name="edition-apply"),
    path(f"{_ONE}present/", present.show, name="edition-present"),
    path(f"{_ONE}texts/", past.show, name="edition-texts"),
    path(f"{_ONE}texts/back/", past.back, name="edition-back"),
]
navigation = Entry(gettext_lazy("Editions"), "editions", key="e")
