"""The addresses of long work."""

from django.urls import path
from django.utils.translation import gettext_lazy

from sourcebook.workbench.frame.navigation import Entry
from sourcebook.workbench.pages.work import views

urlpatterns = [
    path("work/", views.show, name="work"),
    path("work/<uuid:work>/", views.item, name="work-item"),
    path("work/<uuid:work>/progress", views.progress, name="work-progress"),
    path("work/<uuid:work>/stop", views.stop, name="work-stop"),
    path("work/<uuid:work>/again", views.again, name="work-again"),
    path("work/<uuid:work>/files/<path:name>", views.download, name="work-file"),
]
navigation = Entry(gettext_lazy("Work"), "work", key="w")
