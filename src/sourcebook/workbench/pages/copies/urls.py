"""The addresses of preserved copies."""

from django.urls import path

from sourcebook.workbench.pages.copies import views

urlpatterns = [
    path("copies/<uuid:capture>/", views.show, name="copy"),
    path("copies/<uuid:capture>/page/<int:number>.png", views.picture_of, name="copy-page"),
    path("copies/<uuid:capture>/file", views.file, name="copy-file"),
    path("copies/<uuid:capture>/verify", views.verify, name="copy-verify"),
]
