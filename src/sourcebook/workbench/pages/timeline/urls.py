"""The address of the timeline."""

from django.urls import path
from django.utils.translation import gettext_lazy

from sourcebook.workbench.frame.navigation import Entry
from sourcebook.workbench.pages.timeline import views

urlpatterns = [path("timeline/", views.show, name="timeline")]
navigation = Entry(gettext_lazy("Timeline"), "timeline", key="t")
