"""The address of the map."""

from django.urls import path
from django.utils.translation import gettext_lazy

from sourcebook.workbench.frame.navigation import Entry
from sourcebook.workbench.pages.map import views

urlpatterns = [path("map/", views.show, name="map")]
navigation = Entry(gettext_lazy("Map"), "map", key="m")
