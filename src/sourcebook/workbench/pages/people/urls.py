"""The addresses of people."""

from django.urls import path
from django.utils.translation import gettext_lazy

from sourcebook.workbench.frame.navigation import Entry
from sourcebook.workbench.pages.people import accounts, invitations, views

urlpatterns = [
    path("people/", views.show, name="people"),
    path("people/invite/", invitations.invite, name="people-invite"),
    path("people/invite/<uuid:invitation>/withdraw/", invitations.take_back, name="people-withdraw"),
    path("people/<uuid:account>/role/", views.role, name="people-role"),
    path("people/<uuid:account>/away/", views.away, name="people-away"),
    path("people/<uuid:account>/organisation/", accounts.organisation, name="people-organisation"),
    path("people/<uuid:account>/open/", accounts.is_open, name="people-open"),
    path("people/<uuid:account>/password/", accounts.password, name="people-password"),
]
navigation = Entry(gettext_lazy("People"), "people", key="p")
