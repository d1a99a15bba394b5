"""The address of somebody's page over time."""

from django.urls import path

from sourcebook.workbench.pages.person import views

urlpatterns = [path("person/<uuid:record>/", views.show, name="person")]
