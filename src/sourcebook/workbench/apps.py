"""The workbench as a Django app."""

from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate


class WorkbenchConfig(AppConfig):
    """The app of the pages."""

    name = "sourcebook.workbench"
    label = "workbench"

    def ready(self) -> None:
        """Has the table of counts made with the others; notes who comes in, and tells them what happened."""
        from sourcebook.workbench.accounts import noting, telling  # noqa: F401

        post_migrate.connect(_counts, sender=apps.get_app_config("dossier"), dispatch_uid="sourcebook.counts")


def _counts(using: str, **_given: Any) -> None:
    call_command("createcachetable", database=using, verbosity=0)
