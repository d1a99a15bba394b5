"""The addresses of lists."""

from django.urls import path
from django.utils.translation import gettext_lazy

from sourcebook.workbench.frame.navigation import Entry
from sourcebook.workbench.pages.records import bulk, saved, views

urlpatterns = [
    path("records/", views.show, name="records"),
    path("records/export.<str:ending>", views.export, name="export"),
    path("records/many/", bulk.show, name="records-bulk"),
    path("records/many/undo/", bulk.take_back, name="records-bulk-undo"),
    path("views/", saved.keep, name="saved-view"),
    path("views/<uuid:view>/", saved.change, name="saved-view-change"),
]
navigation = Entry(gettext_lazy("Records"), "records", key="r")
