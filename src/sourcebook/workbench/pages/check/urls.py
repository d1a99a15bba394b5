"""The addresses of the check: the page itself, and how far one's running check is."""

from django.urls import path

from sourcebook.workbench.pages.check import rules, scrubbing, views

urlpatterns = [
    path("", views.show, name="check"),
    path("step/", views.step, name="check-step"),
    path("rules/", rules.show, name="check-rules"),
    path("scrub/", scrubbing.show, name="scrub"),
]
