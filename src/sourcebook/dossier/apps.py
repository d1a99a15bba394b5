"""The dossier as a Django app."""

from django.apps import AppConfig


class DossierConfig(AppConfig):
    """The app of the records."""

    name = "sourcebook.dossier"
    label = "dossier"
    default_auto_field = "django.db.models.BigAutoField"
