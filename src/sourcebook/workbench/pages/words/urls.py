"""The addresses of Word files and of the changes in them."""

from django.urls import path

from sourcebook.workbench.pages.words import handing, views

_AT = "editions/<str:edition>/words/"
urlpatterns = [
    path(_AT, views.show, name="edition-words"),
    path(f"{_AT}send/", views.send, name="edition-send"),
    path(f"{_AT}sent/<int:number>/", handing.sent, name="edition-sent"),
    path(f"{_AT}take/", views.take, name="edition-take"),
    path(f"{_AT}new/", views.take_new, name="edition-take-new"),
    path(f"{_AT}changes/", views.changes, name="edition-changes"),
    path(f"{_AT}decide/", views.decide, name="edition-decide"),
    path(f"{_AT}answer/<int:number>/", handing.answer, name="edition-answer"),
    path(f"{_AT}forget/<int:number>/", handing.forget, name="edition-forget"),
]
