"""The addresses of lists."""

from django.urls import path
from django.utils.translation import gettext_lazy

from sourcebook.workbench.frame.navigation import Entry
from sourcebook.workbench.pages.records import views

urlpatterns = [
    path("records/", views.show, name="records"),
    path("records/export.<str:ending>", views.export, name="export"),
]
navigation = Entry(gettext_lazy("Records"), "records", key="r")
