"""The addresses of bringing in."""

from django.urls import path
from django.utils.translation import gettext_lazy

from sourcebook.workbench.frame.navigation import Entry
from sourcebook.workbench.pages.bring import views

urlpatterns = [
    path("bring/", views.show, name="bring"),
    path("bring/<uuid:held>/", views.look, name="bring-look"),
    path("bring/<uuid:held>/away/", views.away, name="bring-away"),
]
navigation = Entry(gettext_lazy("Bring in"), "bring", key="b", may="create")
