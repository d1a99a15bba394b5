"""The addresses of the log."""

from django.urls import path

from sourcebook.workbench.pages.log import views

urlpatterns = [
    path("log/", views.show, name="log"),
    path("log/export.csv", views.export, name="log-export"),
]
