"""The address of a site's page over time."""

from django.urls import path

from sourcebook.workbench.pages.site import views

urlpatterns = [path("site/<uuid:record>/", views.show, name="site")]
