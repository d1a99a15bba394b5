"""The addresses of a record."""

from django.urls import path

from sourcebook.workbench.pages.record import about, views

urlpatterns = [
    path("records/<str:record>/", views.show, name="record"),
    path("records/<str:record>/history/", views.history, name="record-history"),
    path("records/<str:record>/about/", about.about, name="record-about"),
]
