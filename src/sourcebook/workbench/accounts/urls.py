"""The pages of django-allauth that are opened, each with its rule; all others are not there.

No sign-up, no mail: an account is made with the link of an invitation, and a lost password is set anew with a
link that a keeper gives.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.usersessions import views as sessions
from django.urls import path, re_path

from sourcebook.workbench.accounts import invited
from sourcebook.workbench.frame import ANYONE, LOGGED_IN, ruled
from sourcebook.workbench.frame.rules import View

_FORM = "GET POST"


def _open(view: View, methods: str = _FORM) -> View:
    return ruled(view, ANYONE, methods=methods)


def _own(view: View, methods: str = _FORM) -> View:
    return ruled(view, LOGGED_IN, methods=methods)


urlpatterns = [
    path("login/", _open(account.login), name="account_login"),
    path("login/second/", _open(mfa.authenticate), name="mfa_authenticate"),
    path("login/passkey/", _open(keys.login_webauthn), name="mfa_login_webauthn"),
    path("logout/", _open(account.logout), name="account_logout"),
    path("inactive/", _open(account.account_inactive, "GET"), name="account_inactive"),
    path("invited/", invited.show, name="invited-here"),
    path("invited/<str:token>/", invited.arrive, name="invited"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        _open(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/new/done/",
        _open(account.password_reset_from_key_done, "GET"),
        name="account_reset_password_from_key_done",
    ),
    path("again/", _own(account.reauthenticate), name="account_reauthenticate"),
    path("again/second/", _own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("again/passkey/", _own(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("password/", _own(account.password_change), name="account_change_password"),
    path("password/first/", _own(account.password_set), name="account_set_password"),
    path("second/", _own(mfa.index, "GET"), name="mfa_index"),
    path("second/app/", _own(totp.activate_totp), name="mfa_activate_totp"),
    path("second/app/off/", _own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second/codes/", _own(codes.view_recovery_codes, "GET"), name="mfa_view_recovery_codes"),
    path("second/codes/new/", _own(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path(
        "second/codes/file/", _own(codes.download_recovery_codes, "GET"), name="mfa_download_recovery_codes"
    ),
    path("second/keys/", _own(keys.list_webauthn, "GET"), name="mfa_list_webauthn"),
    path("second/keys/new/", _own(keys.add_webauthn), name="mfa_add_webauthn"),
    path("second/keys/<int:pk>/off/", _own(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("second/keys/<int:pk>/", _own(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("sessions/", _own(sessions.list_usersessions), name="usersessions_list"),
]
