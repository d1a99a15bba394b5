"""The addresses of keys for programs."""

from django.urls import path

from sourcebook.workbench.pages.tokens import views

urlpatterns = [
    path("tokens/", views.show, name="tokens"),
    path("tokens/withdraw", views.withdraw, name="token-withdraw"),
]
