"""The address of the search; the field at the top of each page leads there."""

from django.urls import path

from sourcebook.workbench.pages.search import views

urlpatterns = [path("search/", views.show, name="search")]
