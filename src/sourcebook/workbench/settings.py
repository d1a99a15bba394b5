"""Django's settings for the workbench: those of the command line, and what a browser needs besides.

Two modes. Local, the default: one researcher on one computer; the page is served to this computer alone. A
server: `SOURCEBOOK_HOSTS` names it (names that browsers ask for, with commas), `SOURCEBOOK_SECRET_KEY` is its
secret, and browsers come by HTTPS.
"""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy

from sourcebook.dossier.home import home
from sourcebook.settings import *  # noqa: F403
from sourcebook.settings import DATABASES
from sourcebook.settings import INSTALLED_APPS as _LEAN
from sourcebook.workbench.accounts.mailing import mail_of
from sourcebook.workbench.catalogue.testing import TEST_LANGUAGE
from sourcebook.workbench.frame.static import fingerprint

_HERE = Path(__file__).parent
_HOSTS = [name.strip() for name in os.environ.get("SOURCEBOOK_HOSTS", "").split(",") if name.strip()]
LOCAL = not _HOSTS
if not LOCAL and len(os.environ.get("SOURCEBOOK_SECRET_KEY", "")) < 40:
    raise ValueError(
        "SOURCEBOOK_SECRET_KEY: a server needs one of 40 characters or more, and keeps it secret"
    )
# On one computer a session ends with the program: nothing that would open it lies on the disk.
SECRET_KEY = os.environ.get("SOURCEBOOK_SECRET_KEY") or secrets.token_urlsafe(50)
# Secrets that were before, with commas: what was signed or sealed under them still opens, nothing new is.
SECRET_KEY_FALLBACKS = [
    one.strip() for one in os.environ.get("SOURCEBOOK_SECRET_KEY_BEFORE", "").split(",") if one.strip()
]
if any(len(one) < 40 for one in SECRET_KEY_FALLBACKS):
    raise ValueError("SOURCEBOOK_SECRET_KEY_BEFORE: secrets of 40 characters or more, with commas")
# A page of another site that has its name point at this computer asks for that name, and gets nothing.
ALLOWED_HOSTS = _HOSTS or ["127.0.0.1", "localhost", "[::1]"]
# The host that serves preserved bytes and nothing else (see `evidence`); on a server without one they are not
# shown. Browsers take names below `localhost` for this computer, and ask no network.
EVIDENCE_HOST = os.environ.get("SOURCEBOOK_EVIDENCE_HOST", "evidence.localhost" if LOCAL else "").strip()
if EVIDENCE_HOST in ALLOWED_HOSTS:
    raise ValueError("SOURCEBOOK_EVIDENCE_HOST: a name of its own, not one of SOURCEBOOK_HOSTS")

INSTALLED_APPS = [
    *_LEAN,
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "sourcebook.workbench",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Its answers have a length of chance, so that it does not tell what of a page somebody guessed (BREACH);
    # the secrets in our forms are masked anew in each answer besides.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "sourcebook.workbench.frame.headers.headers",
    "sourcebook.workbench.evidence.origin.evidence",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sourcebook.workbench.frame.binding.Binding",
    "sourcebook.workbench.frame.sighting.sightings",
    "django.middleware.locale.LocaleMiddleware",
    "sourcebook.workbench.frame.veiling.Wished",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "sourcebook.workbench.accounts.browser.sessions",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "sourcebook.workbench.urls"
WSGI_APPLICATION = "sourcebook.workbench.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The template of a page lies beside its view.
        "DIRS": [_HERE / "templates", _HERE / "pages"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sourcebook.workbench.frame.context.frame",
            ]
        },
    }
]

# Each thread that answers keeps its connection for a minute: to open one takes as long as a small page.
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)

