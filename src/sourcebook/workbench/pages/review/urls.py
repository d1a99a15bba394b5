"""The addresses of the reviewer's queue."""

from django.urls import path
from django.utils.translation import gettext_lazy

from sourcebook.workbench.frame.navigation import Entry
from sourcebook.workbench.pages.review import views

urlpatterns = [
    path("review/", views.show, name="review"),
    path("review/decide/", views.decide, name="review-decide"),
    path("review/proposal/", views.settle, name="review-proposal"),
    path("review/undo/", views.take_back, name="review-undo"),
    path("review/again/", views.again, name="review-again"),
]
navigation = Entry(gettext_lazy("Review"), "review", key="v", may="review")
