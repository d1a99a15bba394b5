"""The addresses of the check: the page itself, and how far one's running check is."""

from django.urls import path

from sourcebook.workbench.pages.check import views

urlpatterns = [
    path("", views.show, name="check"),
    path("step/", views.step, name="check-step"),
]