# One name for all static files as they are now: files that refer to each other stay together, browsers keep
# them for good, and nothing need be collected or built.
STATIC_URL = f"/static/{fingerprint(_HERE / 'static')}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/[0-9a-f]{12}/"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# A language stands here when its catalogue was reviewed (docs/translating.md).
LANGUAGES: list[tuple[str, Any]] = [("en", gettext_lazy("English"))]
# Also how the words of django-allauth read among ours.
LOCALE_PATHS = [_HERE / "locale", _HERE / "accounts" / "locale"]
LANGUAGE_COOKIE_NAME = "sourcebook_language"
# Every text in letters that are written from right to left: shows what is not translated, and what does not
# turn round. Made by `sourcebook admin messages --test-language`.
if os.environ.get("SOURCEBOOK_TEST_LANGUAGE") == "1":
    LANGUAGES = [*LANGUAGES, (TEST_LANGUAGE, "\u2067ترجمة\u2069 (test)")]
    LOCALE_PATHS = [home() / "test-language", *LOCALE_PATHS]

# Who comes in.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("handle", "name", "email")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]  # fmt: skip
ACCOUNT_ADAPTER = "sourcebook.workbench.accounts.adapter.Adapter"
ACCOUNT_FORMS = {"login": "sourcebook.workbench.accounts.forms.EnterForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_EMAIL_VERIFICATION = "none"
# Where the server has mail, a new password or factor is told by it too (`accounts/mailing.py`); else to who
# logs in (`accounts/telling.py`).
_MAIL = mail_of(os.environ.get("SOURCEBOOK_MAIL", ""))
ACCOUNT_EMAIL_NOTIFICATIONS = bool(_MAIL)
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _MAIL else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _MAIL.get("host", ""), _MAIL.get("port", 0)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.get("user", ""), _MAIL.get("password", "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.get("ssl", False), _MAIL.get("tls", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("SOURCEBOOK_MAIL_FROM", "").strip() or _MAIL.get("user", "")
if _MAIL and "@" not in DEFAULT_FROM_EMAIL:
    raise ValueError("SOURCEBOOK_MAIL_FROM: the address that mail comes from, sourcebook@example.org")
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Not by a code that is mailed.
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")
MFA_ADAPTER = "sourcebook.workbench.accounts.factor_adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Nobody makes an account for themselves, so nobody takes another's address to be locked out of.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Sourcebook"
# A code that was typed as its time ran out, or by a clock that is off, is taken: one step (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
# Browsers give passkeys to `localhost` without HTTPS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
USERSESSIONS_TRACK_ACTIVITY = False
# The link with which somebody sets a new password; a keeper gives it.
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
# Roles of which a second factor is asked, "all" for every role, none on one's own computer.
SECOND_FACTOR = frozenset(
    [] if LOCAL else filter(None, re.split(r"[,\s]+", os.environ.get("SOURCEBOOK_SECOND_FACTOR", "")))
)
if unknown := SECOND_FACTOR - {"all", "reader", "contributor", "reviewer", "publisher", "keeper"}:
    raise ValueError(f"SOURCEBOOK_SECOND_FACTOR: no such role {', '.join(sorted(unknown))}; or say all")

SESSION_COOKIE_NAME = "sourcebook_session"
SESSION_COOKIE_AGE = 12 * 60 * 60
# On a server a session ends that was not used for so long.
SESSION_IDLE_SECONDS = 60 * int(os.environ.get("SOURCEBOOK_IDLE_MINUTES", "60"))
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "sourcebook_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "sourcebook.workbench.frame.errors.forged"
if not LOCAL:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = False
# Not "no-referrer": a form would then come without its origin, which is what CSRF protection asks for.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
# A form without its files; a file has the limit of the server, `serving.LARGEST`.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o600

# Where pictures of a map may come from, "https://tiles.example/{z}/{x}/{y}.png", and whose they are; from
# nowhere, unless somebody says so (`pages/map/tiles.py`).
TILES = os.environ.get("SOURCEBOOK_TILES", "").strip()
TILES_BY = os.environ.get("SOURCEBOOK_TILES_BY", "").strip()

# Long work waits in the database, and one process does it (`workbench/work`).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["work"]}}

# Counts how often something was tried, for all processes together; there is nothing of a dossier in it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "workbench_counts",
        "OPTIONS": {"MAX_ENTRIES": 100_000, "CULL_FREQUENCY": 10},
    }
}
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "sourcebook.workbench.frame.scrubbed.Scrubbed",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # A page that is not there is no fault of the program.
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "waitress.queue": {"level": "ERROR"},
    },
}
