"""The addresses of the way to publication."""

from django.urls import path

from sourcebook.workbench.pages.publishing import handing, views

_AT = "editions/<str:edition>/publish/"
urlpatterns = [
    path(_AT, views.show, name="edition-publish"),
    path(f"{_AT}check/", views.check, name="edition-check"),
    path(f"{_AT}override/", views.override, name="edition-override"),
    path(f"{_AT}copies/", handing.copies, name="edition-copies"),
    path(f"{_AT}freeze/", views.freeze, name="edition-freeze"),
    path(f"{_AT}reopen/", views.open_again, name="edition-reopen"),
    path(f"{_AT}sign/", views.sign, name="edition-sign"),
    path(f"{_AT}now/", views.publish, name="edition-publish-now"),
    path(f"{_AT}correct/", views.correction, name="edition-correct"),
    path(f"{_AT}files/<str:file>/", handing.file, name="edition-file"),
]
