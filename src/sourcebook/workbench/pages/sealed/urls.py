"""The addresses of what is sealed."""

from django.urls import path

from sourcebook.workbench.pages.sealed import looking, views

urlpatterns = [
    path("sealed/", views.show, name="sealed"),
    path("sealed/close/", views.shut, name="sealed-close"),
    path("sealed/<uuid:capture>/look/", looking.look, name="sealed-look"),
    path("sealed/<uuid:capture>/file/", views.file, name="sealed-file"),
]
