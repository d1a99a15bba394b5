"""The addresses of the home of a dossier."""

from django.urls import path
from django.utils.translation import gettext_lazy

from sourcebook.workbench.frame.navigation import Entry
from sourcebook.workbench.pages.home import views

urlpatterns = [path("", views.show, name="home"), path("coverage/", views.cover, name="coverage")]
navigation = Entry(gettext_lazy("Home"), "home", key="h")
